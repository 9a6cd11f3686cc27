use super::*;
use crate::id::ExpectedBillingId;

/// A ledger that does what it is told, refusing what the database would refuse.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ledger {
    pub(super) rows: Vec<LedgerRow>,
    next: u128,
}

impl Ledger {
    pub(super) fn apply(&mut self, changes: Vec<LedgerChange>) {
        for change in changes {
            match change {
                LedgerChange::Remove { id } => {
                    let index = self.index(id);
                    self.rows.remove(index);
                }
                LedgerChange::Update { id, expected, correction } => {
                    let index = self.index(id);
                    let row = &mut self.rows[index];
                    let key = |expected: &ExpectedAmount| (expected.line, expected.period.first);
                    assert_eq!(key(&row.expected), key(&expected), "an update keeps line and first day");
                    (row.expected, row.correction) = (expected, correction);
                }
                LedgerChange::Insert { expected, revision, correction } => {
                    let taken = self.rows.iter().any(|row| {
                        row.expected.line == expected.line
                            && row.expected.period.first == expected.period.first
                            && row.revision == revision
                    });
                    assert!(!taken, "a second row for {expected:?}, revision {revision}");
                    self.next += 1;
                    let id = ExpectedBillingId(Uuid::from_u128(self.next));
                    let (billed, credited, waived) = (0, 0, false);
                    self.rows.push(LedgerRow {
                        id,
                        expected,
                        revision,
                        correction,
                        billed,
                        credited,
                        recovered: 0,
                        waived,
                    });
                }
            }
        }
    }

    /// The place of a row to which nothing has happened.
    fn index(&self, id: ExpectedBillingId) -> usize {
        let index = self.rows.iter().position(|row| row.id == id).expect("a row of the ledger");
        assert!(!self.rows[index].is_fixed(), "a fixed row was to be changed");
        index
    }

    pub(super) fn follow(&mut self, fresh: &[ExpectedAmount]) {
        self.apply(revise(&self.rows, fresh).expect("changes"));
    }

    fn of(fresh: &[ExpectedAmount]) -> Self {
        let mut ledger = Self::default();
        ledger.follow(fresh);
        ledger
    }

    /// `first day | revision | amount | reason` of every row, by first day and revision.
    fn shown(&self) -> Vec<String> {
        let mut rows: Vec<&LedgerRow> = self.rows.iter().collect();
        rows.sort_by_key(|row| (row.expected.period.first, row.revision));
        let reason = |row: &LedgerRow| row.correction.map_or(String::new(), |why| format!(" {:?}", why.reason));
        let shown = |row: &&LedgerRow| {
            let ExpectedAmount { period, amount, .. } = &row.expected;
            format!("{} r{} {amount}{}", period.first, row.revision, reason(row))
        };
        rows.iter().map(shown).collect()
    }
}

fn first_quarter(line: &PriceLine) -> Vec<ExpectedAmount> {
    rows(line, until("2026-01-01", "2026-03-31"))
}

fn monthly() -> PriceLine {
    every(1, "2026-01-01", Timing::Advance)
}

fn dearer() -> PriceLine {
    PriceLine { unit_price: number("500.00"), ..monthly() }
}

#[test]
fn a_new_contract_fills_the_ledger_and_the_same_again_changes_nothing() {
    let fresh = first_quarter(&monthly());
    let ledger = Ledger::of(&fresh);
    assert_eq!(ledger.shown(), ["2026-01-01 r0 1200.00 EUR", "2026-02-01 r0 1200.00 EUR", "2026-03-01 r0 1200.00 EUR"]);
    assert_eq!(revise(&ledger.rows, &fresh), Ok(vec![]));
}

#[test]
fn rows_to_which_nothing_happened_follow_the_terms() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    let ids: Vec<_> = ledger.rows.iter().map(|row| row.id).collect();
    ledger.follow(&rows(&dearer(), until("2026-01-01", "2026-02-14")));
    assert_eq!(ledger.shown(), ["2026-01-01 r0 1500.00 EUR", "2026-02-01 r0 750.00 EUR"]);
    assert_eq!(ledger.rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids[..2], "rows keep their identity");
}

#[test]
fn a_billed_row_stays_and_the_difference_becomes_a_correction() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.rows[1].billed = 30_000;
    let fresh = first_quarter(&dearer());
    ledger.follow(&fresh);
    assert_eq!(
        ledger.shown(),
        [
            "2026-01-01 r0 1200.00 EUR",
            "2026-01-01 r1 300.00 EUR PriceChanged",
            "2026-02-01 r0 1200.00 EUR",
            "2026-02-01 r1 300.00 EUR PriceChanged",
            "2026-03-01 r0 1500.00 EUR",
        ]
    );
    let correction = ledger.rows.iter().find_map(|row| row.correction).expect("a correction");
    assert_eq!((correction.promised, correction.recorded), (eur("1500"), eur("1200")));
    assert_eq!(revise(&ledger.rows, &fresh), Ok(vec![]));
}

#[test]
fn a_correction_to_which_nothing_happened_follows_the_terms_too() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.follow(&first_quarter(&dearer()));
    ledger.follow(&first_quarter(&PriceLine { unit_price: number("410"), ..monthly() }));
    assert_eq!(ledger.shown()[..2], ["2026-01-01 r0 1200.00 EUR", "2026-01-01 r1 30.00 EUR PriceChanged"]);
    ledger.follow(&first_quarter(&monthly()));
    assert_eq!(ledger.shown()[..2], ["2026-01-01 r0 1200.00 EUR", "2026-02-01 r0 1200.00 EUR"]);
}

#[test]
fn a_billed_correction_is_corrected_in_turn() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.follow(&first_quarter(&dearer()));
    let correction = ledger.rows.iter_mut().find(|row| row.revision == 1).expect("a correction");
    correction.billed = 30_000;
    ledger.follow(&first_quarter(&monthly()));
    assert_eq!(
        ledger.shown()[..3],
        [
            "2026-01-01 r0 1200.00 EUR",
            "2026-01-01 r1 300.00 EUR PriceChanged",
            "2026-01-01 r2 -300.00 EUR PriceChanged",
        ]
    );
}

#[test]
fn a_row_stays_while_a_later_correction_of_it_is_billed() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.follow(&first_quarter(&dearer()));
    ledger.rows.iter_mut().find(|row| row.revision == 1).expect("a correction").billed = 30_000;
    ledger.rows[0].billed = 0;
    assert_eq!(revise(&ledger.rows, &first_quarter(&dearer())), Ok(vec![]));
}

#[test]
fn an_undone_match_lets_the_correction_melt_into_the_row() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.follow(&first_quarter(&dearer()));
    ledger.rows[0].billed = 0;
    ledger.follow(&first_quarter(&dearer()));
    assert_eq!(ledger.shown()[..2], ["2026-01-01 r0 1500.00 EUR", "2026-02-01 r0 1500.00 EUR"]);
}

#[test]
fn an_early_end_credits_what_was_billed_beyond_it() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[1].billed = 120_000;
    ledger.rows[2].billed = 120_000;
    ledger.follow(&rows(&monthly(), until("2026-01-01", "2026-02-14")));
    assert_eq!(
        ledger.shown(),
        [
            "2026-01-01 r0 1200.00 EUR",
            "2026-02-01 r0 1200.00 EUR",
            "2026-02-01 r1 -600.00 EUR DaysChanged",
            "2026-03-01 r0 1200.00 EUR",
            "2026-03-01 r1 -1200.00 EUR NoLongerPromised",
        ]
    );
}

#[test]
fn credited_and_waived_rows_stay() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    (ledger.rows[0].billed, ledger.rows[0].credited) = (120_000, -120_000);
    ledger.rows[1].waived = true;
    ledger.follow(&[]);
    assert_eq!(
        ledger.shown(),
        [
            "2026-01-01 r0 1200.00 EUR",
            "2026-01-01 r1 -1200.00 EUR NoLongerPromised",
            "2026-02-01 r0 1200.00 EUR",
            "2026-02-01 r1 -1200.00 EUR NoLongerPromised",
        ]
    );
}

#[test]
fn another_currency_takes_the_old_amount_back_and_promises_the_new_one() {
    let mut ledger = Ledger::of(&first_quarter(&monthly())[..1]);
    ledger.rows[0].billed = 120_000;
    let fresh = expected(&monthly(), Currency::GBP, until("2026-01-01", "2026-01-31")).expect("amounts");
    ledger.follow(&fresh);
    assert_eq!(
        ledger.shown(),
        [
            "2026-01-01 r0 1200.00 EUR",
            "2026-01-01 r1 -1200.00 EUR CurrencyChanged",
            "2026-01-01 r2 1200.00 GBP CurrencyChanged",
        ]
    );
    assert_eq!(revise(&ledger.rows, &fresh), Ok(vec![]));
}

#[test]
fn months_that_were_billed_count_towards_the_quarter_that_replaces_them() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.rows[1].billed = 120_000;
    let quarter = PriceLine { unit_price: number("1200"), ..every(3, "2026-01-01", Timing::Advance) };
    ledger.follow(&first_quarter(&quarter));
    let sum: i64 = ledger.rows.iter().map(|row| row.expected.amount.minor).sum();
    assert_eq!(sum, eur("3600").minor, "{:?}", ledger.shown());
}

#[test]
fn a_reason_that_no_longer_holds_is_replaced() {
    let mut ledger = Ledger::of(&first_quarter(&monthly()));
    ledger.rows[0].billed = 120_000;
    ledger.follow(&first_quarter(&dearer()));
    let right = ledger.clone();
    let correction = ledger.rows.iter_mut().find_map(|row| row.correction.as_mut());
    correction.expect("a correction").reason = CorrectionReason::DaysChanged;
    ledger.follow(&first_quarter(&dearer()));
    assert_eq!(ledger, right);
}

#[test]
fn two_amounts_for_one_period_are_an_error() {
    let mut fresh = first_quarter(&monthly());
    fresh.push(fresh[0].clone());
    let error = BillingError::TwoAmounts { line: fresh[0].line, first: day("2026-01-01") };
    assert_eq!(revise(&[], &fresh), Err(error));
}
