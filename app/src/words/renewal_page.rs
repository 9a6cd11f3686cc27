//! The list of renewals, and the page on which one is decided.

words! {
    TITLE: "Renewals", "Reconductions", "续约";
    LEDE:
        "What renews or ends next, by the day on which to have decided.",
        "Ce qui se reconduit ou prend fin, par date limite de décision.",
        "按决定截止日列出即将续约或到期的合同。";
    STATE: "State", "État", "状态";
    OPEN: "Open", "En cours", "进行中";
    ANY_STATE: "Every state", "Tous les états", "所有状态";
    OWNER: "Owner", "Responsable", "负责人";
    ANYBODY: "Everybody", "Tous les responsables", "所有负责人";
    CUSTOMER: "Customer", "Client", "客户";
    CONTRACT: "Contract", "Contrat", "合同";
    DECIDE_BY: "Decide by", "À décider avant le", "决定截止日";
    DEADLINE: "Last day for notice", "Date limite de dénonciation", "最迟通知日";
    FIRST_ON: "New term from", "Nouvelle période dès le", "新合同期起始日";
    WAY: "Renews", "Mode", "续约方式";
    VALUE: "New term, before tax", "Nouvelle période, HT", "新合同期金额（不含税）";
    DECISION: "Decision", "Décision", "决定";

    NONE: "No renewal lies ahead", "Aucune reconduction à venir", "没有待处理的续约";
    NONE_TEXT:
        "The contract has no fixed end, ends for good, or somebody gave notice already.",
        "Le contrat est à durée indéterminée, prend fin définitivement ou a déjà été dénoncé.",
        "合同无固定期限、到期即止，或已发出通知。";
    TERM: "Term {number} from {day}", "Période n° {number} à compter du {day}", "第 {number} 个合同期，自 {day}起";
    BY_ITSELF:
        "It begins by itself unless notice is received by {deadline} ({distance}).",
        "Elle commence tacitement, sauf dénonciation reçue le {deadline} au plus tard ({distance}).",
        "如未在 {deadline}（{distance}）前收到通知，将自动开始。";
    BY_ITSELF_PASSED:
        "The last day for notice was {deadline}: it begins by itself, and notice now works for the term after it.",
        "La date limite de dénonciation était le {deadline} : la nouvelle période commence tacitement, et une dénonciation vaudrait désormais pour la période suivante.",
        "最迟通知日 {deadline}已过：新合同期将自动开始，现在通知仅对其后的合同期生效。";
    BY_ITSELF_PLAIN:
        "It begins by itself; no notice period is recorded.",
        "Elle commence tacitement ; aucun préavis n’est enregistré.",
        "将自动开始；未登记通知期。";
    BY_SIGNATURE:
        "It begins only if both sides sign; without, the contract ends on {last}.",
        "Elle ne commence que si les deux parties signent ; à défaut, le contrat prend fin le {last}.",
        "须双方签署方可开始，否则合同于 {last}到期。";
    DUE: "The decision is due by {day} ({distance}).", "Décision attendue au plus tard le {day} ({distance}).", "请最迟于 {day}作出决定（{distance}）。";
    DUE_LATE: "The decision was due by {day} ({distance}).", "La décision était attendue le {day} au plus tard ({distance}).", "本应最迟于 {day}作出决定（{distance}）。";
    ESCALATES:
        "Deputy and managers hear of it as the last day for notice nears.",
        "Le suppléant et les managers sont alertés à l’approche de la date limite de dénonciation.",
        "临近最迟通知日时将提醒代理人和经理。";
    OPENS: "It opens on {day}; you may decide before.", "Le dossier s’ouvre le {day} ; vous pouvez décider avant.", "续约事项于 {day}开启，可提前决定。";
    WORTH: "The new term is worth {value} before tax, on the terms of today.", "La nouvelle période vaut {value} hors taxes, aux conditions actuelles.", "按现有条件，新合同期金额为 {value}（不含税）。";
    NOTICED_BY_US:
        "We gave notice on {day}: the contract ends on {last}.",
        "Nous avons dénoncé le {day} : le contrat prend fin le {last}.",
        "我方已于 {day}发出通知，合同于 {last}终止。";
    NOTICED_BY_THEM:
        "The customer gave notice, received on {day}: the contract ends on {last}.",
        "Le client a dénoncé, dénonciation reçue le {day} : le contrat prend fin le {last}.",
        "客户的通知已于 {day}收到，合同于 {last}终止。";
    NEEDS_SECOND:
        "A decision counts once a second person has confirmed it.",
        "La décision ne vaut qu’une fois validée par une seconde personne.",
        "决定须经第二人复核后生效。";

    DECIDE: "Decide", "Décider", "作出决定";
    DECIDE_ANEW: "Decide anew", "Changer de décision", "重新决定";
    REASON: "Reason", "Motif", "理由";
    REASON_HINT:
        "What the decision goes by: it stands in the history.",
        "Ce qui fonde la décision : l’historique en garde trace.",
        "决定的依据，将记入操作记录。";
    ABOUT_RENEW:
        "The day comes by itself, nobody is warned any more.",
        "L’échéance vient d’elle-même, plus aucune alerte.",
        "到期自动续约，不再提醒。";
    ABOUT_RENEW_SIGN:
        "Have both sides sign, then record the agreement here.",
        "Faites signer les deux parties, puis enregistrez l’accord ici.",
        "请双方签署后在此登记。";
    ABOUT_RENEGOTIATE:
        "Warnings go on: only notice, or an agreement, changes what happens on the day.",
        "Les alertes continuent : seule une dénonciation ou un accord change ce qui se passe à l’échéance.",
        "提醒继续：只有通知或新协议才能改变到期结果。";
    ABOUT_LAPSE: "The contract ends with its term.", "Le contrat prend fin avec sa période.", "合同期满终止。";
    ABOUT_NOTICE:
        "Then give notice on the contract’s page: until it is recorded, the contract still renews.",
        "Dénoncez ensuite sur la fiche du contrat : tant que ce n’est pas enregistré, il se reconduit.",
        "随后请在合同页面登记通知；登记前合同仍会续约。";
    DECIDED_BY: "{decision}, decided by {name} on {day}: {reason}", "{decision}, décidé par {name} le {day} : {reason}", "{name} 于 {day}决定{decision}：{reason}";
    CONFIRMED_BY: "Confirmed by {name} on {day}.", "Validé par {name} le {day}.", "{name} 于 {day}复核通过。";
    SOMEBODY: "the program", "le programme", "系统";
    AWAITS: "A second person has to confirm this decision.", "Cette décision attend la validation d’une seconde personne.", "该决定须由第二人复核。";
    AWAITS_OWN:
        "You decided yourself, so somebody else has to confirm it: managers and administrators were told.",
        "Vous avez décidé vous-même : la validation revient à une autre personne. Les managers et les administrateurs en sont avertis.",
        "决定由您作出，须由他人复核，已通知经理和管理员。";
    CONFIRM: "Confirm the decision", "Valider la décision", "复核通过";
    DECLINE: "Do not confirm", "Ne pas valider", "不通过";
    GIVE: "Give notice on the contract’s page", "Dénoncer sur la fiche du contrat", "前往合同页面通知不续约";
    AMEND: "Change the contract", "Modifier le contrat", "修改合同";
    SIGN: "Record the signed agreement", "Enregistrer l’accord signé", "登记已签协议";
    SIGNED_ON: "Signed by both sides on", "Signé par les deux parties le", "双方签署日";
    LAST_DAY: "Last day of the new term", "Dernier jour de la nouvelle période", "新合同期截止日";
    SIGN_TEXT:
        "Dates, expected billing, obligations and visits go on until that day.",
        "Dates, facturation attendue, obligations et interventions se poursuivent jusqu’à ce jour.",
        "日期、应开票、义务和上门服务将延续至该日。";
    SIGNED: "Both sides signed on {day}.", "Signé par les deux parties le {day}.", "双方已于 {day}签署。";
    TAKE_BACK: "Take the signature back", "Retirer l’accord signé", "撤回签署登记";
    TAKE_BACK_TEXT:
        "For an agreement recorded by mistake. Everything is computed as if it had not been there; the history keeps both.",
        "Pour un accord enregistré par erreur. Tout est recalculé comme s’il n’avait pas eu lieu ; l’historique garde trace des deux.",
        "用于撤回误登记的协议。一切将按未曾登记重新计算，登记与撤回均保留在记录中。";

    PACK: "What to decide by", "Pour décider", "决策资料";
    KEPT: "Obligations", "Obligations", "义务履行";
    KEPT_RATES:
        "{fulfilled} fulfilled, {on_time} on time.",
        "{fulfilled} exécutées, {on_time} dans les délais.",
        "履行率 {fulfilled}，按时率 {on_time}。";
    KEPT_NONE: "Nothing has been due yet.", "Rien n’est encore échu.", "尚无到期义务。";
    VISITS: "Visits", "Interventions", "上门服务";
    VISITS_MADE: "Visits due: {due}; made: {done}; missed: {missed}.", "Interventions échues : {due} ; réalisées : {done} ; manquées : {missed}.", "应完成 {due} 次，已完成 {done} 次，错过 {missed} 次。";
    VISITS_NONE: "No visit has been due yet.", "Aucune intervention n’est encore échue.", "尚无到期的上门服务。";
    PAYS: "Payment behaviour", "Comportement de paiement", "付款情况";
    PAID:
        "Invoices paid in time: {in_time}; late: {late}, with an average delay in days of {days}.",
        "Factures payées à temps : {in_time} ; en retard : {late}, avec un retard moyen en jours de {days}.",
        "按时付款 {in_time} 张，逾期付款 {late} 张，平均逾期 {days} 天。";
    PAID_WELL: "{in_time} invoices paid, all in time.", "{in_time} factures payées, toutes à temps.", "已付 {in_time} 张发票，均按时付款。";
    PAID_NONE: "No paid invoice is known.", "Aucune facture payée n’est connue.", "暂无已付款发票。";
    FINDINGS: "Open findings", "Manques à gagner ouverts", "未结流失项";
    FINDINGS_ARE: "Open: {n}, {amounts}", "Ouverts : {n}, soit {amounts}", "未结 {n} 项：{amounts}";
    FINDINGS_PLAIN: "{n} open, no amount", "{n} ouverts, sans montant", "未结 {n} 项，无金额";
    FINDINGS_NONE: "None.", "Aucun.", "无。";
    PRICES: "Prices in the new term", "Prix de la nouvelle période", "新合同期价格";
    PRICE_RISES:
        "{line}: {now}, then {then}.",
        "{line} : {now}, puis {then}.",
        "{line}：现价 {now}，届时 {then}。";
    PRICE_SAME:
        "{line}: {now}, unchanged. The terms know no increase.",
        "{line} : {now}, inchangé. Aucune hausse n’est prévue.",
        "{line}：{now}，不变。合同未约定涨价。";
    PRICE_LATER:
        "{line}: {now}, unchanged until {day}.",
        "{line} : {now}, inchangé jusqu’au {day}.",
        "{line}：{now}，{day}前不变。";
    PRICES_NONE: "Nothing recurs.", "Rien de récurrent.", "无周期性计费。";
    PAST: "Renewals before", "Reconductions précédentes", "以往续约";
    PAST_NONE: "This contract has not renewed here yet.", "Ce contrat n’a pas encore été reconduit ici.", "该合同尚无续约记录。";
    UNDECIDED: "Nobody had decided", "Sans décision", "无人决定";
    TERM_NUMBER: "Term", "Période", "合同期";
}
