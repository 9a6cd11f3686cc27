//! The languages of screens, letters and documents.

use serde::{Deserialize, Serialize};

/// A language in which every sentence of the product exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English (United Kingdom conventions for dates and numbers).
    #[default]
    En,
    /// French (France).
    Fr,
    /// Chinese, simplified characters.
    Zh,
}

impl Language {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Zh];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Zh => "zh",
        }
    }

    /// The language in which one writes to a company of a country (ISO 3166-1 alpha-2), where it is clearly one of ours.
    pub fn of_country(country: &str) -> Option<Self> {
        match country {
            "FR" | "MC" => Some(Self::Fr),
            "CN" => Some(Self::Zh),
            "GB" | "IE" | "US" | "AU" | "NZ" => Some(Self::En),
            _ => None,
        }
    }

    /// The language that a BCP 47 tag such as `fr-CA` or `zh-Hans` asks for, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_country_of_several_languages_or_of_another_one_says_none() {
        assert_eq!(Language::of_country("FR"), Some(Language::Fr));
        assert_eq!(Language::of_country("CN"), Some(Language::Zh));
        assert_eq!(Language::of_country("IE"), Some(Language::En));
        for country in ["CH", "BE", "CA", "DE", "HK", ""] {
            assert_eq!(Language::of_country(country), None, "{country}");
        }
    }
}
