//! What single headers mean, in tables: each stands beside columns that every file has.

use super::*;
use crate::import::columns::ImportField;

/// The field of the last column of a table, `-` where there is none.
fn last<F: ImportField>(base: (&str, &str), header: &str, cells: &[&str]) -> &'static str {
    let rows = cells.iter().map(|cell| format!("\n{}|{cell}", base.1)).collect::<String>();
    let mapping: Mapping<F> = guess(&grid(&format!("{}|{header}{rows}", base.0)));
    mapping.columns.last().and_then(|column| column.field).map_or("-", F::key)
}

const INVOICES: (&str, &str) = ("Invoice no|Customer|Invoice date|Net amount", "F1|Acme Ltd|2026-01-15|1000.00");
const CONTRACTS: (&str, &str) = ("Contract no|Customer|Start date", "A1|Acme Ltd|2025-01-15");

const AMOUNTS: &[&str] = &["1200.00", "900.00", "0.00"];
const DAYS: &[&str] = &["2026-04-15", "2026-05-31", "2026-06-30"];
const WORDS: &[&str] = &["Acme Ltd", "Beta Inc", "Gamma SA"];

/// Whether headers, apart by `|`, mean what is expected of a file of invoices.
fn invoices(table: &[(&str, &str, &[&str])]) {
    for (field, headers, cells) in table {
        for header in headers.split('|') {
            assert_eq!(last::<InvoiceField>(INVOICES, header, cells), *field, "{header}");
        }
    }
}

fn contracts(table: &[(&str, &str, &[&str])]) {
    for (field, headers, cells) in table {
        for header in headers.split('|') {
            assert_eq!(last::<ContractField>(CONTRACTS, header, cells), *field, "{header}");
        }
    }
}

#[test]
fn what_is_still_to_come_is_never_taken_for_what_was_received() {
    invoices(&[
        ("paid_amount", "已核销金额|核销金额|累计核销|已收款|已收金额|Receipts|Acompte|Amount paid|Bezahlt", AMOUNTS),
        ("open_amount", "未核销金额|未收款|未收金额|未收款金额|未回款|未回款金额|待收金额|Unpaid|O/S", AMOUNTS),
        ("open_amount", "Balance outstanding|Montant non réglé|Reste à régler|Reste à encaisser|Impayé", AMOUNTS),
        ("paid_on", "核销日期|最后核销日期|收款日期|Payment date|Date de règlement|Clearing date|AUGDT", DAYS),
        ("due_on", "应收款日期|预计收款日期|预计回款日期|计划收款日期|到期日|Payment due date", DAYS),
        ("due_on", "Expected payment date|Planned payment date|Date de paiement prévue|Date prévue de règlement", DAYS),
        ("-", "Not paid|Montant encaissé prévu|预计收款金额", AMOUNTS),
    ]);
    let both = "发票号|客户|开票日期|不含税金额|预计收款日期|到期日|收款日期\nF1|甲|2026-01-15|9|2026-03-01|2026-02-15|2026-02-20";
    let mapping: Mapping<InvoiceField> = guess(&grid(both));
    assert_eq!(mapping.column(InvoiceField::DueOn), Some(5));
    assert_eq!(mapping.column(InvoiceField::PaidOn), Some(6));
}

#[test]
fn headers_of_accounting_programmes_are_known() {
    let table = [
        (
            "ContactName|InvoiceNumber|Reference|InvoiceDate|DueDate|PlannedDate|Total|TaxTotal|InvoiceAmountPaid|InvoiceAmountDue|Description|Quantity|UnitAmount|LineAmount|TaxAmount|Currency|Type|Status\n\
             Acme Ltd|INV-1|A1|15/01/2026|31/01/2026||1440.00|240.00|1440.00|0.00|Support|1|1200.00|1200.00|240.00|GBP|Sales invoice|Paid",
            "customer number contract_reference issued_on due_on - gross_amount - paid_amount open_amount description - - net_amount vat_amount currency kind status",
        ),
        (
            "KUNNR|NAME1|BELNR|BLART|BLDAT|FAEDT|DMBTR|MWSTS|WRBTR|WAERS|AUGDT\n\
             0000100201|Acme GmbH|90036001|RV|15.01.2026|31.01.2026|5.250,00|997,50|6.247,50|EUR|02.02.2026",
            "- customer number kind issued_on due_on - vat_amount gross_amount currency paid_on",
        ),
        (
            "Rechnungsnummer|Rechnungsdatum|Fällig am|Kunde|Netto|MwSt|Brutto|Währung|bezahlt am\n\
             RE-1|01.01.2026|01.02.2026|Acme GmbH|250,00|47,50|297,50|EUR|03.02.2026",
            "number issued_on due_on customer net_amount vat_amount gross_amount currency paid_on",
        ),
        (
            "单据编号|单据日期|客商|无税金额|税金|价税合计|已核销金额|未核销金额|核销日期\n\
             XS1|2026-01-15|甲公司|100.00|6.00|106.00|106.00|0.00|2026-02-15",
            "number issued_on customer net_amount vat_amount gross_amount paid_amount open_amount paid_on",
        ),
        (
            "N°Pièce|Code client|Nom|DatePièce|MontantHT|MontantTVA|MontantTTC\n\
             FA-1|CLI01|Durand|15/01/2026|100,00|20,00|120,00",
            "number - customer issued_on net_amount vat_amount gross_amount",
        ),
    ];
    for (table, fields) in table {
        let mapping: Mapping<InvoiceField> = guess(&grid(table));
        let told: Vec<&str> =
            mapping.columns.iter().map(|column| column.field.map_or("-", InvoiceField::key)).collect();
        assert_eq!(told.join(" "), fields, "{table}");
    }
}

#[test]
fn a_name_is_the_customers_where_nothing_else_is() {
    for (header, cells, column) in [
        ("Invoice no|Invoice date|Net amount|Name", "F1|2026-01-15|9|Acme Ltd", Some(3)),
        ("Invoice no|Invoice date|Net amount|Contact", "F1|2026-01-15|9|Acme Ltd", Some(3)),
        ("Invoice no|Invoice date|Net amount|Contact|Customer", "F1|2026-01-15|9|Ada|Acme Ltd", Some(4)),
        ("N° facture|Date facture|Montant HT|Tiers|Nom", "F1|15/01/2026|9|CLI001|Durand SA", Some(4)),
        ("N° facture|Date facture|Montant HT|Tiers", "F1|15/01/2026|9|Durand SA", Some(3)),
        ("Invoice no|Invoice date|Net amount|Name", "F1|2026-01-15|9|12", None),
    ] {
        let mapping: Mapping<InvoiceField> = guess(&grid(&format!("{header}\n{cells}")));
        assert_eq!(mapping.column(InvoiceField::Customer), column, "{header}");
    }
    for (header, cells, column) in [
        ("Contract no|Start date|Customer code|Name", "A1|2025-01-15|C001|Acme Ltd", Some(3)),
        ("Contract no|Start date|Name", "A1|2025-01-15|Maintenance of boilers", None),
        ("Contract no|Start date|Customer|Name", "A1|2025-01-15|Acme Ltd|Maintenance of boilers", Some(2)),
        ("CONTRACT|SOLD-TO PARTY|NAME 1|VALID FROM", "40001201|0000100200|Acme GmbH|01.07.2025", Some(2)),
    ] {
        let mapping: Mapping<ContractField> = guess(&grid(&format!("{header}\n{cells}")));
        assert_eq!(mapping.column(ContractField::Customer), column, "{header}");
    }
}

#[test]
fn what_is_due_is_what_is_open_beside_a_total() {
    for (header, cells, open, gross) in [
        ("Invoice no|Customer|Invoice date|Amount due|Total", "F1|Acme|2026-01-15|0.00|120.00", Some(3), Some(4)),
        ("Invoice no|Customer|Invoice date|Total|Amount due", "F1|Acme|2026-01-15|120.00|0.00", Some(4), Some(3)),
        ("Invoice no|Customer|Invoice date|Net|Amount due", "F1|Acme|2026-01-15|100.00|120.00", None, Some(4)),
        ("Invoice no|Customer|Invoice date|Net|Amount due", "F1|Acme|2026-01-15|100.00|0.00", Some(4), None),
    ] {
        let mapping: Mapping<InvoiceField> = guess(&grid(&format!("{header}\n{cells}")));
        let found = (mapping.column(InvoiceField::OpenAmount), mapping.column(InvoiceField::GrossAmount));
        assert_eq!(found, (open, gross), "{header} {cells}");
    }
}

#[test]
fn the_stretch_of_an_amount_is_read_beside_words_of_tax_and_shortened() {
    contracts(&[
        (
            "yearly_amount",
            "Yearly amount (excl. VAT)|Annual amount excl VAT|Annual amount ex VAT|Fee p.a.|Price p.a.|Amount/year|Price per annum",
            AMOUNTS,
        ),
        ("yearly_amount", "Annualised value|Montant HT/an|HT/an|Prix/an|Total HT annuel|Redevance HT par an", AMOUNTS),
        ("yearly_amount", "年度服务费|年服务费|年服务费（不含税）|每年费用|金额（元/年）", AMOUNTS),
        ("monthly_amount", "Monthly amount (excl. VAT)|Fee/month|PCM|Price pcm|Loyer/mois|Loyer HT par mois", AMOUNTS),
        ("monthly_amount", "每月费用|月服务费（不含税）|每月费用（未税）", AMOUNTS),
        ("quarterly_amount", "Qtrly amount|Qtrly|Quarterly amount ex VAT|Montant HT/trimestre|季度费用", AMOUNTS),
        ("amount_per_period", "Amount (ex VAT)|Fee|Montant HT|Prix HT|Charge|金额（不含税）", AMOUNTS),
        ("total_value", "Contract value excl. VAT|Total HT|合同总额（不含税）", AMOUNTS),
    ]);
    contracts(&[("-", "Hours per month|Visits p.a.|Heures par an|Date/Année", &["12", "4", "6"])]);
    let days = "Contract no|NAME1|VBEGDAT|VENDDAT\nA1|Acme GmbH|01.07.2025|30.06.2028";
    let mapping: Mapping<ContractField> = guess(&grid(days));
    let fields = [ContractField::StartsOn, ContractField::EndsOn].map(|field| mapping.column(field));
    assert_eq!(fields, [Some(2), Some(3)]);
    assert_eq!(last::<ContractField>(("Contract no|Start date", "A1|2025-01-15"), "购货单位", WORDS), "customer");
}

#[test]
fn days_with_points_or_of_eight_figures_are_days_under_the_header_of_days() {
    for cells in
        [["2024.1.1", "2024.4.1"], ["2024.01.01", "2024.12.01"], ["20240101", "20240401"], ["01.02.2024", "05.06.2024"]]
    {
        for (header, field) in
            [("开始日期", "starts_on"), ("结束日期", "ends_on"), ("Start", "starts_on"), ("End", "ends_on")]
        {
            assert_eq!(
                last::<ContractField>(("Contract no|Customer", "A1|Acme Ltd"), header, &cells),
                field,
                "{header} {cells:?}"
            );
        }
    }
    let number = "Invoice no|Customer|Net amount\n20260105|Acme|1200.00\n20260106|Acme|1200.00";
    assert_eq!(guess::<InvoiceField>(&grid(number)).column(InvoiceField::Number), Some(0));
    let day = "发票号|客户|金额|编码\nF1|甲|9.00|20260105\nF2|甲|9.00|20260106";
    assert_eq!(guess::<InvoiceField>(&grid(day)).column(InvoiceField::IssuedOn), None, "figures alone tell no day");
}

#[test]
fn a_month_is_its_first_day_as_a_start_and_its_last_as_an_end() {
    for month in ["Jan-25", "janv. 2025", "01/2025", "2025年1月", "January 2025"] {
        let table = format!(
            "Contract no|Customer|Start|End|Frequency|Amount|Currency\nA1|Acme|{month}|{}|monthly|100|EUR",
            month.replace("25", "26")
        );
        let grid = grid(&table);
        let found = contract_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default());
        let draft = found[0].draft.as_ref().unwrap();
        assert_eq!(draft.starts_on, Some(day("2025-01-01")), "{month}");
        assert!(matches!(draft.term, TermLength::Until { .. } | TermLength::Months { .. }), "{:?}", draft.term);
        let (first, last) = (day("2025-01-01"), day("2026-01-31"));
        let said: Vec<_> = found[0].problems.iter().map(|at| at.problem.clone()).collect();
        assert_eq!(said, [Problem::DayOfMonth { day: first }, Problem::DayOfMonth { day: last }], "{month}");
    }
    let signed = "Contract no|Customer|Signed on\nA1|Acme|Jan-25";
    let mapping = guess(&Grid { header: grid(signed).header, rows: Vec::new() });
    let found = contract_rows(&grid(signed), &mapping, &Conventions::default(), &Custom::default());
    assert!(
        found[0].problems.iter().any(|at| matches!(at.problem, Problem::NotADay(_))),
        "a month is no day of signature"
    );
}

#[test]
fn both_days_in_one_column_are_the_term() {
    for header in ["服务期", "起止日期", "合同起止日期", "Contract period", "Période du contrat"] {
        let table = format!("合同编号|客户|{header}|开票周期|金额|币种\nA1|甲公司|2025-01-01至2026-12-31|月付|100|CNY");
        let grid = grid(&table);
        let mapping: Mapping<ContractField> = guess(&grid);
        assert_eq!(mapping.column(ContractField::Duration), Some(2), "{header}");
        let found = contract_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
        assert_eq!(found[0].draft.as_ref().unwrap().starts_on, Some(day("2025-01-01")), "{header}");
    }
    invoices(&[("period", "服务期|服务期间|Service period", &["2026-01-01至2026-03-31", "2026年4月"])]);
}

#[test]
fn months_and_quarters_under_a_header_of_periods_are_periods() {
    invoices(&[("period", "Période|Period|期间|Période facturée", &["janv. 2026", "T1 2026", "févr. 2026"])]);
    contracts(&[
        ("discount_end", "Promo ends|Fin promo|优惠截止|折扣截止|Discount until", DAYS),
        ("ends_on", "合同终止日|合同终止日期", DAYS),
        ("discount_percent", "Promo|Remise|优惠", &["10 %", "5 %"]),
    ]);
    let other = "Invoice no|Invoice date|Net amount|TrackingName1|ContactName\nF1|2026-01-15|9||Acme Ltd";
    assert_eq!(guess::<InvoiceField>(&grid(other)).column(InvoiceField::Customer), Some(4));
}

#[test]
fn a_text_beside_no_other_describes_the_line() {
    invoices(&[("description", "Text|SGTXT|Texte", &["Support 01/2026", "Cleaning 02/2026"])]);
    invoices(&[("-", "Text block", &["Support 01/2026", "Cleaning 02/2026"])]);
}

#[test]
fn payment_is_when_it_is_due_where_all_cells_say_so() {
    contracts(&[
        ("payment_term", "Payment|Règlement|Paiement|付款", &["30 jours", "45 jours fin de mois", "à réception"]),
        ("frequency", "Payment|Paiement", &["monthly", "quarterly"]),
        ("-", "Payment", &["30 days", "by cheque"]),
        ("line_description", "What", WORDS),
    ]);
}

#[test]
fn a_column_of_periods_may_hold_the_first_days_of_months() {
    for header in ["Period", "Période", "期间"] {
        let mut grid = grid(&format!("Invoice no|Customer|Invoice date|Net|{header}\nF1|Acme|2026-04-02|9|Apr-26"));
        let mut of = |first: &str| {
            grid.rows[0].cells[4].value = crate::import::Value::Day { day: day(first) };
            guess::<InvoiceField>(&grid).column(InvoiceField::Period)
        };
        assert_eq!(of("2026-04-01"), Some(4), "{header}");
        assert_eq!(of("2026-04-12"), None, "{header}");
    }
}

#[test]
fn the_first_of_several_payments_is_read_with_its_day_and_the_others_are_said() {
    let table = "Invoice no|Customer|Invoice date|Net amount|VAT|Currency|Payment 1|Date 1|Payment 2|Date 2\n\
                 F1|Acme|2026-01-15|100.00|20.00|EUR|60.00|2026-02-01|60.00|2026-03-01";
    let grid = grid(table);
    let mapping: Mapping<InvoiceField> = guess(&grid);
    let fields = [InvoiceField::PaidAmount, InvoiceField::PaidOn].map(|field| mapping.column(field));
    assert_eq!(fields, [Some(6), Some(7)]);
    let found = crate::import::understand::invoice_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
    let not_read = found[0].problems.iter().filter(|at| at.problem == Problem::ColumnNotRead);
    assert_eq!(not_read.map(|at| at.column).collect::<Vec<_>>(), [Some(8), Some(9)]);
}

#[test]
fn columns_of_days_or_amounts_that_are_not_read_are_said_once() {
    let said = |columns: &str, cells: &str| {
        let header = "Contrat|Client|Début|Périodicité|Devise";
        let row = |number: &str| format!("{number}|Acme|2025-01-15|mensuelle|EUR|{cells}");
        let grid = grid(&format!("{header}|{columns}\n{}\n{}", row("A1"), row("A2")));
        let found = contract_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default());
        let problems = found.iter().flat_map(|row| &row.problems);
        let not_read = problems.filter(|at| at.problem == Problem::ColumnNotRead).map(|at| (at.row, at.column));
        not_read.map(|(row, column)| (row, column.unwrap_or_default() - 5)).collect::<Vec<_>>()
    };
    assert_eq!(said("Tarif 2025|Tarif 2026", "100|102"), [(2, 1)]);
    assert_eq!(said("Montant HT|Dernière visite", "100|12/03/2026"), [(2, 1)]);
    assert_eq!(said("Montant HT|Caution", "100|1 500,00 €"), [(2, 1)]);
    assert_eq!(said("Montant HT|Caution|Étage", "100|1500,00|3"), [(2, 1)]);
    // Known to mean something else, or nothing of the kind.
    for (column, cell) in
        [("Téléphone", "0612345678"), ("Created at", "2026-01-05"), ("Étage", "3"), ("Remarques", "12,50")]
    {
        assert_eq!(said(&format!("Montant HT|{column}"), &format!("100|{cell}")), [], "{column}");
    }
}

#[test]
fn what_a_price_is_counted_by_is_the_quantity() {
    contracts(&[("quantity", "Users|Seats|Licences|Nombre d'utilisateurs|用户数|席位数", &["10", "25", "3"])]);
    contracts(&[("unit_price", "Price per user|Price per seat", AMOUNTS)]);
}
