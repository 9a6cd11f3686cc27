//! What each column means: the fields of contracts and invoices, the headers by which they go in
//! English, French and Chinese, and the mapping between them.

use super::{Grid, text};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt::Debug;

mod denied;
mod headers;
mod look;
mod not_read;
mod payment;
mod tax;
mod told;
mod weak;

use look::Look;
pub(super) use not_read::not_read;

/// What kind of cells a field expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expects {
    /// Words of any kind.
    Words,
    /// A number or code, which may have letters.
    Code,
    /// A day.
    Day,
    /// A day, or one of every year.
    DayOfYear,
    /// An amount of money.
    Amount,
    /// A plain number.
    Number,
    /// A percentage.
    Percent,
    /// A length of time.
    Length,
    /// A currency.
    Currency,
    /// An e-mail address.
    Email,
    /// One of a few words that are recognised (frequency, renewal, kind …).
    Choice,
}

/// A field that a column can be mapped to.
pub trait ImportField: Copy + Eq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// All fields, in the order they are offered.
    const ALL: &'static [Self];
    /// What its cells should look like.
    fn expects(self) -> Expects;
    /// Headers by which it goes, in three languages.
    fn headers(self) -> &'static [&'static str];
    /// Headers that mean something else in files of this kind.
    fn other_headers() -> &'static [&'static str];
    /// Whether amounts before tax and with it are fields of their own, so that the words of tax tell fields apart.
    fn tells_tax() -> bool;
    /// Whether a header says that it cannot be this field, though it has its words.
    fn is_denied_by(self, header: &[String]) -> bool;
    /// Its name in stored mappings and in the keys of words, for example `customer_vat`.
    fn key(self) -> &'static str;
    /// What values say against the guess by headers, or where headers say nothing.
    fn settle(grid: &Grid, mapping: &mut Mapping<Self>);
}

macro_rules! fields {
    ($(#[$meta:meta])* $name:ident, others $others:expr, tells tax $tax:literal, denied by $deny:path, settled by $settle:path; { $($(#[$doc:meta])* $variant:ident $key:literal $expects:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $key)] $variant),* }

        impl ImportField for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn expects(self) -> Expects {
                match self { $(Self::$variant => Expects::$expects),* }
            }

            fn headers(self) -> &'static [&'static str] {
                self.known_headers()
            }

            fn other_headers() -> &'static [&'static str] {
                $others
            }

            fn tells_tax() -> bool {
                $tax
            }

            fn is_denied_by(self, header: &[String]) -> bool {
                $deny(self, header)
            }

            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            fn settle(grid: &Grid, mapping: &mut Mapping<Self>) {
                $settle(grid, mapping);
            }
        }
    };
}

fields! {
    /// What a column of a contracts file can mean.
    ContractField, others headers::OTHER_CONTRACT, tells tax false, denied by denied::contract, settled by told::contract_columns; {
        /// The contract's number or reference; rows that share it are one contract.
        Number "number" Code,
        /// What the contract is about.
        Title "title" Words,
        /// The customer's name.
        Customer "customer" Words,
        /// The customer's country.
        CustomerCountry "customer_country" Words,
        /// The customer's registration number (SIREN, SIRET, company number, USCC).
        CustomerRegistration "customer_registration" Code,
        /// The customer's VAT number.
        CustomerVat "customer_vat" Code,
        /// Our company that signs.
        LegalEntity "legal_entity" Words,
        /// The kind of contract.
        ContractType "contract_type" Choice,
        /// Day of signature.
        SignedOn "signed_on" Day,
        /// First day.
        StartsOn "starts_on" Day,
        /// The day on which the contract was ended, where somebody ended it.
        TerminatedOn "terminated_on" Day,
        /// Last day of the term.
        EndsOn "ends_on" Day,
        /// Whether it runs or was ended.
        Status "status" Choice,
        /// Length of the term.
        Duration "duration" Length,
        /// What follows the term.
        Renewal "renewal" Choice,
        /// Length of each renewed term.
        RenewalPeriod "renewal_period" Length,
        /// How many times it may renew.
        RenewalMaximum "renewal_maximum" Number,
        /// Notice.
        Notice "notice" Length,
        /// What the line delivers.
        LineDescription "line_description" Words,
        /// Units per period.
        Quantity "quantity" Number,
        /// Unit in words.
        Unit "unit" Words,
        /// Price of one unit for one period.
        UnitPrice "unit_price" Amount,
        /// Amount of each billing period.
        AmountPerPeriod "amount_per_period" Amount,
        /// Amount for a month.
        MonthlyAmount "monthly_amount" Amount,
        /// Amount for three months.
        QuarterlyAmount "quarterly_amount" Amount,
        /// Amount for a year.
        YearlyAmount "yearly_amount" Amount,
        /// Value of the whole term.
        TotalValue "total_value" Amount,
        /// Currency.
        Currency "currency" Currency,
        /// How often it is billed.
        Frequency "frequency" Choice,
        /// In advance or in arrears.
        Timing "timing" Choice,
        /// First day that is billed, where it is not the start.
        BillingStart "billing_start" Day,
        /// Last day that is billed, where it is not the end.
        BillingEnd "billing_end" Day,
        /// VAT in per cent.
        VatPercent "vat_percent" Percent,
        /// Fixed yearly increase in per cent.
        YearlyIncrease "yearly_increase" Percent,
        /// First day of the increased price.
        IncreaseFrom "increase_from" DayOfYear,
        /// Discount in per cent.
        DiscountPercent "discount_percent" Percent,
        /// First day of the discount.
        DiscountFrom "discount_from" Day,
        /// Last day of the discount.
        DiscountEnd "discount_end" Day,
        /// When invoices are due.
        PaymentTerm "payment_term" Choice,
        /// Purchase-order number.
        PurchaseOrder "purchase_order" Code,
        /// The name of the person who answers for it.
        OwnerName "owner_name" Words,
        /// That person's e-mail address.
        OwnerEmail "owner_email" Email,
    }
}

fields! {
    /// What a column of an invoices file can mean.
    InvoiceField, others &[], tells tax true, denied by denied::invoice, settled by told::invoice_columns; {
        /// Number of the invoice; rows that share it are one invoice.
        Number "number" Code,
        /// Invoice or credit note.
        Kind "kind" Choice,
        /// The customer's name.
        Customer "customer" Words,
        /// The customer's country.
        CustomerCountry "customer_country" Words,
        /// The customer's registration number.
        CustomerRegistration "customer_registration" Code,
        /// The customer's VAT number.
        CustomerVat "customer_vat" Code,
        /// The contract it bills.
        ContractReference "contract_reference" Code,
        /// The invoice that a credit note corrects.
        Corrects "corrects" Code,
        /// Our company that issued it.
        LegalEntity "legal_entity" Words,
        /// Day of issue.
        IssuedOn "issued_on" Day,
        /// Day it is due.
        DueOn "due_on" Day,
        /// What the line is for.
        Description "description" Words,
        /// First day covered.
        PeriodFrom "period_from" Day,
        /// Last day covered.
        PeriodTo "period_to" Day,
        /// The days covered in one cell: a month, a quarter, or two days.
        Period "period" Words,
        /// Amount of the line before tax.
        NetAmount "net_amount" Amount,
        /// VAT in per cent.
        VatPercent "vat_percent" Percent,
        /// Amount of VAT.
        VatAmount "vat_amount" Amount,
        /// Total with tax.
        GrossAmount "gross_amount" Amount,
        /// Currency.
        Currency "currency" Currency,
        /// Day of payment.
        PaidOn "paid_on" Day,
        /// Amount paid.
        PaidAmount "paid_amount" Amount,
        /// Amount still open.
        OpenAmount "open_amount" Amount,
        /// Paid, open, cancelled, draft …
        Status "status" Choice,
    }
}

/// One column of a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "F: ImportField")]
pub struct MappedColumn<F: ImportField> {
    /// The header as in the file.
    pub header: String,
    /// What it means; `None` leaves the column out.
    pub field: Option<F>,
}

/// What each column of a file means; each field is given to one column at most. It can be kept under a
/// name and laid over another file with the same headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "F: ImportField")]
pub struct Mapping<F: ImportField> {
    /// The columns from left to right.
    pub columns: Vec<MappedColumn<F>>,
}

impl<F: ImportField> Mapping<F> {
    /// The column of a field, counted from 0.
    pub fn column(&self, field: F) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// Gives a column a field (or none), taking the field from the column that had it.
    pub fn set(&mut self, column: usize, field: Option<F>) {
        for (index, mapped) in self.columns.iter_mut().enumerate() {
            if index == column {
                mapped.field = field;
            } else if mapped.field == field {
                mapped.field = None;
            }
        }
    }

    /// Lays a kept mapping over another file: columns are found again by their headers, in any order;
    /// columns it does not know stay unmapped. `None` where no header is known.
    pub fn for_header(&self, header: &[String]) -> Option<Self> {
        let mut taken = vec![false; self.columns.len()];
        let columns = header
            .iter()
            .map(|title| {
                let wanted = text::header_key(title);
                let found = self.columns.iter().enumerate().position(|(index, column)| {
                    !taken.get(index).copied().unwrap_or(true) && text::header_key(&column.header) == wanted
                });
                let field = found.and_then(|index| {
                    if let Some(slot) = taken.get_mut(index) {
                        *slot = true;
                    }
                    self.columns.get(index).and_then(|column| column.field)
                });
                MappedColumn { header: title.clone(), field }
            })
            .collect::<Vec<_>>();
        columns.iter().any(|column| column.field.is_some()).then_some(Self { columns })
    }
}

/// The field of each column, guessed from its header in three languages and from its cells. Headers that are
/// not known stay unmapped.
pub fn guess<F: ImportField>(grid: &Grid) -> Mapping<F> {
    let known: Vec<(F, Vec<Known>)> =
        F::ALL.iter().map(|field| (*field, field.headers().iter().map(|header| Known::of(header)).collect())).collect();
    let others: Vec<Vec<String>> =
        headers::OTHERS.iter().chain(F::other_headers()).map(|header| text::header_words(header)).collect();
    let mut found: Vec<(i32, usize, F)> = Vec::new();
    for (column, header) in grid.header.iter().enumerate() {
        let words = text::header_words(header);
        if words.is_empty() {
            continue;
        }
        let untaxed = if F::tells_tax() { None } else { text::without_tax_words(&words) };
        let look = Look::of(grid, column);
        let other = others.iter().filter_map(|other| likeness(&words, other)).max().unwrap_or(0);
        for (field, headers) in &known {
            let as_written = headers.iter().filter_map(|known| known.likeness(&words)).max();
            let untaxed = untaxed.as_deref().filter(|_| field.expects() == Expects::Amount);
            // What is headed so word by word goes before what is when its words of tax are taken off.
            let untaxed = untaxed.and_then(|words| headers.iter().filter_map(|known| known.likeness(words)).max());
            let Some(likeness) = as_written.max(untaxed.map(|likeness| likeness - 1)) else { continue };
            let score = likeness + look.speaks_for(field.expects());
            if score >= ENOUGH && likeness > other && !field.is_denied_by(&words) {
                found.push((score, column, *field));
            }
        }
    }
    // A stable sort: among equals the column further left and the field offered first wins.
    found.sort_by_key(|(score, _, _)| -score);
    let mut mapping = Mapping {
        columns: grid.header.iter().map(|header| MappedColumn { header: header.clone(), field: None }).collect(),
    };
    for (_, column, field) in found {
        if mapping.column(field).is_none()
            && let Some(mapped) = mapping.columns.get_mut(column)
            && mapped.field.is_none()
        {
            mapped.field = Some(field);
        }
    }
    F::settle(grid, &mut mapping);
    mapping
}

/// A header by which a field goes.
struct Known {
    words: Vec<String>,
    /// Whether it counts only as the whole header.
    whole: bool,
}

impl Known {
    fn of(header: &str) -> Self {
        Self { words: text::header_words(header), whole: header.starts_with('=') }
    }

    fn likeness(&self, header: &[String]) -> Option<i32> {
        if self.whole && header != self.words { None } else { likeness(header, &self.words) }
    }
}

/// Whether any field goes by this header, so that a reader can tell a header row from a title.
pub fn is_known_header(header: &str) -> bool {
    use std::{collections::HashSet, sync::LazyLock};
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let contract = ContractField::ALL.iter().flat_map(|field| field.headers());
        let invoice = InvoiceField::ALL.iter().flat_map(|field| field.headers());
        contract.chain(invoice).chain(headers::OTHERS).map(|header| text::header_key(header)).collect()
    });
    KNOWN.contains(&text::header_key(header))
}

/// The least score at which a column is mapped.
const ENOUGH: i32 = 60;

/// How like a header is to a known one, up to 100; `None` where they share nothing to speak of.
fn likeness(header: &[String], known: &[String]) -> Option<i32> {
    if header == known {
        return Some(100);
    }
    if known.is_empty() || known.len() > header.len() {
        return None;
    }
    let weight = |words: &[String]| -> i32 {
        words.iter().map(|word| if word.chars().next().is_some_and(text::is_cjk) { 1 } else { 2 }).sum()
    };
    let share = 45 * weight(known) / weight(header).max(1);
    if header.windows(known.len()).any(|window| window == known) {
        // Chinese puts the noun last: 客户经理邮箱 is a mailbox. English does too, French puts it first.
        let at_an_end = header.starts_with(known) || header.ends_with(known);
        return Some(40 + share + i32::from(at_an_end) * 5);
    }
    let is_western = !known.iter().any(|word| word.chars().next().is_some_and(text::is_cjk));
    (is_western && known.iter().all(|word| header.contains(word))).then_some(38 + share)
}
