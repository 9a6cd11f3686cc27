//! The frame around every page: areas, top bar, search, theme.

use super::Words;
use model::language::Language;

words! {
    PRODUCT: "Avenant", "Avenant", "Avenant";
    TAGLINE:
        "What your contracts promise, what you bill, what you collect",
        "Ce que vos contrats promettent, ce que vous facturez, ce que vous encaissez",
        "合同约定、开票与回款，一目了然";
    HOME: "Home", "Accueil", "首页";
    REQUESTS: "Requests and drafts", "Demandes et projets", "申请与草稿";
    CONTRACTS: "Contracts", "Contrats", "合同";
    RENEWALS: "Renewals", "Reconductions", "续约";
    CALENDAR: "Calendar", "Calendrier", "日历";
    VISITS: "Visits and obligations", "Interventions et obligations", "上门服务与义务";
    BILLING: "Billing", "Facturation", "开票";
    LEAKAGE: "Leakage", "Manques à gagner", "收入流失";
    CUSTOMERS: "Customers", "Clients", "客户";
    APPROVALS: "Approvals", "Validations", "审批";
    LIBRARY: "Library", "Bibliothèque", "模板与条款";
    REPORTS: "Reports", "Rapports", "报表";
    ADMINISTRATION: "Administration", "Administration", "系统管理";
    IMPORT: "Import", "Import", "导入";
    HISTORY: "History", "Historique", "操作记录";
    PEOPLE: "People", "Utilisateurs", "用户";
    TEAMS: "Teams", "Équipes", "团队";
    SETTINGS: "Settings", "Paramètres", "设置";
    LEGAL_ENTITIES: "Legal entities", "Entités juridiques", "签约主体";

    SIGN_IN: "Sign in", "Se connecter", "登录";
    SIGN_OUT: "Sign out", "Se déconnecter", "退出登录";
    SIGNED_IN_AS: "Signed in as {name}", "Connecté en tant que {name}", "当前用户：{name}";
    LANGUAGE: "Language", "Langue", "语言";
    LOOK: "Language and theme", "Langue et thème", "语言与主题";
    THEME: "Theme", "Thème", "主题";
    LIGHT: "Light", "Clair", "浅色";
    DARK: "Dark", "Sombre", "深色";
    SYSTEM: "Same as the system", "Comme le système", "跟随系统";
    SEARCH: "Search", "Rechercher", "搜索";
    SEARCH_PLACEHOLDER:
        "Search contracts, customers, invoices",
        "Rechercher un contrat, un client, une facture",
        "搜索合同、客户、发票";
    COMMANDS: "Search and commands", "Recherche et commandes", "搜索与命令";
    CREATE: "Create", "Créer", "新建";
    NOTIFICATIONS: "Notifications", "Notifications", "通知";
    NO_NOTIFICATIONS: "Nothing new.", "Rien de nouveau.", "暂无新通知。";
    PERSON_MENU: "Your account", "Votre compte", "我的账户";
    SKIP: "Skip to content", "Aller au contenu", "跳到主要内容";
    MAIN: "Main navigation", "Navigation principale", "主导航";
    BREADCRUMB: "You are here", "Vous êtes ici", "当前位置";
    MENU: "Menu", "Menu", "菜单";
    OPEN_MENU: "Open the menu", "Ouvrir le menu", "打开菜单";
    CLOSE_MENU: "Close the menu", "Fermer le menu", "关闭菜单";
    MORE: "More", "Plus", "更多";
    HELP: "Help", "Aide", "帮助";
    KEYS: "Keyboard shortcuts", "Raccourcis clavier", "键盘快捷键";
    NEW_WINDOW: "opens in a new window", "s’ouvre dans une nouvelle fenêtre", "在新窗口中打开";
    DEMONSTRATION:
        "Demonstration: all data are invented",
        "Démonstration : toutes les données sont fictives",
        "演示环境：所有数据均为虚构";
    LEGAL_NOTE:
        "Avenant informs; it does not give legal advice.",
        "Avenant informe ; il ne délivre pas de conseil juridique.",
        "Avenant 仅提供信息，不构成法律意见。";
    LOADING: "Loading…", "Chargement…", "正在加载…";
    NEEDS_ATTENTION: "{n} to look at", "{n} à examiner", "{n} 项待处理";
}

/// The name of a language, in that language.
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Fr => "Français",
        Language::Zh => "简体中文",
    }
}

/// The title of a browser window: the page, then the product.
pub fn window_title(words: Words, page: &str) -> String {
    format!("{page} · {}", words.t(PRODUCT))
}
