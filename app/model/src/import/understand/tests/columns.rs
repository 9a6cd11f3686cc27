//! Columns, told by their headers and cells.

use super::*;

fn mapped<F: crate::import::columns::ImportField>(header: &str) -> Vec<Option<&'static str>> {
    let mapping: Mapping<F> = guess(&grid(header));
    mapping.columns.iter().map(|column| column.field.map(F::key)).collect()
}

#[test]
fn contract_headers_are_recognised_in_three_languages() {
    for (header, fields) in [
        (
            "Contract No. | Customer | Title | Start date | End date | Notice period | Renewal | Billing frequency | Monthly fee | Currency | Payment terms | Owner | Owner email | VAT % | Comments",
            "number customer title starts_on ends_on notice renewal frequency monthly_amount currency payment_term owner_name owner_email vat_percent -",
        ),
        (
            "N° contrat | Client | Objet | Date d'effet | Échéance | Préavis | Tacite reconduction | Périodicité | Montant annuel HT (€) | Taux de TVA | Délai de paiement | Responsable | Entité | SIRET | Téléphone",
            "number customer title starts_on ends_on notice renewal frequency yearly_amount vat_percent payment_term owner_name legal_entity customer_registration -",
        ),
        (
            "合同编号 | 客户名称 | 合同名称 | 签订日期 | 开始日期 | 到期日 | 合同期限 | 续约方式 | 通知期 | 开票周期 | 每期金额 | 币种 | 税率 | 账期 | 负责人 | 统一社会信用代码 | 备注",
            "number customer title signed_on starts_on ends_on duration renewal notice frequency amount_per_period currency vat_percent payment_term owner_name customer_registration -",
        ),
        (
            "Réf | Raison sociale | Désignation | Qté | Unité | PU HT | Remise % | Fin de remise | Révision annuelle | N° commande | Durée (mois) | Date de signature | Valeur totale",
            "number customer line_description quantity unit unit_price discount_percent discount_end yearly_increase purchase_order duration signed_on total_value",
        ),
        ("Contract owner | Customer contact | Customer code | Client", "owner_name - - customer"),
        (
            "Agreement # | Client | Effective | Fee per period | Net days",
            "number customer starts_on amount_per_period payment_term",
        ),
        (
            "合同编号 | 甲方 | 折扣率 | 折扣起始日 | 折扣截止日",
            "number customer discount_percent discount_from discount_end",
        ),
    ] {
        let expected: Vec<Option<&str>> = fields.split(' ').map(|key| (key != "-").then_some(key)).collect();
        assert_eq!(mapped::<ContractField>(header), expected, "{header}");
    }
}

#[test]
fn invoice_headers_are_recognised_in_three_languages() {
    for (header, fields) in [
        (
            "Invoice number | Type | Customer | Contract | Invoice date | Due date | Description | Period from | Period to | Net amount | VAT rate | VAT amount | Total incl. VAT | Currency | Payment date | Amount paid | Status",
            "number kind customer contract_reference issued_on due_on description period_from period_to net_amount vat_percent vat_amount gross_amount currency paid_on paid_amount status",
        ),
        (
            "N° facture | Client | Réf contrat | Date de facture | Échéance | Libellé | Début période | Fin période | Montant HT | TVA % | Montant TTC | Devise | Date de règlement | Montant réglé | Solde",
            "number customer contract_reference issued_on due_on description period_from period_to net_amount vat_percent gross_amount currency paid_on paid_amount open_amount",
        ),
        (
            "发票号码 | 客户名称 | 合同编号 | 开票日期 | 到期日 | 摘要 | 不含税金额 | 税率 | 税额 | 价税合计 | 币种 | 回款日期 | 回款金额 | 开票主体 | 期间",
            "number customer contract_reference issued_on due_on description net_amount vat_percent vat_amount gross_amount currency paid_on paid_amount legal_entity period",
        ),
        (
            "发票号码 | 购方名称 | 开票日期 | 服务期起 | 服务期止 | 不含税金额 | 对应蓝字发票",
            "number customer issued_on period_from period_to net_amount corrects",
        ),
    ] {
        let expected: Vec<Option<&str>> = fields.split(' ').map(|key| (key != "-").then_some(key)).collect();
        assert_eq!(mapped::<InvoiceField>(header), expected, "{header}");
    }
}

#[test]
fn cells_decide_where_headers_do_not() {
    // "Responsable" with addresses below, "TVA" with rates, "Réglée" with days.
    let mapping: Mapping<ContractField> = guess(&grid("Client | Responsable\n Durand | anna@example.com"));
    assert_eq!(mapping.column(ContractField::OwnerEmail), Some(1));
    let mapping: Mapping<InvoiceField> = guess(&grid("N° | Date | TVA | Paid\n F1 | 05/01/2026 | 20 % | 06/01/2026"));
    assert_eq!(mapping.column(InvoiceField::VatPercent), Some(2));
    assert_eq!(mapping.column(InvoiceField::PaidOn), Some(3));
    let mapping: Mapping<InvoiceField> = guess(&grid("N° | Date | TVA | Paid\n F1 | 05/01/2026 | 1 240,00 | 1 440,00"));
    assert_eq!(mapping.column(InvoiceField::VatAmount), Some(2));
    assert_eq!(mapping.column(InvoiceField::PaidAmount), Some(3));
    let mapping: Mapping<ContractField> = guess(&grid("Client | Renewal\n Durand | 31/12/2026\n Dupont | 30/06/2027"));
    assert_eq!(mapping.column(ContractField::Renewal), None);
}

#[test]
fn a_mapping_is_found_again_in_another_order_of_columns() {
    let kept: Mapping<ContractField> = guess(&grid("Client | Date d'effet | N° contrat"));
    let header: Vec<String> = ["N° CONTRAT", "autre", "client"].map(str::to_owned).to_vec();
    let laid = kept.for_header(&header).expect("known headers");
    let fields: Vec<_> = laid.columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, [Some(ContractField::Number), None, Some(ContractField::Customer)]);
    assert_eq!(kept.for_header(&["x".to_owned()]), None);
}

#[test]
fn a_column_of_tax_without_more_is_of_rates_or_of_amounts_by_its_values() {
    let (rate, amount) = (InvoiceField::VatPercent, InvoiceField::VatAmount);
    for (table, wanted) in [
        (
            "N° | Date | Montant HT | TVA | Devise\n F1 | 05/01/2026 | 100,00 | 20,00 | EUR\n F2 | 05/02/2026 | 75,00 | 15,00 | EUR\n F3 | 05/03/2026 | 123,00 | 24,60 | EUR",
            amount,
        ),
        (
            "No. | Date | Net | VAT | Total\n 1 | 2026-01-05 | 50.00 | 10.00 | 60.00\n 2 | 2026-02-05 | 40.00 | 8.00 | 48.00",
            amount,
        ),
        (
            "No. | Date | Net | VAT | Total\n 1 | 2026-01-05 | 50.00 | 20 | 60.00\n 2 | 2026-02-05 | 40.00 | 20 | 48.00",
            rate,
        ),
        (
            "No. | Date | Net | VAT\n 1 | 2026-01-05 | 250.00 | 20\n 2 | 2026-02-05 | 1240.00 | 5.5\n 3 | 2026-02-05 | 300.00 | 0",
            rate,
        ),
        ("N° | Date | Montant HT | TVA %\n F1 | 05/01/2026 | 100,00 | 20,00\n F2 | 05/02/2026 | 75,00 | 15,00", rate),
        (
            "发票号码 | 开票日期 | 不含税金额 | 税额\n 1 | 2026-01-05 | 100.00 | 6.00\n 2 | 2026-02-05 | 50.00 | 3.00",
            amount,
        ),
        (
            "发票号码 | 开票日期 | 不含税金额 | 增值税\n 1 | 2026-01-05 | 110.00 | 6.60\n 2 | 2026-02-05 | 55.00 | 3.30",
            amount,
        ),
        ("N° | Date | Montant HT | Montant TVA\n F1 | 05/01/2026 | 100,00 | 20,00", amount),
        ("No. | Date | Net | VAT amount\n F1 | 2026-01-05 | 100.00 | 20.00", amount),
        (
            "N° | Date | Montant HT | TVA 20 %\n F1 | 05/01/2026 | 420,00 | 84,00\n F2 | 05/02/2026 | 75,00 | 15,00",
            amount,
        ),
        (
            "N° | Date | Montant HT | Taux de TVA\n F1 | 05/01/2026 | 820,00 | 164,00\n F2 | 05/02/2026 | 750,00 | 150,00",
            amount,
        ),
        ("No. | Date | Net | VAT\n 1 | 2026-01-05 | 800.00 | 64.80\n 2 | 2026-02-05 | 450.00 | 36.45", amount),
        ("No. | Date | Net | VAT\n 1 | 2026-01-05 | 200.00 | 17.75\n 2 | 2026-02-05 | 450.00 | 39.94", amount),
        ("No. | Date | Net | VAT\n 1 | 2026-01-05 | 800.00 | 8.1\n 2 | 2026-02-05 | 450.00 | 8.1", rate),
        (
            "No. | Date | Total incl. VAT | VAT\n 1 | 2026-01-05 | 61.00 | 10.17\n 2 | 2026-02-05 | 90.00 | 15.00",
            amount,
        ),
        ("No. | Date | Total incl. VAT | VAT\n 1 | 2026-01-05 | 61.00 | 20\n 2 | 2026-02-05 | 90.00 | 20", rate),
        ("No. | Date | Net | VAT\n 1 | 2026-01-05 | -800.00 | -160.00\n 2 | 2026-02-05 | 45.00 | 9.00", amount),
    ] {
        assert_eq!(guess::<InvoiceField>(&grid(table)).column(wanted), Some(3), "{table}");
    }
}

#[test]
fn an_amount_beside_its_tax_is_the_total_where_the_tax_is_that_of_what_is_left() {
    let amount = |header: &str, rows: &[(&str, &str)]| {
        let rows =
            rows.iter().enumerate().map(|(at, (amount, tax))| format!("\n {at} | 2026-01-05 | {amount} | {tax}"));
        let table = format!("No. | Date | {header} | VAT amount{}", rows.collect::<String>());
        guess::<InvoiceField>(&grid(&table)).columns[2].field
    };
    let (net, gross) = (Some(InvoiceField::NetAmount), Some(InvoiceField::GrossAmount));
    assert_eq!(amount("Amount", &[("1200.00", "200.00"), ("61.00", "10.17"), ("90.00", "0.00")]), gross);
    assert_eq!(amount("Amount", &[("1000.00", "200.00"), ("50.83", "10.17")]), net);
    // What its own header says is not turned round.
    assert_eq!(amount("Net amount", &[("1200.00", "200.00"), ("61.00", "10.17")]), net);
    // 25 % of 100 and 20 % of what is left after it says nothing.
    assert_eq!(amount("Amount", &[("100.00", "20.00")]), net);
}

/// The fields by column, `-` where there is none.
fn told<F: crate::import::columns::ImportField>(table: &str) -> String {
    let keys = mapped::<F>(table).into_iter().map(|key| key.unwrap_or("-"));
    keys.collect::<Vec<_>>().join(" ")
}

#[test]
fn columns_with_unknown_headers_are_told_by_values_that_leave_no_doubt() {
    for (table, fields) in [
        ("Contract|Customer|K1|Amount\nA|Acme|Monthly|1\nB|Boole|Yearly|2", "number customer frequency unit_price"),
        ("Contrat|Client|K1|K2\nA|Acme|mensuel|EUR\nB|Boole|trimestriel|EUR", "number customer frequency currency"),
        ("合同编号|客户|甲|乙\nA|Acme|每月|人民币\nB|Boole|按季|人民币", "number customer frequency currency"),
        (
            "Contract|Customer|K1|K2\nA|Acme|2026-01-01|2026-12-31\nB|Boole|01/02/2026|31/01/2028",
            "number customer starts_on ends_on",
        ),
        (
            "Contract|Customer|K1|K2\nA|Acme|2026-12-31|2026-01-01\nB|Boole|2028-01-31|2026-02-01",
            "number customer ends_on starts_on",
        ),
        ("Contract|Customer|K1\nA|Acme|ada@house.example\nB|Boole|bob@house.example", "number customer owner_email"),
        ("Contract|Customer|Invoiced\nA|Acme|In arrears\nB|Boole|In advance", "number customer timing"),
        ("Contrat|Client|K1\nA|Acme|terme échu\nB|Boole|à échoir", "number customer timing"),
        ("合同编号|客户|甲\nA|Acme|预付\nB|Boole|后付", "number customer timing"),
    ] {
        let amounts = |fields: String| fields.replace("amount_per_period", "unit_price");
        assert_eq!(amounts(told::<ContractField>(table)), fields, "{table}");
    }
    for (table, fields) in [
        (
            "Invoice|Customer|K1|K2\nF1|Acme|EUR|2026-01-05\nF2|Acme|EUR|2026-02-05",
            "number customer currency issued_on",
        ),
        (
            "Invoice|Customer|K1|K2\nF1|Acme|2026-01-05|2026-02-05\nF2|Acme|2026-02-05|2026-03-05",
            "number customer issued_on due_on",
        ),
        ("Invoice|Customer|Net|K1\nF1|Acme|9|\nF2|Acme|9|\nF3|Acme|-9|F1", "number customer net_amount corrects"),
    ] {
        assert_eq!(told::<InvoiceField>(table), fields, "{table}");
    }
}

#[test]
fn values_that_leave_a_doubt_tell_nothing() {
    for table in [
        "Contract|Customer|K1\nA|Acme|Monthly",
        "Contract|Customer|K1\nA|Acme|Monthly\nB|Boole|now and then",
        "Contract|Customer|K1\nA|Acme|12 months\nB|Boole|24 months",
        "Contract|Customer|K1\nA|Acme|end of month\nB|Boole|end of quarter",
        "Contract|Customer|K1\nA|Acme|ada@acme.example\nB|Boole|bob@boole.example",
        "Contract|Customer|Customer email\nA|Acme|ada@house.example\nB|Boole|bob@house.example",
    ] {
        assert_eq!(told::<ContractField>(table), "number customer -", "{table}");
    }
    for table in [
        "Contract|Customer|K1|K2\nA|Acme|Monthly|Monthly\nB|Boole|Yearly|Monthly",
        "Contract|Customer|K1|K2\nA|Acme|2026-01-01|2026-01-05\nB|Boole|2026-02-01|2026-02-07",
        "Contract|Customer|K1|K2\nA|Acme|2026-01-01|2027-01-05\nB|Boole|2026-02-01|2025-02-07",
    ] {
        assert_eq!(told::<ContractField>(table), "number customer - -", "{table}");
    }
    for table in [
        "Invoice|Customer|K1\nF1|Acme|F2\nF2|Acme|F1\nF3|Acme|",
        "Invoice|Customer|K1\nF1|Acme|\nF2|Acme|\nF3|Acme|F3",
        "Invoice|Customer|K1\nF1|Acme|\nF2|Acme|\nF3|Acme|F9",
    ] {
        assert_eq!(told::<InvoiceField>(table), "number customer -", "{table}");
    }
}

#[test]
fn a_day_of_a_yearly_increase_that_cannot_be_read_is_not_made_up_for() {
    let with = |from: &str| {
        let header = "Contract|Customer|Start|Frequency|Amount|Currency|Yearly increase|Increase from";
        let grid = grid(&format!("{header}\nA-1|Acme|2024-03-01|monthly|100|EUR|2 %|{from}"));
        // The mapping is that of the headers alone: a column of one unreadable cell would not be guessed.
        let mapping = guess(&Grid { header: grid.header.clone(), rows: Vec::new() });
        let found = contract_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
        found[0].problems.iter().map(|at| at.problem.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with("later"), [Problem::NotADay("later".to_owned())]);
    assert_eq!(with("01/03"), [Problem::IncreasedEachYear { first_on: day("2025-03-01") }]);
    assert_eq!(with(""), [Problem::IncreaseDayAssumed { first_on: day("2025-03-01") }]);
}

#[test]
fn a_yearly_increase_counts_from_the_day_beside_its_rate() {
    let anniversary = grid("Contrat|Client|Date anniversaire\nA-1|Acme|01/04");
    assert_eq!(guess::<ContractField>(&anniversary).column(ContractField::EndsOn), None, "it ends nothing");
    let first_on = |columns: &str, cells: &str| {
        let grid = grid(&format!(
            "Contrat|Client|Début|Périodicité|Montant HT|Devise|{columns}\nA-1|Acme|15/02/2025|mensuelle|100|EUR|{cells}"
        ));
        let found = contract_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default());
        let is_said = |problem: &Problem| matches!(problem, Problem::IncreasedEachYear { .. });
        assert!(found[0].problems.iter().all(|at| is_said(&at.problem)), "{cells}");
        let increase = found[0].draft.as_ref().and_then(|draft| draft.lines[0].increase);
        increase.map(|increase| format!("{} {}", increase.percent, increase.first_on)).unwrap_or_default()
    };
    assert_eq!(first_on("Révision annuelle", "3 % au 01/04"), "3 2025-04-01");
    assert_eq!(first_on("Révision annuelle", "2,5 % au 1er janvier"), "2.5 2026-01-01");
    assert_eq!(first_on("Révision annuelle", "3 % au 01/04/2027"), "3 2027-04-01");
    assert_eq!(first_on("Révision annuelle|Date de révision", "3 %|01/04"), "3 2025-04-01");
    assert_eq!(first_on("Révision annuelle|Date de révision", "3 %|1er avril"), "3 2025-04-01");
    assert_eq!(first_on("Révision annuelle|Date de révision", "3 % au 01/01|01/04/2026"), "3 2026-04-01");
}
