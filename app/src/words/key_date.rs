//! Key dates: what they are called, and the calendar.

use super::Text;
use model::key_date::KeyDateKind;

words! {
    TITLE: "Calendar", "Calendrier", "日历";
    LEDE:
        "Every day that your contracts imply: decisions, notice, renewals, ends.",
        "Toutes les échéances de vos contrats : décisions, dénonciations, reconductions, fins.",
        "合同涉及的每个日期：决定、通知、续约、到期。";
    MONTH: "Month", "Mois", "月";
    YEAR: "Year", "Année", "年";
    AGENDA: "Agenda", "Liste", "日程";
    RENEWALS: "Renewals", "Reconductions", "续约";
    VIEWS: "Ways to look at the calendar", "Présentations du calendrier", "日历视图";
    TODAY: "Today", "Aujourd’hui", "今天";
    EARLIER: "Earlier", "Précédent", "较早";
    LATER: "Later", "Suivant", "较晚";
    KIND: "Kind", "Nature", "类型";
    ANY_KIND: "Every kind", "Toutes natures", "所有类型";
    OWNER: "Owner", "Responsable", "负责人";
    ANYBODY: "Everybody", "Tous les responsables", "所有负责人";
    TEAM: "Team", "Équipe", "团队";
    ANY_TEAM: "All teams", "Toutes les équipes", "所有团队";
    VALUE: "Value", "Montant", "金额";
    ANY_VALUE: "Any value", "Tous montants", "任意金额";
    VALUE_FROM: "From {value}", "À partir de {value}", "{value} 起";
    STATE: "State", "État", "状态";
    OPEN_ONLY: "Only what is open", "À traiter seulement", "仅未处理";
    OPEN: "Open", "À traiter", "未处理";
    DONE: "Done", "Traité", "已处理";
    CURRENCY: "Currency", "Devise", "币种";
    CUSTOMER: "Customer", "Client", "客户";
    DATES_ONE: "{n} date", "{n} échéance", "{n} 个日期";
    DATES: "{n} dates", "{n} échéances", "{n} 个日期";
    AT_STAKE: "At stake", "En jeu", "涉及金额";
    NOTHING: "Nothing on this calendar", "Rien dans ce calendrier", "日历上没有内容";
    NOTHING_TEXT:
        "No key date matches. Key dates appear as soon as contracts are signed.",
        "Aucune échéance ne correspond. Les échéances apparaissent dès que les contrats sont signés.",
        "没有符合条件的日期。合同签订后，关键日期会自动出现。";
    OF_KIND: "{kind}: {title}", "{kind} : {title}", "{kind}：{title}";
    WEEKDAY: "Day of the week", "Jour de la semaine", "星期";
    MONTH_KEYS:
        "In the grid, the arrow keys move from day to day, Page up and Page down from month to month, Enter opens the day.",
        "Dans la grille, les flèches passent d’un jour à l’autre, Page préc. et Page suiv. d’un mois à l’autre, Entrée ouvre le jour.",
        "在日历中，方向键按天移动，翻页键按月移动，回车键打开当天。";
    SUBSCRIBE: "Subscribe", "S’abonner", "订阅";
    EVERYTHING: "every key date you may see", "toutes les échéances que vous pouvez consulter", "您可查看的全部日期";
    ONE_CUSTOMER: "one customer", "un client", "一个客户";
    ONE_CONTRACT: "one contract", "un contrat", "一份合同";
    FEEDS: "Calendar subscriptions", "Abonnements de calendrier", "日历订阅";
    FEEDS_LEDE:
        "Your calendar program shows key dates as soon as you give it the address of a subscription. Whoever knows the address sees these dates, so treat it like a password.",
        "Votre logiciel de calendrier affiche les échéances dès que vous lui donnez l’adresse d’un abonnement. Quiconque connaît l’adresse voit ces échéances : traitez-la comme un mot de passe.",
        "将订阅地址添加到日历软件，即可显示关键日期。知道该地址的人都能看到这些日期，请像密码一样保管。";
    FEED_NEW: "New subscription", "Nouvel abonnement", "新建订阅";
    FEED_OF: "It will show: {what}.", "Il affichera : {what}.", "将显示：{what}。";
    FEED_NAME: "Name", "Nom", "名称";
    FEED_NAME_HINT:
        "Calendar programs show it beside your other calendars.",
        "Les logiciels de calendrier l’affichent à côté de vos autres calendriers.",
        "日历软件会将其显示在您的其他日历旁。";
    FEED_CREATE: "Create the subscription", "Créer l’abonnement", "创建订阅";
    FEED_FOR: "{what} (for {name})", "{what} (pour {name})", "{what}（代 {name}）";
    FEED_MADE: "The address of your subscription", "L’adresse de votre abonnement", "您的订阅地址";
    FEED_MADE_TEXT:
        "Copy it into your calendar program now: it is shown only this once.",
        "Copiez-la maintenant dans votre logiciel de calendrier : elle n’est affichée qu’une seule fois.",
        "请立即复制到日历软件：地址仅显示这一次。";
    FEED_YOURS: "Your subscriptions", "Vos abonnements", "您的订阅";
    FEED_NONE: "You have no subscription yet.", "Vous n’avez pas encore d’abonnement.", "您还没有订阅。";
    FEED_READ: "Last read", "Dernière lecture", "上次读取";
    FEED_NEVER_READ: "Never", "Jamais", "从未";
    FEED_ROTATE: "New address", "Nouvelle adresse", "更换地址";
    FEED_ROTATE_TEXT:
        "The old address stops working at once.",
        "L’ancienne adresse cesse aussitôt de fonctionner.",
        "原地址将立即失效。";
    FEED_ROTATE_THIS: "Change the address of “{name}”", "Changer l’adresse de « {name} »", "更换“{name}”的地址";
    FEED_REVOKE: "Remove", "Supprimer", "删除";
    FEED_REVOKE_TEXT:
        "Calendar programs no longer find anything at its address.",
        "Les logiciels de calendrier ne trouveront plus rien à cette adresse.",
        "日历软件将无法再从该地址读取内容。";
    FEED_REVOKE_THIS: "Remove “{name}”", "Supprimer « {name} »", "删除“{name}”";
    INVOICES: "Invoices to come", "Factures à venir", "待开发票";
    INVOICES_SHORT: "Invoices", "Factures", "发票";
}

/// What a kind of key date is called.
pub const fn kind(kind: KeyDateKind) -> Text {
    match kind {
        KeyDateKind::DecisionDeadline => Text::new("Decision deadline", "Date limite de décision", "决定截止日"),
        KeyDateKind::NoticeDeadline => Text::new("Last day for notice", "Date limite de dénonciation", "最后通知日"),
        KeyDateKind::Renewal => Text::new("Renewal", "Reconduction", "续约"),
        KeyDateKind::End => Text::new("End of contract", "Fin du contrat", "合同到期"),
        KeyDateKind::Obligation => Text::new("Obligation", "Obligation", "义务"),
        KeyDateKind::Milestone => Text::new("Milestone", "Jalon", "里程碑"),
        KeyDateKind::Deliverable => Text::new("Deliverable", "Livrable", "交付物"),
        KeyDateKind::Visit => Text::new("Service visit", "Intervention", "上门服务"),
        KeyDateKind::Review => Text::new("Review", "Revue", "复核"),
    }
}

/// The same in a word, for narrow places.
pub const fn kind_short(of: KeyDateKind) -> Text {
    match of {
        KeyDateKind::DecisionDeadline => Text::new("Decide", "Décision", "决定"),
        KeyDateKind::NoticeDeadline => Text::new("Notice", "Préavis", "通知"),
        KeyDateKind::Renewal => Text::new("Renews", "Reconduction", "续约"),
        KeyDateKind::End => Text::new("Ends", "Fin", "到期"),
        other => kind(other),
    }
}
