use super::*;

fn looked(content: &[u8]) -> Result<MediaType, FileProblem> {
    let mut look = Look::default();
    // In pieces that split everything.
    for piece in content.chunks(7) {
        look.at(piece);
    }
    look.kind()
}

fn wrong(kind: &str) -> Result<MediaType, FileProblem> {
    Err(FileProblem::WrongKind { kind: kind.to_owned() })
}

/// An archive whose entries hold what is given, stored as it is, or say that they unpack to so many bytes.
fn archive(entries: &[(&str, &[u8])], claimed: Option<u32>) -> Vec<u8> {
    let (mut whole, mut directory) = (Vec::new(), Vec::new());
    let short = |value: usize| u16::try_from(value).expect("short").to_le_bytes();
    for (name, content) in entries {
        let offset = u32::try_from(whole.len()).expect("small");
        let size = u32::try_from(content.len()).expect("small");
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(size.to_le_bytes());
        common.extend(claimed.unwrap_or(size).to_le_bytes());
        common.extend(short(name.len()));
        common.extend([0, 0]);
        whole.extend(b"PK\x03\x04");
        whole.extend(&common);
        whole.extend(name.as_bytes());
        whole.extend(*content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (whole.len(), directory.len());
    whole.extend(directory);
    whole.extend(b"PK\x05\x06\0\0\0\0");
    whole.extend(short(entries.len()));
    whole.extend(short(entries.len()));
    whole.extend(u32::try_from(length).expect("small").to_le_bytes());
    whole.extend(u32::try_from(start).expect("small").to_le_bytes());
    whole.extend([0, 0]);
    whole
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

#[test]
fn documents_and_pictures_are_known_by_their_beginning() {
    for (content, kind) in [
        (&b"%PDF-1.7\n\x00\x01"[..], MediaType::Pdf),
        (b"\x89PNG\r\n\x1a\n\x00", MediaType::Png),
        (b"\xff\xd8\xff\xe0\x00", MediaType::Jpeg),
        (b"GIF89a\x00", MediaType::Gif),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", MediaType::Webp),
        (b"\x00\x00\x00\x18ftypheic\x00", MediaType::Heic),
    ] {
        assert_eq!(looked(content), Ok(kind));
    }
}

#[test]
fn office_documents_are_known_by_their_directory() {
    let of = |parts: &[(&str, &[u8])]| looked(&archive(parts, None));
    assert_eq!(of(&[TYPES, ("word/document.xml", b"x")]), Ok(MediaType::Docx));
    assert_eq!(of(&[("docProps/app.xml", b"x"), ("xl/workbook.xml", b"x"), TYPES]), Ok(MediaType::Xlsx));
    let text = b"application/vnd.oasis.opendocument.text";
    assert_eq!(of(&[("mimetype", text), ("content.xml", b"x")]), Ok(MediaType::Odt));
    let sheet = b"application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(of(&[("mimetype", sheet), ("content.xml", b"x")]), Ok(MediaType::Ods));
    let large = vec![b'x'; 700_000];
    assert_eq!(of(&[TYPES, ("word/document.xml", &large)]), Ok(MediaType::Docx));
}

#[test]
fn a_document_that_carries_a_program_is_refused() {
    let of = |parts: &[(&str, &[u8])]| looked(&archive(parts, None));
    assert_eq!(of(&[TYPES, ("word/document.xml", b"x"), ("word/vbaProject.bin", b"x")]), wrong("macros"));
    assert_eq!(of(&[TYPES, ("xl/workbook.xml", b"x"), ("xl/vbaproject.BIN", b"x")]), wrong("macros"));
    assert_eq!(of(&[("META-INF/MANIFEST.MF", b"x"), ("Main.class", b"x")]), wrong("program"));
}

#[test]
fn other_archives_are_refused_whatever_they_would_unpack_to() {
    let of = |parts: &[(&str, &[u8])]| looked(&archive(parts, Some(u32::MAX)));
    assert_eq!(of(&[("notes.txt", b"x")]), wrong("archive"));
    assert_eq!(of(&[("word/document.xml", b"x")]), wrong("archive"));
    assert_eq!(of(&[TYPES, ("ppt/presentation.xml", b"x")]), wrong("office_document"));
    assert_eq!(of(&[TYPES, ("xl/workbook.bin", b"x")]), wrong("binary_excel"));
    assert_eq!(of(&[("mimetype", b"application/epub+zip")]), wrong("open_document"));
    // A document that claims to unpack to much is kept as the bytes it is.
    assert_eq!(of(&[TYPES, ("word/document.xml", b"x")]), Ok(MediaType::Docx));
}

#[test]
fn an_archive_without_a_directory_is_broken() {
    let whole = archive(&[TYPES, ("word/document.xml", b"x")], None);
    assert_eq!(looked(&whole[..whole.len() - 30]), Err(FileProblem::Broken));
    assert_eq!(looked(b"PK\x03\x04"), Err(FileProblem::Broken));
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        let _anything_but_a_panic = looked(&changed);
    }
}

#[test]
fn what_can_be_run_is_refused() {
    for (content, kind) in [
        (&b"MZ\x90\x00"[..], "program"),
        (b"\x7fELF\x02", "program"),
        (b"\xcf\xfa\xed\xfe", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"<!DOCTYPE html><title>x</title>", "html"),
        (b"\xef\xbb\xbf  <html>", "html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "html"),
        (b"<?xml version='1.0'?><svg/>", "html"),
        (b"Hello <script>alert(1)</script>", "html"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "html"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\x00\x01\x02", "binary"),
        (b"plain text and then \x00", "binary"),
    ] {
        assert_eq!(looked(content), wrong(kind), "{}", String::from_utf8_lossy(content));
    }
}

#[test]
fn text_is_plain_or_a_table_or_a_mail() {
    for (content, kind) in [
        ("Dear Ada,\nplease find the contract.\n", MediaType::Txt),
        ("单行文字", MediaType::Txt),
        ("one;line;only", MediaType::Txt),
        ("a;b;c\n1;2;3\n4;5;6\n", MediaType::Csv),
        ("\u{feff}a,b\r\n1,2\r\n", MediaType::Csv),
        ("Received: by x\r\n\tfor y\r\nFrom: a@b.example\r\nSubject: x\r\n\r\n<html>", MediaType::Eml),
        ("From: the desk of Ada\n\nHello", MediaType::Txt),
    ] {
        assert_eq!(looked(content.as_bytes()), Ok(kind), "{content}");
    }
    assert_eq!(looked(b"caf\xe9 au lait"), Ok(MediaType::Txt), "older encodings are text, too");
    assert_eq!(looked(b""), Err(FileProblem::Empty));
}

#[test]
fn every_kind_has_an_ending_and_only_what_cannot_run_is_shown() {
    for kind in MediaType::ALL {
        assert!(!kind.endings().is_empty() && kind.essence().contains('/'));
        assert!(!kind.is_shown() || kind.is_picture() || kind == MediaType::Pdf, "{kind:?}");
    }
}
