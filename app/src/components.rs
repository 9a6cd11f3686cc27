//! Parts of pages that belong to no feature.

pub mod field;
pub mod figure;
pub mod fold;
pub mod form;
pub mod history;
pub mod icon;
pub mod kept;
pub mod list;
pub mod reason;
pub mod show;
pub mod views;

/// The first letters of a name, for the round mark beside it: two at most, one for Chinese names. The style sheet
/// makes them capitals: the tables of letters weigh more in the browser than a page.
pub fn initials(name: &str) -> String {
    let wide = name.chars().next().is_some_and(|first| first > '\u{2E7F}');
    if wide {
        return name.chars().take(1).collect();
    }
    name.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_two_letters_or_one_character() {
        assert_eq!(initials("Claire Martin"), "CM");
        assert_eq!(initials("陈静"), "陈");
        assert_eq!(initials(""), "");
    }
}
