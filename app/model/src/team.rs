//! Teams of people, to whom contracts may be confined.

use crate::{
    id::PersonId,
    person::{name_problem, tidy_name},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};

/// What an administrator decides about a team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamDetails {
    /// Its name; unique without regard to case.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<PersonId>,
}

impl TeamDetails {
    /// The same as it is kept: without loose spaces, each member once.
    pub fn tidy(mut self) -> Self {
        self.name = tidy_name(&self.name);
        self.members.sort_unstable();
        self.members.dedup();
        self
    }

    /// What cannot be accepted.
    pub fn problems(&self) -> Vec<FieldProblem> {
        name_problem(&self.name).map(|problem| FieldProblem::new("name", problem)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Problem;
    use uuid::Uuid;

    #[test]
    fn a_team_has_a_name_and_each_member_once() {
        let ada = PersonId(Uuid::from_u128(1));
        let team = TeamDetails { name: " Key  accounts ".to_owned(), members: vec![ada, ada] }.tidy();
        assert_eq!(team, TeamDetails { name: "Key accounts".to_owned(), members: vec![ada] });
        assert!(team.problems().is_empty());
        assert_eq!(TeamDetails::default().problems(), [FieldProblem::new("name", Problem::Missing)]);
    }
}
