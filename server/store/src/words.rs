//! The words a contract is found by: beginnings of words, and Chinese by pairs of characters.
//!
//! A table of our own instead of the databases' search, so that both find the same. A text in letters is cut into
//! words where letters and figures end, and each word is found by its beginning; a number such as `C-2026-0042`
//! is also found as a whole, and its last part without leading zeros. Chinese, Japanese and Korean have no spaces:
//! they are cut into single characters and overlapping pairs.

use crate::{
    Result,
    entity::{contract, contract_word},
    stored::insert_all,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
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
enum Wanted {
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

fn found(wanted: Wanted) -> Select<contract_word::Entity> {
    use contract_word::Column as C;
    let found = contract_word::Entity::find().select_only().column(C::ContractId);
    match wanted {
        Wanted::Whole(word) => found.filter(C::Word.eq(word)),
        Wanted::Beginning(word) => {
            // The last character there is comes after everything that begins so.
            let after = format!("{word}\u{10FFFF}");
            found.filter(C::Word.gte(word)).filter(C::Word.lt(after))
        }
    }
}

/// The condition that leaves the rows whose contract, in a column, has everything that is looked for; none if
/// nothing is.
pub(crate) fn having(column: impl ColumnTrait, words: &[String]) -> Condition {
    let wanted = words.iter().flat_map(|word| wanted(word)).take(WANTED_MOST);
    wanted.fold(Condition::all(), |all, wanted| all.add(column.in_subquery(found(wanted).into_query())))
}

/// The same condition, asked of each row by itself: for the first rows in another order than that of contracts, where
/// so many have what is looked for that they are soon met.
pub(crate) fn each_having(column: impl ColumnTrait, words: &[String]) -> Condition {
    let own = Expr::col((contract_word::Entity, contract_word::Column::ContractId)).equals(column.as_column_ref());
    let wanted = words.iter().flat_map(|word| wanted(word)).take(WANTED_MOST);
    wanted.fold(Condition::all(), |all, wanted| all.add(Expr::exists(found(wanted).filter(own.clone()).into_query())))
}

/// The contracts that have everything that is looked for, if there are at most so many; `None` if there are more.
pub(crate) async fn few_having(
    connection: &impl ConnectionTrait,
    words: &[String],
    most: usize,
) -> Result<Option<Vec<Uuid>>> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let ids: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(having(contract::Column::Id, words))
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await?;
    Ok((ids.len() <= most).then_some(ids))
}

/// Writes the words of contracts over earlier ones.
pub(crate) async fn replace(connection: &impl ConnectionTrait, contracts: &[WordsOf]) -> Result<()> {
    for some in contracts.chunks(1_000) {
        contract_word::Entity::delete_many()
            .filter(contract_word::Column::ContractId.is_in(some.iter().map(|of| of.contract)))
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
