//! From told stories to numbered contracts, invoices and payments.

use super::{
    Demonstration, Meant, Planted, SampleContract,
    company::{Country, company},
    customer::customers,
    identity,
    obligation::obligations,
    risk::{absences, risks},
    story::{Bill, Item, Names, Pays, Story, days},
    visits::visits,
};
use crate::{
    calendar::{Day, Period},
    contract::PaymentTerm,
    id::*,
    invoice::{Invoice, InvoiceKind, InvoiceLine, Payment},
    language::Language,
    leakage::FindingKind,
    money::{Currency, Money},
    price_line::PriceLine,
    reconciliation::gross,
    term,
};
use chrono::Datelike;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Numbers contracts by the day they were signed and invoices by the day they were issued, each company
/// of ours its own series, without gaps.
pub(super) fn publish(today: Day, mut stories: Vec<Story>) -> Demonstration {
    let (organisation, legal_entities, people) = company(today);
    let mut published = Published::default();
    let numbers = contract_numbers(today, &stories);
    for ((index, story), number) in (1_u64..).zip(&mut stories).zip(numbers) {
        story.decide_renewal();
        published.contract(index, story, &number);
    }
    published.number_invoices();
    let Published { mut contracts, invoices, mut planted, meant, for_a_person } = published;
    contracts.sort_by(|one, other| one.number.cmp(&other.number));
    let (promises, visits, leaking) = visits(today, &contracts);
    planted.extend(leaking);
    let obligations = obligations(today, &contracts);
    let (risks, absences) = (risks(today, &contracts), absences(today));
    Demonstration {
        today,
        organisation,
        legal_entities,
        people,
        customers: customers(),
        contracts,
        obligations,
        risks,
        absences,
        invoices,
        promises,
        visits,
        planted,
        meant,
        for_a_person,
    }
}

/// One number a story, in the order given. Drafts come last in this year's series.
fn contract_numbers(today: Day, stories: &[Story]) -> Vec<String> {
    let day = |story: &Story| story.details.signed_on.or(story.details.starts_on).unwrap_or(today).min(today);
    let mut order: Vec<usize> = (0..stories.len()).collect();
    order.sort_by_key(|index| stories.get(*index).map(|story| (day(story), story.details.signed_on.is_none())));
    let mut numbers = vec![String::new(); stories.len()];
    let mut next: BTreeMap<i32, u32> = BTreeMap::new();
    for index in order {
        let (Some(story), Some(number)) = (stories.get(index), numbers.get_mut(index)) else { continue };
        let year = day(story).year();
        let count = next.entry(year).or_default();
        *count += 1;
        *number = format!("C-{year}-{count:04}");
    }
    numbers
}

#[derive(Default)]
struct Published {
    contracts: Vec<SampleContract>,
    invoices: Vec<Invoice>,
    planted: Vec<Planted>,
    meant: Vec<Meant>,
    for_a_person: Vec<InvoiceLineId>,
}

impl Published {
    fn contract(&mut self, index: u64, story: &Story, number: &str) {
        let id = ContractId(identity(0xa004, index));
        let line_id = |position: u32| PriceLineId(identity(0xa005, index * 100 + u64::from(position)));
        let mut lines = story.lines.clone();
        lines.iter_mut().for_each(|line| line.id = line_id(line.position));
        let mut planted = story.planted.clone();
        for (place, bill) in (1_u64..).zip(&story.bills) {
            let base = index * 10_000 + place * 10;
            let invoice = invoice(story, number, bill, base);
            for (item, line) in bill.items.iter().zip(&invoice.lines) {
                self.meant.push(Meant {
                    invoice_line: line.id,
                    line: line_id(item.position),
                    first: item.promised.then_some(item.period.first),
                });
                if item.puzzling {
                    self.for_a_person.push(line.id);
                }
            }
            planted.extend(overdue(story, bill, &invoice).map(|open| (FindingKind::Overdue, Some(open))));
            self.invoices.push(invoice);
        }
        self.planted.extend(planted.into_iter().map(|(kind, amount)| Planted {
            kind,
            contract: id,
            number: number.to_owned(),
            story: story.name.to_owned(),
            amount,
        }));
        self.contracts.push(SampleContract {
            id,
            number: number.to_owned(),
            story: story.name.to_owned(),
            details: story.details.clone(),
            facts: story.facts,
            lines,
        });
    }

    fn number_invoices(&mut self) {
        self.invoices.sort_by_key(|invoice| (invoice.issued_on, invoice.id));
        let mut next: BTreeMap<(Option<LegalEntityId>, i32), u32> = BTreeMap::new();
        for invoice in &mut self.invoices {
            let year = invoice.issued_on.year();
            let count = next.entry((invoice.legal_entity, year)).or_default();
            *count += 1;
            invoice.number = if invoice.legal_entity == Some(Country::France.entity()) {
                format!("FA-{year}-{count:04}")
            } else if invoice.legal_entity == Some(Country::Britain.entity()) {
                format!("INV-{year}-{count:04}")
            } else {
                format!("{year}-{count:04}")
            };
        }
    }
}

fn invoice(story: &Story, number: &str, bill: &Bill, base: u64) -> Invoice {
    let details = &story.details;
    let lines = bill.items.iter().zip(1..).map(|(item, place)| InvoiceLine {
        id: InvoiceLineId(identity(0xa007, base + place)),
        description: words(story, bill, item),
        period: bill.habit.period.then_some(item.period),
        amount: item.amount,
        vat_percent: item.vat,
    });
    let lines: Vec<_> = lines.collect();
    let total = with_tax(&lines, bill.currency);
    let due_on = due_on(story, bill);
    let reference = match bill.habit.names {
        Names::Number => Some(number.to_owned()),
        Names::Reference => details.reference.clone(),
        Names::PurchaseOrder => details.purchase_order.clone(),
        Names::Nothing => None,
    };
    Invoice {
        id: InvoiceId(identity(0xa006, base)),
        kind: if bill.credit { InvoiceKind::CreditNote } else { InvoiceKind::Invoice },
        number: String::new(),
        legal_entity: Some(bill.entity),
        customer: details.customer,
        contract_reference: reference,
        corrects: None,
        issued_on: bill.issued_on,
        due_on: (bill.habit.due && !bill.credit).then_some(due_on),
        currency: bill.currency,
        total_with_tax: Some(total),
        payments: payments(story.today, bill, due_on, total, base),
        given_up: Vec::new(),
        lines,
    }
}

fn due_on(story: &Story, bill: &Bill) -> Day {
    let payment_term = story.details.payment_term.unwrap_or(PaymentTerm { days: 30, end_of_month: false });
    term::due_on(bill.issued_on, payment_term).unwrap_or(bill.issued_on)
}

fn with_tax(lines: &[InvoiceLine], currency: Currency) -> Money {
    let taxed = lines.iter().map(|line| gross(line.amount, line.vat_percent.unwrap_or(Decimal::ZERO)));
    Money::new(taxed.map(|total| total.map_or(0, |total| total.minor)).sum(), currency)
}

fn payments(today: Day, bill: &Bill, due_on: Day, total: Money, base: u64) -> Vec<Payment> {
    let (received_on, minor) = match bill.habit.pays {
        _ if bill.credit => return Vec::new(),
        Pays::Never => return Vec::new(),
        Pays::Early(before) => {
            let before = i64::try_from(before).unwrap_or(0);
            (days(due_on, -before).max(days(bill.issued_on, 1)).min(due_on), total.minor)
        }
        Pays::Late(after) => {
            let late = days(due_on, i64::try_from(after).unwrap_or(0));
            (if late <= today { late } else { due_on }, total.minor)
        }
        Pays::Part(hundredths) => (due_on, total.minor * hundredths / 100),
    };
    if received_on > today {
        return Vec::new();
    }
    let id = PaymentId(identity(0xa008, base));
    vec![Payment { id, received_on, amount: Money::new(minor, total.currency), recorded: None }]
}

/// What is open on an unpaid bill that is past its due day and was not taken back.
fn overdue(story: &Story, bill: &Bill, invoice: &Invoice) -> Option<Money> {
    let left_open = matches!(bill.habit.pays, Pays::Never | Pays::Part(_));
    if bill.credit || !left_open || due_on(story, bill) >= story.today {
        return None;
    }
    let credits = story.bills.iter().filter(|other| other.credit && other.billing_day == bill.billing_day);
    let lines: Vec<_> = credits
        .flat_map(|credit| &credit.items)
        .map(|item| InvoiceLine {
            id: InvoiceLineId(identity(0xa007, 0)),
            description: String::new(),
            period: None,
            amount: item.amount,
            vat_percent: item.vat,
        })
        .collect();
    let total = invoice.total_with_tax?;
    let paid: i64 = invoice.payments.iter().map(|payment| payment.amount.minor).sum();
    let open = total.minor - paid + with_tax(&lines, bill.currency).minor;
    (open > 2).then_some(Money::new(open, total.currency))
}

/// What a bill prints for an item, as bookkeepers of that country write it.
fn words(story: &Story, bill: &Bill, item: &Item) -> String {
    let Some(line) = story.lines.iter().find(|line| line.position == item.position) else { return String::new() };
    let language = language(bill, story);
    let mut words = line.description.clone();
    if bill.habit.period && recurs(line) {
        words.push_str(&period_words(language, item.period));
    }
    match language {
        _ if !bill.credit => words,
        Language::Fr => format!("Avoir – {words}"),
        Language::En => format!("Credit: {words}"),
        Language::Zh => format!("红冲：{words}"),
    }
}

fn language(_bill: &Bill, story: &Story) -> Language {
    if story.details.legal_entity == Country::France.entity() {
        Language::Fr
    } else if story.details.legal_entity == Country::Britain.entity() {
        Language::En
    } else {
        Language::Zh
    }
}

fn recurs(line: &PriceLine) -> bool {
    matches!(line.recurrence, crate::price_line::Recurrence::Every { .. })
}

fn period_words(language: Language, Period { first, last }: Period) -> String {
    match language {
        Language::Fr => format!(" – du {} au {}", first.format("%d/%m/%Y"), last.format("%d/%m/%Y")),
        Language::En => format!(", {} to {}", first.format("%-d %b %Y"), last.format("%-d %b %Y")),
        Language::Zh => format!("（{}至{}）", first.format("%Y年%-m月%-d日"), last.format("%Y年%-m月%-d日")),
    }
}
