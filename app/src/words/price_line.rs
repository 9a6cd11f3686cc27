//! Price lines: the names of their fields and what can be wrong with them.

use super::Words;
use model::price_line::{PriceLineField, Problem};

words! {
    POSITION: "Position", "Position", "序号";
    DESCRIPTION: "Description", "Désignation", "说明";
    QUANTITY: "Quantity", "Quantité", "数量";
    UNIT: "Unit", "Unité", "单位";
    UNIT_PRICE: "Unit price before tax", "Prix unitaire HT", "不含税单价";
    VAT_PERCENT: "VAT rate", "Taux de TVA", "税率";
    ONCE_ON: "Billing day", "Date de facturation", "开票日";
    MONTHS: "Months per period", "Mois par période", "每期月数";
    ANCHOR: "First day of a period", "Premier jour d’une période", "计费期首日";
    STARTS_ON: "First day", "Premier jour", "起始日";
    ENDS_ON: "Last day", "Dernier jour", "结束日";
    DISCOUNTS: "Discounts", "Remises", "折扣";
    DISCOUNT_FROM: "Discount {n}: first day", "Remise {n} : premier jour", "折扣 {n}：起始日";
    DISCOUNT_TO: "Discount {n}: last day", "Remise {n} : dernier jour", "折扣 {n}：结束日";
    DISCOUNT_PERCENT: "Discount {n}: percentage", "Remise {n} : pourcentage", "折扣 {n}：比例";
    RAMP: "Price steps", "Paliers de prix", "分阶段价格";
    RAMP_FROM: "Price step {n}: first day", "Palier {n} : premier jour", "价格阶段 {n}：起始日";
    RAMP_UNIT_PRICE: "Price step {n}: unit price", "Palier {n} : prix unitaire", "价格阶段 {n}：单价";
    INCREASE_PERCENT: "Yearly increase", "Hausse annuelle", "年度调价幅度";
    INCREASE_FIRST_ON: "Day of the first increase", "Date de la première hausse", "首次调价日";

    MISSING: "Fill this in.", "Renseignez ce champ.", "请填写此项。";
    TOO_LONG: "Use {n} characters at most.", "{n} caractères au plus.", "最多 {n} 个字符。";
    CONTROL_CHARACTER:
        "Remove the invisible character; it often comes in with a copied text.",
        "Supprimez le caractère invisible, souvent issu d’un copier-coller.",
        "请删除不可见字符，通常由复制粘贴带入。";
    NEGATIVE: "Enter zero or more.", "Saisissez une valeur positive ou nulle.", "请输入零或正数。";
    NOT_ABOVE_ZERO: "Enter more than zero.", "Saisissez une valeur supérieure à zéro.", "请输入大于零的数值。";
    TOO_LARGE: "Enter {most} at most.", "Saisissez {most} au plus.", "最大为 {most}。";
    TOO_MANY_DECIMALS: "Use {n} decimals at most.", "{n} décimales au plus.", "最多 {n} 位小数。";
    MONTHS_OUT_OF_RANGE:
        "Enter a whole number of months from {least} to {most}.",
        "Saisissez un nombre entier de mois, de {least} à {most}.",
        "请输入 {least} 到 {most} 之间的整月数。";
    YEAR_OUT_OF_RANGE:
        "Check the year: it must lie between {least} and {most}.",
        "Vérifiez l’année : elle doit être comprise entre {least} et {most}.",
        "请检查年份，应在 {least} 至 {most} 年之间。";
    ENDS_BEFORE_START:
        "The last day lies before the first. Correct one of them.",
        "Le dernier jour précède le premier. Corrigez l’un des deux.",
        "结束日早于起始日，请更正其中一个。";
    OUTSIDE_LINE:
        "Choose a day between the first and the last day of the line.",
        "Choisissez une date comprise entre le premier et le dernier jour de la ligne.",
        "请选择该计费项起止日之间的日期。";
    OUT_OF_ORDER:
        "Choose a later day than that of the step before.",
        "Choisissez une date postérieure à celle du palier précédent.",
        "请选择晚于上一阶段的日期。";
    TOO_MANY: "Use {n} entries at most.", "{n} entrées au plus.", "最多 {n} 条。";
}

/// The name of a field of a price line; discounts and steps are numbered from 1.
pub fn field(words: Words, field: PriceLineField) -> String {
    let (text, index) = match field {
        PriceLineField::Position => (POSITION, 0),
        PriceLineField::Description => (DESCRIPTION, 0),
        PriceLineField::Quantity => (QUANTITY, 0),
        PriceLineField::Unit => (UNIT, 0),
        PriceLineField::UnitPrice => (UNIT_PRICE, 0),
        PriceLineField::VatPercent => (VAT_PERCENT, 0),
        PriceLineField::OnceOn => (ONCE_ON, 0),
        PriceLineField::Months => (MONTHS, 0),
        PriceLineField::Anchor => (ANCHOR, 0),
        PriceLineField::StartsOn => (STARTS_ON, 0),
        PriceLineField::EndsOn => (ENDS_ON, 0),
        PriceLineField::Discounts => (DISCOUNTS, 0),
        PriceLineField::DiscountFrom(index) => (DISCOUNT_FROM, index),
        PriceLineField::DiscountTo(index) => (DISCOUNT_TO, index),
        PriceLineField::DiscountPercent(index) => (DISCOUNT_PERCENT, index),
        PriceLineField::Ramp => (RAMP, 0),
        PriceLineField::RampFrom(index) => (RAMP_FROM, index),
        PriceLineField::RampUnitPrice(index) => (RAMP_UNIT_PRICE, index),
        PriceLineField::IncreasePercent => (INCREASE_PERCENT, 0),
        PriceLineField::IncreaseFirstOn => (INCREASE_FIRST_ON, 0),
    };
    words.with(text, &[("n", &words.number(index.saturating_add(1)))])
}

/// What is wrong with a field of a price line, and what to do.
pub fn problem(words: Words, problem: Problem) -> String {
    let range = |text, least: String, most: String| words.with(text, &[("least", &least), ("most", &most)]);
    let number = |text, most: u64| words.with(text, &[("n", &words.number(most))]);
    match problem {
        Problem::Missing => words.t(MISSING).to_owned(),
        Problem::TooLong { most } => number(TOO_LONG, most as u64),
        Problem::ControlCharacter => words.t(CONTROL_CHARACTER).to_owned(),
        Problem::Negative => words.t(NEGATIVE).to_owned(),
        Problem::NotAboveZero => words.t(NOT_ABOVE_ZERO).to_owned(),
        Problem::TooLarge { most } => words.with(TOO_LARGE, &[("most", &words.number(most))]),
        Problem::TooManyDecimals { most } => number(TOO_MANY_DECIMALS, most.into()),
        Problem::MonthsOutOfRange { least, most } => {
            range(MONTHS_OUT_OF_RANGE, words.number(least), words.number(most))
        }
        Problem::YearOutOfRange { least, most } => range(YEAR_OUT_OF_RANGE, least.to_string(), most.to_string()),
        Problem::EndsBeforeStart => words.t(ENDS_BEFORE_START).to_owned(),
        Problem::OutsideLine => words.t(OUTSIDE_LINE).to_owned(),
        Problem::OutOfOrder => words.t(OUT_OF_ORDER).to_owned(),
        Problem::TooMany { most } => number(TOO_MANY, most as u64),
    }
}
