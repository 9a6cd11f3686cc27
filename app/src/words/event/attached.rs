//! Files on records.

use super::super::Words;

words! {
    ATTACHED: "{actor} attached the file {name}", "{actor} a joint le fichier {name}", "{actor} 添加了文件 {name}";
    VERSION:
        "{actor} attached version {n} of the file {name}",
        "{actor} a joint la version n° {n} du fichier {name}",
        "{actor} 添加了文件 {name} 的第 {n} 版";
    REMOVED:
        "{actor} removed the file {name} (version {n}): {reason}",
        "{actor} a supprimé le fichier {name} (version n° {n}) : {reason}",
        "{actor} 删除了文件 {name}（第 {n} 版）：{reason}";
    OF_PART: "{said} ({part})", "{said} ({part})", "{said}（{part}）";
}

/// The same about something of the contract.
pub(super) fn of_part(words: Words, said: &str, part: &str) -> String {
    words.with(OF_PART, &[("said", said), ("part", part)])
}

/// That a file was attached.
pub(super) fn attached(words: Words, actor: &str, name: &str, number: u32) -> String {
    let text = if number == 1 { ATTACHED } else { VERSION };
    words.with(text, &[("actor", actor), ("name", name), ("n", &words.number(number))])
}

/// That a version of a file was removed.
pub(super) fn removed(words: Words, actor: &str, (name, number): (&str, u32), reason: &str) -> String {
    words.with(REMOVED, &[("actor", actor), ("name", name), ("n", &words.number(number)), ("reason", reason)])
}
