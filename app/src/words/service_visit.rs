//! Service visits: what is promised, the board of a month, the page of one visit.

use super::{Text, Words};
use model::{
    money::Currency,
    service_visit::{Answer, Charge, VisitPromise, VisitRhythm, VisitState, time_of},
};

words! {
    TITLE: "Visits", "Interventions", "上门服务";
    TAB_TEXT:
        "What the contract promises of visits, place by place and year by year, and what became of it.",
        "Ce que le contrat promet d’interventions, site par site et année par année, et ce qu’il en est.",
        "合同按地点、按年约定的上门服务及其完成情况。";
    NOTHING_PROMISED: "No visits are promised.", "Aucune intervention n’est promise.", "尚未约定上门服务。";
    NOTHING_PROMISED_TEXT:
        "Say how often a year, where and at what price, and the visits are laid out over the term.",
        "Indiquez combien par an, où et à quel prix : les interventions sont réparties sur la durée du contrat.",
        "填写每年次数、地点和价格，系统即按合同期限排出各次上门服务。";
    NOTHING_PROMISED_READER:
        "Whoever edits the terms of this contract says how often a year, where and at what price.",
        "Les personnes habilitées à modifier les conditions de ce contrat indiquent combien par an, où et à quel prix.",
        "每年次数、地点和价格由有权编辑本合同条款的人员填写。";
    NOT_SIGNED:
        "Visits are laid out once the contract is signed.",
        "Les interventions sont réparties dès que le contrat est signé.",
        "合同签署后即排出各次上门服务。";
    PROMISE: "Promise visits", "Promettre des interventions", "约定上门服务";
    EDIT_PROMISE: "Change what is promised", "Modifier l’engagement", "修改约定";
    REMOVE_PROMISE: "Remove what is promised", "Supprimer l’engagement", "删除约定";
    REMOVE_TEXT:
        "Its visits go with it. This is possible as long as none of them was planned, made or called off; after that, give it a last day.",
        "Ses interventions disparaissent avec lui. C’est possible tant qu’aucune n’a été planifiée, réalisée ou annulée ; ensuite, indiquez un dernier jour.",
        "相关上门服务将一并删除。仅在均未排期、完成或取消时可以删除；否则请填写截止日。";
    FIRST_DAY: "From", "À partir du", "起始日";
    LAST_DAY: "Until", "Jusqu’au", "截止日";
    CHOSEN_SITE: "The chosen place", "Le site choisi", "所选地点";
    ANY_SITE: "Any place", "Tous les sites", "所有地点";
    YEAR: "Year {year}", "Année {year}", "第 {year} 年";
    PROMISED: "Promised", "Promises", "约定";
    PLANNED_COUNT: "Planned", "Planifiées", "已排期";
    DONE_COUNT: "Done", "Réalisées", "已完成";
    MISSED_COUNT: "Missed", "Manquées", "已错过";
    BILLED_COUNT: "Billed", "Facturées", "已计费";
    YEARS: "Visits by year", "Interventions par année", "各年上门服务";
    EXTRA_VISITS: "Visits beyond those promised", "Interventions supplémentaires", "约定之外的上门服务";
    ADD_EXTRA: "Add a visit", "Ajouter une intervention", "添加上门服务";
    EXTRA_TEXT:
        "It is billed by the prices of the promise that you choose, once it is done and somebody accepts it.",
        "Elle est facturée aux prix de l’engagement choisi, une fois réalisée et acceptée.",
        "完成并经确认后，按所选约定的价格计费。";

    WHAT: "What is done", "Objet", "服务内容";
    SITE: "Site", "Site", "地点";
    NO_SITE: "The customer’s address", "Adresse du client", "客户地址";
    PER_YEAR: "Visits a year", "Interventions par an", "每年次数";
    PER_YEAR_HINT:
        "Spread evenly over the contract year; leave it empty if you name the months.",
        "Réparties régulièrement sur l’année contractuelle ; à laisser vide si vous indiquez les mois.",
        "在合同年度内平均安排；如指定月份，请留空。";
    MONTHS: "In these months", "Au cours de ces mois", "指定月份";
    MONTHS_HINT: "One visit in each, for example 3, 9", "Une intervention par mois, par exemple 3, 9", "每月一次，例如“3、9”";
    MINUTES: "Minutes of a visit", "Durée en minutes", "每次时长（分钟）";
    LINE: "Paid by the price line", "Couverte par la ligne de prix", "由计费项涵盖";
    NO_LINE: "None", "Aucune", "无";
    PRICE: "Price of each visit", "Prix par intervention", "每次价格";
    PRICE_HINT:
        "Leave it empty if the visits are included in the contract’s price.",
        "À laisser vide si les interventions sont comprises dans le prix du contrat.",
        "如已包含在合同价格内，请留空。";
    EXTRA_PRICE: "Price of an extra visit", "Prix d’une intervention supplémentaire", "额外上门价格";
    HOURLY_PRICE: "Price of an extra hour", "Prix de l’heure supplémentaire", "超时每小时价格";
    HOURLY_HINT:
        "For time beyond the minutes of a visit, in proportion.",
        "Pour le temps au-delà de la durée prévue, au prorata.",
        "超出约定时长的部分按比例计费。";
    SKILLS: "Skills needed", "Compétences requises", "所需技能";
    SKILLS_HINT: "With commas between them", "Séparées par des virgules", "以逗号分隔";
    CHECKLIST: "Checklist", "Liste de contrôle", "检查清单";
    CHECKLIST_HINT: "One line for each thing to check", "Une ligne par point à contrôler", "每行一项";
    STARTS_ON: "Counts from", "À compter du", "起始日";
    STARTS_HINT:
        "Visits whose window begins before this day are not expected; empty for all since the contract’s first day.",
        "Les interventions dont la fenêtre commence avant ce jour ne sont pas attendues ; vide : toutes depuis le début du contrat.",
        "窗口期早于该日开始的上门服务不计；留空则自合同首日起全部计入。";
    ENDS_ON: "Counts until", "Jusqu’au", "截止日";

    WINDOW: "Window", "Fenêtre", "窗口期";
    STATE: "State", "État", "状态";
    DAY: "Day", "Jour", "日期";
    TIME: "Time", "Heure", "时间";
    TECHNICIAN: "Technician", "Technicien", "技术人员";
    NOBODY: "Nobody yet", "Personne pour l’instant", "待定";
    AHEAD: "Ahead", "À venir", "未到窗口期";
    TO_PLAN: "To be planned", "À planifier", "待排期";
    PLANNED: "Planned", "Planifiée", "已排期";
    UNREPORTED: "To be reported", "Compte rendu attendu", "待填报告";
    MISSED: "Missed", "Manquée", "已错过";
    DONE: "Done", "Réalisée", "已完成";
    CANCELLED: "Called off", "Annulée", "已取消";

    MONTH_BEFORE: "Month before", "Mois précédent", "上个月";
    MONTH_AFTER: "Month after", "Mois suivant", "下个月";
    THIS_MONTH: "This month", "Ce mois-ci", "本月";
    CALENDAR: "Visits of {month}", "Interventions de {month}", "{month}上门服务";
    SIDE: "To be planned", "À planifier", "待排期";
    SIDE_TEXT:
        "Windows that are open this month, and those missed in the three months before. Choose a day, or drag a card to one.",
        "Fenêtres ouvertes ce mois-ci et interventions manquées des trois mois précédents. Choisissez un jour, ou faites glisser la carte.",
        "本月窗口期内以及此前三个月错过的上门服务。请选择日期，或将卡片拖到某一天。";
    SIDE_EMPTY: "Nothing waits to be planned.", "Rien n’est à planifier.", "没有待排期的上门服务。";
    SIDE_MORE: "There are more; filter to see them.", "Il y en a davantage ; filtrez pour les voir.", "还有更多，请筛选查看。";
    PLAN: "Plan", "Planifier", "排期";
    PLAN_AGAIN: "Change the plan", "Modifier la date", "改期";
    UNPLAN: "Take the day away", "Retirer la date", "取消排期";
    ANYBODY: "Everybody", "Tout le monde", "所有人";
    CUSTOMER: "Customer", "Client", "客户";
    SKILL: "Skill", "Compétence", "技能";
    NO_VISITS: "No visits this month", "Aucune intervention ce mois-ci", "本月无上门服务";

    MAIL: "Announce by e-mail", "Annoncer par e-mail", "发邮件告知";
    MAIL_TO: "To {name}, {address}", "À {name}, {address}", "收件人：{name}，{address}";
    NO_CONTACT:
        "Nobody can be written to: no contact of this place or of the customer has an e-mail address.",
        "Aucun destinataire : ni le site ni le client n’a d’interlocuteur avec une adresse e-mail.",
        "无法发送邮件：该地点及客户均无填写邮箱的联系人。";
    ADD_CONTACT: "People at the customer", "Interlocuteurs du client", "客户联系人";
    NO_MAILS:
        "E-mails are not set up, so the letter is the way.",
        "L’envoi d’e-mails n’est pas configuré ; utilisez le courrier.",
        "系统未设置邮件发送，请使用信函。";
    MAIL_WAITING: "The e-mail to {name} is on its way.", "L’e-mail à {name} est en cours d’envoi.", "发给 {name} 的邮件正在发送。";
    MAIL_SENT: "The e-mail to {name} was sent.", "L’e-mail à {name} a été envoyé.", "发给 {name} 的邮件已发送。";
    MAIL_DEAD:
        "The e-mail to {name} could not be sent. Tell them in another way, or have an administrator look at it.",
        "L’e-mail à {name} n’a pas pu être envoyé. Prévenez par un autre moyen ou alertez un administrateur.",
        "发给 {name} 的邮件未能发送。请以其他方式告知，或请管理员处理。";
    ANNOUNCE: "Mark as announced", "Marquer comme annoncée", "标记为已告知";
    ANNOUNCED: "The customer was told on {day}.", "Le client a été prévenu le {day}.", "已于 {day}告知客户。";
    LETTER: "Letter to the customer", "Courrier au client", "致客户函";
    CANCEL: "Call off", "Annuler l’intervention", "取消上门";
    CANCEL_TEXT:
        "It will be neither made nor missed. The reason stays in the history.",
        "Elle ne sera ni réalisée ni manquée. Le motif reste dans l’historique.",
        "该次上门不再计为应完成或错过，原因将保留在操作记录中。";
    REASON: "Reason", "Motif", "原因";
    CANCELLED_BECAUSE: "Called off on {day}: {reason}", "Annulée le {day} : {reason}", "{day}取消：{reason}";
    AFTER_END:
        "The contract ends on {day}; this day lies after it.",
        "Le contrat prend fin le {day} ; cette date est postérieure.",
        "合同于 {day}结束，该日期在其之后。";
    OUT_OF_WINDOW:
        "Planned outside the period that was agreed: {window}. Where the day lies after it, the visit counts as late.",
        "Date prévue hors de la période convenue : {window}. Au-delà de cette période, l’intervention est en retard.",
        "排期不在约定期间（{window}）内；晚于该期间的，按逾期计。";
    DAY_OFF:
        "{day} is not a working day where we are.",
        "Le {day} n’est pas un jour ouvré chez nous.",
        "{day}不是我方工作日。";
    ACCESS: "Access", "Accès", "进场须知";
    EXPECTED: "{minutes} min expected", "{minutes} min prévues", "预计 {minutes} 分钟";
    TOOK: "{minutes} min spent", "{minutes} min passées sur place", "用时 {minutes} 分钟";

    REPORT: "Report", "Compte rendu", "服务报告";
    CLOSE: "Close the visit", "Clôturer l’intervention", "完成上门";
    DONE_ON: "Done on", "Réalisée le", "完成日期";
    TIME_SPENT: "Minutes spent", "Durée en minutes", "实际用时（分钟）";
    REPORT_TEXT: "What was done", "Travaux réalisés", "完成的工作";
    NOTICED: "What should be seen to", "Points à traiter", "需处理的问题";
    TAKE_REPORT_BACK: "Take the report back", "Retirer le compte rendu", "撤回报告";
    TAKE_REPORT_BACK_TEXT:
        "The visit then counts as not made. What was reported stands in the form again, without the signature.",
        "L’intervention compte alors comme non réalisée. Le contenu revient dans le formulaire, sans la signature.",
        "该次上门服务将视为未完成。报告内容会回到表单中，但签名需重新获取。";
    PHOTOS: "Photos", "Photographies", "照片";
    CUSTOMER_NAME: "Signed by", "Nom du signataire", "签字人";
    SIGNATURE: "Signature", "Signature du client", "客户签名";
    SIGN_HERE: "Sign here with a finger or a pen", "Signez ici au doigt ou au stylet", "请用手指或触控笔在此签名";
    SIGN_ANEW: "Clear the signature", "Effacer la signature", "清除签名";
    SIGNED_BY: "Signed by {name}", "Signé par {name}", "签字人：{name}";
    IN_ORDER: "In order", "Conforme", "正常";
    FAULTY: "Not in order", "Non conforme", "异常";
    NOT_APPLICABLE: "Does not apply", "Sans objet", "不适用";
    CHOOSE: "Choose", "Choisir", "请选择";
    KEPT_HERE:
        "Kept on this device; it is sent as soon as the network is back.",
        "Conservé sur cet appareil ; l’envoi se fait dès le retour du réseau.",
        "已保存在本机，网络恢复后自动发送。";
    RESTORED:
        "What you had typed on this device is back.",
        "Votre saisie conservée sur cet appareil a été rétablie.",
        "已恢复您在本机填写的内容。";

    TO_BILL: "To be billed", "À facturer", "待计费";
    FOR_VISIT: "Visit", "Intervention", "上门";
    FOR_TIME: "{minutes} min beyond what was agreed", "{minutes} min au-delà de la durée prévue", "超出约定时长 {minutes} 分钟";
    ACCEPT: "Bill it", "Facturer", "计费";
    ACCEPT_TEXT:
        "It becomes a one-off price line of the contract, and the ledger expects its invoice.",
        "Elle devient une ligne de prix ponctuelle du contrat, dont la facture est attendue.",
        "将成为合同的一次性计费项，并计入应开票。";
    AFTER_END_BILL:
        "The contract had ended, so it cannot bill this visit. Agree with the customer, then prolong the contract or refuse.",
        "Le contrat avait pris fin et ne peut plus facturer cette intervention. Convenez-en avec le client, puis prolongez le contrat ou refusez.",
        "合同已结束，无法据此计费。请与客户商定后延长合同，或不予计费。";
    REFUSE: "Do not bill it", "Ne pas facturer", "不计费";
    ACCEPTED_ON: "Accepted for billing on {day}", "Acceptée pour facturation le {day}", "{day}确认计费";
    REFUSED_ON: "Not billed, decided on {day}: {reason}", "Non facturée, décision du {day} : {reason}", "{day}决定不计费：{reason}";
    UNIT: "visit", "intervention", "次";

    SAID_SPREAD_ONE: "{n} visit a year, {minutes} min each", "{n} intervention par an, {minutes} min chacune", "每年 {n} 次，每次 {minutes} 分钟";
    SAID_SPREAD: "{n} visits a year, {minutes} min each", "{n} interventions par an, {minutes} min chacune", "每年 {n} 次，每次 {minutes} 分钟";
    SAID_MONTHS: "In {months}, {minutes} min each", "En {months}, {minutes} min chacune", "{months}，每次 {minutes} 分钟";
    SAID_INCLUDED: "included in the price", "comprises dans le prix", "已包含在合同价格内";
    SAID_PRICE: "{price} each", "{price} l’une", "每次 {price}";
    SAID_EXTRA: "extra visit {price}", "intervention supplémentaire {price}", "额外上门 {price}";
    SAID_HOUR: "extra hour {price}", "heure supplémentaire {price}", "超时每小时 {price}";
    SAID_SKILLS: "skills: {skills}", "compétences : {skills}", "技能：{skills}";

    LETTER_SUBJECT: "Our visit on {day}", "Notre intervention du {day}", "关于{day}上门服务的通知";
    LETTER_GREETING: "Dear Sir or Madam,", "Madame, Monsieur,", "尊敬的客户：";
    LETTER_COMES:
        "Under the contract “{title}” ({number}) we will carry out the following visit: {what}.",
        "Dans le cadre du contrat « {title} » ({number}), nous réaliserons l’intervention suivante : {what}.",
        "根据合同《{title}》（{number}），我方将提供以下上门服务：{what}。";
    LETTER_DAY: "Day: {day}", "Date : {day}", "日期：{day}";
    LETTER_WINDOW: "Period agreed: {window}", "Période convenue : {window}", "约定期间：{window}";
    LETTER_TIME: "Time: {time}", "Heure : {time}", "时间：{time}";
    LETTER_WHO: "Technician: {name}", "Technicien : {name}", "技术人员：{name}";
    LETTER_WHERE: "Place: {place}", "Lieu : {place}", "地点：{place}";
    LETTER_MINUTES: "Expected length: {minutes} minutes", "Durée prévue : {minutes} minutes", "预计时长：{minutes} 分钟";
    LETTER_ACCESS:
        "Please see to it that our technician has access, and tell us in good time if the day does not suit you.",
        "Merci de permettre l’accès à notre technicien et de nous prévenir à temps si cette date ne vous convient pas.",
        "请为我方技术人员提供进场便利；如该日期不便，请提前告知。";
    LETTER_END: "Yours faithfully", "Veuillez agréer, Madame, Monsieur, nos salutations distinguées", "此致敬礼";
    PRINT: "Print", "Imprimer", "打印";
    BACK: "Back to the visit", "Retour à l’intervention", "返回该次上门";
}

/// Where a visit stands.
pub const fn state(state: VisitState) -> Text {
    match state {
        VisitState::Ahead => AHEAD,
        VisitState::ToPlan => TO_PLAN,
        VisitState::Planned => PLANNED,
        VisitState::Unreported => UNREPORTED,
        VisitState::Missed => MISSED,
        VisitState::Done => DONE,
        VisitState::Cancelled => CANCELLED,
    }
}

/// How a line of a checklist was answered.
pub const fn answer(answer: Answer) -> Text {
    match answer {
        Answer::InOrder => IN_ORDER,
        Answer::Faulty => FAULTY,
        Answer::NotApplicable => NOT_APPLICABLE,
    }
}

/// What a field of a form about visits is called.
pub fn label(field: &str) -> Option<Text> {
    Some(match field {
        "description" => WHAT,
        "site" => SITE,
        "per_year" => PER_YEAR,
        "months" => MONTHS,
        "minutes" => MINUTES,
        "line" => LINE,
        "price" => PRICE,
        "extra_price" => EXTRA_PRICE,
        "hourly_price" => HOURLY_PRICE,
        "skills" => SKILLS,
        "checklist" => CHECKLIST,
        "starts_on" => STARTS_ON,
        "ends_on" => ENDS_ON,
        "promise" => PROMISED,
        "planned_on" => DAY,
        "planned_at" => TIME,
        "technician" => TECHNICIAN,
        "reason" => REASON,
        "on" => DONE_ON,
        "report" => REPORT_TEXT,
        "findings" => NOTICED,
        "customer_name" => CUSTOMER_NAME,
        "signature" => SIGNATURE,
        _ if field.starts_with("answers.") => CHECKLIST,
        _ => return None,
    })
}

/// What a field of a report is called.
pub fn report_label(field: &str) -> Option<Text> {
    if field == "minutes" { Some(TIME_SPENT) } else { label(field) }
}

/// A time of day as people of the language write it.
pub fn time(words: Words, minutes: u16) -> String {
    let text = time_of(minutes);
    match words.language() {
        model::language::Language::Fr => text.replace(':', "\u{202f}h\u{202f}"),
        model::language::Language::En | model::language::Language::Zh => text,
    }
}

/// What a promise says, point by point.
pub fn promise(words: Words, promise: &VisitPromise, currency: Currency) -> Vec<String> {
    let minutes = words.number(promise.minutes);
    let price = |text, price| words.with(text, &[("price", &words.price(price, currency))]);
    let rhythm = match &promise.rhythm {
        VisitRhythm::Spread { per_year } => {
            words.count_with((*per_year).into(), SAID_SPREAD_ONE, SAID_SPREAD, &[("minutes", &minutes)])
        }
        VisitRhythm::Months { months } => {
            let names: Vec<&str> = months.iter().map(|month| words.month_name(*month)).collect();
            words.with(SAID_MONTHS, &[("months", &words.list(&names)), ("minutes", &minutes)])
        }
    };
    let mut said = vec![rhythm];
    said.push(match promise.charge {
        Charge::Included => words.t(SAID_INCLUDED).to_owned(),
        Charge::Billable { price: each } => price(SAID_PRICE, each),
    });
    said.extend(promise.extra_price.map(|extra| price(SAID_EXTRA, extra)));
    said.extend(promise.hourly_price.map(|hour| price(SAID_HOUR, hour)));
    if !promise.skills.is_empty() {
        said.push(words.with(SAID_SKILLS, &[("skills", &words.list(&promise.skills))]));
    }
    said
}
