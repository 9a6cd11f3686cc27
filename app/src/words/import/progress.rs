//! How far accepting an import, or taking it back, has come; and why that failed.

use super::super::{Text, Words, error_page, refusal::refusal};
use model::view::{ImportFailure, ImportPhase, ImportProgress, ImportState};

words! {
    ACCEPTING: "Being accepted", "En cours d’acceptation", "导入中";
    UNDOING: "Being undone", "En cours d’annulation", "撤销中";

    MAKING: "Adding the rows of the file", "Ajout des lignes du fichier", "正在写入文件内容";
    JUDGING:
        "Matching invoices and looking for leaks, customer by customer",
        "Rapprochement des factures et recherche des manques à gagner, client par client",
        "正在逐个客户匹配发票并查找收入流失";
    FOLLOWING:
        "Bringing the other contracts concerned up to date",
        "Mise à jour des autres contrats concernés",
        "正在更新其他受影响的合同";
    REMOVING: "Removing what the import added", "Retrait de ce que l’import avait ajouté", "正在删除本次导入的内容";
    OF: "{done} of {total}", "{done} sur {total}", "{done} / {total}";
    LINE: "{phase}: {count}", "{phase} : {count}", "{phase}：{count}";

    LEAVE:
        "You can leave this page: the work goes on, even if the server is restarted.",
        "Vous pouvez quitter cette page : le traitement se poursuit, même si le serveur redémarre.",
        "您可以离开此页面，处理会继续进行，即使服务器重启也不受影响。";
    SOME_LIVE:
        "Until it is finished, a part of the contracts and invoices is already there and their findings are still incomplete.",
        "Tant que ce n’est pas terminé, une partie des contrats et des factures est déjà visible et les manques à gagner sont encore incomplets.",
        "处理完成之前，部分合同和发票已可见，收入流失项尚不完整。";
    RELOAD: "See how far it is", "Voir où en est le traitement", "查看进度";

    NOT_ACCEPTED:
        "The import was not accepted, and nothing of it is live. {why}",
        "L’import n’a pas été accepté et rien n’en a été conservé. {why}",
        "导入未完成，所有内容均未生效。{why}";
    BEING_REVERTED:
        "The import cannot be accepted; what it had added is being removed. {why}",
        "L’import ne peut pas être accepté ; ce qu’il avait ajouté est en cours de retrait. {why}",
        "导入无法完成，正在删除已写入的内容。{why}";
    NOT_UNDONE_YET:
        "The import is not undone yet; it is tried again by itself. {why}",
        "L’import n’est pas encore annulé ; une nouvelle tentative aura lieu automatiquement. {why}",
        "导入尚未撤销，系统会自动重试。{why}";
    INTERRUPTED:
        "The server was stopped again and again while it worked on it. Accept it once more when the server runs steadily.",
        "Le serveur s’est arrêté à plusieurs reprises pendant le traitement. Acceptez-le à nouveau lorsque le serveur sera stable.",
        "处理期间服务器多次中断。请在服务器稳定运行后重新确认导入。";
    KEPT_ONE:
        "{n} contract was kept, because somebody had changed it meanwhile.",
        "{n} contrat a été conservé, car quelqu’un l’avait modifié entre-temps.",
        "有 {n} 份合同因期间被他人修改而保留。";
    KEPT:
        "{n} contracts were kept, because somebody had changed them meanwhile.",
        "{n} contrats ont été conservés, car quelqu’un les avait modifiés entre-temps.",
        "有 {n} 份合同因期间被他人修改而保留。";
}

/// What is being done.
pub const fn phase(phase: ImportPhase) -> Text {
    match phase {
        ImportPhase::Making => MAKING,
        ImportPhase::Judging => JUDGING,
        ImportPhase::Following => FOLLOWING,
        ImportPhase::Removing => REMOVING,
    }
}

/// How much of how much is done.
pub fn count(words: Words, done: u32, total: u32) -> String {
    words.with(OF, &[("done", &words.number(done)), ("total", &words.number(total))])
}

/// What is being done, and how much of it is.
pub fn progress(words: Words, progress: &ImportProgress) -> String {
    let ImportProgress { phase: doing, done, total, .. } = progress;
    words.with(LINE, &[("phase", words.t(phase(*doing))), ("count", &count(words, *done, *total))])
}

/// Why it did not come to its end.
pub fn failure(words: Words, failure: &ImportFailure) -> String {
    match failure {
        ImportFailure::Refused(why) => refusal(words, why),
        ImportFailure::Broken(reference) => words.with(error_page::BROKEN, &[("reference", reference)]),
        ImportFailure::Interrupted => words.t(INTERRUPTED).to_owned(),
    }
}

/// That an import was not accepted, and why.
pub fn not_accepted(words: Words, why: &str) -> String {
    words.with(NOT_ACCEPTED, &[("why", why)])
}

/// What went wrong and what became of it, if anything did.
pub fn trouble(words: Words, progress: &ImportProgress) -> Option<String> {
    let why = failure(words, progress.failure.as_ref()?);
    let text = match (progress.goal, progress.state.is_under_way()) {
        (ImportState::Undone, _) => NOT_UNDONE_YET,
        (_, true) => BEING_REVERTED,
        (_, false) => NOT_ACCEPTED,
    };
    Some(words.with(text, &[("why", &why)]))
}

/// How many contracts stayed when an import was taken back, if any did.
pub fn kept(words: Words, contracts: u32) -> Option<String> {
    (contracts > 0).then(|| words.count(contracts.into(), KEPT_ONE, KEPT))
}
