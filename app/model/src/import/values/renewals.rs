//! What follows the end of a term.

use super::{super::text, is_open_ended, lengths};
use crate::calendar::Length;

/// What a renewal cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalWords {
    /// It ends.
    None,
    /// Only by a new agreement.
    Express,
    /// Nothing: it goes on until somebody ends it.
    OpenEnded,
    /// By itself, with the period and the maximum where the cell gives them.
    Tacit {
        /// Length of each renewed term in months.
        months: Option<u32>,
        /// How many times.
        maximum: Option<u32>,
    },
}

/// Renewal: `tacite reconduction 12 mois`, `auto-renew`, `自动续约`, `express`, `non renouvelable`, `none`,
/// `durée indéterminée`.
pub fn renewal(text: &str) -> Option<RenewalWords> {
    if text.len() > 400 {
        return None;
    }
    let folded = text::fold(text);
    let squeezed = folded.replace('-', " ");
    let has = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    let words = text::words(&squeezed);
    let is_negated = words.iter().any(|word| {
        matches!(*word, "no" | "non" | "not" | "sans" | "pas" | "hors" | "without" | "never" | "aucune" | "aucun")
    }) || has(&["不自动", "不可", "不续", "非自动", "无自动"]);
    let renews_by_itself = has(&["tacit", "auto", "自动", "默示", "顺延"]);
    if !renews_by_itself && is_open_ended(text) {
        return Some(RenewalWords::OpenEnded);
    }
    let is_tacit = renews_by_itself || has(&["rolling"]);
    if is_tacit && !is_negated {
        let months = match lengths::length(text) {
            Some(Length::Months(months @ 1..=1200)) => Some(months),
            _ => by_adverb(&words, &squeezed),
        };
        return Some(RenewalWords::Tacit { months, maximum: maximum(&words) });
    }
    if has(&[
        "express",
        "accord",
        "agreement",
        "negoci",
        "negotiat",
        "manual",
        "manuel",
        "mutual",
        "avenant",
        "协商",
        "书面",
        "手动",
        "另行",
        "重新签",
    ]) && !is_negated
    {
        return Some(RenewalWords::Express);
    }
    if is_negated && (is_tacit || has(&["renew", "renouvel", "reconduct", "reconduit", "续"])) {
        return Some(RenewalWords::None);
    }
    if matches!(
        squeezed.trim(),
        "none"
            | "aucun"
            | "aucune"
            | "neant"
            | "sans"
            | "nil"
            | "无"
            | "没有"
            | "no"
            | "non"
            | "ferme"
            | "fixed term"
            | "duree ferme"
            | "one off"
            | "ends"
            | "expires"
            | "ends at term"
            | "fin"
            | "不续约"
            | "不续签"
            | "否"
            | "到期终止"
            | "到期"
    ) {
        return Some(RenewalWords::None);
    }
    has(&["renewable", "renouvelable", "reconductible", "可续", "续签"]).then_some(RenewalWords::Express)
}

/// "annuelle", "annually", "month to month", 每年.
fn by_adverb(words: &[&str], folded: &str) -> Option<u32> {
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    if any(&["annual", "annually", "yearly", "annuel", "annuelle", "annuellement", "an", "year", "annum"])
        || ["每年", "逐年", "按年"].iter().any(|word| folded.contains(word))
    {
        return Some(12);
    }
    if any(&["quarterly", "trimestriel", "trimestrielle"]) || folded.contains("每季") {
        return Some(3);
    }
    let monthly = any(&["monthly", "mensuel", "mensuelle", "month", "mois"]) || folded.contains("每月");
    monthly.then_some(1)
}

/// "max 3", "3 fois", "3 times", "3次".
fn maximum(words: &[&str]) -> Option<u32> {
    words.windows(2).find_map(|pair| match pair {
        [count, "fois" | "times" | "x" | "次"] | ["max" | "maxi" | "maximum", count] => {
            count.parse().ok().filter(|count| (1..=1200).contains(count))
        }
        _ => None,
    })
}
