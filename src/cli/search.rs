//! `dafu search`.
//!
//! In: flags and a query. Out: an answer, printed. What the flags mean becomes a [`Request`]; many queries at once are
//! `batch`, the proof of an answer is `proof`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::archive::Archive;
use crate::cli::archive::{Opened, open_for_search};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::filters::Filters;
use crate::cli::located::locate;
use crate::cli::outcome::Outcome;
use crate::cli::usage::Wanted;
use crate::cli::{batch, filters, proof};
use crate::render::csv::Table;
use crate::render::mask::Mask;
use crate::render::{LocatedAnswer, people, wire};
use dafu_search::answer::Answer;
use dafu_search::evaluate;
use dafu_search::query;
use dafu_search::query::Query;
use dafu_search::request::{HitTier, MatchMode, Request, Sample, Sort, Within};
use dafu_words::message;

/// Find passages and show them ranked, with citations
///
/// Every passage that holds all terms literally is found; spaces, width, case and traditional forms do not matter.
/// A phrase of several words that stands nowhere as typed is also searched by its words (related by words).
/// With a filter on blocks, letters whose subject or title holds the terms show passages of these blocks that do not
/// (by subject or title).
///
/// A passage that begins or ends inside a sentence is shown with the rest of it, faint or in ［…］.
///
/// In the query: space or 、 between terms, "…" a phrase, -词 excludes, 词 OR 词 alternatives, and filters such as
/// 板块:下步打算 单位:科技厅 协办:教育厅 年:2021..2024 案号:2024D10 文号:安科发 标题:人才 种类:会办 (docs/QUERY.md)
///
/// Examples:
///   dafu search 路演 --in corpus/replies
///   dafu search '博士后 公寓 年:2021..2024'
///   dafu search 科创专员选派 --facets
///   dafu search 成果转化 --block 下步打算 --sort -date --format csv -n 1000 > promises.csv
///   dafu search --literal '主要成效:博士后'
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// What to find
    #[arg(value_name = "QUERY", value_parser = filters::field_names(), hide_possible_values = true)]
    query: Vec<String>,

    /// Find this text as it is: no operator, filter or quote has a meaning in it
    #[arg(long, value_name = "TEXT", conflicts_with = "query")]
    literal: Option<String>,

    /// Search a folder or file without an archive of its own; it is read on the first search and kept in the cache
    #[arg(long = "in", value_name = "PATH", conflicts_with = "archive")]
    inside: Option<PathBuf>,

    /// The unit that must hold all terms
    #[arg(long, value_name = "UNIT", default_value = "paragraph")]
    within: Unit,

    /// all: every term must occur; any: also show passages that hold only some of the words
    #[arg(long = "match", value_name = "MODE", default_value = "all")]
    mode: Mode,

    /// Match whole words and whole numbers only (5万元 is not found in 15万元)
    #[arg(long)]
    whole: bool,

    /// What csv, jsonl, --offset and --facets speak of: literal hits, those found by the subject or title of their letter
    /// (with a filter on blocks), or related ones found by words
    #[arg(long, value_name = "TIER", default_value = "literal")]
    tier: Tier,

    /// Order: relevance, date (oldest first), -date (newest first)
    #[arg(long, value_name = "ORDER", default_value = "relevance", allow_hyphen_values = true)]
    sort: Order,

    /// Most passages shown, or all (10; csv and jsonl write all)
    #[arg(long, short = 'n', value_name = "N", value_parser = limit)]
    limit: Option<usize>,

    /// Passages passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Draw so many of all hits at random; totals and facets speak of all
    #[arg(long, value_name = "N", conflicts_with_all = ["limit", "offset", "batch"])]
    sample: Option<usize>,

    /// What --sample depends on: the same seed draws the same passages, in whatever order letters were indexed
    #[arg(long, value_name = "SEED", default_value_t = 0, requires = "sample")]
    seed: u64,

    /// Only tell how many passages and letters there are (text, json)
    #[arg(long, conflicts_with_all = ["sample", "batch"])]
    count: bool,

    /// Show the whole paragraph around each passage
    #[arg(long)]
    context: bool,

    /// Count blocks, units and years over all hits
    #[arg(long)]
    facets: bool,

    /// Show how each score came about
    #[arg(long)]
    explain: bool,

    /// Prove the answer complete by reading every letter again
    #[arg(long)]
    verify: bool,

    /// Search page furniture and printed originals of proposals, too
    #[arg(long)]
    include: bool,

    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Answer many queries: JSON lines with id and text; as JSON lines (text, jsonl), json, csv or trec
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "literal"])]
    batch: Option<PathBuf>,

    #[command(flatten)]
    filters: Filters,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    Item,
    Paragraph,
    Block,
    Section,
    Reply,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mode {
    All,
    Any,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tier {
    Literal,
    Subject,
    Related,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    Relevance,
    Date,
    #[value(name = "-date")]
    Newest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
    Trec,
}

/// How many passages are shown where nothing else is said.
const USUAL: usize = 10;
/// What `all` stands for.
const ALL: usize = usize::MAX;

/// Reads a number of passages, or all.
fn limit(typed: &str) -> Result<usize, Wanted> {
    if typed == "all" {
        return Ok(ALL);
    }
    typed.parse().map_err(|_| Wanted(message!("usage_wants_passages")))
}

impl Args {
    /// Most passages shown.
    fn limit(&self) -> usize {
        if self.count {
            return 0;
        }
        if let Some(size) = self.sample {
            return size;
        }
        self.limit.unwrap_or(if self.batch.is_none() && self.streams() { ALL } else { USUAL })
    }

    /// True when hits are written one after the other and need not be held at once.
    fn streams(&self) -> bool {
        matches!(self.format, Format::Csv | Format::Jsonl)
    }

    /// True when a folder is read first.
    pub(crate) fn reads_files(&self) -> bool {
        self.inside.is_some()
    }

    fn query(&self) -> (String, Query) {
        let (typed, mut query) = match &self.literal {
            Some(text) => (text.clone(), query::literal(text)),
            None => {
                let typed = self.query.join(" ");
                let query = query::parse(&typed);
                (typed, query)
            }
        };
        query.filters.extend(self.filters.filters().to_vec());
        (typed, query)
    }

    fn request(&self, query: Query) -> Request {
        Request {
            within: Within::ALL[self.within as usize],
            match_mode: match self.mode {
                Mode::All => MatchMode::All,
                Mode::Any => MatchMode::Any,
            },
            tier: match self.tier {
                Tier::Literal => HitTier::Literal,
                Tier::Subject => HitTier::Subject,
                Tier::Related => HitTier::Related,
            },
            whole: self.whole,
            include_furniture: self.include,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Date => Sort::Date,
                Order::Newest => Sort::DateDescending,
            },
            limit: self.limit(),
            offset: self.offset,
            facets: self.facets,
            explain: self.explain,
            sample: self.sample.map(|size| Sample { size, seed: self.seed }),
            context: self.context,
            ..Request::new(query)
        }
    }
}

/// Opens the archive, answers, prints.
pub(crate) fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    if let Some(file) = &args.batch {
        let request = args.request(Query { filters: args.filters.filters().to_vec(), ..Query::default() });
        let opened = open_for_search(ctx, args.inside.as_deref())?;
        let form = match args.format {
            Format::Json => batch::Form::Json,
            Format::Text | Format::Jsonl => batch::Form::Jsonl,
            Format::Csv => batch::Form::Csv,
            Format::Trec => batch::Form::Trec,
        };
        return batch::run(file, &request, form, &opened, ctx);
    }
    let (typed, query) = args.query();
    if query.is_empty() {
        for note in &query.notes {
            ctx.note(&note.message());
        }
        return Err(CliError::new(message!("error_nothing_to_search")).hint(message!("hint_search")));
    }
    if args.format == Format::Trec {
        return Err(CliError::new(message!("error_trec")).hint(message!("hint_trec")));
    }
    let mut request = args.request(query);
    if request.tier == HitTier::Subject && !request.seeks_by_subject() {
        return Err(CliError::new(message!("error_tier_subject")).hint(message!("hint_tier_subject")));
    }
    if args.count && !matches!(args.format, Format::Text | Format::Json) {
        return Err(CliError::new(message!("error_count_format")).hint(message!("hint_count")));
    }
    if args.sample.is_some() && request.tier == HitTier::Subject {
        return Err(CliError::new(message!("error_sample_subject")).hint(message!("hint_sample")));
    }
    let opened = open_for_search(ctx, args.inside.as_deref())?;
    if ctx.mask == Mask::Off && opened.archive.is_masked()? {
        ctx.note(&message!("search_masked"));
    }
    request.only.clone_from(&opened.only);
    request.widen =
        (args.format != Format::Csv && args.sample.is_none()) || matches!(args.tier, Tier::Related);
    let held = Request { limit: if args.streams() { 0 } else { request.limit }, ..request.clone() };
    let answer = evaluate::answer(&opened.backend, &held)?;
    for note in &answer.notes {
        ctx.note(&note.message());
    }
    show(args, &typed, &request, &answer, &opened, ctx)?;
    if let Some(Sample { size, seed }) = request.sample {
        let total = answer.of(request.tier).total;
        let drawn = total.min(size as u64);
        ctx.note(&message!("search_sampled", drawn = drawn, total = total, seed = seed));
    } else {
        say_what_is_cut(args, &request, &answer, ctx);
    }
    if let Some(zero) = &answer.zero {
        ctx.say(&message!("search_nothing"));
        for line in people::zero(zero) {
            ctx.detail(&line);
        }
    }
    if args.verify {
        proof::prove(&request, &Archive::open(opened.archive.dir())?, &opened.backend, ctx)?;
    }
    let found = answer.literal.total + answer.subject.total + answer.related.total > 0;
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

/// Tells a reader of data that there is more; the text says so itself.
fn say_what_is_cut(args: &Args, request: &Request, answer: &Answer, ctx: &mut Context<'_>) {
    let total = answer.of(request.tier).total;
    let end = request.offset.saturating_add(request.limit) as u64;
    if !args.count && args.format != Format::Text && end < total {
        let written = end - request.offset as u64;
        ctx.note(&message!("search_written", written = written, total = total));
    }
}

/// Prints an answer in the form that was asked for.
fn show(
    args: &Args,
    typed: &str,
    request: &Request,
    answer: &Answer,
    opened: &Opened,
    ctx: &mut Context<'_>,
) -> Result<(), CliError> {
    match args.format {
        Format::Text => {
            let text = match args.count {
                true => people::counts(answer, ctx.layout.language),
                false => people::answer(answer, &located(opened, answer)?, args.sample.is_some(), ctx.layout),
            };
            ctx.out.write_all(text.as_bytes())?;
        }
        Format::Json => {
            let document = wire::search::document(
                typed,
                request,
                answer,
                &located(opened, answer)?,
                ctx.layout.language,
            );
            ctx.document(document)?;
        }
        Format::Jsonl => {
            ctx.line(wire::search::header(typed, request, answer, ctx.layout.language))?;
            evaluate::each(&opened.backend, request, |hits| -> Result<(), CliError> {
                let located = locate(opened, &hits)?;
                located.iter().try_for_each(|located| ctx.line(wire::search::hit(located)))
            })?;
        }
        Format::Csv | Format::Trec => {
            let mut table = Table::new(ctx.out, &wire::search::columns().collect::<Vec<_>>(), ctx.mask)?;
            evaluate::each(&opened.backend, request, |hits| -> Result<(), CliError> {
                let located = locate(opened, &hits)?;
                located.iter().try_for_each(|located| Ok(table.row(wire::search::row(located))?))
            })?;
            table.finish()?;
        }
    }
    Ok(())
}

/// The hits of an answer with the files that they stand in.
fn located<'a>(opened: &Opened, answer: &'a Answer) -> Result<LocatedAnswer<'a>, CliError> {
    Ok(LocatedAnswer {
        literal: locate(opened, &answer.literal.hits)?,
        subject: locate(opened, &answer.subject.hits)?,
        related: locate(opened, &answer.related.hits)?,
        partial: locate(opened, &answer.partial)?,
    })
}
