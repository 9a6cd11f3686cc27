//! Mails as a server receives them: over SMTP, from one that answers, one that is down, and one that dies in the middle.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use chrono::{Days, TimeDelta};
use model::{
    job::Lane,
    key_date::KeyDateKind,
    language::Language,
    notification::Heard,
    party::{ContactDetails, ContactRole},
    person::Role,
    sample,
    view::MailState,
};
use operations::{
    Office, clock::Clock, customer, demonstration, job, mail, nightly, notification, reminder, service_visit, sign_in,
};
use server::mail::Smtp;
use store::Store;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::house::{self, TODAY, ask, config, get, site};

/// What a server does with the mail that it was handed.
#[derive(Clone, Copy, Debug)]
pub enum Then {
    /// It takes it.
    Take,
    /// It keeps it, and dies before it has said so.
    Die,
    /// It knows no such address.
    Refuse,
}

/// A small server of mails, which keeps what it was handed.
#[derive(Clone, Default)]
pub struct Sink {
    received: Arc<Mutex<Vec<String>>>,
    then: Arc<Mutex<VecDeque<Then>>>,
}

impl Sink {
    /// What came in, each with its fields on one line.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().iter().map(|mail| mail.replace("\n ", " ")).collect()
    }

    pub async fn listen(&self, listener: TcpListener) {
        let sink = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = sink.clone();
                tokio::spawn(async move {
                    // Whoever hangs up has had enough.
                    let _hung_up = sink.talk(stream).await;
                });
            }
        });
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 sink\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            let answer: &[u8] = match verb.as_str() {
                "EHLO" | "HELO" => b"250 sink\r\n",
                "RCPT" => match self.next() {
                    Then::Refuse => {
                        self.then.lock().unwrap().pop_front();
                        b"550 no such user here\r\n"
                    }
                    Then::Take | Then::Die => b"250 ok\r\n",
                },
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut text = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        text += &line;
                        text += "\n";
                    }
                    self.received.lock().unwrap().push(text);
                    if matches!(self.then.lock().unwrap().pop_front(), Some(Then::Die)) {
                        return Ok(());
                    }
                    b"250 taken\r\n"
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => b"250 ok\r\n",
            };
            write.write_all(answer).await?;
        }
        Ok(())
    }

    fn next(&self) -> Then {
        self.then.lock().unwrap().front().copied().unwrap_or(Then::Take)
    }
}

/// A field of the head of a mail.
pub fn field<'a>(mail: &'a str, name: &str) -> Option<&'a str> {
    mail.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// The demonstration on a Monday, which hands its mails to a port; with one person who is to be told of things.
async fn office(port: u16) -> Office {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let first = Office::new(store.clone(), Clock::fixed(TODAY), true);
    demonstration::seed(&first).await.unwrap();
    nightly::run(&first).await.unwrap();
    let office = sending(&store, port, TimeDelta::zero());
    reminder::run(&office).await.unwrap();
    office
}

fn sending(store: &Store, port: u16, later: TimeDelta) -> Office {
    let port = port.to_string();
    let config = config(&[
        ("AVENANT_SMTP_HOST", "127.0.0.1"),
        ("AVENANT_SMTP_PORT", &port),
        ("AVENANT_SMTP_TLS", "none"),
        ("AVENANT_MAIL_FROM", "Avenant <contracts@halvane.example>"),
    ]);
    let smtp = Smtp::of(&config.unwrap()).unwrap().unwrap();
    let noon = (TODAY + Days::new(2)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    Office::new(store.clone(), Clock::standing_at(noon + later), true).with_post(Arc::new(smtp))
}

async fn work(office: &Office) {
    job::work(office, Lane::Short).await.unwrap();
}

/// A port that is listened on, and its number.
pub async fn bound() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

async fn standing(office: &Office, states: &[MailState]) -> u64 {
    mail::list(&office.program("test"), states, operations::page(1, 200)).await.unwrap().total
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_says_in_two_forms_what_it_is_about_and_how_to_stop_it() {
    let (listener, port) = bound().await;
    let sink = Sink::default();
    sink.listen(listener).await;
    let office = office(port).await;
    work(&office).await;
    let received = sink.received();
    assert!(!received.is_empty());
    assert_eq!(standing(&office, &[MailState::Sent]).await, received.len() as u64);
    for mail in &received {
        assert!(field(mail, "From").is_some_and(|from| from.contains("contracts@halvane.example")), "{mail}");
        assert!(field(mail, "Message-ID").is_some_and(|id| id.ends_with("@127.0.0.1>")), "{mail}");
        assert_eq!(field(mail, "Auto-Submitted"), Some("auto-generated"));
        assert_eq!(field(mail, "List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        assert!(mail.contains("List-Unsubscribe: <http://127.0.0.1:3000/unsubscribe/"), "{mail}");
        assert!(mail.contains("text/plain") && mail.contains("text/html"), "{mail}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_down_has_everything_once_when_it_comes_back() {
    let (listener, port) = bound().await;
    drop(listener);
    let office = office(port).await;
    work(&office).await;
    let waiting = standing(&office, &[MailState::Waiting]).await;
    assert!(waiting > 0);
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let sink = Sink::default();
    sink.listen(listener).await;
    for minutes in [0, 2, 30, 60] {
        work(&sending(office.sessions(), port, TimeDelta::minutes(minutes))).await;
    }
    assert_eq!(sink.received().len() as u64, waiting);
    assert_eq!(standing(&office, &[MailState::Waiting, MailState::Dead]).await, 0);
}

/// Whether a mail was taken is known only from the answer: without one it is sent again, with the same `Message-ID`, so that
/// whoever receives both drops the second.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_before_its_answer_has_the_same_mail_again() {
    let (listener, port) = bound().await;
    let sink = Sink::default();
    sink.then.lock().unwrap().push_back(Then::Die);
    sink.listen(listener).await;
    let office = office(port).await;
    work(&office).await;
    work(&sending(office.sessions(), port, TimeDelta::minutes(2))).await;
    let received = sink.received();
    let first = field(&received[0], "Message-ID").unwrap();
    let same: Vec<&String> = received.iter().filter(|mail| field(mail, "Message-ID") == Some(first)).collect();
    assert_eq!(same.len(), 2, "at least once");
    assert_eq!(received.len() as u64, standing(&office, &[MailState::Sent]).await + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_known_is_not_tried_again() {
    let (listener, port) = bound().await;
    let sink = Sink::default();
    sink.then.lock().unwrap().push_back(Then::Refuse);
    sink.listen(listener).await;
    let office = office(port).await;
    work(&office).await;
    let dead = mail::list(&office.program("test"), &[MailState::Dead], operations::page(1, 9)).await.unwrap().rows;
    assert_eq!(dead.len(), 1);
    assert!(dead[0].failure.as_deref().is_some_and(|said| said.contains("no such user here")), "{dead:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_are_stopped_from_the_mail_without_signing_in() {
    let (listener, port) = bound().await;
    let sink = Sink::default();
    sink.listen(listener).await;
    let office = office(port).await;
    work(&office).await;
    let mail = sink.received().remove(0);
    let link = field(&mail, "List-Unsubscribe").unwrap().trim_matches(['<', '>', ' ']).to_owned();
    let path = link.strip_prefix("http://127.0.0.1:3000").unwrap();
    let kind = KeyDateKind::from_code(path.rsplit('/').next().unwrap()).unwrap();
    let site = site(&office);
    let asked = get(&site, path).await;
    assert_eq!(asked.status, StatusCode::OK);
    let to = field(&mail, "To").unwrap().to_owned();
    let people = model::sample::demonstration(TODAY).people;
    let person = people.into_iter().find(|person| to.contains(person.email)).unwrap().id;
    let actor = sign_in::actor(&office, person, None).await.unwrap();
    let heard = async || notification::hearing(&actor).await.unwrap().choice.of(kind);
    assert_eq!(heard().await, Heard::AppAndMail, "following the link only asks");
    // A mail program does it by itself, from elsewhere.
    let request =
        Request::post(path).header("sec-fetch-site", "cross-site").body(Body::from("List-Unsubscribe=One-Click"));
    assert_eq!(ask(&site, request.unwrap()).await.status, StatusCode::OK);
    assert_eq!(heard().await, Heard::App);
    assert_eq!(get(&site, "/unsubscribe/somebody/visit").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, &format!("{path}x")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_count_of_what_is_unread_is_told_as_it_changes() {
    let (_listener, port) = bound().await;
    let office = office(port).await;
    let mut found = None;
    for person in model::sample::demonstration(TODAY).people {
        let Ok(actor) = sign_in::actor(&office, person.id, None).await else { continue };
        let unread = notification::unread(&actor).await.unwrap();
        if unread > 0 {
            found = Some((actor, unread));
            break;
        }
    }
    let (actor, unread) = found.unwrap();
    let cookie = house::signed_in_person(&office, actor.person().unwrap()).await;
    let site = site(&office);
    let nobody = get(&site, "/notifications/live").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER, "it is behind the wall");
    let request = Request::get("/notifications/live").header("cookie", cookie).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(site, request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut told = response.into_body().into_data_stream();
    let mut next = async || {
        let piece = tokio::time::timeout(Duration::from_secs(10), futures::StreamExt::next(&mut told)).await;
        String::from_utf8(piece.unwrap().unwrap().unwrap().to_vec()).unwrap()
    };
    assert_eq!(next().await, format!("data: {unread}\n\n"));
    let rail = next().await;
    assert!(rail.starts_with("event: rail\ndata: [[\"/home\","), "{rail}");
    notification::read_all(&actor).await.unwrap();
    assert_eq!(next().await, "data: 0\n\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_what_is_told_are_there_in_every_language() {
    let (_listener, port) = bound().await;
    let office = office(port).await;
    let (_, cookie) = house::signed_in(&office).await;
    let site = site(&office);
    for (language, words) in [
        ("en", ["Notifications", "Background jobs", "E-mails sent", "Reminders", "How I hear of things"]),
        ("fr", ["Notifications", "Tâches de fond", "E-mails envoyés", "Rappels", "Mes notifications"]),
        ("zh", ["通知", "后台任务", "邮件发送", "提醒规则", "通知方式"]),
    ] {
        let pages = [
            "/notifications",
            "/administration/jobs",
            "/administration/mails",
            "/administration/reminders?kind=visit",
            "/profile",
        ];
        for (path, word) in pages.into_iter().zip(words) {
            let request = Request::get(path)
                .header("accept", "text/html")
                .header("accept-language", language)
                .header("cookie", cookie.as_str());
            let answer = ask(&site, request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text.contains(word), "{path} says {word} in {language}");
            assert!(answer.text.contains("data-unread=\"0\""), "the top bar has a count");
        }
    }
}

/// A visit as the customer reads of it: in their language, with day, place and what is done, and without links of ours.
#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_announced_in_the_language_of_the_customer() {
    let (listener, port) = bound().await;
    let sink = Sink::default();
    sink.listen(listener).await;
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let first = Office::new(store.clone(), Clock::fixed(TODAY), true);
    demonstration::seed(&first).await.unwrap();
    nightly::run(&first).await.unwrap();
    let office = sending(&store, port, TimeDelta::zero());
    let person =
        sample::demonstration(TODAY).people.into_iter().find(|person| person.roles == [Role::Manager]).unwrap();
    let manager = sign_in::actor(&office, person.id, None).await.unwrap();
    let day = manager.day();
    let in_a_year = service_visit::board(&manager, day + Days::new(365), &<_>::default()).await.unwrap();
    let row = in_a_year.to_plan.first().expect("a visit without a day");
    let plan = service_visit::PlanForm { on: day.to_string(), at: "08:30".into(), technician: String::new() };
    service_visit::plan(&manager, row.id, row.version, &plan).await.unwrap();
    let sheet = service_visit::find(&manager, row.id).await.unwrap();
    let details = ContactDetails {
        name: "Claire Martin".into(),
        role: ContactRole::Technical,
        email: Some("claire@customer.example".into()),
        phone: None,
        language: Language::Fr,
        site: sheet.visit.site,
    };
    customer::contact::add(&manager, sheet.customer_id, &details).await.unwrap();
    service_visit::announce_by_mail(&manager, row.id, sheet.visit.version).await.unwrap();
    work(&office).await;
    let received = sink.received();
    let mail = received.iter().find(|mail| field(mail, "To").is_some_and(|to| to.contains("claire@customer.example")));
    let mail = mail.expect("her mail");
    assert!(field(mail, "Reply-To").is_some_and(|to| to.contains(person.email)), "{mail}");
    assert_eq!(field(mail, "List-Unsubscribe"), None);
    assert!(mail.contains("Madame, Monsieur"), "{mail}");
    assert!(mail.contains("text/plain") && mail.contains("text/html") && mail.contains("lang=3D\"fr\""), "{mail}");
}
