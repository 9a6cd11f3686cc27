//! The words a contract is found by: beginnings of words, and Chinese by pairs of characters.
//!
//! A table of our own instead of the databases' search, so that both find the same. A text in letters is cut into
//! words where letters and figures end, and each word is found by its beginning; a number such as `C-2026-0042`
//! is also found as a whole, and its last part without leading zeros. Chinese, Japanese and Korean have no spaces:
//! they are cut into single characters and overlapping pairs.

use crate::{
    Page, Result, Total,
    entity::{
        contract as contract_entity,
        contract_word::{self, Column as C},
    },
    stored::insert_all,
    total,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IdenStatic, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, IntoColumnRef, Query, SelectStatement, SimpleExpr},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Longest word kept, in characters; what is longer is found by its beginning up to here.
const WORD_MOST: usize = 40;

/// A contract and the text it is found by.
pub(crate) struct WordsOf {
    /// The contract.
    pub contract: Uuid,
    /// Number, title, customer, references, in lower case.
    pub text: String,
}

fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Accents of French and its neighbours are left out, so that `élévateur` is found by `elev`.
fn folded(char: char) -> Option<char> {
    Some(match char {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        // Accents that stand beside their letter.
        '\u{300}'..='\u{36F}' => return None,
        other => other,
    })
}

/// A name or a title without capitals and accents: lists come in its order, so that Évian stands beside Eve, and a name is
/// found however its accents are written.
pub(crate) fn order_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for char in text.trim().chars().flat_map(char::to_lowercase) {
        match char {
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            'ß' => key.push_str("ss"),
            other => key.extend(folded(other)),
        }
    }
    key
}

/// The runs of a text: letters and figures, or ideographs.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = None;
    for char in text.chars().flat_map(char::to_lowercase).filter_map(folded) {
        let kind = char.is_alphanumeric().then(|| is_ideograph(char));
        match (kind, runs.last_mut()) {
            (Some(_), Some(run)) if kind == before => run.push(char),
            (Some(_), _) => runs.push(char.into()),
            (None, _) => {}
        }
        before = kind;
    }
    runs
}

fn cut(word: &str) -> String {
    word.chars().take(WORD_MOST).collect()
}

/// What is stored of a text.
pub(crate) fn stored_words(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for run in runs(text) {
        if run.starts_with(is_ideograph) {
            let chars: Vec<char> = run.chars().collect();
            words.extend(chars.iter().map(char::to_string));
            words.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            let short = run.trim_start_matches('0');
            if short.len() < run.len() && !short.is_empty() {
                words.insert(cut(short));
            }
            words.insert(cut(&run));
        }
    }
    words
}

/// One thing to look for: the beginning of a word, or a whole pair of characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wanted {
    Beginning(String),
    Whole(String),
}

fn wanted(text: &str) -> BTreeSet<Wanted> {
    let mut all = BTreeSet::new();
    for run in runs(text) {
        if run.starts_with(is_ideograph) {
            let chars: Vec<char> = run.chars().collect();
            if chars.len() == 1 {
                all.insert(Wanted::Whole(run));
            } else {
                all.extend(chars.windows(2).map(|pair| Wanted::Whole(pair.iter().collect())));
            }
        } else {
            all.insert(Wanted::Beginning(cut(&run)));
        }
    }
    all
}

/// Most things looked for at once.
const WANTED_MOST: usize = 16;

impl Wanted {
    /// The condition on a stored word.
    fn of(&self, word: Expr) -> Expr {
        match self {
            Self::Whole(whole) => word.eq(whole.as_str()),
            // The last character there is comes after everything that begins so.
            Self::Beginning(beginning) => {
                word.clone().gte(beginning.as_str()).and(word.lt(format!("{beginning}\u{10FFFF}")))
            }
        }
    }

    /// The stored words that are meant.
    fn stored(&self) -> SelectStatement {
        let mut stored = Query::select();
        stored.from(contract_word::Entity).and_where(self.of(Expr::col((contract_word::Entity, C::Word))));
        stored
    }

    /// Whether the contract in a column has it.
    fn had_by(&self, contract: impl IntoColumnRef) -> Expr {
        let other = Alias::new("other_word");
        let had = Query::select()
            .expr(Expr::val(1))
            .from_as(contract_word::Entity, other.clone())
            .and_where(Expr::col((other.clone(), C::ContractId)).equals(contract))
            .and_where(self.of(Expr::col((other, C::Word))))
            .to_owned();
        Expr::exists(had)
    }
}

fn all_wanted(words: &[String]) -> Vec<Wanted> {
    let all: BTreeSet<Wanted> = words.iter().flat_map(|word| wanted(word)).collect();
    all.into_iter().take(WANTED_MOST).collect()
}

/// Whether something is looked for in which there is nothing to find: signs alone, which no word holds.
fn words_without_letters(words: &[String]) -> bool {
    !words.is_empty() && all_wanted(words).is_empty()
}

/// The condition that leaves the rows whose contract, in a column, has everything that is looked for; none if
/// nothing is. For sums, which read every row there is; lists ask by [`sought`].
pub(crate) fn having(column: impl ColumnTrait, words: &[String]) -> Condition {
    let contracts = |wanted: &Wanted| wanted.stored().column((contract_word::Entity, C::ContractId)).to_owned();
    if words_without_letters(words) {
        return Condition::any().add(Expr::val(false));
    }
    all_wanted(words).iter().fold(Condition::all(), |all, wanted| all.add(column.in_subquery(contracts(wanted))))
}

/// The contracts with what is looked for, as a list asks for its rows.
pub(crate) enum Sought {
    /// Nothing is looked for.
    Everything,
    /// So few contracts have it that they are named.
    Few(Vec<Uuid>),
    /// Many have it: what is looked for, the rarest first, and some of the contracts that have it.
    Many {
        /// What is looked for, the rarest first.
        wanted: Vec<Wanted>,
        /// Contracts that have it.
        some: Vec<Uuid>,
        /// Whether there are no others.
        all: bool,
    },
}

/// Contracts that are named one by one where words leave no more than these.
const NAMED_MOST: usize = 500;

/// Stored words that are read to find them: a contract may have several words that begin alike.
const READ_MOST: u64 = 1_500;

/// Finds out which contracts are meant, or that they are many: two queries, none without words.
pub(crate) async fn sought(connection: &impl ConnectionTrait, words: &[String]) -> Result<Sought> {
    if words_without_letters(words) {
        return Ok(Sought::Few(Vec::new()));
    }
    let mut wanted = all_wanted(words);
    if wanted.len() > 1 {
        rarest_first(connection, &mut wanted).await?;
    }
    let Some(mut having) = driven(&wanted) else { return Ok(Sought::Everything) };
    // Each contract once is left to us: a database that is asked for it reads all words there are first.
    having.column((contract_word::Entity, C::ContractId)).limit(READ_MOST);
    let read = connection.query_all(&having).await?;
    let all = read.len() < usize::try_from(READ_MOST).unwrap_or(usize::MAX);
    let mut some = BTreeSet::new();
    for row in &read {
        some.insert(row.try_get::<Uuid>("", "contract_id")?);
    }
    let some = Vec::from_iter(some);
    Ok(if all && some.len() <= NAMED_MOST { Sought::Few(some) } else { Sought::Many { wanted, some, all } })
}

/// As far as words are counted to find the rarest.
const RARE_MOST: u64 = 2_000;

/// Puts what fewest contracts have first: one query, which counts no further than it must.
async fn rarest_first(connection: &impl ConnectionTrait, wanted: &mut [Wanted]) -> Result<()> {
    let mut counts = Query::select();
    for (at, wanted) in wanted.iter().enumerate() {
        let some = wanted.stored().expr(Expr::val(1)).limit(RARE_MOST).to_owned();
        let count =
            Query::select().expr(Func::count(Expr::col(Asterisk))).from_subquery(some, Alias::new("some")).to_owned();
        counts.expr_as(SimpleExpr::SubQuery(None, Box::new(count.into())), Alias::new(format!("count{at}")));
    }
    let Some(row) = connection.query_one(&counts).await? else { return Ok(()) };
    let mut counted = Vec::with_capacity(wanted.len());
    for (at, wanted) in wanted.iter().enumerate() {
        counted.push((row.try_get::<i64>("", &format!("count{at}"))?, wanted.clone()));
    }
    counted.sort();
    for (place, (_, rare)) in wanted.iter_mut().zip(counted) {
        *place = rare;
    }
    Ok(())
}

/// The stored words that are the first of what is looked for, where their contracts have the others too.
fn driven(wanted: &[Wanted]) -> Option<SelectStatement> {
    let (first, others) = wanted.split_first()?;
    let mut driven = first.stored();
    for other in others {
        driven.and_where(other.had_by((contract_word::Entity, C::ContractId)));
    }
    Some(driven)
}

/// Rows that are counted where many contracts have what is looked for: whoever finds a thousand looks for more.
const COUNTED_MOST: u64 = 1_000;
/// Stored words that are read to find so many contracts that may be seen.
const WIDER_MOST: u64 = 8_000;

impl Sought {
    /// The condition for reading the first rows in an order of their own, by the contract in a column: of few
    /// contracts the rows are looked up; of many, rows are read in their order until there are enough.
    pub(crate) fn read(&self, column: impl ColumnTrait) -> Condition {
        match self {
            Self::Everything => Condition::all(),
            Self::Few(few) => Condition::all().add(column.is_in(few.iter().copied())),
            Self::Many { wanted, .. } => {
                let had = |wanted: &Wanted| wanted.had_by(column.as_column_ref());
                wanted.iter().fold(Condition::all(), |all, wanted| all.add(had(wanted)))
            }
        }
    }

    /// The same where all rows are read that another condition leaves, and those are not many.
    pub(crate) fn gathered(&self, column: impl ColumnTrait) -> Condition {
        let Self::Many { wanted, .. } = self else { return self.read(column) };
        let Some((rarest, others)) = wanted.split_first() else { return Condition::all() };
        // What is rarest is gathered once. It is wrapped up, or a database would look for the rows of each contract
        // that has it.
        let have = rarest.stored().column((contract_word::Entity, C::ContractId)).to_owned();
        let has: SimpleExpr = Expr::case(column.in_subquery(have), 1).finally(0).into();
        let had = |other: &Wanted| other.had_by(column.as_column_ref());
        others.iter().fold(Condition::all().add(has.eq(1)), |all, other| all.add(had(other)))
    }

    /// How many rows a condition leaves, by the contract they belong to: of many contracts no further than
    /// [`COUNTED_MOST`] or the end of a page, else as far as `most`. One query; up to three where some of many contracts
    /// have not enough.
    pub(crate) async fn count<E: EntityTrait>(
        &self,
        connection: &impl ConnectionTrait,
        contract: E::Column,
        condition: Condition,
        page: Page,
        most: u64,
    ) -> Result<Total> {
        let rows = |few: Condition| {
            let rows = E::find().filter(condition.clone()).filter(few);
            rows.select_only().expr(Expr::val(1)).into_query()
        };
        let Self::Many { some, all, .. } = self else {
            return total::count(connection, rows(self.read(contract)), page, most).await;
        };
        let some = Condition::all().add(contract.is_in(some.iter().copied()));
        let counted = total::count(connection, rows(some), page, COUNTED_MOST).await?;
        if counted.more || *all {
            return Ok(counted);
        }
        // Of contracts themselves each is one row, so that a few thousand are asked sooner than all are gathered.
        let itself = E::default().as_str() == contract_entity::Entity.as_str();
        if let Some(mut more) = self.driven().filter(|_| itself) {
            more.column((contract_word::Entity, C::ContractId)).limit(WIDER_MOST);
            let wider = Condition::all().add(contract.in_subquery(more));
            let counted = total::count(connection, rows(wider), page, COUNTED_MOST).await?;
            if counted.more {
                return Ok(counted);
            }
        }
        // If those are not enough either though there are others, the condition leaves little.
        total::count(connection, rows(self.gathered(contract)), page, COUNTED_MOST).await
    }

    fn driven(&self) -> Option<SelectStatement> {
        match self {
            Self::Many { wanted, .. } => driven(wanted),
            Self::Everything | Self::Few(_) => None,
        }
    }
}

/// Writes the words of contracts over earlier ones.
pub(crate) async fn replace(connection: &impl ConnectionTrait, contracts: &[WordsOf]) -> Result<()> {
    for some in contracts.chunks(1_000) {
        contract_word::Entity::delete_many()
            .filter(C::ContractId.is_in(some.iter().map(|of| of.contract)))
            .exec(connection)
            .await?;
    }
    let rows = contracts
        .iter()
        .flat_map(|of| {
            stored_words(&of.text).into_iter().map(|word| contract_word::Model { word, contract_id: of.contract })
        })
        .collect();
    insert_all::<contract_word::Entity, _>(connection, rows).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_letters_end_and_chinese_into_pairs() {
        let words = |text| stored_words(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(words("C-2026-0042 Élévateurs"), "0042 2026 42 c elevateurs");
        assert_eq!(words("锅炉维保 A座"), "a 保 座 炉 炉维 维 维保 锅 锅炉");
        assert_eq!(words("…"), "");
    }

    #[test]
    fn what_is_looked_for_is_a_beginning_or_a_pair() {
        let begins = |word: &str| Wanted::Beginning(word.to_owned());
        let whole = |word: &str| Wanted::Whole(word.to_owned());
        assert_eq!(wanted("C-42").into_iter().collect::<Vec<_>>(), [begins("42"), begins("c")]);
        assert_eq!(wanted("锅炉维").into_iter().collect::<Vec<_>>(), [whole("炉维"), whole("锅炉")]);
        assert_eq!(wanted("锅").into_iter().collect::<Vec<_>>(), [whole("锅")]);
    }

    #[test]
    fn every_text_is_found_by_its_own_words() {
        for text in ["Chaufferie, bâtiment 7", "C-2026-0042", "电梯维保合同", "ascenseur 3e étage"] {
            let stored = stored_words(text);
            for wanted in wanted(text) {
                let found = match &wanted {
                    Wanted::Whole(word) => stored.contains(word),
                    Wanted::Beginning(word) => stored.iter().any(|stored| stored.starts_with(word.as_str())),
                };
                assert!(found, "{wanted:?} in {text}");
            }
        }
    }
}
