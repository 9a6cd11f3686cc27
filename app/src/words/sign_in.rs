//! The entrance: signing in, the demonstration, setting up an empty installation.

use super::Text;
use model::person::Role;

words! {
    TITLE: "Sign in to Avenant", "Connexion à Avenant", "登录 Avenant";
    EMAIL: "E-mail address", "Adresse e-mail", "邮箱";
    PASSWORD: "Password", "Mot de passe", "密码";
    PASSWORD_HINT:
        "At least 12 characters; a few words you can remember do well.",
        "12 caractères au moins ; quelques mots faciles à retenir conviennent très bien.",
        "至少 12 个字符，可使用几个容易记住的词。";
    SHOW_PASSWORD: "Show the password", "Afficher le mot de passe", "显示密码";
    STAY_SIGNED_IN: "Stay signed in on this device", "Rester connecté sur cet appareil", "在此设备上保持登录";
    NO_PASSWORD:
        "An administrator can set a new password for you.",
        "Un administrateur peut vous attribuer un nouveau mot de passe.",
        "如忘记密码，请联系管理员重置。";

    DEMONSTRATION_TITLE:
        "Look around as one of these people",
        "Choisissez un profil pour découvrir Avenant",
        "以下列人员身份体验";
    DEMONSTRATION_TEXT:
        "This is a demonstration: companies, contracts and amounts are invented, and every person sees and does what their role allows.",
        "Ceci est une démonstration : sociétés, contrats et montants sont fictifs, et chaque personne voit et fait ce que son rôle permet.",
        "这是演示环境：公司、合同和金额均为虚构，每个人可查看的内容和可进行的操作由其角色决定。";

    SET_UP_TITLE: "Set up Avenant", "Configurer Avenant", "Avenant 初始设置";
    SET_UP_TEXT:
        "Nobody uses this installation yet. Whoever has the code that the server printed becomes its first administrator.",
        "Cette installation n’est pas encore utilisée. La personne qui détient le code affiché par le serveur en devient le premier administrateur.",
        "此系统尚未启用。持有服务器所显示安装码的人将成为首位管理员。";
    CODE: "Set-up code", "Code d’installation", "安装码";
    CODE_HINT:
        "The server prints it in its log when it starts on an empty database.",
        "Le serveur l’affiche dans son journal lorsqu’il démarre sur une base vide.",
        "服务器在空数据库上启动时会在日志中显示。";
    ORGANISATION: "Name of your company", "Nom de votre société", "公司名称";
    ORGANISATION_HINT:
        "As registered: it becomes the first legal entity that signs contracts and issues invoices.",
        "Raison sociale : elle devient la première entité juridique qui signe les contrats et émet les factures.",
        "请填写注册名称，它将成为首个签约和开票主体。";
    COUNTRY: "Country", "Pays", "国家";
    CURRENCY: "Currency", "Devise", "币种";
    TIME_ZONE: "Time zone", "Fuseau horaire", "时区";
    NAME: "Your name", "Votre nom", "您的姓名";
    SET_UP: "Set up and sign in", "Configurer et se connecter", "完成设置并登录";

    SEES_AS_ADMINISTRATOR:
        "People and roles, settings, the whole history",
        "Les utilisateurs et leurs rôles, les paramètres, tout l’historique",
        "用户与角色、系统设置和全部操作记录";
    SEES_AS_MANAGER:
        "The whole portfolio: renewals to decide, revenue leaking, who is dealing with it",
        "Tout le portefeuille : reconductions à trancher, manques à gagner et qui s’en occupe",
        "全部合同：待定的续约、流失的收入以及由谁跟进";
    SEES_AS_LEGAL:
        "Contracts and their terms, notice deadlines, what is missing",
        "Les contrats et leurs conditions, les dates limites de dénonciation, ce qui manque",
        "合同及其条款、最迟通知日和缺失的内容";
    SEES_AS_FINANCE:
        "What should have been billed, what was, late payers, money to recover",
        "Ce qui devait être facturé, ce qui l’a été, les retards de règlement et les sommes à récupérer",
        "应开票与已开票、逾期回款和可追回的金额";
    SEES_AS_SALES:
        "Every contract that is not confidential, what to renew and when, what remains unbilled",
        "Tous les contrats non confidentiels, quoi reconduire et quand, ce qui reste à facturer",
        "全部非保密合同、何时续约以及尚未开票的金额";
    SEES_AS_SERVICE:
        "Visits to plan and to report on, technicians included; the contracts and customers behind them",
        "Les interventions à planifier et à clôturer, y compris par les techniciens, et les contrats et clients concernés",
        "上门服务的安排与报告（含技术人员），以及所依据的合同和客户";
    SEES_AS_AUDITOR:
        "Everything to read, nothing to change: contracts, billing, findings, history",
        "Tout consulter sans rien modifier : contrats, facturation, manques à gagner, historique",
        "可查看全部内容但不能更改：合同、开票、收入流失项和操作记录";
    SEES_AS_VIEWER:
        "Contracts and customers open to everyone",
        "Les contrats et les clients ouverts à tous",
        "对所有人开放的合同和客户";
}

/// What a person in that role will see, in one line.
pub const fn sees(role: Role) -> Text {
    match role {
        Role::Administrator => SEES_AS_ADMINISTRATOR,
        Role::Manager => SEES_AS_MANAGER,
        Role::Legal => SEES_AS_LEGAL,
        Role::Finance => SEES_AS_FINANCE,
        Role::Sales => SEES_AS_SALES,
        Role::Service => SEES_AS_SERVICE,
        Role::Auditor => SEES_AS_AUDITOR,
        Role::Viewer => SEES_AS_VIEWER,
    }
}
