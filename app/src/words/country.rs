//! Names of the countries that are offered first; others go by their code.

use super::{Text, Words};

words! {
    FR: "France", "France", "法国";
    GB: "United Kingdom", "Royaume-Uni", "英国";
    CN: "China", "Chine", "中国";
    DE: "Germany", "Allemagne", "德国";
    BE: "Belgium", "Belgique", "比利时";
    CH: "Switzerland", "Suisse", "瑞士";
    ES: "Spain", "Espagne", "西班牙";
    IT: "Italy", "Italie", "意大利";
    NL: "Netherlands", "Pays-Bas", "荷兰";
    US: "United States", "États-Unis", "美国";
}

/// The countries that are offered, by their ISO 3166-1 code, in that order.
pub const CHOICES: [(&str, Text); 10] = [
    ("FR", FR),
    ("GB", GB),
    ("CN", CN),
    ("DE", DE),
    ("BE", BE),
    ("CH", CH),
    ("ES", ES),
    ("IT", IT),
    ("NL", NL),
    ("US", US),
];

/// The name of a country by its ISO 3166-1 code; the code itself where there is no name here.
pub fn name(words: Words, code: &str) -> String {
    let known = CHOICES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code.trim()));
    known.map_or_else(|| code.to_owned(), |(_, name)| words.t(*name).to_owned())
}
