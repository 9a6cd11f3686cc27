//! Everything that a database says, so that two databases can be compared: what was made by chance (identities) is left
//! out, and of each moment only its day is kept. Tables and columns are found, so that none is forgotten.

use std::collections::BTreeMap;

use operations::Office;
use store::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

/// How the work was done and by whom: jobs and claims, sessions, what is kept of the programs themselves. Mails are compared
/// by what they tell, which is a column of the notifications: how many things one mail tells depends on who was quicker.
/// Parts of sums, which only PostgreSQL keeps, are compared by the sums.
const LEFT_OUT: [&str; 8] =
    ["billing_part", "hearing", "idempotency", "job", "mail", "seaql_migrations", "session", "setting"];
/// Columns of the chain of the history: in which order two programs wrote it is chance.
const CHAIN: [&str; 3] = ["hash", "previous", "sequence"];
/// How many differences of a table are told.
const TOLD_MOST: usize = 6;

/// The rows of each table, as texts, sorted.
pub type Facts = BTreeMap<String, Vec<String>>;

/// Reads all of them.
pub async fn facts(office: &Office) -> Facts {
    let mut facts = Facts::new();
    for (table, columns) in tables(office).await {
        let mut rows =
            texts(office, &format!("SELECT {} AS said FROM \"{table}\"", columns.join(" || ' · ' || "))).await;
        // A sum over nothing says as much as none: whether it stays depends on whether something was there meanwhile.
        rows.retain(|row| table != "key_date_sum" || !row.contains("dates=0"));
        rows.iter_mut().for_each(|row| *row = without_chance(row));
        rows.sort_unstable();
        facts.insert(table, rows);
    }
    facts
}

/// The tables with their columns, each as an expression that both databases say alike.
async fn tables(office: &Office) -> BTreeMap<String, Vec<String>> {
    let sqlite = is_sqlite(office);
    let query = if sqlite {
        "SELECT t.name || ' ' || c.name || ' ' || lower(c.type) AS said FROM sqlite_master t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
    } else {
        "SELECT table_name || ' ' || column_name || ' ' || data_type AS said FROM information_schema.columns \
         WHERE table_schema = 'public'"
    };
    let mut found = texts(office, query).await;
    found.sort_unstable();
    let mut tables = BTreeMap::<String, Vec<String>>::new();
    for found in found {
        let mut words = found.splitn(3, ' ');
        let (table, column, kind) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        if LEFT_OUT.contains(&table) || (table == "event" && CHAIN.contains(&column)) {
            continue;
        }
        let quoted = format!("\"{column}\"");
        let value = match (sqlite, kind) {
            _ if column == "at" || column.ends_with("_at") && kind.contains("int") => {
                format!("CAST({quoted} / 86400000 AS TEXT)")
            }
            (true, "boolean") => format!("CASE {quoted} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"),
            (true, _) => {
                format!("CASE typeof({quoted}) WHEN 'blob' THEN lower(hex({quoted})) ELSE CAST({quoted} AS TEXT) END")
            }
            (false, "uuid") => format!("replace({quoted}::text, '-', '')"),
            (false, "bytea") => format!("encode({quoted}, 'hex')"),
            (false, _) => format!("{quoted}::text"),
        };
        tables.entry(table.to_owned()).or_default().push(format!("'{column}=' || COALESCE({value}, '')"));
    }
    tables
}

fn is_sqlite(office: &Office) -> bool {
    office.sessions().reading().get_database_backend() == DbBackend::Sqlite
}

/// What a query says, one text a row.
pub async fn texts(office: &Office, query: &str) -> Vec<String> {
    let reading = office.sessions().reading();
    let statement = Statement::from_string(reading.get_database_backend(), query);
    let rows = reading.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "said").unwrap()).collect()
}

/// The same text without identities that were made by chance.
fn without_chance(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let by_chance = |length: &usize| {
            let found = rest.get(..*length).and_then(|found| Uuid::try_parse(found).ok());
            found.is_some_and(|id| id.get_version_num() == 7)
        };
        match [36, 32].iter().find(|length| next.is_ascii_hexdigit() && by_chance(length)) {
            Some(length) => {
                said.push('*');
                rest = &rest[*length..];
            }
            None => {
                said.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    said
}

/// In how many rows some tables differ, after telling of them.
pub fn differences(one: (&str, &Facts), other: (&str, &Facts), only: &[&str]) -> usize {
    let mut differences = 0;
    let tables = one.1.keys().chain(other.1.keys().filter(|table| !one.1.contains_key(*table)));
    for table in tables.filter(|table| only.is_empty() || only.contains(&table.as_str())) {
        let (mut left, mut right) = (counted(one.1.get(table)), counted(other.1.get(table)));
        left.retain(|row, times| {
            let there = right.remove(row).unwrap_or_default();
            if there > *times {
                right.insert(row, there - *times);
            }
            *times = times.saturating_sub(there);
            *times > 0
        });
        for (who, rows) in [(one.0, &left), (other.0, &right)] {
            differences += rows.values().sum::<usize>();
            for (row, times) in rows.iter().take(TOLD_MOST) {
                println!("{table}, only {who}, {times} times: {row}");
            }
            if rows.len() > TOLD_MOST {
                println!("{table}, only {who}: {} more rows", rows.len() - TOLD_MOST);
            }
        }
    }
    differences
}

fn counted(rows: Option<&Vec<String>>) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for row in rows.into_iter().flatten() {
        *counted.entry(row.as_str()).or_default() += 1;
    }
    counted
}
