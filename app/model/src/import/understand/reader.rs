//! Reading the cells of one row by the field they are mapped to, noting what is wrong where it is.

use crate::{
    calendar::{Day, Length},
    import::{
        Cell, Grid, Row, Value,
        columns::{Expects, ImportField, Mapping},
        conventions::{self, Conventions, Custom, PercentStyle},
        draft::CustomerWords,
        problem::{CellProblem, Problem},
        text,
        values::{self, DayOrder, DecimalMark, Figure, LengthUnit, RenewalWords, TaxWords, Tells},
    },
    money::{Currency, Money},
};
use chrono::Datelike;
use rust_decimal::Decimal;

/// How each mapped column is read; made once for a file.
pub(super) struct Plan<F> {
    columns: Vec<(F, ColumnPlan)>,
    currency: Option<Currency>,
    /// Months of automatic renewals of which a row says no length, as a person decided for the file.
    pub(super) renewal_months: Option<u32>,
    custom: Custom,
}

/// How one column is read.
#[derive(Clone, Copy)]
pub(super) struct ColumnPlan {
    pub(super) column: usize,
    order: DayOrder,
    mark: DecimalMark,
    style: PercentStyle,
    header_currency: Option<Currency>,
    unit: Option<LengthUnit>,
    /// Whether the header asks about renewal without anybody's doing.
    about_tacit: bool,
    /// Whether the header says that amounts include tax.
    with_tax: bool,
    /// Whether a header of discounts says what is left to pay.
    pub(super) says_what_is_paid: bool,
    /// Whether every bare number of a column of lengths is small enough to be years.
    small: bool,
}

impl<F: ImportField> Plan<F> {
    pub(super) fn of(grid: &Grid, mapping: &Mapping<F>, conventions: &Conventions, custom: &Custom) -> Self {
        let readings = conventions::readings(grid, mapping, conventions, custom);
        let columns = mapping
            .columns
            .iter()
            .enumerate()
            .filter_map(|(column, mapped)| {
                let field = mapped.field?;
                let reading = readings.columns.iter().find(|reading| reading.column == column);
                let order = reading
                    .and_then(|reading| reading.day_order.as_ref())
                    .map_or(readings.day_order.value, |order| order.value);
                let mark = reading
                    .and_then(|reading| reading.decimal_mark.as_ref())
                    .map_or(readings.decimal_mark.value, |mark| mark.value);
                let style = reading
                    .and_then(|reading| reading.percent_style.as_ref())
                    .map_or(PercentStyle::Hundredths, |style| style.value);
                let is_length = field.expects() == Expects::Length;
                let plan = ColumnPlan {
                    column,
                    order,
                    mark,
                    style,
                    header_currency: conventions::header_currency(&mapped.header),
                    unit: values::header_unit(&mapped.header),
                    about_tacit: values::renewal(&mapped.header)
                        .is_some_and(|words| matches!(words, RenewalWords::Tacit { .. } | RenewalWords::OpenEnded)),
                    with_tax: values::header_with_tax(&mapped.header),
                    says_what_is_paid: mapped.header.contains('折'),
                    small: is_length && grid.column(column).filter_map(bare_count).all(|count| count <= 10),
                };
                Some((field, plan))
            })
            .collect();
        let Conventions { currency, renewal_months, .. } = *conventions;
        Self { columns, currency, renewal_months, custom: custom.clone() }
    }

    pub(super) fn column(&self, field: F) -> Option<ColumnPlan> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, plan)| *plan)
    }

    /// Whether the header of a column asks about tacit renewal ("Auto-renew?", "Tacite reconduction").
    pub(super) fn is_about_tacit_renewal(&self, column: usize) -> bool {
        self.columns.iter().any(|(_, plan)| plan.column == column && plan.about_tacit)
    }

    /// The currency of rows that say none: that of the contract they name, then what was decided for the file, then
    /// that of our company, with the problem by which a person sees what nobody said.
    pub(super) fn currency_of_others(
        &self,
        contract: Option<&str>,
        entity: Option<&str>,
    ) -> Option<(Currency, Option<Problem>)> {
        let assumed =
            |of_contract| move |currency| (currency, Some(Problem::CurrencyAssumed { currency, of_contract }));
        let of_contract = self.custom.of_contract(contract).map(assumed(true));
        let decided = self.currency.map(|decided| (decided, None));
        of_contract.or(decided).or_else(|| self.custom.of_entity(entity).map(assumed(false)))
    }

    /// Whether a day lies after the one on which the file is read.
    pub(super) fn is_to_come(&self, day: Day) -> bool {
        self.custom.day.is_some_and(|today| day > today)
    }

    pub(super) fn has(&self, field: F) -> bool {
        self.column(field).is_some()
    }

    /// Whether any mapped cell of the row has something in it.
    pub(super) fn says_something(&self, row: &Row) -> bool {
        self.columns.iter().any(|(_, plan)| !row.cell(plan.column).is_empty())
    }

    /// Whether words are those of a sum.
    pub(super) fn is_total(&self, words: &str) -> bool {
        self.looks_like_total(&Row { number: 0, cells: vec![Cell::from_text(words)] })
    }

    /// Whether a mapped cell of words begins like a sum: "Total", "Sous-total", "合计".
    pub(super) fn looks_like_total(&self, row: &Row) -> bool {
        const SUMS: [&str; 9] =
            ["total", "grand total", "sub total", "subtotal", "sous total", "sum", "合计", "总计", "小计"];
        row.cells.iter().take(12).any(|cell| {
            cell.value == Value::Text && cell.text.len() <= 40 && {
                let folded = text::fold(&cell.text).replace('-', " ");
                let trimmed = folded.trim().trim_end_matches([':', ' ', '：']);
                SUMS.iter().any(|sum| {
                    trimmed == *sum || trimmed.strip_prefix(sum).is_some_and(|rest| rest.starts_with([' ', ':']))
                })
            }
        })
    }
}

/// A bare whole number in a cell.
fn bare_count(cell: &Cell) -> Option<u32> {
    match cell.value {
        Value::Number { value, percent: false, .. } => {
            (value.fract().is_zero()).then(|| u32::try_from(value.trunc()).ok()).flatten()
        }
        Value::Text => cell.text.trim().parse().ok(),
        _ => None,
    }
}

/// An amount with everything its cell says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) column: usize,
    /// What the cell or the header says.
    pub(super) currency: Option<Currency>,
    pub(super) per_months: Option<u32>,
    /// Whether the cell or the header says that it includes tax.
    pub(super) with_tax: bool,
}

/// Numbers from here on are refused: far beyond any contract, and still far from where arithmetic overflows.
const LARGEST: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// Reads one row.
pub(super) struct Reader<'a, F> {
    plan: &'a Plan<F>,
    pub(super) row: &'a Row,
    pub(super) problems: Vec<CellProblem>,
}

impl<'a, F: ImportField> Reader<'a, F> {
    pub(super) const fn new(plan: &'a Plan<F>, row: &'a Row) -> Self {
        Self { plan, row, problems: Vec::new() }
    }

    pub(super) fn note(&mut self, column: Option<usize>, problem: Problem) {
        self.problems.push(CellProblem { row: self.row.number, column, problem });
    }

    /// Notes that a cell is not understood, with what stands in it.
    pub(super) fn unread(&mut self, column: usize, problem: impl FnOnce(String) -> Problem) {
        let value = text::quoted(&self.row.cell(column).text);
        self.note(Some(column), problem(value));
    }

    pub(super) fn note_at(&mut self, field: F, problem: Problem) {
        let column = self.plan.column(field).map(|plan| plan.column);
        self.note(column, problem);
    }

    /// Notes a problem at the cell of a field in another row of the same record.
    pub(super) fn note_in(&mut self, row: u32, field: F, problem: Problem) {
        let column = self.plan.column(field).map(|plan| plan.column);
        self.problems.push(CellProblem { row, column, problem });
    }

    /// Whether the cell of a field could not be read as a day.
    pub(super) fn is_no_day(&self, field: F) -> bool {
        let column = self.plan.column(field).map(|plan| plan.column);
        self.problems.iter().any(|noted| noted.column == column && matches!(noted.problem, Problem::NotADay(_)))
    }

    /// The cell of a field, if it holds anything but a stand-in for nothing.
    pub(super) fn cell(&mut self, field: F) -> Option<(ColumnPlan, &'a Cell)> {
        let plan = self.plan.column(field)?;
        let row = self.row;
        let cell = row.cell(plan.column);
        match cell.value {
            Value::Empty => return None,
            Value::Error => {
                self.note(Some(plan.column), Problem::FailedFormula);
                return None;
            }
            Value::Text if values::is_placeholder(&cell.text) => return None,
            Value::Text if values::is_undecided(&cell.text) => {
                self.note(Some(plan.column), Problem::Placeholder);
                return None;
            }
            _ => {}
        }
        Some((plan, cell))
    }

    /// Words on one line, of at most `longest` characters.
    pub(super) fn words(&mut self, field: F, longest: usize) -> Option<String> {
        let (plan, cell) = self.cell(field)?;
        let mut words = String::with_capacity(cell.text.len());
        for word in cell.text.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        // Control characters would travel into letters and exports.
        words.retain(|char| !char.is_control());
        if words.chars().count() > longest {
            words = words.chars().take(longest).collect();
            self.note(Some(plan.column), Problem::Cut);
        }
        (!words.is_empty()).then_some(words)
    }

    /// A code without the spaces people put between its groups.
    pub(super) fn code(&mut self, field: F) -> Option<String> {
        let code = self.words(field, 100)?;
        Some(code.split_whitespace().collect())
    }

    pub(super) fn day(&mut self, field: F) -> Option<Day> {
        let (plan, cell) = self.cell(field)?;
        let day = match cell.value {
            Value::Day { day } => Some(day),
            Value::Number { value, percent: false, .. } => day_of_number(value),
            Value::Text => values::day(&cell.text, plan.order),
            _ => None,
        };
        match day {
            Some(day) => {
                if !(1950..=2100).contains(&day.year()) {
                    self.note(Some(plan.column), Problem::UnusualDay);
                }
                if cell.value == Value::Text
                    && matches!(values::day_order(&cell.text), Tells::Only(only) if only != plan.order)
                {
                    self.note(Some(plan.column), Problem::DayReadOtherWay { day });
                }
                Some(day)
            }
            None => {
                let month = super::months::day_of(field, &cell.text).filter(|_| cell.value == Value::Text);
                match month {
                    Some(day) => self.note(Some(plan.column), Problem::DayOfMonth { day }),
                    None => self.unread(plan.column, Problem::NotADay),
                }
                month
            }
        }
    }

    /// The unit that the header of a column prescribes.
    pub(super) fn header_unit(&self, column: usize) -> Option<LengthUnit> {
        self.plan.columns.iter().find(|(_, plan)| plan.column == column).and_then(|(_, plan)| plan.unit)
    }

    /// The order of day and month in a field's column.
    pub(super) fn order(&self, field: F) -> DayOrder {
        self.plan.column(field).map_or(DayOrder::DayFirst, |plan| plan.order)
    }

    /// The decimal mark of a field's column.
    pub(super) fn mark(&self, field: F) -> DecimalMark {
        self.plan.column(field).map_or(DecimalMark::Point, |plan| plan.mark)
    }

    fn figure(&mut self, field: F) -> Option<(ColumnPlan, Figure)> {
        let (plan, cell) = self.cell(field)?;
        let figure = match cell.value {
            Value::Number { value, percent, currency } => {
                Some(Figure { value, currency, percent, tax: None, per_months: None })
            }
            Value::Text => values::number(&cell.text, plan.mark),
            _ => None,
        };
        match figure {
            None => self.unread(plan.column, Problem::NotANumber),
            Some(figure) if figure.value.abs() >= LARGEST => {
                self.note(Some(plan.column), Problem::OutOfRange);
                return None;
            }
            Some(_) => {}
        }
        figure.map(|figure| (plan, figure))
    }

    pub(super) fn amount(&mut self, field: F) -> Option<Amount> {
        let (plan, figure) = self.figure(field)?;
        if figure.percent {
            self.unread(plan.column, Problem::NotANumber);
            return None;
        }
        let with_tax = figure.tax.map_or(plan.with_tax, |tax| tax == TaxWords::Included);
        if with_tax {
            self.note(Some(plan.column), Problem::TaxIncluded);
        }
        let currency = figure.currency.or(plan.header_currency);
        let (value, per_months) = (figure.value.normalize(), figure.per_months);
        Some(Amount { value, column: plan.column, currency, per_months, with_tax })
    }

    /// An amount that is expected to include tax.
    pub(super) fn gross(&mut self, field: F) -> Option<Amount> {
        let before = self.problems.len();
        let amount = self.amount(field);
        self.problems.retain({
            let mut index = 0;
            move |at| {
                index += 1;
                index <= before || at.problem != Problem::TaxIncluded
            }
        });
        amount
    }

    pub(super) fn number(&mut self, field: F) -> Option<Decimal> {
        let (plan, cell) = self.cell(field)?;
        if cell.value == Value::Text
            && let Some((figures, unit)) = cell.text.trim().split_once(char::is_whitespace)
            && unit.chars().all(char::is_alphabetic)
            && let Some(figure) = values::number(figures, plan.mark)
            && figure.value.abs() < LARGEST
        {
            // "12 extincteurs": the unit stands in the cell.
            return Some(figure.value.normalize());
        }
        self.figure(field).map(|(_, figure)| figure.value.normalize())
    }

    /// Per cent as 20 for 20 %; what is no percentage is given back as text.
    pub(super) fn percent(&mut self, field: F) -> Option<Result<Decimal, (usize, &'a str)>> {
        let (plan, cell) = self.cell(field)?;
        let (value, fraction) = match cell.value {
            Value::Number { value, percent: true, .. } => (Some(value), true),
            Value::Number { currency: Some(_), .. } => (None, false),
            Value::Number { value, .. } => (Some(value), plan.style == PercentStyle::Fraction),
            Value::Text => match values::number(&cell.text, plan.mark) {
                Some(figure) if figure.currency.is_some() => (None, false),
                Some(figure) => (Some(figure.value), !figure.percent && plan.style == PercentStyle::Fraction),
                None => (None, false),
            },
            _ => (None, false),
        };
        let Some(value) = value else { return Some(Err((plan.column, &cell.text))) };
        let value = if fraction { value.checked_mul(Decimal::ONE_HUNDRED)? } else { value };
        Some(Ok(value.normalize()))
    }

    /// VAT in per cent; "exempt" is 0.
    pub(super) fn vat(&mut self, field: F) -> Option<Decimal> {
        match self.percent(field)? {
            Ok(percent) if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) => Some(percent),
            Ok(_) => {
                self.note_at(field, Problem::NotAVatRate);
                None
            }
            Err((column, words)) => {
                let folded = text::fold(words);
                let exempt = [
                    "exempt",
                    "exoner",
                    "autoliquidation",
                    "reverse charge",
                    "zero",
                    "outside scope",
                    "hors champ",
                    "免税",
                    "零税率",
                ];
                if exempt.iter().any(|word| folded.contains(word)) {
                    return Some(Decimal::ZERO);
                }
                self.unread(column, Problem::LeftEmpty);
                None
            }
        }
    }

    /// A length; a bare number takes the unit of the header, or one that is usual.
    pub(super) fn length(&mut self, field: F, usual: fn(u32, bool) -> LengthUnit) -> Option<Length> {
        let (plan, cell) = self.cell(field)?;
        if let Some(length) = values::length(&cell.text) {
            return Some(length);
        }
        let length = bare_count(cell).and_then(|count| {
            let length = values::length_of(count, plan.unit.unwrap_or_else(|| usual(count, plan.small)))?;
            Some((length, plan.unit.is_none()))
        });
        match length {
            Some((length, assumed)) => {
                if assumed {
                    self.note(Some(plan.column), Problem::UnitAssumed { read_as: length });
                }
                Some(length)
            }
            None => {
                self.unread(plan.column, Problem::LeftEmpty);
                None
            }
        }
    }

    /// One of a few recognised words; what is not recognised is left empty with a warning.
    pub(super) fn choice<T>(
        &mut self,
        field: F,
        read: impl Fn(&str) -> Option<T>,
        unknown: fn(String) -> Problem,
    ) -> Option<T> {
        let (plan, cell) = self.cell(field)?;
        let choice = read(&cell.text);
        if choice.is_none() {
            self.unread(plan.column, unknown);
        }
        choice
    }

    /// The currency that the row says: its own column, then what stands beside the amounts or in their headers, where
    /// a sign that stands for several is read as was decided for the file. Amounts that name another are errors.
    pub(super) fn currency(&mut self, field: F, amounts: &[Option<Amount>]) -> Option<Currency> {
        let declared = self.cell(field).and_then(|(plan, cell)| {
            let currency = values::currency(&cell.text);
            if currency.is_none() {
                self.unread(plan.column, Problem::NotACurrency);
            }
            currency
        });
        let signs = || amounts.iter().flatten().filter_map(|amount| amount.currency);
        let decided = self.plan.currency.filter(|_| signs().next().is_some());
        let mut first = declared.or(decided.filter(|decided| signs().all(|sign| sign.shares_sign_with(*decided))));
        for amount in amounts.iter().flatten() {
            match (first, amount.currency) {
                (None, Some(currency)) => first = Some(currency),
                (Some(first), Some(currency)) if !currency.shares_sign_with(first) => {
                    self.note(Some(amount.column), Problem::OtherCurrency { first });
                }
                _ => {}
            }
        }
        first
    }

    /// An amount as money, rounded to its currency with a warning where that loses something.
    pub(super) fn money(&mut self, amount: Decimal, currency: Currency, column: Option<usize>) -> Option<Money> {
        match Money::round(amount, currency) {
            Ok(money) => {
                if money.major() != amount {
                    self.note(column, Problem::Rounded);
                }
                Some(money)
            }
            Err(_) => {
                self.note(column, Problem::OutOfRange);
                None
            }
        }
    }

    /// The customer by name and identifiers; `None` where there is neither.
    pub(super) fn customer(&mut self, name: F, country: F, registration: F, vat: F) -> Option<CustomerWords> {
        let name = self.words(name, 200);
        let country = self.words(country, 100);
        let registration_number = self.code(registration);
        let vat_number = self.code(vat);
        if name.is_none() && registration_number.is_none() && vat_number.is_none() {
            return None;
        }
        Some(CustomerWords { name: name.unwrap_or_default(), country, registration_number, vat_number })
    }
}

/// A day stored as a number without the format of a day: a spreadsheet's day number or 20260105.
fn day_of_number(value: Decimal) -> Option<Day> {
    let whole = i64::try_from(value.trunc()).ok()?;
    values::day_of_serial(whole)
        .or_else(|| value.fract().is_zero().then(|| values::day(&whole.to_string(), DayOrder::DayFirst)).flatten())
}

/// Rows that share a number, told apart from lines that repeat word for word.
pub(super) fn same_cells(a: &Row, b: &Row) -> bool {
    let width = a.cells.len().max(b.cells.len());
    (0..width).all(|column| a.cell(column).text.trim() == b.cell(column).text.trim())
}
