//! Which page of a list is shown.

/// The page, from 1, that is shown of a list with so many rows and so many on a page to whoever asks for one: where the list
/// ends before it, the last. `total` counts at least as far as the page that is asked for.
pub const fn page_shown(asked: u64, rows: u64, total: u64) -> u64 {
    let last = if rows == 0 { 1 } else { total.div_ceil(rows) };
    let shown = if asked < last { asked } else { last };
    if shown == 0 { 1 } else { shown }
}

#[cfg(test)]
mod tests {
    use super::page_shown;

    #[test]
    fn a_page_beyond_the_last_is_the_last_and_there_is_always_one() {
        for (asked, total, shown) in
            [(1, 0, 1), (0, 0, 1), (9, 0, 1), (0, 120, 1), (3, 120, 3), (4, 120, 3), (3, 150, 3), (u64::MAX, 51, 2)]
        {
            assert_eq!(page_shown(asked, 50, total), shown, "page {asked} of {total} rows");
        }
        assert_eq!(page_shown(5, 0, 10), 1);
    }
}
