//! The rows of an import as they will be understood, each problem at its cell in plain words.

use super::{api::RowSaid, review::Acts};
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
    import::{
        draft::{ContractDraft, CustomerWords, InvoiceDraft, UnderstoodRow},
        problem::{CellProblem, Severity},
    },
    money::Money,
    view::{ImportKind, ImportReview, Known, ReviewRow},
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
    let headers = words::import::column_names(&review.columns);
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
            ("left_out", words::import_page::LEFT_OUT, review.left_out),
        ]
        .into_iter()
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
    let head: Vec<words::Text> = match review.kind {
        ImportKind::Contracts => vec![
            words::contract_page::NUMBER,
            words::contract_page::CUSTOMER,
            words::contract_page::CONTRACT,
            words::contract_page::STARTS_ON,
            words::contract_page::TERM,
            words::contract_page::PRICE_LINES,
        ],
        ImportKind::Invoices => vec![
            words::contract_page::NUMBER,
            words::contract_page::CUSTOMER,
            words::contract_page::CONTRACT,
            words::import_page::ISSUED_ON,
            words::import_page::NET,
            words::import_page::PAID,
        ],
    };
    let head = head.into_iter().map(|name| view! { <th scope="col">{w.t(name)}</th> }).collect_views();
    let rows = review
        .rows
        .into_iter()
        .zip(said)
        .map(|(row, sentences)| match row {
            ReviewRow::Contract { understood, known } => {
                let UnderstoodRow { rows, draft, problems } = *understood;
                let said = customer_said(draft.as_ref().and_then(|draft| draft.customer.as_ref()));
                let cells = draft.map(|draft| view! { <ContractCells draft /> }.into_any());
                view! { <Row rows cells problems sentences headers=headers.clone() known said leave /> }
            }
            ReviewRow::Invoice { understood, known } => {
                let UnderstoodRow { rows, draft, problems } = *understood;
                let said = customer_said(draft.as_ref().and_then(|draft| draft.customer.as_ref()));
                let cells = draft.map(|draft| view! { <InvoiceCells draft /> }.into_any());
                view! { <Row rows cells problems sentences headers=headers.clone() known said leave /> }
            }
        })
        .collect_views();
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

fn customer_said(words: Option<&CustomerWords>) -> Option<String> {
    words.map(|words| words.name.clone())
}

#[component]
fn Row(
    rows: Vec<u32>,
    cells: Option<AnyView>,
    problems: Vec<CellProblem>,
    sentences: RowSaid,
    headers: Vec<String>,
    known: Known,
    said: Option<String>,
    /// Leaving rows out, while that can be done.
    leave: Option<Leave>,
) -> impl IntoView {
    let w = use_words();
    let worst = problems.iter().map(|at| at.problem.severity()).max();
    let class = match worst {
        Some(Severity::Error) => "cell-error",
        Some(Severity::Warning) => "cell-warn",
        Some(Severity::Info) => "cell-info",
        None => "",
    };
    let remarks = problems
        .into_iter()
        .zip(sentences.problems)
        .map(|(at, sentence)| {
            let header = at.column.and_then(|column| headers.get(column));
            let header = header.map(|header| w.with(words::import_page::COLUMN_SAID, &[("column", header)]));
            let severity = at.problem.severity();
            let (class, icon) = match severity {
                Severity::Error => ("cell-note", Icon::Warning),
                Severity::Warning => ("cell-note warn", Icon::Warning),
                Severity::Info => ("cell-note info", Icon::Info),
            };
            view! {
                <span class=class>
                    <IconMark icon title=w.t(words::import::severity(severity)) />
                    <span>{header.map(|header| view! { <b>{header}</b> " " })} {sentence}</span>
                </span>
            }
        })
        .collect_views();
    let remarks = folded(remarks);
    let differs = sentences.differs;
    let (left_out, differing, is_there) = (known.left_out, !differs.is_empty(), known.is_there());
    let other_terms = known.same_number.filter(|_| differing).map(|number| {
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
    let there = sentences.adds.into_iter().chain(sentences.there);
    let already = there
        .map(|sentence| {
            view! {
                <span class="cell-note info">
                    <IconMark icon=Icon::Info />
                    {sentence}
                </span>
            }
        })
        .collect_views();
    let apart = known.apart;
    let near = known.customer.filter(|_| known.near_same);
    let merged = near.as_ref().map(|name| {
        use words::import_page::{NEAR_APART, NEAR_SAME};
        view! {
            <span class="cell-note warn">
                <IconMark icon=Icon::Customer />
                {w.with(if apart { NEAR_APART } else { NEAR_SAME }, &[("name", name)])}
            </span>
        }
    });
    let other = near.zip(said).zip(leave).map(|((name, customer), leave)| {
        view! { <SetApart leave name customer apart /> }
    });
    let chosen = (left_out && leave.is_none())
        .then(|| view! { <span class="cell-note info">{w.t(words::import_page::ROW_LEFT_OUT_BY_YOU)}</span> });
    // Of what is there with other terms nothing is made; leaving it out says that somebody has seen it.
    let may = worst != Some(Severity::Error) && (!is_there || differing) && cells.is_some();
    let left_out = left_out || known.probably;
    let leave = leave.filter(|_| may || left_out).map(|leave| view! { <LeaveOut leave rows=rows.clone() left_out /> });
    let numbers = numbers_of(&rows);
    let cells = cells.unwrap_or_else(|| {
        view! { <td colspan="6" class="faint">{w.t(words::import_page::ROW_LEFT_OUT)}</td> }.into_any()
    });
    view! {
        <tr>
            <th scope="row" class="line-number">
                {numbers}
            </th>
            {cells}
            <td class=class>{other_terms} {already} {merged} {other} {remarks} {chosen} {leave}</td>
        </tr>
    }
}

#[component]
fn ContractCells(draft: ContractDraft) -> impl IntoView {
    let w = use_words();
    let currency = draft.currency;
    let lines = draft
        .lines
        .iter()
        .map(|line| {
            let amount = currency.and_then(|currency| Money::round(line.quantity * line.unit_price, currency).ok());
            let often = line.recurrence.as_ref();
            let often = often.map(|often| words::billing::billed_within(w, often, line.starts_on, line.ends_on));
            let changes = words::billing::price_changes(w, &line.discounts, &[], line.increase);
            let changes = changes.map(|said| view! { <span class="second">{said}</span> });
            view! {
                <div>
                    <MaybeAmount money=amount />
                    <span class="second">{often}</span>
                    {changes}
                </div>
            }
        })
        .collect_views();
    view! {
        <td class="number">{draft.reference}</td>
        <td class="clip">{draft.customer.map(|customer| customer.name)}</td>
        <td class="clip">{draft.title}</td>
        <td>
            <MaybeDay day=draft.starts_on />
        </td>
        <td>
            {words::contract::term_length(w, draft.term)}
            <span class="second">{draft.renewal.map(|renewal| words::contract::renewal(w, renewal, Some(draft.term)))}</span>
        </td>
        <td>{folded(lines)}</td>
    }
}

#[component]
fn InvoiceCells(draft: InvoiceDraft) -> impl IntoView {
    let w = use_words();
    let lines = draft
        .lines
        .iter()
        .map(|line| {
            let period = line.period.map(|period| w.period(period));
            view! {
                <div>
                    <MaybeAmount money=Some(line.amount) />
                    <span class="second">{line.description.clone()} " " {period}</span>
                </div>
            }
        })
        .collect_views();
    let corrects = draft.corrects.map(|number| w.with(words::import_page::CORRECTS, &[("number", &number)]));
    // Of a payment that stands alone the day is what the row is about.
    let alone = draft.alone.map(|payment| view! { <MaybeDay day=Some(payment.received_on) /> });
    let paid =
        draft.payments.iter().map(|payment| view! { <MaybeAmount money=Some(payment.amount) /> }).collect_views();
    view! {
        <td class="number">{draft.number}</td>
        <td class="clip">{draft.customer.map(|customer| customer.name)}</td>
        <td class="number">
            {draft.contract_reference} <span class="second">{corrects}</span>
        </td>
        <td>
            <MaybeDay day=draft.issued_on />
        </td>
        <td>{folded(lines)}</td>
        <td>{folded(paid)} {alone}</td>
    }
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
