//! Import: how a file is read, and what is wrong or doubtful in its cells.

pub mod differing;
pub mod fields;
pub mod paid;
pub mod progress;
pub mod signature;
pub mod undoing;

pub use differing::{OTHER_TERMS, difference};
pub use fields::{column_names, contract_field, field, field_of, invoice_field};
pub use progress::*;
pub use signature::unsigned;
pub use undoing::{UNDO_BLOCKED, UNDO_BLOCKED_DO, in_the_way, removes, stays};

use super::{Text, Words, billing::frequency};
use model::{
    import::{
        conventions::{Evidence, PercentStyle},
        problem::{Field, Problem, Severity},
        values::{DayOrder, DecimalMark},
    },
    view::{ImportKind, ImportState},
};

words! {
    CONTRACTS: "Contracts", "Contrats", "合同";
    INVOICES: "Invoices", "Factures", "发票";
    IN_REVIEW: "In review", "À contrôler", "待核对";
    ACCEPTED: "Accepted", "Accepté", "已导入";
    UNDONE: "Undone", "Annulé", "已撤销";
    ERROR: "To be corrected", "À corriger", "需更正";
    WARNING: "Worth a look", "À vérifier", "请留意";
    INFO: "For information", "Pour information", "仅供参考";
    DISCARDED: "Discarded", "Abandonné", "已取消";

    DAY_FIRST: "Day first: 31/12/2026", "Jour d’abord : 31/12/2026", "日在前：31/12/2026";
    MONTH_FIRST: "Month first: 12/31/2026", "Mois d’abord : 12/31/2026", "月在前：12/31/2026";
    COMMA: "Comma: 1.234,56", "Virgule : 1 234,56", "逗号：1.234,56";
    POINT: "Point: 1,234.56", "Point : 1,234.56", "圆点：1,234.56";
    HUNDREDTHS: "20 means 20%", "20 signifie 20 %", "20 表示 20%";
    FRACTION: "0.2 means 20%", "0,2 signifie 20 %", "0.2 表示 20%";
    NOT_NEEDED: "No cell depends on it.", "Aucune cellule n’en dépend.", "没有单元格受其影响。";
    DECIDED: "The file itself decides it.", "Le fichier permet de trancher.", "可由文件内容确定。";
    UNDECIDED:
        "Every cell can be read both ways: please confirm.",
        "Toutes les cellules peuvent se lire des deux façons : merci de confirmer.",
        "所有单元格都可按两种方式解读，请确认。";
    CONTRADICTORY:
        "The file mixes both ways: check the dates and amounts closely.",
        "Le fichier mélange les deux : vérifiez bien les dates et les montants.",
        "文件混用两种写法，请仔细核对日期和金额。";

    MISSING:
        "“{field}” is missing. Fill in the cell, or choose the column that holds it.",
        "Il manque « {field} ». Complétez la cellule ou choisissez la colonne concernée.",
        "缺少“{field}”。请填写单元格，或选择对应的列。";
    NOT_A_DAY:
        "“{value}” is not a date. Write it like 2026-12-31.",
        "« {value} » n’est pas une date. Écrivez-la par exemple 31/12/2026.",
        "“{value}”不是有效日期，请按 2026-12-31 的格式填写。";
    NOT_A_NUMBER:
        "“{value}” is not an amount or a number. Keep figures only, with the currency if you like.",
        "« {value} » n’est ni un montant ni un nombre. Ne gardez que les chiffres, et la devise si besoin.",
        "“{value}”不是有效的金额或数字，请只保留数字，可附币种。";
    NOT_A_CURRENCY:
        "“{value}” is not a known currency. Use a code such as EUR, GBP or CNY.",
        "« {value} » n’est pas une devise connue. Utilisez un code comme EUR, GBP ou CNY.",
        "无法识别币种“{value}”，请使用 EUR、GBP、CNY 等代码。";
    NOT_A_FREQUENCY:
        "“{value}” is not a billing frequency. Write monthly, quarterly, yearly or once.",
        "« {value} » n’est pas une périodicité. Écrivez mensuel, trimestriel, annuel ou une fois.",
        "无法识别开票周期“{value}”，请填写按月、按季、按年或一次性。";
    OUT_OF_RANGE:
        "This number is too large or too small for the field. Check it.",
        "Ce nombre est trop grand ou trop petit pour ce champ. Vérifiez-le.",
        "数值超出该字段的范围，请核对。";
    NOT_A_VAT_RATE:
        "A VAT rate lies between 0 and 100%. If this column holds amounts of VAT, choose that for it or leave the column out.",
        "Un taux de TVA est compris entre 0 et 100 %. Si cette colonne contient des montants de TVA, indiquez-le ou ignorez la colonne.",
        "增值税率应在 0 到 100% 之间。如果此列是税额，请改选“税额”或不导入此列。";
    FAILED_FORMULA:
        "The formula in this cell failed. Correct it in the file, or type the value.",
        "La formule de cette cellule est en erreur. Corrigez-la dans le fichier ou saisissez la valeur.",
        "单元格公式出错，请在文件中更正或直接填写数值。";
    END_BEFORE_START:
        "The end lies before the start. Correct one of the two.",
        "La fin précède le début. Corrigez l’une des deux dates.",
        "到期日早于起始日，请更正其中一个。";
    OTHER_CURRENCY:
        "The amounts before it are in {currency}. A contract or invoice has one currency: correct it, or split the row off.",
        "Les montants précédents sont en {currency}. Un contrat ou une facture n’a qu’une devise : corrigez-la ou placez cette ligne à part.",
        "此前的金额为 {currency}。一份合同或一张发票只能使用一种币种，请更正或拆分。";
    NUMBER_OF_ANOTHER_CUSTOMER:
        "Row {row} gives the same number to another customer. Correct one of them.",
        "La ligne {row} attribue le même numéro à un autre client. Corrigez l’une des deux.",
        "第 {row} 行将同一编号用于另一客户，请更正其中一行。";
    PRICE_WITHOUT_START:
        "There is a price but no day to bill from. Fill in the start or the first billing day.",
        "Il y a un prix mais aucune date de départ. Renseignez le début ou la première facturation.",
        "有价格但没有计费起始日，请填写起始日或首次开票日。";

    READ_AS_OPEN_ENDED:
        "This far-off date was read as open-ended.",
        "Cette date très lointaine est comprise comme une durée indéterminée.",
        "日期过远，按无固定期限处理。";
    DAY_READ_OTHER_WAY:
        "Day and month cannot stand in the order of the other dates of the file here; read as {day}.",
        "Le jour et le mois ne peuvent pas être ici dans l’ordre des autres dates du fichier ; la date est lue comme le {day}.",
        "此处的日与月无法按文件中其他日期的顺序理解，按 {day}处理。";
    DAY_OF_MONTH:
        "Only the month is given; {day} was taken.",
        "Seul le mois est indiqué ; le {day} a été retenu.",
        "只写了月份，已按 {day}处理。";
    COLUMN_NOT_READ:
        "This column holds dates or amounts and is not read. Say what it means if it counts.",
        "Cette colonne contient des dates ou des montants et n’est pas lue. Indiquez ce qu’elle signifie si elle compte.",
        "此列含有日期或金额，但未被读取。如需使用，请指定其含义。";
    UNUSUAL_DAY:
        "This date is unusually far off. Check the year.",
        "Cette date est inhabituellement éloignée. Vérifiez l’année.",
        "日期异常遥远，请核对年份。";
    UNIT_ASSUMED:
        "No unit is given; read as {length}.",
        "Aucune unité n’est indiquée ; la valeur est lue comme {length}.",
        "未注明单位，按 {length}处理。";
    END_DIFFERS:
        "By the duration it would end on {day}. The end in the file was kept.",
        "D’après la durée, la fin serait le {day}. La date de fin du fichier est conservée.",
        "按合同期限计算应于 {day}到期，已保留文件中的到期日。";
    START_FROM_SIGNATURE:
        "No start is given; the day of signature was taken.",
        "Aucune date de début ; la date de signature est retenue.",
        "未填起始日，以签署日期代替。";
    RENEWAL_PERIOD_ASSUMED:
        "An automatic renewal without a length; {length} was taken.",
        "Reconduction tacite sans durée indiquée ; la durée retenue est de {length}.",
        "自动续约未注明期限，按 {length}处理。";
    FREQUENCY_ASSUMED:
        "No billing frequency is given; taken as “{frequency}”.",
        "Aucune périodicité n’est indiquée ; « {frequency} » est retenu.",
        "未注明开票周期，按“{frequency}”处理。";
    PRICE_WORKED_OUT:
        "The unit price of {price} per period was worked out from another amount.",
        "Le prix unitaire de {price} par période est déduit d’un autre montant.",
        "每期单价 {price} 由其他金额推算得出。";
    AMOUNT_DIFFERS:
        "Quantity times unit price is {amount}, not the amount given. Quantity and unit price were kept.",
        "Quantité × prix unitaire donne {amount}, et non le montant indiqué. Quantité et prix unitaire sont conservés.",
        "数量 × 单价为 {amount}，与所填金额不符；已保留数量和单价。";
    ROUNDED:
        "The amount had more decimals than its currency and was rounded.",
        "Le montant avait plus de décimales que sa devise ; il est arrondi.",
        "金额小数位多于币种规定，已四舍五入。";
    TAX_INCLUDED:
        "The amount seems to include tax, and an amount before tax is expected. Check it.",
        "Le montant semble TTC alors qu’un montant HT est attendu. Vérifiez-le.",
        "金额似乎含税，而此处应为不含税金额，请核对。";
    INDEX_NOT_TAKEN:
        "An index is named here. It is not taken over: add the price revision by hand.",
        "Un indice est mentionné. Il n’est pas repris : ajoutez la révision de prix à la main.",
        "此处提到指数，未能导入，请手动添加调价。";
    INCREASE_DAY_ASSUMED:
        "The increase has no first day; {day} was taken, one year after the start.",
        "La hausse n’a pas de date ; le {day} est retenu, un an après le début.",
        "未注明首次调价日，按起始日满一年即 {day}处理。";
    TERMINATED_WITHOUT_DAY:
        "The contract has ended, as it says here, but there is no day of it, so money stays expected after its end. Give the day in a column of its own.",
        "Le contrat est dit terminé, sans date ; des sommes restent donc attendues après sa fin. Indiquez cette date dans une colonne.",
        "此处注明合同已终止，但没有日期，因此终止之后仍会产生应开票金额。请用单独一列填写终止日期。";
    SEVERAL_PAYMENTS:
        "Amounts here: {amounts}; days: {days}. Give each payment a row of its own.",
        "Montants indiqués : {amounts} ; dates : {days}. Donnez à chaque règlement sa propre ligne.",
        "此处金额 {amounts} 笔，日期 {days} 个。请每笔回款单独占一行。";
    DISCOUNT_IN_MONEY:
        "“{value}” is a discount in money. Give it in per cent, or give the reduced price.",
        "« {value} » est une remise en montant. Indiquez-la en pourcentage, ou indiquez le prix remisé.",
        "“{value}”是按金额优惠。请改填折扣百分比，或直接填写优惠后的价格。";
    PAYMENT_LEFT_OUT:
        "This row is a payment, not an invoice, and is left out. Bring payments in beside their invoices, or as a list of payments that names the invoices.",
        "Cette ligne est un règlement et non une facture ; elle est ignorée. Importez les règlements en regard de leurs factures, ou dans une liste de règlements qui cite les factures.",
        "此行是回款，不是发票，不导入。请将回款填在对应发票的行内，或另行导入注明发票号的回款清单。";
    DISCOUNT_READ_AS:
        "What is left to pay was read as a discount of {percent}. Check it.",
        "Le reste à payer a été lu comme une remise de {percent}. Vérifiez-la.",
        "折扣按实付比例理解，即优惠 {percent}，请核对。";
    INCREASED_EACH_YEAR:
        "The price is raised each year, for the first time on {day}; the one given here is taken as the price before that.",
        "Le prix augmente chaque année, la première fois le {day} ; celui indiqué ici est retenu comme le prix d’avant.",
        "价格每年上调，首次调价日为 {day}；此处所填价格视为调价前的价格。";
    LEFT_EMPTY:
        "“{value}” was not understood and is left empty.",
        "« {value} » n’a pas été compris ; le champ reste vide.",
        "无法识别“{value}”，已留空。";
    TERM_LEFT_OPEN:
        "No end follows from a duration of {length} here, so the term is left empty. Check the start and the duration.",
        "Aucune échéance ne se déduit ici d’une durée de {length} ; la durée reste vide. Vérifiez le début et la durée.",
        "按期限 {length} 无法推算到期日，合同期限已留空。请核对起始日和期限。";
    UNKNOWN_KIND:
        "“{value}” is not known as a kind of document, so the sign of the amount decides. Write “Invoice” or “Credit note”.",
        "« {value} » n’est pas un type de document connu : c’est le signe du montant qui décide. Écrivez « Facture » ou « Avoir ».",
        "无法识别单据类型“{value}”，按金额正负判断。请写“发票”或“红字发票”。";
    PLACEHOLDER:
        "This is a placeholder and is left empty.",
        "Ce contenu est provisoire ; le champ reste vide.",
        "为占位内容，已留空。";
    TYPE_ASSUMED:
        "The contract type was not recognised; it was chosen from the prices.",
        "Le type de contrat n’est pas reconnu ; il est déduit des prix.",
        "未识别合同类型，已根据价格推断。";
    DIFFERS_FROM_FIRST_ROW:
        "Row {row} says otherwise for the same number. Row {row} was kept.",
        "La ligne {row} indique autre chose pour le même numéro. La ligne {row} est retenue.",
        "同一编号在第 {row} 行内容不同，以第 {row} 行为准。";
    SAME_AS_ROW:
        "It repeats row {row} word for word. Both are kept.",
        "Cette ligne répète la ligne {row} à l’identique. Les deux sont conservées.",
        "与第 {row} 行完全相同，两行均已保留。";
    ANOTHER_PAYMENT:
        "It repeats the line of row {row} beside another payment: the line counts once.",
        "Cette ligne répète la ligne {row} avec un autre règlement : son montant n’est compté qu’une fois.",
        "与第 {row} 行为同一明细的另一笔回款，明细金额只计一次。";
    LOOKS_LIKE_TOTAL:
        "It looks like a total and is left out.",
        "Cette ligne ressemble à un total ; elle est ignorée.",
        "疑似合计行，不导入。";
    NOT_ISSUED:
        "The invoice is a draft or was cancelled, so it is left out.",
        "La facture est un brouillon ou a été annulée ; elle est ignorée.",
        "发票为草稿或已作废，不导入。";
    SIGN_TURNED:
        "A credit note takes money back, so its amount was made negative.",
        "Un avoir vient en déduction : son montant est passé en négatif.",
        "红字发票金额已改为负数。";
    READ_AS_CREDIT_NOTE:
        "The total is negative, so it was read as a credit note.",
        "Le total est négatif : le document est compris comme un avoir.",
        "合计为负数，按红字发票处理。";
    PERHAPS_CREDIT_NOTE:
        "The number looks like a credit note’s, the amount does not. Check it.",
        "Le numéro évoque un avoir, pas le montant. Vérifiez.",
        "号码像红字发票，金额却不是，请核对。";
    TOTALS_DIFFER:
        "Lines and VAT add up to {amount}, not to the total given.",
        "Les lignes et la TVA totalisent {amount}, et non le total indiqué.",
        "明细与税额合计为 {amount}，与所填总额不符。";
    PAID_AMOUNT_ASSUMED:
        "It is marked as paid without an amount; the whole total was taken.",
        "La facture est indiquée comme réglée, sans montant ; le total est retenu.",
        "标记为已回款但无金额，按全额处理。";
    PAID_DAY_ASSUMED:
        "It is paid without a date; {day} was taken.",
        "La facture est réglée sans date indiquée ; le {day} est retenu.",
        "已回款但无日期，按 {day}处理。";
    NET_WORKED_OUT:
        "The amount before tax, {amount}, was worked out from the total with tax.",
        "Le montant HT, {amount}, est déduit du total TTC.",
        "不含税金额 {amount} 由价税合计推算得出。";
    DUE_BEFORE_ISSUE:
        "It is due before it was issued. Check both dates.",
        "L’échéance précède l’émission. Vérifiez les deux dates.",
        "付款到期日早于开票日，请核对。";
    NEGATIVE_PRICE:
        "The price is below zero: this line takes money off. Check the sign.",
        "Le prix est négatif : cette ligne vient en déduction. Vérifiez le signe.",
        "价格为负数：该项将冲减金额，请核对正负号。";
    FREE_OF_CHARGE:
        "The price is zero: nothing will be expected for this line.",
        "Le prix est nul : rien ne sera attendu pour cette ligne.",
        "价格为零：该项不会产生应开票金额。";
    ISSUED_IN_FUTURE:
        "It is dated in the future. Check the date.",
        "La date d’émission est dans le futur. Vérifiez la date.",
        "开票日期晚于今天，请核对。";
    ZERO_AMOUNT:
        "The amount is zero. Check that the column is the right one.",
        "Le montant est nul. Vérifiez qu’il s’agit de la bonne colonne.",
        "金额为零，请核对所选列是否正确。";
    CURRENCY_OF_CONTRACT:
        "No currency is given; {currency} was taken, that of the contract.",
        "Aucune devise n’est indiquée ; celle du contrat, {currency}, est retenue.",
        "未注明币种，按合同币种 {currency} 处理。";
    CURRENCY_OF_ENTITY:
        "No currency is given; {currency} was taken, that of our company’s country.",
        "Aucune devise n’est indiquée ; celle du pays de notre entité, {currency}, est retenue.",
        "未注明币种，按签约主体所在国币种 {currency} 处理。";
    UNKNOWN_CONTRACT:
        "No contract with this number is known here. The invoice is imported all the same; what it bills is found by its other details, or by a person.",
        "Aucun contrat connu ne porte ce numéro. La facture est tout de même importée et sera rapprochée d’après ses autres éléments, ou par une personne.",
        "没有此编号的合同。发票仍会导入，并按其他信息匹配或由人工匹配。";
    UNKNOWN_INVOICE:
        "No invoice with this number is known, here or in this file. The credit note waits to be matched until it is imported.",
        "Aucune facture connue ne porte ce numéro, ni ici ni dans ce fichier. L’avoir reste à rapprocher tant qu’elle n’est pas importée.",
        "系统和本文件中都没有此号码的发票。导入原发票之前，该红字发票处于待匹配状态。";
    UNKNOWN_OWNER:
        "Nobody here has this name or e-mail address. The contract is imported without an owner; invite the person first, or choose an owner afterwards.",
        "Personne ici ne porte ce nom ou cette adresse. Le contrat est importé sans responsable : invitez d’abord cette personne, ou choisissez ensuite un responsable.",
        "系统中没有使用此姓名或邮箱的人员。合同将在没有负责人的情况下导入；可先邀请该人员，或导入后再指定负责人。";
    NO_PRICE: "There is no price in this row.", "Cette ligne ne comporte pas de prix.", "此行没有价格。";
    NOTHING_TO_READ:
        "None of the chosen columns has anything in this row, so it is left out.",
        "Aucune des colonnes retenues n’est remplie sur cette ligne ; elle est ignorée.",
        "所选各列在此行均为空，不导入。";
    CUT: "The text was too long and was cut.", "Le texte était trop long ; il est tronqué.", "文字过长，已截断。";
}

/// What a file holds.
pub const fn kind(kind: ImportKind) -> Text {
    match kind {
        ImportKind::Contracts => CONTRACTS,
        ImportKind::Invoices => INVOICES,
    }
}

/// Where an import stands.
pub const fn state(state: ImportState) -> Text {
    match state {
        ImportState::Review => IN_REVIEW,
        ImportState::Accepting => ACCEPTING,
        ImportState::Undoing => UNDOING,
        ImportState::Accepted => ACCEPTED,
        ImportState::Undone => UNDONE,
        ImportState::Discarded => DISCARDED,
    }
}

/// How much a problem matters.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// How days are read, with an example.
pub const fn day_order(order: DayOrder) -> Text {
    match order {
        DayOrder::DayFirst => DAY_FIRST,
        DayOrder::MonthFirst => MONTH_FIRST,
    }
}

/// Stable text of an order of day and month, for forms.
pub const fn day_order_code(order: DayOrder) -> &'static str {
    match order {
        DayOrder::DayFirst => "day_first",
        DayOrder::MonthFirst => "month_first",
    }
}

/// The orders of day and month to choose from, by their stable text.
pub fn day_orders(words: Words) -> Vec<(&'static str, String)> {
    let orders = [DayOrder::DayFirst, DayOrder::MonthFirst];
    orders.into_iter().map(|order| (day_order_code(order), words.t(day_order(order)).to_owned())).collect()
}

/// How numbers are read, with an example.
pub const fn decimal_mark(mark: DecimalMark) -> Text {
    match mark {
        DecimalMark::Comma => COMMA,
        DecimalMark::Point => POINT,
    }
}

/// Stable text of a decimal mark, for forms.
pub const fn decimal_mark_code(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Comma => "comma",
        DecimalMark::Point => "point",
    }
}

/// The decimal marks to choose from, by their stable text.
pub fn decimal_marks(words: Words) -> Vec<(&'static str, String)> {
    let marks = [DecimalMark::Comma, DecimalMark::Point];
    marks.into_iter().map(|mark| (decimal_mark_code(mark), words.t(decimal_mark(mark)).to_owned())).collect()
}

/// How percentages are read, with an example.
pub const fn percent_style(style: PercentStyle) -> Text {
    match style {
        PercentStyle::Hundredths => HUNDREDTHS,
        PercentStyle::Fraction => FRACTION,
    }
}

/// How sure a reading is, as a sentence.
pub const fn evidence(evidence: Evidence) -> Text {
    match evidence {
        Evidence::NotNeeded => NOT_NEEDED,
        Evidence::Decided => DECIDED,
        Evidence::Undecided => UNDECIDED,
        Evidence::Contradictory => CONTRADICTORY,
    }
}

/// What is wrong or doubtful in a cell, and what to do or what was done.
pub fn problem(words: Words, problem: &Problem) -> String {
    let with = |text, name, value: String| words.with(text, &[(name, value.as_str())]);
    let row = |text, row: u32| words.with(text, &[("row", &words.number(row))]);
    let text = match problem {
        Problem::Missing { field } => {
            let name = match field {
                Field::Contract(field) => contract_field(*field),
                Field::Invoice(field) => invoice_field(*field),
            };
            return with(MISSING, "field", words.t(name).to_owned());
        }
        Problem::NotADay(value) => return with(NOT_A_DAY, "value", value.clone()),
        Problem::NotANumber(value) => return with(NOT_A_NUMBER, "value", value.clone()),
        Problem::NotACurrency(value) => return with(NOT_A_CURRENCY, "value", value.clone()),
        Problem::NotAFrequency(value) => return with(NOT_A_FREQUENCY, "value", value.clone()),
        Problem::OutOfRange => OUT_OF_RANGE,
        Problem::NotAVatRate => NOT_A_VAT_RATE,
        Problem::FailedFormula => FAILED_FORMULA,
        Problem::EndBeforeStart => END_BEFORE_START,
        Problem::OtherCurrency { first } => return with(OTHER_CURRENCY, "currency", first.code().to_owned()),
        Problem::NumberOfAnotherCustomer { first_row } => return row(NUMBER_OF_ANOTHER_CUSTOMER, *first_row),
        Problem::PriceWithoutStart => PRICE_WITHOUT_START,
        Problem::SeveralPayments { amounts, days } => {
            let counts = [("amounts", amounts.to_string()), ("days", days.to_string())];
            return words.with(SEVERAL_PAYMENTS, &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
        }
        Problem::TerminatedWithoutDay => TERMINATED_WITHOUT_DAY,
        Problem::ReadAsOpenEnded => READ_AS_OPEN_ENDED,
        Problem::DayReadOtherWay { day } => return with(DAY_READ_OTHER_WAY, "day", words.day(*day)),
        Problem::DayOfMonth { day } => return with(DAY_OF_MONTH, "day", words.day(*day)),
        Problem::ColumnNotRead => COLUMN_NOT_READ,
        Problem::UnusualDay => UNUSUAL_DAY,
        Problem::UnitAssumed { read_as } => return with(UNIT_ASSUMED, "length", words.length(*read_as)),
        Problem::EndDiffersFromDuration { by_duration } => return with(END_DIFFERS, "day", words.day(*by_duration)),
        Problem::StartFromSignature => START_FROM_SIGNATURE,
        Problem::RenewalPeriodAssumed { months } => {
            return with(RENEWAL_PERIOD_ASSUMED, "length", words.months(*months));
        }
        Problem::FrequencyAssumed { months } => {
            return with(FREQUENCY_ASSUMED, "frequency", frequency(words, *months));
        }
        Problem::PriceWorkedOut { unit_price } => return with(PRICE_WORKED_OUT, "price", words.number(*unit_price)),
        Problem::AmountDiffers { computed } => return with(AMOUNT_DIFFERS, "amount", words.number(*computed)),
        Problem::Rounded => ROUNDED,
        Problem::TaxIncluded => TAX_INCLUDED,
        Problem::IndexNotTaken => INDEX_NOT_TAKEN,
        Problem::DiscountInMoney(value) => return with(DISCOUNT_IN_MONEY, "value", value.clone()),
        Problem::PaymentLeftOut => PAYMENT_LEFT_OUT,
        Problem::DiscountReadAs { percent } => return with(DISCOUNT_READ_AS, "percent", words.percent(*percent)),
        Problem::IncreaseDayAssumed { first_on } => return with(INCREASE_DAY_ASSUMED, "day", words.day(*first_on)),
        Problem::IncreasedEachYear { first_on } => return with(INCREASED_EACH_YEAR, "day", words.day(*first_on)),
        Problem::LeftEmpty(value) => return with(LEFT_EMPTY, "value", value.clone()),
        Problem::TermLeftOpen { length } => return with(TERM_LEFT_OPEN, "length", words.length(*length)),
        Problem::UnknownKind(value) => return with(UNKNOWN_KIND, "value", value.clone()),
        Problem::Placeholder => PLACEHOLDER,
        Problem::TypeAssumed => TYPE_ASSUMED,
        Problem::DiffersFromFirstRow { first_row } => return row(DIFFERS_FROM_FIRST_ROW, *first_row),
        Problem::SameAsRow { first_row } => return row(SAME_AS_ROW, *first_row),
        Problem::AnotherPayment { first_row } => return row(ANOTHER_PAYMENT, *first_row),
        Problem::LooksLikeTotal => LOOKS_LIKE_TOTAL,
        Problem::NotIssued => NOT_ISSUED,
        Problem::SignTurned => SIGN_TURNED,
        Problem::ReadAsCreditNote => READ_AS_CREDIT_NOTE,
        Problem::PerhapsCreditNote => PERHAPS_CREDIT_NOTE,
        Problem::TotalsDiffer { computed } => return with(TOTALS_DIFFER, "amount", words.number(*computed)),
        Problem::PaidAmountAssumed => PAID_AMOUNT_ASSUMED,
        Problem::PaidDayAssumed { day } => return with(PAID_DAY_ASSUMED, "day", words.day(*day)),
        Problem::NetWorkedOut { net } => return with(NET_WORKED_OUT, "amount", words.number(*net)),
        Problem::DueBeforeIssue => DUE_BEFORE_ISSUE,
        Problem::NegativePrice => NEGATIVE_PRICE,
        Problem::FreeOfCharge => FREE_OF_CHARGE,
        Problem::IssuedInFuture => ISSUED_IN_FUTURE,
        Problem::ZeroAmount => ZERO_AMOUNT,
        Problem::CurrencyAssumed { currency, of_contract } => {
            let text = if *of_contract { CURRENCY_OF_CONTRACT } else { CURRENCY_OF_ENTITY };
            return with(text, "currency", currency.code().to_owned());
        }
        Problem::UnknownContract => UNKNOWN_CONTRACT,
        Problem::UnknownInvoice => UNKNOWN_INVOICE,
        Problem::UnknownOwner => UNKNOWN_OWNER,
        Problem::NoPrice => NO_PRICE,
        Problem::NothingToRead => NOTHING_TO_READ,
        Problem::Cut => CUT,
        Problem::NoSuchInvoice
        | Problem::InvoiceOfSeveral { .. }
        | Problem::PaidInOtherCurrency { .. }
        | Problem::ReceivedInFuture
        | Problem::LessReceived { .. }
        | Problem::MoreThanOpen { .. }
        | Problem::ProbablyRecorded { .. }
        | Problem::NegativePayment
        | Problem::PaidBeforeIssue { .. }
        | Problem::OtherTotal { .. } => return paid::problem(words, problem).unwrap_or_default(),
    };
    words.t(text).to_owned()
}
