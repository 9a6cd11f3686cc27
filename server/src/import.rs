//! `avenant import`: the same import as in the browser, from the command line.

use std::{
    cmp::Reverse,
    collections::HashMap,
    mem::discriminant,
    path::Path,
    sync::{Mutex, PoisonError},
};

use app::words::{self, Words};
use model::{
    import::problem::{CellProblem, Problem},
    language::Language,
    view::{
        ImportKind, ImportPhase, ImportProgress, ImportReview, ImportState, ImportSummary, ReviewRow, ReviewedImport,
    },
};
use operations::{Office, import};

use crate::{
    cli::{Kind, say},
    failure::{Failure, Result},
};

/// The command line speaks English, as its `--help` does.
const WORDS: Words = Words(Language::En);
/// Kinds of remarks on rows that are printed; the page shows all.
const PROBLEMS_SHOWN: usize = 20;

/// Takes a file in, says how it was understood, and accepts it if that was asked for.
///
/// # Errors
/// A file that cannot be read or understood.
pub async fn import(
    office: &Office,
    kind: Kind,
    file: &Path,
    (mapping, sheet): (Option<&str>, Option<&str>),
    accept: bool,
) -> Result<()> {
    let content = std::fs::read(file).map_err(|cause| Failure::Unreadable { path: file.to_path_buf(), cause })?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let kind = match kind {
        Kind::Contracts => ImportKind::Contracts,
        Kind::Invoices => ImportKind::Invoices,
    };
    let actor = office.program("import");
    if let Some(wanted) = mapping {
        let known = import::mappings(&actor, kind).await?;
        if !known.iter().any(|known| known == wanted) {
            let known = if known.is_empty() { "none is kept".to_owned() } else { known.join(", ") };
            return Err(Failure::NoMapping(format!("There is no mapping “{wanted}” for this kind of file ({known}).")));
        }
    }
    let id = import::upload_sheet(&actor, kind, &name, content, mapping, sheet).await?;
    let review = import::review(&actor, id).await?;
    report(&review);
    if accept && review.acceptable == 0 {
        return Err(Failure::NothingToAccept(format!("No row of {name} can be accepted, so nothing was changed.")));
    }
    if !accept {
        say(&format!("Nothing is live yet. Review it at /imports/{id}, or give --accept."));
        return Ok(());
    }
    import::accept(&actor, id, review.version, &import::AcceptChoice::default()).await?;
    let told = Mutex::new(None);
    let outcome = import::work_through(&actor, id, &|progress| tell(&told, progress)).await?;
    if outcome.state != ImportState::Accepted {
        let why = outcome.failure.map(|failure| words::import::failure(WORDS, &failure)).unwrap_or_default();
        return Err(Failure::NothingToAccept(words::import::not_accepted(WORDS, &why)));
    }
    let ImportSummary { contracts, customers, invoices, payments, left_out, waiting, findings, kept: _ } =
        import::review(&actor, id).await?.summary;
    say(&format!(
        "Accepted: {contracts} contracts, {customers} new customers, {invoices} invoices, {payments} payments; {left_out} rows left out."
    ));
    say(&format!(
        "{waiting} of its invoice lines wait for a person to match them; {findings} findings are open about it."
    ));
    Ok(())
}

/// Says how far it has come, once for each tenth of each part.
fn tell(told: &Mutex<Option<(ImportPhase, u32)>>, progress: &ImportProgress) {
    let ImportProgress { phase, done, total, .. } = progress;
    let tenth = (*phase, done.saturating_mul(10) / (*total).max(1));
    let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
    if *total > 0 && told.replace(tenth) != Some(tenth) {
        say(&words::import::progress(WORDS, progress));
    }
}

fn report(ReviewedImport { review, rows }: &ReviewedImport) {
    let ImportReview { kind, other_kind, file, found, acceptable, already_there, columns, .. } = review;
    let ImportReview { sheets, sheet, paying, .. } = review;
    say(&format!("{file}: {found} rows, of which {acceptable} can be accepted and {already_there} are there already."));
    if *paying > 0 {
        say(&format!("  {paying} payments are added to invoices that are there."));
    }
    if let (Some(sheet), [_, _, ..]) = (sheet, sheets.as_slice()) {
        say(&format!("  sheet “{sheet}” of {}; --sheet reads another one", sheets.join(", ")));
    }
    if *other_kind {
        let (taken, like) = match kind {
            ImportKind::Contracts => ("contracts", "invoices"),
            ImportKind::Invoices => ("invoices", "contracts"),
        };
        say(&format!("  It is read as a list of {taken}, and its columns look like those of {like}."));
    }
    for column in columns {
        let field = column.field.as_deref().unwrap_or("(left out)");
        say(&format!("  {} → {field}", column.header));
    }
    let problems = rows.iter().flat_map(|row| match row {
        ReviewRow::Contract { understood, .. } => understood.problems.as_slice(),
        ReviewRow::Invoice { understood, .. } => understood.problems.as_slice(),
    });
    let remarks = remarks(problems);
    for remark in remarks.iter().take(PROBLEMS_SHOWN) {
        let CellProblem { row, column, problem } = remark.first;
        let column = column.and_then(|column| columns.get(column)).filter(|column| !column.header.is_empty());
        let column = column.map(|column| format!(", “{}”", column.header)).unwrap_or_default();
        let others = match remark.count - 1 {
            0 => String::new(),
            1 => " (and one row more)".to_owned(),
            more => format!(" (and {more} rows more)"),
        };
        say(&format!("  row {row}{column}: {}{others}", words::import::problem(WORDS, problem)));
    }
    match remarks.len().saturating_sub(PROBLEMS_SHOWN) {
        0 => {}
        more => say(&format!("  and {more} remarks of other kinds")),
    }
}

/// Remarks of one kind on one column.
#[derive(Debug, PartialEq, Eq)]
struct Remark<'a> {
    first: &'a CellProblem,
    /// How often it is made.
    count: usize,
}

/// The remarks, each kind once for its column with the number of its rows, the grave ones first.
fn remarks<'a>(problems: impl Iterator<Item = &'a CellProblem>) -> Vec<Remark<'a>> {
    let mut found: Vec<Remark<'a>> = Vec::new();
    let mut places = HashMap::new();
    for at in problems {
        let field = match at.problem {
            Problem::Missing { field } => Some(field),
            _ => None,
        };
        let place = *places.entry((at.column, discriminant(&at.problem), field)).or_insert_with(|| {
            found.push(Remark { first: at, count: 0 });
            found.len() - 1
        });
        if let Some(remark) = found.get_mut(place) {
            remark.count += 1;
        }
    }
    found.sort_by_key(|remark| Reverse(remark.first.problem.severity()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::money::Currency;

    #[test]
    fn remarks_are_made_once_for_a_column_and_the_grave_ones_first() {
        let at = |row, column, problem| CellProblem { row, column: Some(column), problem };
        let assumed = || Problem::CurrencyAssumed { currency: Currency::EUR, of_contract: false };
        let problems = [
            at(2, 4, assumed()),
            at(3, 4, assumed()),
            at(3, 1, Problem::NotADay("soon".to_owned())),
            at(4, 4, assumed()),
            at(4, 4, Problem::LooksLikeTotal),
            at(5, 1, Problem::NotADay("later".to_owned())),
            at(5, 2, Problem::NotADay("later".to_owned())),
        ];
        let told: Vec<_> = remarks(problems.iter())
            .iter()
            .map(|remark| (remark.first.row, remark.first.column, remark.count))
            .collect();
        assert_eq!(told, [(3, Some(1), 2), (5, Some(2), 1), (2, Some(4), 3), (4, Some(4), 1)]);
    }
}
