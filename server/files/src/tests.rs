use super::{
    cipher::{PIECE, TAG},
    *,
};
use futures::TryStreamExt;
use std::{fs, os::unix::fs::PermissionsExt};
use tempfile::TempDir;

const NAME: &str = "0199aa";

fn key() -> ContentKey {
    ContentKey::new([7; 32])
}

fn ring() -> Ring {
    Ring::read([&"01".repeat(32)[..]]).expect("a key")
}

fn folder() -> (TempDir, Keeping) {
    let folder = TempDir::new().expect("a folder");
    let place = Place::Folder(folder.path().join("files"));
    (folder, Keeping::open(&place, Keys::given(ring())).expect("a place"))
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).expect("a byte")).collect()
}

async fn keep(keeping: &Keeping, content: &[u8]) {
    let mut writer = keeping.begin(NAME, &key()).await.expect("begun");
    for piece in content.chunks(10_007) {
        writer.write(piece).await.expect("written");
    }
    writer.finish().await.expect("kept");
}

async fn read(keeping: &Keeping) -> Result<Vec<u8>> {
    let pieces: Vec<Bytes> = keeping.read(NAME, &key()).await?.try_collect().await?;
    Ok(pieces.concat())
}

/// The one file of a folder.
fn kept(folder: &TempDir) -> PathBuf {
    folder.path().join("files/aa").join(NAME)
}

#[tokio::test]
async fn what_is_kept_is_read_as_it_was_and_cannot_be_read_on_the_disk() {
    for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 7 * 1024 * 1024 + 5] {
        let (folder, keeping) = folder();
        keep(&keeping, &content(length)).await;
        assert_eq!(read(&keeping).await.expect("read"), content(length), "{length}");
        let sealed = fs::read(kept(&folder)).expect("a file");
        assert_eq!(sealed.len(), length + TAG * length.div_ceil(PIECE).max(1), "{length}");
        assert!(length < 20 || !sealed.windows(16).any(|window| window == &content(16)[..]));
    }
}

#[tokio::test]
async fn a_content_that_was_cut_or_altered_is_refused() {
    let sealed_piece = PIECE + TAG;
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Vec<u8>));
    let changes: [Change<'_>; 6] = [
        ("the last piece is gone", &|sealed| sealed.truncate(2 * sealed_piece)),
        ("its end is gone", &|sealed| sealed.truncate(2 * sealed_piece + 100)),
        ("all is gone", &|sealed| sealed.clear()),
        ("two pieces are exchanged", &|sealed| sealed.rotate_left(sealed_piece)),
        ("one byte is another", &|sealed| sealed[sealed_piece + 5] ^= 1),
        ("a piece is there twice", &|sealed| {
            let first: Vec<u8> = sealed[..sealed_piece].to_vec();
            sealed.splice(..0, first);
        }),
    ];
    for (name, change) in changes {
        let (folder, keeping) = folder();
        keep(&keeping, &content(3 * PIECE)).await;
        let mut sealed = fs::read(kept(&folder)).expect("a file");
        change(&mut sealed);
        fs::write(kept(&folder), sealed).expect("written");
        assert!(matches!(read(&keeping).await, Err(Error::Altered)), "{name}");
    }
}

#[tokio::test]
async fn what_is_given_up_or_dropped_leaves_nothing() {
    let (folder, keeping) = folder();
    for given_up in [true, false] {
        let mut writer = keeping.begin(NAME, &key()).await.expect("begun");
        writer.write(&content(6 * 1024 * 1024)).await.expect("written");
        if given_up {
            writer.abort().await.expect("given up");
        } else {
            drop(writer);
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let left = fs::read_dir(folder.path().join("files/aa")).map(Iterator::count).unwrap_or_default();
        assert_eq!(left, 0);
        assert!(read(&keeping).await.is_err());
    }
}

#[tokio::test]
async fn what_is_not_there_is_deleted_already() {
    let (_folder, keeping) = folder();
    keeping.delete(NAME).await.expect("deleted");
    keep(&keeping, b"x").await;
    keeping.delete(NAME).await.expect("deleted");
    keeping.probe("probe").await.expect("usable");
    assert!(matches!(read(&keeping).await, Err(Error::Place(object_store::Error::NotFound { .. }))));
}

#[test]
fn a_wrapped_key_opens_its_own_content_and_no_other() {
    let wrapped = ring().wrap("a", &key(), [3; 12]).expect("wrapped");
    assert_eq!(ring().unwrap("a", &wrapped).expect("unwrapped"), key());
    assert!(matches!(ring().unwrap("b", &wrapped), Err(Error::Altered)));
    let other = Ring::read([&"02".repeat(32)[..]]).expect("a key");
    assert!(matches!(other.unwrap("a", &wrapped), Err(Error::UnknownKey(id)) if id == ring().present()));
    assert!(!wrapped.text.contains(&"07".repeat(32)), "the key itself stands nowhere");
    for wrong in ["", "01", "xy", &"0g".repeat(32)] {
        assert!(matches!(Ring::read([wrong]), Err(Error::NoKey)), "{wrong}");
    }
}

#[test]
fn a_key_file_is_made_once_and_only_its_user_may_read_it() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("data/files.key");
    let (keys, made) = Keys::file(&path, [1; 32]).expect("a key file");
    assert!(made);
    let first = keys.ring().expect("a key").present().to_owned();
    let (again, made) = Keys::file(&path, [2; 32]).expect("the same");
    assert_eq!((again.ring().expect("a key").present(), made), (first.as_str(), false));
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("files").count(), 1, "nothing is left beside it");
    fs::write(&path, "nonsense").expect("written");
    assert!(matches!(Keys::file(&path, [3; 32]), Err(Error::NoKey)), "what is no key is not replaced");
}

#[test]
fn an_interrupted_change_of_the_master_key_goes_on_with_the_same_key() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("files.key");
    let (keys, _) = Keys::file(&path, [1; 32]).expect("a key file");
    let wrapped = keys.ring().expect("a key").wrap("a", &key(), [3; 12]).expect("wrapped");
    let changed = keys.begin_change([2; 32]).expect("changed");
    assert_eq!(changed.unwrap("a", &wrapped).expect("the former key is known"), key());
    let again = keys.begin_change([9; 32]).expect("gone on");
    assert_eq!((again.present(), changed.knows(&wrapped.by)), (changed.present(), true));
    keys.end_change().expect("ended");
    let left = keys.ring().expect("a key");
    assert_eq!((left.present(), left.knows(&wrapped.by)), (changed.present(), false));
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
}
