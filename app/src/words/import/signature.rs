//! Which day is taken for the day of signature of contracts for which a file names none.

use super::super::Words;
use model::view::Unsigned;

words! {
    FIRST_DAY_ONE:
        "{n} contract without a day of signature counts as signed on its first day.",
        "{n} contrat sans date de signature est réputé signé à son premier jour.",
        "{n} 份合同没有签署日期，按起始日视为已签署。";
    FIRST_DAY:
        "{n} contracts without a day of signature count as signed on their first day.",
        "{n} contrats sans date de signature sont réputés signés à leur premier jour.",
        "{n} 份合同没有签署日期，按起始日视为已签署。";
    IMPORT_DAY_ONE:
        "{n} contract that starts later and has no day of signature counts as signed on the day of the import, {day}.",
        "{n} contrat commençant plus tard et sans date de signature est réputé signé le jour de l’import, {day}.",
        "{n} 份没有签署日期且尚未开始的合同，按导入当日（{day}）视为已签署。";
    IMPORT_DAY:
        "{n} contracts that start later and have no day of signature count as signed on the day of the import, {day}.",
        "{n} contrats commençant plus tard et sans date de signature sont réputés signés le jour de l’import, {day}.",
        "{n} 份没有签署日期且尚未开始的合同，按导入当日（{day}）视为已签署。";
    COLUMN:
        "If the file has a column with that day, map it below.",
        "Si le fichier comporte cette date, associez sa colonne ci-dessous.",
        "如文件中有签署日期列，请在下方指定。";
}

/// For how many contracts which day is taken for that of the signature, and that a column could name it where none is
/// `mapped`; nothing where the file names it for all.
pub fn unsigned(words: Words, unsigned: Unsigned, mapped: bool) -> Option<String> {
    let Unsigned { first_day, import_day, day } = unsigned;
    let first = (first_day > 0).then(|| words.count(first_day.into(), FIRST_DAY_ONE, FIRST_DAY));
    let day = words.day(day);
    let import =
        (import_day > 0).then(|| words.count_with(import_day.into(), IMPORT_DAY_ONE, IMPORT_DAY, &[("day", &day)]));
    let mut said: Vec<String> = [first, import].into_iter().flatten().collect();
    if !said.is_empty() && !mapped {
        said.push(words.t(COLUMN).to_owned());
    }
    (!said.is_empty()).then(|| words.sentences(&said))
}
