//! Which encoding a text file is in, and its text.

use super::{Encoding, FileKind, ReadError};
use std::borrow::Cow;

/// The text of a file and the encoding it was read in.
pub(super) fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<(Cow<'_, str>, Encoding), ReadError> {
    let encoding = chosen.unwrap_or_else(|| detect(bytes));
    let codec = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        Encoding::Gb18030 => encoding_rs::GB18030,
    };
    let (text, had_errors) = codec.decode_with_bom_removal(bytes);
    // A single damaged character should not cost a person their import, a wrong choice should be told.
    if had_errors
        && chosen.is_some()
        && text.chars().filter(|char| *char == '\u{FFFD}').count() * 50 > text.chars().count()
    {
        return Err(ReadError::WrongEncoding(encoding));
    }
    // Text has no such characters; programs, pictures and data have them everywhere.
    let strange = text
        .chars()
        .take(20_000)
        .filter(|char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{1A}' | '\u{85}'))
        .count();
    if text.contains('\0') || strange * 50 > text.chars().take(20_000).count() {
        return Err(ReadError::NotATable(FileKind::Binary));
    }
    Ok((text, encoding))
}

fn detect(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return Encoding::Utf8;
    }
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Encoding::Utf16Be;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_utf8(bytes) {
        return Encoding::Utf8;
    }
    if is_chinese(bytes) { Encoding::Gb18030 } else { Encoding::Windows1252 }
}

/// Whether it is UTF-8, but for damaged spots that are rare among its longer characters.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut damaged, mut longer) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        damaged += usize::from(!chunk.invalid().is_empty());
        longer += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
    }
    damaged == 0 || damaged * 20 <= longer
}

/// Western text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    if half < 4 {
        return None;
    }
    if odd * 10 > half * 4 && even * 20 < half {
        return Some(Encoding::Utf16Le);
    }
    (even * 10 > half * 4 && odd * 20 < half).then_some(Encoding::Utf16Be)
}

/// Chinese text is pairs of high bytes, mostly from the rows of common characters; Western text has high
/// bytes one by one between ASCII letters.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut rare, mut broken) = (0_usize, 0_usize, 0_usize);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        if *first < 0x80 {
            rest = after;
            continue;
        }
        match (*first, after) {
            // Level 1 of GB 2312, the 3,755 characters in daily use, and its punctuation.
            (0xB0..=0xD7 | 0xA1 | 0xA3, [0xA1..=0xFE, tail @ ..]) => {
                common += 1;
                rest = tail;
            }
            (0x81..=0xFE, [0x40..=0x7E | 0x80..=0xFE, tail @ ..]) => {
                rare += 1;
                rest = tail;
            }
            (0x81..=0xFE, [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, tail @ ..]) => {
                rare += 1;
                rest = tail;
            }
            _ => {
                broken += 1;
                rest = after;
            }
        }
    }
    common > 0 && common >= rare * 2 && broken * 20 <= common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart_by_their_bytes() {
        let french = "Société;Échéance;Préavis\nBoulangerie Élan;31/12/2026;3 mois à l'échéance, créée déjà\n";
        let chinese = "合同编号,客户名称,开始日期\nHT-001,上海华联科技有限公司,2026年1月5日\n";
        for (bytes, encoding) in [
            (french.as_bytes().to_vec(), Encoding::Utf8),
            (encoding_rs::WINDOWS_1252.encode(french).0.to_vec(), Encoding::Windows1252),
            (encoding_rs::GB18030.encode(chinese).0.to_vec(), Encoding::Gb18030),
            (chinese.as_bytes().to_vec(), Encoding::Utf8),
            (french.encode_utf16().flat_map(u16::to_le_bytes).collect(), Encoding::Utf16Le),
            (french.encode_utf16().flat_map(u16::to_be_bytes).collect(), Encoding::Utf16Be),
            (
                std::iter::once(0xFEFF).chain(chinese.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
                Encoding::Utf16Le,
            ),
            (b"a;b\nPrix;12\x80\n".to_vec(), Encoding::Windows1252),
        ] {
            let (text, found) = decode(&bytes, None).unwrap();
            assert_eq!(found, encoding, "{text}");
            assert!(!text.contains('\u{FFFD}') && !text.contains('\u{FEFF}'), "{text}");
        }
    }

    #[test]
    fn one_damaged_character_does_not_change_the_encoding() {
        let mut bytes = "合同编号,客户名称,开始日期\nHT-001,上海华联科技有限公司,2026年1月5日\n".as_bytes().to_vec();
        bytes.remove(4);
        assert_eq!(decode(&bytes, None).unwrap().1, Encoding::Utf8);
    }

    #[test]
    fn a_wrong_choice_is_told() {
        let bytes = encoding_rs::WINDOWS_1252.encode("é;à;ü\né;à;ü\n").0.to_vec();
        assert_eq!(decode(&bytes, Some(Encoding::Utf8)).unwrap_err(), ReadError::WrongEncoding(Encoding::Utf8));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let bytes: Vec<u8> = (0..2000_u32).map(|index| (index * 7 % 256) as u8).collect();
        assert_eq!(decode(&bytes, None).unwrap_err(), ReadError::NotATable(FileKind::Binary));
    }
}
