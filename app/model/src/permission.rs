//! Who may do what: one table of role × permission, read by pages, operations and the API alike.
//!
//! Denied by default: a permission that no line grants is granted to nobody. Which *records* a person may
//! see is a separate question, answered by the confidentiality of each contract.

use crate::person::Role;
use serde::{Deserialize, Serialize};

/// Something a person may be allowed to do; named by the bare verb of the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See contracts and their terms.
    ViewContracts,
    /// Add and change contracts and price lines.
    EditContracts,
    /// Give notice, record a customer's notice, decide on a renewal.
    GiveNotice,
    /// Confirm what another person decided about a renewal.
    ConfirmRenewals,
    /// Plan, announce and call off service visits, and add some beyond those promised.
    PlanVisits,
    /// Report on service visits.
    CloseVisits,
    /// Add and change obligations, and say what became of them.
    EditObligations,
    /// Add, change and settle risks of contracts, and review contracts.
    AssessRisks,
    /// See customers, their sites and contacts.
    ViewCustomers,
    /// Add and change customers.
    EditCustomers,
    /// See expected billing, invoices and payments.
    ViewBilling,
    /// Match invoices to the ledger and undo matches; waive a ledger row; record payments of invoices, and take imported
    /// invoices and payments out.
    Reconcile,
    /// See findings and the leakage dashboard.
    ViewLeakage,
    /// Claim, recover, waive, assign and comment on findings.
    PursueFindings,
    /// Bring in contracts from files, and undo it; invoices and payments where billing may be seen.
    Import,
    /// Take lists out as CSV and XLSX.
    Export,
    /// Read the history of every record.
    ViewHistory,
    /// See who is here, with their roles and addresses.
    ViewPeople,
    /// Invite people, change their roles, deactivate them.
    ManagePeople,
    /// Enter absences of others, and take them back; everybody may do so with their own.
    EnterAbsences,
    /// Add and change the organisation's legal entities.
    ManageLegalEntities,
    /// Change the organisation's settings.
    ManageSettings,
    /// See what is done behind the pages, and have what failed tried again.
    ManageJobs,
    /// Create personal tokens for the API.
    UseApi,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 24] = [
        Self::ViewContracts,
        Self::EditContracts,
        Self::GiveNotice,
        Self::ConfirmRenewals,
        Self::PlanVisits,
        Self::CloseVisits,
        Self::EditObligations,
        Self::AssessRisks,
        Self::ViewCustomers,
        Self::EditCustomers,
        Self::ViewBilling,
        Self::Reconcile,
        Self::ViewLeakage,
        Self::PursueFindings,
        Self::Import,
        Self::Export,
        Self::ViewHistory,
        Self::ViewPeople,
        Self::ManagePeople,
        Self::EnterAbsences,
        Self::ManageLegalEntities,
        Self::ManageSettings,
        Self::ManageJobs,
        Self::UseApi,
    ];
}

/// Whether a role carries a permission.
pub const fn allows(role: Role, permission: Permission) -> bool {
    use Permission as P;
    match role {
        Role::Administrator => true,
        Role::Manager => match permission {
            P::ViewContracts | P::EditContracts | P::GiveNotice | P::ConfirmRenewals => true,
            P::EditObligations | P::AssessRisks => true,
            P::ViewCustomers | P::EditCustomers => true,
            P::ViewBilling | P::Reconcile | P::ViewLeakage | P::PursueFindings => true,
            P::PlanVisits | P::CloseVisits => true,
            P::Import | P::Export | P::ViewHistory | P::UseApi | P::EnterAbsences => true,
            P::ViewPeople | P::ManagePeople => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Finance => match permission {
            P::ViewContracts | P::ViewCustomers | P::EditCustomers | P::ViewBilling | P::Reconcile => true,
            P::ViewLeakage | P::PursueFindings | P::Import | P::Export | P::ViewHistory | P::UseApi => true,
            P::EditContracts | P::GiveNotice | P::ConfirmRenewals | P::PlanVisits | P::CloseVisits => false,
            P::EditObligations => false,
            P::AssessRisks => true,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Legal => match permission {
            P::ViewContracts | P::EditContracts | P::GiveNotice | P::EditObligations | P::AssessRisks => true,
            P::ViewCustomers | P::EditCustomers => true,
            P::Import | P::Export | P::ViewHistory | P::UseApi => true,
            P::ViewBilling | P::Reconcile | P::ViewLeakage | P::PursueFindings => false,
            P::ConfirmRenewals | P::PlanVisits | P::CloseVisits => false,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Sales => match permission {
            P::ViewContracts | P::EditContracts | P::GiveNotice | P::EditObligations | P::AssessRisks => true,
            P::ViewCustomers | P::EditCustomers => true,
            P::ViewBilling | P::ViewLeakage | P::Export | P::UseApi => true,
            P::Reconcile | P::PursueFindings | P::Import | P::ViewHistory => false,
            P::ConfirmRenewals | P::PlanVisits | P::CloseVisits => false,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Service => match permission {
            P::ViewContracts | P::ViewCustomers | P::PlanVisits | P::CloseVisits => true,
            P::EditObligations | P::UseApi => true,
            P::EditContracts | P::GiveNotice | P::EditCustomers | P::ViewBilling | P::Reconcile => false,
            P::AssessRisks => false,
            P::ViewLeakage | P::PursueFindings | P::Import | P::Export | P::ViewHistory => false,
            P::ConfirmRenewals => false,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Auditor => match permission {
            P::ViewContracts | P::ViewCustomers | P::ViewBilling | P::ViewLeakage => true,
            P::Export | P::ViewHistory => true,
            P::EditContracts | P::GiveNotice | P::EditCustomers | P::Reconcile | P::PursueFindings => false,
            P::PlanVisits | P::CloseVisits | P::EditObligations | P::Import | P::UseApi => false,
            P::ConfirmRenewals => false,
            P::AssessRisks => false,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
        Role::Viewer => match permission {
            P::ViewContracts | P::ViewCustomers => true,
            P::EditContracts | P::GiveNotice | P::EditCustomers | P::ViewBilling | P::Reconcile => false,
            P::AssessRisks => false,
            P::ViewLeakage | P::PursueFindings | P::Import | P::Export | P::ViewHistory => false,
            P::PlanVisits | P::CloseVisits | P::EditObligations | P::UseApi => false,
            P::ConfirmRenewals => false,
            P::ViewPeople | P::ManagePeople | P::EnterAbsences => false,
            P::ManageLegalEntities | P::ManageSettings | P::ManageJobs => false,
        },
    }
}

/// Whether any of the roles carries a permission.
pub fn permits(roles: &[Role], permission: Permission) -> bool {
    roles.iter().any(|role| allows(*role, permission))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_table_is_as_agreed() {
        let mut table = String::new();
        for permission in Permission::ALL {
            let granted: Vec<String> =
                Role::ALL.iter().filter(|role| allows(**role, permission)).map(|role| format!("{role:?}")).collect();
            table += &format!("{:<15} {}\n", format!("{permission:?}"), granted.join(" "));
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn an_auditor_changes_nothing() {
        use Permission as P;
        let reading = [P::ViewContracts, P::ViewCustomers, P::ViewBilling, P::ViewLeakage, P::Export, P::ViewHistory];
        for permission in Permission::ALL {
            assert_eq!(allows(Role::Auditor, permission), reading.contains(&permission), "{permission:?}");
        }
    }

    #[test]
    fn nobody_without_a_role_may_do_anything() {
        assert!(Permission::ALL.iter().all(|permission| !permits(&[], *permission)));
    }
}
