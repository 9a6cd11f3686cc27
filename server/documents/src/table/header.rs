//! Which row is the header: the first one that looks like titles of columns, below any lines of title. Titles may stand on
//! two lines, of which the upper has names of groups over several columns.

use model::import::{Cell, Row, Value, columns, values};
use std::collections::HashSet;

/// Rows from the top in which the header is looked for.
pub(super) const SEARCHED: usize = 30;

/// The position of the header among the rows that are not empty.
pub(super) fn position(rows: &[Row]) -> usize {
    let mut best: Option<(i64, usize)> = None;
    for (position, row) in rows.iter().take(SEARCHED).enumerate() {
        // There must be something below it.
        if position + 1 >= rows.len() && position > 0 {
            break;
        }
        let score = score(row);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, position));
        }
    }
    best.map_or(0, |(_, position)| position)
}

/// The titles of two lines that are the header together, and where the upper of them is: the header that was found and the
/// line below it, or above it.
pub(super) fn two_lines(rows: &[Row], position: usize) -> Option<(usize, Vec<String>)> {
    let pair = |at: usize| Some((rows.get(at)?, rows.get(at + 1)?));
    let above = || {
        let at = position.checked_sub(1)?;
        let (upper, lower) = pair(at)?;
        // A line of title may stand there as well.
        names_columns(upper, lower).then(|| joined(upper, lower).map(|titles| (at, titles)))?
    };
    // Something must be left below it.
    let below = || {
        rows.get(position + 2)?;
        let (upper, lower) = pair(position)?;
        joined(upper, lower).map(|titles| (position, titles))
    };
    below().or_else(above)
}

/// Whether an upper line has titles of columns of its own: over nothing, or several known ones.
fn names_columns(upper: &Row, lower: &Row) -> bool {
    let known: Vec<usize> =
        (0..upper.cells.len()).filter(|at| columns::is_known_header(&upper.cell(*at).text)).collect();
    known.len() > 1 || known.iter().any(|at| lower.cell(*at).is_empty())
}

/// The titles of two lines together, if they are that: the lower one has words only, most of them known titles, and names
/// columns that the upper one leaves without a name, or names alike.
fn joined(upper: &Row, lower: &Row) -> Option<Vec<String>> {
    let titles = |row: &Row| row.cells.iter().all(|cell| cell.is_empty() || is_title(cell));
    let filled: Vec<usize> = (0..lower.cells.len()).filter(|at| !lower.cell(*at).is_empty()).collect();
    let is_next = lower.number == upper.number + 1;
    if !is_next || filled.len() < 2 || !titles(upper) || !titles(lower) {
        return None;
    }
    let width = upper.cells.len().max(lower.cells.len());
    let text = |row: &Row, at: usize| row.cell(at).text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut group = String::new();
    let mut names_others = false;
    let mut found = Vec::with_capacity(width);
    for at in 0..width {
        let (above, below) = (text(upper, at), text(lower, at));
        names_others |= !below.is_empty() && (above.is_empty() || above == group);
        if below.is_empty() {
            // What stands over nothing is the title of one column alone.
            group.clear();
        } else if !above.is_empty() {
            group = above.clone();
        }
        let is_repeated = filled.iter().filter(|other| text(lower, **other) == below).count() > 1;
        found.push(match (group.as_str(), below.as_str()) {
            (_, "") => above,
            ("", below) => below.to_owned(),
            (group, below) => {
                let (one, other) = (format!("{group} {below}"), format!("{below} {group}"));
                let is_known = columns::is_known_header(&one) || columns::is_known_header(&other);
                if is_known || is_repeated || !columns::is_known_header(below) { one } else { below.to_owned() }
            }
        });
    }
    let known = filled.iter().filter(|at| {
        let below = text(lower, **at);
        columns::is_known_header(&below) || found.get(**at).is_some_and(|title| columns::is_known_header(title))
    });
    let known = known.count();
    (names_others && known >= 2 && known * 2 >= filled.len()).then_some(found)
}

fn is_title(cell: &Cell) -> bool {
    cell.value == Value::Text && cell.text.chars().count() <= 80 && !is_data(&cell.text)
}

fn score(row: &Row) -> i64 {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let mut seen = HashSet::new();
    let mut score = 0;
    for cell in &filled {
        score += if !is_title(cell) {
            -3
        } else if columns::is_known_header(&cell.text) {
            6
        } else {
            1
        };
        if !seen.insert(cell.text.trim().to_lowercase()) {
            score -= 2;
        }
    }
    score
}

/// A day, a number or an address: what stands below a title, never what is one.
fn is_data(text: &str) -> bool {
    text.contains('@')
        || values::number(text, values::DecimalMark::Point).is_some()
        || values::number(text, values::DecimalMark::Comma).is_some()
        || values::day(text, values::DayOrder::DayFirst).is_some()
}

#[cfg(test)]
mod tests {
    use crate::table::{ReadChoices, read};

    #[test]
    fn titles_on_two_lines_are_read_together() {
        let titles = |text: &str| {
            let table = read(text.as_bytes(), "", &ReadChoices::default()).unwrap();
            (table.header.join("|"), table.header_row, table.rows.len())
        };
        let french = "Suivi des contrats\n\nN° contrat;Client;Durée;;Tarif;;;Indexation;Remise;;Préavis\n;;Début;Fin;Montant annuel HT;Périodicité;Terme;;Taux;Jusqu'au;\nA1;Durand;01/06/2025;31/05/2028;3480;Mensuelle;À échoir;2 %;10 %;31/12/2025;3 mois\n";
        assert_eq!(
            titles(french),
            (
                "N° contrat|Client|Début|Fin|Montant annuel HT|Périodicité|Terme|Indexation|Remise Taux|Remise Jusqu'au|Préavis"
                    .to_owned(),
                3,
                1
            )
        );
        let repeated = "Contract no,Customer,Contract,Contract,Billing,Billing\n,,Start,End,Start,End\nA1,Acme,2025-01-01,2026-12-31,2025-02-01,2026-12-31\n";
        assert_eq!(titles(repeated).0, "Contract no|Customer|Contract Start|Contract End|Billing Start|Billing End");
        let chinese = "合同编号,客户,合同期,,金额,\n,,开始日期,结束日期,每期金额,开票周期\nA1,甲公司,2025-01-01,2026-12-31,100,月付\n";
        assert_eq!(titles(chinese), ("合同编号|客户|开始日期|结束日期|每期金额|开票周期".to_owned(), 1, 1));
        for (one, header) in [
            ("Contract no,Customer,,Start\nA1,Acme,x,2025-01-01\n", "Contract no|Customer||Start"),
            ("Contract no,Customer,,\nA1,Acme,Monthly,Advance\nA2,Boole,Monthly,Advance\n", "Contract no|Customer||"),
            (
                "Contracts of,Acme,,\nContract no,Customer,Start,End\nA1,Acme,2025-01-01,2026-01-01\n",
                "Contract no|Customer|Start|End",
            ),
        ] {
            assert_eq!(titles(one).0, header);
        }
        let chosen = ReadChoices { header_row: Some(4), ..ReadChoices::default() };
        let lower = read(french.as_bytes(), "", &chosen).unwrap();
        assert_eq!(lower.header.get(2).map(String::as_str), Some("Début"));
        assert_eq!(lower.header.first().map(String::as_str), Some(""));
    }
}
