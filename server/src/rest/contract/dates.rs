//! The terms about dates that few contracts have.

use chrono::NaiveDate;
use model::contract::{self as terms, DateChange};
use operations::contract;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sheet::Contract;
use crate::rest::{
    answer::Versioned,
    ask::{Body, IfMatch, Number},
    caller::Caller,
    legal_entity::Regime,
    problem::Trouble,
    wire::{Length, choices},
};

choices! {
    /// How a number of days of notice is counted.
    DayCount = terms::DayCount {
        /// All days.
        Calendar,
        /// Monday to Friday without holidays.
        Working,
        /// Monday to Saturday without holidays.
        WorkingAndSaturday,
    }
    /// Where the last day for notice goes if it is a weekend or a holiday.
    Rolling = terms::Rolling {
        /// It stays.
        None,
        /// To the working day before.
        Before,
        /// To the next working day.
        After,
    }
    /// What of a notice must happen by its last day.
    NoticeCounts = terms::NoticeCounts {
        /// The other side has received it.
        Received,
        /// It has been sent.
        Sent,
    }
    /// By what means a notice is sent.
    Delivery = terms::Delivery {
        /// A registered letter.
        RegisteredLetter,
        /// An e-mail.
        Email,
        /// A portal of the other side.
        Portal,
    }
    /// Until when a contract goes on after notice that no term holds back.
    NoticeEnds = terms::NoticeEnds {
        /// The day on which the notice is complete.
        SameDay,
        /// The end of that month.
        EndOfMonth,
        /// The end of that calendar quarter.
        EndOfQuarter,
    }
}

/// The right to leave before the end of a term.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakOption {
    /// Notice that it takes.
    pub notice: Length,
    /// The first day on which it may be used; `null` from the first day of the contract on.
    pub from: Option<NaiveDate>,
}

/// An amendment that makes the term of its day longer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The day on which it was agreed, not after today.
    pub agreed_on: NaiveDate,
    /// The new last day of the term; later terms count from it.
    pub until: NaiveDate,
}

/// Special terms about dates, an amendment that makes a term longer, and telling the customer of a renewal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DateTerms {
    /// How days of notice are counted.
    pub counting: DayCount,
    /// Where the last day for notice goes if it is a weekend or a holiday.
    pub rolling: Rolling,
    /// What must happen by the last day for notice.
    pub notice_counts: NoticeCounts,
    /// By what means notice is sent.
    pub delivery: Option<Delivery>,
    /// The days that delivery takes, where they are others than usual.
    #[schema(maximum = 60)]
    pub delivery_days: Option<u16>,
    /// Until when the contract goes on after notice that no term holds back.
    pub notice_ends: NoticeEnds,
    /// The right to leave early, if there is one.
    pub break_option: Option<BreakOption>,
    /// The law that applies, where it is another than that of our company.
    pub regime: Option<Regime>,
    /// The amendment that makes a term longer.
    pub extension: Option<Extension>,
    /// The day on which the customer was told in writing that they may refuse the next renewal.
    pub customer_informed_on: Option<NaiveDate>,
}

impl From<DateChange> for DateTerms {
    fn from(change: DateChange) -> Self {
        let DateChange { terms, extension, customer_informed_on } = change;
        let terms::DateTerms {
            counting,
            rolling,
            notice_counts,
            delivery,
            delivery_days,
            notice_ends,
            break_option,
            regime,
        } = terms;
        let of_break = |terms::BreakOption { notice, from }| BreakOption { notice: notice.into(), from };
        let of_extension = |terms::Extension { agreed_on, until }| Extension { agreed_on, until };
        Self {
            counting: counting.into(),
            rolling: rolling.into(),
            notice_counts: notice_counts.into(),
            delivery: delivery.map(Into::into),
            delivery_days,
            notice_ends: notice_ends.into(),
            break_option: break_option.map(of_break),
            regime: regime.map(Into::into),
            extension: extension.map(of_extension),
            customer_informed_on,
        }
    }
}

impl From<DateTerms> for DateChange {
    fn from(typed: DateTerms) -> Self {
        let DateTerms {
            counting,
            rolling,
            notice_counts,
            delivery,
            delivery_days,
            notice_ends,
            break_option,
            regime,
            extension,
            customer_informed_on,
        } = typed;
        let of_break = |BreakOption { notice, from }| terms::BreakOption { notice: notice.into(), from };
        let of_extension = |Extension { agreed_on, until }| terms::Extension { agreed_on, until };
        let terms = terms::DateTerms {
            counting: counting.into(),
            rolling: rolling.into(),
            notice_counts: notice_counts.into(),
            delivery: delivery.map(Into::into),
            delivery_days,
            notice_ends: notice_ends.into(),
            break_option: break_option.map(of_break),
            regime: regime.map(Into::into),
        };
        Self { terms, extension: extension.map(of_extension), customer_informed_on }
    }
}

/// A field of the form of a page as it is named here.
fn field(form: &str) -> String {
    let here = match form {
        "break_count" | "break_unit" => "break_option.notice",
        "break_from" => "break_option.from",
        "extended_on" => "extension.agreed_on",
        "extended_until" => "extension.until",
        "informed_on" => "customer_informed_on",
        other => other,
    };
    here.to_owned()
}

/// Change special terms about dates
///
/// Replaces them as a whole. Dates, ledger and findings follow.
#[utoipa::path(
    put, path = "/contracts/{number}/date_terms", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = DateTerms, example = json!({
        "counting": "working",
        "rolling": "before",
        "notice_counts": "received",
        "delivery": "registered_letter",
        "delivery_days": null,
        "notice_ends": "same_day",
        "break_option": { "notice": { "unit": "months", "count": 3 }, "from": "2027-01-01" },
        "regime": null,
        "extension": null,
        "customer_informed_on": null
    })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn change_date_terms(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<DateTerms>,
) -> Result<Versioned<Contract>, Trouble> {
    caller.require(model::permission::Permission::EditContracts)?;
    let changed = contract::change_dates(&caller.actor, &number, version, body.into()).await;
    changed.map_err(|failure| Trouble::named(failure, field))?;
    super::sheet(&caller, &number).await
}
