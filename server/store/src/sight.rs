//! Which contracts an actor may see, as a condition for every query that starts from contracts.

use crate::{
    absence::represented_by,
    entity::{contract, contract_reader, finding, team_member},
};
use model::{calendar::Day, id::PersonId};
use sea_orm::{
    ColumnTrait, Condition, QuerySelect, QueryTrait, entity::EntityTrait, prelude::QueryFilter,
    sea_query::SelectStatement,
};

/// What an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Every contract: jobs, administrators, managers and auditors.
    Everything,
    /// What is open to the organisation, and what concerns this person: as owner, deputy, member of the
    /// team, or named; and, on this day, as whoever stands in for the owner or the deputy.
    Of(PersonId, Day),
}

/// The condition on the contract table that leaves what may be seen.
pub fn visible_to(sight: Sight) -> Condition {
    let Sight::Of(person, day) = sight else {
        return Condition::all();
    };
    Condition::any().add(contract::Column::Confidentiality.eq("organisation")).add(concerning(person, day))
}

/// The condition on the contract table that leaves what concerns a person: what of the confidential they may see.
fn concerning(person: PersonId, day: Day) -> Condition {
    let teams = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::PersonId.eq(person.0))
        .into_query();
    let named = contract_reader::Entity::find()
        .select_only()
        .column(contract_reader::Column::ContractId)
        .filter(contract_reader::Column::PersonId.eq(person.0))
        .into_query();
    Condition::any()
        .add(contract::Column::OwnerId.eq(person.0))
        .add(contract::Column::DeputyId.eq(person.0))
        .add(contract::Column::OwnerId.in_subquery(represented_by(person, day)))
        .add(contract::Column::DeputyId.in_subquery(represented_by(person, day)))
        .add(contract::Column::TeamId.in_subquery(teams))
        .add(contract::Column::Id.in_subquery(named))
}

/// What is not open to the organisation: as two ranges, which an index answers.
fn confidential() -> Condition {
    use contract::Column as C;
    let either = Condition::any().add(C::Confidentiality.lt("organisation")).add(C::Confidentiality.gt("organisation"));
    Condition::all().add(either)
}

/// The confidential contracts that somebody may see, for queries over rows that know themselves whether they are
/// confidential: those are few, where all that are open to the organisation are nearly all there are. `None` if all may
/// be seen.
pub(crate) fn confidential_seen(sight: Sight) -> Option<SelectStatement> {
    // By way of the hidden ones, which one index answers: asked whom each concerns, databases would begin with all
    // contracts of that person.
    use contract::Column as C;
    let seen = confidential().add(C::Id.not_in_subquery(hidden_from(sight)?));
    Some(contract::Entity::find().select_only().column(C::Id).filter(seen).into_query())
}

/// The contracts that may not be seen: the exact opposite of [`visible_to`], for queries over many rows, which do
/// better to leave out the few hidden contracts than to look up every visible one. `None` if all may be seen.
pub fn hidden_from(sight: Sight) -> Option<SelectStatement> {
    of_hidden(sight, contract::Column::Id)
}

/// One column of the contracts that may not be seen. `None` if all may be seen.
fn of_hidden(sight: Sight, column: contract::Column) -> Option<SelectStatement> {
    let Sight::Of(person, day) = sight else {
        return None;
    };
    let teams = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::PersonId.eq(person.0))
        .into_query();
    let named = contract_reader::Entity::find()
        .select_only()
        .column(contract_reader::Column::ContractId)
        .filter(contract_reader::Column::PersonId.eq(person.0))
        .into_query();
    use contract::Column as C;
    // What is empty compares with nothing, so each part says so itself.
    let unless = |column: C| {
        let other = Condition::all().add(column.ne(person.0)).add(column.not_in_subquery(represented_by(person, day)));
        Condition::any().add(column.is_null()).add(other)
    };
    let hidden = Condition::all()
        .add(confidential())
        .add(unless(C::OwnerId))
        .add(unless(C::DeputyId))
        .add(Condition::any().add(C::TeamId.is_null()).add(C::TeamId.not_in_subquery(teams)))
        .add(C::Id.not_in_subquery(named));
    Some(contract::Entity::find().select_only().column(column).filter(hidden).into_query())
}

/// The condition on findings that leaves those that may be seen: of contracts that are not hidden, and, of those
/// without a contract, of customers who have no hidden one. `None` if all may be seen.
pub(crate) fn findings_open_to(sight: Sight) -> Option<Condition> {
    use finding::Column as C;
    let customers = of_hidden(sight, contract::Column::CustomerId)?;
    let of_contract =
        Condition::all().add(C::ContractId.is_not_null()).add(C::ContractId.not_in_subquery(hidden_from(sight)?));
    let without = Condition::all().add(C::ContractId.is_null()).add(C::CustomerId.not_in_subquery(customers));
    Some(Condition::any().add(of_contract).add(without))
}

/// The findings that may not be seen, those of contracts and those without one apart: together the exact opposite of
/// [`findings_open_to`]. Apart, because an index alone answers for each, but not for either. `None` if all may be seen.
pub(crate) fn findings_hidden_from(sight: Sight) -> Option<[Condition; 2]> {
    use finding::Column as C;
    let customers = of_hidden(sight, contract::Column::CustomerId)?;
    let of_contract = Condition::all().add(C::ContractId.in_subquery(hidden_from(sight)?));
    let without = Condition::all().add(C::ContractId.is_null()).add(C::CustomerId.in_subquery(customers));
    Some([of_contract, without])
}
