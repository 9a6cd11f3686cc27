//! Files that mean harm, or are none, sent as a person sends them: each is refused with a reason that the page can say
//! in three languages, and nothing of it stays.

use std::io::{Cursor, Write};

use app::failure::Failure;
use app::words::{Words, refusal::refusal as sentence};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use documents::table::{MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, ReadChoices, ReadError, read};
use model::language::Language;
use operations::Office;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::house::{self, Answer, TODAY, ask, signed_in, site};

/// Sends a file as the form of the page does; without scripts, as a browser that wants a page.
async fn send(site: &Router, cookie: &str, name: &str, content: &[u8], page: bool) -> Answer {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ninvoices\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--x\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\nOurs\r\n--x--\r\n");
    let mut request = Request::post("/imports/upload")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("cookie", cookie);
    if page {
        request = request.header("accept", "text/html");
    }
    ask(site, request.body(Body::from(body)).unwrap()).await
}

/// A workbook of these parts.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BOOK: &[u8] =
    b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"Rows\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &[u8] =
    b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn with_sheet(sheet: &[u8]) -> Vec<u8> {
    workbook(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A workbook whose sheet unpacks to a gigabyte, in a file of a megabyte: one deflated block, again and again. With
/// `honest`, its directory says so.
fn bomb(honest: bool) -> Vec<u8> {
    let spaces = vec![b' '; 1 << 20];
    let mut first = with_sheet(&spaces);
    // The block of the sheet, as it stands in a file with one of them, is repeated by hand.
    let packed = {
        let mut archive = zip::ZipArchive::new(Cursor::new(&first)).unwrap();
        let part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        let from = usize::try_from(part.data_start().unwrap()).unwrap();
        from..from + usize::try_from(part.compressed_size()).unwrap()
    };
    let block = stored_spaces();
    let data = block.repeat(1_024 * 1_024 / 64);
    let claimed: u32 = if honest { 1 << 30 } else { 1_000 };
    let mut central = first.split_off(packed.end);
    let mut bytes = first;
    let header = bytes[..packed.start].windows(4).rposition(|mark| mark == b"PK\x03\x04").unwrap();
    bytes.truncate(packed.start);
    bytes.extend_from_slice(&data);
    // The last block of a deflated stream, empty.
    bytes.extend_from_slice(&[0x03, 0x00]);
    let size = u32::try_from(data.len() + 2).unwrap();
    let moved = size - u32::try_from(packed.len()).unwrap();
    bytes[header + 18..header + 22].copy_from_slice(&size.to_le_bytes());
    bytes[header + 22..header + 26].copy_from_slice(&claimed.to_le_bytes());
    let entry = central.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    central[entry + 20..entry + 24].copy_from_slice(&size.to_le_bytes());
    central[entry + 24..entry + 28].copy_from_slice(&claimed.to_le_bytes());
    let end = central.windows(4).rposition(|mark| mark == b"PK\x05\x06").unwrap();
    let directory = u32::from_le_bytes(central[end + 16..end + 20].try_into().unwrap()) + moved;
    central[end + 16..end + 20].copy_from_slice(&directory.to_le_bytes());
    bytes.extend_from_slice(&central);
    bytes
}

/// 64 KiB of spaces as complete deflated blocks that begin and end on whole bytes.
fn stored_spaces() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("x", options).unwrap();
    zip.write_all(&vec![b' '; 64 << 10]).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let part = archive.by_index(0).unwrap();
    let from = usize::try_from(part.data_start().unwrap()).unwrap();
    let mut block = bytes[from..from + usize::try_from(part.compressed_size()).unwrap()].to_vec();
    // No longer the last block of its stream; an empty stored block brings the next one to a whole byte.
    block[0] &= !1;
    block.extend_from_slice(&[0x00, 0x00, 0x00, 0xff, 0xff]);
    block
}

/// Nothing is kept of what was refused.
async fn nothing_stays(office: &Office) {
    assert!(operations::import::list(&office.program("test")).await.unwrap().is_empty());
}

/// Refused with this reason, which has a sentence in every language; on the page the reason stands in the form that the
/// file came from, with what else was chosen there.
async fn refused(office: &Office, name: &str, content: &[u8], reason: &str) {
    let (_, cookie) = signed_in(office).await;
    let site = site(office);
    let answer = send(&site, &cookie, name, content, false).await;
    let expected = if reason == "too_large" { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
    assert_eq!(answer.status, expected, "{name}: {}", answer.text);
    assert!(answer.text.contains(reason), "{name}: {} is not {reason}", answer.text);
    let led = send(&site, &cookie, name, content, true).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    let address = led.header("location").to_owned();
    assert!(address.contains("&kind=invoices") && address.contains("&mapping=Ours"), "{address}");
    let Failure::Refused(refusal) = serde_json::from_str(&answer.text).unwrap() else {
        panic!("{name}: {}", answer.text);
    };
    for language in [Language::En, Language::Fr, Language::Zh] {
        let said = sentence(Words(language), &refusal);
        let code = match language {
            Language::En => "en",
            Language::Fr => "fr",
            Language::Zh => "zh",
        };
        let request = Request::get(&address).header("accept", "text/html").header("cookie", &cookie);
        let page = ask(&site, request.header("accept-language", code).body(Body::empty()).unwrap()).await;
        // The person's own language counts on pages; a sentence of it must be there.
        let forms: Vec<&str> = page.text.split("<form").filter(|form| form.contains("/imports/upload")).collect();
        assert_eq!(forms.len(), 2, "{}: {}", page.status, page.text);
        assert!(!said.is_empty());
        if language == Language::En {
            let said = said.replace('\'', "&#x27;");
            assert!(forms[1].contains(&said) && !forms[0].contains(&said), "{said}: {}", forms[1]);
            assert!(forms[1].contains(&format!("“{name}”")), "{}", forms[1]);
        }
    }
    nothing_stays(office).await;
}

#[tokio::test]
async fn what_is_no_table_whatever_its_name() {
    let office = house::office(TODAY).await;
    refused(&office, "list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", "wrong_kind").await;
    let nulls: Vec<u8> = (0..4_096_u32).flat_map(|number| [0, 0, 0, number.to_le_bytes()[0]]).collect();
    refused(&office, "nulls.csv", &nulls, "wrong_kind").await;
}

#[tokio::test]
async fn a_workbook_that_unpacks_to_a_gigabyte() {
    let office = house::office(TODAY).await;
    for honest in [true, false] {
        let bomb = bomb(honest);
        assert!(bomb.len() < 8 << 20, "{} bytes", bomb.len());
        let found = read(&bomb, "bomb.xlsx", &ReadChoices::default());
        // Whoever lies about the size is caught either by what comes out or by its checksum.
        let reason = match found {
            Err(ReadError::UnpacksTooLarge { limit: MAX_UNPACKED_BYTES }) => "bomb",
            Err(ReadError::Broken) if !honest => "broken",
            found => panic!("{honest}: {found:?}"),
        };
        refused(&office, "bomb.xlsx", &bomb, reason).await;
    }
}

#[tokio::test]
async fn a_workbook_of_one_endless_text_or_of_millions_of_empty_rows() {
    let office = house::office(TODAY).await;
    // Varied enough to pass for a table by how far it is packed.
    let mut long = b"<worksheet><sheetData><row><c t=\"str\"><v>".to_vec();
    long.extend((0..6_000_000_u32).map(|at| b'a' + u8::try_from((at.wrapping_mul(2_654_435_761) >> 24) % 26).unwrap()));
    long.extend_from_slice(b"</v></c></row></sheetData></worksheet>");
    refused(&office, "long.xlsx", &with_sheet(&long), "bomb").await;
    let mut empty = b"<worksheet><sheetData>".to_vec();
    empty.extend_from_slice(&b"<row/>".repeat(2_000_000));
    empty.extend_from_slice(b"</sheetData></worksheet>");
    refused(&office, "empty.xlsx", &with_sheet(&empty), "empty").await;
}

#[tokio::test]
async fn broken_archives_and_paths_that_lead_elsewhere() {
    let office = house::office(TODAY).await;
    let whole = with_sheet(b"<worksheet><sheetData/></worksheet>");
    refused(&office, "cut.xlsx", &whole[..whole.len() / 2], "broken").await;
    // Nothing is ever unpacked to a file: a path is a name among others, and the part it hides is not there.
    let outside = workbook(&[
        ("xl/workbook.xml", BOOK),
        (
            "xl/_rels/workbook.xml.rels",
            &String::from_utf8_lossy(RELATIONS).replace("worksheets/", "../../../../etc/").into_bytes(),
        ),
        ("../../../../tmp/avenant-outside.xml", b"<worksheet/>"),
        ("/tmp/avenant-outside.xml", b"<worksheet/>"),
    ]);
    refused(&office, "outside.xlsx", &outside, "empty").await;
    assert!(!std::path::Path::new("/tmp/avenant-outside.xml").exists());
}

#[tokio::test]
async fn lines_and_files_without_end() {
    let office = house::office(TODAY).await;
    let wide = vec![b','; 1 << 20];
    let mut filled: Vec<u8> = b"a,".repeat(25 << 20);
    assert_eq!(
        read(&filled, "wide.csv", &ReadChoices::default()),
        Err(ReadError::TooManyColumns { row: 1, limit: MAX_COLUMNS })
    );
    filled.truncate(2 << 20);
    refused(&office, "wide.csv", &wide, "too_many_columns").await;
    refused(&office, "filled.csv", &filled, "too_many_columns").await;
    let one = vec![b'x'; 50 << 20];
    refused(&office, "one-line.csv", &one, "cell_too_long").await;
    let rows = [b"a,b\n".to_vec(), b"1,2\n".repeat(MAX_ROWS as usize + 100)].concat();
    refused(&office, "rows.csv", &rows, "too_many_rows").await;
    refused(&office, "large.csv", &vec![b'x'; 60 << 20], "too_large").await;
}

#[tokio::test]
async fn text_in_no_encoding_is_read_as_the_most_likely_one_and_kept_as_text() {
    let office = house::office(TODAY).await;
    let content = b"Invoice No.,Customer,Invoice Date,Amount,Currency\nR-1,caf\xe9 \xff\xfe,2026-01-01,10.00,EUR\n";
    let (actor, kind) = (office.program("test"), model::view::ImportKind::Invoices);
    let id = operations::import::upload(&actor, kind, "odd.csv", content.to_vec(), None).await.unwrap();
    let review = operations::import::review(&actor, id).await.unwrap();
    assert_eq!((review.encoding.as_deref(), review.found), (Some("windows-1252"), 1));
}

#[tokio::test]
async fn formulas_are_text_and_leave_as_text() {
    let office = house::office(TODAY).await;
    let actor = office.program("test");
    let ours = model::party::LegalEntityDetails::named("Halvane", "FR");
    operations::legal_entity::create(&actor, &ours).await.unwrap();
    let csv = "Contract No.,Customer,Title,Start Date,Billing Frequency,Price per Period,Currency\n\
               X-1,\"=HYPERLINK(\"\"http://evil.example\"\")\",\"=cmd|' /C calc'!A0\",2026-01-01,monthly,10.00,EUR\n\
               X-2,+1+1,@SUM(A1),2026-01-01,monthly,10.00,EUR\n";
    let kind = model::view::ImportKind::Contracts;
    let id = operations::import::upload(&actor, kind, "formulas.csv", csv.into(), None).await.unwrap();
    let review = operations::import::review(&actor, id).await.unwrap();
    assert_eq!(review.acceptable, 2);
    operations::import::accept(&actor, id, review.version, &Default::default()).await.unwrap();
    operations::import::work(&office, false).await.unwrap();
    let (_, cookie) = signed_in(&office).await;
    let request = Request::get("/contracts/export.csv").header("cookie", cookie).body(Body::empty()).unwrap();
    let exported = ask(&site(&office), request).await;
    assert_eq!(exported.status, StatusCode::OK, "{}", exported.text);
    assert!(exported.text.contains("'=HYPERLINK") && exported.text.contains("'+1+1"), "{}", exported.text);
    assert!(!exported.text.contains(",=") && !exported.text.contains("\n=") && !exported.text.contains(",+"));
    // What a workbook calculates is taken by what it last showed.
    let sheet = b"<worksheet><sheetData><row><c t=\"str\"><v>Contract</v></c><c t=\"str\"><v>Customer</v></c></row>\
        <row><c t=\"str\"><f>CONCAT(\"X-\",3)</f><v>X-3</v></c><c t=\"str\"><f>WEBSERVICE(\"http://evil.example\")</f><v>Acme</v></c></row>\
        </sheetData></worksheet>";
    let table = read(&with_sheet(sheet), "formulas.xlsx", &ReadChoices::default()).unwrap();
    assert_eq!(table.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["X-3", "Acme"]);
}
