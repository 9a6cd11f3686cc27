//! Dates with their reasons: one sentence for each step, and what is missing for a date to be known.

use super::Words;
use model::{
    calendar::Length,
    term::{Gap, Why},
};

words! {
    TERM_FROM:
        "The first term lasts {length} from {first}: its last day is {last}.",
        "La première période contractuelle dure {length} à compter du {first} : son dernier jour est le {last}.",
        "首个合同期自 {first}起 {length}，至 {last}止。";
    TERM_UNTIL:
        "The contract names {last} as the last day of its first term.",
        "Le contrat fixe au {last} le dernier jour de sa première période.",
        "合同约定首个合同期至 {last}止。";
    RENEWED_ONCE:
        "The contract has renewed by itself once, for {length}: term {number} runs from {first} to {last}.",
        "Le contrat a été reconduit tacitement une fois, pour {length} : la période n° {number} court du {first} au {last}.",
        "合同已自动续约 1 次，为期 {length}：第 {number} 个合同期自 {first}至{last}。";
    RENEWED:
        "The contract has renewed by itself {n} times, for {length} each: term {number} runs from {first} to {last}.",
        "Le contrat a été reconduit tacitement {n} fois, pour {length} à chaque fois : la période n° {number} court du {first} au {last}.",
        "合同已自动续约 {n} 次，每次 {length}：第 {number} 个合同期自 {first}至{last}。";
    MONTH_END_CLAMPED:
        "That month has no day {wanted}, so its last day counts: {taken}.",
        "Ce mois n’a pas de {wanted} : c’est son dernier jour qui compte, le {taken}.",
        "当月没有 {wanted} 日，取当月最后一天：{taken}。";
    OPEN_ENDED:
        "The contract has no fixed end: it runs until one side gives notice.",
        "Le contrat est à durée indéterminée : il court jusqu’à ce que l’une des parties le dénonce.",
        "合同无固定期限，任何一方发出终止通知后方可结束。";
    TERM_UNKNOWN:
        "What is recorded is not enough to say how long the contract lasts.",
        "Les éléments enregistrés ne suffisent pas pour déterminer la durée du contrat.",
        "已登记的内容不足以确定合同期限。";
    NOTHING_FOLLOWS:
        "Nothing follows this term: the contract ends with it.",
        "Aucune reconduction n’est prévue : le contrat prend fin avec cette période.",
        "合同未约定续约，期满即终止。";
    ONLY_IF_SIGNED_AGAIN:
        "The contract goes on only if both sides sign again.",
        "Le contrat ne se poursuit que si les deux parties signent à nouveau.",
        "须双方重新签署，合同方可延续。";
    MAXIMUM_REACHED_ONCE:
        "The contract may renew once only, and it has.",
        "Le contrat ne peut être reconduit qu’une fois ; c’est déjà fait.",
        "合同最多续约 1 次，已达上限。";
    MAXIMUM_REACHED:
        "The contract may renew {n} times at most, and it has.",
        "Le contrat peut être reconduit {n} fois au plus ; ce maximum est atteint.",
        "合同最多续约 {n} 次，已达上限。";
    RENEWS:
        "A new term of {length} begins by itself on {first}.",
        "Une nouvelle période de {length} commence tacitement le {first}.",
        "自 {first}起自动续约 {length}。";
    NOTICE_OF: "The notice period is {length}.", "Le préavis est de {length}.", "通知期为 {length}。";
    NO_NOTICE_STATED:
        "The contract states no notice period: notice is taken to be in time until the last day of the term.",
        "Le contrat ne prévoit pas de préavis : la dénonciation est réputée valable jusqu’au dernier jour de la période.",
        "合同未约定通知期：截至合同期最后一天发出的通知均视为及时。";
    LATEST_RECEIPT:
        "Notice received on {deadline} has run its course on {complete_on}, in time for the last day of the term, {last}. A day later would be too late.",
        "Pour une dénonciation reçue le {deadline}, le préavis expire le {complete_on}, à temps pour le dernier jour de la période, le {last}. Un jour de plus serait trop tard.",
        "{deadline}收到的通知，通知期于 {complete_on}届满，不晚于合同期最后一天 {last}；再晚一天即逾期。";
    DEADLINE_OUT_OF_REACH:
        "The last day for notice before it, {deadline}, had passed before the term began or the contract was signed, so the next one counts.",
        "La date limite de dénonciation précédente, le {deadline}, était passée avant le début de la période ou la signature : on retient la suivante.",
        "上一个最迟通知日 {deadline}在合同期开始或合同签署之前已过，因此以下一个为准。";
    BUFFER_DAY:
        "We want to have decided {n} day before {before}.",
        "La décision doit être prise {n} jour avant le {before}.",
        "须在 {before}前 {n} 天作出决定。";
    BUFFER_DAYS:
        "We want to have decided {n} days before {before}.",
        "La décision doit être prise {n} jours avant le {before}.",
        "须在 {before}前 {n} 天作出决定。";
    LATE_AFTER:
        "Notice came after {deadline}, too late for the term that ends on {missed}: it works for the next possible end, {last}.",
        "La dénonciation est arrivée après le {deadline}, trop tard pour la période qui s’achève le {missed} : elle vaut pour la prochaine échéance, le {last}.",
        "通知晚于最迟通知日 {deadline}，合同不能在 {missed}到期时终止，将于下一个可终止日 {last}结束。";
    LATE:
        "Notice came too late for the term that ends on {missed}: it works for the next possible end, {last}.",
        "La dénonciation est arrivée trop tard pour la période qui s’achève le {missed} : elle vaut pour la prochaine échéance, le {last}.",
        "通知已逾期，合同不能在 {missed}到期时终止，将于下一个可终止日 {last}结束。";
    NOTICE_RUNS:
        "Notice received on {received} runs from the next day and is complete on {last}, the last day of the contract.",
        "La dénonciation ayant été reçue le {received}, le préavis court à compter du lendemain et expire le {last}, dernier jour du contrat.",
        "通知于 {received}收到，通知期自次日起算，于 {last}届满，即合同最后一天。";
    NOTICE_GIVEN_IN_TIME:
        "The customer received our notice on {on}, in time.",
        "Le client a reçu notre dénonciation le {on}, dans les délais.",
        "客户于 {on}收到我方通知，未逾期。";
    NOTICE_GIVEN_LATE:
        "The customer received our notice on {on}, too late for that term.",
        "Le client a reçu notre dénonciation le {on}, trop tard pour cette période.",
        "客户于 {on}收到我方通知，已逾期，对当期不生效。";
    NOTICE_RECEIVED_IN_TIME:
        "We received the customer’s notice on {on}, in time.",
        "Nous avons reçu la dénonciation du client le {on}, dans les délais.",
        "我方于 {on}收到客户通知，未逾期。";
    NOTICE_RECEIVED_LATE:
        "We received the customer’s notice on {on}, too late for that term.",
        "Nous avons reçu la dénonciation du client le {on}, trop tard pour cette période.",
        "我方于 {on}收到客户通知，已逾期，对当期不生效。";
    LAST_DAY_IS:
        "The last day of the contract is {last}.",
        "Le dernier jour du contrat est le {last}.",
        "合同最后一天为 {last}。";
    LAST_DAY_NOT_KNOWN:
        "The last day of the contract cannot be computed from what is recorded.",
        "Les éléments enregistrés ne permettent pas de calculer le dernier jour du contrat.",
        "已登记的内容不足以计算合同最后一天。";
    ENDED_ON:
        "The last day of the contract was set to {last}, other than by notice or expiry.",
        "Le dernier jour du contrat a été fixé au {last}, autrement que par dénonciation ou échéance.",
        "合同最后一天定为 {last}，并非因通知或到期。";
    ENDS_EARLIER:
        "Something else ends the contract earlier, on {last}.",
        "Un autre motif met fin au contrat plus tôt, le {last}.",
        "合同因其他原因更早结束，即 {last}。";
    ALREADY_ENDED:
        "The contract had already ended on {last}.",
        "Le contrat avait déjà pris fin le {last}.",
        "合同已于 {last}结束。";

    GAP_START: "The first day is not recorded.", "La date de début n’est pas renseignée.", "未登记起始日。";
    GAP_LENGTH:
        "The length of the first term is not recorded.",
        "La durée de la première période n’est pas renseignée.",
        "未登记首个合同期的长度。";
    GAP_END_BEFORE_START:
        "The last day lies before the first: one of the two is wrong.",
        "Le dernier jour précède le premier : l’une des deux dates est erronée.",
        "最后一天早于起始日，其中一个日期有误。";
    GAP_RENEWED_LENGTH:
        "It renews by itself, but the length of each renewed term is not recorded.",
        "La reconduction est tacite, mais la durée de chaque période reconduite n’est pas renseignée.",
        "合同自动续约，但未登记每次续约的合同期长度。";
    GAP_NOTICE: "The notice period is not recorded.", "Le préavis n’est pas renseigné.", "未登记通知期。";
    GAP_BEYOND_CALENDAR:
        "The end of the term lies beyond the calendar: a year is probably mistyped.",
        "La fin de la période dépasse le calendrier : une année est sans doute mal saisie.",
        "合同期终点超出日历范围，年份可能有误。";
}

/// One step of the reasoning behind a date, as a full sentence.
pub fn why(words: Words, why: &Why) -> String {
    let day = |day| words.day(day);
    match *why {
        Why::TermFrom { first, months, last } => {
            let length = words.months(months);
            words.with(TERM_FROM, &[("length", &length), ("first", &day(first)), ("last", &day(last))])
        }
        Why::TermUntil { last } => words.with(TERM_UNTIL, &[("last", &day(last))]),
        Why::RenewedTacitly { number, times, each_months, first, last } => {
            let (length, number) = (words.months(each_months), words.number(number));
            let values = [("length", &*length), ("number", &*number), ("first", &*day(first)), ("last", &*day(last))];
            if times == 1 {
                words.with(RENEWED_ONCE, &values)
            } else {
                words.count_with(times.into(), RENEWED, RENEWED, &values)
            }
        }
        Why::MonthEndClamped { wanted, taken } => {
            words.with(MONTH_END_CLAMPED, &[("wanted", &words.number(wanted)), ("taken", &day(taken))])
        }
        Why::OpenEnded => words.t(OPEN_ENDED).to_owned(),
        Why::TermUnknown => words.t(TERM_UNKNOWN).to_owned(),
        Why::NothingFollows => words.t(NOTHING_FOLLOWS).to_owned(),
        Why::OnlyIfSignedAgain => words.t(ONLY_IF_SIGNED_AGAIN).to_owned(),
        Why::MaximumReached { maximum: 1 } => words.t(MAXIMUM_REACHED_ONCE).to_owned(),
        Why::MaximumReached { maximum } => words.count(maximum.into(), MAXIMUM_REACHED, MAXIMUM_REACHED),
        Why::Renews { first, months } => {
            words.with(RENEWS, &[("length", &words.months(months)), ("first", &day(first))])
        }
        Why::NoticeOf { length } => notice_of(words, length),
        Why::NoNoticeStated => words.t(NO_NOTICE_STATED).to_owned(),
        Why::LatestReceipt { deadline, complete_on, last } => words.with(
            LATEST_RECEIPT,
            &[("deadline", &day(deadline)), ("complete_on", &day(complete_on)), ("last", &day(last))],
        ),
        Why::DeadlineOutOfReach { deadline } => words.with(DEADLINE_OUT_OF_REACH, &[("deadline", &day(deadline))]),
        Why::BufferOf { days, before } => {
            words.count_with(days.into(), BUFFER_DAY, BUFFER_DAYS, &[("before", &day(before))])
        }
        Why::NextPossibleEnd { deadline: Some(deadline), missed, last } => {
            words.with(LATE_AFTER, &[("deadline", &day(deadline)), ("missed", &day(missed)), ("last", &day(last))])
        }
        Why::NextPossibleEnd { deadline: None, missed, last } => {
            words.with(LATE, &[("missed", &day(missed)), ("last", &day(last))])
        }
        Why::NoticeRuns { received, last } => {
            words.with(NOTICE_RUNS, &[("received", &day(received)), ("last", &day(last))])
        }
        Why::NoticeGiven { on, in_time, works_for } => {
            let text = if in_time { NOTICE_GIVEN_IN_TIME } else { NOTICE_GIVEN_LATE };
            words.sentences(&[words.with(text, &[("on", &day(on))]), last_day(words, works_for)])
        }
        Why::NoticeReceived { on, in_time, works_for } => {
            let text = if in_time { NOTICE_RECEIVED_IN_TIME } else { NOTICE_RECEIVED_LATE };
            words.sentences(&[words.with(text, &[("on", &day(on))]), last_day(words, works_for)])
        }
        Why::EndedOn { last } => words.with(ENDED_ON, &[("last", &day(last))]),
        Why::EndsEarlier { last } => words.with(ENDS_EARLIER, &[("last", &day(last))]),
        Why::AlreadyEnded { last } => words.with(ALREADY_ENDED, &[("last", &day(last))]),
    }
}

fn notice_of(words: Words, length: Length) -> String {
    words.with(NOTICE_OF, &[("length", &words.length(length))])
}

fn last_day(words: Words, last: Option<model::calendar::Day>) -> String {
    match last {
        Some(last) => words.with(LAST_DAY_IS, &[("last", &words.day(last))]),
        None => words.t(LAST_DAY_NOT_KNOWN).to_owned(),
    }
}

/// What is missing for the dates to be known, as a full sentence.
pub const fn gap(words: Words, gap: Gap) -> &'static str {
    words.t(match gap {
        Gap::Start => GAP_START,
        Gap::Length => GAP_LENGTH,
        Gap::EndBeforeStart => GAP_END_BEFORE_START,
        Gap::RenewedLength => GAP_RENEWED_LENGTH,
        Gap::Notice => GAP_NOTICE,
        Gap::BeyondCalendar => GAP_BEYOND_CALENDAR,
    })
}
