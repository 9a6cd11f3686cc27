//! The administration: people, invitations, teams, the whole history.

use super::{Text, Words};
use model::{calendar::Day, person::Standing};

words! {
    TABS: "Parts of the administration", "Rubriques de l’administration", "系统管理内容";

    NAME: "Name", "Nom", "姓名";
    EMAIL: "E-mail address", "Adresse e-mail", "邮箱";
    ROLES: "Roles", "Rôles", "角色";
    ROLES_HINT:
        "Several roles add up. An auditor holds no other role and needs a last day.",
        "Plusieurs rôles se cumulent. Un auditeur n’a aucun autre rôle et doit avoir une date de fin d’accès.",
        "可选择多个角色，权限叠加。审计不能与其他角色并存，且必须填写访问截止日。";
    STATE: "State", "État", "状态";
    LANGUAGE: "Language", "Langue", "语言";
    LAST_DAY: "Last day of access", "Date de fin d’accès", "访问截止日";
    LAST_DAY_HINT:
        "Required for auditors; leave it empty for access without end.",
        "Obligatoire pour les auditeurs ; laissez vide pour un accès sans limite.",
        "审计必填；其他角色留空表示不限期。";
    LAST_SEEN: "Last seen", "Dernière activité", "最近使用";
    NOT_SIGNED_IN: "not signed in", "non connecté", "未登录";

    ACTIVE: "Active", "Actif", "正常";
    INVITED: "Invited, until {day}", "Invité jusqu’au {day}", "已邀请，有效期至 {day}";
    LAPSED: "Invitation lapsed on {day}", "Invitation expirée le {day}", "邀请已于 {day}失效";
    EXPIRED: "Access ended on {day}", "Accès terminé le {day}", "访问权限已于 {day}到期";
    DEACTIVATED: "Deactivated", "Désactivé", "已停用";

    INVITE_TITLE: "Invite a person", "Inviter une personne", "邀请用户";
    INVITE_TEXT:
        "You receive a link to pass on. Whoever opens it chooses a password and is in.",
        "Vous obtenez un lien à transmettre. La personne qui l’ouvre choisit un mot de passe et accède à Avenant.",
        "系统将生成一个链接，由您转交。对方打开链接并设置密码后即可使用。";
    MAKE_LINK: "Make the link", "Créer le lien", "生成链接";
    LINK_TITLE: "The link for {name}", "Le lien pour {name}", "{name} 的链接";
    LINK_TEXT:
        "Copy it now: it is shown this once and kept nowhere. It works once, until {until}.",
        "Copiez-le maintenant : il n’est affiché qu’une fois et n’est conservé nulle part. Il fonctionne une seule fois, jusqu’au {until}.",
        "请立即复制：链接仅显示这一次，系统不予保存。链接只能使用一次，有效期至 {until}。";
    LINK: "Link", "Lien", "链接";
    WRITE: "Write an e-mail", "Écrire un e-mail", "发送邮件";
    LETTER_SUBJECT: "Your access to Avenant", "Votre accès à Avenant", "您的 Avenant 访问链接";
    LETTER:
        "Choose a password with this link. It works once, until {until}.",
        "Choisissez un mot de passe à l’aide de ce lien. Il fonctionne une seule fois, jusqu’au {until}.",
        "请通过以下链接设置密码。链接只能使用一次，有效期至 {until}。";
    RENEW: "Make a new link", "Créer un nouveau lien", "生成新链接";
    RENEW_TEXT:
        "For whoever has not used theirs in time, or has forgotten their password. An earlier link no longer works.",
        "Pour qui n’a pas utilisé le sien à temps ou a oublié son mot de passe. Un lien précédent ne fonctionne plus.",
        "适用于未及时使用链接或忘记密码的用户。之前的链接将失效。";

    INVITATION: "Invitation", "Invitation", "邀请";
    WELCOME: "Welcome, {name}", "Bienvenue, {name}", "欢迎您，{name}";
    WELCOME_BACK: "A new password for {name}", "Un nouveau mot de passe pour {name}", "为 {name} 设置新密码";
    INVITED_BY:
        "{organisation} invites you to Avenant.",
        "{organisation} vous invite sur Avenant.",
        "{organisation} 邀请您使用 Avenant。";
    CHOOSE_PASSWORD:
        "Choose the password with which you will sign in.",
        "Choisissez le mot de passe avec lequel vous vous connecterez.",
        "请设置您的登录密码。";
    COME_IN: "Save and sign in", "Enregistrer et se connecter", "保存并登录";

    ACCESS: "Access", "Accès", "访问权限";
    SESSION_ONE: "Signed in on {n} browser.", "Connecté sur {n} navigateur.", "已在 {n} 个浏览器上登录。";
    SESSIONS: "Signed in on {n} browsers.", "Connecté sur {n} navigateurs.", "已在 {n} 个浏览器上登录。";
    NO_SESSION: "Not signed in on any browser.", "Connecté sur aucun navigateur.", "目前未在任何浏览器上登录。";
    SIGN_OUT_EVERYWHERE: "Sign out everywhere", "Déconnecter partout", "退出所有登录";
    RESPONSIBLE_FOR: "Responsible for {counts}.", "Responsable de : {counts}.", "负责 {counts}。";
    RESPONSIBLE_FOR_NOTHING:
        "Responsible for no contract, customer or finding.",
        "Responsable d’aucun contrat, client ni constat.",
        "不负责任何合同、客户或收入流失项。";
    HAND_OVER: "Hand over", "Transmettre", "移交";
    HAND_OVER_TO: "Hand over to", "Transmettre à", "移交给";
    HAND_OVER_HINT:
        "Open findings go along only to somebody who may work on them; otherwise they go to the person named in the settings, if there is one.",
        "Les constats en cours ne suivent que si cette personne peut les traiter ; sinon, ils vont à la personne désignée dans les paramètres, s’il y en a une.",
        "未结的收入流失项仅移交给有权处理的人员，否则转给设置中指定的人员；未指定时没有负责人。";
    NOBODY_YET: "Leave as it is", "Ne rien transmettre", "暂不移交";
    DEACTIVATE_TEXT:
        "They are signed out everywhere at once and can no longer sign in. What they did stays in the history.",
        "La personne est aussitôt déconnectée partout et ne peut plus se connecter. Ses actions restent dans l’historique.",
        "该用户将立即退出所有登录且无法再次登录，其操作记录仍予保留。";
    ONESELF_TEXT:
        "This is you. Your own access is for another administrator to withdraw; your browsers are on your own page.",
        "C’est vous. Seul un autre administrateur peut retirer votre accès ; vos navigateurs figurent sur votre page.",
        "这是您本人。您的访问权限只能由其他管理员停用；登录的浏览器请在个人页面查看。";
    REACTIVATE_TEXT:
        "They can sign in again with the password they had, or by a new link.",
        "La personne pourra à nouveau se connecter avec son ancien mot de passe ou un nouveau lien.",
        "重新启用后，该用户可使用原密码或新链接登录。";

    TEAM: "Team", "Équipe", "团队";
    TEAMS_TEXT:
        "A contract can be open to one team alone. Its members see it, besides its owner, administrators, managers and auditors.",
        "Un contrat peut être réservé à une équipe. Ses membres le voient, ainsi que le responsable, les administrateurs, la direction et les auditeurs.",
        "合同可仅对某一团队开放。除负责人、管理员、管理层和审计外，只有该团队成员可见。";
    TEAM_NAME: "Name of the team", "Nom de l’équipe", "团队名称";
    MEMBERS: "Members", "Membres", "成员";
    NO_MEMBERS: "nobody yet", "personne pour l’instant", "暂无成员";
    TEAM_CONTRACTS: "Contracts", "Contrats", "合同";
    NO_TEAMS: "No teams yet", "Aucune équipe pour l’instant", "暂无团队";
    NEW_TEAM: "New team", "Nouvelle équipe", "新建团队";
    MAKE_TEAM: "Make the team", "Créer l’équipe", "创建团队";
    DISSOLVE: "Dissolve the team", "Dissoudre l’équipe", "解散团队";
    DISSOLVE_TEXT:
        "No contract is open to this team alone, so it can go.",
        "Aucun contrat n’est réservé à cette équipe : elle peut être dissoute.",
        "没有合同仅对该团队开放，可以解散。";
    INACTIVE: "deactivated", "désactivé", "已停用";

    HISTORY_TEXT:
        "Everything that was done, the newest first. Nothing here can be changed.",
        "Tout ce qui a été fait, du plus récent au plus ancien. Rien ne peut y être modifié.",
        "全部操作记录，最新在前，不可更改。";
    WHO: "Who", "Auteur", "操作人";
    ABOUT: "About", "Objet", "对象";
    EVERYBODY: "Everybody", "Tous les auteurs", "所有人";
    EVERYTHING: "Everything", "Tous les objets", "全部对象";
    NEWER: "Newer", "Plus récents", "较新";
    OLDER: "Older", "Plus anciens", "较早";
    NUMBERED: "no. {sequence}", "n° {sequence}", "第 {sequence} 条";
}

/// Where a person stands, in a few words.
pub fn standing(words: Words, standing: &Standing) -> String {
    let on = |text: Text, day: Day| words.with(text, &[("day", &words.day(day))]);
    match standing {
        Standing::Active => words.t(ACTIVE).to_owned(),
        Standing::Invited { until, lapsed: false } => on(INVITED, until.date_naive()),
        Standing::Invited { until, lapsed: true } => on(LAPSED, until.date_naive()),
        Standing::Expired { on: day } => on(EXPIRED, *day),
        Standing::Deactivated => words.t(DEACTIVATED).to_owned(),
    }
}
