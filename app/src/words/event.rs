//! The history: one sentence for each event.

pub mod absence;
pub mod assigned;
pub mod attached;
pub mod changes;
pub mod dates;
pub mod finding;
pub mod notice;
pub mod obligation;
pub mod paid;
pub mod renewal;
pub mod risk;
pub mod visits;

pub use changes::{change, field};

use super::{Text, Words, key_date, person, reminder, token_page};
use changes::{all_changes, fields, team_changes};
use model::{
    calendar::Day,
    event::{Event, Subject},
    person::Role,
};

words! {
    ORGANISATION_SET_UP: "{actor} set up {name}", "{actor} a configuré {name}", "{actor} 完成了 {name} 的初始设置";
    PERSON_ADDED:
        "{actor} added {name} ({roles})",
        "{actor} a ajouté {name} ({roles})",
        "{actor} 添加了用户 {name}（{roles}）";
    ROLES_CHANGED:
        "{actor} changed the roles from {before} to {after}",
        "{actor} a modifié les rôles : {before} → {after}",
        "{actor} 将角色由“{before}”改为“{after}”";
    PERSON_DEACTIVATED:
        "{actor} withdrew the right to sign in",
        "{actor} a désactivé l’accès",
        "{actor} 停用了登录权限";
    PERSON_REACTIVATED: "{actor} restored the right to sign in", "{actor} a rétabli l’accès", "{actor} 恢复了登录权限";
    PERSON_INVITED:
        "{actor} invited {name} ({roles})",
        "{actor} a invité {name} ({roles})",
        "{actor} 邀请了用户 {name}（{roles}）";
    INVITATION_RENEWED:
        "{actor} made a new link to choose a password",
        "{actor} a créé un nouveau lien pour choisir un mot de passe",
        "{actor} 生成了新的密码设置链接";
    INVITATION_ACCEPTED:
        "{actor} chose a password with the link and signed in",
        "{actor} a choisi un mot de passe grâce au lien et s’est connecté",
        "{actor} 通过链接设置密码并登录";
    PERSON_CHANGED:
        "{actor} changed the person ({fields})",
        "{actor} a modifié l’utilisateur ({fields})",
        "{actor} 修改了用户（{fields}）";
    PASSWORD_CHANGED: "{actor} changed the password", "{actor} a changé de mot de passe", "{actor} 更改了密码";
    SIGNED_OUT_ONE:
        "{actor} ended the session of {n} browser",
        "{actor} a fermé la session de {n} navigateur",
        "{actor} 退出了 {n} 个浏览器的登录";
    SIGNED_OUT:
        "{actor} ended the sessions of {n} browsers",
        "{actor} a fermé les sessions de {n} navigateurs",
        "{actor} 退出了 {n} 个浏览器的登录";
    HANDED_OVER:
        "{actor} handed over to {to}: {counts}",
        "{actor} a transmis à {to} : {counts}",
        "{actor} 移交给 {to}：{counts}";
    TEAM_ADDED: "{actor} made the team {name}", "{actor} a créé l’équipe {name}", "{actor} 创建了团队 {name}";
    TEAM_CHANGED: "{actor} changed the team ({changes})", "{actor} a modifié l’équipe ({changes})", "{actor} 修改了团队（{changes}）";
    TEAM_DELETED: "{actor} dissolved the team {name}", "{actor} a dissous l’équipe {name}", "{actor} 解散了团队 {name}";
    SETTINGS_CHANGED:
        "{actor} changed the settings ({changes})",
        "{actor} a modifié les paramètres ({changes})",
        "{actor} 修改了设置（{changes}）";
    REMINDER_RULE_CHANGED:
        "{actor} changed the reminders of “{kind}”: {before} → {after}",
        "{actor} a modifié les rappels « {kind} » : {before} → {after}",
        "{actor} 修改了“{kind}”的提醒规则：{before} → {after}";
    WEEKENDS_QUIET:
        "{actor} had no reminders sent on Saturdays and Sundays",
        "{actor} a suspendu les rappels les samedis et dimanches",
        "{actor} 设定周六和周日不提醒";
    WEEKENDS_REMINDED:
        "{actor} had reminders sent on Saturdays and Sundays, too",
        "{actor} a autorisé les rappels les samedis et dimanches",
        "{actor} 设定周六和周日也提醒";
    HOLIDAYS_QUIET:
        "{actor} had no reminders sent on holidays",
        "{actor} a suspendu les rappels les jours fériés",
        "{actor} 设定节假日不提醒";
    HOLIDAYS_REMINDED:
        "{actor} had reminders sent on holidays, too",
        "{actor} a autorisé les rappels les jours fériés",
        "{actor} 设定节假日也提醒";
    KEY_DATE_ESCALATED:
        "{actor} told {to} as well, because nothing had moved: {kind}, {day}",
        "{actor} a aussi prévenu {to}, rien n’ayant été fait : {kind}, {day}",
        "因尚无进展，{actor}已同时提醒 {to}：{kind}，{day}";
    JOB_RETRIED:
        "{actor} had a background job tried again ({job})",
        "{actor} a relancé une tâche de fond ({job})",
        "{actor} 重试了后台任务（{job}）";
    TOKEN_CREATED:
        "{actor} created the API token “{name}”, valid until {expires_on} ({scopes})",
        "{actor} a créé le jeton d’API « {name} », valable jusqu’au {expires_on} ({scopes})",
        "{actor} 创建了 API 令牌“{name}”，有效期至 {expires_on}（{scopes}）";
    TOKEN_REVOKED:
        "{actor} revoked the API token “{name}”",
        "{actor} a révoqué le jeton d’API « {name} »",
        "{actor} 撤销了 API 令牌“{name}”";
    FEED_CREATED:
        "{actor} made the calendar feed “{name}”",
        "{actor} a créé l’abonnement de calendrier « {name} »",
        "{actor} 创建了日历订阅“{name}”";
    FEED_ROTATED:
        "{actor} changed the address of the calendar feed “{name}”",
        "{actor} a changé l’adresse de l’abonnement de calendrier « {name} »",
        "{actor} 更换了日历订阅“{name}”的地址";
    FEED_REVOKED:
        "{actor} removed the calendar feed “{name}”",
        "{actor} a supprimé l’abonnement de calendrier « {name} »",
        "{actor} 删除了日历订阅“{name}”";
    LEGAL_ENTITY_ADDED:
        "{actor} added the legal entity {name}",
        "{actor} a ajouté l’entité juridique {name}",
        "{actor} 添加了签约主体 {name}";
    LEGAL_ENTITY_CHANGED:
        "{actor} changed the legal entity ({fields})",
        "{actor} a modifié l’entité juridique ({fields})",
        "{actor} 修改了签约主体（{fields}）";
    LEGAL_ENTITY_REMOVED:
        "{actor} removed the legal entity {name}",
        "{actor} a supprimé l’entité juridique {name}",
        "{actor} 删除了签约主体 {name}";
    CUSTOMER_ADDED:
        "{actor} added the customer {name}",
        "{actor} a ajouté le client {name}",
        "{actor} 添加了客户 {name}";
    CUSTOMER_CHANGED:
        "{actor} changed the customer ({fields})",
        "{actor} a modifié le client ({fields})",
        "{actor} 修改了客户（{fields}）";
    CUSTOMER_REMOVED:
        "{actor} removed the customer {name}",
        "{actor} a supprimé le client {name}",
        "{actor} 删除了客户 {name}";
    SITE_ADDED:
        "{actor} added the site {name}",
        "{actor} a ajouté le site {name}",
        "{actor} 添加了地点 {name}";
    SITE_CHANGED:
        "{actor} changed the site {name} ({fields})",
        "{actor} a modifié le site {name} ({fields})",
        "{actor} 修改了地点 {name}（{fields}）";
    SITE_REMOVED:
        "{actor} removed the site {name}",
        "{actor} a supprimé le site {name}",
        "{actor} 删除了地点 {name}";
    CONTACT_ADDED:
        "{actor} added the contact {name}",
        "{actor} a ajouté l’interlocuteur {name}",
        "{actor} 添加了联系人 {name}";
    CONTACT_CHANGED:
        "{actor} changed the contact {name} ({fields})",
        "{actor} a modifié l’interlocuteur {name} ({fields})",
        "{actor} 修改了联系人 {name}（{fields}）";
    CONTACT_REMOVED:
        "{actor} removed the contact {name}",
        "{actor} a supprimé l’interlocuteur {name}",
        "{actor} 删除了联系人 {name}";
    CONTRACT_ADDED:
        "{actor} added contract {number}",
        "{actor} a ajouté le contrat {number}",
        "{actor} 添加了合同 {number}";
    CONTRACT_CHANGED:
        "{actor} changed the contract ({fields})",
        "{actor} a modifié le contrat ({fields})",
        "{actor} 修改了合同（{fields}）";
    RENEWAL_DECIDED:
        "{actor} decided on the renewal before the last day for notice, {deadline}",
        "{actor} a tranché la reconduction dont la date limite de dénonciation est le {deadline}",
        "{actor} 已就续约作出决定（最迟通知日 {deadline}）";
    IMPORT_ACCEPTED:
        "{actor} imported {file}: {counts}",
        "{actor} a importé {file} : {counts}",
        "{actor} 导入了 {file}：{counts}";
    IMPORT_UNDONE:
        "{actor} undid the import of {file}",
        "{actor} a annulé l’import de {file}",
        "{actor} 撤销了 {file} 的导入";
    IMPORT_DISCARDED:
        "{actor} discarded the import of {file} before anything of it was live",
        "{actor} a abandonné l’import de {file} avant toute prise en compte",
        "{actor} 取消了 {file} 的导入，其内容未曾生效";
    BILLING_DAY_MOVED:
        "The periods of “{line}” count from {after}, as its invoices do (before: {before})",
        "Les périodes de « {line} » sont comptées à partir du {after}, comme sur les factures (auparavant : {before})",
        "根据已开发票，“{line}”的计费期间改为自 {after}起算（原为 {before}）";
    BILLING_DAY_BACK:
        "The periods of “{line}” count from {after} again",
        "Les périodes de « {line} » sont de nouveau comptées à partir du {after}",
        "“{line}”的计费期间恢复为自 {after}起算";
    LINE_SET_ASIDE:
        "{actor} set {amount} of invoice {invoice} aside as belonging to no contract: {reason}",
        "{actor} a déclaré hors contrat {amount} de la facture {invoice} : {reason}",
        "{actor} 将发票 {invoice} 中的 {amount} 标记为不属于任何合同：{reason}";
    LINE_TAKEN_UP:
        "{actor} put a line of invoice {invoice} back among those to match",
        "{actor} a remis une ligne de la facture {invoice} parmi celles à rapprocher",
        "{actor} 将发票 {invoice} 的一条明细重新列入待匹配";
    ROW_WAIVED:
        "{actor} gave up {amount} to be billed for {period}: {reason}",
        "{actor} a renoncé à facturer {amount} pour la période {period} : {reason}",
        "{actor} 放弃开具{period}的应开票 {amount}：{reason}";
    ROW_RECLAIMED:
        "{actor} expects {amount} for {period} again",
        "{actor} a remis {amount} à facturer pour la période {period}",
        "{actor} 恢复 {period}的应开票 {amount}";
    MAPPING_KEPT:
        "{actor} kept the column mapping “{name}”",
        "{actor} a enregistré la correspondance de colonnes « {name} »",
        "{actor} 保存了列对应方案“{name}”";
    INVOICE_MATCHED:
        "{actor} matched {amount} of invoice {invoice}",
        "{actor} a rapproché {amount} de la facture {invoice}",
        "{actor} 匹配了发票 {invoice} 的 {amount}";
    MATCH_UNDONE:
        "{actor} undid the match of {amount} of invoice {invoice}",
        "{actor} a annulé le rapprochement de {amount} de la facture {invoice}",
        "{actor} 取消了发票 {invoice} 中 {amount} 的匹配";

    CONTRACT_MADE: "{n} contract", "{n} contrat", "{n} 份合同";
    CONTRACTS_MADE: "{n} contracts", "{n} contrats", "{n} 份合同";
    CUSTOMER_MADE: "{n} customer", "{n} client", "{n} 个客户";
    CUSTOMERS_MADE: "{n} customers", "{n} clients", "{n} 个客户";
    INVOICE_MADE: "{n} invoice", "{n} facture", "{n} 张发票";
    INVOICES_MADE: "{n} invoices", "{n} factures", "{n} 张发票";
    FINDING_GIVEN: "{n} finding", "{n} constat", "{n} 个收入流失项";
    FINDINGS_GIVEN: "{n} findings", "{n} constats", "{n} 个收入流失项";
    NOTHING_GIVEN: "nothing", "rien", "无";
    NOTHING_MADE: "nothing new", "rien de nouveau", "无新增内容";
    NO_ROLE: "no role", "aucun rôle", "无角色";

    ORGANISATION: "Organisation", "Organisation", "组织";
    PERSON: "Person", "Utilisateur", "用户";
    TEAM: "Team", "Équipe", "团队";
    LEGAL_ENTITY: "Legal entity", "Entité juridique", "签约主体";
    CUSTOMER: "Customer", "Client", "客户";
    CONTRACT: "Contract", "Contrat", "合同";
    INVOICE: "Invoice", "Facture", "发票";
    FINDING: "Finding", "Manque à gagner", "收入流失项";
    IMPORT: "Import", "Import", "导入";
}

/// What happened, with who did it: a person's name, or the program's.
pub fn event(words: Words, actor: &str, event: &Event) -> String {
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    match event {
        Event::OrganisationSetUp { name } => say(ORGANISATION_SET_UP, &[("name", name)]),
        Event::PersonAdded { name, roles } => {
            say(PERSON_ADDED, &[("name", name), ("roles", &roles_or_none(words, roles))])
        }
        Event::RolesChanged { before, after } => {
            say(ROLES_CHANGED, &[("before", &roles_or_none(words, before)), ("after", &roles_or_none(words, after))])
        }
        Event::PersonDeactivated => say(PERSON_DEACTIVATED, &[]),
        Event::PersonReactivated => say(PERSON_REACTIVATED, &[]),
        Event::PersonInvited { name, roles } => {
            say(PERSON_INVITED, &[("name", name), ("roles", &roles_or_none(words, roles))])
        }
        Event::InvitationRenewed => say(INVITATION_RENEWED, &[]),
        Event::InvitationAccepted => say(INVITATION_ACCEPTED, &[]),
        Event::PersonChanged { changes } => say(PERSON_CHANGED, &[("fields", &fields(words, changes))]),
        Event::PasswordChanged => say(PASSWORD_CHANGED, &[]),
        Event::SignedOut { sessions } => {
            words.count_with((*sessions).into(), SIGNED_OUT_ONE, SIGNED_OUT, &[("actor", actor)])
        }
        Event::HandedOver { to, contracts, customers, findings } => {
            let counts = given(words, *contracts, *customers, *findings);
            say(HANDED_OVER, &[("to", to), ("counts", &counts)])
        }
        Event::DutiesHandedOver { to, obligations, visits, absences } => {
            absence::duties(words, actor, to, [*obligations, *visits, *absences])
        }
        Event::AbsenceEntered { days, stand_in } => absence::entered(words, actor, *days, stand_in),
        Event::AbsenceChanged { before, before_stand_in, days, stand_in } => {
            absence::changed(words, actor, (*before, before_stand_in), (*days, stand_in))
        }
        Event::AbsenceTakenBack { days, back_on } => absence::taken_back(words, actor, *days, *back_on),
        Event::TeamAdded { name } => say(TEAM_ADDED, &[("name", name)]),
        Event::TeamChanged { changes, joined, left } => {
            say(TEAM_CHANGED, &[("changes", &team_changes(words, changes, joined, left))])
        }
        Event::TeamDeleted { name } => say(TEAM_DELETED, &[("name", name)]),
        Event::ReminderRuleChanged { kind, before, after } => say(
            REMINDER_RULE_CHANGED,
            &[
                ("kind", words.t(key_date::kind(*kind))),
                ("before", &reminder::rule(words, before)),
                ("after", &reminder::rule(words, after)),
            ],
        ),
        Event::QuietDaysChanged { weekends: true } => say(WEEKENDS_QUIET, &[]),
        Event::QuietDaysChanged { weekends: false } => say(WEEKENDS_REMINDED, &[]),
        Event::QuietHolidaysChanged { holidays: true } => say(HOLIDAYS_QUIET, &[]),
        Event::QuietHolidaysChanged { holidays: false } => say(HOLIDAYS_REMINDED, &[]),
        Event::KeyDateEscalated { kind, day, to } => say(
            KEY_DATE_ESCALATED,
            &[("kind", words.t(key_date::kind(*kind))), ("day", &words.day(*day)), ("to", &words.list(to))],
        ),
        Event::JobRetried { job, about } => say(JOB_RETRIED, &[("job", &super::job::named(words, *job, about))]),
        Event::SettingsChanged { changes } => say(SETTINGS_CHANGED, &[("changes", &all_changes(words, changes))]),
        Event::TokenCreated { name, scopes, expires_on } => {
            let said: Vec<&str> = scopes.iter().map(|scope| words.t(token_page::scope(*scope))).collect();
            let values =
                [("name", name.as_str()), ("scopes", &said.join(" · ")), ("expires_on", &words.day(*expires_on))];
            say(TOKEN_CREATED, &values)
        }
        Event::TokenRevoked { name } => say(TOKEN_REVOKED, &[("name", name)]),
        Event::FeedCreated { name } => say(FEED_CREATED, &[("name", name)]),
        Event::FeedRotated { name } => say(FEED_ROTATED, &[("name", name)]),
        Event::FeedRevoked { name } => say(FEED_REVOKED, &[("name", name)]),
        Event::LegalEntityAdded { name } => say(LEGAL_ENTITY_ADDED, &[("name", name)]),
        Event::LegalEntityChanged { changes } => say(LEGAL_ENTITY_CHANGED, &[("fields", &fields(words, changes))]),
        Event::LegalEntityRemoved { name } => say(LEGAL_ENTITY_REMOVED, &[("name", name)]),
        Event::CustomerAdded { name } => say(CUSTOMER_ADDED, &[("name", name)]),
        Event::CustomerChanged { changes } => say(CUSTOMER_CHANGED, &[("fields", &fields(words, changes))]),
        Event::CustomerRemoved { name } => say(CUSTOMER_REMOVED, &[("name", name)]),
        Event::SiteAdded { name } => say(SITE_ADDED, &[("name", name)]),
        Event::SiteChanged { name, changes } => {
            say(SITE_CHANGED, &[("name", name), ("fields", &fields(words, changes))])
        }
        Event::SiteRemoved { name } => say(SITE_REMOVED, &[("name", name)]),
        Event::ContactAdded { name } => say(CONTACT_ADDED, &[("name", name)]),
        Event::ContactChanged { name, changes } => {
            say(CONTACT_CHANGED, &[("name", name), ("fields", &fields(words, changes))])
        }
        Event::ContactRemoved { name } => say(CONTACT_REMOVED, &[("name", name)]),
        Event::ContractAdded { number } => say(CONTRACT_ADDED, &[("number", number)]),
        Event::HolidayChanged { .. } | Event::DeliveryDaysChanged { .. } | Event::DateTermsChanged { .. } => {
            dates::event(words, actor, event)
        }
        Event::ContractChanged { changes } => say(CONTRACT_CHANGED, &[("fields", &fields(words, changes))]),
        Event::NoticeGiven { .. }
        | Event::NoticeReceived { .. }
        | Event::NoticeTakenBack { .. }
        | Event::LeftEarly { .. }
        | Event::LeavingTakenBack { .. } => notice::event(words, actor, event),
        Event::RenewalDecided { deadline } => say(RENEWAL_DECIDED, &[("deadline", &words.day(*deadline))]),
        Event::VisitsPromised { .. }
        | Event::VisitPromiseChanged { .. }
        | Event::VisitPromiseRemoved { .. }
        | Event::VisitPlanned { .. }
        | Event::VisitUnplanned { .. }
        | Event::VisitReportTakenBack { .. }
        | Event::VisitAnnouncedByMail { .. }
        | Event::VisitAnnounced { .. }
        | Event::VisitClosed { .. }
        | Event::VisitCancelled { .. }
        | Event::ExtraVisitAdded { .. }
        | Event::VisitBilled { .. }
        | Event::VisitNotBilled { .. } => visits::sentence(words, actor, event).unwrap_or_default(),
        Event::ImportAccepted { file, contracts, customers, invoices } => {
            let counts = made(words, *contracts, *customers, *invoices);
            say(IMPORT_ACCEPTED, &[("file", file), ("counts", &counts)])
        }
        Event::PaymentsImported { file, payments } => paid::imported(words, actor, file, *payments),
        Event::PaymentRecorded { invoice, amount, on, open } => {
            paid::recorded(words, actor, invoice, (*amount, *on), *open)
        }
        Event::PaymentTakenBack { invoice, amount, on } => paid::taken_back(words, actor, invoice, (*amount, *on)),
        Event::InvoiceTakenOut { invoice, kind, net, reason } => {
            paid::invoice_taken_out(words, actor, (*kind, invoice), *net, reason)
        }
        Event::PaymentTakenOut { invoice, amount, on, reason } => {
            paid::taken_out(words, actor, invoice, (*amount, *on), reason)
        }
        Event::ImportUndone { file } => say(IMPORT_UNDONE, &[("file", file)]),
        Event::ImportDiscarded { file } => say(IMPORT_DISCARDED, &[("file", file)]),
        Event::BillingDayMoved { line, before, after, invoices } => {
            let text = if *invoices == 0 { BILLING_DAY_BACK } else { BILLING_DAY_MOVED };
            say(text, &[("line", line), ("before", &words.day(*before)), ("after", &words.day(*after))])
        }
        Event::LineSetAside { invoice, amount, reason } => {
            let amount = words.money(*amount);
            say(LINE_SET_ASIDE, &[("invoice", invoice), ("amount", &amount), ("reason", reason)])
        }
        Event::LineTakenUp { invoice } => say(LINE_TAKEN_UP, &[("invoice", invoice)]),
        Event::RowWaived { period, amount, reason } => {
            let (period, amount) = (words.period(*period), words.money(*amount));
            say(ROW_WAIVED, &[("period", &period), ("amount", &amount), ("reason", reason)])
        }
        Event::RowReclaimed { period, amount } => {
            say(ROW_RECLAIMED, &[("period", &words.period(*period)), ("amount", &words.money(*amount))])
        }
        Event::MappingKept { name } => say(MAPPING_KEPT, &[("name", name)]),
        Event::InvoiceMatched { invoice, amount } => {
            say(INVOICE_MATCHED, &[("invoice", invoice), ("amount", &words.money(*amount))])
        }
        Event::MatchUndone { invoice, amount } => {
            say(MATCH_UNDONE, &[("invoice", invoice), ("amount", &words.money(*amount))])
        }
        Event::FindingClaimed
        | Event::FindingRecovered
        | Event::PartRecovered { .. }
        | Event::MoneyCameIn { .. }
        | Event::MoneyRecovered { .. }
        | Event::RecoveryTakenBack { .. }
        | Event::ClaimWithdrawn { .. }
        | Event::FindingTakenOn
        | Event::FindingSettled
        | Event::CreditNoteRecorded { .. }
        | Event::CreditNoteTakenBack { .. }
        | Event::FindingPutBack { .. }
        | Event::FindingWaived { .. }
        | Event::FindingReopened
        | Event::FindingAssigned { .. }
        | Event::FindingDue { .. }
        | Event::FindingCommented => finding::event(words, actor, event),
        Event::FileAttached { name, number } => attached::attached(words, actor, name, *number),
        Event::FileRemoved { name, number, reason } => attached::removed(words, actor, (name, *number), reason),
        Event::Renewal { term, first_on, step } => renewal::said(words, actor, (*term, *first_on), step),
        Event::PartFileAttached { part, name, number } => {
            attached::of_part(words, &attached::attached(words, actor, name, *number), part)
        }
        Event::PartFileRemoved { part, name, number, reason } => {
            attached::of_part(words, &attached::removed(words, actor, (name, *number), reason), part)
        }
        Event::Risk { title, step } => risk::said(words, actor, title, step),
        Event::ContractReviewed { outcome, class, next_steps } => {
            risk::reviewed(words, actor, *outcome, *class, next_steps)
        }
        Event::Obligation { title, step } => obligation::said(words, actor, title, step),
    }
}

/// What an event is about, in a word.
pub const fn subject(subject: Subject) -> Text {
    match subject {
        Subject::Organisation => ORGANISATION,
        Subject::Person(_) => PERSON,
        Subject::Team(_) => TEAM,
        Subject::LegalEntity(_) => LEGAL_ENTITY,
        Subject::Customer(_) => CUSTOMER,
        Subject::Contract(_) => CONTRACT,
        Subject::Invoice(_) => INVOICE,
        Subject::Finding(_) => FINDING,
        Subject::Import(_) => IMPORT,
    }
}

/// How many contracts, customers and findings somebody is responsible for; what is none is left out.
pub fn given(words: Words, contracts: u32, customers: u32, findings: u32) -> String {
    let counts = [
        (contracts, CONTRACT_MADE, CONTRACTS_MADE),
        (customers, CUSTOMER_MADE, CUSTOMERS_MADE),
        (findings, FINDING_GIVEN, FINDINGS_GIVEN),
    ];
    counted(words, counts, NOTHING_GIVEN)
}

/// How many contracts, customers and invoices an import made; what is none is left out.
pub fn made(words: Words, contracts: u32, customers: u32, invoices: u32) -> String {
    let counts = [
        (contracts, CONTRACT_MADE, CONTRACTS_MADE),
        (customers, CUSTOMER_MADE, CUSTOMERS_MADE),
        (invoices, INVOICE_MADE, INVOICES_MADE),
    ];
    counted(words, counts, NOTHING_MADE)
}

fn counted(words: Words, counts: [(u32, Text, Text); 3], nothing: Text) -> String {
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, other)| words.count(count.into(), one, other))
        .collect();
    if said.is_empty() { words.t(nothing).to_owned() } else { words.list(&said) }
}

fn roles_or_none(words: Words, roles: &[Role]) -> String {
    if roles.is_empty() { words.t(NO_ROLE).to_owned() } else { person::roles(words, roles) }
}

fn day_or_nothing(words: Words, day: Option<Day>) -> String {
    day.map(|day| words.day(day)).unwrap_or_default()
}
