//! The columns of a list: which are shown, their heads, and the form that chooses them.

use super::{Carried, with_parameters};
use crate::{
    components::{
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
    words::Text,
};
use leptos::prelude::*;

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Stable name in addresses.
    pub key: &'static str,
    /// What stands above it.
    pub label: Text,
    /// Classes of its cells: `num` for amounts.
    pub class: &'static str,
    /// Whether the list can be sorted by it.
    pub sorts: bool,
    /// Whether it is shown unless somebody chooses otherwise.
    pub usual: bool,
}

impl Column {
    /// A usual column that sorts.
    pub const fn new(key: &'static str, label: Text) -> Self {
        Self { key, label, class: "", sorts: true, usual: true }
    }

    /// The same, of amounts.
    pub const fn amount(self) -> Self {
        Self { class: "num", ..self }
    }

    /// The same, by which nothing can be sorted.
    pub const fn fixed(self) -> Self {
        Self { sorts: false, ..self }
    }

    /// The same, shown only where chosen.
    pub const fn more(self) -> Self {
        Self { usual: false, ..self }
    }
}

/// The columns that keys with commas choose, in the order of the list; the usual ones for no key or none known.
/// The first column names the row and is always there.
pub fn chosen(all: &'static [Column], keys: &str) -> Vec<&'static Column> {
    let keys: Vec<&str> = keys.split(',').collect();
    let named: Vec<_> = all.iter().filter(|column| keys.contains(&column.key)).collect();
    if named.is_empty() {
        return all.iter().filter(|column| column.usual).collect();
    }
    all.iter().enumerate().filter(|(at, column)| *at == 0 || keys.contains(&column.key)).map(|(_, it)| it).collect()
}

/// The head of a table: each column that sorts is a link that sorts by it, or turns the order around.
#[component]
pub fn Heads(
    /// The columns shown.
    columns: Vec<&'static Column>,
    /// Path of the list.
    path: &'static str,
    /// The query of the address.
    query: String,
    /// Key of the column sorted by.
    sort: String,
    /// Whether from the end.
    descending: bool,
) -> impl IntoView {
    let w = use_words();
    columns
        .into_iter()
        .map(|column| {
            let here = sort == column.key;
            let sorted = here.then_some(if descending { "descending" } else { "ascending" });
            let label = if column.sorts {
                let order = if here && !descending { "down" } else { "up" };
                let target = with_parameters(path, &query, &[("sort", column.key), ("order", order), ("page", "")]);
                view! {
                    <a href=target>{w.t(column.label)} <IconMark icon=Icon::ArrowUp /></a>
                }
                .into_any()
            } else {
                w.t(column.label).into_any()
            };
            view! {
                <th scope="col" class=column.class aria-sort=sorted>
                    {label}
                </th>
            }
        })
        .collect_views()
}

/// The choice of columns: a plain form.
#[component]
pub fn ColumnChoice(
    /// All columns of the list.
    all: &'static [Column],
    /// Those shown.
    shown: Vec<&'static Column>,
    /// Path of the list.
    path: &'static str,
    /// The query of the address.
    query: String,
) -> impl IntoView {
    let w = use_words();
    let boxes = all
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let checked = shown.contains(&column);
            // The first column is sent hidden, because a box that cannot be changed is not sent.
            let hidden = (at == 0).then(|| view! { <input type="hidden" name="columns" value=column.key /> });
            view! {
                <label class="choice">
                    {hidden} <input type="checkbox" name="columns" value=column.key checked=checked disabled=at == 0 />
                    <span>{w.t(column.label)}</span>
                </label>
            }
        })
        .collect_views();
    view! {
        <details class="menu" name="menu">
            <summary class="button quiet">
                <IconMark icon=Icon::Columns />
                {w.t(words::list::COLUMNS)}
            </summary>
            <div class="menu-panel">
                <form method="get" action=path class="form menu-form">
                    <Carried query except=&["columns"] />
                    {boxes}
                    <button class="button" type="submit">
                        {w.t(words::list::SHOW_COLUMNS)}
                    </button>
                </form>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Column; 3] = [
        Column::new("a", words::list::ALL),
        Column::new("b", words::list::ALL),
        Column::new("c", words::list::ALL).more(),
    ];
    const LIST: &[Column] = &ALL;

    #[test]
    fn the_first_column_stays_and_unknown_keys_choose_nothing() {
        let keys = |text| chosen(LIST, text).iter().map(|column| column.key).collect::<String>();
        assert_eq!(keys(""), "ab");
        assert_eq!(keys("c"), "ac");
        assert_eq!(keys("c,b"), "abc");
        assert_eq!(keys("nothing"), "ab");
    }
}
