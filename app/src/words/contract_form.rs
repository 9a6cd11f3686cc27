//! The form of a contract.

use super::{Text, Words};
use model::{billing::Part, view::PriceInForce};

words! {
    NEW_TITLE: "New contract", "Nouveau contrat", "新建合同";
    EDIT_TITLE: "Edit {number}", "Modifier {number}", "编辑 {number}";
    EDIT: "Edit the terms", "Modifier les conditions", "编辑合同要素";

    ABOUT: "What and with whom", "Objet et parties", "合同内容与签约方";
    DATES: "Dates and term", "Dates et durée", "日期与期限";
    RENEWAL: "Renewal and notice", "Reconduction et préavis", "续约与通知";
    MONEY: "Value and payment", "Montant et règlement", "金额与付款";
    LINES: "Price lines", "Lignes de prix", "计费项";
    LINES_TEXT:
        "Each line is billed by itself, at prices before tax. What is expected, period by period, is computed from them as soon as the contract has its day of signature.",
        "Chaque ligne est facturée séparément, à des prix hors taxes. La facturation attendue, période par période, en découle dès que la date de signature est renseignée.",
        "每个计费项单独开票，价格均不含税。填写签署日期后，系统据此计算各期应开票金额。";
    ACCESS: "Who sees it", "Accès", "可见范围";

    TITLE_HINT: "A few words by which everybody knows it.", "Quelques mots qui parlent à tous.", "用简短的文字让大家一看便知。";
    CUSTOMER_HINT: "Type the name and choose.", "Saisissez le nom, puis choisissez.", "输入名称后选择。";
    NEW_CUSTOMER:
        "Add a new customer; what you typed is kept",
        "Ajouter un nouveau client, sans perdre votre saisie",
        "新建客户（已填内容会保留）";
    REFERENCE_HINT:
        "The number in your accounts or at the customer: invoices are recognised by it.",
        "Le numéro utilisé en comptabilité ou chez le client : il sert à reconnaître les factures.",
        "财务系统或客户使用的编号，用于识别发票。";
    NOBODY: "Nobody", "Personne", "无";
    SIGNED_HINT:
        "The day of the last signature. Empty while it is a draft: nothing is expected from it yet.",
        "La date de la dernière signature. À laisser vide tant que c’est un projet : rien n’est encore attendu.",
        "最后一方签署的日期。草稿阶段请留空，暂不产生应开票。";
    TERM_KIND: "Length of the term", "Durée", "期限类型";
    TERM_MONTHS: "Months", "Nombre de mois", "月数";
    TERM_LAST_DAY: "Last day", "Dernier jour", "最后一天";
    KIND_MONTHS: "A number of months", "Un nombre de mois", "若干个月";
    KIND_UNTIL: "Until a day", "Jusqu’à une date", "至指定日期";
    KIND_UNKNOWN: "Not known", "Non renseignée", "未填写";
    RENEWAL_KIND: "What follows the term", "À l’échéance", "到期后";
    KIND_NONE: "It ends", "Il prend fin", "终止";
    KIND_EXPRESS: "It goes on if both sign again", "Reconduction expresse", "协商续约";
    KIND_TACIT: "It renews by itself (tacit)", "Reconduction tacite", "自动续约";
    RENEWAL_MONTHS: "Months of each renewal", "Durée de chaque reconduction, en mois", "每次续约月数";
    RENEWAL_MAXIMUM: "Renewals at most", "Nombre maximal de reconductions", "最多续约次数";
    NOTICE_COUNT: "Notice", "Préavis", "通知期";
    NOTICE_UNIT: "Unit of notice", "Unité du préavis", "通知期单位";
    NOTICE_HINT:
        "Empty if the contract does not say.",
        "À laisser vide si le contrat ne le précise pas.",
        "合同未约定时请留空。";
    DAYS: "days", "jours", "天";
    WEEKS: "weeks", "semaines", "周";
    MONTHS: "months", "mois", "个月";
    PRICE_FROM: "A changed price counts from", "Prix modifié à compter du", "新单价生效日";
    PRICE_FROM_HINT:
        "Empty: corrects the first price, billed periods included.",
        "Vide : corrige le prix initial, périodes facturées comprises.",
        "留空：更正最初单价，含已开票期间。";
    DRAFT_TEXT:
        "You have unsaved changes from {when}.",
        "Vous avez des modifications non enregistrées du {when}.",
        "您有 {when} 未保存的更改。";
    DRAFT_RESTORE: "Restore them", "Les rétablir", "恢复";
    DRAFT_DISCARD: "Discard them", "Les abandonner", "放弃更改";
    DRAFT_RESTORED:
        "Your changes are back in the form. They are not saved yet.",
        "Vos modifications sont de nouveau dans le formulaire. Elles ne sont pas encore enregistrées.",
        "您的更改已恢复到表单中，尚未保存。";
    DRAFT_DISCARDED: "Your changes are discarded.", "Vos modifications ont été abandonnées.", "您的更改已放弃。";
    IN_FORCE:
        "Price in force on {day}: {price} = {formula}.",
        "Prix en vigueur au {day} : {price} = {formula}.",
        "{day}有效单价：{price} = {formula}。";
    IN_FORCE_AGREED:
        "Price in force on {day}: {price}.",
        "Prix en vigueur au {day} : {price}.",
        "{day}有效单价：{price}。";
    FIRST_PRICE: "First price: {first}.", "Prix initial : {first}.", "最初单价：{first}。";
    DECISION_BUFFER_HINT:
        "Before the last day for notice: by then the decision should be made.",
        "Avant la date limite de dénonciation : d’ici là, la décision doit être prise.",
        "须在最迟通知日之前多少天作出决定。";
    DECISION_BUFFER: "Time to decide, in days", "Délai de décision, en jours", "决策提前天数";
    VALUE_HINT:
        "What the first term is worth before tax, if it is written down: the lines are checked against it.",
        "Le montant hors taxes de la première période, s’il est écrit au contrat : les lignes de prix y sont comparées.",
        "合同写明的首个合同期不含税总额（如有），用于核对计费项。";
    PAYMENT_DAYS: "Days to pay", "Délai de règlement, en jours", "付款天数";
    END_OF_MONTH: "then to the end of that month", "puis fin de mois", "并顺延至当月月末";
    PURCHASE_ORDER: "Purchase-order number", "Numéro de bon de commande", "采购订单号";

    LINE_NUMBER: "Line {number}", "Ligne {number}", "计费项 {number}";
    RHYTHM: "Billed", "Périodicité de facturation", "开票周期";
    RHYTHM_ONCE: "Once", "Une seule fois", "一次性";
    RHYTHM_MONTHLY: "Every month", "Chaque mois", "每月";
    RHYTHM_QUARTERLY: "Every quarter", "Chaque trimestre", "每季度";
    RHYTHM_HALF_YEARLY: "Every half-year", "Chaque semestre", "每半年";
    RHYTHM_YEARLY: "Every year", "Chaque année", "每年";
    RHYTHM_MONTHS: "Every {n} months", "Tous les {n} mois", "每 {n} 个月";
    DAY: "Counted from", "À compter du", "起算日";
    DAY_HINT:
        "The billing day if it is billed once; else a day on which a period begins. Empty: the contract’s first day.",
        "La date de facturation si elle est unique ; sinon un jour où commence une période. Si vide : la date de début du contrat.",
        "一次性开票时为开票日，否则为某一计费期的首日。留空则取合同起始日。";
    TIMING: "When in the period", "Moment de la facturation", "开票时点";
    ADVANCE: "On its first day (in advance)", "Terme à échoir", "期初（预付）";
    ARREARS: "On its last day (in arrears)", "Terme échu", "期末（后付）";
    QUANTITY_HINT: "Empty means one.", "Si vide : un.", "留空为 1。";
    MORE_OF_LINE:
        "Own dates, discounts, price steps, yearly increase",
        "Dates propres, remises, paliers, hausse annuelle",
        "单独起止日、折扣、分阶段价格、年度调价";
    DISCOUNT_FROM: "Discount from", "Remise à partir du", "折扣起始日";
    DISCOUNT_TO: "Discount until", "Remise jusqu’au", "折扣结束日";
    DISCOUNT_PERCENT: "Discount", "Remise", "折扣比例";
    RAMP_FROM: "New price from", "Nouveau prix à compter du", "新价格起始日";
    RAMP_PRICE: "New unit price", "Nouveau prix unitaire", "新单价";
    REMOVE_LINE: "Remove this line", "Retirer cette ligne", "移除此计费项";
    REMOVE_LINE_HINT:
        "What was billed for it stays billed; what was not is no longer expected.",
        "Ce qui a été facturé le reste ; ce qui ne l’a pas été n’est plus attendu.",
        "已开票的保持不变，未开票的不再列为应开票。";
    ADD_LINE: "Add another line", "Ajouter une ligne", "再添加一项";

    EVERYONE: "Everyone who may see contracts", "Toute personne autorisée", "所有可查看合同的人";
    ONE_TEAM: "One team", "Une équipe", "一个团队";
    SOME_PEOPLE: "Named people", "Des personnes désignées", "指定人员";
    ACCESS_HINT:
        "Owner, deputy, managers, administrators and auditors always see it.",
        "Le responsable, son suppléant, la direction, les administrateurs et les auditeurs y ont toujours accès.",
        "负责人、副负责人、管理层、管理员和审计始终可见。";
    TEAM: "Team", "Équipe", "团队";
    PEOPLE: "People", "Personnes", "人员";
    PEOPLE_HINT:
        "Hold Ctrl or ⌘ to choose several.",
        "Maintenez Ctrl ou ⌘ pour en choisir plusieurs.",
        "按住控制键（Ctrl 或 ⌘）可选择多人。";

    FOLLOWS: "What follows", "Ce qui en découle", "推算结果";
    FOLLOWS_NOTHING:
        "Fill in the dates: the last day for notice, the renewal and the end appear here, each with its reason.",
        "Renseignez les dates : la date limite de dénonciation, la reconduction et la fin s’affichent ici, chacune avec son explication.",
        "填写日期后，此处将显示最迟通知日、续约日和结束日及其依据。";
    CREATE: "Create the contract", "Créer le contrat", "创建合同";
}

/// What a field of the form is called, by its key; price lines by the field inside them.
pub fn label_of(key: &str) -> Option<Text> {
    use super::{contract_page as page, price_line as line};
    let (first, last) = (key.split('.').next()?, key.rsplit('.').next()?);
    Some(match (first, last) {
        ("lines", "description") => line::DESCRIPTION,
        ("lines", "quantity") => line::QUANTITY,
        ("lines", "unit") => line::UNIT,
        ("lines", "unit_price") if key.contains("ramp") => RAMP_PRICE,
        ("lines", "unit_price") => line::UNIT_PRICE,
        ("lines", "price_from") => PRICE_FROM,
        ("lines", "vat_percent") => line::VAT_PERCENT,
        ("lines", "rhythm") => RHYTHM,
        ("lines", "timing") => TIMING,
        ("lines", "day") => DAY,
        ("lines", "starts_on") => line::STARTS_ON,
        ("lines", "ends_on") => line::ENDS_ON,
        ("lines", "from") if key.contains("ramp") => RAMP_FROM,
        ("lines", "from") => DISCOUNT_FROM,
        ("lines", "to") => DISCOUNT_TO,
        ("lines", "percent") => DISCOUNT_PERCENT,
        ("lines", "increase_percent") => line::INCREASE_PERCENT,
        ("lines", "increase_first_on") => line::INCREASE_FIRST_ON,
        ("lines", _) => LINES,
        ("title", _) => page::TITLE,
        ("contract_type", _) => page::TYPE,
        ("customer", _) => page::CUSTOMER,
        ("legal_entity", _) => page::LEGAL_ENTITY,
        ("reference", _) => page::REFERENCE,
        ("owner", _) => page::OWNER,
        ("deputy", _) => page::DEPUTY,
        ("signed_on", _) => page::SIGNED_ON,
        ("starts_on", _) => page::STARTS_ON,
        ("term_kind", _) => TERM_KIND,
        ("term_months", _) => TERM_MONTHS,
        ("term_last_day", _) => TERM_LAST_DAY,
        ("renewal_kind", _) => RENEWAL_KIND,
        ("renewal_months", _) => RENEWAL_MONTHS,
        ("renewal_maximum", _) => RENEWAL_MAXIMUM,
        ("notice_count", _) => NOTICE_COUNT,
        ("notice_unit", _) => NOTICE_UNIT,
        ("decision_buffer_days", _) => DECISION_BUFFER,
        ("currency", _) => page::CURRENCY,
        ("value", _) => page::VALUE,
        ("payment_days", _) => PAYMENT_DAYS,
        ("payment_end_of_month", _) => END_OF_MONTH,
        ("purchase_order", _) => PURCHASE_ORDER,
        ("confidentiality_kind", _) => page::CONFIDENTIALITY,
        ("team", _) => TEAM,
        ("people", _) => PEOPLE,
        _ => return None,
    })
}

/// The price that is shown to be changed: on which day it is in force, and from which price and increases it comes.
pub fn in_force(words: Words, shown: &PriceInForce) -> String {
    let PriceInForce { day, part, first, currency } = shown;
    let Some(price) = part.increased_price() else { return String::new() };
    let without_discounts = Part { discounts: Vec::new(), ..part.clone() };
    let formula = super::billing::part_price(words, &without_discounts, *currency);
    let values = [("day", &*words.day(*day)), ("price", &*words.price(price, *currency)), ("formula", &*formula)];
    let mut said = vec![words.with(if part.increase.is_some() { IN_FORCE } else { IN_FORCE_AGREED }, &values)];
    if part.unit_price != *first {
        said.push(words.with(FIRST_PRICE, &[("first", &words.price(*first, *currency))]));
    }
    words.sentences(&said)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_field_of_the_form_has_a_name() {
        for field in model::contract::CONTRACT_FIELDS {
            assert!(super::label_of(field).is_some(), "{field}");
        }
    }
}
