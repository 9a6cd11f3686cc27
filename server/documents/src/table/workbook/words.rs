//! The text of cells.

use super::super::MAX_CELL_CHARS;
use quick_xml::events::Event;

/// Gathers the text of a cell from its runs, without the pronunciation that Asian editions add.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) in_text: bool,
    pub(super) in_phonetic: bool,
}

impl Words {
    pub(super) fn on(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "t" => self.in_text = true,
                "rPh" => self.in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "t" => self.in_text = false,
                "rPh" => self.in_phonetic = false,
                _ => {}
            },
            _ if self.in_text && !self.in_phonetic => append(event, &mut self.text),
            _ => {}
        }
    }

    pub(super) fn take(&mut self) -> String {
        self.in_text = false;
        self.in_phonetic = false;
        let text = std::mem::take(&mut self.text);
        if text.contains("_x") { without_escapes(&text) } else { text }
    }
}

/// Appends what an event holds of text. Beyond what a cell may hold nothing more is kept: the row is refused.
pub(super) fn append(event: &Event<'_>, text: &mut String) {
    if text.len() > MAX_CELL_CHARS as usize * 4 {
        return;
    }
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => {
            let name = reference.xml10_content();
            match &*name {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                "apos" => text.push('\''),
                _ => text.extend(reference.resolve_char_ref().ok().flatten()),
            }
        }
        _ => {}
    }
}

/// `_x000D_` stands for the character with that number.
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find("_x") {
        let (before, from) = rest.split_at(index);
        plain.push_str(before);
        let char = from
            .get(2..6)
            .filter(|_| from.get(6..7) == Some("_"))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        match char {
            Some(char) => {
                if char != '\r' {
                    plain.push(char);
                }
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}
