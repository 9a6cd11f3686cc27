//! Personal tokens for the API: what a program may do in a person's name.
//!
//! A token has scopes, each an area and whether to read or to change it. Scopes only narrow: a program may
//! do what both the person's roles and the token's scopes allow, judged anew at every use.

use crate::{
    permission::{Permission, permits},
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
};
use serde::{Deserialize, Serialize};

/// The most characters of a token's name.
pub const NAME_MOST: u32 = 100;
/// The most tokens of one person that are not revoked.
pub const TOKENS_MOST: u32 = 50;
/// After how many days a token may expire; a token that works for ever does not exist.
pub const LIFETIMES: [u32; 4] = [30, 90, 180, 365];

/// An area that a token may read or change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Contracts, their terms and dates.
    #[serde(rename = "contracts:read")]
    ReadContracts,
    /// The same, and change them, give notice, decide on renewals.
    #[serde(rename = "contracts:write")]
    WriteContracts,
    /// Contracts and their service visits, and plan, announce and report on visits.
    #[serde(rename = "visits:write")]
    WriteVisits,
    /// Customers.
    #[serde(rename = "customers:read")]
    ReadCustomers,
    /// The same, and change them.
    #[serde(rename = "customers:write")]
    WriteCustomers,
    /// Expected billing, invoices and payments.
    #[serde(rename = "billing:read")]
    ReadBilling,
    /// The same, and match invoices to the expected billing.
    #[serde(rename = "billing:write")]
    WriteBilling,
    /// Findings and their sums.
    #[serde(rename = "leakage:read")]
    ReadLeakage,
    /// The same, and claim, recover, waive and reopen findings.
    #[serde(rename = "leakage:write")]
    WriteLeakage,
    /// Bring in files, review, accept and undo them.
    #[serde(rename = "imports:write")]
    WriteImports,
    /// Contracts and what happened to them.
    #[serde(rename = "history:read")]
    ReadHistory,
    /// People and their roles.
    #[serde(rename = "people:read")]
    ReadPeople,
    /// The same, and change them.
    #[serde(rename = "people:write")]
    WritePeople,
    /// Our own companies, and change them.
    #[serde(rename = "legal_entities:write")]
    WriteLegalEntities,
    /// Work behind the pages, and have it tried again.
    #[serde(rename = "jobs:write")]
    WriteJobs,
    /// Settings: rules of reminders and calendars of holidays, and change them.
    #[serde(rename = "settings:write")]
    WriteSettings,
}

impl Scope {
    /// All scopes, in the order they are offered.
    pub const ALL: [Self; 16] = [
        Self::ReadContracts,
        Self::WriteContracts,
        Self::WriteVisits,
        Self::ReadCustomers,
        Self::WriteCustomers,
        Self::ReadBilling,
        Self::WriteBilling,
        Self::ReadLeakage,
        Self::WriteLeakage,
        Self::WriteImports,
        Self::ReadHistory,
        Self::ReadPeople,
        Self::WritePeople,
        Self::WriteLegalEntities,
        Self::WriteJobs,
        Self::WriteSettings,
    ];

    /// Stable text for storage, forms and documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadContracts => "contracts:read",
            Self::WriteContracts => "contracts:write",
            Self::WriteVisits => "visits:write",
            Self::ReadCustomers => "customers:read",
            Self::WriteCustomers => "customers:write",
            Self::ReadBilling => "billing:read",
            Self::WriteBilling => "billing:write",
            Self::ReadLeakage => "leakage:read",
            Self::WriteLeakage => "leakage:write",
            Self::WriteImports => "imports:write",
            Self::ReadHistory => "history:read",
            Self::ReadPeople => "people:read",
            Self::WritePeople => "people:write",
            Self::WriteLegalEntities => "legal_entities:write",
            Self::WriteJobs => "jobs:write",
            Self::WriteSettings => "settings:write",
        }
    }

    /// The scope with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// What the scope lets a program do, if the person may do it.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::ReadContracts => &[P::ViewContracts],
            Self::WriteContracts => &[
                P::ViewContracts,
                P::EditContracts,
                P::GiveNotice,
                P::ConfirmRenewals,
                P::EditObligations,
                P::AssessRisks,
            ],
            Self::WriteVisits => &[P::ViewContracts, P::PlanVisits, P::CloseVisits],
            Self::ReadCustomers => &[P::ViewCustomers],
            Self::WriteCustomers => &[P::ViewCustomers, P::EditCustomers],
            Self::ReadBilling => &[P::ViewBilling],
            Self::WriteBilling => &[P::ViewBilling, P::Reconcile],
            Self::ReadLeakage => &[P::ViewLeakage],
            Self::WriteLeakage => &[P::ViewLeakage, P::PursueFindings],
            Self::WriteImports => &[P::Import],
            Self::ReadHistory => &[P::ViewContracts, P::ViewHistory],
            Self::ReadPeople => &[P::ViewPeople],
            Self::WritePeople => &[P::ViewPeople, P::ManagePeople, P::EnterAbsences],
            Self::WriteLegalEntities => &[P::ManageLegalEntities],
            Self::WriteJobs => &[P::ManageJobs],
            Self::WriteSettings => &[P::ManageSettings],
        }
    }
}

/// The scopes that roles carry in full, so that a token promises nothing it cannot do.
pub fn grantable(roles: &[Role]) -> Vec<Scope> {
    let carried = |scope: &Scope| scope.permissions().iter().all(|permission| permits(roles, *permission));
    Scope::ALL.into_iter().filter(carried).collect()
}

/// Whether any of the scopes lets a program do something.
pub fn covers(scopes: &[Scope], permission: Permission) -> bool {
    scopes.iter().any(|scope| scope.permissions().contains(&permission))
}

/// What a person fills in for a new token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewToken {
    /// What it is for, in the person's words.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// For how many days it works, one of [`LIFETIMES`].
    pub days: u32,
}

impl NewToken {
    /// Whether a person with these roles may make it.
    ///
    /// # Errors
    /// [`Refusal::Fields`] about `name`, `scopes` or `days`.
    pub fn check(&self, roles: &[Role]) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldProblem::new("name", Problem::Missing));
        } else if self.name.trim().chars().count() > NAME_MOST as usize {
            problems.push(FieldProblem::new("name", Problem::TooLong { most: NAME_MOST }));
        }
        let offered = grantable(roles);
        if self.scopes.is_empty() {
            problems.push(FieldProblem::new("scopes", Problem::Missing));
        } else if !self.scopes.iter().all(|scope| offered.contains(scope)) {
            problems.push(FieldProblem::new("scopes", Problem::NotAChoice));
        }
        if !LIFETIMES.contains(&self.days) {
            problems.push(FieldProblem::new("days", Problem::NotAChoice));
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_a_scope_but_those_that_no_program_may_have() {
        let without: Vec<Permission> =
            Permission::ALL.into_iter().filter(|permission| !covers(&Scope::ALL, *permission)).collect();
        // A token makes no tokens; lists are read instead of exported.
        assert_eq!(without, [Permission::Export, Permission::UseApi]);
    }

    #[test]
    fn a_scope_is_offered_only_where_all_of_it_can_be_done() {
        for role in Role::ALL {
            for scope in Scope::ALL {
                let whole = scope.permissions().iter().all(|permission| permits(&[role], *permission));
                assert_eq!(grantable(&[role]).contains(&scope), whole, "{role:?} {scope:?}");
            }
        }
        assert!(grantable(&[]).is_empty());
        assert_eq!(grantable(&[Role::Administrator]), Scope::ALL);
    }

    #[test]
    fn codes_are_what_is_stored() {
        for scope in Scope::ALL {
            assert_eq!(Scope::from_code(scope.code()), Some(scope));
            let stored = serde_json::to_value(scope).expect("a name");
            assert_eq!(stored, scope.code());
        }
        assert_eq!(Scope::from_code("contracts"), None);
    }

    #[test]
    fn what_cannot_be_accepted_is_said_by_field() {
        let new = |name: &str, scopes: &[Scope], days| NewToken { name: name.into(), scopes: scopes.into(), days };
        let read = [Scope::ReadContracts];
        assert_eq!(new("Nightly report", &read, 90).check(&[Role::Service]), Ok(()));
        let refused = |new: NewToken, field: &str, problem: Problem| {
            let expected = Refusal::Fields(vec![FieldProblem::new(field, problem)]);
            assert_eq!(new.check(&[Role::Service]), Err(expected));
        };
        refused(new(" ", &read, 90), "name", Problem::Missing);
        refused(new(&"n".repeat(101), &read, 90), "name", Problem::TooLong { most: 100 });
        refused(new("Report", &[], 90), "scopes", Problem::Missing);
        refused(new("Report", &[Scope::ReadBilling], 90), "scopes", Problem::NotAChoice);
        refused(new("Report", &read, 36_500), "days", Problem::NotAChoice);
    }
}
