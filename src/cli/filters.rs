//! Filters as flags: `--unit 科技厅` says what `单位:科技厅` says in a query.
//!
//! In: the table of fields and the flags given. Out: the query's filters. There is a flag for each field of the table
//! that names one; how values are read is the search's.

use std::sync::LazyLock;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, Error, FromArgMatches};

use dafu_letters::reply::model::{BlockKind, ReplyKind};
use dafu_search::query::Filter;
use dafu_search::query::fields::{FIELDS, Field, named};

/// Filters that were given as flags.
#[derive(Clone, Debug, Default)]
pub struct Filters(Vec<Filter>);

impl Filters {
    /// As the query's filters.
    pub fn filters(&self) -> &[Filter] {
        &self.0
    }
}

/// What a field is called in Chinese.
pub(crate) fn chinese_name(name: &str) -> &'static str {
    named(name).map_or("", |field| field.aliases.first().unwrap_or(&field.name))
}

/// The flag of a field, if it has one; its help is added where help is shown.
fn flag(field: &'static Field) -> Option<Arg> {
    let arg = Arg::new(field.name).long(field.name).value_name(field.flag?).action(ArgAction::Append);
    Some(arg.hide_possible_values(true).value_parser(Offered(fixed(field))))
}

/// Values of a field that shells offer, where there is a fixed list of them.
fn fixed(field: &Field) -> Vec<&'static str> {
    match field.name {
        "block" => BlockKind::all().filter(|kind| !kind.is_frame()).map(BlockKind::zh).collect(),
        "kind" => ReplyKind::ALL.iter().map(|kind| kind.zh()).collect(),
        "level" => vec!["national", "province", "city", "county", "township"],
        _ => Vec::new(),
    }
}

/// `unit:`, `单位:` of every field.
static PREFIXES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = FIELDS.iter().flat_map(|field| [Some(&field.name), field.aliases.first()]);
    names.flatten().map(|name| format!("{name}:")).collect()
});

/// The fields that a query can name, as shells offer them.
pub(crate) fn field_names() -> Offered {
    Offered(PREFIXES.iter().map(String::as_str).collect())
}

/// Reads any text; shells offer the values.
#[derive(Clone)]
pub(crate) struct Offered(Vec<&'static str>);

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        (!self.0.is_empty()).then(|| Box::new(self.0.iter().copied().map(PossibleValue::new)) as Box<_>)
    }
}

impl clap::Args for Filters {
    fn augment_args(command: Command) -> Command {
        let heading = "Filters (repeat one for alternatives)";
        command.next_help_heading(heading).args(FIELDS.iter().filter_map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Filters::augment_args(command)
    }
}

impl FromArgMatches for Filters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Filters, Error> {
        let mut filters = Vec::new();
        for field in FIELDS.iter().filter(|field| field.flag.is_some()) {
            let values = matches.get_many::<String>(field.name).into_iter().flatten();
            filters.extend(values.map(|value| Filter { field, value: value.clone(), negated: false }));
        }
        Ok(Filters(filters))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Filters::from_arg_matches(matches)?;
        Ok(())
    }
}
