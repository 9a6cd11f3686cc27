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

    /// The language that a BCP 47 tag such as `fr-CA` or `zh-Hans` asks for, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}
