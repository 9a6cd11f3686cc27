//! Customers, their sites and contacts, and our legal entities: pages and forms.

use super::{Text, Words, holiday};
use model::{
    calendar::holiday::Region,
    party::{ContactRole, Regime},
};

words! {
    TABS: "Parts of the customer", "Rubriques du client", "客户内容";
    OVERVIEW: "Overview", "Vue d’ensemble", "概览";
    MONEY: "Money", "Facturation et règlements", "开票与回款";
    PEOPLE: "Sites and contacts", "Sites et interlocuteurs", "地点与联系人";

    NEW_CUSTOMER: "New customer", "Nouveau client", "新建客户";
    EDIT_CUSTOMER: "Edit the customer", "Modifier le client", "编辑客户";
    IDENTITY: "Who they are", "Identité", "基本信息";
    WHERE: "Where they are", "Coordonnées", "地址与网站";
    DEALINGS: "How we deal with them", "Relation commerciale", "业务往来";
    NAME: "Name", "Nom", "名称";
    COUNTRY: "Country", "Pays", "国家";
    NO_COUNTRY: "Not known", "Non renseigné", "未填写";
    REGISTRATION_NUMBER: "Registration number", "Numéro d’immatriculation", "注册号";
    REGISTRATION_HINT:
        "SIREN or SIRET in France, company number in the United Kingdom, unified social credit code in China.",
        "SIREN ou SIRET en France, numéro de société au Royaume-Uni, code de crédit social unifié en Chine.",
        "中国填写统一社会信用代码；法国填写企业登记号，英国填写公司注册号。";
    VAT_NUMBER: "VAT number", "Numéro de TVA", "税号";
    VAT_HINT:
        "With the letters of the country, for example FR80 999534712. Spaces do not matter.",
        "Avec les lettres du pays, par exemple FR80 999534712. Les espaces sont sans importance.",
        "须含国家代码；中国企业填写统一社会信用代码。空格不影响识别。";
    ADDRESS: "Address", "Adresse", "地址";
    STREET: "Street and building", "Rue et bâtiment", "街道地址";
    POSTAL_CODE: "Postal code", "Code postal", "邮政编码";
    CITY: "Town", "Ville", "城市";
    WEBSITE: "Website", "Site web", "网站";
    LANGUAGE: "Language of correspondence", "Langue de correspondance", "往来函件语言";
    OWNER: "Owner", "Responsable", "负责人";
    NO_OWNER: "Nobody", "Personne", "无";
    PAYMENT_DAYS: "Payment term in days", "Délai de règlement en jours", "付款期限（天）";
    PAYMENT_HINT:
        "Usual with this customer; what a contract says counts.",
        "Délai habituel avec ce client ; les conditions du contrat priment.",
        "与该客户的惯常付款期限，以合同约定为准。";
    PAYMENT_TERM: "Payment term", "Délai de règlement", "付款期限";
    END_OF_MONTH: "and then to the end of the month", "puis fin de mois", "并顺延至当月月末";
    NOTES: "Notes", "Remarques", "备注";
    NOTES_HINT:
        "For us alone; not shown to the customer.",
        "À usage interne ; le client ne les voit pas.",
        "仅供内部使用，客户不可见。";
    CONFIRM_OTHER:
        "This is another customer: save it all the same",
        "Il s’agit d’un autre client : enregistrer quand même",
        "确为另一客户，仍要保存";
    REMOVE: "Remove the customer", "Supprimer le client", "删除客户";
    REMOVE_TEXT:
        "Nothing hangs on this customer. Removing it also removes its sites and contacts; the history keeps that it was there.",
        "Rien ne se rattache à ce client. Sa suppression entraîne celle de ses sites et interlocuteurs ; l’historique en garde la trace.",
        "该客户没有关联内容。删除后其地点和联系人也将一并删除，操作记录仍会保留。";
    REMOVE_USED:
        "This customer has contracts, invoices or findings, so it stays.",
        "Ce client a des contrats, des factures ou des manques à gagner : il ne peut pas être supprimé.",
        "该客户有合同、发票或收入流失项，不能删除。";

    SEARCH: "Search by name or number", "Rechercher par nom ou numéro", "按名称或号码搜索";
    IN_FORCE: "Contracts in force", "Contrats en vigueur", "履行中的合同";
    AT_STAKE: "Not billed, before tax", "Non facturé, HT", "未开票（不含税）";
    OVERDUE_WITH_TAX: "Overdue, with tax", "En retard, TTC", "逾期（含税）";
    EMPTY_TITLE: "No customers here", "Aucun client", "暂无客户";
    EMPTY_TEXT:
        "Add one, or import the spreadsheet in which you keep your contracts today.",
        "Ajoutez-en un, ou importez le tableau dans lequel vous suivez vos contrats.",
        "您可以新建客户，或导入目前使用的合同台账。";
    NO_MATCH: "No customer matches this search.", "Aucun client ne correspond à cette recherche.", "没有符合条件的客户。";

    CONTRACTS_NONE: "No contracts with this customer", "Aucun contrat avec ce client", "暂无合同";
    CONTRACTS_NONE_TEXT:
        "Contracts appear here as soon as they are added or imported.",
        "Les contrats apparaîtront ici dès qu’ils seront saisis ou importés.",
        "新建或导入合同后将显示在此处。";
    NEXT_DEADLINE: "Last day for notice", "Date limite de dénonciation", "最迟通知日";

    MONEY_TEXT:
        "One row for each currency: currencies are never added. {net} are before tax; {taxed} include it.",
        "Une ligne par devise : les devises ne sont jamais additionnées. {net} sont hors taxes ; {taxed} sont TTC.",
        "每个币种一行，不同币种不相加。{net}不含税；{taxed}含税。";
    MONEY_FROM:
        "What was promised counts from {day}, the first month of which invoices are known.",
        "Ce qui est prévu compte à partir du {day}, premier mois dont les factures sont connues.",
        "应开票自 {day} 起统计，即有已知发票的首月。";
    NET_EXPECTED: "Expected", "L’attendu", "应开票";
    NET_BILLED: "billed", "le facturé", "已开票";
    NET_RECOVERED: "recovered", "le récupéré", "已收回";
    NET_AT_STAKE: "not billed", "le non-facturé", "未开票";
    TAXED_INVOICED: "invoiced", "les factures", "开票金额";
    TAXED_CREDITED: "credited", "les avoirs", "红字发票";
    TAXED_PAID: "paid", "les règlements", "已回款";
    TAXED_OWED_BACK: "to be given back", "les sommes à rembourser", "待退还";
    TAXED_OVERDUE: "overdue", "les retards", "逾期未回款";
    CURRENCY: "Currency", "Devise", "币种";
    EXPECTED: "Expected so far", "Attendu à ce jour", "累计应开票";
    BILLED: "Billed of it", "Dont facturé", "其中已开票";
    INVOICED: "Invoiced", "Factures", "开票金额";
    CREDITED: "Credited", "Avoirs", "红字发票";
    PAID: "Paid", "Réglé", "已回款";
    OVERDUE: "Overdue", "En retard", "逾期未回款";
    SEE_BILLING: "See the expected billing", "Voir la facturation attendue", "查看应开票";
    SEE_FINDINGS: "See the findings", "Voir les constats", "查看收入流失项";
    MONEY_NONE: "Nothing promised or invoiced yet.", "Rien de prévu ni de facturé pour l’instant.", "尚无应开票或发票。";
    INVOICES: "Invoices and credit notes", "Factures et avoirs", "发票与红字发票";
    INVOICE: "Invoice", "Facture", "发票";
    CREDIT_NOTE: "Credit note", "Avoir", "红字发票";
    ISSUED_ON: "Issued on", "Émise le", "开票日期";
    DUE_ON: "Due on", "Échéance", "付款到期日";
    TOTAL_WITH_TAX: "Total with tax", "Total TTC", "价税合计";
    INVOICES_NONE: "No invoices of this customer yet.", "Aucune facture pour ce client.", "该客户暂无发票。";

    SITES: "Sites", "Sites", "地点";
    SITES_NONE: "No sites yet.", "Aucun site pour l’instant.", "暂无地点。";
    NEW_SITE: "Add a site", "Ajouter un site", "添加地点";
    EDIT_SITE: "Edit the site", "Modifier le site", "编辑地点";
    REMOVE_SITE: "Remove the site", "Supprimer le site", "删除地点";
    REMOVE_SITE_TEXT:
        "Its contacts stay with the customer, without a site.",
        "Ses interlocuteurs restent rattachés au client, sans site.",
        "其联系人仍保留在客户名下，但不再关联地点。";
    SITE_NOTES_HINT:
        "Access, opening hours, whom to ask for.",
        "Accès, horaires, personne à demander.",
        "进出方式、开放时间、现场联系人等。";
    CONTACTS: "Contacts", "Interlocuteurs", "联系人";
    CONTACTS_NONE: "No contacts yet.", "Aucun interlocuteur pour l’instant.", "暂无联系人。";
    NEW_CONTACT: "Add a contact", "Ajouter un interlocuteur", "添加联系人";
    EDIT_CONTACT: "Edit the contact", "Modifier l’interlocuteur", "编辑联系人";
    REMOVE_CONTACT: "Remove the contact", "Supprimer l’interlocuteur", "删除联系人";
    REMOVE_CONTACT_TEXT:
        "The history keeps that this person was a contact.",
        "L’historique garde la trace de cet interlocuteur.",
        "操作记录将保留该联系人的信息。";
    PERSON_NAME: "Full name", "Nom et prénom", "姓名";
    ROLE: "Role", "Rôle", "角色";
    EMAIL: "E-mail address", "Adresse e-mail", "邮箱";
    PHONE: "Telephone", "Téléphone", "电话";
    SITE: "Site", "Site", "地点";
    NO_SITE: "No particular site", "Aucun en particulier", "不限地点";
    ROLE_SIGNATORY: "Signatory", "Signataire", "签署人";
    ROLE_BILLING: "Billing", "Facturation", "财务联系人";
    ROLE_TECHNICAL: "Technical", "Technique", "技术联系人";
    ROLE_OTHER: "Other", "Autre", "其他";

    ENTITIES: "Legal entities", "Entités juridiques", "签约主体";
    ENTITIES_TEXT:
        "Your own companies: they sign the contracts and issue the invoices.",
        "Vos propres sociétés : elles signent les contrats et émettent les factures.",
        "贵方用以签署合同、开具发票的公司。";
    ENTITIES_NONE: "No legal entity yet", "Aucune entité juridique", "暂无签约主体";
    NEW_ENTITY: "New legal entity", "Nouvelle entité juridique", "新建签约主体";
    EDIT_ENTITY: "Edit the legal entity", "Modifier l’entité juridique", "编辑签约主体";
    REMOVE_ENTITY: "Remove the legal entity", "Supprimer l’entité juridique", "删除签约主体";
    REMOVE_ENTITY_TEXT:
        "No contract or invoice hangs on it. The history keeps that it was there.",
        "Aucun contrat ni facture ne s’y rattache. L’historique en garde la trace.",
        "没有关联的合同或发票，操作记录仍会保留。";
    REMOVE_ENTITY_USED:
        "Contracts or invoices hang on this legal entity, so it stays.",
        "Des contrats ou des factures se rattachent à cette entité : elle ne peut pas être supprimée.",
        "该签约主体有关联的合同或发票，不能删除。";
    COUNTRY_MISSING: "The country is missing.", "Le pays n’est pas renseigné.", "未填写国家。";
    REGIME: "Law and practice", "Régime juridique", "适用规则";
    REGIME_HINT:
        "Where the law differs by country, rules and defaults follow this. It informs; it is not legal advice.",
        "Lorsque le droit diffère selon les pays, les règles et valeurs par défaut suivent ce choix. À titre d’information, sans valeur de conseil juridique.",
        "各国法律不同之处，规则和默认值以此为准。仅供参考，不构成法律意见。";
    HOLIDAYS: "Holidays", "Jours fériés", "节假日";
    HOLIDAYS_HINT:
        "Working days of notices are counted by them.",
        "Les jours ouvrés des préavis sont comptés d’après eux.",
        "据此计算通知期的工作日。";
    HOLIDAYS_OF_COUNTRY: "those of its country", "ceux de son pays", "按所在国家";
    REGIME_FRANCE_BUSINESS: "France, between companies", "France, entre professionnels", "法国（企业之间）";
    REGIME_FRANCE_CONSUMER:
        "France, consumers and non-professionals",
        "France, consommateurs et non-professionnels",
        "法国（消费者及非专业客户）";
    REGIME_UNITED_KINGDOM: "United Kingdom", "Royaume-Uni", "英国";
    REGIME_EUROPEAN_UNION: "European Union", "Union européenne", "欧盟";
    REGIME_CHINA: "China", "Chine", "中国";
    REGIME_GENERIC: "No country’s rules", "Aucun régime national", "不适用特定国家规则";

    IMPORT_NEEDS_ENTITY:
        "The file names none of your companies and none is entered yet. Add the one whose contracts these are; then the import can be accepted.",
        "Le fichier ne nomme aucune de vos sociétés et aucune n’est encore saisie. Ajoutez celle qui porte ces contrats ; l’import pourra ensuite être accepté.",
        "文件中未注明签约主体，系统中也尚未登记。请先添加这些合同的签约主体，然后即可确认导入。";
    IMPORT_ASK_ADMINISTRATOR:
        "An administrator can add it.",
        "Un administrateur peut l’ajouter.",
        "请联系管理员添加。";
}

/// What a contact does for us.
pub const fn role(role: ContactRole) -> Text {
    match role {
        ContactRole::Signatory => ROLE_SIGNATORY,
        ContactRole::Billing => ROLE_BILLING,
        ContactRole::Technical => ROLE_TECHNICAL,
        ContactRole::Other => ROLE_OTHER,
    }
}

/// Which law and practice is followed.
pub const fn regime(regime: Regime) -> Text {
    match regime {
        Regime::FranceBusiness => REGIME_FRANCE_BUSINESS,
        Regime::FranceConsumer => REGIME_FRANCE_CONSUMER,
        Regime::UnitedKingdom => REGIME_UNITED_KINGDOM,
        Regime::EuropeanUnion => REGIME_EUROPEAN_UNION,
        Regime::China => REGIME_CHINA,
        Regime::Generic => REGIME_GENERIC,
    }
}

/// What a field of these forms is called, by its name.
pub fn label(field: &str) -> Option<Text> {
    Some(match field {
        "name" => NAME,
        "country" => COUNTRY,
        "registration_number" => REGISTRATION_NUMBER,
        "vat_number" => VAT_NUMBER,
        "street" => STREET,
        "postal_code" => POSTAL_CODE,
        "city" => CITY,
        "website" => WEBSITE,
        "language" => LANGUAGE,
        "owner" => OWNER,
        "payment_days" => PAYMENT_DAYS,
        "payment_end_of_month" => END_OF_MONTH,
        "notes" => NOTES,
        "role" => ROLE,
        "email" => EMAIL,
        "phone" => PHONE,
        "site" => SITE,
        "regime" => REGIME,
        "holidays" => HOLIDAYS,
        _ => return None,
    })
}

/// What stands in a field of these forms, as people read it: names instead of codes.
pub fn value(words: Words, field: &str, text: &str) -> String {
    match field {
        "country" => super::country::name(words, text),
        "language" => {
            model::language::Language::from_tag(text).map(super::nav::language).unwrap_or_default().to_owned()
        }
        "role" => ContactRole::from_code(text).map(|code| words.t(role(code))).unwrap_or_default().to_owned(),
        "holidays" => Region::from_code(text).map(|code| words.t(holiday::region(code))).unwrap_or_default().to_owned(),
        "regime" => Regime::from_code(text).map(|code| words.t(regime(code))).unwrap_or_default().to_owned(),
        "payment_end_of_month" => words.t(if text == "true" { super::list::YES } else { super::list::NO }).to_owned(),
        _ => text.to_owned(),
    }
}
