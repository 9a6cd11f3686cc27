//! Sums of the ledger by month, so that the way from promise to cash is read from a few rows whatever the number
//! of contracts.
//!
//! The database itself keeps them, with triggers in the transaction of each change, so that no way of writing the
//! ledger can forget them. On PostgreSQL the triggers work once a statement over all its rows; whoever writes the
//! ledger there waits for whoever writes it already, because the sums are shared.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

/// Sums of the ledger by month.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The sums, in the order of their columns.
const SUMS: [&str; 7] = ["contracted", "waived", "unbilled", "overbilled", "billed", "collected", "forgiven"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        if !manager.has_column("expected_billing", "collected_minor").await? {
            let column = big_integer("collected_minor").default(0).to_owned();
            manager.alter_table(Table::alter().table("expected_billing").add_column(column).to_owned()).await?;
        }
        let mut table = Table::create();
        table.table("billing_month").if_not_exists().col(uuid("scope")).col(text("currency")).col(text("month"));
        for sum in Covered::ByInvoices.sums() {
            table.col(big_integer(*sum));
        }
        table.primary_key(Index::create().col("scope").col("currency").col("month"));
        manager.create_table(table.to_owned()).await?;
        let by_day = Index::create()
            .if_not_exists()
            .name("expected_billing_billing_day_id")
            .table("expected_billing")
            .col("billing_day")
            .col("id")
            .to_owned();
        manager.create_index(by_day).await?;
        for statement in statements(manager.get_database_backend(), Covered::ByInvoices) {
            database.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// What counts for a promise.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Covered {
    /// Invoices.
    ByInvoices,
    /// Invoices, and money that was recovered without one, as far as they leave something open.
    WithRecovered,
    /// The same; of a promise that was given up only what they leave counts as given up, a promise to give money back is
    /// not billed too much while it is not kept, and what was given up of invoices has a sum of its own.
    WithForgiven,
    /// The same; what was recovered before an invoice came counts as paid of it, as far as it bills the row, and what a
    /// rebate takes off an invoice is taken off what was collected of it.
    WithPaidBefore,
    /// The same; what findings say that rows owe is billed too much, and what was given back counts as a credit note.
    WithOwed,
    /// The same; what was billed too much and is not given back as people decided is given up, and what credit notes take off
    /// of what was paid is taken off what was collected, not off what others have to pay.
    WithKept,
}

impl Covered {
    /// The sums that are kept.
    pub(super) const fn sums(self) -> &'static [&'static str] {
        let [six @ .., _] = &SUMS;
        match self {
            Self::ByInvoices | Self::WithRecovered => six,
            Self::WithForgiven | Self::WithPaidBefore | Self::WithOwed | Self::WithKept => &SUMS,
        }
    }

    /// Whether what was given up of invoices is kept.
    const fn forgives(self) -> bool {
        matches!(self, Self::WithForgiven | Self::WithPaidBefore | Self::WithOwed | Self::WithKept)
    }

    /// The sums with something made of each, as SQL names columns.
    fn each(self, part: impl Fn(&str) -> String) -> String {
        self.sums().iter().map(|sum| part(sum)).collect::<Vec<_>>().join(", ")
    }
}

/// All that keeps the sums, whatever was there before, and the sums of the ledger as it is.
pub(super) fn statements(backend: DbBackend, covered: Covered) -> Vec<String> {
    if backend == DbBackend::Sqlite { sqlite_statements(covered) } else { postgres_statements(covered) }
}

/// What becomes of the amount of one row, in the order of [`SUMS`]; `max` and `min` are the database's names for
/// the larger and the smaller of two.
fn parts(covered: Covered, row: &str, max: &str, min: &str) -> Vec<String> {
    let (given_back, owed) = match covered {
        Covered::WithOwed | Covered::WithKept => (format!(" - {row}.given_back_minor"), format!(" + {row}.owed_minor")),
        _ => (String::new(), String::new()),
    };
    let net = format!("({row}.billed_minor + {row}.credited_minor{given_back})");
    let left = format!("({row}.amount_minor - {net})");
    let open = match covered {
        Covered::ByInvoices => left.clone(),
        Covered::WithRecovered
        | Covered::WithForgiven
        | Covered::WithPaidBefore
        | Covered::WithOwed
        | Covered::WithKept => {
            format!("({left} - {min}({row}.recovered_minor, {max}({left}, 0)))")
        }
    };
    let before = match covered {
        Covered::WithPaidBefore | Covered::WithOwed | Covered::WithKept => {
            format!(" + {row}.recovered_minor - {min}({row}.recovered_minor, {max}({left}, 0))")
        }
        _ => String::new(),
    };
    let within = |minor: &str| {
        let minor = match (covered, minor) {
            (Covered::WithKept, "settled_minor") => {
                format!("({row}.{minor} - {row}.returned_minor - {row}.spared_minor)")
            }
            (Covered::WithKept, _) => format!("({row}.{minor} - {row}.returned_minor)"),
            _ => format!("{row}.{minor}"),
        };
        let positive = format!("{min}({max}({minor}, 0){before}, {max}({net}, 0))");
        match covered {
            // A rebate that was billed is given once its invoice is paid.
            Covered::WithPaidBefore | Covered::WithOwed | Covered::WithKept => {
                format!("(CASE WHEN {net} < 0 THEN {max}({min}({minor}, 0), {net}) ELSE {positive} END)")
            }
            _ => positive,
        }
    };
    let (amount, collected) = (format!("{row}.amount_minor"), within("collected_minor"));
    if covered.forgives() {
        let contra = format!("{row}.revision = 0 AND {row}.amount_minor < 0");
        let over = format!("(CASE WHEN {contra} THEN {max}({net}, 0){owed} ELSE {max}(-{open}, 0) END)");
        let given_up = format!("{row}.state = 'waived'");
        let forgiven = format!("{} - {collected}", within("settled_minor"));
        let kept = match covered {
            Covered::WithKept => format!(" - {min}({row}.kept_minor, {max}({over}, 0))"),
            _ => String::new(),
        };
        return vec![
            amount,
            format!("CASE WHEN {given_up} THEN {open} + {over} ELSE 0 END{kept}"),
            format!("CASE WHEN {given_up} THEN 0 ELSE {open} + {over} END"),
            format!("{over}{kept}"),
            net,
            collected,
            forgiven,
        ];
    }
    let waived = format!("{row}.state = 'waived'");
    vec![
        amount,
        format!("CASE WHEN {waived} THEN {open} ELSE 0 END"),
        format!("CASE WHEN {waived} THEN 0 ELSE {max}({open}, 0) END"),
        format!("CASE WHEN {waived} THEN 0 ELSE {max}(-{open}, 0) END"),
        net,
        collected,
    ]
}

fn named(parts: &[String]) -> String {
    parts.iter().zip(SUMS).map(|(part, name)| format!("{part} AS {name}")).collect::<Vec<_>>().join(", ")
}

fn added(covered: Covered) -> String {
    covered.each(|sum| format!("{sum} = billing_month.{sum} + excluded.{sum}"))
}

/// Sets what was paid of rows, and, where that is kept, what was paid or given up.
fn reached(covered: Covered, row: &str, share: &str) -> String {
    let paid = "(SELECT COALESCE(SUM(p.amount_minor), 0) FROM payment p WHERE p.invoice_id = i.id)";
    let collected = format!("collected_minor = {}", collected(row, share, paid));
    if !covered.forgives() {
        return collected;
    }
    let given_up = "(SELECT COALESCE(SUM(g.amount_minor), 0) FROM invoice_waiver g WHERE g.invoice_id = i.id)";
    let settled = self::collected(row, share, &format!("{paid} + {given_up}"));
    format!("{collected}, settled_minor = {settled}")
}

/// What was paid of a row: each payment counts for the lines of its invoice in proportion. An invoice without a
/// total is measured by its lines; one in another currency than the promise keeps nothing of it.
fn collected(row: &str, share: &str, paid: &str) -> String {
    format!(
        "(SELECT COALESCE(SUM(CASE WHEN whole <= 0 THEN 0 WHEN paid >= whole THEN matched ELSE {share} END), 0) FROM \
         (SELECT m.amount_minor AS matched, \
         COALESCE(i.total_minor, (SELECT SUM(o.amount_minor) FROM invoice_line o WHERE o.invoice_id = i.id)) AS whole, \
         {paid} AS paid \
         FROM billing_match m JOIN invoice_line l ON l.id = m.invoice_line_id JOIN invoice i ON i.id = l.invoice_id \
         WHERE m.expected_billing_id = {row}.id AND i.kind = 'invoice' AND i.currency = {row}.currency) AS matches)"
    )
}

fn view(parts: &[String], month: &str) -> [String; 2] {
    [
        "DROP VIEW IF EXISTS billing_part".to_owned(),
        format!(
            "CREATE VIEW billing_part AS SELECT e.id, e.contract_id, e.customer_id, e.currency, e.billing_day, \
             {month} AS month, {} FROM expected_billing e",
            named(parts)
        ),
    ]
}

/// The sums of the ledger as it is, for a database that has one already.
fn filled(covered: Covered, nil: &str) -> [String; 2] {
    let sums = covered.each(|sum| format!("SUM({sum})"));
    [
        "DELETE FROM billing_month".to_owned(),
        format!(
            "INSERT INTO billing_month (scope, currency, month, {}) \
             SELECT CASE WHEN c.confidentiality = 'organisation' THEN {nil} ELSE c.id END, b.currency, b.month, {sums} \
             FROM billing_part b JOIN contract c ON c.id = b.contract_id GROUP BY 1, 2, 3",
            covered.sums().join(", ")
        ),
    ]
}

const SQLITE_NIL: &str = "x'00000000000000000000000000000000'";
const POSTGRES_NIL: &str = "'00000000-0000-0000-0000-000000000000'::uuid";

fn sqlite_statements(covered: Covered) -> Vec<String> {
    let month = |row: &str| format!("substr({row}.billing_day, 1, 7)");
    let share = "CAST(matched * paid / whole AS INTEGER)";
    let scope = |contract: &str| {
        format!(
            "COALESCE((SELECT CASE WHEN c.confidentiality = 'organisation' THEN {SQLITE_NIL} ELSE c.id END \
             FROM contract c WHERE c.id = {contract}), {SQLITE_NIL})"
        )
    };
    let add = |row: &str, sign: &str| {
        let values = parts(covered, row, "MAX", "MIN")
            .iter()
            .map(|part| format!("{sign}({part})"))
            .collect::<Vec<_>>()
            .join(", ");
        format!(
            "INSERT INTO billing_month (scope, currency, month, {}) VALUES ({}, {row}.currency, {}, {values}) \
             ON CONFLICT (scope, currency, month) DO UPDATE SET {};",
            covered.sums().join(", "),
            scope(&format!("{row}.contract_id")),
            month(row),
            added(covered)
        )
    };
    let moved = |contract: &str, sign: &str| {
        let values = covered.each(|sum| format!("{sign}SUM(b.{sum})"));
        format!(
            "INSERT INTO billing_month (scope, currency, month, {}) \
             SELECT CASE WHEN {contract}.confidentiality = 'organisation' THEN {SQLITE_NIL} ELSE {contract}.id END, \
             b.currency, b.month, {values} FROM billing_part b WHERE b.contract_id = {contract}.id \
             GROUP BY b.currency, b.month HAVING true ON CONFLICT (scope, currency, month) DO UPDATE SET {};",
            covered.sums().join(", "),
            added(covered)
        )
    };
    let paid = |rows: &str| {
        format!("UPDATE expected_billing SET {} WHERE id {rows};", reached(covered, "expected_billing", share))
    };
    let rows_of = |invoice: &str| {
        format!(
            "IN (SELECT m.expected_billing_id FROM invoice_line l JOIN billing_match m ON m.invoice_line_id = l.id \
             WHERE l.invoice_id = {invoice})"
        )
    };
    let mut triggers = vec![
        ("billing_month_insert", "AFTER INSERT ON expected_billing", add("NEW", "")),
        ("billing_month_delete", "AFTER DELETE ON expected_billing", add("OLD", "-")),
        ("billing_month_update", "AFTER UPDATE ON expected_billing", add("OLD", "-") + &add("NEW", "")),
        (
            "billing_month_scope",
            "AFTER UPDATE OF confidentiality ON contract \
             WHEN (OLD.confidentiality = 'organisation') <> (NEW.confidentiality = 'organisation')",
            moved("OLD", "-") + &moved("NEW", ""),
        ),
        ("match_paid_insert", "AFTER INSERT ON billing_match", paid("= NEW.expected_billing_id")),
        ("match_paid_update", "AFTER UPDATE ON billing_match", paid("= NEW.expected_billing_id")),
        ("match_paid_delete", "AFTER DELETE ON billing_match", paid("= OLD.expected_billing_id")),
        ("payment_insert", "AFTER INSERT ON payment", paid(&rows_of("NEW.invoice_id"))),
        ("payment_update", "AFTER UPDATE ON payment", paid(&rows_of("NEW.invoice_id"))),
        ("payment_delete", "AFTER DELETE ON payment", paid(&rows_of("OLD.invoice_id"))),
    ];
    if covered.forgives() {
        triggers.extend([
            ("waiver_insert", "AFTER INSERT ON invoice_waiver", paid(&rows_of("NEW.invoice_id"))),
            ("waiver_delete", "AFTER DELETE ON invoice_waiver", paid(&rows_of("OLD.invoice_id"))),
        ]);
    }
    let mut statements: Vec<String> =
        triggers.iter().map(|(name, _, _)| format!("DROP TRIGGER IF EXISTS {name}")).collect();
    statements.extend(view(&parts(covered, "e", "MAX", "MIN"), &month("e")));
    statements.push(format!(
        "UPDATE expected_billing SET {} WHERE id IN (SELECT expected_billing_id FROM billing_match)",
        reached(covered, "expected_billing", share)
    ));
    statements.extend(filled(covered, SQLITE_NIL));
    statements.extend(
        triggers.into_iter().map(|(name, event, body)| format!("CREATE TRIGGER {name} {event} BEGIN {body} END")),
    );
    statements
}

fn postgres_statements(covered: Covered) -> Vec<String> {
    let month = |row: &str| format!("to_char({row}.billing_day, 'YYYY-MM')");
    let share = "trunc(matched::numeric * paid / whole)::bigint";
    let add = |rows: &str, having: &str| {
        let sums = covered.each(|sum| format!("SUM(r.{sum})::bigint"));
        format!(
            "INSERT INTO billing_month (scope, currency, month, {}) SELECT r.scope, r.currency, r.month, {sums} \
             FROM ({rows}) AS r GROUP BY 1, 2, 3 {having} ORDER BY 1, 2, 3 \
             ON CONFLICT (scope, currency, month) DO UPDATE SET {};",
            covered.sums().join(", "),
            added(covered)
        )
    };
    let rows = |table: &str, sign: &str| {
        let values = parts(covered, "e", "GREATEST", "LEAST");
        let values: Vec<String> = values.iter().map(|part| format!("{sign}({part})")).collect();
        format!(
            "SELECT CASE WHEN COALESCE(c.confidentiality, 'organisation') = 'organisation' THEN {POSTGRES_NIL} \
             ELSE c.id END AS scope, e.currency, {} AS month, {} \
             FROM {table} e LEFT JOIN contract c ON c.id = e.contract_id",
            month("e"),
            named(&values)
        )
    };
    let changed: Vec<String> = covered.sums().iter().map(|sum| format!("SUM(r.{sum}) <> 0")).collect();
    let changed = format!("HAVING {}", changed.join(" OR "));
    let moved = |contract: &str, sign: &str| {
        let values = covered.each(|sum| format!("{sign}b.{sum} AS {sum}"));
        format!(
            "SELECT CASE WHEN {contract}.confidentiality = 'organisation' THEN {POSTGRES_NIL} ELSE {contract}.id END \
             AS scope, b.currency, b.month, {values} FROM billing_part b WHERE b.contract_id = {contract}.id"
        )
    };
    // The number only has to be the same everywhere in this program.
    let lock = "PERFORM pg_advisory_xact_lock(7106839);";
    let paid =
        |rows: &str| format!("UPDATE expected_billing e SET {} WHERE e.id IN ({rows});", reached(covered, "e", share));
    let by_operation = |new: &str, old: &str, both: &str| {
        format!("IF TG_OP = 'INSERT' THEN {new} ELSIF TG_OP = 'DELETE' THEN {old} ELSE {both} END IF; RETURN NULL;")
    };
    let rows_of = |payments: &str| {
        format!(
            "SELECT m.expected_billing_id FROM {payments} p JOIN invoice_line l ON l.invoice_id = p.invoice_id \
             JOIN billing_match m ON m.invoice_line_id = l.id"
        )
    };
    let matched = |matches: &str| format!("SELECT m.expected_billing_id FROM {matches} m");
    let both = |of: &dyn Fn(&str) -> String| format!("{} UNION {}", of("old_rows"), of("new_rows"));
    let functions = [
        (
            "follow_billing",
            by_operation(
                &format!("{lock} {}", add(&rows("new_rows", ""), "")),
                &format!("{lock} {}", add(&rows("old_rows", "-"), "")),
                &format!(
                    "{lock} {}",
                    add(&format!("{} UNION ALL {}", rows("old_rows", "-"), rows("new_rows", "")), &changed)
                ),
            ),
        ),
        (
            "follow_confidentiality",
            format!(
                "{lock} {} RETURN NULL;",
                add(&format!("{} UNION ALL {}", moved("OLD", "-"), moved("NEW", "")), "")
            ),
        ),
        (
            "follow_matches",
            by_operation(&paid(&matched("new_rows")), &paid(&matched("old_rows")), &paid(&both(&matched))),
        ),
        (
            "follow_payments",
            by_operation(&paid(&rows_of("new_rows")), &paid(&rows_of("old_rows")), &paid(&both(&rows_of))),
        ),
    ];
    let mut statements: Vec<String> = view(&parts(covered, "e", "GREATEST", "LEAST"), &month("e")).into();
    statements.push(format!(
        "UPDATE expected_billing e SET {} WHERE e.id IN (SELECT expected_billing_id FROM billing_match)",
        reached(covered, "e", share)
    ));
    statements.extend(filled(covered, POSTGRES_NIL));
    for (name, body) in functions {
        statements.push(format!(
            "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        ));
    }
    let mut followed = vec![
        ("expected_billing", "follow_billing"),
        ("billing_match", "follow_matches"),
        ("payment", "follow_payments"),
    ];
    if covered.forgives() {
        followed.push(("invoice_waiver", "follow_payments"));
    }
    for (table, function) in followed {
        for (event, rows) in [
            ("INSERT", "NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ] {
            let name = format!("{function}_{}", event.to_lowercase());
            statements.push(format!("DROP TRIGGER IF EXISTS {name} ON {table}"));
            statements.push(format!(
                "CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} \
                 FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            ));
        }
    }
    statements.push("DROP TRIGGER IF EXISTS follow_confidentiality ON contract".to_owned());
    statements.push(
        "CREATE TRIGGER follow_confidentiality AFTER UPDATE OF confidentiality ON contract FOR EACH ROW \
         WHEN ((OLD.confidentiality = 'organisation') <> (NEW.confidentiality = 'organisation')) \
         EXECUTE FUNCTION follow_confidentiality()"
            .to_owned(),
    );
    statements
}
