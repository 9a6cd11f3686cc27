//! Why something was not done, and what the person can do about it.

use super::event::changes::{FIELD_REGISTRATION_NUMBER, FIELD_VAT_NUMBER};
use super::{Words, identifier, permission::permission};
use chrono::Datelike;
use model::refusal::{FieldProblem, FileProblem, LeftOutReason, Problem, Refusal};
use rust_decimal::Decimal;

words! {
    NOT_SIGNED_IN:
        "You are not signed in. Sign in and try again.",
        "Vous n’êtes pas connecté. Connectez-vous et réessayez.",
        "您尚未登录，请登录后重试。";
    NOT_PERMITTED:
        "Your roles do not let you {permission}. An administrator can change that.",
        "Vos rôles ne vous permettent pas de {permission}. Un administrateur peut y remédier.",
        "您的角色无权{permission}，请联系管理员。";
    NOT_PERMITTED_ELIDED:
        "Your roles do not let you {permission}. An administrator can change that.",
        "Vos rôles ne vous permettent pas d’{permission}. Un administrateur peut y remédier.",
        "您的角色无权{permission}，请联系管理员。";
    NOT_FOUND:
        "It is not there, or you may not see it.",
        "Cet élément n’existe pas ou vous n’y avez pas accès.",
        "该内容不存在，或您无权查看。";
    STALE:
        "Somebody else saved a change meanwhile, so yours was not saved. Load the page again to see it, then make your change anew.",
        "Quelqu’un d’autre a enregistré une modification entre-temps ; la vôtre ne l’est pas. Rechargez la page, puis refaites votre modification.",
        "其他人刚刚保存了更改，您的更改未保存。请重新加载页面查看，然后再次修改。";
    FIELD_TO_MEND: "{n} field needs your attention.", "{n} champ est à corriger.", "有 {n} 处需要更正。";
    FIELDS_TO_MEND: "{n} fields need your attention.", "{n} champs sont à corriger.", "有 {n} 处需要更正。";
    SIGN_IN:
        "The e-mail address and password do not match, or this person may not sign in.",
        "L’adresse e-mail et le mot de passe ne correspondent pas, ou cette personne n’a pas accès.",
        "邮箱与密码不匹配，或该用户无权登录。";
    TOO_MANY_ATTEMPT:
        "Too many attempts. Try again in {n} minute.",
        "Trop de tentatives. Réessayez dans {n} minute.",
        "尝试次数过多，请在 {n} 分钟后重试。";
    TOO_MANY_ATTEMPTS:
        "Too many attempts. Try again in {n} minutes.",
        "Trop de tentatives. Réessayez dans {n} minutes.",
        "尝试次数过多，请在 {n} 分钟后重试。";
    TOO_MANY:
        "You have {n}, as many as one may have. Revoke one that is no longer used.",
        "Vous en avez {n}, le maximum autorisé. Révoquez-en un qui ne sert plus.",
        "您已有 {n} 个，达到上限。请撤销不再使用的一个。";
    SETUP_CODE:
        "This is not the set-up code that the server printed when it started.",
        "Ce n’est pas le code d’installation affiché par le serveur à son démarrage.",
        "这不是服务器启动时显示的安装码。";
    ALREADY_SET_UP:
        "This organisation is set up already. Sign in instead.",
        "L’organisation est déjà configurée. Connectez-vous.",
        "系统已完成初始设置，请直接登录。";
    WRONG_STATE:
        "This step is no longer possible: somebody has dealt with it meanwhile. Reload the page to see where it stands.",
        "Cette étape n’est plus possible : quelqu’un s’en est chargé entre-temps. Rechargez la page pour voir où en est le dossier.",
        "此操作已无法进行：其他人可能已处理。请刷新页面查看最新状态。";
    IMPORT_UNDER_WAY:
        "This import is being accepted or taken back at this moment. Its page shows how far it has come.",
        "Cet import est en cours d’acceptation ou d’annulation. Sa page indique où il en est.",
        "该导入正在执行或撤销中，可在其页面查看进度。";
    SELECTION_ONE:
        "Nothing was done: {n} of the chosen findings does not allow it ({which}).",
        "Rien n’a été fait : {n} élément de la sélection ne le permet pas ({which}).",
        "未执行任何操作：所选项中有 {n} 项不允许此操作（{which}）。";
    SELECTION:
        "Nothing was done: {n} of the chosen findings do not allow it ({which}).",
        "Rien n’a été fait : {n} éléments de la sélection ne le permettent pas ({which}).",
        "未执行任何操作：所选项中有 {n} 项不允许此操作（{which}）。";
    LEFT_OUT: "{contract}: {why}", "{contract} : {why}", "{contract}：{why}";
    LEFT_OUT_CHANGED: "changed meanwhile", "modifié entre-temps", "已被他人更改";
    LEFT_OUT_STATE: "already dealt with", "déjà traité", "已处理";
    LEFT_OUT_GONE: "no longer there", "introuvable", "已不存在";
    NO_NOTICE_ENDED:
        "No notice is possible: the contract ended on {day}.",
        "Aucune dénonciation n’est possible : le contrat a pris fin le {day}.",
        "无法发出或登记通知：合同已于 {day}结束。";
    NO_NOTICE:
        "No notice is possible: the contract has not begun, has already ended, or its term is not known.",
        "Aucune dénonciation n’est possible : le contrat n’a pas commencé, a déjà pris fin ou sa durée n’est pas connue.",
        "无法发出或登记通知：合同尚未开始、已结束，或期限未知。";

    LAST_ADMINISTRATOR:
        "Nobody would be left to administer the organisation. Make somebody else an administrator first, without a last day.",
        "Plus personne n’administrerait l’organisation. Nommez d’abord un autre administrateur, sans date de fin d’accès.",
        "这样将无人管理系统。请先指定另一位访问不限期的管理员。";
    ONESELF:
        "You cannot do this to yourself. Ask another administrator.",
        "Vous ne pouvez pas le faire pour vous-même. Demandez à un autre administrateur.",
        "不能对自己执行此操作，请由其他管理员处理。";
    INVITATION:
        "This link does not work: it is incomplete, was used already, or is too old. Ask an administrator for a new one.",
        "Ce lien est incomplet, déjà utilisé ou trop ancien. Demandez-en un nouveau à un administrateur.",
        "此链接无法使用：可能不完整、已被使用或已过期。请向管理员索取新链接。";
    TEAM_IN_USE_ONE:
        "{n} contract is open to this team alone. Change who may see it, then dissolve the team.",
        "{n} contrat est réservé à cette équipe. Modifiez son accès avant de dissoudre l’équipe.",
        "有 {n} 份合同仅对该团队开放。请先调整其可见范围，再解散团队。";
    TEAM_IN_USE:
        "{n} contracts are open to this team alone. Change who may see them, then dissolve the team.",
        "{n} contrats sont réservés à cette équipe. Modifiez leur accès avant de dissoudre l’équipe.",
        "有 {n} 份合同仅对该团队开放。请先调整其可见范围，再解散团队。";
    MORE_THAN_OPEN:
        "The amounts are more than the {open} still open.",
        "Les montants dépassent les {open} restants.",
        "所填金额超过剩余的 {open}。";
    BUSY:
        "Two files are being read already. Try again in a minute.",
        "Deux fichiers sont déjà en cours de lecture. Réessayez dans une minute.",
        "目前已有两个文件正在读取，请稍后再试。";
    SAME_CUSTOMER:
        "The customer {name} has the same {field}: two customers never share one.",
        "Le client {name} a le même {field} : deux clients ne peuvent pas le partager.",
        "客户 {name} 的{field}与此相同，两个客户不能使用同一号码。";
    NEAR_CUSTOMER:
        "There is a customer of nearly the same name: {names}. Confirm that this is another one, or use that one.",
        "Un client porte presque le même nom : {names}. Confirmez qu’il s’agit d’un autre client ou utilisez celui-ci.",
        "已有名称相近的客户：{names}。请确认这是另一个客户，或直接使用已有客户。";
    NEAR_CUSTOMERS:
        "There are customers of nearly the same name: {names}. Confirm that this is another one, or use one of them.",
        "Des clients portent presque le même nom : {names}. Confirmez qu’il s’agit d’un autre client ou utilisez l’un d’eux.",
        "已有名称相近的客户：{names}。请确认这是另一个客户，或使用其中之一。";
    IN_USE:
        "Contracts, invoices, visits or findings hang on it, so it cannot be removed.",
        "Des contrats, factures, interventions ou manques à gagner s’y rattachent : la suppression est impossible.",
        "存在关联的合同、发票、上门服务或收入流失项，因此无法删除。";
    NO_LEGAL_ENTITY:
        "There is no legal entity yet whose contracts these are. Add one under Administration, then accept the import again.",
        "Aucune entité juridique n’est encore enregistrée pour ces contrats. Ajoutez-en une dans l’administration, puis acceptez de nouveau l’import.",
        "尚未登记这些合同的签约主体。请先在系统管理中添加签约主体，再确认导入。";

    SAVED_OTHERWISE: "Something else is saved here now.", "Une autre valeur est enregistrée ici.", "此处现已保存的内容不同。";
    MISSING: "Fill this in.", "Renseignez ce champ.", "请填写此项。";
    TOO_LONG_ONE: "Use {n} character at most.", "{n} caractère au plus.", "最多 {n} 个字符。";
    TOO_LONG: "Use {n} characters at most.", "{n} caractères au plus.", "最多 {n} 个字符。";
    TOO_SHORT_ONE: "Use at least {n} character.", "Au moins {n} caractère.", "至少 {n} 个字符。";
    TOO_SHORT: "Use at least {n} characters.", "Au moins {n} caractères.", "至少 {n} 个字符。";
    NOT_A_DAY:
        "Enter a date, for example {example}.",
        "Saisissez une date, par exemple {example}.",
        "请输入日期，例如 {example}。";
    NO_SUCH_DAY:
        "This day does not exist: {month} has {days} days.",
        "Ce jour n’existe pas : {month} compte {days} jours.",
        "该日期不存在：{month}只有 {days} 天。";
    NOT_A_NUMBER:
        "Enter a number, for example {example}.",
        "Saisissez un nombre, par exemple {example}.",
        "请输入数字，例如 {example}。";
    NOT_AN_AMOUNT:
        "Enter an amount in {currency}, for example {example}.",
        "Saisissez un montant en {currency}, par exemple {example}.",
        "请输入 {currency} 金额，例如 {example}。";
    ANOTHER_CURRENCY:
        "This names another currency: amounts here are in {currency}.",
        "Cette devise n’est pas la bonne : ici, les montants sont en {currency}.",
        "币种不符：此处的金额以 {currency} 计。";
    NOT_POSITIVE:
        "Enter an amount above zero.",
        "Saisissez un montant supérieur à zéro.",
        "请输入大于零的金额。";
    OUT_OF_RANGE:
        "Enter a value from {least} to {most}.",
        "Saisissez une valeur comprise entre {least} et {most}.",
        "请输入 {least} 到 {most} 之间的数值。";
    BEGUN: "It began on {day}: that day stays.", "Début le {day} : cette date ne change plus.", "已于 {day}开始，该日期不可更改。";
    BEFORE: "Choose {day} or a later day.", "Choisissez le {day} ou une date ultérieure.", "请选择 {day}或之后的日期。";
    AFTER: "Choose {day} or an earlier day.", "Choisissez le {day} ou une date antérieure.", "请选择 {day}或之前的日期。";
    NOT_AN_EMAIL:
        "Enter an e-mail address, for example name@company.com.",
        "Saisissez une adresse e-mail, par exemple nom@societe.fr.",
        "请输入邮箱地址，例如 name@company.com。";
    TAKEN:
        "This is taken already. Choose another.",
        "Cette valeur est déjà utilisée. Choisissez-en une autre.",
        "该值已被使用，请换一个。";
    NOT_A_CHOICE: "Choose one of the options.", "Choisissez l’une des options proposées.", "请从选项中选择一项。";
    NOT_A_CURRENCY:
        "Enter a currency code of three letters, for example EUR.",
        "Saisissez un code de devise à trois lettres, par exemple EUR.",
        "请输入三位货币代码，例如 CNY。";
    NOT_AN_IDENTIFIER:
        "This is not a valid number of its kind: check its length and digits.",
        "Ce numéro n’est pas valide : vérifiez sa longueur et ses chiffres.",
        "号码无效，请核对位数和数字。";
    WRONG_PASSWORD:
        "This is not your present password.",
        "Ce n’est pas votre mot de passe actuel.",
        "当前密码不正确。";
    AUDITOR_ALONE:
        "An auditor holds no other role: choose Auditor alone, or other roles without it.",
        "Un auditeur n’a aucun autre rôle : choisissez Auditeur seul, ou d’autres rôles sans celui-ci.",
        "审计角色不能与其他角色并存：请只选审计，或选择其他角色。";
    NOT_A_TIME_ZONE:
        "Enter the name of a time zone, for example {example}.",
        "Saisissez le nom d’un fuseau horaire, par exemple {example}.",
        "请输入时区名称，例如 {example}。";
    NOT_A_WEB_ADDRESS:
        "Enter an address on the web, for example company.com.",
        "Saisissez une adresse web, par exemple societe.fr.",
        "请输入正确的网址。";
    NOT_A_PHONE_NUMBER:
        "Enter a telephone number, for example +33 1 02 03 04 05.",
        "Saisissez un numéro de téléphone, par exemple +33 1 02 03 04 05.",
        "请输入电话号码，例如 +86 21 5555 0100。";

    SAME_AS_OWNER:
        "Choose somebody other than the owner.",
        "Choisissez une autre personne que le responsable.",
        "请选择负责人以外的人。";
    AMBIGUOUS:
        "Several records have this name. Open the one you mean and start from there.",
        "Plusieurs fiches portent ce nom. Ouvrez la bonne fiche et partez de là.",
        "存在多条同名记录，请先打开所需记录，再从该处操作。";
    BILLED_ALREADY:
        "Invoices were matched to this contract, so its customer stays. Add a contract for the other customer.",
        "Des factures sont rapprochées de ce contrat : son client ne change plus. Créez un contrat pour l’autre client.",
        "该合同已有匹配的发票，不能更换客户。请为另一客户新建合同。";

    LABELLED: "{label}: {problem}", "{label} : {problem}", "{label}：{problem}";

    FILE_EMPTY:
        "The file is empty. Choose another one.",
        "Le fichier est vide. Choisissez-en un autre.",
        "文件为空，请选择其他文件。";
    FILE_TOO_LARGE:
        "The file is larger than {n} MB. Split it, or leave out sheets that are not needed.",
        "Le fichier dépasse {n} Mo. Scindez-le ou retirez les feuilles inutiles.",
        "文件超过 {n} MB，请拆分文件或删除不需要的工作表。";
    FILE_WRONG_KIND:
        "This kind of file is not read ({kind}). Save the table as XLSX or CSV and upload that.",
        "Ce type de fichier n’est pas pris en charge ({kind}). Enregistrez le tableau au format XLSX ou CSV, puis téléversez-le.",
        "不支持此类文件（{kind}）。请将表格另存为 XLSX 或 CSV 后上传。";
    FILE_BOMB:
        "The file would unpack to an unreasonable size, so it was not opened. Save it again with your spreadsheet program.",
        "Une fois décompressé, le fichier serait démesuré ; il n’a pas été ouvert. Enregistrez-le à nouveau avec votre tableur.",
        "文件解压后体积异常，因此未打开。请用电子表格软件重新保存。";
    FILE_ENCRYPTED:
        "The file is protected by a password. Remove the password and upload it again.",
        "Le fichier est protégé par un mot de passe. Retirez-le, puis téléversez à nouveau le fichier.",
        "文件受密码保护，请取消密码后重新上传。";
    FILE_BROKEN:
        "The file is damaged. Open it with your spreadsheet program, save it again and upload that.",
        "Le fichier est endommagé. Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis téléversez-le.",
        "文件已损坏。请用电子表格软件打开并重新保存后上传。";
    FILE_TOO_MANY_ROWS:
        "The file has more than {n} rows. Split it into several files.",
        "Le fichier compte plus de {n} lignes. Scindez-le en plusieurs fichiers.",
        "文件超过 {n} 行，请拆分为多个文件。";
    FILE_TOO_MANY_COLUMNS:
        "The file has more than {n} columns. Delete those that are not needed.",
        "Le fichier compte plus de {n} colonnes. Supprimez celles qui sont inutiles.",
        "文件超过 {n} 列，请删除不需要的列。";
    FILE_OTHER_COLUMNS:
        "The mapping you chose knows none of the columns of this file. Choose another, or none.",
        "La correspondance choisie ne connaît aucune colonne de ce fichier. Choisissez-en une autre, ou aucune.",
        "所选的列对应方案与此文件的列不符，请另选方案或不选。";
    FILE_NO_ROWS:
        "There is nothing below the header row. Choose another sheet or header row.",
        "Il n’y a rien sous la ligne d’en-tête. Choisissez une autre feuille ou une autre ligne d’en-tête.",
        "表头行下方没有内容，请选择其他工作表或表头行。";
    FILE_NO_SUCH_SHEET:
        "The file has no such sheet. Choose one of those listed.",
        "Cette feuille n’existe pas dans le fichier. Choisissez-en une dans la liste.",
        "文件中没有此工作表，请从列表中选择。";
    FILE_NO_SUCH_HEADER_ROW:
        "The row chosen as header does not exist or is empty. Choose the row with the column titles.",
        "La ligne d’en-tête choisie n’existe pas ou est vide. Choisissez la ligne qui porte les titres des colonnes.",
        "所选表头行不存在或为空，请选择列标题所在的行。";
    FILE_WRONG_ENCODING:
        "The text does not fit the encoding that was chosen. Choose another one until accents and characters look right.",
        "Le texte ne correspond pas à l’encodage choisi. Essayez-en un autre jusqu’à ce que les accents soient justes.",
        "文本与所选编码不符，请换一种编码，直到文字显示正常。";
    FILE_CELL_TOO_LONG:
        "A cell in row {row} holds more text than is read; often a quotation mark is never closed there.",
        "Une cellule de la ligne {row} contient trop de texte ; le plus souvent, un guillemet n’y a pas été refermé.",
        "第 {row} 行有单元格内容过长，通常是引号没有闭合。";
    KIND_TEXT_AS_WORKBOOK:
        "a text file named .xlsx",
        "un fichier texte nommé .xlsx",
        "扩展名为 XLSX 的文本文件";
    KIND_IMAGE: "a picture", "une image", "图片";
    KIND_PROGRAM: "a program", "un programme", "程序";
    KIND_ARCHIVE: "an archive", "une archive", "压缩包";
    KIND_OFFICE: "a Word or PowerPoint document", "un document Word ou PowerPoint", "Word 或 PowerPoint 文档";
    KIND_OLD_EXCEL: "an Excel 97–2003 workbook", "un classeur Excel 97–2003", "Excel 97–2003 工作簿";
    KIND_BINARY_EXCEL: "a binary Excel workbook", "un classeur Excel binaire", "二进制 Excel 工作簿";
    KIND_OPEN_DOCUMENT: "an OpenDocument file", "un fichier OpenDocument", "OpenDocument 文件";
    KIND_WEB_PAGE: "a web page", "une page web", "网页";
    KIND_NO_TEXT: "binary data", "des données binaires", "二进制数据";
}

/// Why something was not done, as one or two sentences.
pub fn refusal(words: Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotSignedIn => words.t(NOT_SIGNED_IN).to_owned(),
        Refusal::NotPermitted(needed) => {
            let allowed = words.t(permission(*needed));
            let elided = allowed.starts_with(['a', 'e', 'é', 'i', 'o', 'u']);
            words.with(if elided { NOT_PERMITTED_ELIDED } else { NOT_PERMITTED }, &[("permission", allowed)])
        }
        Refusal::NotFound => words.t(NOT_FOUND).to_owned(),
        Refusal::Stale => words.t(STALE).to_owned(),
        Refusal::Fields(problems) => words.count(problems.len() as u64, FIELD_TO_MEND, FIELDS_TO_MEND),
        Refusal::SignIn => words.t(SIGN_IN).to_owned(),
        Refusal::TooManyAttempts { minutes } => words.count((*minutes).into(), TOO_MANY_ATTEMPT, TOO_MANY_ATTEMPTS),
        Refusal::TooMany { most } => words.count((*most).into(), TOO_MANY, TOO_MANY),
        Refusal::SetupCode => words.t(SETUP_CODE).to_owned(),
        Refusal::AlreadySetUp => words.t(ALREADY_SET_UP).to_owned(),
        Refusal::File(problem) => file_problem(words, problem),
        Refusal::Selection { left_out } => {
            let said = left_out.iter().map(|left| {
                let why = match left.why {
                    LeftOutReason::Changed => LEFT_OUT_CHANGED,
                    LeftOutReason::State => LEFT_OUT_STATE,
                    LeftOutReason::Gone => LEFT_OUT_GONE,
                };
                let contract = if left.contract.is_empty() { "?" } else { &left.contract };
                words.with(LEFT_OUT, &[("contract", contract), ("why", words.t(why))])
            });
            let which = words.list(&said.collect::<Vec<_>>());
            words.count_with(left_out.len() as u64, SELECTION_ONE, SELECTION, &[("which", &which)])
        }
        Refusal::WrongState => words.t(WRONG_STATE).to_owned(),
        Refusal::ImportUnderWay => words.t(IMPORT_UNDER_WAY).to_owned(),
        Refusal::MoreThanOpen { open } => words.with(MORE_THAN_OPEN, &[("open", &words.money(*open))]),
        Refusal::Busy => words.t(BUSY).to_owned(),
        Refusal::SameCustomer { field, id: _, name } => {
            // Named here and not by the history's table of all fields, which every page would then load.
            let field = if field == "vat_number" { FIELD_VAT_NUMBER } else { FIELD_REGISTRATION_NUMBER };
            words.with(SAME_CUSTOMER, &[("name", name), ("field", words.t(field))])
        }
        Refusal::NearCustomers(near) => {
            let names: Vec<&str> = near.iter().map(|near| near.name.as_str()).collect();
            let text = if near.len() == 1 { NEAR_CUSTOMER } else { NEAR_CUSTOMERS };
            words.with(text, &[("names", &words.list(&names))])
        }
        Refusal::InUse => words.t(IN_USE).to_owned(),
        Refusal::NoLegalEntity => words.t(NO_LEGAL_ENTITY).to_owned(),
        Refusal::NoNoticePossible { ended_on: Some(day) } => words.with(NO_NOTICE_ENDED, &[("day", &words.day(*day))]),
        Refusal::NoNoticePossible { ended_on: None } => words.t(NO_NOTICE).to_owned(),
        Refusal::LastAdministrator => words.t(LAST_ADMINISTRATOR).to_owned(),
        Refusal::Oneself => words.t(ONESELF).to_owned(),
        Refusal::Invitation => words.t(INVITATION).to_owned(),
        Refusal::TeamInUse { contracts } => words.count(*contracts, TEAM_IN_USE_ONE, TEAM_IN_USE),
    }
}

/// What is wrong with a field, to stand beside it.
pub fn problem(words: Words, problem: &Problem) -> String {
    match problem {
        Problem::Missing => words.t(MISSING).to_owned(),
        Problem::TooLong { most } => words.count((*most).into(), TOO_LONG_ONE, TOO_LONG),
        Problem::TooShort { least } => words.count((*least).into(), TOO_SHORT_ONE, TOO_SHORT),
        Problem::NotADay => words.with(NOT_A_DAY, &[("example", "2026-12-31")]),
        Problem::NoSuchDay { last } => {
            words.with(NO_SUCH_DAY, &[("month", &words.month_long(*last)), ("days", &words.number(last.day()))])
        }
        Problem::NotANumber | Problem::NotAWholeNumber => {
            let example = match problem {
                Problem::NotANumber => Decimal::new(125, 1),
                _ => Decimal::new(12, 0),
            };
            words.with(NOT_A_NUMBER, &[("example", &words.number(example))])
        }
        Problem::SavedOtherwise => words.t(SAVED_OTHERWISE).to_owned(),
        Problem::NotAnAmount { currency } => {
            let example = words.number(Decimal::new(123_456, currency.decimals()));
            words.with(NOT_AN_AMOUNT, &[("currency", currency.code()), ("example", &example)])
        }
        Problem::AnotherCurrency { wanted } => words.with(ANOTHER_CURRENCY, &[("currency", wanted.code())]),
        Problem::NotPositive => words.t(NOT_POSITIVE).to_owned(),
        Problem::OutOfRange { least, most } => {
            words.with(OUT_OF_RANGE, &[("least", &words.number(*least)), ("most", &words.number(*most))])
        }
        Problem::Begun { day } => words.with(BEGUN, &[("day", &words.day(*day))]),
        Problem::Before { day } => words.with(BEFORE, &[("day", &words.day(*day))]),
        Problem::After { day } => words.with(AFTER, &[("day", &words.day(*day))]),
        Problem::NotAnEmail => words.t(NOT_AN_EMAIL).to_owned(),
        Problem::Taken => words.t(TAKEN).to_owned(),
        Problem::NotAChoice => words.t(NOT_A_CHOICE).to_owned(),
        Problem::NotACurrency => words.t(NOT_A_CURRENCY).to_owned(),
        Problem::SameAsOwner => words.t(SAME_AS_OWNER).to_owned(),
        Problem::Ambiguous => words.t(AMBIGUOUS).to_owned(),
        Problem::BilledAlready => words.t(BILLED_ALREADY).to_owned(),
        Problem::PriceLine { about } => super::price_line::problem(words, *about),
        Problem::WrongPassword => words.t(WRONG_PASSWORD).to_owned(),
        Problem::AuditorAlone => words.t(AUDITOR_ALONE).to_owned(),
        Problem::NotATimeZone => words.with(NOT_A_TIME_ZONE, &[("example", "Europe/Paris")]),
        Problem::NotAnIdentifier(wrong) => identifier::problem(words, wrong),
        Problem::NotAWebAddress => words.t(NOT_A_WEB_ADDRESS).to_owned(),
        Problem::NotAPhoneNumber => words.t(NOT_A_PHONE_NUMBER).to_owned(),
    }
}

/// A field's problem after the field's label, for the summary above a form: `Title: fill this in.`
pub fn field_problem(words: Words, label: &str, field: &FieldProblem) -> String {
    let said = problem(words, &field.problem);
    words.with(LABELLED, &[("label", label), ("problem", &said)])
}

/// Why a file cannot be read, and what to do.
pub fn file_problem(words: Words, problem: &FileProblem) -> String {
    let text = match problem {
        FileProblem::Empty => FILE_EMPTY,
        FileProblem::TooLarge { megabytes } => return words.count((*megabytes).into(), FILE_TOO_LARGE, FILE_TOO_LARGE),
        FileProblem::WrongKind { kind } => return words.with(FILE_WRONG_KIND, &[("kind", &file_kind(words, kind))]),
        FileProblem::Bomb => FILE_BOMB,
        FileProblem::Encrypted => FILE_ENCRYPTED,
        FileProblem::Broken => FILE_BROKEN,
        FileProblem::TooManyRows { most } => {
            return words.count((*most).into(), FILE_TOO_MANY_ROWS, FILE_TOO_MANY_ROWS);
        }
        FileProblem::TooManyColumns { most } => {
            return words.count((*most).into(), FILE_TOO_MANY_COLUMNS, FILE_TOO_MANY_COLUMNS);
        }
        FileProblem::OtherColumns => FILE_OTHER_COLUMNS,
        FileProblem::NoRows => FILE_NO_ROWS,
        FileProblem::NoSuchSheet => FILE_NO_SUCH_SHEET,
        FileProblem::NoSuchHeaderRow => FILE_NO_SUCH_HEADER_ROW,
        FileProblem::WrongEncoding => FILE_WRONG_ENCODING,
        FileProblem::CellTooLong { row } => return words.with(FILE_CELL_TOO_LONG, &[("row", &words.number(*row))]),
    };
    words.t(text).to_owned()
}

/// What a file seems to be; formats that go by their letters (PDF, XML, JSON) are written in capitals.
fn file_kind(words: Words, kind: &str) -> String {
    let text = match kind {
        "textasworkbook" => KIND_TEXT_AS_WORKBOOK,
        "image" => KIND_IMAGE,
        "program" => KIND_PROGRAM,
        "archive" => KIND_ARCHIVE,
        "officedocument" | "office_document" => KIND_OFFICE,
        "oldexcel" | "old_excel" => KIND_OLD_EXCEL,
        "binaryexcel" | "binary_excel" => KIND_BINARY_EXCEL,
        "opendocument" | "open_document" => KIND_OPEN_DOCUMENT,
        "html" => KIND_WEB_PAGE,
        "binary" => KIND_NO_TEXT,
        other => return other.to_ascii_uppercase(),
    };
    words.t(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Language;

    #[test]
    fn a_day_that_does_not_exist_is_said_with_the_length_of_its_month() {
        let last = chrono::NaiveDate::from_ymd_opt(2026, 2, 28).unwrap_or_default();
        let said = |language| problem(Words(language), &Problem::NoSuchDay { last }).replace('\u{202f}', "_");
        assert_eq!(said(Language::En), "This day does not exist: February 2026 has 28 days.");
        assert_eq!(said(Language::Fr), "Ce jour n’existe pas_: février 2026 compte 28 jours.");
        assert_eq!(said(Language::Zh), "该日期不存在：2026年2月只有 28 天。");
    }
}
