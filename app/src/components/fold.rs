//! Long texts that people wrote, folded until somebody opens them.

use leptos::prelude::*;

/// The most letters that are shown at once.
const SHORT: usize = 240;

/// Whether a text is so long that it is folded.
pub fn is_long(text: &str) -> bool {
    text.chars().nth(SHORT).is_some()
}

/// A text as it is, or its first lines with the rest behind a switch that needs no script. It stands in a block: where
/// only words may stand, nothing can be folded.
pub fn folded(text: String) -> AnyView {
    if !is_long(&text) {
        return text.into_any();
    }
    view! {
        <details class="folded">
            <summary>
                <span>{text}</span>
            </summary>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert!(!is_long(&"é".repeat(240)));
        assert!(is_long(&"价".repeat(241)));
    }
}
