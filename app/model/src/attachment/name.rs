//! What a file is called: as it came, without what would lead a person or a program astray.

use super::media::MediaType;

/// The most characters of a name.
pub const MOST: usize = 180;
/// Of them what its ending may have at most.
const ENDING_MOST: usize = 12;

/// Signs that turn the direction of writing or cannot be seen, by which a name may look like another one.
const fn hides(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

/// The last part of a path, without signs that hide something or that file systems do not know, to be shown.
pub fn plain(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|char| !char.is_control() && !hides(*char))
        .map(|char| if matches!(char, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { char })
        .take(MOST)
        .collect()
}

/// The name under which a file is kept and given back: as it is shown, and with an ending that fits what it is.
pub fn kept(given: &str, media: MediaType) -> String {
    let plain = plain(given);
    // A name that begins with a point is hidden, one that ends with it is another one elsewhere.
    let plain = plain.trim_matches(|char: char| char.is_whitespace() || char == '.');
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if media.endings().contains(&ending.to_lowercase().as_str()) => (stem, ending),
        _ => (plain, media.endings().first().copied().unwrap_or_default()),
    };
    let stem = stem.trim_end();
    let stem = if stem.is_empty() { media.endings().first().copied().unwrap_or("file") } else { stem };
    let stem: String = stem.chars().take(MOST - ENDING_MOST).collect();
    format!("{}.{ending}", stem.trim_end())
}

/// By what two files of one record are versions of one another: their names, whatever the case.
pub fn key(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_path_and_what_would_lead_astray() {
        for (given, name) in [
            ("contract.pdf", "contract.pdf"),
            ("Contrat signé (v2).PDF", "Contrat signé (v2).PDF"),
            ("合同.pdf", "合同.pdf"),
            ("C:\\Users\\ada\\contract.pdf", "contract.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("/", "pdf.pdf"),
            ("", "pdf.pdf"),
            (" .. ", "pdf.pdf"),
            (".pdf", "pdf.pdf"),
            ("con\u{0}tract\r\n.pdf", "contract.pdf"),
            ("contract\u{202e}fdp.exe", "contractfdp.exe.pdf"),
            ("invoice.pdf.exe", "invoice.pdf.exe.pdf"),
            ("a<b>:\"c|d?e*.pdf", "a_b___c_d_e_.pdf"),
            ("scan", "scan.pdf"),
            ("scan .pdf", "scan.pdf"),
        ] {
            assert_eq!(kept(given, MediaType::Pdf), name, "{given:?}");
        }
        assert_eq!(kept("photo.jpeg", MediaType::Jpeg), "photo.jpeg");
        let long = kept(&"长".repeat(500), MediaType::Pdf);
        assert!(long.chars().count() <= MOST && long.ends_with(".pdf"), "{long}");
    }

    #[test]
    fn a_kept_name_is_kept_as_it_is() {
        for given in ["a<b>.pdf", "x.exe", "..", "\u{202e}a", " b .pdf", "长"] {
            let once = kept(given, MediaType::Pdf);
            assert_eq!(kept(&once, MediaType::Pdf), once);
        }
    }
}
