//! Every sentence the product says, in English, French and Chinese; no sentence stands anywhere else.
//!
//! Reading order: this file ([`Text`], [`Words`]), [`mod@format`] (money, numbers, days), then one module a
//! feature. A fixed text is a constant made by `words!`; what depends on a typed value is a function with
//! an exhaustive match, so that a new case does not compile until it has its words.

use model::language::Language;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $fr:literal, $zh:literal;)*) => {
        $(
            $(#[$doc])*
            #[doc = $en]
            pub const $name: $crate::words::Text = $crate::words::Text::new($en, $fr, $zh);
        )*

        /// All texts of this module by name, for tests.
        #[cfg(test)]
        pub const TEXTS: &[(&str, $crate::words::Text)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod absence_page;
pub mod action;
pub mod administration;
pub mod attachment;
pub mod billing;
pub mod contract;
pub mod contract_form;
pub mod contract_page;
pub mod country;
pub mod date_terms;
pub mod error_page;
pub mod event;
pub mod form;
pub mod format;
pub mod holiday;
pub mod holiday_page;
pub mod home;
pub mod identifier;
pub mod import;
pub mod import_page;
pub mod invoice_page;
pub mod job;
pub mod key_date;
pub mod leakage;
pub mod leakage_page;
#[cfg(feature = "ssr")]
pub mod lifeline;
pub mod list;
pub mod matching;
pub mod nav;
pub mod notice_page;
#[cfg(feature = "ssr")]
pub mod notification;
pub mod notification_page;
pub mod obligation;
pub mod obligation_page;
pub mod party_page;
pub mod permission;
pub mod person;
pub mod price_line;
pub mod problem;
pub mod profile_page;
#[cfg(feature = "ssr")]
pub mod rail;
pub mod reconciliation;
pub mod refusal;
pub mod reminder;
pub mod renewal;
pub mod renewal_page;
pub mod risk;
pub mod risk_page;
pub mod service_visit;
pub mod settings_page;
pub mod sign_in;
pub mod term;
#[cfg(feature = "ssr")]
pub mod terms_changed;
pub mod token_page;

/// The only language of which there are words, where a browser side is built for one: a page speaks one language, and
/// what it loads need not hold the others. `None` on the server.
const ONLY: Option<Language> = if cfg!(feature = "only-en") {
    Some(Language::En)
} else if cfg!(feature = "only-fr") {
    Some(Language::Fr)
} else if cfg!(feature = "only-zh") {
    Some(Language::Zh)
} else {
    None
};

/// The language that is spoken where one is asked for. Known when compiling for one language, so that the compiler
/// leaves the sentences of the others out.
const fn spoken(asked: Language) -> Language {
    match ONLY {
        Some(only) => only,
        None => asked,
    }
}

/// One text in the three languages. Placeholders are written `{name}` and are the same in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    en: &'static str,
    fr: &'static str,
    zh: &'static str,
}

impl Text {
    /// A text; prefer the macro `words!`, whose texts are tested.
    pub const fn new(en: &'static str, fr: &'static str, zh: &'static str) -> Self {
        match ONLY {
            None => Self { en, fr, zh },
            Some(Language::En) => Self { en, fr: "", zh: "" },
            Some(Language::Fr) => Self { en: "", fr, zh: "" },
            Some(Language::Zh) => Self { en: "", fr: "", zh },
        }
    }

    /// The text in a language, or in the only one that is there.
    pub const fn in_language(self, language: Language) -> &'static str {
        match spoken(language) {
            Language::En => self.en,
            Language::Fr => self.fr,
            Language::Zh => self.zh,
        }
    }
}

/// The words of one language: how a page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// The language spoken.
    pub const fn language(self) -> Language {
        spoken(self.0)
    }

    /// A text without placeholders.
    pub const fn t(self, text: Text) -> &'static str {
        text.in_language(self.0)
    }

    /// A text whose placeholders `{name}` are filled in; a placeholder without a value stays as it is.
    pub fn with(self, text: Text, values: &[(&str, &str)]) -> String {
        let mut rest = self.t(text);
        let mut result = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            result.push_str(before);
            let value = after.split_once('}').and_then(|(name, tail)| {
                values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail))
            });
            match value {
                Some((value, tail)) => {
                    result.push_str(value);
                    rest = tail;
                }
                None => {
                    result.push('{');
                    rest = after;
                }
            }
        }
        result.push_str(rest);
        result
    }

    /// The form of a text that goes with a number, which fills `{n}`: English counts one as singular,
    /// French none and one; Chinese has a single form.
    pub fn count(self, n: u64, one: Text, other: Text) -> String {
        self.count_with(n, one, other, &[])
    }

    /// Like [`count`](Self::count), with further placeholders.
    pub fn count_with(self, n: u64, one: Text, other: Text, values: &[(&str, &str)]) -> String {
        let singular = match self.language() {
            Language::En => n == 1,
            Language::Fr => n <= 1,
            Language::Zh => false,
        };
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        self.with(if singular { one } else { other }, &all)
    }

    /// Things one after another: `a, b and c`, `a, b et c`, `a、b、c`.
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        let (comma, and) = match self.language() {
            Language::En => (", ", " and "),
            Language::Fr => (", ", " et "),
            Language::Zh => ("、", "、"),
        };
        let mut result = String::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                result.push_str(if index + 1 == items.len() { and } else { comma });
            }
            result.push_str(item.as_ref());
        }
        result
    }

    /// Full sentences one after another; empty ones are left out.
    pub fn sentences<S: AsRef<str>>(self, sentences: &[S]) -> String {
        let space = match self.language() {
            Language::En | Language::Fr => " ",
            Language::Zh => "",
        };
        let said: Vec<&str> = sentences.iter().map(AsRef::as_ref).filter(|sentence| !sentence.is_empty()).collect();
        said.join(space)
    }
}

#[cfg(test)]
mod tests;
