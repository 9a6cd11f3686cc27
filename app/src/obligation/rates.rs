//! How well promises are kept, as three figures.

use crate::{components::views::CollectViews, use_words, words::obligation_page as say};
use leptos::prelude::*;
use model::obligation::Rates;

/// The three rates; nothing where nothing had to be done yet.
#[component]
pub fn KeptRates(
    /// The rates.
    rates: Rates,
) -> impl IntoView {
    let w = use_words();
    let Rates { fulfilment, on_time, quality } = rates;
    let figures = [
        (say::FULFILMENT, fulfilment, fulfilment.all / 100, say::OF_DUE_ONE, say::OF_DUE),
        (say::ON_TIME, on_time, on_time.all, say::OF_DUE_ONE, say::OF_DUE),
        (say::QUALITY, quality, quality.all, say::OF_JUDGED_ONE, say::OF_JUDGED),
    ];
    let tiles: Vec<_> = figures
        .into_iter()
        .filter_map(|(name, rate, of, one, several)| {
            let percent = rate.percent()?;
            Some(view! {
                <li>
                    <div class="tile">
                        <span class="tile-label">{w.t(name)}</span>
                        <span class="tile-figure">{w.percent(percent)}</span>
                        <span class="soft small">{w.count(of, one, several)}</span>
                    </div>
                </li>
            })
        })
        .collect();
    (!tiles.is_empty()).then(|| {
        view! {
            <ul class="figures" aria-label=w.t(say::RATES)>
                {tiles.into_iter().collect_views()}
            </ul>
        }
    })
}
