//! What a file says was received for invoices that are there.

use super::super::Words;
use model::{
    import::{draft::PaymentDraft, problem::Problem},
    view::{ImportKind, Known, ReviewRow},
};

words! {
    NO_SUCH_INVOICE:
        "No invoice with this number is known here, or none of this customer. Import the invoice first, or correct the number or the customer.",
        "Aucune facture connue ne porte ce numéro, ou aucune de ce client. Importez d’abord la facture, ou corrigez le numéro ou le client.",
        "没有此号码的发票，或该客户没有此发票。请先导入发票，或更正号码、客户。";
    INVOICE_OF_SEVERAL:
        "{n} invoices of different customers have this number. Add a column that names the customer.",
        "{n} factures de clients différents portent ce numéro. Ajoutez une colonne qui indique le client.",
        "有 {n} 张不同客户的发票使用此号码，请增加客户列。";
    PAID_IN_OTHER_CURRENCY:
        "The invoice is in {currency}. Give what was received in that currency.",
        "La facture est en {currency}. Indiquez le montant reçu dans cette devise.",
        "发票币种为 {currency}，请填写该币种的回款金额。";
    RECEIVED_IN_FUTURE:
        "This payment is dated in the future: it has not come in yet. Import it once it has.",
        "Ce règlement est daté dans le futur : il n’est pas encore encaissé. Importez-le une fois reçu.",
        "回款日期晚于今天，款项尚未到账，请在到账后导入。";
    LESS_RECEIVED:
        "Less was received by the file than is known here ({known}). Nothing of that changes.",
        "Le fichier indique moins que ce qui est connu ici ({known}). Rien n’est modifié.",
        "文件中的回款少于系统已知金额（{known}），不作更改。";
    MORE_THAN_OPEN:
        "This is more than the {open} still open. It comes in all the same; check whether the invoice is overpaid.",
        "Ce montant dépasse les {open} restant dus. Il est tout de même pris en compte ; vérifiez s’il y a un trop-perçu.",
        "超过尚未回款的 {open}，仍会计入，请核对是否多付。";
    PROBABLY_RECORDED:
        "The same amount is there already, on {day}. It is probably the same payment, so it is left out.",
        "Le même montant figure déjà à la date du {day}. C’est probablement le même règlement : il n’est pas importé.",
        "{day}已有一笔相同金额的回款，很可能是同一笔回款，因此不导入。";
    NEGATIVE_PAYMENT:
        "A payment below zero: money that was given back to the customer. If it came in, correct the sign.",
        "Règlement négatif : de l’argent rendu au client. S’il s’agit d’un encaissement, corrigez le signe.",
        "回款为负数，即退还客户的款项。如为收到的款项，请更正正负号。";
    PAID_BEFORE_ISSUE:
        "This payment is dated before its invoice of {day}. Check the day and the invoice number.",
        "Ce règlement est antérieur à sa facture du {day}. Vérifiez la date et le numéro de facture.",
        "回款日期早于发票日期（{day}），请核对日期和发票号码。";
    OTHER_TOTAL:
        "Here the invoice comes to {here}. The invoice stays as it is; only payments are added.",
        "Ici, la facture s’élève à {here}. Elle reste inchangée ; seuls les règlements sont ajoutés.",
        "系统中该发票金额为 {here}，发票保持不变，仅补充回款。";

    ADDS:
        "Payment of {amount} on {day} for invoice {number}.",
        "Règlement de {amount} du {day} pour la facture {number}.",
        "发票 {number} 于 {day}回款 {amount}。";
    OPEN_AFTER:
        "{open} is open afterwards.",
        "Reste dû ensuite : {open}.",
        "此后尚余 {open} 未回款。";
    NOTHING_OPEN: "Nothing is open afterwards.", "La facture est alors soldée.", "此后已全部回款。";
    STAYS:
        "The invoice is there already and stays as it is.",
        "La facture existe déjà et reste inchangée.",
        "发票已存在，保持不变。";
    THERE:
        "{number} is there already, so this is left out.",
        "{number} existe déjà : cet élément est ignoré.",
        "{number} 已存在，因此不导入。";
    PAYMENT_THERE:
        "This payment of invoice {number} is there already, so it is left out.",
        "Ce règlement de la facture {number} existe déjà : il est ignoré.",
        "发票 {number} 的此笔回款已存在，因此不导入。";
}

/// What is wrong or doubtful about what was received; `None` for any other problem.
pub(super) fn problem(words: Words, problem: &Problem) -> Option<String> {
    let with = |text, name, value: String| words.with(text, &[(name, value.as_str())]);
    Some(match problem {
        Problem::NoSuchInvoice => words.t(NO_SUCH_INVOICE).to_owned(),
        Problem::InvoiceOfSeveral { invoices } => with(INVOICE_OF_SEVERAL, "n", words.number(*invoices)),
        Problem::PaidInOtherCurrency { currency } => {
            with(PAID_IN_OTHER_CURRENCY, "currency", currency.code().to_owned())
        }
        Problem::ReceivedInFuture => words.t(RECEIVED_IN_FUTURE).to_owned(),
        Problem::LessReceived { known } => with(LESS_RECEIVED, "known", words.money(*known)),
        Problem::MoreThanOpen { open } => with(MORE_THAN_OPEN, "open", words.money(*open)),
        Problem::ProbablyRecorded { on } => with(PROBABLY_RECORDED, "day", words.day(*on)),
        Problem::NegativePayment => words.t(NEGATIVE_PAYMENT).to_owned(),
        Problem::PaidBeforeIssue { issued_on } => with(PAID_BEFORE_ISSUE, "day", words.day(*issued_on)),
        Problem::OtherTotal { here } => with(OTHER_TOTAL, "here", words.money(*here)),
        _ => return None,
    })
}

/// The payments that a row adds to an invoice that is there, and what is open afterwards; empty where it adds none.
pub fn adds(words: Words, known: &Known) -> Vec<String> {
    let number = known.same_number.as_deref().unwrap_or_default();
    let payment = |payment: &PaymentDraft| {
        let (amount, day) = (words.money(payment.amount), words.day(payment.received_on));
        words.with(ADDS, &[("amount", &amount), ("day", &day), ("number", number)])
    };
    let mut said: Vec<String> = known.adds.iter().map(payment).collect();
    let open = known.open.filter(|_| !said.is_empty());
    said.extend(open.and_then(|open| match open.minor {
        1.. => Some(words.with(OPEN_AFTER, &[("open", &words.money(open))])),
        0 => Some(words.t(NOTHING_OPEN).to_owned()),
        // That it is more than was open is a remark of its own.
        _ => None,
    }));
    said
}

/// That what a row is about is there already; `None` where it is not, or where the terms of a contract differ.
pub fn there(words: Words, kind: ImportKind, row: &ReviewRow) -> Option<String> {
    let (known, alone) = match row {
        ReviewRow::Contract { known, .. } => (known, false),
        ReviewRow::Invoice { understood, known } => {
            (known, understood.draft.as_ref().is_some_and(|draft| draft.alone.is_some()))
        }
    };
    let number = known.same_number.as_deref().filter(|_| known.differs.is_empty())?;
    let text = match (kind, alone, known.adds.is_empty()) {
        (_, true, false) => return None,
        (_, true, true) => PAYMENT_THERE,
        (ImportKind::Invoices, false, false) => return Some(words.t(STAYS).to_owned()),
        _ => THERE,
    };
    Some(words.with(text, &[("number", number)]))
}
