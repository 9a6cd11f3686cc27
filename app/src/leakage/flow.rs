//! From promise to cash as a waterfall: totals stand on the base, what is lost hangs between two of them. Drawn on
//! the server; each bar leads to its rows, and the same figures stand in a table behind a switch.

use super::dashboard::import_link;
use crate::{
    components::{
        figure::Amount,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
    words::{Text, Words},
};
use leptos::prelude::*;
use model::{calendar::Period, money::Money, view::Flow};

/// One bar: from where to where, in minor units.
struct Bar {
    name: Text,
    amount: i64,
    from: i64,
    to: i64,
    /// Class of its row.
    kind: &'static str,
    /// Class of its mark.
    fill: &'static str,
    address: String,
}

/// The bars of a flow, in their order; what is nothing is left out, but for the four totals. Where billing is not `known`,
/// nothing is shown as lost and what would follow from invoices is left out.
fn bars(flow: &Flow, months: Period, known: bool) -> Vec<Bar> {
    let code = flow.currency.code();
    let rows = |state: &str| {
        let state = if state.is_empty() { String::new() } else { format!("&state={state}") };
        format!("/billing?from={}&to={}&currency={code}{state}", months.first, months.last)
    };
    let total = |name, amount, fill, address| Bar { name, amount, from: 0, to: amount, kind: "total", fill, address };
    let expected = flow.expected();
    let after_recovered = expected.saturating_sub(flow.recovered());
    let after_unbilled = after_recovered.saturating_sub(flow.unbilled);
    let after_overbilled = after_unbilled.saturating_add(flow.overbilled);
    let after_forgiven = flow.billed.saturating_sub(flow.forgiven);
    let gap = |name, lost: i64, from, to, kind, fill, address| {
        (lost != 0).then_some(Bar { name, amount: lost, from, to, kind, fill, address })
    };
    use words::leakage_page as say;
    let unbilled = match known {
        true => (say::FLOW_UNBILLED, "loss seal", "fill-seal"),
        false => (say::FLOW_NOT_KNOWN, "loss", "fill-pale"),
    };
    let (name, kind, fill) = unbilled;
    let promised = [
        Some(total(say::CONTRACTED, flow.contracted, "fill-ink", rows(""))),
        gap(say::FLOW_WAIVED, -flow.waived, expected, flow.contracted, "loss", "fill-pale", rows("waived")),
        Some(total(say::EXPECTED, expected, "fill-ink", rows(""))),
        gap(say::FLOW_RECOVERED, -flow.recovered(), after_recovered, expected, "loss", "fill-green", rows("recovered")),
        gap(
            name,
            if known { -flow.unbilled } else { flow.unbilled },
            after_unbilled,
            after_recovered,
            kind,
            fill,
            rows("unbilled"),
        ),
    ];
    let invoiced = [
        gap(
            say::FLOW_OVERBILLED,
            flow.overbilled,
            after_unbilled,
            after_overbilled,
            "loss",
            "fill-warn",
            rows("overbilled"),
        ),
        Some(total(say::BILLED, flow.billed, "fill-ink", rows("invoiced"))),
        gap(say::FLOW_FORGIVEN, -flow.forgiven, after_forgiven, flow.billed, "loss", "fill-pale", rows("forgiven")),
        gap(
            say::FLOW_UNCOLLECTED,
            -flow.uncollected(),
            flow.collected,
            after_forgiven,
            "loss seal",
            "fill-seal",
            rows("uncollected"),
        ),
        Some(total(say::COLLECTED, flow.collected, "fill-green", rows("collected"))),
    ];
    promised.into_iter().chain(invoiced.into_iter().filter(|_| known)).flatten().collect()
}

/// What says the same as the drawing: what was recovered, or given up of invoices, is a step of it only where something was.
fn summary(w: Words, flow: &Flow, known: bool) -> String {
    use words::leakage_page as say;
    let text = match (known, flow.recovered()) {
        (false, _) => say::FLOW_SUMMARY_NOT_KNOWN,
        (true, 0) => say::FLOW_SUMMARY,
        (true, _) => say::FLOW_SUMMARY_RECOVERED,
    };
    let said = |minor| w.money(Money::new(minor, flow.currency));
    let steps = w.with(
        text,
        &[
            ("contracted", &said(flow.contracted)),
            ("expected", &said(flow.expected())),
            ("recovered", &said(flow.recovered())),
            ("billed", &said(flow.billed)),
            ("collected", &said(flow.collected)),
        ],
    );
    let forgiven = (known && flow.forgiven != 0)
        .then(|| w.with(say::FLOW_SUMMARY_FORGIVEN, &[("forgiven", &said(flow.forgiven))]));
    w.sentences(&std::iter::once(steps).chain(forgiven).collect::<Vec<_>>())
}

/// A share of a whole in per cent with one decimal, as SVG takes it.
fn share(part: i64, whole: i64) -> String {
    let tenths = i128::from(part.max(0)) * 1_000 / i128::from(whole.max(1));
    let tenths = tenths.clamp(0, 1_000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The waterfall of one currency.
#[component]
pub fn Waterfall(
    /// The figures.
    flow: Flow,
    /// The months they are of.
    months: Period,
    /// Whether what was billed in these months is known.
    known: bool,
    /// What was billed after the end of contracts, whenever that was, and where it is listed.
    after_end: Option<(Money, String)>,
) -> impl IntoView {
    let w = use_words();
    let bars = bars(&flow, months, known);
    let whole = bars.iter().map(|bar| bar.from.max(bar.to)).max().unwrap_or(1);
    let money = |minor| Money::new(minor, flow.currency);
    let code = flow.currency.code();
    let (title_id, text_id) = (format!("flow-{code}"), format!("flow-text-{code}"));
    let (labelled, described) = (title_id.clone(), text_id.clone());
    let summary = summary(w, &flow, known);
    let import = (!known).then(|| import_link("", words::leakage_page::IMPORT_INVOICES));
    let after_end = after_end.map(|(amount, address)| {
        let said = w.with(words::leakage_page::FLOW_AFTER_END, &[("amount", &w.money(amount))]);
        view! {
            <p class="soft small">
                <a href=address>{said}</a>
            </p>
        }
    });
    let table = bars
        .iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{w.t(bar.name)}</th>
                    <td class="num">
                        <Amount money=money(bar.amount) />
                    </td>
                </tr>
            }
        })
        .collect_views();
    let drawn = bars
        .into_iter()
        .map(|bar| {
            let (low, high) = (bar.from.min(bar.to), bar.from.max(bar.to));
            // Even a small loss is seen.
            let width = share(high.saturating_sub(low).max(whole / 250), whole);
            let name = w.t(bar.name);
            view! {
                <li class=bar.kind>
                    <a class="bar-row" href=bar.address>
                        <span class="bar-label">{name}</span>
                        <svg class="bar" width="100%" height="24" aria-hidden="true">
                            <rect class=bar.fill x=share(low, whole) width=width height="100%" rx="2"></rect>
                        </svg>
                        <Amount money=money(bar.amount) />
                    </a>
                </li>
            }
        })
        .collect_views();
    view! {
        <figure class="chart panel" aria-labelledby=labelled aria-describedby=described>
            <figcaption>
                <h3 id=title_id.clone()>{w.with(words::leakage_page::FLOW_IN, &[("currency", code)])}</h3>
                <p id=text_id>{summary} " " {import}</p>
            </figcaption>
            <ol class="bars waterfall">{drawn}</ol>
            {after_end}
            <details class="chart-table">
                <summary>
                    <IconMark icon=Icon::ChevronRight />
                    {w.t(words::list::SHOW_TABLE)}
                </summary>
                <div class="table-frame whole" role="region" aria-labelledby=title_id.clone() tabindex="0">
                    <table class="grid">
                        <thead>
                            <tr>
                                <th scope="col">{w.t(words::leakage_page::STEP)}</th>
                                <th scope="col" class="num">
                                    {w.t(words::leakage_page::AMOUNT)}
                                </th>
                            </tr>
                        </thead>
                        <tbody>{table}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Language;

    #[test]
    fn the_bars_hang_together() {
        let currency = "EUR".parse().unwrap();
        let months = Period { first: "2026-01-01".parse().unwrap(), last: "2026-06-30".parse().unwrap() };
        let flow = Flow {
            currency,
            contracted: 1_000,
            waived: 50,
            unbilled: 200,
            overbilled: 30,
            billed: 760,
            collected: 600,
            forgiven: 40,
        };
        let drawn: Vec<_> = bars(&flow, months, true).iter().map(|bar| (bar.amount, bar.from, bar.to)).collect();
        assert_eq!(
            drawn,
            [
                (1_000, 0, 1_000),
                (-50, 950, 1_000),
                (950, 0, 950),
                (-20, 930, 950),
                (-200, 730, 930),
                (30, 730, 760),
                (760, 0, 760),
                (-40, 720, 760),
                (-120, 600, 720),
                (600, 0, 600),
            ]
        );
        assert_eq!(bars(&Flow::new(currency), months, true).len(), 4, "nothing lost, nothing hangs");
    }

    #[test]
    fn the_text_of_the_drawing_names_the_steps_that_its_table_has() {
        let currency = "EUR".parse().unwrap();
        let flow = Flow {
            contracted: 1_000,
            waived: 50,
            unbilled: 200,
            overbilled: 30,
            billed: 760,
            collected: 600,
            forgiven: 40,
            ..Flow::new(currency)
        };
        let said = |flow: &Flow, known| summary(Words(Language::En), flow, known);
        assert_eq!(
            said(&flow, true),
            "Contracted €10.00, expected €9.50, recovered where no invoice is known €0.20, billed €7.60, collected €6.00. \
             Of what was billed, €0.40 was waived."
        );
        assert!(said(&Flow { forgiven: 0, ..flow }, true).ends_with("collected €6.00."));
        assert!(!said(&Flow::new(currency), true).contains("recovered"));
        assert!(!said(&flow, false).contains("waived"), "what follows from invoices is not known");
    }

    #[test]
    fn without_invoices_nothing_is_shown_as_lost() {
        let months = Period { first: "2026-01-01".parse().unwrap(), last: "2026-06-30".parse().unwrap() };
        let flow = Flow { contracted: 1_000, unbilled: 1_000, ..Flow::new("EUR".parse().unwrap()) };
        use words::leakage_page as say;
        let drawn = bars(&flow, months, false);
        let said: Vec<_> = drawn.iter().map(|bar| (bar.name, bar.amount, bar.kind)).collect();
        assert_eq!(
            said,
            [(say::CONTRACTED, 1_000, "total"), (say::EXPECTED, 1_000, "total"), (say::FLOW_NOT_KNOWN, 1_000, "loss")]
        );
    }

    #[test]
    fn a_share_has_one_decimal_and_stays_within_the_whole() {
        assert_eq!(share(1, 3), "33.3%");
        assert_eq!(share(-5, 3), "0.0%");
        assert_eq!(share(i64::MAX, 1), "100.0%");
        assert_eq!(share(0, 0), "0.0%");
    }
}
