//! What was typed into a plain form that was refused: without WebAssembly the browser comes back to an empty page, and
//! the fields find again what they held. Passwords, codes and tokens are never held.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

/// The fields of the form that is being drawn, as they were sent; nothing for a form that was not refused.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub(super) struct Held(pub(super) Option<std::sync::Arc<Vec<(String, String)>>>);

#[cfg(feature = "ssr")]
impl Held {
    /// What a form sent, taken apart.
    pub(super) fn of(sent: Option<&str>) -> Self {
        let fields = |sent: &str| form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
        Self(sent.map(|sent| std::sync::Arc::new(fields(sent))))
    }
}

#[cfg(feature = "ssr")]
fn fields() -> Option<std::sync::Arc<Vec<(String, String)>>> {
    use_context::<Held>()?.0
}

/// What a field of this form held when it was refused; in a browser the field itself still holds it.
pub fn held(name: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    return fields()?.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    #[cfg(not(feature = "ssr"))]
    {
        let _ = name;
        None
    }
}

/// Whether one of several answers under a name was chosen when this form was refused, else what stands at first.
pub fn held_choice(name: &str, value: &str, at_first: bool) -> bool {
    #[cfg(feature = "ssr")]
    return fields().map_or(at_first, |fields| {
        fields.iter().any(|(field, held)| held == value && (field == name || field.split('[').next() == Some(name)))
    });
    #[cfg(not(feature = "ssr"))]
    {
        let _ = (name, value);
        at_first
    }
}
