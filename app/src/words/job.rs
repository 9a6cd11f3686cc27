//! Jobs: what is done behind the pages.

use super::{Text, Words};
use model::{
    calendar::Day,
    job::{JobName, JobState},
};

words! {
    TITLE: "Background jobs", "Tâches de fond", "后台任务";
    INTRODUCTION:
        "What is done behind the pages. What fails is tried again by itself; what failed too often waits here for you.",
        "Ce qui se fait derrière les pages. Ce qui échoue est relancé automatiquement ; ce qui a échoué trop souvent vous attend ici.",
        "系统在后台执行的工作。失败的任务会自动重试；多次失败的任务在此等待处理。";
    NIGHTLY: "Daily update", "Mise à jour du jour", "每日更新";
    NIGHTLY_OF: "Daily update of {day}", "Mise à jour du {day}", "{day} 的每日更新";
    REMIND: "Reminders of the day", "Rappels du jour", "当日提醒";
    REMIND_OF: "Reminders of {day}", "Rappels du {day}", "{day} 的提醒";
    GATHER_MAIL: "E-mails are put together", "Préparation des e-mails", "汇总邮件";
    SEND_MAIL: "An e-mail is sent", "Envoi d’un e-mail", "发送邮件";
    JUDGE_ANEW: "Findings judged anew after a change of settings", "Réévaluation des manques à gagner après un changement de paramètres", "设置更改后重新判定收入流失项";

    WAITING: "Waiting", "En attente", "等待中";
    RUNNING: "Running", "En cours", "执行中";
    DONE: "Done", "Terminée", "已完成";
    DEAD: "Failed", "En échec", "已失败";

    JOB: "Job", "Tâche", "任务";
    STATE: "State", "État", "状态";
    QUEUED: "Asked for", "Demandée", "提交时间";
    BEGUN: "Last begun", "Dernier lancement", "最近开始";
    NEXT: "Next try", "Prochain essai", "下次重试";
    ATTEMPTS: "Tries", "Essais", "尝试次数";
    REFERENCE: "Reference in the log", "Référence dans le journal", "日志编号";
    EVERY_STATE: "Every state", "Tous les états", "全部状态";
    EVERY_JOB: "Every job", "Toutes les tâches", "全部任务";
    RETRY: "Try again", "Relancer", "重试";
    RETRY_OF: "Try again: {job}", "Relancer : {job}", "重试：{job}";
    RETRIED: "The job is tried again.", "La tâche est relancée.", "任务已重新提交。";
    NONE: "No jobs here", "Aucune tâche ici", "暂无任务";
    NONE_HINT:
        "Jobs are kept here for 30 days after they are done.",
        "Les tâches restent ici 30 jours après leur fin.",
        "任务完成后保留 30 天。";
    DEAD_ONE:
        "{n} job failed too often and is no longer tried.",
        "{n} tâche a échoué trop souvent et n’est plus relancée.",
        "有 {n} 个任务多次失败，已停止重试。";
    DEAD_MANY:
        "{n} jobs failed too often and are no longer tried.",
        "{n} tâches ont échoué trop souvent et ne sont plus relancées.",
        "有 {n} 个任务多次失败，已停止重试。";
}

/// What a job does.
pub const fn name(name: JobName) -> Text {
    match name {
        JobName::Nightly => NIGHTLY,
        JobName::JudgeAnew => JUDGE_ANEW,
        JobName::Remind => REMIND,
        JobName::GatherMail => GATHER_MAIL,
        JobName::SendMail => SEND_MAIL,
    }
}

/// What a job does, and about what.
pub fn named(words: Words, job: JobName, about: &str) -> String {
    match (job, about.parse::<Day>()) {
        (JobName::Nightly, Ok(day)) => words.with(NIGHTLY_OF, &[("day", &words.day(day))]),
        (JobName::Remind, Ok(day)) => words.with(REMIND_OF, &[("day", &words.day(day))]),
        _ => words.t(name(job)).to_owned(),
    }
}

/// Where a job stands.
pub const fn state(state: JobState) -> Text {
    match state {
        JobState::Waiting => WAITING,
        JobState::Running => RUNNING,
        JobState::Done => DONE,
        JobState::Dead => DEAD,
    }
}
