//! What a form says, read in the browser before it is sent and after it was refused.
//!
//! The server reads forms with `serde_qs`, which weighs more in the browser than all forms together: it is made anew
//! for every type, and brings the printing of floating-point numbers along. Every form that is read here is texts,
//! lists of texts and parts of the same kind under one argument, [`ARGUMENT`]; a test holds both readings together.

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, IntoDeserializer, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use std::{
    collections::BTreeMap,
    fmt::{Display, Formatter, Result as Written},
};

/// The argument of a server function that carries a whole form.
pub const ARGUMENT: &str = "form";

/// Reads the form out of what is sent; `None` if it is not all there.
pub fn read<F: DeserializeOwned>(sent: &str) -> Option<F> {
    let mut whole = Part::default();
    for (name, text) in form_urlencoded::parse(sent.as_bytes()) {
        let Some(path) = name.strip_prefix(ARGUMENT).filter(|path| path.starts_with('[')) else { continue };
        let steps = path.split('[').skip(1).map(|step| step.trim_end_matches(']'));
        whole.put(steps, text.into_owned());
    }
    let Part::Parts(parts) = &whole else { return None };
    if parts.is_empty() { None } else { F::deserialize(whole).ok() }
}

/// What a form sends.
#[cfg(not(feature = "ssr"))]
pub fn written(form: &web_sys::FormData) -> Option<String> {
    Some(web_sys::UrlSearchParams::new_with_str_sequence_sequence(form).ok()?.to_string().into())
}

/// A text, or parts by name; lists are parts by number.
#[derive(Debug)]
enum Part {
    Text(String),
    Parts(BTreeMap<Step, Part>),
}

/// A step into a part. Numbers stand in their order, so `9` comes before `10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Number(usize),
    Name(String),
}

impl Default for Part {
    fn default() -> Self {
        Self::Parts(BTreeMap::new())
    }
}

impl Part {
    fn put<'a>(&mut self, steps: impl Iterator<Item = &'a str>, text: String) {
        let mut part = self;
        for step in steps {
            if let Self::Text(_) = part {
                *part = Self::default();
            }
            let Self::Parts(parts) = part else { return };
            let step = match step {
                // Without a number: one more.
                "" => Step::Number(parts.len()),
                _ => step.parse().map_or_else(|_| Step::Name(step.to_owned()), Step::Number),
            };
            part = parts.entry(step).or_default();
        }
        *part = Self::Text(text);
    }
}

/// The parts by name. A function of its own, so that it is in the browser once and not for every type.
#[inline(never)]
fn named(parts: BTreeMap<Step, Part>) -> Vec<(String, Part)> {
    let name = |step| match step {
        Step::Number(number) => number.to_string(),
        Step::Name(name) => name,
    };
    parts.into_iter().map(|(step, part)| (name(step), part)).collect()
}

/// Something was not of the kind that was asked for. Which, nobody reads: the server says it again, and better.
#[derive(Debug)]
struct Unlike;

impl Display for Unlike {
    fn fmt(&self, _: &mut Formatter<'_>) -> Written {
        Ok(())
    }
}

impl std::error::Error for Unlike {}

impl serde::de::Error for Unlike {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Part {
    type Error = Unlike;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unlike> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            Self::Parts(parts) => visitor.visit_map(MapDeserializer::new(named(parts).into_iter())),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unlike> {
        match self {
            Self::Text(_) => Err(Unlike),
            Self::Parts(parts) => visitor.visit_seq(SeqDeserializer::new(parts.into_values())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Unlike> for Part {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use model::{
        contract::{ContractForm, DiscountForm, LineForm, RampForm},
        party::form::CustomerForm,
    };
    use serde::{Deserialize, Serialize, de::DeserializeOwned};

    /// As the server reads it: with the depth of `server_fn`'s own reading.
    fn read_by_the_server<F: DeserializeOwned>(sent: &str) -> Option<F> {
        #[derive(Deserialize)]
        struct Sent<F> {
            form: F,
        }
        serde_qs::Config::new(5, false).deserialize_str::<Sent<F>>(sent).ok().map(|sent| sent.form)
    }

    fn line(description: &str) -> LineForm {
        LineForm {
            description: description.to_owned(),
            discounts: vec![DiscountForm { percent: "2,5".to_owned(), ..DiscountForm::default() }],
            ramp: vec![RampForm { from: "2027-01-01".to_owned(), unit_price: "1 200,50".to_owned() }],
            ..LineForm::blank()
        }
    }

    #[test]
    fn a_form_is_read_as_the_server_reads_it() {
        #[derive(Serialize)]
        struct Sent<'a> {
            number: &'a str,
            version: i32,
            form: &'a ContractForm,
        }
        let texts = ["", "a=b&c[d]=e", "100 % + 3", "维护合同（二期）", "l’année\r\n« ligne »", "form[title]=x"];
        for title in texts {
            let form = ContractForm {
                title: title.to_owned(),
                people: vec!["one".to_owned(), title.to_owned()],
                // More than nine, so that an order by letters would show.
                lines: (0..12).map(|number| line(&format!("{title}{number}"))).collect(),
                ..ContractForm::default()
            };
            let sent = serde_qs::to_string(&Sent { number: "C-1", version: 3, form: &form }).unwrap_or_default();
            assert_eq!(read::<ContractForm>(&sent), Some(form.clone()), "{sent}");
            assert_eq!(read_by_the_server::<ContractForm>(&sent), Some(form), "{sent}");
        }
    }

    #[test]
    fn what_browsers_send_is_read_as_the_server_reads_it() {
        for sent in [
            "form%5Bname%5D=Nord+%26+Fils&form%5Bcity%5D=Lille&version=2",
            "form[name]=A&form[unknown]=B&other[name]=C",
            "form[name]=",
            "version=2",
            "form=flat",
            "form[name][inner]=A",
            "",
        ] {
            assert_eq!(
                read::<CustomerForm>(sent).is_some(),
                read_by_the_server::<CustomerForm>(sent).is_some(),
                "{sent}"
            );
            assert_eq!(read::<CustomerForm>(sent), read_by_the_server::<CustomerForm>(sent), "{sent}");
        }
        for sent in [
            "form[people][0]=a&form[people][1]=b&form[lines][1][unit]=h&form[lines][0][unit]=d",
            "form[people][]=a&form[people][]=b",
            // A flat field comes first, as in every form: `serde_qs` counts the depth of the very first name once more.
            "form%5Btitle%5D=A&form%5Blines%5D%5B2%5D%5Bramp%5D%5B0%5D%5Bfrom%5D=2027-01-01&form%5Blines%5D%5B10%5D%5Bunit%5D=h",
            "form[lines]=flat",
        ] {
            assert_eq!(read::<ContractForm>(sent), read_by_the_server::<ContractForm>(sent), "{sent}");
        }
    }
}
