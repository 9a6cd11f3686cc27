//! The rows of an import as they will be understood, each problem at its cell in plain words.

use super::{
    review::Acts,
    said::{CellsSaid, FigureSaid, PartSaid, ProblemSaid, RowSaid},
};
use crate::{
    components::{
        figure::{MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::Pager,
        views::CollectViews,
    },
    use_words,
    wire::StepForm,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{
    id::ImportId,
    import::problem::Severity,
    view::{ImportKind, ImportReview},
};

/// How much of one sort a row shows at once: a file in the wrong box may make one row of hundreds.
const SHOWN_MOST: usize = 6;

/// The first few of a row's remarks or lines, the others behind a switch.
fn folded(mut all: Vec<AnyView>) -> AnyView {
    let w = use_words();
    let more = all.split_off(all.len().min(SHOWN_MOST));
    let more = (!more.is_empty()).then(|| {
        let said = w.with(words::import_page::MORE, &[("n", &w.number(more.len()))]);
        view! {
            <details class="give-up">
                <summary>{said}</summary>
                {more}
            </details>
        }
    });
    view! {
        {all}
        {more}
    }
    .into_any()
}

/// Numbers of rows, those that follow one another as one: `2–5, 9`.
fn numbers_of(rows: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let said = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The rows, those with problems first.
#[component]
pub fn ReviewRows(
    /// The review.
    review: ImportReview,
    /// What each of its rows says.
    said: Vec<RowSaid>,
    /// Which rows are shown, where another choice is offered and rows can be left out; without it they are those that
    /// were left out.
    choice: Option<(String, Acts)>,
    /// Which page of them, from 1.
    page: u64,
) -> impl IntoView {
    let w = use_words();
    let kept_out = choice.is_none();
    let asked_for = u64::from(review.asked_for);
    let address = use_location().search.get_untracked();
    let acts = choice.as_ref().map(|(_, acts)| *acts);
    let leave = acts.map(|acts| Leave { acts, id: review.id, version: review.version });
    let choices = choice.map(|(show, _)| {
        let choices = [
            ("", words::import_page::ALL_ROWS, review.found),
            ("error", words::import::ERROR, review.wrong),
            ("warning", words::import::WARNING, review.doubtful),
            ("info", words::import::INFO, review.informed),
            ("payments", words::import_page::PAYMENTS_ALONE, review.payments_alone),
            ("left_out", words::import_page::LEFT_OUT, review.left_out),
        ]
        .into_iter()
        // Few files bring payments of invoices that are there.
        .filter(|(code, _, count)| *code != "payments" || *count > 0)
        .map(|(code, name, count)| {
            view! {
                <a href=format!("?show={code}#rows") aria-current=(show == code).then_some("true")>
                    {w.t(name)}
                    " "
                    <span class="number">{count}</span>
                </a>
            }
        })
        .collect_views();
        view! {
            <nav class="segmented" aria-label=w.t(words::import_page::SHOW)>
                {choices}
            </nav>
        }
    });
    let head: [words::Text; 6] = match review.kind {
        ImportKind::Contracts => [
            words::contract_page::NUMBER,
            words::contract_page::CUSTOMER,
            words::contract_page::CONTRACT,
            words::contract_page::STARTS_ON,
            words::contract_page::TERM,
            words::contract_page::PRICE_LINES,
        ],
        ImportKind::Invoices => [
            words::contract_page::NUMBER,
            words::contract_page::CUSTOMER,
            words::contract_page::CONTRACT,
            words::import_page::ISSUED_ON,
            words::import_page::NET,
            words::import_page::PAID,
        ],
    };
    let names = head.map(|name| w.t(name));
    let head = names.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_views();
    let kind = review.kind;
    let rows = said.into_iter().map(|row| view! { <Row row kind names leave /> }).collect_views();
    view! {
        <section class="section" aria-labelledby="rows">
            <div class="section-head">
                <h2 id="rows">
                    {w.t(if kept_out { words::import_page::LEFT_OUT } else { words::import_page::ROWS })}
                </h2>
            </div>
            {choices}
            <div class="table-frame" role="region" aria-labelledby="rows" tabindex="0">
                <table class="grid roomy import-grid">
                    <thead>
                        <tr>
                            <th scope="col" class="line-number">
                                {w.t(words::import_page::ROW)}
                            </th>
                            {head}
                            <th scope="col">{w.t(words::import_page::REMARKS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Pager path="" query=address page total=asked_for />
        </section>
    }
}

/// What choosing of a row takes.
#[derive(Clone, Copy)]
struct Leave {
    acts: Acts,
    id: ImportId,
    version: i32,
}

/// Leaves the rows of a contract or an invoice out, together or one of several alone, or takes them in again.
#[component]
fn LeaveOut(leave: Leave, rows: Vec<u32>, left_out: bool) -> impl IntoView {
    let w = use_words();
    let Leave { acts, id, version } = leave;
    let several = rows.len() > 1;
    let form = |rows: String, text: String| {
        view! {
            <StepForm step=acts.leave_out>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="rows" value=rows />
                <input type="hidden" name="out" value=(!left_out).to_string() />
                <button class="button quiet" type="submit">
                    {text}
                </button>
            </StepForm>
        }
    };
    let single = |row: u32| {
        let number = row.to_string();
        let text = w.with(words::import_page::LEAVE_ONE_OUT, &[("row", &number)]);
        form(number, text)
    };
    let singles =
        (several && !left_out && rows.len() <= SHOWN_MOST).then(|| rows.iter().map(|row| single(*row)).collect_views());
    let all = rows.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let text = match (left_out, several) {
        (true, _) => words::import_page::TAKE_IN_AGAIN,
        (false, true) => words::import_page::LEAVE_ROWS_OUT,
        (false, false) => words::import_page::LEAVE_ROW_OUT,
    };
    let said = left_out.then(|| view! { <span class="cell-note info">{w.t(words::import_page::ROW_LEFT_OUT)}</span> });
    view! {
        {said}
        <div class="cell-acts">{form(all, w.t(text).to_owned())} {singles}</div>
    }
}

/// Takes the customer of a row for another one than the one with nearly the same name, or for the same after all.
#[component]
fn SetApart(
    leave: Leave,
    /// The customer who is there.
    name: String,
    /// The name in the file.
    customer: String,
    /// Whether it is another one now.
    apart: bool,
) -> impl IntoView {
    use words::import_page::{NEW_INSTEAD, SAME_AFTER_ALL};
    let w = use_words();
    let Leave { acts, id, version } = leave;
    let text = if apart { w.with(SAME_AFTER_ALL, &[("name", &name)]) } else { w.t(NEW_INSTEAD).to_owned() };
    view! {
        <StepForm step=acts.keep_apart attr:class="cell-acts">
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="customer" value=customer />
            <input type="hidden" name="apart" value=(!apart).to_string() />
            <button class="button quiet" type="submit">
                {text}
            </button>
        </StepForm>
    }
}

#[component]
fn Row(
    row: RowSaid,
    kind: ImportKind,
    /// Names of its columns.
    names: [&'static str; 6],
    /// Leaving rows out, while that can be done.
    leave: Option<Leave>,
) -> impl IntoView {
    let w = use_words();
    let RowSaid {
        rows,
        cells,
        problems,
        differs,
        there,
        adds,
        same_number,
        is_there,
        near_same,
        apart,
        left_out,
        probably,
    } = row;
    let worst = problems.iter().map(|problem| problem.severity).max();
    let class = match worst {
        Some(Severity::Error) => "cell-error",
        Some(Severity::Warning) => "cell-warn",
        Some(Severity::Info) => "cell-info",
        None => "",
    };
    let remarks = problems
        .into_iter()
        .map(|ProblemSaid { severity, column, sentence }| {
            let (class, icon) = match severity {
                Severity::Error => ("cell-note", Icon::Warning),
                Severity::Warning => ("cell-note warn", Icon::Warning),
                Severity::Info => ("cell-note info", Icon::Info),
            };
            view! {
                <span class=class>
                    <IconMark icon title=w.t(words::import::severity(severity)) />
                    <span>{column.map(|column| view! { <b>{column}</b> " " })} {sentence}</span>
                </span>
            }
        })
        .collect_views();
    let remarks = folded(remarks);
    let differing = !differs.is_empty();
    let other_terms = same_number.filter(|_| differing).map(|number| {
        let said = differs
            .into_iter()
            .map(|sentence| view! { <span class="cell-note warn">{sentence}</span> })
            .collect_views();
        view! {
            <span class="cell-note warn">
                <IconMark icon=Icon::Warning />
                {w.with(words::import::OTHER_TERMS, &[("number", &number)])}
            </span>
            {said}
        }
    });
    let already = adds
        .into_iter()
        .chain(there)
        .map(|sentence| {
            view! {
                <span class="cell-note info">
                    <IconMark icon=Icon::Info />
                    {sentence}
                </span>
            }
        })
        .collect_views();
    let merged = near_same.as_ref().map(|(name, _)| {
        use words::import_page::{NEAR_APART, NEAR_SAME};
        view! {
            <span class="cell-note warn">
                <IconMark icon=Icon::Customer />
                {w.with(if apart { NEAR_APART } else { NEAR_SAME }, &[("name", name)])}
            </span>
        }
    });
    let other = near_same.zip(leave).map(|((name, customer), leave)| {
        view! { <SetApart leave name customer apart /> }
    });
    let chosen = (left_out && leave.is_none())
        .then(|| view! { <span class="cell-note info">{w.t(words::import_page::ROW_LEFT_OUT_BY_YOU)}</span> });
    // Of what is there with other terms nothing is made; leaving it out says that somebody has seen it.
    let may = worst != Some(Severity::Error) && (!is_there || differing) && cells.is_some();
    let left_out = left_out || probably;
    let leave = leave.filter(|_| may || left_out).map(|leave| view! { <LeaveOut leave rows=rows.clone() left_out /> });
    let numbers = numbers_of(&rows);
    let cells = match cells {
        Some(cells) => view! { <Cells cells kind labels=names /> }.into_any(),
        None => view! { <td colspan="6" class="faint">{w.t(words::import_page::ROW_LEFT_OUT)}</td> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="line-number" data-label=w.t(words::import_page::ROW)>
                {numbers}
            </th>
            {cells}
            <td class=class>{other_terms} {already} {merged} {other} {remarks} {chosen} {leave}</td>
        </tr>
    }
}

#[component]
fn Cells(cells: CellsSaid, kind: ImportKind, labels: [&'static str; 6]) -> impl IntoView {
    let CellsSaid { number, customer, names: (name, second), day, first, last } = cells;
    let names = if kind == ImportKind::Contracts { "clip" } else { "number" };
    let second = second.map(|second| view! { <span class="second">{second}</span> });
    // Where the cells stand below one another, what is empty is left out with its name.
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let [of_number, of_customer, of_names, of_day, of_first, of_last] = labels;
    view! {
        <td class="number" data-label=of_number>
            {some(number)}
        </td>
        <td class="clip" data-label=of_customer>
            {some(customer)}
        </td>
        <td class=names data-label=of_names>
            {some(name)}
            {second}
        </td>
        <td data-label=of_day>
            <MaybeDay day />
        </td>
        <td data-label=of_first>{folded(parts(first))}</td>
        <td data-label=of_last>{folded(parts(last))}</td>
    }
}

fn parts(parts: Vec<PartSaid>) -> Vec<AnyView> {
    let part = |PartSaid { figure, second }| {
        let figure = match figure {
            FigureSaid::Amount(money) => view! { <MaybeAmount money /> }.into_any(),
            FigureSaid::Day(day) => view! { <MaybeDay day=Some(day) /> }.into_any(),
            FigureSaid::Text(text) => text.into_any(),
        };
        let second = second.into_iter().map(|said| view! { <span class="second">{said}</span> }).collect_views();
        view! { <div>{figure} {second}</div> }
    };
    parts.into_iter().map(part).collect_views()
}

#[cfg(test)]
mod tests {
    use super::numbers_of;

    #[test]
    fn rows_that_follow_one_another_are_said_as_one() {
        for (rows, said) in
            [(&[2][..], "2"), (&[2, 3], "2, 3"), (&[2, 3, 4, 9], "2–4, 9"), (&[4, 2, 3], "4, 2, 3"), (&[], "")]
        {
            assert_eq!(numbers_of(rows), said);
        }
    }
}
