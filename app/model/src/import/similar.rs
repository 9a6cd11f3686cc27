//! Names of companies that are nearly the same, found without comparing every pair.
//!
//! Two names are nearly the same when they differ only in case, accents, punctuation, spaces, the order of
//! words or the legal form (SARL, Ltd, GmbH, 有限公司 …), by a code before it (`ACM01 - Acme Ltd`), or by one or two typing
//! errors in one half of the name. A person decides what becomes of them.

use super::text;
use std::collections::HashMap;

/// Whether two names are probably one company's.
pub fn near_same(a: &str, b: &str) -> bool {
    let (a, b) = (Name::of(a), Name::of(b));
    !a.joined.is_empty() && !b.joined.is_empty() && a.is_near(&b)
}

/// Keys of a name: two names that are nearly the same share at least one, and few others do. Empty for a
/// name without letters.
pub fn keys(name: &str) -> Vec<String> {
    Name::of(name).keys()
}

/// Names among which those that are nearly the same as another are found quickly.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    names: Vec<Name>,
    by_key: HashMap<String, Vec<usize>>,
}

impl NameIndex {
    /// Adds a name; it is known by its position, from 0.
    pub fn add(&mut self, name: &str) -> usize {
        let name = Name::of(name);
        let position = self.names.len();
        for key in name.keys() {
            self.by_key.entry(key).or_default().push(position);
        }
        self.names.push(name);
        position
    }

    /// The positions of all names that are nearly the same, in order; exact repetitions are among them.
    pub fn near_same(&self, name: &str) -> Vec<usize> {
        let name = Name::of(name);
        let mut found: Vec<usize> =
            name.keys().iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|position| self.names.get(*position).is_some_and(|known| known.is_near(&name)));
        found
    }
}

impl<'a> FromIterator<&'a str> for NameIndex {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        let mut index = Self::default();
        for name in names {
            index.add(name);
        }
        index
    }
}

/// A name reduced to what tells companies apart.
#[derive(Clone, Debug)]
struct Name {
    /// The code that stands before it.
    code: Option<String>,
    /// Its words without legal forms, as one.
    joined: Vec<char>,
    /// The same words in alphabetical order.
    sorted: String,
    /// The digits in it, which must be the same: "Lot 1" is not "Lot 2".
    digits: String,
    /// Whether it has Chinese characters, each of which weighs as much as a word.
    is_cjk: bool,
}

impl Name {
    fn of(name: &str) -> Self {
        let folded = text::fold(name);
        let (code, folded) = match without_code(&folded) {
            Some((code, rest)) => (Some(code.to_owned()), rest.to_owned()),
            None => (None, folded),
        };
        let folded = folded.replace('&', " et ").replace('.', "");
        let folded = without_chinese_form(&folded);
        let all = text::words(&folded);
        let kept: Vec<&str> =
            all.iter().copied().filter(|word| !FORMS.contains(word) && !ARTICLES.contains(word)).collect();
        // A company may be called "SAS Institute", or just "The Company".
        let words = if kept.is_empty() { all } else { kept };
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Self {
            code,
            joined: words.concat().chars().collect(),
            sorted: sorted.join(" "),
            digits: folded.chars().filter(char::is_ascii_digit).collect(),
            is_cjk: folded.chars().any(text::is_cjk),
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        if self.code.is_some() && other.code.is_some() && self.code != other.code {
            return false;
        }
        if self.joined == other.joined || self.sorted == other.sorted {
            return true;
        }
        if self.is_cjk || other.is_cjk || self.digits != other.digits {
            return false;
        }
        let (shorter, longer) = (self.joined.len().min(other.joined.len()), self.joined.len().max(other.joined.len()));
        let allowed = match shorter {
            0..6 => 0,
            6..12 => 1,
            _ => 2,
        };
        if allowed == 0 || longer - shorter > allowed {
            return false;
        }
        // One half untouched is both what a typing error leaves and what makes the keys below work.
        let half = self.half().min(other.half());
        let begins = self.joined.iter().zip(&other.joined).take(half).filter(|(a, b)| a == b).count() == half;
        let ends =
            self.joined.iter().rev().zip(other.joined.iter().rev()).take(half).filter(|(a, b)| a == b).count() == half;
        (begins || ends) && strsim::generic_damerau_levenshtein(&self.joined, &other.joined) <= allowed
    }

    const fn half(&self) -> usize {
        self.joined.len() / 2
    }

    fn keys(&self) -> Vec<String> {
        if self.joined.is_empty() {
            return Vec::new();
        }
        let mut keys = vec![format!("={}", self.joined.iter().collect::<String>()), format!("~{}", self.sorted)];
        if !self.is_cjk && self.joined.len() >= 6 {
            // Lengths differ by two at most, halves by one: of neighbouring halves one length is shared.
            for length in [self.half(), self.half() - 1] {
                keys.push(format!("<{}", self.joined.iter().take(length).collect::<String>()));
                keys.push(format!(">{}", self.joined.iter().rev().take(length).collect::<String>()));
            }
        }
        keys
    }
}

/// The code before a name and the name: letters with digits, or digits alone, and a dash between blanks.
fn without_code(folded: &str) -> Option<(&str, &str)> {
    let (code, name) = folded.trim().split_once(" - ")?;
    let (code, name) = (code.trim(), name.trim());
    let is_code = code.len() <= 15
        && code.contains(|char: char| char.is_ascii_digit())
        && code.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '/' | '.'));
    (is_code && name.contains(char::is_alphabetic)).then_some((code, name))
}

/// Chinese names end in their legal form, sometimes before a place in brackets.
fn without_chinese_form(folded: &str) -> String {
    let mut name = folded.to_owned();
    for form in ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "股份公司", "公司"]
    {
        if let Some(index) = name.rfind(form)
            && index > 0
        {
            name.replace_range(index..index + form.len(), " ");
            break;
        }
    }
    name
}

const ARTICLES: [&str; 12] = ["the", "le", "la", "les", "l", "de", "du", "des", "d", "et", "and", "of"];

/// Legal forms, written without points.
const FORMS: [&str; 62] = [
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "sci",
    "snc",
    "scop",
    "scp",
    "selarl",
    "selas",
    "sca",
    "gie",
    "ei",
    "eirl",
    "ste",
    "societe",
    "association",
    "asso",
    "ltd",
    "limited",
    "plc",
    "llp",
    "llc",
    "lp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "cic",
    "pte",
    "pty",
    "pvt",
    "private",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "ev",
    "eg",
    "se",
    "bv",
    "nv",
    "vof",
    "bvba",
    "srl",
    "sl",
    "slu",
    "spa",
    "ab",
    "as",
    "asa",
    "aps",
    "oy",
    "oyj",
    "sp",
    "zoo",
    "kft",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn legal_forms_accents_case_and_order_do_not_matter() {
        for (a, b) in [
            ("Société Boulangerie Élan SARL", "BOULANGERIE ELAN"),
            ("Acme Ltd.", "ACME Limited"),
            ("Müller GmbH & Co. KG", "Muller"),
            ("S.A.S. Durand", "Durand SAS"),
            ("Air France", "Airfrance"),
            ("上海华联科技有限公司", "上海华联科技股份有限公司"),
            ("上海华联科技有限公司", "上海华联科技"),
            ("Clinique Saint-Jean", "clinique saint jean"),
            ("Dupont & Fils", "Dupont et Fils"),
            ("Hôtel Bellevue", "Hotel Belevue"),
            ("Northwind Traders", "Northwind Tradres"),
            ("ACM01 - Acme Ltd", "Acme Ltd"),
            ("0000100201 - Stadtwerke Altenburg", "Stadtwerke Altenburg"),
            ("C-001 – Durand SA", "Durand"),
            ("K01 - 上海华联科技有限公司", "上海华联科技有限公司"),
        ] {
            assert!(near_same(a, b), "{a} and {b}");
            assert!(near_same(b, a), "{b} and {a}");
        }
    }

    #[test]
    fn other_companies_stay_apart() {
        for (a, b) in [
            ("Lot 1", "Lot 2"),
            ("Site Nord 12", "Site Nord 13"),
            ("北京华联科技有限公司", "北京华天科技有限公司"),
            ("Durand", "Dupont"),
            ("Clinique Saint-Jean", "Clinique Saint-Jacques"),
            ("Alpha", "Alpho"),
            ("ACM01 - Acme Ltd", "ACM02 - Acme Ltd"),
            ("Lot 1 - Durand", "Durand"),
            ("Durand - Lot 1", "Durand"),
            ("Paris - Durand", "Durand"),
            ("", ""),
            ("SARL", "Ltd"),
        ] {
            assert!(!near_same(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn the_index_finds_what_a_comparison_of_all_pairs_would() {
        let index: NameIndex = ["Acme Ltd", "Hotel Bellevue", "ACME", "Durand"].into_iter().collect();
        assert_eq!(index.near_same("Acme SA"), [0, 2]);
        assert_eq!(index.near_same("Hôtel Belevue"), [1]);
        assert_eq!(index.near_same("ACM01 - Acme Ltd"), [0, 2]);
        assert_eq!(index.near_same("Dupont"), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn names_that_are_nearly_the_same_share_a_key(name in "[a-e ]{4,20}", at in 0_usize..20, letter in "[a-e]", what in 0..3) {
            let mut chars: Vec<char> = name.chars().collect();
            let at = at % chars.len();
            match what {
                0 => chars[at] = letter.chars().next().unwrap(),
                1 => chars.insert(at, letter.chars().next().unwrap()),
                _ => { chars.remove(at); }
            }
            let other: String = chars.into_iter().collect();
            if near_same(&name, &other) {
                let known = keys(&name);
                prop_assert!(keys(&other).iter().any(|key| known.contains(key)), "{:?} {:?}", name, other);
            }
        }

        #[test]
        fn no_name_panics(a in ".*", b in ".*") {
            near_same(&a, &b);
            prop_assert!(a.chars().all(|char| !char.is_alphanumeric()) || near_same(&a, &a) || Name::of(&a).joined.is_empty());
        }
    }
}
