//! Permissions, each as what a person may do.

use super::Text;
use model::permission::Permission;

words! {
    VIEW_CONTRACTS: "see contracts", "consulter les contrats", "查看合同";
    EDIT_CONTRACTS:
        "change contracts and price lines",
        "modifier les contrats et leurs lignes de prix",
        "修改合同和计费项";
    GIVE_NOTICE: "give notice and decide on renewals", "dénoncer ou reconduire un contrat", "通知不续约或决定续约";
    CONFIRM_RENEWALS:
        "confirm what others decide about renewals",
        "valider les décisions de reconduction d’autrui",
        "复核他人的续约决定";
    PLAN_VISITS: "plan service visits", "planifier les interventions", "安排上门服务";
    CLOSE_VISITS: "report on service visits", "rendre compte des interventions", "填写上门服务报告";
    EDIT_OBLIGATIONS:
        "change obligations and say what became of them",
        "modifier les obligations et suivre leur exécution",
        "修改义务并登记履行情况";
    ASSESS_RISKS: "assess risks and review contracts", "évaluer les risques et passer les contrats en revue", "评估风险并复核合同";
    VIEW_CUSTOMERS: "see customers", "consulter les clients", "查看客户";
    EDIT_CUSTOMERS: "change customers", "modifier les clients", "修改客户";
    VIEW_BILLING: "see billing", "consulter la facturation", "查看开票情况";
    RECONCILE:
        "match invoices to the expected billing and record payments",
        "rapprocher les factures de la facturation attendue et enregistrer des règlements",
        "核对发票与应开票、登记回款";
    VIEW_LEAKAGE: "see revenue leakage", "consulter les manques à gagner", "查看收入流失项";
    PURSUE_FINDINGS:
        "claim, recover and waive findings",
        "traiter les manques à gagner (réclamer, récupérer, abandonner)",
        "处理收入流失项（追收、收回、不再跟进）";
    IMPORT: "import files", "importer des fichiers", "导入文件";
    EXPORT: "export lists", "exporter des listes", "导出列表";
    VIEW_HISTORY: "read the history", "consulter l’historique", "查看操作记录";
    VIEW_PEOPLE: "see people and roles", "consulter les utilisateurs et les rôles", "查看用户和角色";
    MANAGE_PEOPLE: "manage people and roles", "gérer les utilisateurs et les rôles", "管理用户和角色";
    ENTER_ABSENCES: "enter absences of others", "enregistrer les absences des autres", "登记他人的离岗";
    MANAGE_LEGAL_ENTITIES: "change legal entities", "modifier les entités juridiques", "修改签约主体";
    MANAGE_SETTINGS: "change settings", "modifier les paramètres", "修改设置";
    MANAGE_JOBS:
        "see background jobs and retry them",
        "consulter les tâches de fond et les relancer",
        "查看并重试后台任务";
    USE_API: "use the API", "utiliser l’API", "使用 API";
}

/// What the permission allows, to follow "you may": `see contracts`.
pub const fn permission(permission: Permission) -> Text {
    match permission {
        Permission::ViewContracts => VIEW_CONTRACTS,
        Permission::EditContracts => EDIT_CONTRACTS,
        Permission::GiveNotice => GIVE_NOTICE,
        Permission::ConfirmRenewals => CONFIRM_RENEWALS,
        Permission::PlanVisits => PLAN_VISITS,
        Permission::CloseVisits => CLOSE_VISITS,
        Permission::EditObligations => EDIT_OBLIGATIONS,
        Permission::AssessRisks => ASSESS_RISKS,
        Permission::ViewCustomers => VIEW_CUSTOMERS,
        Permission::EditCustomers => EDIT_CUSTOMERS,
        Permission::ViewBilling => VIEW_BILLING,
        Permission::Reconcile => RECONCILE,
        Permission::ViewLeakage => VIEW_LEAKAGE,
        Permission::PursueFindings => PURSUE_FINDINGS,
        Permission::Import => IMPORT,
        Permission::Export => EXPORT,
        Permission::ViewHistory => VIEW_HISTORY,
        Permission::ViewPeople => VIEW_PEOPLE,
        Permission::ManagePeople => MANAGE_PEOPLE,
        Permission::EnterAbsences => ENTER_ABSENCES,
        Permission::ManageLegalEntities => MANAGE_LEGAL_ENTITIES,
        Permission::ManageSettings => MANAGE_SETTINGS,
        Permission::ManageJobs => MANAGE_JOBS,
        Permission::UseApi => USE_API,
    }
}
