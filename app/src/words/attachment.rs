//! Files that hang on records: the labels of their place on a page, and what is said of each file and of an upload.

use super::Words;
use model::{
    attachment::media::MediaType,
    refusal::{FileProblem, Refusal},
    view::AttachmentRow,
};
use rust_decimal::Decimal;

words! {
    FILES: "Files", "Fichiers", "文件";
    NONE: "No file is attached yet.", "Aucun fichier n’est encore joint.", "暂无文件。";
    CHOOSE: "Choose files, or drop them here", "Choisissez des fichiers ou déposez-les ici", "选择文件，或拖放到此处";
    PHOTOGRAPH: "Take photos", "Prendre des photos", "拍照";
    PHOTOGRAPH_HINT:
        "With the camera of a phone or tablet.",
        "Avec l’appareil photo du téléphone ou de la tablette.",
        "使用手机或平板的相机。";
    OF_PARTS: "Files of visits and obligations", "Fichiers des interventions et des obligations", "上门服务与义务的文件";
    LIMITS:
        "PDF, pictures, Word and Excel, OpenDocument, mails and text; at most {n} MB each. A file of the same name becomes a new version.",
        "PDF, images, Word et Excel, OpenDocument, e-mails et texte ; {n} Mo au plus par fichier. Un fichier de même nom devient une nouvelle version.",
        "支持 PDF、图片、Word、Excel、OpenDocument、邮件和文本，每个文件不超过 {n} MB。同名文件将成为新版本。";
    ATTACH: "Attach", "Joindre", "添加";
    PROGRESS: "Progress of the upload", "Progression de l’envoi", "上传进度";
    SENDING: "Sending…", "Envoi en cours…", "正在上传…";
    BROKEN_OFF:
        "The connection broke off, and nothing was attached. The chosen files are still chosen: send them again.",
        "La connexion a été interrompue et rien n’a été joint. Les fichiers restent sélectionnés : renvoyez-les.",
        "连接中断，未添加任何文件。所选文件仍在，请重新发送。";
    PREVIEW: "Preview", "Aperçu", "预览";
    PREVIEW_OF: "Preview of {name}", "Aperçu de {name}", "预览 {name}";
    DOWNLOAD: "Download", "Télécharger", "下载";
    BACK: "Back", "Retour", "返回";
    REMOVE: "Remove", "Supprimer", "删除";
    REMOVE_OF: "Remove {name}", "Supprimer {name}", "删除 {name}";
    REMOVE_TEXT:
        "This version is no longer shown to anybody. The history keeps its name and the reason; the content is deleted the next night.",
        "Cette version ne sera plus visible. L’historique en garde le nom et le motif ; le contenu sera effacé la nuit prochaine.",
        "此版本将不再显示。操作记录会保留其名称和原因，内容将于当晚清除。";
    EARLIER_ONE: "{n} earlier version", "{n} version antérieure", "{n} 个早期版本";
    EARLIER: "{n} earlier versions", "{n} versions antérieures", "{n} 个早期版本";
    VERSION: "version {n}", "version n° {n}", "第 {n} 版";
    BYTES: "{n} B", "{n} o", "{n} B";
    KILOBYTES: "{n} kB", "{n} ko", "{n} KB";
    MEGABYTES: "{n} MB", "{n} Mo", "{n} MB";

    ATTACHED_ONE: "{n} file was attached.", "{n} fichier a été joint.", "已添加 {n} 个文件。";
    ATTACHED: "{n} files were attached.", "{n} fichiers ont été joints.", "已添加 {n} 个文件。";
    NOT_ATTACHED: "{name}: {why}", "{name} : {why}", "{name}：{why}";
    NO_FILE: "No file was chosen.", "Aucun fichier n’a été choisi.", "未选择文件。";
    EMPTY: "The file is empty.", "Le fichier est vide.", "文件为空。";
    TOO_LARGE:
        "The file is larger than {n} MB.",
        "Le fichier dépasse {n} Mo.",
        "文件超过 {n} MB。";
    DAMAGED:
        "The file is damaged: open it with its program, save it again and attach that.",
        "Le fichier est endommagé : ouvrez-le dans son logiciel, enregistrez-le à nouveau et joignez-le.",
        "文件已损坏。请用相应软件打开并重新保存后添加。";
    PROGRAM:
        "Programs cannot be attached.",
        "Les programmes ne peuvent pas être joints.",
        "不能添加程序文件。";
    MACROS:
        "Documents that contain macros cannot be attached. Save a copy without macros and attach that.",
        "Les documents contenant des macros ne peuvent pas être joints. Enregistrez-en une copie sans macros et joignez-la.",
        "不能添加含宏的文档。请另存为不含宏的副本后添加。";
    ARCHIVE:
        "Archives cannot be attached. Attach the files in it one by one.",
        "Les archives ne peuvent pas être jointes. Joignez séparément les fichiers qu’elles contiennent.",
        "不能添加压缩包。请逐个添加其中的文件。";
    WEB_PAGE:
        "Web pages, SVG and XML cannot be attached, because browsers may run them. Attach a PDF of it.",
        "Les pages web, SVG et XML ne peuvent pas être joints, car un navigateur pourrait les exécuter. Joignez-en un PDF.",
        "不能添加网页、SVG 和 XML 文件，因为浏览器可能会运行其内容。请改为添加 PDF。";
    OLD_FORMAT:
        "This format is not accepted. Save it as PDF, DOCX or XLSX and attach that.",
        "Ce format n’est pas accepté. Enregistrez le document au format PDF, DOCX ou XLSX, puis joignez-le.",
        "不支持此格式。请另存为 PDF、DOCX 或 XLSX 后添加。";
    OTHER:
        "This kind of file is not accepted. Attach a PDF or a picture of it.",
        "Ce type de fichier n’est pas accepté. Joignez-en un PDF ou une image.",
        "不支持此类文件。请改为添加 PDF 或图片。";
    BUSY:
        "Too many files are being sent at this moment. Try again in a minute.",
        "Trop de fichiers sont en cours d’envoi. Réessayez dans une minute.",
        "目前上传的文件过多，请稍后再试。";
    FAILED:
        "It could not be kept, and the cause is ours. Try again; if it happens again, tell an administrator.",
        "Il n’a pas pu être conservé, et la cause est de notre côté. Réessayez ; si cela se reproduit, prévenez un administrateur.",
        "系统故障，未能保存。请重试；若再次出现，请联系管理员。";
}

/// A size, as people say it: one decimal above a thousand.
pub fn size(words: Words, bytes: u64) -> String {
    let (unit, text) = match bytes {
        0..1_024 => (1, BYTES),
        1_024..1_048_576 => (1_024, KILOBYTES),
        _ => (1_048_576, MEGABYTES),
    };
    // Tenths by whole numbers: half a tenth and more is one.
    let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
    let shown =
        if unit == 1 { Decimal::from(bytes) } else { Decimal::new(i64::try_from(tenths).unwrap_or(i64::MAX), 1) };
    words.with(text, &[("n", &words.number(shown))])
}

/// What a file is, as people call it: PDF, DOCX.
pub fn kind(media: MediaType) -> String {
    media.endings().first().copied().unwrap_or_default().to_uppercase()
}

/// What is to be known of a version of a file: which one it is, what it is, how large, by whom and when; `when` is a
/// moment that was said already.
pub fn facts(words: Words, row: &AttachmentRow, when: String) -> String {
    let number = words.with(VERSION, &[("n", &words.number(row.number))]);
    let by = row.by.clone().unwrap_or_else(|| words.t(super::nav::PRODUCT).to_owned());
    [number, kind(row.media), size(words, row.size), by, when].join(" · ")
}

/// Why a file was not attached.
pub fn refused(words: Words, problem: &FileProblem) -> String {
    let text = match problem {
        FileProblem::Empty => EMPTY,
        FileProblem::TooLarge { megabytes } => return words.count((*megabytes).into(), TOO_LARGE, TOO_LARGE),
        FileProblem::WrongKind { kind } => match kind.as_str() {
            "program" => PROGRAM,
            "macros" => MACROS,
            "archive" => ARCHIVE,
            "html" => WEB_PAGE,
            "old_office" | "rtf" | "binary_excel" | "office_document" | "open_document" => OLD_FORMAT,
            _ => OTHER,
        },
        // What is told of tables when they are read; a file that is only kept is read no further than to its kind.
        FileProblem::Broken
        | FileProblem::Bomb
        | FileProblem::Encrypted
        | FileProblem::TooManyRows { .. }
        | FileProblem::TooManyColumns { .. }
        | FileProblem::NoRows
        | FileProblem::NoSuchSheet
        | FileProblem::NoSuchHeaderRow
        | FileProblem::OtherColumns
        | FileProblem::WrongEncoding
        | FileProblem::CellTooLong { .. } => DAMAGED,
    };
    words.t(text).to_owned()
}

/// Why a file was not attached, be it for the file or for anything else.
pub fn refusal(words: Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::File(problem) => refused(words, problem),
        Refusal::Busy => words.t(BUSY).to_owned(),
        other => super::refusal::refusal(words, other),
    }
}

/// What came of an upload: how many files were attached, and why others were not.
pub fn outcome(words: Words, attached: u64, failed: &[(String, String)]) -> String {
    let done = (attached > 0).then(|| words.count(attached, ATTACHED_ONE, ATTACHED));
    let failed = failed.iter().map(|(name, why)| match name.as_str() {
        "" => why.clone(),
        name => words.with(NOT_ATTACHED, &[("name", name), ("why", why)]),
    });
    let said: Vec<String> = done.into_iter().chain(failed).collect();
    if said.is_empty() { words.t(NO_FILE).to_owned() } else { words.sentences(&said) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Language;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        for (bytes, en, fr) in [
            (1, "1 B", "1 o"),
            (1_023, "1,023 B", "1 023 o"),
            (1_024, "1 kB", "1 ko"),
            (1_536, "1.5 kB", "1,5 ko"),
            (2_516_582, "2.4 MB", "2,4 Mo"),
            (104_857_600, "100 MB", "100 Mo"),
        ] {
            assert_eq!(size(Words(Language::En), bytes), en);
            assert_eq!(size(Words(Language::Fr), bytes).replace('\u{202f}', " "), fr);
        }
    }

    #[test]
    fn what_came_of_an_upload_is_said_file_by_file() {
        let w = Words(Language::En);
        let failed = [("a.exe".to_owned(), refused(w, &FileProblem::WrongKind { kind: "program".into() }))];
        assert_eq!(outcome(w, 2, &failed), "2 files were attached. a.exe: Programs cannot be attached.");
        assert_eq!(outcome(w, 0, &[]), "No file was chosen.");
    }
}
