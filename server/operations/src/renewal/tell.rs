//! Whom the news of a renewal is told.

use crate::{
    Result,
    actor::Acting,
    notification::{self, Telling},
    sign_in,
};
use model::{
    id::{ContractId, CustomerId, PersonId},
    notification::{Notice, RenewalNews, RenewalNotice},
    permission::{Permission, permits},
    person::Role,
    reminder::Means,
    renewal::{Second, Work},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{absence::Away, contract::Contract};

/// News of a renewal.
pub(super) struct News {
    contract: ContractId,
    customer: CustomerId,
    number: String,
    title: String,
    /// Whom it concerns by what they are to the contract, or did about it.
    near: Vec<PersonId>,
    /// Who decided: nobody confirms their own decision.
    by: Option<PersonId>,
    work: Work,
    news: RenewalNews,
}

impl News {
    pub(super) fn new(contract: &Contract, work: &Work, news: RenewalNews) -> Self {
        let choice = work.choice.as_ref();
        let by = choice.and_then(|choice| choice.by);
        let confirmed = choice.and_then(|choice| match choice.second {
            Second::Given { by, .. } => Some(by),
            Second::NotNeeded | Second::Awaited => None,
        });
        let near = [contract.details.owner, contract.details.deputy, by, confirmed];
        Self {
            contract: contract.id,
            customer: contract.details.customer,
            number: contract.number.clone(),
            title: contract.details.title.clone(),
            near: near.into_iter().flatten().collect(),
            by,
            work: work.clone(),
            news,
        }
    }

    /// Whom it is told, of those who may enter: whoever has to confirm, else whoever it concerns, together with who stands in
    /// for those of them who are away; where that is nobody, managers, else administrators.
    fn to(&self, people: &[(PersonId, Vec<Role>)], away: &BTreeMap<PersonId, Away>) -> BTreeSet<PersonId> {
        let those = |wanted: &dyn Fn(&PersonId, &[Role]) -> bool| -> BTreeSet<PersonId> {
            people.iter().filter(|(person, roles)| wanted(person, roles)).map(|(person, _)| *person).collect()
        };
        let asked = match self.news {
            RenewalNews::AwaitsSecond(_) => {
                those(&|person, roles| permits(roles, Permission::ConfirmRenewals) && Some(*person) != self.by)
            }
            _ => {
                let by = |person| away.get(person).and_then(|away: &Away| away.by.as_ref()).map(|(by, _)| *by);
                let stand_ins: Vec<PersonId> = self.near.iter().filter_map(by).collect();
                those(&|person, _| self.near.contains(person) || stand_ins.contains(person))
            }
        };
        let with = |role| those(&|_, roles| roles.contains(&role));
        [asked, with(Role::Manager)]
            .into_iter()
            .find(|people| !people.is_empty())
            .unwrap_or_else(|| with(Role::Administrator))
    }

    /// What makes it one of a kind: the term, and how often the renewal was written until then.
    fn key(&self) -> String {
        let Work { upcoming, version, .. } = &self.work;
        format!("renewal/{}/{}/{}/{version}", self.contract, upcoming.term, self.news.code())
    }
}

/// Tells people of renewals, inside the transaction of what happened to them.
pub(super) async fn tell(acting: &mut Acting<'_>, news: Vec<News>) -> Result<()> {
    if news.is_empty() {
        return Ok(());
    }
    let office = acting.actor().office().clone();
    let connection = acting.connection();
    let people = store::person::list(connection).await?;
    let people = people.into_iter().filter(|person| sign_in::may_enter(&office, person));
    let people: Vec<(PersonId, Vec<Role>)> = people.map(|person| (person.id, person.roles)).collect();
    let customers: BTreeSet<CustomerId> = news.iter().map(|news| news.customer).collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    let names: HashMap<CustomerId, String> = store::customer::names_of(connection, &customers).await?;
    let choices = notification::choices(connection).await?;
    let away = store::absence::away_on(connection, acting.actor().day()).await?;
    let tellings = news.iter().flat_map(|news| {
        let notice = RenewalNotice {
            news: news.news,
            contract: news.contract,
            number: news.number.clone(),
            title: news.title.clone(),
            customer: names.get(&news.customer).cloned().unwrap_or_default(),
            amount: news.work.value,
            first_on: news.work.upcoming.first_on,
            decide_by: news.work.upcoming.decide_by,
        };
        let telling = move |person| Telling {
            person,
            key: news.key(),
            notice: Notice::Renewal(notice.clone()),
            means: Means::AppAndMail,
            escalated: false,
        };
        news.to(&people, &away).into_iter().map(telling)
    });
    let tellings = tellings.collect();
    notification::tell(acting, &choices, tellings).await?;
    Ok(())
}
