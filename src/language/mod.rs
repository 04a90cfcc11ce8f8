//! In which language people are spoken to, and the words of it.
//!
//! In: what the command line and the environment say; messages, which are codes with values. Out: sentences. The language is
//! chosen once and passed as a value; the catalogue beside this file holds every sentence in both languages. Nothing here
//! prints or reads the environment.

mod catalogue;

use std::ffi::OsStr;

use dafu_words::message::{Message, Value};

/// A language that dafu speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English
    #[default]
    #[value(name = "en")]
    English,
    /// 中文
    #[value(name = "zh")]
    Chinese,
}

/// Variables that name a language, the strongest first.
pub const VARIABLES: [&str; 4] = ["DAFU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

impl Language {
    /// Every one.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The language of a tag such as `zh_CN.UTF-8`, `zh-Hans` or `C`: Chinese, else English.
    pub fn of_tag(tag: &str) -> Language {
        let tag = tag.to_ascii_lowercase();
        let name = tag.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if matches!(name, "zh" | "chinese" | "cmn") { Language::Chinese } else { Language::English }
    }

    /// The language that `--lang` names among arguments, else the first variable that is set, else what the `system` says.
    pub fn chosen(
        arguments: &[impl AsRef<OsStr>],
        variable: impl Fn(&str) -> Option<String>,
        system: impl FnOnce() -> Option<String>,
    ) -> Language {
        let set = || VARIABLES.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
        match flag(arguments) {
            Some(language) => language,
            None => set().or_else(system).map_or_else(Language::default, |tag| Language::of_tag(&tag)),
        }
    }

    /// The sentence of a message. What the catalogue does not know, such as a code that a newer dafu kept, is shown as it is.
    pub fn say(self, message: &Message) -> String {
        catalogue::sentence(self, message)
    }

    /// The words of an entry without values.
    pub fn word(self, code: &'static str) -> String {
        self.say(&Message::new(code))
    }

    /// Several values, one after the other.
    pub fn list(self, values: Vec<Value>) -> String {
        catalogue::list(self, &values)
    }
}

/// The language that `--lang` names, read before anything else: a mistake among the arguments is told in it, too.
fn flag(arguments: &[impl AsRef<OsStr>]) -> Option<Language> {
    let known = |name: &str| <Language as clap::ValueEnum>::from_str(name, false).ok();
    let mut arguments = arguments.iter().map(|argument| argument.as_ref().to_str().unwrap_or_default());
    let mut found = None;
    while let Some(argument) = arguments.next().filter(|argument| *argument != "--") {
        if argument == "--lang" {
            found = arguments.next().and_then(known).or(found);
        } else if let Some(name) = argument.strip_prefix("--lang=") {
            found = known(name).or(found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(arguments: &[&str], set: &[(&str, &str)], system: Option<&str>) -> Language {
        let variable =
            |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Language::chosen(arguments, variable, || system.map(str::to_owned))
    }

    #[test]
    fn the_flag_beats_the_variables_and_these_the_system() {
        use Language::{Chinese, English};
        let all =
            [("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB"), ("LC_ALL", "zh_TW"), ("DAFU_LANG", "en")];
        assert_eq!(chosen(&["search", "--lang", "zh", "x"], &all, None), Chinese);
        assert_eq!(chosen(&["--lang=zh"], &all, None), Chinese);
        assert_eq!(chosen(&["--", "--lang=zh"], &all, None), English);
        assert_eq!(chosen(&[], &all, Some("zh")), English);
        assert_eq!(chosen(&[], &all[..3], None), Chinese);
        assert_eq!(chosen(&[], &all[..2], None), English);
        assert_eq!(chosen(&[], &all[..1], None), Chinese);
        assert_eq!(chosen(&[], &[("LANG", ""), ("LC_ALL", "C")], Some("zh")), English);
        assert_eq!(chosen(&[], &[("LANG", "")], Some("zh-Hans-CN")), Chinese);
        assert_eq!(chosen(&["--lang", "xx"], &[], None), English);
    }

    #[test]
    fn a_tag_is_chinese_by_its_first_word() {
        for (tag, chinese) in [
            ("zh", true),
            ("zh_CN.UTF-8", true),
            ("zh-Hant-TW", true),
            ("Chinese_China.936", true),
            ("C", false),
            ("C.UTF-8", false),
            ("POSIX", false),
            ("zha", false),
            ("de_CH", false),
        ] {
            assert_eq!(Language::of_tag(tag) == Language::Chinese, chinese, "{tag}");
        }
    }
}
