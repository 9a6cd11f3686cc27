//! Calendar feeds: what stands at an address, for how long, and whose it is.

use crate::{
    office::{TestOffice, offices, today},
    token::events,
};
use chrono::Days;
use model::{
    event::Event,
    key_date::{Filter, KeyDateKind},
    person::Role,
    refusal::Refusal,
    sample,
    view::FeedDate,
};
use operations::{Actor, Failure, Office, absence, demonstration, feed, key_date, sign_in};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

async fn nothing_at(office: &Office, secret: &str) {
    match feed::read(office, secret).await {
        Err(Failure::Refused(Refusal::NotFound)) => {}
        other => panic!("something stands there: {other:?}"),
    }
}

async fn seeded(test: &TestOffice) -> Actor {
    demonstration::seed(&test.office).await.expect("seeded");
    acting_as(&test.office, Role::Manager).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_shows_what_its_filter_leaves_until_it_is_changed_or_removed() {
    for test in offices("feed_life").await {
        let manager = seeded(&test).await;
        let filter = Filter { kinds: vec![KeyDateKind::NoticeDeadline], ..Filter::default() };
        let made = feed::create(&manager, "  Notice  ", filter.clone()).await.expect("a feed");
        let content = feed::read(&test.office, &made.secret).await.expect("what it holds");
        assert_eq!((content.name.as_str(), content.language), ("Notice", manager.language()));
        let listed = key_date::from(&manager, &filter, today(), operations::page(1, 200)).await.expect("a list").rows;
        let ahead: Vec<_> =
            content.rows.iter().filter(|date| date.row.date.day >= today()).map(|date| date.row.clone()).collect();
        assert!(ahead.len() > 3, "the demonstration has deadlines ahead");
        assert_eq!(ahead, listed[..ahead.len()], "in the same order");
        assert!(content.rows.len() > ahead.len(), "and what passed lately");

        let other = feed::rotate(&manager, made.id).await.expect("another address");
        assert_ne!(other.secret, made.secret);
        nothing_at(&test.office, &made.secret).await;
        feed::read(&test.office, &other.secret).await.expect("it goes on at the new one");
        let own = feed::list(&manager).await.expect("own feeds");
        assert_eq!(own.len(), 1);
        assert!(own[0].read_at.is_some());

        let sales = acting_as(&test.office, Role::Sales).await;
        assert!(feed::list(&sales).await.expect("none").is_empty());
        let strange = feed::revoke(&sales, made.id).await;
        assert!(matches!(strange, Err(Failure::Refused(Refusal::NotFound))), "it is not theirs: {strange:?}");
        feed::revoke(&manager, made.id).await.expect("removed");
        nothing_at(&test.office, &other.secret).await;
        for secret in ["", "a", &"0".repeat(64), &"é".repeat(32)] {
            nothing_at(&test.office, secret).await;
        }
        let happened = events(&test.office).await;
        let name = "Notice".to_owned();
        let expected = [
            Event::FeedCreated { name: name.clone() },
            Event::FeedRotated { name: name.clone() },
            Event::FeedRevoked { name },
        ];
        assert_eq!(happened[happened.len() - 3..], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_of_a_person_holds_what_falls_on_days_on_which_they_stand_in() {
    for test in offices("feed_stood_in").await {
        let manager = seeded(&test).await;
        let (sales, service) =
            (acting_as(&test.office, Role::Sales).await, acting_as(&test.office, Role::Service).await);
        let [away, by] = [&sales, &service].map(|actor| actor.person().expect("a person"));
        let own =
            feed::create(&sales, "Mine", Filter { owner: Some(away), ..Filter::default() }).await.expect("a feed");
        let mine = Filter { owner: Some(by), ..Filter::default() };
        let personal = feed::create(&service, "Mine", mine.clone()).await.expect("a feed");
        let everybody = feed::create(&service, "All", Filter::default()).await.expect("a feed");
        let read = async |secret: &str| feed::read(&test.office, secret).await.expect("a feed").rows;
        let (alone, all) = (read(&personal.secret).await, read(&everybody.secret).await);
        assert!(alone.iter().all(|date| !date.stood_in && date.row.owner_id == Some(by)));

        let (first, last) = (today() + Days::new(20), today() + Days::new(200));
        let id = absence::enter(&manager, away, (first, last), by).await.expect("entered");
        let theirs = read(&own.secret).await;
        let expected: Vec<_> = theirs.iter().filter(|date| (first..=last).contains(&date.row.date.day)).collect();
        assert!(!expected.is_empty() && expected.len() < theirs.len(), "some days are theirs again");
        let together = read(&personal.secret).await;
        let stood_in: Vec<_> = together.iter().filter(|date| date.stood_in).collect();
        let rows = |dates: &[&FeedDate]| dates.iter().map(|date| date.row.clone()).collect::<Vec<_>>();
        assert_eq!(rows(&stood_in), rows(&expected), "the same dates, before the absence begins");
        let kept: Vec<_> = together.iter().filter(|date| !date.stood_in).cloned().collect();
        assert_eq!(kept, alone);
        assert!(together.is_sorted_by_key(|date| date.row.date.day));
        assert_eq!(read(&everybody.secret).await, all, "who asks for nobody has everybody's once");

        absence::take_back(&manager, id).await.expect("taken back");
        assert_eq!(read(&personal.secret).await, alone);
    }
}
