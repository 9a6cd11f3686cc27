//! The price of one row: from whatever amounts the file gives to quantity × unit price per billing period.

use super::reader::{Amount, Reader};
use crate::{
    import::{
        columns::ContractField,
        problem::{Field, Problem},
        values::{self, Frequency},
    },
    price_line::{MOST_DECIMALS, Timing},
};
use rust_decimal::Decimal;

/// What a row says about its price.
pub(super) struct PriceCells {
    pub(super) quantity: Option<Decimal>,
    pub(super) unit: String,
    pub(super) unit_price: Option<Amount>,
    pub(super) per_period: Option<Amount>,
    pub(super) monthly: Option<Amount>,
    pub(super) quarterly: Option<Amount>,
    pub(super) yearly: Option<Amount>,
    pub(super) total: Option<Amount>,
    frequency: Option<Frequency>,
    /// The frequency cell has something in it that is no frequency, which was noted.
    frequency_unclear: bool,
    pub(super) timing: Option<Timing>,
}

/// The price of one line.
#[derive(Clone, Debug)]
pub(super) struct Price {
    pub(super) quantity: Decimal,
    pub(super) unit_price: Decimal,
    pub(super) frequency: Frequency,
    /// Whether it is the contract's total value.
    pub(super) is_total: bool,
}

impl PriceCells {
    pub(super) fn read(reader: &mut Reader<'_, ContractField>) -> Self {
        let cell = reader.cell(ContractField::Frequency);
        let frequency = cell.and_then(|(plan, cell)| {
            values::frequency(&cell.text).or_else(|| {
                // A bare number under "Périodicité (mois)" is months.
                let months: u32 = cell.text.trim().parse().ok()?;
                (plan_is_months(reader, plan.column) && (1..=120).contains(&months))
                    .then_some(Frequency::Months(months))
            })
        });
        let timing_in_frequency = cell.and_then(|(_, cell)| values::timing(&cell.text));
        let only_timing = timing_in_frequency.is_some() && frequency.is_none();
        if let Some((plan, _)) = cell
            && frequency.is_none()
            && !only_timing
        {
            reader.unread(plan.column, Problem::NotAFrequency);
        }
        Self {
            quantity: reader.number(ContractField::Quantity),
            unit: reader.words(ContractField::Unit, 60).unwrap_or_default(),
            unit_price: reader.amount(ContractField::UnitPrice),
            per_period: reader.amount(ContractField::AmountPerPeriod),
            monthly: reader.amount(ContractField::MonthlyAmount),
            quarterly: reader.amount(ContractField::QuarterlyAmount),
            yearly: reader.amount(ContractField::YearlyAmount),
            total: reader.amount(ContractField::TotalValue),
            frequency,
            frequency_unclear: cell.is_some() && frequency.is_none() && !only_timing,
            timing: reader.choice(ContractField::Timing, values::timing, Problem::LeftEmpty).or(timing_in_frequency),
        }
    }

    /// Takes the tax off the amounts that include it, where its rate is known.
    pub(super) fn without_tax(&mut self, reader: &mut Reader<'_, ContractField>, vat_percent: Option<Decimal>) {
        let Some(factor) = vat_percent.and_then(|percent| Decimal::ONE_HUNDRED.checked_add(percent)) else { return };
        // An amount is billed in cents; a price of many units is not.
        let several = self.quantity.is_some_and(|quantity| quantity != Decimal::ONE);
        let amounts = [&mut self.per_period, &mut self.monthly, &mut self.quarterly, &mut self.yearly, &mut self.total];
        let amounts = amounts.into_iter().map(|amount| (amount, 2));
        for (amount, decimals) in amounts.chain([(&mut self.unit_price, if several { MOST_DECIMALS } else { 2 })]) {
            let Some(amount) = amount.as_mut().filter(|amount| amount.with_tax) else { continue };
            let net =
                amount.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundredfold| hundredfold.checked_div(factor));
            let Some(net) = net else { continue };
            amount.value = net.round_dp(decimals).normalize();
            reader.problems.retain(|at| at.column != Some(amount.column) || at.problem != Problem::TaxIncluded);
            reader.note(Some(amount.column), Problem::NetWorkedOut { net: amount.value });
        }
    }

    pub(super) const fn amounts(&self) -> [Option<Amount>; 6] {
        [self.unit_price, self.per_period, self.monthly, self.quarterly, self.yearly, self.total]
    }

    /// Whether the row has any amount, the total included.
    pub(super) fn has_amount(&self) -> bool {
        self.amounts().iter().any(Option::is_some)
    }

    /// The amounts for a stretch of months that is known, the one that is nearest to a bill first.
    fn references(&self, frequency: Frequency) -> Vec<(Amount, u32)> {
        let own = self.per_period.map(|amount| (amount, amount.per_months.unwrap_or(frequency.months())));
        let named = [(self.monthly, 1), (self.quarterly, 3), (self.yearly, 12)];
        own.into_iter()
            .chain(named.into_iter().filter_map(|(amount, months)| amount.map(|amount| (amount, months))))
            .collect()
    }

    /// How often it is billed, where the file says or its amounts do.
    fn frequency(&self, reader: &mut Reader<'_, ContractField>, is_fixed_price: bool) -> Option<Frequency> {
        if self.frequency_unclear {
            return None;
        }
        if let Some(frequency) = self.frequency {
            return Some(frequency);
        }
        let beside = [self.per_period, self.unit_price].into_iter().flatten().find_map(|amount| amount.per_months);
        let named = [(self.monthly, 1), (self.quarterly, 3), (self.yearly, 12)];
        let named = named.into_iter().find_map(|(amount, months)| amount.map(|_| months));
        let by_unit = self.unit_price.and_then(|_| match values::frequency(&self.unit) {
            Some(Frequency::Months(months)) => Some(months),
            _ => None,
        });
        if let Some(months) = beside {
            return Some(Frequency::Months(months));
        }
        if let Some(months) = named.or(by_unit) {
            reader.note_at(ContractField::Frequency, Problem::FrequencyAssumed { months });
            return Some(Frequency::Months(months));
        }
        if is_fixed_price {
            return Some(Frequency::Once);
        }
        if self.per_period.is_none() && self.unit_price.is_none() {
            // Nothing but a total.
            reader.note_at(ContractField::Frequency, Problem::FrequencyAssumed { months: 0 });
            return Some(Frequency::Once);
        }
        reader.note_at(ContractField::Frequency, Problem::Missing { field: Field::Contract(ContractField::Frequency) });
        None
    }

    /// The price, with everything doubtful noted; `None` without an amount, or beside an error.
    pub(super) fn price(
        &self,
        reader: &mut Reader<'_, ContractField>,
        term_months: Option<u32>,
        is_fixed_price: bool,
    ) -> Option<Price> {
        if !self.has_amount() {
            return None;
        }
        let frequency = self.frequency(reader, is_fixed_price)?;
        let references = self.references(frequency);
        if let Some(unit_price) = self.unit_price {
            return Some(self.by_unit(reader, unit_price, frequency, &references));
        }
        if let Some((amount, months)) = references.first().copied() {
            let price = self.by_amount(reader, amount, months, frequency);
            for (other, months) in references.iter().skip(1) {
                check(reader, other, price.quantity * price.unit_price, *months, frequency);
            }
            return Some(price);
        }
        let total = self.total?;
        match frequency {
            Frequency::Once => Some(self.split(total.value, frequency, true)),
            Frequency::Months(months) => {
                let Some(term) = term_months else {
                    // A total without a term says nothing about one period.
                    let field = Field::Contract(ContractField::AmountPerPeriod);
                    reader.note(Some(total.column), Problem::Missing { field });
                    return None;
                };
                let value = share(total.value, months, term)?;
                let price = self.split(value, frequency, false);
                if months != term {
                    reader.note(Some(total.column), Problem::PriceWorkedOut { unit_price: price.unit_price });
                }
                Some(price)
            }
        }
    }

    fn by_amount(
        &self,
        reader: &mut Reader<'_, ContractField>,
        amount: Amount,
        months: u32,
        frequency: Frequency,
    ) -> Price {
        let billed = frequency.months();
        if billed == 0 || months == billed || months == 0 {
            return self.split(amount.value, frequency, false);
        }
        let price = self.split(share(amount.value, billed, months).unwrap_or(amount.value), frequency, false);
        reader.note(Some(amount.column), Problem::PriceWorkedOut { unit_price: price.unit_price });
        price
    }

    /// An amount as quantity × unit price where that is exact, else as one.
    fn split(&self, amount: Decimal, frequency: Frequency, is_total: bool) -> Price {
        let quantity = self.quantity.filter(|quantity| !quantity.is_zero());
        let exact = quantity.and_then(|quantity| {
            let unit_price = amount.checked_div(quantity)?.round_dp(6).normalize();
            (unit_price.checked_mul(quantity)? == amount).then_some(Price { quantity, unit_price, frequency, is_total })
        });
        exact.unwrap_or(Price { quantity: Decimal::ONE, unit_price: amount, frequency, is_total })
    }

    /// A unit price is for one billing period, unless another amount shows that it is for a month, a
    /// quarter or a year.
    fn by_unit(
        &self,
        reader: &mut Reader<'_, ContractField>,
        unit_price: Amount,
        frequency: Frequency,
        references: &[(Amount, u32)],
    ) -> Price {
        let quantity = self.quantity.unwrap_or(Decimal::ONE);
        let billed = frequency.months();
        let as_written = Price { quantity, unit_price: unit_price.value, frequency, is_total: false };
        if let (Some(months), 1..) = (unit_price.per_months, billed) {
            if months == billed {
                return as_written;
            }
            let worked_out = share(unit_price.value, billed, months).unwrap_or(unit_price.value);
            reader.note(Some(unit_price.column), Problem::PriceWorkedOut { unit_price: worked_out });
            return Price { unit_price: worked_out, ..as_written };
        }
        let Some((reference, months)) = references.first().copied() else { return as_written };
        let wanted =
            if billed == 0 || months == 0 { Some(reference.value) } else { share(reference.value, billed, months) };
        let fits = |unit_price: Decimal| {
            quantity
                .checked_mul(unit_price)
                .zip(wanted)
                .is_some_and(|(amount, wanted)| (amount - wanted).abs() < Decimal::new(5, 2))
        };
        if fits(unit_price.value) {
            return as_written;
        }
        if billed > 0 {
            for stretch in [1, 12, 3] {
                if let Some(worked_out) =
                    share(unit_price.value, billed, stretch).filter(|worked_out| fits(*worked_out))
                {
                    reader.note(Some(unit_price.column), Problem::PriceWorkedOut { unit_price: worked_out });
                    return Price { unit_price: worked_out, ..as_written };
                }
            }
        }
        let computed = quantity.checked_mul(unit_price.value).unwrap_or(unit_price.value).normalize();
        reader.note(Some(reference.column), Problem::AmountDiffers { computed });
        as_written
    }
}

fn plan_is_months(reader: &Reader<'_, ContractField>, column: usize) -> bool {
    reader.header_unit(column) == Some(values::LengthUnit::Months)
}

/// Notes where a second amount of the row disagrees with the price.
fn check(reader: &mut Reader<'_, ContractField>, other: &Amount, per_bill: Decimal, months: u32, frequency: Frequency) {
    let billed = frequency.months();
    if billed == 0 || months == 0 {
        return;
    }
    if let Some(computed) = share(per_bill, months, billed)
        // A year of rounded months may differ by some cents.
        && (computed - other.value).abs() > Decimal::new(i64::from(months.max(2)), 2)
    {
        reader.note(Some(other.column), Problem::AmountDiffers { computed });
    }
}

/// The part of an amount for `of` months that falls on `months` months, with as many decimals as a price keeps.
fn share(amount: Decimal, months: u32, of: u32) -> Option<Decimal> {
    Some(amount.checked_mul(Decimal::from(months))?.checked_div(Decimal::from(of))?.round_dp(MOST_DECIMALS).normalize())
}
