//! One's own page: name, language, password, browsers.

use super::Words;
use model::session::{Browser, Program, System};

words! {
    YOURSELF: "Yourself", "Vous", "个人信息";
    YOURSELF_TEXT:
        "Your e-mail address and roles are for an administrator to change.",
        "Votre adresse e-mail et vos rôles sont modifiables par un administrateur.",
        "邮箱和角色由管理员修改。";
    PASSWORD: "Password", "Mot de passe", "密码";
    NO_PASSWORD:
        "In the demonstration people come in by a click; there is no password to change.",
        "Dans la démonstration, on entre d’un clic ; il n’y a pas de mot de passe à modifier.",
        "演示环境点击即可进入，没有需要更改的密码。";
    PRESENT: "Present password", "Mot de passe actuel", "当前密码";
    NEW: "New password", "Nouveau mot de passe", "新密码";
    CHANGE: "Change the password", "Changer de mot de passe", "更改密码";
    CHANGE_TEXT:
        "You stay signed in here; all other browsers are signed out.",
        "Vous restez connecté ici ; tous les autres navigateurs sont déconnectés.",
        "您在此处保持登录，其他浏览器将全部退出。";
    CHANGED: "The password is changed.", "Le mot de passe est modifié.", "密码已更改。";
    BROWSERS: "Where you are signed in", "Où vous êtes connecté", "登录的浏览器";
    BROWSER: "Browser", "Navigateur", "浏览器";
    SINCE: "Signed in", "Connexion", "登录时间";
    LAST_USED: "Last used", "Dernière activité", "最近使用";
    THIS_ONE: "this one", "celui-ci", "当前";
    END: "Sign out", "Déconnecter", "退出";
    END_ALL: "Sign out everywhere, here too", "Se déconnecter partout, ici aussi", "退出所有登录（包括此处）";
    ON: "{program} on {system}", "{program} sous {system}", "{system} 上的 {program}";
    UNKNOWN: "Unknown browser", "Navigateur inconnu", "未知浏览器";
}

const fn program(program: Program) -> &'static str {
    match program {
        Program::Edge => "Edge",
        Program::Opera => "Opera",
        Program::SamsungInternet => "Samsung Internet",
        Program::Firefox => "Firefox",
        Program::Chrome => "Chrome",
        Program::Safari => "Safari",
    }
}

const fn system(system: System) -> &'static str {
    match system {
        System::Android => "Android",
        System::HarmonyOs => "HarmonyOS",
        System::Iphone => "iPhone",
        System::Ipad => "iPad",
        System::Windows => "Windows",
        System::MacOs => "macOS",
        System::Linux => "Linux",
    }
}

/// A browser by its name and what it runs on: `Firefox on Windows`.
pub fn browser(words: Words, browser: Browser) -> String {
    match (browser.program.map(program), browser.system.map(system)) {
        (Some(program), Some(system)) => words.with(ON, &[("program", program), ("system", system)]),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => words.t(UNKNOWN).to_owned(),
    }
}
