//! The command line in the language of its user: help, and what is wrong with arguments.
//!
//! In: arguments, a language. Out: the command that they call for, or why they call for none. English help is that of the
//! `Args` of each command; Chinese help stands in the catalogue, under the command's and the argument's names.

use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, FromArgMatches};

use crate::cli::Cli;
use crate::cli::context::protect_exclusion;
use crate::cli::error::{CliError, usage_code};
use crate::cli::filters::chinese_name;
use crate::language::Language;
use crate::render::wrap::wrap;
use dafu_words::message;
use dafu_words::message::{Message, Value};

/// Columns before the help of an argument that stands below it, and of one that stands beside it.
const BELOW: usize = 10;
const BESIDE: usize = 26;

/// What a value should have been; the reason that a reader of values gives.
#[derive(Clone, Debug)]
pub(crate) struct Wanted(pub Message);

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Wanted {}

/// Why arguments call for no command.
#[derive(Debug)]
pub enum Refused {
    /// Help or the version was asked for; how it looks, and the exit code.
    Shown(clap::Error, u8),
    /// There is a mistake in them.
    Mistaken(CliError),
}

/// The command that `arguments`, the program's name first, call for.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
    width: usize,
) -> Result<Cli, Refused> {
    let arguments: Vec<OsString> = arguments.into_iter().map(protect_exclusion).collect();
    let parsed = Cli::command().try_get_matches_from(&arguments);
    let error = match parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    // Only now, as most runs need no help: the same mistake, or the help, in the user's language.
    let error = match error.kind() {
        ErrorKind::DisplayVersion => error,
        _ => command(language, width).try_get_matches_from(&arguments).err().unwrap_or(error),
    };
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let code = usage_code(&error);
            Err(Refused::Shown(error, code))
        }
        _ => Err(Refused::Mistaken(mistake(&error, &arguments))),
    }
}

/// What is wrong with arguments.
fn mistake(error: &clap::Error, arguments: &[OsString]) -> CliError {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(" "),
        _ => String::new(),
    };
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => message!("usage_no_value", argument = argument),
        ErrorKind::InvalidValue => message!("usage_bad_value", argument = argument, value = value),
        ErrorKind::ValueValidation => {
            message!("usage_refused_value", argument = argument, value = value, wanted = wanted(error))
        }
        ErrorKind::UnknownArgument => message!("usage_unknown_argument", argument = argument),
        ErrorKind::InvalidSubcommand => {
            message!("usage_unknown_command", name = named(ContextKind::InvalidSubcommand))
        }
        ErrorKind::ArgumentConflict => {
            let prior = named(ContextKind::PriorArg);
            match prior == argument || prior.is_empty() {
                true => message!("usage_twice", argument = argument),
                false => message!("usage_conflict", argument = argument, other = prior),
            }
        }
        ErrorKind::MissingRequiredArgument => message!("usage_missing", arguments = argument),
        ErrorKind::MissingSubcommand => message!("usage_no_command"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            message!("usage_number_of_values", argument = argument)
        }
        ErrorKind::NoEquals => message!("usage_no_equals", argument = argument),
        ErrorKind::InvalidUtf8 => message!("usage_not_utf8"),
        _ => message!("usage_other", words = error.to_string()),
    };
    CliError::new(what).hint(advice(error, arguments))
}

/// What a value should have been.
fn wanted(error: &clap::Error) -> Message {
    let source = std::error::Error::source(error);
    match source.and_then(|source| source.downcast_ref::<Wanted>()) {
        Some(Wanted(wanted)) => wanted.clone(),
        None => message!("usage_wants_number"),
    }
}

/// What is near, what is possible, else the help of the command.
fn advice(error: &clap::Error, arguments: &[OsString]) -> Message {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.iter().find_map(|&kind| match error.get(kind)? {
        ContextValue::String(name) => Some(name.clone()),
        ContextValue::Strings(names) => names.first().cloned(),
        _ => None,
    });
    let possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => Some(values.clone()),
        _ => None,
    };
    match (near, possible) {
        (Some(near), _) => message!("usage_near", name = near),
        (None, Some(values)) => message!("usage_possible", values = values),
        (None, None) => {
            let command = Cli::command();
            let names = |name: &&str| command.find_subcommand(name).is_some();
            let named = arguments.iter().filter_map(|argument| argument.to_str()).find(names);
            let help = named.map_or("dafu --help".to_owned(), |name| format!("dafu {name} --help"));
            message!("usage_help", command = help)
        }
    }
}

/// The command line with its help in `language`, for terminals of so many columns.
pub fn command(language: Language, width: usize) -> Command {
    let mut command = Cli::command().term_width(width);
    let speech = Speech { language, width };
    if language == Language::Chinese {
        command.build();
        return spoken("", command, &speech);
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    // Each in turn, as one that is changed goes to the end.
    for name in names {
        command = command.mut_subcommand(name, |sub| {
            sub.mut_args(|arg| match arg.get_help_heading() {
                Some(_) => {
                    let help = speech.field(arg.get_id().as_str());
                    arg.help(help)
                }
                None => arg,
            })
        });
    }
    command
}

/// True for what lists commands, beside a few arguments.
fn is_overview(name: &str) -> bool {
    name.is_empty() || is_help(name)
}

/// True for the command that explains others: `help`, `quarantine help`.
fn is_help(name: &str) -> bool {
    name == "help" || name.ends_with("_help")
}

/// The name of a command below another one: `quarantine_list`.
fn joined(name: &str, below: &str) -> String {
    if name.is_empty() { below.to_owned() } else { format!("{name}_{below}") }
}

/// In which language, and how wide.
struct Speech {
    language: Language,
    width: usize,
}

impl Speech {
    fn word(&self, code: String) -> String {
        self.language.say(&Message::new(code))
    }

    /// A heading or name for clap, which wants such as long as the program runs: it shows help and ends.
    fn name(&self, code: &str) -> &'static str {
        Box::leak(self.word(code.to_owned()).into_boxed_str())
    }

    /// The help of a field's flag.
    fn field(&self, name: &str) -> String {
        format!("{}: {}", chinese_name(name), self.word(format!("field_{name}")))
    }

    /// The help of the command `name`.
    fn help(&self, name: &str) -> String {
        self.word(match name {
            "" => "help_dafu".to_owned(),
            other if is_help(other) => "help_help".to_owned(),
            other => format!("help_{other}"),
        })
    }

    /// Its first line.
    fn about(&self, name: &str) -> String {
        self.lines(self.help(name).lines().next().unwrap_or_default(), self.width)
    }

    /// Lines that fit; those that show a command stay as they are.
    fn lines(&self, text: &str, width: usize) -> String {
        let fitted = |line: &str| match line.starts_with(' ') {
            true => line.to_owned(),
            false => wrap(line, &[], "", width),
        };
        text.lines().map(fitted).collect::<Vec<_>>().join("\n")
    }
}

/// The command `name` (empty: dafu itself; `quarantine_list` below another one) and those below it, with help from the catalogue.
fn spoken(name: &str, command: Command, speech: &Speech) -> Command {
    let text = speech.help(name);
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let commands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .about(speech.about(name))
        .long_about(speech.lines(&text, speech.width))
        .next_line_help(!is_overview(name))
        .subcommand_help_heading(speech.name("usage_commands"))
        .subcommand_value_name(speech.name("usage_name_COMMAND"))
        .help_template(format!(
            "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
            speech.name("usage_usage")
        ));
    for id in ids {
        command = command.mut_arg(&id, |arg| argument(name, arg, speech));
    }
    for below in commands {
        command = command.mut_subcommand(&below, |sub| match is_help(name) {
            // Those that `help` explains are told in a line.
            true => {
                let explained = name.strip_suffix("help").unwrap_or_default().trim_end_matches('_');
                sub.about(speech.about(&joined(explained, &below)))
            }
            false => spoken(&joined(name, &below), sub, speech),
        });
    }
    let usage = command.render_usage().to_string().replace("[OPTIONS]", speech.name("usage_options_short"));
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    command.override_usage(usage)
}

/// An argument with its help, what its value is called, which values it takes.
fn argument(command: &str, arg: Arg, speech: &Speech) -> Arg {
    let id = arg.get_id().to_string();
    let id = id.as_str();
    let is_field = arg.get_help_heading().is_some();
    let mut help = match (is_field, id) {
        (true, field) => speech.field(field),
        (false, "archive" | "color" | "lang" | "unmask" | "help" | "version") => {
            speech.word(format!("help_all_{id}"))
        }
        (false, own) => speech.word(format!("help_{command}_{own}")),
    };
    let takes_values = arg.get_action().takes_values();
    let indent = if is_overview(command) { BESIDE } else { BELOW };
    let texts = |values: Vec<String>| Value::from(values);
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes_values && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        help += &speech.language.say(&message!("usage_default", values = texts(defaults)));
    }
    let possible: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if takes_values && !possible.is_empty() && !arg.is_hide_possible_values_set() {
        help += &speech.language.say(&message!("usage_values", values = texts(possible)));
    }
    let called = match arg.get_value_names() {
        Some([name, ..]) => name.to_string(),
        _ => id.to_ascii_uppercase(),
    };
    let heading = match (is_field, arg.is_positional()) {
        (true, _) => "usage_filters",
        (false, true) => "usage_arguments",
        (false, false) => "usage_options",
    };
    let arg = arg
        .help(speech.lines(&help, speech.width.saturating_sub(indent)))
        .long_help(None::<&str>)
        .help_heading(speech.name(heading))
        .hide_default_value(true)
        .hide_possible_values(true);
    if takes_values { arg.value_name(speech.name(&format!("usage_name_{called}"))) } else { arg }
}
