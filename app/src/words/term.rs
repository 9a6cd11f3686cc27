//! Dates with their reasons: one sentence for each step, and what is missing for a date to be known.

use super::{Text, Words, holiday};
use model::{
    calendar::{Length, holiday::Week},
    contract::{Delivery, NoticeCounts, NoticeEnds},
    term::{Gap, LegalSource, NoticeBy, Why},
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
        "With one automatic renewal of {length}, term {number} runs from {first} to {last}.",
        "Par une tacite reconduction de {length}, la période n° {number} court du {first} au {last}.",
        "按自动续约 1 次（为期 {length}），第 {number} 个合同期自 {first}至{last}。";
    RENEWED:
        "With {n} automatic renewals of {length} each, term {number} runs from {first} to {last}.",
        "Par {n} tacites reconductions de {length} chacune, la période n° {number} court du {first} au {last}.",
        "按自动续约 {n} 次（每次 {length}），第 {number} 个合同期自 {first}至{last}。";
    SIGNED_AGAIN:
        "Both sides signed on {day} for term {number}, from {first} to {last}.",
        "Les deux parties ont signé le {day} pour la période n° {number}, du {first} au {last}.",
        "双方于 {day}签署第 {number} 个合同期，自 {first}至{last}。";
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

    EXTENDED:
        "An amendment of {agreed_on} makes the term longer: its last day is {until}.",
        "Un avenant du {agreed_on} prolonge la période : son dernier jour est le {until}.",
        "{agreed_on}的补充协议延长了合同期，至 {until}止。";
    NOTICE_OF_WORKING_DAY:
        "The notice period is {n} working day, Monday to Friday without holidays ({region}).",
        "Le préavis est de {n} jour ouvré, du lundi au vendredi hors jours fériés ({region}).",
        "通知期为 {n} 个工作日，即周一至周五，不含节假日（{region}）。";
    NOTICE_OF_WORKING_DAYS:
        "The notice period is {n} working days, Monday to Friday without holidays ({region}).",
        "Le préavis est de {n} jours ouvrés, du lundi au vendredi hors jours fériés ({region}).",
        "通知期为 {n} 个工作日，即周一至周五，不含节假日（{region}）。";
    NOTICE_OF_SIX_DAY:
        "The notice period is {n} working day, Monday to Saturday without holidays ({region}).",
        "Le préavis est de {n} jour ouvrable, du lundi au samedi hors jours fériés ({region}).",
        "通知期为 {n} 个工作日，即周一至周六，不含节假日（{region}）。";
    NOTICE_OF_SIX_DAYS:
        "The notice period is {n} working days, Monday to Saturday without holidays ({region}).",
        "Le préavis est de {n} jours ouvrables, du lundi au samedi hors jours fériés ({region}).",
        "通知期为 {n} 个工作日，即周一至周六，不含节假日（{region}）。";
    NOT_COUNTED:
        "{day} is {off} and is not counted.",
        "Le {day} est {off} et n’est pas compté.",
        "{day}为{off}，不计入。";
    WEEKEND_WORKED:
        "{day} lies on a weekend but is worked, so it is counted.",
        "Le {day} tombe un week-end mais il est travaillé : il est compté.",
        "{day}虽为周末，但属上班日，计入。";
    NOT_ANNOUNCED:
        "The holidays of {year} ({region}) are not announced yet, so this date may still move.",
        "Les jours fériés de {year} ({region}) ne sont pas encore annoncés : cette date peut encore changer.",
        "{year} 年的放假安排（{region}）尚未公布，该日期可能变动。";
    COUNTED_BACK:
        "Notice received on {day} has run its course on {complete_on}, in time for the last day of the term, {last}.",
        "Pour une dénonciation reçue le {day}, le préavis expire le {complete_on}, à temps pour le dernier jour de la période, le {last}.",
        "{day}收到的通知，通知期于 {complete_on}届满，不晚于合同期最后一天 {last}。";
    COUNTED_BACK_SENT:
        "The day of sending counts: notice sent on {day} has run its course on {complete_on}, in time for the last day of the term, {last}.",
        "C’est la date d’envoi qui compte : pour une dénonciation envoyée le {day}, le préavis expire le {complete_on}, à temps pour le dernier jour de la période, le {last}.",
        "以发出之日为准：{day}发出的通知，通知期于 {complete_on}届满，不晚于合同期最后一天 {last}。";
    DAY_LATER: "A day later would be too late.", "Un jour de plus serait trop tard.", "再晚一天即逾期。";
    ROLLED_BEFORE:
        "{from} is {off}, so the working day before it counts: {to}.",
        "Le {from} est {off} : on retient le jour ouvré précédent, le {to}.",
        "{from}为{off}，提前至前一个工作日 {to}。";
    ROLLED_AFTER:
        "{from} is {off}, so the next working day counts: {to}. A day later would be too late.",
        "Le {from} est {off} : on retient le jour ouvré suivant, le {to}. Un jour de plus serait trop tard.",
        "{from}为{off}，顺延至下一个工作日 {to}；再晚一天即逾期。";
    DELIVERY_TAKES_DAY:
        "{delivery} takes {n} day: to be received by {before}, it must be sent by {day}.",
        "{delivery} demande {n} jour : pour être reçue le {before}, la dénonciation doit partir le {day} au plus tard.",
        "{delivery}需 {n} 天：为在 {before}前送达，须最迟于 {day}发出。";
    DELIVERY_TAKES_DAYS:
        "{delivery} takes {n} days: to be received by {before}, it must be sent by {day}.",
        "{delivery} demande {n} jours : pour être reçue le {before}, la dénonciation doit partir le {day} au plus tard.",
        "{delivery}需 {n} 天：为在 {before}前送达，须最迟于 {day}发出。";
    SENT_BEFORE:
        "{from} is {off}, when no letter is posted: it must be sent on {to}.",
        "Le {from} est {off}, sans dépôt de courrier : la dénonciation doit partir le {to}.",
        "{from}为{off}，无法寄送信件，须于 {to}发出。";
    BY_REGISTERED_LETTER: "A registered letter", "Une lettre recommandée", "挂号信";
    BY_EMAIL: "An e-mail", "Un courriel", "电子邮件";
    BY_PORTAL: "The portal", "Le portail", "平台提交";
    NOTICE_COMPLETE:
        "Notice received on {from} runs from the next day and is complete on {complete_on}.",
        "La dénonciation ayant été reçue le {from}, le préavis court à compter du lendemain et expire le {complete_on}.",
        "通知于 {from}收到，通知期自次日起算，于 {complete_on}届满。";
    ENDS_WITH_MONTH:
        "The contract ends with that month, on {last}.",
        "Le contrat prend fin avec ce mois, le {last}.",
        "合同于当月月底结束，即 {last}。";
    ENDS_WITH_QUARTER:
        "The contract ends with that calendar quarter, on {last}.",
        "Le contrat prend fin avec ce trimestre civil, le {last}.",
        "合同于该季度末结束，即 {last}。";
    MAY_BE_LEFT_FROM:
        "The contract may be left early with a notice of its own, from {from} on.",
        "Le contrat peut être résilié par anticipation, avec un préavis propre, à partir du {from}.",
        "自 {from}起，可按单独的通知期提前解除合同。";
    MAY_NOT_BE_LEFT_EARLY:
        "The contract has no break option.",
        "Le contrat ne prévoit pas de résiliation anticipée.",
        "合同未约定提前解除。";
    COUNTS_FROM:
        "Notice came on {received}, before that day, and counts as if received on it.",
        "La notification est arrivée le {received}, avant cette date : elle compte comme si elle avait été reçue ce jour-là.",
        "通知于 {received}收到，早于该日，视同于该日收到。";
    COMPLETE_AFTER_TERM:
        "That is after the end of the term, {missed}: the contract renews first and ends on {last}.",
        "C’est après la fin de la période, le {missed} : le contrat est d’abord reconduit et prend fin le {last}.",
        "该日晚于当期届满日 {missed}，合同先行续约，于 {last}结束。";
    COMPLETE_AFTER_TERM_LATEST:
        "That is after the end of the term, {missed}: to end the contract within it, notice had to come by {deadline}. The contract renews first and ends on {last}.",
        "C’est après la fin de la période, le {missed} : pour y mettre fin avant, il fallait notifier au plus tard le {deadline}. Le contrat est d’abord reconduit et prend fin le {last}.",
        "该日晚于当期届满日 {missed}；如要在当期内结束，最迟须于 {deadline}通知。合同先行续约，于 {last}结束。";
    LEFT_EARLY_BY_US:
        "We left the contract early: the customer received our notice on {on}, and the last day of the contract is {last}.",
        "Nous avons résilié par anticipation : le client en a été notifié le {on}, et le dernier jour du contrat est le {last}.",
        "我方提前解除合同：客户于 {on}收到通知，合同最后一天为 {last}。";
    LEFT_EARLY_BY_CUSTOMER:
        "The customer left the contract early: we received the notice on {on}, and the last day of the contract is {last}.",
        "Le client a résilié par anticipation : nous en avons été notifiés le {on}, et le dernier jour du contrat est le {last}.",
        "客户提前解除合同：我方于 {on}收到通知，合同最后一天为 {last}。";
    CUSTOMER_IS_TOLD:
        "The customer must be told in writing that they may refuse the renewal ({source}). This informs; it is not legal advice.",
        "Le client doit être informé par écrit de la possibilité de ne pas reconduire le contrat ({source}). À titre d’information, sans valeur de conseil juridique.",
        "须书面告知客户其有权拒绝续约（{source}）。仅供参考，不构成法律意见。";
    TOLD_FROM_MONTHS:
        "At the earliest {n} months before {before}, the last day on which it can be refused: from {day} on.",
        "Au plus tôt {n} mois avant le {before}, terme de la période autorisant le rejet de la reconduction : à partir du {day}.",
        "最早在可拒绝续约的最后一天 {before}前 {n} 个月：自 {day}起。";
    TOLD_UNTIL_MONTHS:
        "At the latest {n} month before {before}, the last day on which it can be refused: by {day}.",
        "Au plus tard {n} mois avant le {before}, terme de la période autorisant le rejet de la reconduction : jusqu’au {day}.",
        "最迟在可拒绝续约的最后一天 {before}前 {n} 个月：至 {day}止。";
    TOLD_UNTIL_MANY:
        "At the latest {n} months before {before}, the last day on which it can be refused: by {day}.",
        "Au plus tard {n} mois avant le {before}, terme de la période autorisant le rejet de la reconduction : jusqu’au {day}.",
        "最迟在可拒绝续约的最后一天 {before}前 {n} 个月：至 {day}止。";
    NOT_TOLD:
        "It is not recorded that they were told between {opens} and {closes}.",
        "Aucune information du client n’est enregistrée entre le {opens} et le {closes}.",
        "未登记在 {opens}至 {closes}期间已告知客户。";
    FREE_SINCE:
        "Unless they were, they may leave on any day since the renewal of {renewed_on}, free of charge.",
        "À défaut, il peut mettre fin au contrat à tout moment depuis la reconduction du {renewed_on}, sans frais.",
        "如未告知，客户自 {renewed_on}续约起可随时免费解除合同。";
    CONSUMER_CODE: "French Consumer Code, art. {article}", "C. conso., art. {article}", "法国《消费法典》第 {article} 条";

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
        Why::SignedAgain { number, signed_on, first, last } => words.with(
            SIGNED_AGAIN,
            &[
                ("day", &words.day(signed_on)),
                ("number", &number.to_string()),
                ("first", &words.day(first)),
                ("last", &words.day(last)),
            ],
        ),
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
        Why::Extended { agreed_on, until } => {
            words.with(EXTENDED, &[("agreed_on", &day(agreed_on)), ("until", &day(until))])
        }
        Why::NoticeOfWorkingDays { days, week, region } => {
            let (one, many) = match week {
                Week::Five => (NOTICE_OF_WORKING_DAY, NOTICE_OF_WORKING_DAYS),
                Week::Six => (NOTICE_OF_SIX_DAY, NOTICE_OF_SIX_DAYS),
            };
            words.count_with(days.into(), one, many, &[("region", words.t(holiday::region(region)))])
        }
        Why::NotCounted { day: on, ref off } => {
            words.with(NOT_COUNTED, &[("day", &day(on)), ("off", &holiday::off(words, off))])
        }
        Why::WeekendWorked { day: on } => words.with(WEEKEND_WORKED, &[("day", &day(on))]),
        Why::NotAnnounced { year, region } => {
            let region = words.t(holiday::region(region));
            words.with(NOT_ANNOUNCED, &[("year", &year.to_string()), ("region", region)])
        }
        Why::LatestNotice { day: on, complete_on, last, counts, rolled } => {
            let text = match counts {
                NoticeCounts::Received => COUNTED_BACK,
                NoticeCounts::Sent => COUNTED_BACK_SENT,
            };
            let said = words.with(text, &[("day", &day(on)), ("complete_on", &day(complete_on)), ("last", &day(last))]);
            if rolled { said } else { words.sentences(&[said, words.t(DAY_LATER).to_owned()]) }
        }
        Why::Rolled { from, to, ref off } => {
            let text = if to < from { ROLLED_BEFORE } else { ROLLED_AFTER };
            words.with(text, &[("from", &day(from)), ("to", &day(to)), ("off", &holiday::off(words, off))])
        }
        Why::DeliveryTakes { delivery, days, before, day: on } => {
            let by = words.t(delivered(delivery));
            let values = [("delivery", by), ("before", &day(before)), ("day", &day(on))];
            words.count_with(days.into(), DELIVERY_TAKES_DAY, DELIVERY_TAKES_DAYS, &values)
        }
        Why::SentBefore { from, to, ref off } => {
            words.with(SENT_BEFORE, &[("from", &day(from)), ("to", &day(to)), ("off", &holiday::off(words, off))])
        }
        Why::NoticeComplete { from, complete_on } => {
            words.with(NOTICE_COMPLETE, &[("from", &day(from)), ("complete_on", &day(complete_on))])
        }
        Why::EndsWith { last, ends } => match ends {
            NoticeEnds::EndOfQuarter => words.with(ENDS_WITH_QUARTER, &[("last", &day(last))]),
            NoticeEnds::EndOfMonth => words.with(ENDS_WITH_MONTH, &[("last", &day(last))]),
            NoticeEnds::SameDay => words.with(LAST_DAY_IS, &[("last", &day(last))]),
        },
        Why::MayBeLeftFrom { from } => words.with(MAY_BE_LEFT_FROM, &[("from", &day(from))]),
        Why::MayNotBeLeftEarly => words.t(MAY_NOT_BE_LEFT_EARLY).to_owned(),
        Why::CountsFrom { received, from: _ } => words.with(COUNTS_FROM, &[("received", &day(received))]),
        Why::CompleteAfterTerm { deadline: None, missed, last } => {
            words.with(COMPLETE_AFTER_TERM, &[("missed", &day(missed)), ("last", &day(last))])
        }
        Why::CompleteAfterTerm { deadline: Some(deadline), missed, last } => words.with(
            COMPLETE_AFTER_TERM_LATEST,
            &[("missed", &day(missed)), ("deadline", &day(deadline)), ("last", &day(last))],
        ),
        Why::LeftEarly { by, on, last } => {
            let text = match by {
                NoticeBy::Us => LEFT_EARLY_BY_US,
                NoticeBy::Customer => LEFT_EARLY_BY_CUSTOMER,
            };
            words.with(text, &[("on", &day(on)), ("last", &day(last))])
        }
        Why::CustomerIsTold { source } => words.with(CUSTOMER_IS_TOLD, &[("source", &legal_source(words, source))]),
        Why::ToldFrom { months, before, day: on } => {
            let values = [("before", &*day(before)), ("day", &*day(on))];
            words.count_with(months.into(), TOLD_FROM_MONTHS, TOLD_FROM_MONTHS, &values)
        }
        Why::ToldUntil { months, before, day: on } => {
            let values = [("before", &*day(before)), ("day", &*day(on))];
            words.count_with(months.into(), TOLD_UNTIL_MONTHS, TOLD_UNTIL_MANY, &values)
        }
        Why::NotTold { opens, closes } => words.with(NOT_TOLD, &[("opens", &day(opens)), ("closes", &day(closes))]),
        Why::FreeSince { renewed_on } => words.with(FREE_SINCE, &[("renewed_on", &day(renewed_on))]),
    }
}

const fn delivered(delivery: Delivery) -> Text {
    match delivery {
        Delivery::RegisteredLetter => BY_REGISTERED_LETTER,
        Delivery::Email => BY_EMAIL,
        Delivery::Portal => BY_PORTAL,
    }
}

fn legal_source(words: Words, source: LegalSource) -> String {
    let article = match source {
        LegalSource::ConsumerCode2005 => "L136-1",
        LegalSource::ConsumerCode2016 => "L215-1",
    };
    words.with(CONSUMER_CODE, &[("article", article)])
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
