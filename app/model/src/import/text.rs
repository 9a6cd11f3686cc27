//! Text made comparable: case, accents, full-width forms and punctuation.

/// Lower case, without accents, full-width forms made narrow, every kind of space a plain one.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars() {
        fold_char(char, &mut folded);
    }
    folded
}

/// The most characters of a cell that a remark repeats.
const QUOTED_MOST: usize = 40;

/// What stands in a cell, as a remark repeats it: on one line, and only the beginning of what is long.
pub(super) fn quoted(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.retain(|char| !char.is_control());
    if line.chars().count() > QUOTED_MOST {
        line = line.chars().take(QUOTED_MOST).chain(['…']).collect();
    }
    line
}

fn fold_char(char: char, out: &mut String) {
    if char.is_ascii() {
        out.push(char.to_ascii_lowercase());
        return;
    }
    match char {
        // Full-width forms, the ideographic space and the full-width yen and pound.
        '\u{FF01}'..='\u{FF5E}' => {
            let narrow = char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(' ');
            out.push(narrow.to_ascii_lowercase());
        }
        '\u{FFE5}' => out.push('¥'),
        '\u{FFE1}' => out.push('£'),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{0300}'..='\u{036F}' | '\u{AD}' => {}
        '’' | '‘' | 'ʼ' | '´' => out.push('\''),
        '−' | '–' | '—' | '‐' | '‑' => out.push('-'),
        '。' => out.push('.'),
        '、' => out.push(','),
        '°' | 'º' => {}
        _ => {
            for lower in char.to_lowercase() {
                match lower {
                    'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' | 'ă' => out.push('a'),
                    'ç' | 'ć' | 'č' => out.push('c'),
                    'ď' | 'đ' => out.push('d'),
                    'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
                    'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => out.push('i'),
                    'ł' => out.push('l'),
                    'ñ' | 'ń' | 'ň' => out.push('n'),
                    'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
                    'ř' => out.push('r'),
                    'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
                    'ţ' | 'ț' | 'ť' => out.push('t'),
                    'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
                    'ý' | 'ÿ' => out.push('y'),
                    'ź' | 'ż' | 'ž' => out.push('z'),
                    'œ' => out.push_str("oe"),
                    'æ' => out.push_str("ae"),
                    'ß' => out.push_str("ss"),
                    '\u{0300}'..='\u{036F}' => {}
                    _ => out.push(lower),
                }
            }
        }
    }
}

/// Whether a character is written without spaces around its words.
pub(super) fn is_cjk(char: char) -> bool {
    matches!(char, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// The words of a folded text: runs of letters, runs of digits, and each Chinese character alone.
pub(super) fn words(folded: &str) -> Vec<&str> {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Letter,
        Digit,
        Cjk,
        Other,
    }
    let kind = |char: char| {
        if is_cjk(char) {
            Kind::Cjk
        } else if char.is_ascii_digit() {
            Kind::Digit
        } else if char.is_alphanumeric() {
            Kind::Letter
        } else {
            Kind::Other
        }
    };
    let mut words = Vec::new();
    let mut start: Option<(usize, Kind)> = None;
    for (index, char) in folded.char_indices() {
        let now = kind(char);
        if let Some((from, before)) = start
            && (before != now || now == Kind::Cjk)
        {
            words.extend(folded.get(from..index));
            start = None;
        }
        if start.is_none() && now != Kind::Other {
            start = Some((index, now));
        }
    }
    if let Some((from, _)) = start {
        words.extend(folded.get(from..));
    }
    words
}

/// A header as it is compared: its words without fillers, "number" in one spelling.
pub(super) fn header_words(header: &str) -> Vec<String> {
    let folded = fold(&words_apart(header));
    // "H.T." and "T.T.C." are one word each.
    let folded = folded.replace("h.t.", "ht").replace("t.t.c.", "ttc").replace("t.v.a.", "tva");
    let folded = STRETCHES.iter().fold(folded, |folded, (written, meant)| written_out(folded, written, meant));
    let found = words(&folded);
    let kept: Vec<String> = found
        .iter()
        .filter(|word| !FILLERS.contains(word))
        .map(|word| match *word {
            "no" | "nr" | "num" | "nbr" | "numero" | "number" | "№" => "n".to_owned(),
            "reference" | "references" => "ref".to_owned(),
            "dt" => "date".to_owned(),
            "amt" => "amount".to_owned(),
            "inv" => "invoice".to_owned(),
            "qtrly" | "qtly" => "quarterly".to_owned(),
            "mthly" | "mnthly" => "monthly".to_owned(),
            "yrly" => "yearly".to_owned(),
            "annuelle" => "annuel".to_owned(),
            "mensuelle" => "mensuel".to_owned(),
            "trimestrielle" => "trimestriel".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    if kept.is_empty() { found.into_iter().map(str::to_owned).collect() } else { kept }
}

/// How headers shorten for how long an amount is, in folded letters, and what they mean; the French ones are words of their
/// own because "an" is an article elsewhere.
const STRETCHES: [(&str, &str); 14] = [
    ("p.a", " per year"),
    ("per annum", " per year"),
    ("/year", " per year"),
    ("/yr", " per year"),
    ("/month", " per month"),
    ("/mth", " per month"),
    ("/quarter", " per quarter"),
    ("/qtr", " per quarter"),
    ("/an", " annuel"),
    ("par an", " annuel"),
    ("/mois", " mensuel"),
    ("par mois", " mensuel"),
    ("/trim", " trimestriel"),
    ("/trimestre", " trimestriel"),
];

/// A text with what was meant wherever words stand alone in it as they were written.
fn written_out(folded: String, written: &str, meant: &str) -> String {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let Some((before, after)) = folded.split_once(written) else { return folded };
    let goes_on = written.starts_with(char::is_alphanumeric) && is_letter(before.chars().next_back());
    if goes_on || is_letter(after.chars().next()) { folded } else { format!("{before}{meant} {after}") }
}

/// A header whose words are written together, set apart: "InvoiceNumber", "VATAmount", "N°Pièce".
fn words_apart(header: &str) -> String {
    let chars: Vec<char> = header.chars().collect();
    let mut apart = String::with_capacity(header.len() + 8);
    for (at, char) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let is_small = |at: usize| chars.get(at).is_some_and(|char| char.is_lowercase());
        let begins = before.is_some_and(|before| match before {
            '°' | 'º' => char.is_alphabetic(),
            _ if !char.is_uppercase() => false,
            // After capitals a word begins with the last of them, if it goes on for long enough to be one: "IDs" is none.
            _ if before.is_uppercase() => is_small(at + 1) && is_small(at + 2),
            _ => before.is_lowercase(),
        });
        if begins {
            apart.push(' ');
        }
        apart.push(*char);
    }
    apart
}

/// A header without the words by which its amounts are before tax, where it has such.
pub(super) fn without_tax_words(header: &[String]) -> Option<Vec<String>> {
    const WORDS: [&[&str]; 11] = [
        &["excl", "vat"],
        &["ex", "vat"],
        &["excluding", "vat"],
        &["exclusive", "vat"],
        &["excl", "tax"],
        &["ex", "tax"],
        &["excluding", "tax"],
        &["ht"],
        &["hors", "taxes"],
        &["不", "含", "税"],
        &["未", "税"],
    ];
    let (at, length) = WORDS.iter().find_map(|words| {
        let at = header.windows(words.len()).position(|window| window.iter().eq(words.iter()))?;
        Some((at, words.len()))
    })?;
    let rest: Vec<String> = header.iter().take(at).chain(header.iter().skip(at + length)).cloned().collect();
    (!rest.is_empty()).then_some(rest)
}

/// A number of a contract or an invoice as it is compared within a file: its letters and its digits, however they are
/// set apart. Each of them counts: `A-12` and `D-12` are two.
pub(super) fn number_key(number: &str) -> String {
    words(&fold(number)).join(" ")
}

/// A header as one comparable text.
pub(super) fn header_key(header: &str) -> String {
    header_words(header).join(" ")
}

/// Words of headers that say nothing about the field: articles, currencies, patterns of days.
const FILLERS: [&str; 38] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "a", "an", "au", "aux", "for", "pour", "en", "in",
    "et", "and", "s", "的", "eur", "euro", "euros", "gbp", "usd", "cny", "rmb", "元", "jj", "mm", "aaaa", "dd", "yyyy",
    "yy", "our", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_width_and_spaces_do_not_matter() {
        assert_eq!(fold("Échéance\u{A0}N°"), "echeance n");
        assert_eq!(fold("e\u{301}che\u{301}ance"), "echeance");
        assert_eq!(fold("ＡＢＣ　（１２）￥"), "abc (12)¥");
    }

    #[test]
    fn words_are_split_between_letters_digits_and_each_chinese_character() {
        assert_eq!(words("3mois"), ["3", "mois"]);
        assert_eq!(words("合同编号 a1"), ["合", "同", "编", "号", "a", "1"]);
    }

    #[test]
    fn each_letter_of_a_number_counts() {
        for (one, other) in [("A-12", "D-12"), ("12", "A-12"), ("07", "07A"), ("2026L12", "2026S12"), ("1-12", "11-2")]
        {
            assert_ne!(number_key(one), number_key(other), "{one}");
        }
        for (one, other) in [("A-12", "a12"), ("DE 07", "de-07"), ("ＦＡ２６", "FA 26")] {
            assert_eq!(number_key(one), number_key(other), "{one}");
        }
    }

    #[test]
    fn headers_lose_their_fillers() {
        assert_eq!(header_key("N° de contrat"), header_key("Numéro du contrat"));
        assert_eq!(header_key("Montant H.T. (EUR)"), "montant ht");
        assert_eq!(header_key("Date"), "date");
    }

    #[test]
    fn headers_are_one_word_by_word_however_they_are_written() {
        for (header, key) in [
            ("InvoiceNumber", "invoice n"),
            ("TaxTotal", "tax total"),
            ("VATAmount", "vat amount"),
            ("InvoiceIDs", "invoice ids"),
            ("N°Pièce", "n piece"),
            ("n°pièce", "n piece"),
            ("MontantHT", "montant ht"),
            ("INVOICE DATE", "invoice date"),
            ("Client", "client"),
            ("Inv No", "invoice n"),
            ("Qtrly amt", "quarterly amount"),
            ("Fee p.a.", "fee per year"),
            ("Amount/year", "amount per year"),
            ("Price/yr (£)", "price per year"),
            ("Montant HT/an", "montant ht annuel"),
            ("Prix par an", "prix annuel"),
            ("Date/Année", "date annee"),
            ("Fee/month", "fee per month"),
        ] {
            assert_eq!(header_key(header), key, "{header}");
        }
    }
}
