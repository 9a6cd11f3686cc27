//! Signed-in browsers, as their owners recognise them.

use serde::{Deserialize, Serialize};

/// What a browser says of itself, as far as a person can use it to tell one from another. Browsers claim to be each
/// other for compatibility, so that the more particular name is looked for first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// The program.
    pub program: Option<Program>,
    /// What it runs on.
    pub system: Option<System>,
}

/// A browser by its maker's name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    /// Microsoft's.
    Edge,
    /// Opera's.
    Opera,
    /// Samsung's.
    SamsungInternet,
    /// Mozilla's.
    Firefox,
    /// Google's, and others made from it.
    Chrome,
    /// Apple's.
    Safari,
}

/// An operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Google's for phones and tablets.
    Android,
    /// Huawei's.
    HarmonyOs,
    /// Apple's for phones.
    Iphone,
    /// Apple's for tablets.
    Ipad,
    /// Microsoft's.
    Windows,
    /// Apple's for computers.
    MacOs,
    /// Linux.
    Linux,
}

impl Browser {
    /// Reads the line that a browser sends with every request (`User-Agent`).
    pub fn from_agent(agent: &str) -> Self {
        let programs = [
            ("Edg", Program::Edge),
            ("OPR/", Program::Opera),
            ("SamsungBrowser/", Program::SamsungInternet),
            ("Firefox/", Program::Firefox),
            ("FxiOS/", Program::Firefox),
            ("Chrome/", Program::Chrome),
            ("CriOS/", Program::Chrome),
            ("Safari/", Program::Safari),
        ];
        let systems = [
            ("HarmonyOS", System::HarmonyOs),
            ("Android", System::Android),
            ("iPhone", System::Iphone),
            ("iPad", System::Ipad),
            ("Windows", System::Windows),
            ("Mac OS", System::MacOs),
            ("Macintosh", System::MacOs),
            ("Linux", System::Linux),
            ("X11", System::Linux),
        ];
        Self {
            program: programs.into_iter().find_map(|(sign, program)| agent.contains(sign).then_some(program)),
            system: systems.into_iter().find_map(|(sign, system)| agent.contains(sign).then_some(system)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart_although_they_claim_to_be_each_other() {
        for (agent, program, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some(Program::Firefox),
                Some(System::Linux),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
                Some(Program::Edge),
                Some(System::Windows),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
                Some(Program::Chrome),
                Some(System::Android),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
                Some(Program::Safari),
                Some(System::Iphone),
            ),
            ("curl/8.0", None, None),
            ("", None, None),
        ] {
            assert_eq!(Browser::from_agent(agent), Browser { program, system }, "{agent}");
        }
    }
}
