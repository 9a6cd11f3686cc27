//! The names of the fields that a column of a file can be taken for.

use crate::words::Text;
use model::{
    import::columns::{ContractField, ImportField, InvoiceField},
    view::{ImportColumn, ImportKind},
};

words! {
    CONTRACT_NUMBER: "Contract number", "Numéro de contrat", "合同编号";
    CONTRACT_TITLE: "Title", "Intitulé", "合同名称";
    CONTRACT_CUSTOMER: "Customer", "Client", "客户名称";
    CONTRACT_CUSTOMER_COUNTRY: "Customer: country", "Client : pays", "客户国家";
    CONTRACT_CUSTOMER_REGISTRATION: "Customer: registration number", "Client : numéro d’immatriculation", "客户注册号";
    CONTRACT_CUSTOMER_VAT: "Customer: VAT number", "Client : numéro de TVA", "客户税号";
    CONTRACT_LEGAL_ENTITY: "Our legal entity", "Notre entité juridique", "我方签约主体";
    CONTRACT_CONTRACT_TYPE: "Contract type", "Type de contrat", "合同类型";
    CONTRACT_SIGNED_ON: "Signed on", "Date de signature", "签署日期";
    CONTRACT_STARTS_ON: "First day", "Date de début", "起始日";
    CONTRACT_ENDS_ON: "Last day", "Date de fin", "到期日";
    CONTRACT_TERMINATED_ON: "Ended early on", "Date de résiliation", "解约日期";
    CONTRACT_STATUS: "State", "État", "合同状态";
    CONTRACT_DURATION: "Length of the term", "Durée", "合同期限";
    CONTRACT_RENEWAL: "Renewal", "Reconduction", "续约方式";
    CONTRACT_RENEWAL_PERIOD: "Length of each renewal", "Durée de chaque reconduction", "续约期限";
    CONTRACT_RENEWAL_MAXIMUM: "Number of renewals at most", "Nombre maximal de reconductions", "最多续约次数";
    CONTRACT_NOTICE: "Notice period", "Préavis", "通知期";
    CONTRACT_LINE_DESCRIPTION: "Price line: description", "Ligne de prix : désignation", "计费项说明";
    CONTRACT_QUANTITY: "Quantity", "Quantité", "数量";
    CONTRACT_UNIT: "Unit", "Unité", "单位";
    CONTRACT_UNIT_PRICE: "Unit price", "Prix unitaire", "单价";
    CONTRACT_AMOUNT_PER_PERIOD: "Amount per billing period", "Montant par échéance", "每期金额";
    CONTRACT_MONTHLY_AMOUNT: "Amount per month", "Montant mensuel", "月金额";
    CONTRACT_QUARTERLY_AMOUNT: "Amount per quarter", "Montant trimestriel", "季度金额";
    CONTRACT_YEARLY_AMOUNT: "Amount per year", "Montant annuel", "年金额";
    CONTRACT_TOTAL_VALUE: "Total value", "Montant total", "合同总额";
    CONTRACT_CURRENCY: "Currency", "Devise", "币种";
    CONTRACT_FREQUENCY: "Billing frequency", "Périodicité de facturation", "开票周期";
    CONTRACT_TIMING: "In advance or in arrears", "Terme à échoir ou échu", "预付或后付";
    CONTRACT_BILLING_START: "First day billed", "Début de facturation", "计费起始日";
    CONTRACT_BILLING_END: "Last day billed", "Fin de facturation", "计费结束日";
    CONTRACT_VAT_PERCENT: "VAT rate", "Taux de TVA", "税率";
    CONTRACT_YEARLY_INCREASE: "Yearly increase", "Hausse annuelle", "年度调价幅度";
    CONTRACT_INCREASE_FROM: "First increase on", "Date de la première hausse", "首次调价日";
    CONTRACT_DISCOUNT_PERCENT: "Discount", "Remise", "折扣比例";
    CONTRACT_DISCOUNT_FROM: "Discount: first day", "Remise : début", "折扣起始日";
    CONTRACT_DISCOUNT_END: "Discount: last day", "Remise : fin", "折扣结束日";
    CONTRACT_PAYMENT_TERM: "Payment term", "Délai de règlement", "付款期限";
    CONTRACT_PURCHASE_ORDER: "Purchase order", "Bon de commande", "采购订单号";
    CONTRACT_OWNER_NAME: "Owner: name", "Responsable : nom", "负责人姓名";
    CONTRACT_OWNER_EMAIL: "Owner: e-mail", "Responsable : e-mail", "负责人邮箱";

    INVOICE_NUMBER: "Invoice number", "Numéro de facture", "发票号码";
    INVOICE_KIND: "Invoice or credit note", "Facture ou avoir", "发票或红字发票";
    INVOICE_CUSTOMER: "Customer", "Client", "客户名称";
    INVOICE_CUSTOMER_COUNTRY: "Customer: country", "Client : pays", "客户国家";
    INVOICE_CUSTOMER_REGISTRATION: "Customer: registration number", "Client : numéro d’immatriculation", "客户注册号";
    INVOICE_CUSTOMER_VAT: "Customer: VAT number", "Client : numéro de TVA", "客户税号";
    INVOICE_CONTRACT_REFERENCE: "Contract", "Contrat", "合同编号";
    INVOICE_CORRECTS: "Invoice corrected by the credit note", "Facture corrigée par l’avoir", "红字发票对应的原发票号码";
    INVOICE_LEGAL_ENTITY: "Our legal entity", "Notre entité juridique", "我方签约主体";
    INVOICE_ISSUED_ON: "Issued on", "Date d’émission", "开票日期";
    INVOICE_DUE_ON: "Due on", "Date d’échéance", "付款到期日";
    INVOICE_DESCRIPTION: "Description", "Désignation", "摘要";
    INVOICE_PERIOD_FROM: "Period: first day", "Période : premier jour", "计费期起始日";
    INVOICE_PERIOD_TO: "Period: last day", "Période : dernier jour", "计费期结束日";
    INVOICE_PERIOD: "Period", "Période", "计费期间";
    INVOICE_NET_AMOUNT: "Amount before tax", "Montant HT", "不含税金额";
    INVOICE_VAT_PERCENT: "VAT rate", "Taux de TVA", "税率";
    INVOICE_VAT_AMOUNT: "Amount of VAT", "Montant de TVA", "税额";
    INVOICE_GROSS_AMOUNT: "Total with tax", "Montant TTC", "价税合计";
    INVOICE_CURRENCY: "Currency", "Devise", "币种";
    INVOICE_PAID_ON: "Paid on", "Date de règlement", "回款日期";
    INVOICE_PAID_AMOUNT: "Amount paid", "Montant réglé", "回款金额";
    INVOICE_OPEN_AMOUNT: "Amount still open", "Reste dû", "未回款金额";
    INVOICE_STATUS: "State", "État", "发票状态";
    UNKNOWN: "Unknown field", "Champ inconnu", "未知字段";
}

/// The name of a field of contracts.
pub const fn contract_field(field: ContractField) -> Text {
    match field {
        ContractField::Number => CONTRACT_NUMBER,
        ContractField::Title => CONTRACT_TITLE,
        ContractField::Customer => CONTRACT_CUSTOMER,
        ContractField::CustomerCountry => CONTRACT_CUSTOMER_COUNTRY,
        ContractField::CustomerRegistration => CONTRACT_CUSTOMER_REGISTRATION,
        ContractField::CustomerVat => CONTRACT_CUSTOMER_VAT,
        ContractField::LegalEntity => CONTRACT_LEGAL_ENTITY,
        ContractField::ContractType => CONTRACT_CONTRACT_TYPE,
        ContractField::SignedOn => CONTRACT_SIGNED_ON,
        ContractField::StartsOn => CONTRACT_STARTS_ON,
        ContractField::EndsOn => CONTRACT_ENDS_ON,
        ContractField::TerminatedOn => CONTRACT_TERMINATED_ON,
        ContractField::Status => CONTRACT_STATUS,
        ContractField::Duration => CONTRACT_DURATION,
        ContractField::Renewal => CONTRACT_RENEWAL,
        ContractField::RenewalPeriod => CONTRACT_RENEWAL_PERIOD,
        ContractField::RenewalMaximum => CONTRACT_RENEWAL_MAXIMUM,
        ContractField::Notice => CONTRACT_NOTICE,
        ContractField::LineDescription => CONTRACT_LINE_DESCRIPTION,
        ContractField::Quantity => CONTRACT_QUANTITY,
        ContractField::Unit => CONTRACT_UNIT,
        ContractField::UnitPrice => CONTRACT_UNIT_PRICE,
        ContractField::AmountPerPeriod => CONTRACT_AMOUNT_PER_PERIOD,
        ContractField::MonthlyAmount => CONTRACT_MONTHLY_AMOUNT,
        ContractField::QuarterlyAmount => CONTRACT_QUARTERLY_AMOUNT,
        ContractField::YearlyAmount => CONTRACT_YEARLY_AMOUNT,
        ContractField::TotalValue => CONTRACT_TOTAL_VALUE,
        ContractField::Currency => CONTRACT_CURRENCY,
        ContractField::Frequency => CONTRACT_FREQUENCY,
        ContractField::Timing => CONTRACT_TIMING,
        ContractField::BillingStart => CONTRACT_BILLING_START,
        ContractField::BillingEnd => CONTRACT_BILLING_END,
        ContractField::VatPercent => CONTRACT_VAT_PERCENT,
        ContractField::YearlyIncrease => CONTRACT_YEARLY_INCREASE,
        ContractField::IncreaseFrom => CONTRACT_INCREASE_FROM,
        ContractField::DiscountPercent => CONTRACT_DISCOUNT_PERCENT,
        ContractField::DiscountFrom => CONTRACT_DISCOUNT_FROM,
        ContractField::DiscountEnd => CONTRACT_DISCOUNT_END,
        ContractField::PaymentTerm => CONTRACT_PAYMENT_TERM,
        ContractField::PurchaseOrder => CONTRACT_PURCHASE_ORDER,
        ContractField::OwnerName => CONTRACT_OWNER_NAME,
        ContractField::OwnerEmail => CONTRACT_OWNER_EMAIL,
    }
}

/// The name of a field of invoices.
pub const fn invoice_field(field: InvoiceField) -> Text {
    match field {
        InvoiceField::Number => INVOICE_NUMBER,
        InvoiceField::Kind => INVOICE_KIND,
        InvoiceField::Customer => INVOICE_CUSTOMER,
        InvoiceField::CustomerCountry => INVOICE_CUSTOMER_COUNTRY,
        InvoiceField::CustomerRegistration => INVOICE_CUSTOMER_REGISTRATION,
        InvoiceField::CustomerVat => INVOICE_CUSTOMER_VAT,
        InvoiceField::ContractReference => INVOICE_CONTRACT_REFERENCE,
        InvoiceField::Corrects => INVOICE_CORRECTS,
        InvoiceField::LegalEntity => INVOICE_LEGAL_ENTITY,
        InvoiceField::IssuedOn => INVOICE_ISSUED_ON,
        InvoiceField::DueOn => INVOICE_DUE_ON,
        InvoiceField::Description => INVOICE_DESCRIPTION,
        InvoiceField::PeriodFrom => INVOICE_PERIOD_FROM,
        InvoiceField::PeriodTo => INVOICE_PERIOD_TO,
        InvoiceField::Period => INVOICE_PERIOD,
        InvoiceField::NetAmount => INVOICE_NET_AMOUNT,
        InvoiceField::VatPercent => INVOICE_VAT_PERCENT,
        InvoiceField::VatAmount => INVOICE_VAT_AMOUNT,
        InvoiceField::GrossAmount => INVOICE_GROSS_AMOUNT,
        InvoiceField::Currency => INVOICE_CURRENCY,
        InvoiceField::PaidOn => INVOICE_PAID_ON,
        InvoiceField::PaidAmount => INVOICE_PAID_AMOUNT,
        InvoiceField::OpenAmount => INVOICE_OPEN_AMOUNT,
        InvoiceField::Status => INVOICE_STATUS,
    }
}

/// The name of a field of contracts or invoices by its stable text. Both say the same where they share
/// that text, except for the number, which is here the contract's; see [`field_of`] for the others.
pub fn field(key: &str) -> Text {
    let of_contract = ContractField::ALL.iter().find(|field| field.key() == key).map(|field| contract_field(*field));
    let of_invoice = || InvoiceField::ALL.iter().find(|field| field.key() == key).map(|field| invoice_field(*field));
    of_contract.or_else(of_invoice).unwrap_or(UNKNOWN)
}

/// The name of a field by its stable text, in a file of that kind.
pub fn field_of(kind: ImportKind, key: &str) -> Text {
    let of_invoice = InvoiceField::ALL.iter().find(|field| field.key() == key).map(|field| invoice_field(*field));
    match (kind, of_invoice) {
        (ImportKind::Invoices, Some(name)) => name,
        (ImportKind::Invoices | ImportKind::Contracts, _) => field(key),
    }
}

/// What the columns of a file are called: their headers, and where several have the same, or none, with the letter that
/// a spreadsheet gives them.
pub fn column_names(columns: &[ImportColumn]) -> Vec<String> {
    let same = |header: &str| columns.iter().filter(|other| other.header.trim() == header.trim()).count() > 1;
    let named = columns.iter().enumerate().map(|(at, column)| {
        let header = &column.header;
        if header.trim().is_empty() || same(header) { format!("{header} ({})", letters(at)) } else { header.clone() }
    });
    named.map(|name| name.trim().to_owned()).collect()
}

/// The letters of a column, as spreadsheets count them: A to Z, then AA.
fn letters(at: usize) -> String {
    let (before, last) = (at / 26, at % 26);
    let letter = u8::try_from(last).map_or('?', |last| char::from(b'A' + last));
    if before == 0 { letter.to_string() } else { format!("{}{letter}", letters(before - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_are_told_apart_by_their_letters() {
        let column = |header: &str| ImportColumn { header: header.to_owned(), field: None, samples: Vec::new() };
        let names = column_names(&["Number", "Currency", "Currency", ""].map(column));
        assert_eq!(names, ["Number", "Currency (B)", "Currency (C)", "(D)"]);
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
