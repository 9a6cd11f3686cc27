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

    /// The country whose language it is first of all, where nobody says another.
    pub const fn country(self) -> &'static str {
        match self {
            Self::Fr => "FR",
            Self::Zh => "CN",
            Self::En => "GB",
        }
    }

    /// The language that a BCP 47 tag such as `fr-CA` or `zh-Hans` asks for, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

/// The country that the languages of a browser tell (`Accept-Language`: `de-CH,de;q=0.9,en;q=0.8`), of those that are
/// known: that of the first language with one, or the first country of a language that we speak.
pub fn country_of(languages: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    languages.split(',').find_map(|wanted| {
        let tag = wanted.split(';').next()?.trim();
        let parts = tag.split(['-', '_']).skip(1);
        let mut regions = parts.filter(|part| part.len() == 2).map(str::to_ascii_uppercase);
        let own = || Language::from_tag(tag).map(|language| language.country().to_owned());
        regions.next().filter(|region| known(region)).or_else(own)
    })
}

#[cfg(test)]
mod tests {
    use super::{Language, country_of};

    #[test]
    fn a_country_of_several_languages_or_of_another_one_says_none() {
        assert_eq!(Language::of_country("FR"), Some(Language::Fr));
        assert_eq!(Language::of_country("CN"), Some(Language::Zh));
        assert_eq!(Language::of_country("IE"), Some(Language::En));
        for country in ["CH", "BE", "CA", "DE", "HK", ""] {
            assert_eq!(Language::of_country(country), None, "{country}");
        }
    }

    #[test]
    fn the_languages_of_a_browser_tell_a_country() {
        let known = |code: &str| ["FR", "GB", "CN", "CH", "US"].contains(&code);
        for (languages, expected) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", Some("FR")),
            ("en-US,en;q=0.9", Some("US")),
            ("de-CH,de;q=0.9,en;q=0.8", Some("CH")),
            ("zh-Hans-CN", Some("CN")),
            ("fr,en-GB;q=0.5", Some("FR")),
            ("en", Some("GB")),
            ("fr-XX", Some("FR")),
            ("sv-SE,en-us;q=0.5", Some("US")),
            ("sv", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(country_of(languages, known).as_deref(), expected, "{languages}");
        }
    }
}
