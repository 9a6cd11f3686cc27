//! Programs that use the API while the server is killed, and remember what it acknowledged.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::{Value, json};

/// Contracts of each file.
pub const ROWS: u32 = 250;

/// The way to the API.
pub struct Door {
    pub address: String,
    pub secret: String,
}

/// What was answered in full.
pub struct Said {
    pub status: u16,
    pub etag: Option<String>,
    pub body: Value,
}

impl Door {
    /// Asks; nothing if the server was gone before it had answered.
    pub fn ask(&self, method: &str, path: &str, etag: Option<&str>, kind: &str, body: &str) -> Option<Said> {
        loop {
            let said = self.ask_once(method, path, etag, kind, body)?;
            if said.status != 429 {
                return Some(said);
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    fn ask_once(&self, method: &str, path: &str, etag: Option<&str>, kind: &str, body: &str) -> Option<Said> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let matching = etag.map(|etag| format!("If-Match: {etag}\r\n")).unwrap_or_default();
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             {matching}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.secret,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let field = |name: &str| {
            let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        // Half an answer is none.
        let length: usize = field("content-length:")?.parse().ok()?;
        (body.len() == length).then(|| Said {
            status,
            etag: field("etag:"),
            body: serde_json::from_str(body).unwrap_or(Value::Null),
        })
    }

    fn get(&self, path: &str) -> Option<Said> {
        self.ask("GET", path, None, "application/json", "")
    }
}

/// A contract that was acknowledged.
#[derive(Debug)]
pub struct Known {
    pub number: String,
    /// The title that was acknowledged last.
    pub acknowledged: String,
    /// A title that was sent and not acknowledged.
    pub sent: Option<String>,
}

/// Adds contracts and changes them.
pub struct Editor {
    customer: String,
    entity: String,
    turn: usize,
    pub changes: usize,
    pub contracts: Vec<Known>,
}

impl Editor {
    pub fn new(customer: &str, entity: &str) -> Self {
        Self { customer: customer.into(), entity: entity.into(), turn: 0, changes: 0, contracts: Vec::new() }
    }

    fn terms(&self, title: &str, line: Option<&Value>) -> String {
        let mut terms = json!({
            "title": title, "contract_type": "recurring_service",
            "customer_id": self.customer, "legal_entity_id": self.entity,
            "signed_on": "2025-12-01", "starts_on": "2026-01-01",
            "term": { "kind": "months", "months": 12 }, "renewal": { "kind": "tacit", "months": 12, "maximum": null },
            "notice": { "unit": "months", "count": 3 }, "currency": "EUR",
            "lines": [{
                "description": "Service", "quantity": "1", "unit": "month",
                "unit_price": format!("{}.00", 100 + self.turn % 40),
                "recurrence": { "kind": "every", "months": 1, "anchor": "2026-01-01", "timing": "advance" }
            }]
        });
        if let Some(line) = line {
            terms["lines"][0]["id"] = line.clone();
        }
        terms.to_string()
    }

    /// One step; nothing once the server is gone.
    pub fn act(&mut self, door: &Door) -> Option<()> {
        self.turn += 1;
        let title = format!("Title {}", self.turn);
        if self.turn % 3 == 1 || self.contracts.is_empty() {
            let said = door.ask("POST", "/contracts", None, "application/json", &self.terms(&title, None))?;
            assert_eq!(said.status, 201, "{}", said.body);
            let number = said.body["number"].as_str().unwrap().to_owned();
            self.contracts.push(Known { number, acknowledged: title, sent: None });
            return Some(());
        }
        let at = self.turn * 31 % self.contracts.len();
        let path = format!("/contracts/{}", self.contracts[at].number);
        let now = door.get(&path)?;
        let stands = now.body["title"].as_str().unwrap_or_else(|| panic!("{path}: {}", now.body)).to_owned();
        let known = &mut self.contracts[at];
        assert!(stands == known.acknowledged || Some(&stands) == known.sent.as_ref(), "{stands}: {known:?}");
        (known.acknowledged, known.sent) = (stands, Some(title.clone()));
        let terms = self.terms(&title, now.body["lines"].get(0).map(|line| &line["id"]));
        let said = door.ask("PUT", &path, now.etag.as_deref(), "application/json", &terms)?;
        assert_eq!(said.status, 200, "{}", said.body);
        let known = &mut self.contracts[at];
        (known.acknowledged, known.sent) = (title, None);
        self.changes += 1;
        Some(())
    }
}

/// An import whose file was acknowledged.
#[derive(Debug, Default)]
pub struct Sent {
    pub id: String,
    pub accept_sent: bool,
    pub accept_acknowledged: bool,
    pub undo_sent: bool,
    pub undo_acknowledged: bool,
    done: bool,
}

/// Sends files, accepts them, and takes every third back.
#[derive(Default)]
pub struct Importer {
    files: usize,
    pub imports: Vec<Sent>,
}

impl Importer {
    /// One step; nothing once the server is gone.
    pub fn act(&mut self, door: &Door) -> Option<()> {
        let back = self.imports.len().is_multiple_of(3);
        let Some(import) = self.imports.last_mut().filter(|import| !import.done) else {
            self.files += 1;
            let path = format!("/imports?kind=contracts&file_name=list-{}.csv", self.files);
            let said = door.ask("POST", &path, None, "text/csv", &file(self.files))?;
            assert_eq!(said.status, 201, "{}", said.body);
            self.imports.push(Sent { id: said.body["id"].as_str().unwrap().into(), ..Sent::default() });
            return Some(());
        };
        let path = format!("/imports/{}", import.id);
        let now = door.get(&path)?;
        match now.body["state"].as_str() {
            Some("review") => {
                assert!(!import.accept_acknowledged, "what was acknowledged is gone: {}", now.body["progress"]);
                import.accept_sent = true;
                let said = door.ask("POST", &format!("{path}/accept"), now.etag.as_deref(), "application/json", "")?;
                assert_eq!(said.status, 202, "{}", said.body);
                import.accept_acknowledged = true;
            }
            Some("accepted") if back => {
                (import.accept_acknowledged, import.undo_sent) = (true, true);
                let said = door.ask("POST", &format!("{path}/undo"), now.etag.as_deref(), "application/json", "")?;
                assert_eq!(said.status, 202, "{}", said.body);
                import.undo_acknowledged = true;
            }
            Some("accepted") => (import.accept_acknowledged, import.done) = (true, true),
            Some("undone") => (import.undo_acknowledged, import.done) = (true, true),
            Some("accepting") => {
                import.accept_acknowledged = true;
                std::thread::sleep(Duration::from_millis(150));
            }
            Some("undoing") => std::thread::sleep(Duration::from_millis(150)),
            state => panic!("{state:?}: {}", now.body),
        }
        Some(())
    }

    /// Whether the server is still at work on one of the imports.
    pub fn under_way(&self, door: &Door) -> bool {
        let said = door.get("/imports").expect("an answer");
        let states = said.body.as_array().expect("a list").iter().map(|import| import["state"].as_str().unwrap());
        states.into_iter().any(|state| state == "accepting" || state == "undoing")
    }
}

fn file(number: usize) -> String {
    use std::fmt::Write as _;
    let mut text = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n".to_owned();
    for row in 1..=ROWS {
        let customer = row / 4;
        writeln!(
            text,
            "F{number}-{row:04},Customer {customer} of list {number},2026-01-01,2026-12-31,monthly,{row}.00,EUR"
        )
        .unwrap();
    }
    text
}
