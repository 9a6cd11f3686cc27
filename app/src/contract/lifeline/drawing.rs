//! Each mark as a shape of the drawing.

use super::{
    marks::{Billing, Mark, Shape},
    scale::{Place, Scale},
};
use crate::{words, words::Words};
use leptos::prelude::*;
use model::{calendar::Day, lifeline::Fate};

/// Hundredths of a per cent between two bars.
const GAP: i64 = 10;

/// One mark with the word on it; `down` is by how much rows below billing move what stands under them.
pub(super) fn drawn(w: Words, scale: Scale, down: i32, today: Day, mark: &Mark) -> Option<AnyView> {
    let (at, shape) = match mark.shape {
        Shape::Term { visible, class, number, tacit } => term_bar(w, scale.across(visible)?, class, number, tacit),
        Shape::Notice(period) => notice_bar(scale.across(period)?),
        Shape::Decision | Shape::Deadline => {
            let at = scale.after(mark.day);
            (at, deadline_line(w, at, down, today, mark))
        }
        Shape::Billing(Billing::Settled) => return None,
        Shape::Billing(state) => {
            let at = scale.at(mark.day);
            (at, billing_dot(at, down, state))
        }
        Shape::Promised(y, fate) => {
            let at = scale.at(mark.day);
            (at, tick(at, y, fate))
        }
        Shape::Today => {
            let at = scale.at(mark.day);
            (at, today_line(at, down, mark.name.clone()))
        }
    };
    let class = match mark.shape {
        Shape::Decision => "deadline decision ",
        Shape::Deadline => "deadline ",
        Shape::Today => "today ",
        Shape::Term { .. } | Shape::Notice(_) | Shape::Billing(_) | Shape::Promised(..) => "",
    };
    let label = w.with(words::contract_page::MARK_LABEL, &[("name", &mark.name), ("text", &mark.text)]);
    Some(
        view! {
            <g class=format!("{class}mark {}", at.side()) role="img" tabindex="0" aria-label=label>
                {shape}
                <foreignObject class="tip-frame" x=at.to_string() y=(142 + down).to_string() width="240" height="1">
                    <div class="tip">
                        <b>{mark.name.clone()}</b>
                        {mark.text.clone()}
                    </div>
                </foreignObject>
            </g>
        }
        .into_any(),
    )
}

fn term_bar(w: Words, across: (Place, Place), class: &str, number: u32, tacit: bool) -> (Place, AnyView) {
    let (from, width) = across;
    let x = Place(from.0 + GAP / 2).to_string();
    let text = match width.0 {
        2_600.. if tacit => Some(words::contract_page::MARK_TERM_TACIT),
        1_000.. => Some(words::contract_page::MARK_TERM_NUMBER),
        _ => None,
    };
    let width = Place((width.0 - GAP).max(GAP)).to_string();
    let name = text.map(|text| {
        view! {
            <text class=format!("term-name {class} minor") x=x.clone() y="44" dx="8">
                {w.with(text, &[("number", &w.number(number))])}
            </text>
        }
    });
    let bar = view! {
        <rect class=format!("term {class}") x=x.clone() width=width.clone() y="28" height="24" rx="3"></rect>
        {name}
        <rect class="halo" x=x width=width y="28" height="24" rx="3"></rect>
    };
    (from, bar.into_any())
}

fn notice_bar((from, width): (Place, Place)) -> (Place, AnyView) {
    let (x, width) = (from.to_string(), width.to_string());
    let bar = view! {
        <rect class="notice-ground" x=x.clone() width=width.clone() y="28" height="24"></rect>
        <rect x=x.clone() width=width.clone() y="28" height="24" fill="url(#notice-hatch)"></rect>
        <rect class="halo" x=x width=width y="28" height="24"></rect>
    };
    (from, bar.into_any())
}

fn deadline_line(w: Words, at: Place, down: i32, today: Day, mark: &Mark) -> AnyView {
    let x = at.to_string();
    // The day is written on the side away from today, where there is room.
    let before = !at.is_at_the_beginning() && (at.is_at_the_end() || mark.day < today);
    let (class, dx) = if before { ("end", "-4") } else { ("", "4") };
    let text = matches!(mark.shape, Shape::Deadline).then(|| {
        view! {
            <text class=class x=x.clone() dx=dx y=(116 + down).to_string()>
                {w.day_short(mark.day)}
            </text>
        }
    });
    view! {
        <line x1=x.clone() x2=x.clone() y1="20" y2=(118 + down).to_string()></line>
        <svg x=x.clone() y="20" width="1" height="1" overflow="visible">
            <path d="M0-6 6 0 0 6-6 0z"></path>
        </svg>
        {text}
        <circle class="halo" cx=x cy="20" r="9"></circle>
    }
    .into_any()
}

fn billing_dot(at: Place, down: i32, state: Billing) -> AnyView {
    let x = at.to_string();
    let missing = state == Billing::Missing;
    let class = match state {
        Billing::Missing => "invoice missing",
        Billing::Part => "invoice part",
        Billing::Expected => "invoice expected",
        Billing::Billed | Billing::Settled => "invoice billed",
    };
    let exclamation = missing.then(|| {
        view! {
            <svg x=x.clone() y="68" width="1" height="1" overflow="visible">
                <path class="missing-mark" d="M0-3v3.5M0 3v.01"></path>
            </svg>
        }
    });
    let half = (state == Billing::Part).then(|| {
        view! {
            <svg x=x.clone() y="68" width="1" height="1" overflow="visible">
                <path class="part-mark" d="M0-4.5a4.5 4.5 0 0 1 0 9z"></path>
            </svg>
        }
    });
    view! {
        <line class="leader" x1=x.clone() x2=x.clone() y1="76" y2=(142 + down).to_string()></line>
        <circle class="halo" cx=x.clone() cy="68" r="8"></circle>
        <circle class=class cx=x cy="68" r=if missing { "6.5" } else { "4.5" }></circle>
        {exclamation}
        {half}
    }
    .into_any()
}

/// What was promised, as a tick; what is not done yet is thin, what was missed is broken.
fn tick(at: Place, y: i32, fate: Fate) -> AnyView {
    let x = at.to_string();
    let class = match fate {
        Fate::Ahead => "visit",
        Fate::Kept => "visit done",
        Fate::Missed => "visit missed",
    };
    view! {
        <circle class="halo" cx=x.clone() cy=y.to_string() r="8"></circle>
        <line class=class x1=x.clone() x2=x y1=(y - 6).to_string() y2=(y + 6).to_string()></line>
    }
    .into_any()
}

fn today_line(at: Place, down: i32, name: String) -> AnyView {
    let x = at.to_string();
    // As wide as its word: Chinese letters are twice as wide.
    let half: i32 = name.chars().map(|letter| if u32::from(letter) < 0x2e80 { 3 } else { 6 }).sum::<i32>() + 8;
    // At an edge it stands beside its line, so that all of it is seen.
    let aside = match (at.is_at_the_beginning(), at.is_at_the_end()) {
        (true, _) => half - 4,
        (_, true) => 4 - half,
        _ => 0,
    };
    view! {
        <line x1=x.clone() x2=x.clone() y1="24" y2=(122 + down).to_string()></line>
        <svg x=x.clone() y=(122 + down).to_string() width="1" height="1" overflow="visible">
            <rect x=(aside - half).to_string() width=(half * 2).to_string() height="17" rx="4"></rect>
            <text class="middle" x=aside.to_string() y="12">
                {name}
            </text>
        </svg>
        <circle class="halo" cx=x cy="24" r="6"></circle>
    }
    .into_any()
}
