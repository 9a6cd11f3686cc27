//! The page of notifications, the rules of reminders, and what each person chooses for themselves.

words! {
    TITLE: "Notifications", "Notifications", "通知";
    ALL: "All", "Toutes", "全部";
    UNREAD: "Unread", "Non lues", "未读";
    READ_ALL: "Mark all as read", "Tout marquer comme lu", "全部标为已读";
    READ: "Mark as read", "Marquer comme lu", "标为已读";
    KEEP_UNREAD: "Mark as unread", "Marquer comme non lu", "标为未读";
    NONE: "Nothing to read", "Rien à lire", "暂无通知";
    NONE_HINT:
        "What concerns you appears here as soon as its day comes near.",
        "Ce qui vous concerne apparaît ici dès que l’échéance approche.",
        "与您有关的日期临近时会显示在这里。";

    HEARING: "How I hear of things", "Mes notifications", "通知方式";
    HEARING_TEXT:
        "Everything that concerns you stands on the page of notifications. Here you choose what is written to you, and when.",
        "Tout ce qui vous concerne figure sur la page des notifications. Choisissez ici ce qui vous est aussi envoyé, et quand.",
        "与您有关的事项均显示在通知页面。您可以在此选择哪些以邮件发送及发送时间。";
    NO_MAILS:
        "No e-mails are sent: the server is not set up for them. Notifications appear in Avenant alone.",
        "Aucun e-mail n’est envoyé : le serveur n’est pas configuré pour cela. Les notifications apparaissent uniquement dans Avenant.",
        "服务器未配置邮件，因此不发送邮件。通知仅显示在系统内。";
    RHYTHM: "E-mails come", "Envoi des e-mails", "邮件发送";
    IMMEDIATE: "as soon as there is something", "dès qu’il y a du nouveau", "有新通知时立即发送";
    DAILY: "once a day, all together", "une fois par jour, regroupés", "每天汇总发送一次";
    HOUR: "At what hour", "À quelle heure", "发送时间";
    HOUR_HINT: "From 0 to 23, for one e-mail a day.", "De 0 à 23, pour un e-mail par jour.", "0 至 23 点，用于每日汇总。";
    APP_AND_MAIL: "In Avenant and by e-mail", "Dans Avenant et par e-mail", "系统内及邮件";
    APP: "In Avenant alone", "Dans Avenant seulement", "仅在系统内";
    OFF: "Not at all", "Pas du tout", "不提醒";
    OFF_HINT:
        "What is escalated to you reaches you in any case.",
        "Ce qui vous est remonté vous parvient dans tous les cas.",
        "升级提醒始终会送达。";
    CHOSEN: "Your choice is saved.", "Votre choix est enregistré.", "您的选择已保存。";

    RULES: "Reminders", "Rappels", "提醒规则";
    RULES_TEXT:
        "Who is told of which dates, and when. Each person may switch off what they need not hear, but not what is escalated.",
        "Qui est prévenu de quelles échéances, et quand. Chacun peut couper ce dont il n’a pas besoin, sauf ce qui lui est remonté.",
        "设定何时向谁提醒哪些日期。个人可以关闭不需要的提醒，但升级提醒除外。";
    RULE: "Rule", "Règle", "规则";
    KIND: "Date", "Échéance", "日期";
    CHANGE_RULE: "Change", "Modifier", "修改";
    CHANGE_RULE_OF: "Change: {kind}", "Modifier : {kind}", "修改：{kind}";
    BEFORE: "Days before", "Jours avant", "提前天数";
    BEFORE_HINT: "Several with commas: 60, 14, 0. 0 is the day itself.", "Plusieurs séparés par des virgules : 60, 14, 0. 0 est le jour même.", "可填多个，以顿号分隔：60、14、0。0 表示当天。";
    AFTER: "Days after, as long as it is not done", "Jours après, tant que rien n’est fait", "逾期未完成后天数";
    AFTER_HINT: "Left empty, nobody is told afterwards.", "Si vide, personne n’est prévenu après coup.", "留空则逾期后不再提醒。";
    TO: "Who is told", "Personnes prévenues", "提醒对象";
    MEANS: "How", "Moyen", "提醒方式";
    ESCALATION: "If nothing has moved", "Si rien n’a été fait", "尚无进展时";
    DEPUTY_DAYS: "Deputy, days before", "Suppléant, jours avant", "提醒副负责人，提前天数";
    MANAGER_DAYS: "Managers, days before", "Direction, jours avant", "提醒管理层，提前天数";
    ESCALATION_HINT: "Left empty, nothing is escalated.", "Si vide, rien n’est remonté.", "留空则不升级提醒。";
    QUIET: "Quiet days", "Jours sans rappel", "免打扰日";
    WEEKENDS:
        "No reminders on Saturdays and Sundays: they come on the next working day, but never after the date itself",
        "Pas de rappel les samedis et dimanches : il arrive le jour ouvré suivant, mais jamais après l’échéance",
        "周六和周日不提醒：顺延至下一工作日，但不晚于该日期本身";
    HOLIDAYS:
        "No reminders on the holidays of our company that signs the contract",
        "Pas de rappel les jours fériés de notre société signataire",
        "合同签约主体所在地的节假日不提醒";
    SAVED: "The rules are saved. They hold from the next reminders on.", "Les règles sont enregistrées et s’appliquent dès les prochains rappels.", "规则已保存，自下次提醒起生效。";

    MAILS: "E-mails sent", "E-mails envoyés", "邮件发送";
    MAILS_TEXT:
        "To whom e-mails went and how they fare, not what they say. What is not taken is tried again for more than a day.",
        "À qui les e-mails sont partis et où ils en sont, sans leur contenu. Ce qui n’est pas accepté est relancé pendant plus d’un jour.",
        "显示邮件的收件人和状态，不显示内容。未被接收的邮件会在一天多的时间内反复重试。";
    TO_WHOM: "To", "Destinataire", "收件人";
    WRITTEN: "Written", "Rédigé", "生成时间";
    FAILURE: "What the mail server said", "Réponse du serveur de messagerie", "邮件服务器的答复";
    NO_MAIL_YET: "No e-mails here", "Aucun e-mail ici", "暂无邮件";
    MAIL_WAITING: "Waiting", "En attente", "等待发送";
    MAIL_SENT: "Sent", "Envoyé", "已发送";
    MAIL_DEAD: "Not delivered", "Non remis", "未送达";
    MAIL_WITHDRAWN: "No longer needed", "Devenu inutile", "已撤回";
}

/// Where a mail stands.
pub const fn mail_state(state: model::view::MailState) -> super::Text {
    use model::view::MailState;
    match state {
        MailState::Waiting => MAIL_WAITING,
        MailState::Sent => MAIL_SENT,
        MailState::Dead => MAIL_DEAD,
        MailState::Withdrawn => MAIL_WITHDRAWN,
    }
}
