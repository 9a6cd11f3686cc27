//! Lengths, renewals and how often something is billed.

use super::*;

#[test]
fn lengths_in_three_languages() {
    for (text, expected) in read(
        "3 months => 3 months
         3 mois => 3 months
         3mois => 3 months
         trois (3) mois => 3 months
         3 mois avant échéance => 3 months
         3 months' notice => 3 months
         90 jours => 90 days
         90 days => 90 days
         30j => 30 days
         4 weeks => 4 weeks
         1 an => 12 months
         3 ans => 36 months
         1,5 an => 18 months
         2.5 years => 30 months
         1 an et 6 mois => 18 months
         2 years 6 months => 30 months
         3 ans puis 1 an => 36 months
         3个月 => 3 months
         三个月 => 3 months
         十二个月 => 12 months
         二十四个月 => 24 months
         一年 => 12 months
         两年 => 24 months
         半年 => 6 months
         30天 => 30 days
         1 trimestre => 3 months
         0 mois => 0 months
         30 jours ouvrés => none
         10个工作日 => none
         12 => none
         9999 ans => none
         bientôt => none",
    ) {
        let found = length(text).map_or("none".to_owned(), |length| match length {
            Length::Days(count) => format!("{count} days"),
            Length::Weeks(count) => format!("{count} weeks"),
            Length::Months(count) => format!("{count} months"),
        });
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(header_unit("Durée (mois)"), Some(LengthUnit::Months));
    assert_eq!(header_unit("Notice, days"), Some(LengthUnit::Days));
    assert_eq!(header_unit("合同期限（年）"), Some(LengthUnit::Years));
    assert_eq!(header_unit("Préavis"), None);
}

#[test]
fn renewals() {
    for (text, expected) in read(
        "tacite reconduction => tacit
         Tacite reconduction 12 mois => tacit 12
         tacite, 1 an, max 3 => tacit 12 x3
         auto-renew => tacit
         Automatic renewal for 24 months => tacit 24
         自动续约 => tacit
         自动续约一年 => tacit 12
         à durée indéterminée => open-ended
         无固定期限 => open-ended
         reconduction tacite illimitée => tacit
         express => express
         Reconduction expresse => express
         by mutual agreement => express
         协商续约 => express
         renouvelable => express
         none => none
         No => none
         Non renouvelable => none
         sans tacite reconduction => none
         not automatic => none
         Tacite reconduction annuelle => tacit 12
         Auto-renews annually => tacit 12
         auto-renews month to month => tacit 1
         每年自动续约 => tacit 12
         不续约 => none
         无 => none
         42 => ?
         peut-être => ?",
    ) {
        let found = match renewal(text) {
            Some(RenewalWords::None) => "none".to_owned(),
            Some(RenewalWords::Express) => "express".to_owned(),
            Some(RenewalWords::OpenEnded) => "open-ended".to_owned(),
            Some(RenewalWords::Tacit { months, maximum }) => {
                let months = months.map(|months| format!(" {months}")).unwrap_or_default();
                let maximum = maximum.map(|maximum| format!(" x{maximum}")).unwrap_or_default();
                format!("tacit{months}{maximum}")
            }
            None => "?".to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn frequencies() {
    for (text, expected) in read(
        "monthly => 1
         Mensuel => 1
         mensuelle à échoir => 1
         每月 => 1
         按月 => 1
         月 => 1
         quarterly => 3
         Trimestriel => 3
         按季 => 3
         季度 => 3
         every 3 months => 3
         tous les 2 mois => 2
         每3个月 => 3
         bimestriel => 2
         semestriel => 6
         half-yearly => 6
         每半年 => 6
         annual => 12
         Annuelle => 12
         每年 => 12
         一年 => 12
         par an => 12
         4 fois par an => 3
         12x/an => 1
         twice a year => 6
         one-off => 0
         une fois => 0
         ponctuel => 0
         一次性 => 0
         weekly => none
         bimensuel => none
         3-monthly => 3
         6 monthly => 6
         six-monthly => 6
         12 monthly => 12
         Bi-monthly => 2
         Bi-annual => 6
         semi-annually => 6
         Two-yearly => 24
         Qtrly => 3
         pcm => 1
         once a year => 12
         une fois par an => 12
         1 fois par trimestre => 3
         One-off in the first year => 0
         début de trimestre => 3
         fin de trimestre => 3
         fin de mois => 1
         trimestre civil à échoir => 3
         calendar quarter in advance => 3
         每季度第一个月 => 3
         每年1月 => 12
         每年1月和7月 => 6
         每3个月一次 => 3
         按年一次性支付 => 12
         年初一次付清 => 12
         合同签订后一次性支付 => 0
         上半年下半年各一次 => 6
         12 => none
         parfois => none",
    ) {
        let found = frequency(text).map_or("none".to_owned(), |frequency| frequency.months().to_string());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn timings_and_payment_terms() {
    for (text, expected) in [
        ("terme à échoir", Some(Timing::Advance)),
        ("à terme échu", Some(Timing::Arrears)),
        ("Quarterly in advance", Some(Timing::Advance)),
        ("monthly in arrears", Some(Timing::Arrears)),
        ("预付", Some(Timing::Advance)),
        ("预收", Some(Timing::Advance)),
        ("后付", Some(Timing::Arrears)),
        ("fin de mois", Some(Timing::Arrears)),
        ("季度末支付", Some(Timing::Arrears)),
        ("季初付款", Some(Timing::Advance)),
        ("mensuel", None),
    ] {
        assert_eq!(timing(text), expected, "{text}");
    }
    for (text, expected) in read(
        "30 jours fin de mois => 30 eom
         45 j FDM => 45 eom
         45 EOM => 45 eom
         60 days end of month => 60 eom
         月结30天 => 30 eom
         30 days net => 30
         net 30 => 30
         30 => 30
         30天 => 30
         à réception => 0
         comptant => 0
         Due on receipt => 0
         fin de mois => 0 eom
         30 jours le 10 => none
         2% 10, net 30 => none
         2 months => none
         999 jours => none
         voir contrat => none",
    ) {
        let found = payment_term(text).map_or("none".to_owned(), |PaymentTerm { days, end_of_month }| {
            format!("{days}{}", if end_of_month { " eom" } else { "" })
        });
        assert_eq!(found, expected, "{text}");
    }
}
