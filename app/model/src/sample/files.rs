//! Files that hang on contracts of the demonstration: the signed paper of one that is in good order, and the letter that
//! announced an increase which then nobody billed.

/// A file of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// The story of its contract.
    pub story: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub content: Vec<u8>,
}

/// The files of the demonstration, in the order in which they were attached.
pub fn files() -> Vec<SampleFile> {
    let file = |story, name, content| SampleFile { story, name, content };
    vec![
        file("boiler_maintenance", "Contrat.pdf", pdf(&["Maintenance des chaufferies collectives", "Projet à signer"])),
        file(
            "boiler_maintenance",
            "Contrat.pdf",
            pdf(&["Maintenance des chaufferies collectives", "Signé par les deux parties", "Préavis : deux mois"]),
        ),
        file("boiler_maintenance", "Chaufferies.csv", table(14).into_bytes()),
        file(
            "cleaning",
            "Lettre de révision.pdf",
            pdf(&[
                "Nettoyage des parties communes",
                "Révision du forfait mensuel : + 3,5 %",
                "À appliquer dès l’échéance",
            ]),
        ),
    ]
}

/// The boiler rooms of a contract.
fn table(rooms: u32) -> String {
    let rows = (1..=rooms).map(|room| format!("{room};Chaufferie {room};gaz\n"));
    format!("N°;Chaufferie;Énergie\n{}", rows.collect::<String>())
}

/// A document of one page with a few lines, as small as the format allows (ISO 32000-1).
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown = lines.iter().map(|line| [b"(", &western(line)[..], b") Tj T*\n"].concat());
    let text =
        [b"BT /F1 16 Tf 72 770 Td 28 TL\n".to_vec(), shown.collect::<Vec<_>>().concat(), b"ET\n".to_vec()].concat();
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        [format!("<< /Length {} >>\nstream\n", text.len()).into_bytes(), text, b"endstream".to_vec()].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut whole = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(whole.len());
        whole.extend(format!("{number} 0 obj\n").into_bytes());
        whole.extend(object);
        whole.extend(b"\nendobj\n");
    }
    let (table, count) = (whole.len(), objects.len() + 1);
    whole.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        whole.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    whole.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    whole
}

/// Text in the encoding of the font (Windows-1252), with the signs that mean something escaped.
fn western(text: &str) -> Vec<u8> {
    let byte = |char: char| match char {
        '’' => 0x92,
        '–' => 0x96,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    let bytes = text.chars().map(byte);
    bytes.flat_map(|byte| if b"()\\".contains(&byte) { vec![b'\\', byte] } else { vec![byte] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attachment::media::{Look, MediaType},
        calendar::Day,
        sample::demonstration,
    };

    #[test]
    fn the_files_are_what_their_names_say_and_hang_on_contracts_that_are_there() {
        let contracts = demonstration(Day::from_ymd_opt(2026, 11, 21).unwrap_or_default()).contracts;
        for SampleFile { story, name, content } in files() {
            let mut look = Look::default();
            look.at(&content);
            let kind = if name.ends_with(".pdf") { MediaType::Pdf } else { MediaType::Csv };
            assert_eq!(look.kind(), Ok(kind), "{name}");
            assert!(contracts.iter().any(|contract| contract.story == story), "{story}");
        }
    }

    #[test]
    fn a_document_says_where_its_parts_are() {
        let whole = pdf(&["(a)"]);
        let text = String::from_utf8_lossy(&whole);
        let table = text.find("xref\n").expect("a table");
        assert!(text.ends_with(&format!("startxref\n{table}\n%%EOF\n")) && text.contains("(\\(a\\)) Tj"));
        assert!(text[table..].lines().nth(3).is_some_and(|line| line.starts_with("0000000009 ")));
    }
}
