//! Lists as another system would hand them over, for measuring an import.

use super::{
    draw::{among, draw},
    party::customer_name,
};
use chrono::Days;
use model::calendar::{Day, add_months, sub_months};
use std::fmt::Write;

/// Who is on the other side in a row: seven in ten are customers that are there, the others are new.
fn customer(row: u64, customers: u64) -> String {
    if among(row, 81, 70) {
        customer_name(draw(row, 82, customers))
    } else {
        // Far from every other name, so that nobody is taken for nearly the same.
        format!("{:05X} Holdings {:04X}", draw(row / 2, 83, 0xFFFFF), draw(row / 2, 84, 0xFFFF))
    }
}

/// Hundreds of a currency unit that a row is billed each period.
fn price(row: u64) -> u64 {
    2 + draw(row, 85, 40)
}

fn starts_on(row: u64, day: Day) -> Day {
    let ago = u32::try_from(1 + draw(row, 86, 12)).unwrap_or(1);
    sub_months(day, ago).and_then(|first| first.checked_sub_days(Days::new(draw(row, 87, 28)))).unwrap_or(day)
}

/// A list of contracts, as CSV with a header.
pub fn contracts_file(rows: u64, customers: u64, day: Day) -> String {
    let mut text = String::from(
        "Contract No.,Customer,Description,Start Date,End Date,Renewal,Billing Frequency,Payment Timing,\
         Price per Period,Currency\n",
    );
    for row in 0..rows {
        let starts_on = starts_on(row, day);
        let ends_on = add_months(starts_on, 24).and_then(|next| next.pred_opt()).unwrap_or(day);
        let frequency = if among(row, 88, 50) { "Monthly" } else { "Quarterly" };
        let _infallible = writeln!(
            text,
            "IM-{row:05},{},HVAC maintenance,{starts_on},{ends_on},No renewal,{frequency},In advance,{}00.00,EUR",
            customer(row, customers),
            price(row)
        );
    }
    text
}

/// A list of invoices, as CSV with a header: the first of each contract of [`contracts_file`], paid.
pub fn invoices_file(rows: u64, customers: u64, day: Day) -> String {
    let mut text = String::from(
        "Invoice No.,Customer,Contract No.,Invoice Date,Description,Net Amount,Tax Rate,Total,Currency,Paid On,\
         Amount Paid\n",
    );
    for row in 0..rows {
        let (issued_on, price) = (starts_on(row, day), price(row));
        let paid_on = issued_on.checked_add_days(Days::new(20)).unwrap_or(issued_on);
        let _infallible = writeln!(
            text,
            "IMF-{row:05},{},IM-{row:05},{issued_on},HVAC maintenance,{price}00.00,0%,{price}00.00,EUR,{paid_on},{price}00.00",
            customer(row, customers)
        );
    }
    text
}
