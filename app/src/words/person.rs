//! Roles, and people in general.

use super::{Text, Words};
use model::person::Role;

words! {
    ADMINISTRATOR: "Administrator", "Administrateur", "管理员";
    MANAGER: "Manager", "Direction", "管理层";
    LEGAL: "Legal", "Juridique", "法务";
    FINANCE: "Finance", "Finance", "财务";
    SALES: "Sales", "Commercial", "销售";
    SERVICE: "Service manager", "Responsable des interventions", "服务主管";
    AUDITOR: "Auditor", "Auditeur", "审计";
    VIEWER: "Viewer", "Lecteur", "只读用户";

    NOBODY: "Nobody", "Personne", "无人";
    THE_PROGRAM: "Avenant", "Avenant", "Avenant";
}

/// The name of a role.
pub const fn role(role: Role) -> Text {
    match role {
        Role::Administrator => ADMINISTRATOR,
        Role::Manager => MANAGER,
        Role::Legal => LEGAL,
        Role::Finance => FINANCE,
        Role::Sales => SALES,
        Role::Service => SERVICE,
        Role::Auditor => AUDITOR,
        Role::Viewer => VIEWER,
    }
}

/// Several roles: `Legal and Finance`.
pub fn roles(words: Words, roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|each| words.t(role(*each))).collect();
    words.list(&names)
}
