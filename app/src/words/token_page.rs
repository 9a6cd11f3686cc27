//! Personal tokens: what a program may do in one's name.

use super::Text;
use model::token::Scope;

words! {
    TITLE: "API tokens", "Jetons d’API", "API 令牌";
    INTRODUCTION:
        "A token lets a program work through the API in your name. It may never do more than your roles allow, and stops working when you revoke it or lose your access.",
        "Un jeton permet à un programme d’utiliser l’API en votre nom. Il ne peut jamais faire plus que vos rôles ne le permettent et cesse de fonctionner dès que vous le révoquez ou perdez votre accès.",
        "令牌允许程序以您的名义使用 API。其权限不会超出您的角色；一旦撤销令牌或您的账户被停用，令牌立即失效。";

    NEW: "New token", "Nouveau jeton", "新建令牌";
    NAME: "What it is for", "Usage prévu", "用途";
    NAME_HINT:
        "For example the program and where it runs.",
        "Par exemple, le programme et l’endroit où il s’exécute.",
        "例如程序名称及其运行位置。";
    SCOPES: "What it may do", "Ce qu’il peut faire", "权限范围";
    SCOPES_HINT:
        "Choose as little as the program needs.",
        "Limitez-vous au strict nécessaire.",
        "请只选择程序所需的权限。";
    LIFETIME: "How long it works", "Durée de validité", "有效期";
    CREATE: "Create the token", "Créer le jeton", "创建令牌";

    CREATED: "Your new token", "Votre nouveau jeton", "新令牌";
    CREATED_TEXT:
        "Copy it now: it is shown only this once. Keep it like a password.",
        "Copiez-le maintenant\u{202f}: il n’est affiché qu’une seule fois. Conservez-le comme un mot de passe.",
        "请立即复制：令牌仅显示这一次。请像密码一样妥善保管。";

    YOURS: "Your tokens", "Vos jetons", "您的令牌";
    NONE_YET: "You have no token.", "Vous n’avez aucun jeton.", "您还没有令牌。";
    STARTS_WITH: "Begins with", "Commence par", "开头";
    CREATED_ON: "Created", "Créé", "创建时间";
    EXPIRES: "Works until", "Valable jusqu’au", "有效期至";
    EXPIRED: "Expired", "Expiré", "已过期";
    LAST_USED: "Last used", "Dernière utilisation", "上次使用";
    NEVER_USED: "Never", "Jamais", "从未";
    REVOKE: "Revoke", "Révoquer", "撤销";
    REVOKE_THIS: "Revoke “{name}”", "Révoquer «\u{202f}{name}\u{202f}»", "撤销“{name}”";
    REVOKE_TEXT:
        "Programs that use it are turned away at once. This cannot be undone.",
        "Les programmes qui l’utilisent sont aussitôt refusés. Cette opération est irréversible.",
        "使用该令牌的程序将立即被拒绝，此操作无法撤销。";
    DOCUMENTATION:
        "Description of the API for programs (OpenAPI)",
        "Description de l’API pour les programmes (OpenAPI)",
        "供程序读取的 API 说明（OpenAPI）";

    READ_CONTRACTS: "Read contracts", "Consulter les contrats", "查看合同";
    WRITE_CONTRACTS:
        "Read and change contracts, give notice, decide on renewals",
        "Consulter et modifier les contrats, les dénoncer ou les reconduire",
        "查看和修改合同、通知不续约、决定续约";
    WRITE_VISITS: "See contracts; plan and report on service visits", "Consulter les contrats ; planifier les interventions et en rendre compte", "查看合同；安排上门服务并填写报告";
    READ_CUSTOMERS: "Read customers", "Consulter les clients", "查看客户";
    WRITE_CUSTOMERS: "Read and change customers", "Consulter et modifier les clients", "查看和修改客户";
    READ_BILLING: "Read billing", "Consulter la facturation", "查看开票情况";
    WRITE_BILLING:
        "Read billing and match invoices to it",
        "Consulter la facturation et y rapprocher les factures",
        "查看开票情况并核对发票";
    READ_LEAKAGE: "Read revenue leakage", "Consulter les manques à gagner", "查看收入流失项";
    WRITE_LEAKAGE:
        "Read revenue leakage; claim, recover, waive and reopen findings",
        "Consulter et traiter les manques à gagner (réclamer, récupérer, abandonner, rouvrir)",
        "查看和处理收入流失项（追收、收回、不再跟进、重新打开）";
    WRITE_IMPORTS: "Import files and undo imports", "Importer des fichiers et annuler des imports", "导入文件、撤销导入";
    READ_HISTORY: "Read contracts and their history", "Consulter les contrats et leur historique", "查看合同及其操作记录";
    READ_PEOPLE: "Read people and roles", "Consulter les utilisateurs et les rôles", "查看用户和角色";
    WRITE_PEOPLE: "Manage people and roles", "Gérer les utilisateurs et les rôles", "管理用户和角色";
    WRITE_LEGAL_ENTITIES: "Manage legal entities", "Gérer les entités juridiques", "管理签约主体";
    WRITE_JOBS: "See and retry background jobs", "Consulter et relancer les tâches de fond", "查看并重试后台任务";
    WRITE_SETTINGS:
        "Read and change reminder rules and holiday calendars",
        "Consulter et modifier les règles de rappel et les calendriers des jours fériés",
        "查看并修改提醒规则和节假日历";
}

/// What a scope lets a program do.
pub const fn scope(scope: Scope) -> Text {
    match scope {
        Scope::ReadContracts => READ_CONTRACTS,
        Scope::WriteContracts => WRITE_CONTRACTS,
        Scope::WriteVisits => WRITE_VISITS,
        Scope::ReadCustomers => READ_CUSTOMERS,
        Scope::WriteCustomers => WRITE_CUSTOMERS,
        Scope::ReadBilling => READ_BILLING,
        Scope::WriteBilling => WRITE_BILLING,
        Scope::ReadLeakage => READ_LEAKAGE,
        Scope::WriteLeakage => WRITE_LEAKAGE,
        Scope::WriteImports => WRITE_IMPORTS,
        Scope::ReadHistory => READ_HISTORY,
        Scope::ReadPeople => READ_PEOPLE,
        Scope::WritePeople => WRITE_PEOPLE,
        Scope::WriteLegalEntities => WRITE_LEGAL_ENTITIES,
        Scope::WriteJobs => WRITE_JOBS,
        Scope::WriteSettings => WRITE_SETTINGS,
    }
}
