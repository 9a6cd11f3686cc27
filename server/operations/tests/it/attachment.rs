//! Files on records: attached, read, given new versions, removed; by whom, and what becomes of their contents.

use crate::{
    import::{bring_content, settled, taken_back},
    import_run::change,
    loose::somebody,
    office::{TestOffice, today},
};
use chrono::Days;
use files::{Keeping, Keys, Place, Ring};
use futures::TryStreamExt;
use model::{
    attachment::{AttachedTo, media::MediaType},
    event::Event,
    id::AttachmentId,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, FileProblem, Problem, Refusal},
    view::{AttachmentRow, ImportKind},
};
use operations::{
    Actor, Failure, Files, Office,
    attachment::{self, rotate_keys, sweep, unknown_keys},
    clock::Clock,
    contract, history, import, invoice,
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

const CONTRACT: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
    H-1,Half Goods,Boiler maintenance,2026-08-01,2026-10-31,monthly,100.00,EUR\n";
const INVOICES: &str = "Invoice No.,Customer,Invoice Date,Due Date,Description,Net amount,VAT rate,Total,Currency\n\
    H-101,Half Goods,2026-08-01,2026-08-31,Boiler maintenance,100.00,20%,120.00,EUR\n";

/// An office with a contract and an invoice, which keeps files of at most a megabyte in a folder.
pub struct Desk {
    _test: TestOffice,
    pub office: Office,
    folder: TempDir,
    pub contract: AttachedTo,
    pub number: String,
    invoice: AttachedTo,
}

impl Desk {
    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// The files on the disk.
    fn kept(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.files()).map(|found| found.flatten().collect::<Vec<_>>()).unwrap_or_default();
        let files = folders.into_iter().flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
        files.map(|file| file.path()).collect()
    }

    /// The same on another day.
    fn on(&self, days: u64) -> Office {
        let office = Office::new(self.office.sessions().clone(), Clock::fixed(today() + Days::new(days)), true);
        office.with_files(self.office.files().expect("a place").clone())
    }
}

pub async fn desks(name: &str) -> Vec<Desk> {
    let mut desks = Vec::new();
    for test in settled(name).await {
        let folder = TempDir::new().expect("a folder");
        let keys = Keys::file(&folder.path().join("files.key"), [1; 32]).expect("a key").0;
        let keeping = Keeping::open(&Place::Folder(folder.path().join("files")), keys).expect("a place");
        let office = test.office.clone().with_files(Files { keeping, most: 1 });
        let program = office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        let contracts = contract::list(&program, &<_>::default(), contract::ContractSort::Number, false, page()).await;
        let number = contracts.expect("contracts").rows.remove(0).number;
        let contract = AttachedTo::Contract(contract::find(&program, &number).await.expect("a contract").id);
        let invoices = invoice::list(&program, &<_>::default(), page()).await.expect("invoices").rows;
        let invoice = AttachedTo::Invoice(invoices[0].id);
        desks.push(Desk { _test: test, office, folder, contract, number, invoice });
    }
    desks
}

fn page() -> store::Page {
    operations::page(1, 10)
}

pub fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{words}").into_bytes()
}

async fn attached(actor: &Actor, record: AttachedTo, name: &str, content: &[u8]) -> Result<AttachmentId, Failure> {
    let mut upload = attachment::begin(actor, record).await?;
    for piece in content.chunks(100_000) {
        if let Err(cause) = upload.write(piece).await {
            upload.give_up().await;
            return Err(cause);
        }
    }
    upload.finish(name).await
}

pub async fn add(actor: &Actor, record: AttachedTo, name: &str, content: &[u8]) -> AttachmentId {
    attached(actor, record, name, content).await.expect("attached")
}

async fn content(actor: &Actor, id: AttachmentId) -> Result<Vec<u8>, Failure> {
    let (_, pieces) = attachment::open(actor, id).await?;
    let pieces: Vec<_> = pieces.try_collect().await?;
    Ok(pieces.concat())
}

pub async fn listed(actor: &Actor, record: AttachedTo) -> Vec<(String, u32)> {
    let rows = attachment::list(actor, record).await.expect("a list").rows;
    rows.into_iter().map(|AttachmentRow { name, number, .. }| (name, number)).collect()
}

pub fn refusal<T>(answer: Result<T, Failure>) -> Refusal {
    match answer.err().expect("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("{cause}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_attached_read_given_a_new_version_and_removed() {
    for desk in desks("attachment").await {
        let ada = somebody(&desk.office, Role::Legal).await;
        let first = add(&ada, desk.contract, "C:\\Desk\\Signed.pdf", &pdf("one")).await;
        let second = add(&ada, desk.contract, "signed.PDF", &pdf("two")).await;
        let table = add(&ada, desk.contract, "prices.csv", b"a;b\n1;2\n").await;
        assert_eq!(
            listed(&ada, desk.contract).await,
            [("prices.csv".to_owned(), 1), ("signed.PDF".to_owned(), 2), ("Signed.pdf".to_owned(), 1)]
        );
        assert_eq!(content(&ada, first).await.expect("read"), pdf("one"));
        assert_eq!(content(&ada, second).await.expect("read"), pdf("two"));
        let (record, row) = attachment::find(&ada, table).await.expect("found");
        assert_eq!((record, row.media, row.size, row.by.as_deref()), (desk.contract, MediaType::Csv, 8, Some("Ada")));
        assert!(listed(&desk.office.program("test"), desk.invoice).await.is_empty());

        let silent = refusal(attachment::remove(&ada, second, " ").await);
        assert_eq!(silent, Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]));
        attachment::remove(&ada, second, "Another customer's").await.expect("removed");
        assert_eq!(refusal(attachment::remove(&ada, second, "Twice").await), Refusal::NotFound);
        assert_eq!(refusal(content(&ada, second).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::find(&ada, second).await), Refusal::NotFound);
        add(&ada, desk.contract, "Signed.pdf", &pdf("three")).await;
        let numbers = listed(&ada, desk.contract).await.into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(numbers, [1, 3, 1], "a number that was given is not given again");

        let past = history::of_contract(&ada, &desk.number).await.expect("the history");
        let told: Vec<&Event> = past.iter().map(|past| &past.event).take(2).collect();
        let reason = "Another customer's".to_owned();
        assert_eq!(
            told,
            [
                &Event::FileAttached { name: "Signed.pdf".into(), number: 3 },
                &Event::FileRemoved { name: "signed.PDF".into(), number: 2, reason }
            ]
        );
        assert!(matches!(history::verify(&desk.office).await, Ok(history::Verdict::Whole { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_attached_is_refused_and_leaves_nothing() {
    for desk in desks("attachment_refused").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let wrong = |kind: &str| FileProblem::WrongKind { kind: kind.to_owned() };
        let large = [pdf("large"), vec![b'x'; 1_100_000]].concat();
        for (name, content, problem) in [
            ("empty.pdf", &b""[..], FileProblem::Empty),
            ("contract.pdf", b"MZ\x90\x00", wrong("program")),
            ("contract.pdf", b"<html><script>alert(1)</script>", wrong("html")),
            ("drawing.png", b"<svg onload='alert(1)'/>", wrong("html")),
            ("contract.docx", b"PK\x03\x04 cut off", FileProblem::Broken),
            ("contract.pdf", &large, FileProblem::TooLarge { megabytes: 1 }),
        ] {
            assert_eq!(refusal(attached(&ada, desk.contract, name, content).await), Refusal::File(problem), "{name}");
        }
        assert!(listed(&ada, desk.contract).await.is_empty() && desk.kept().is_empty());
        let nothing = AttachedTo::Contract(model::id::ContractId(desk.office.clock().id()));
        assert_eq!(refusal(attached(&ada, nothing, "a.pdf", &pdf("x")).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::list(&ada, nothing).await), Refusal::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_follow_their_record() {
    for desk in desks("attachment_sight").await {
        let program = desk.office.program("test");
        let on_contract = add(&program, desk.contract, "contract.pdf", &pdf("c")).await;
        let on_invoice = add(&program, desk.invoice, "invoice.pdf", &pdf("i")).await;
        for (role, sees_invoice, edits, reconciles) in [
            (Role::Administrator, true, true, true),
            (Role::Manager, true, true, true),
            (Role::Finance, true, false, true),
            (Role::Legal, false, true, false),
            (Role::Sales, true, true, false),
            (Role::Service, false, false, false),
            (Role::Auditor, true, false, false),
            (Role::Viewer, false, false, false),
        ] {
            let actor = somebody(&desk.office, role).await;
            let may = attachment::list(&actor, desk.contract).await.expect("seen").may;
            assert_eq!(may, edits, "{role:?}");
            assert!(content(&actor, on_contract).await.is_ok(), "{role:?}");
            let seen = content(&actor, on_invoice).await;
            if sees_invoice {
                assert!(seen.is_ok(), "{role:?}");
            } else {
                assert_eq!(refusal(seen), Refusal::NotPermitted(Permission::ViewBilling), "{role:?}");
            }
            for (record, id, may, needed) in [
                (desk.contract, on_contract, edits, Permission::EditContracts),
                (desk.invoice, on_invoice, reconciles, Permission::Reconcile),
            ] {
                let begun = attachment::begin(&actor, record).await;
                if may {
                    begun.expect("begun").give_up().await;
                } else {
                    assert_eq!(refusal(begun), Refusal::NotPermitted(needed), "{role:?}");
                    let removed = refusal(attachment::remove(&actor, id, "Why").await);
                    assert!(matches!(removed, Refusal::NotPermitted(_)), "{role:?} {removed:?}");
                }
            }
        }
        change(&desk.office, "UPDATE contract SET confidentiality = 'people'").await;
        let legal = somebody(&desk.office, Role::Legal).await;
        assert_eq!(refusal(content(&legal, on_contract).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::find(&legal, on_contract).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::list(&legal, desk.contract).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::begin(&legal, desk.contract).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::remove(&legal, on_contract, "Why").await), Refusal::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_content_is_kept_once_and_goes_when_nothing_uses_it() {
    for desk in desks("attachment_once").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let first = add(&ada, desk.contract, "a.pdf", &pdf("same")).await;
        assert_eq!(add(&ada, desk.contract, "A.pdf", &pdf("same")).await, first, "sent twice, attached once");
        let same = pdf("same");
        let (one, other) =
            tokio::join!(attached(&ada, desk.contract, "b.pdf", &same), attached(&ada, desk.invoice, "c.pdf", &same));
        let (second, third) = (one.expect("attached"), other.expect("attached"));
        assert_eq!(desk.kept().len(), 1);
        for id in [first, second, third] {
            assert_eq!(content(&ada, id).await.expect("read"), pdf("same"));
        }
        attachment::remove(&ada, first, "Double").await.expect("removed");
        attachment::remove(&ada, second, "Double").await.expect("removed");
        sweep(&desk.office).await.expect("swept");
        assert_eq!(content(&ada, third).await.expect("still used"), pdf("same"));
        attachment::remove(&ada, third, "Double").await.expect("removed");
        assert_eq!(desk.kept().len(), 1, "it goes at night");
        sweep(&desk.office).await.expect("swept");
        sweep(&desk.office).await.expect("and again");
        assert!(desk.kept().is_empty());
        let again = add(&ada, desk.contract, "a.pdf", &pdf("same")).await;
        assert_eq!(content(&ada, again).await.expect("read"), pdf("same"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_send_the_same_new_content_at_once_both_have_it() {
    for desk in desks("attachment_at_once").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let mut uploads = Vec::new();
        for _ in 0..4 {
            let mut upload = attachment::begin(&ada, desk.contract).await.expect("begun");
            upload.write(&pdf("new")).await.expect("written");
            uploads.push(upload);
        }
        let names = ["a.pdf", "b.pdf", "c.pdf", "c.pdf"];
        let done = uploads.into_iter().zip(names).map(|(upload, name)| tokio::spawn(upload.finish(name)));
        for done in done.collect::<Vec<_>>() {
            let id = done.await.expect("ended").expect("attached");
            assert_eq!(content(&ada, id).await.expect("read"), pdf("new"));
        }
        assert_eq!((listed(&ada, desk.contract).await.len(), desk.kept().len()), (3, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_content_that_is_removed_while_the_same_is_uploaded_stays() {
    for desk in desks("attachment_meanwhile").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        for removed_first in [true, false] {
            let name = format!("{removed_first}.pdf");
            let before = add(&ada, desk.contract, &name, &pdf(&name)).await;
            let mut upload = attachment::begin(&ada, desk.invoice).await.expect("begun");
            upload.write(&pdf(&name)).await.expect("written");
            attachment::remove(&ada, before, "Wrong").await.expect("removed");
            let after = if removed_first {
                sweep(&desk.office).await.expect("swept");
                upload.finish(&name).await.expect("attached")
            } else {
                let after = upload.finish(&name).await.expect("attached");
                sweep(&desk.office).await.expect("swept");
                after
            };
            assert_eq!(content(&ada, after).await.expect("read"), pdf(&name), "{removed_first}");
        }
        assert_eq!(desk.kept().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_interrupted_leaves_nothing() {
    for desk in desks("attachment_interrupted").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let mut upload = attachment::begin(&ada, desk.contract).await.expect("begun");
        upload.write(&vec![b'x'; 900_000]).await.expect("written");
        drop(upload);
        let late = attachment::begin(&ada, desk.contract).await.expect("begun");
        sweep(&desk.office).await.expect("swept");
        let rows = async || store::content::going(desk.office.sessions().reading(), 10).await.expect("rows").len();
        assert_eq!(rows().await, 0);
        sweep(&desk.on(2)).await.expect("swept two days later");
        assert_eq!(rows().await, 0);
        assert_eq!(refusal(finished(late).await), Refusal::Stale, "what comes two days late is refused");
        assert_eq!(desk.kept().len(), 0);
        assert!(unknown_keys(&desk.office).await.expect("keys").is_empty());
        assert!(store::content::master_keys(desk.office.sessions().reading()).await.expect("keys").is_empty());
    }
}

async fn finished(mut upload: attachment::Upload) -> Result<AttachmentId, Failure> {
    upload.write(&pdf("late")).await?;
    upload.finish("late.pdf").await
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_a_record_that_is_gone_go_at_night() {
    for desk in desks("attachment_gone").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let id = add(&ada, desk.invoice, "a.pdf", &pdf("x")).await;
        let AttachedTo::Invoice(invoice) = desk.invoice else { panic!("an invoice") };
        let version = invoice::find(&ada, invoice).await.expect("its page").version;
        invoice::take_out(&ada, invoice, version, "Wrong").await.expect("taken out");
        assert_eq!(refusal(content(&ada, id).await), Refusal::NotFound);
        operations::nightly::run(&desk.office).await.expect("a night");
        assert!(desk.kept().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_with_files_stays_when_its_import_is_taken_back() {
    for desk in desks("attachment_import").await {
        let program = desk.office.program("test");
        let id = add(&program, desk.contract, "signed.pdf", &pdf("x")).await;
        let imports = import::list(&program).await.expect("imports");
        let of = |kind| imports.iter().find(|import| import.kind == kind).expect("its import").id;
        taken_back(&program, of(ImportKind::Invoices)).await;
        let contracts = of(ImportKind::Contracts);
        let version = import::review(&program, contracts).await.expect("its review").version;
        assert_eq!(refusal(import::undo(&program, contracts, version).await), Refusal::WrongState);
        assert_eq!(content(&program, id).await.expect("still there"), pdf("x"));
        attachment::remove(&program, id, "Wrong").await.expect("removed");
        taken_back(&program, contracts).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_altered_on_the_disk_is_not_given_back() {
    for desk in desks("attachment_altered").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let id = add(&ada, desk.contract, "a.pdf", &[pdf("x"), vec![b'y'; 300_000]].concat()).await;
        let path = desk.kept().remove(0);
        let sealed = fs::read(&path).expect("a file");
        assert!(!sealed.windows(8).any(|window| window == b"yyyyyyyy"));
        fs::write(&path, &sealed[..200_000]).expect("cut");
        assert!(matches!(content(&ada, id).await, Err(Failure::Broken(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_master_key_opens_everything_also_after_an_interruption() {
    for desk in desks("attachment_keys").await {
        let ada = somebody(&desk.office, Role::Manager).await;
        let mut ids = Vec::new();
        for name in ["a.pdf", "b.pdf", "c.pdf"] {
            ids.push(add(&ada, desk.contract, name, &pdf(name)).await);
        }
        let mut under_way = attachment::begin(&ada, desk.contract).await.expect("begun");
        let keys = desk.office.files().expect("a place").keeping.keys().clone();
        let first = keys.ring().expect("a key").present().to_owned();
        // Stopped right after the new key was written.
        let begun = keys.begin_change([2; 32]).expect("begun");
        assert_eq!(content(&ada, ids[0]).await.expect("read under the former key"), pdf("a.pdf"));
        assert_eq!(rotate_keys(&desk.office).await.expect("gone on"), 4);
        assert_eq!(rotate_keys(&desk.office).await.expect("another"), 4);
        let now = keys.ring().expect("a key");
        assert!(!now.knows(&first) && !now.knows(begun.present()));
        for (id, name) in ids.iter().zip(["a.pdf", "b.pdf", "c.pdf"]) {
            assert_eq!(content(&ada, *id).await.expect("read"), pdf(name));
        }
        under_way.write(&pdf("d.pdf")).await.expect("written");
        let id = under_way.finish("d.pdf").await.expect("attached");
        assert_eq!(content(&ada, id).await.expect("read"), pdf("d.pdf"));

        // Another key than the one that wraps: nothing is read, and it is said which one is missing.
        let other = Keys::given(Ring::read([&"0a".repeat(32)[..]]).expect("a key"));
        let keeping = Keeping::open(&Place::Folder(desk.files()), other).expect("a place");
        let office = desk.office.clone().with_files(Files { keeping, most: 1 });
        assert_eq!(unknown_keys(&office).await.expect("keys"), [now.present()]);
        assert!(rotate_keys(&office).await.is_err());
    }
}
