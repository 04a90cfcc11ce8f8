//! `dafu search`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::archive::Archive;
use crate::cli::archive::{locate, open_for_search};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::filters::Filters;
use crate::cli::{Outcome, batch};
use crate::render::{csv, people, wire};
use dafu_letters::passage::PassageId;
use dafu_search::backend::Backend;
use dafu_search::evaluate;
use dafu_search::query;
use dafu_search::query::Query;
use dafu_search::request::{HitTier, MatchMode, Request, Sort, Within};
use dafu_search::scan::Scan;

/// Find passages and show them ranked, with citations
///
/// Every passage that holds all terms literally is found; spaces, width, case and traditional forms do not matter.
/// A phrase of several words that stands nowhere as typed is also searched by its words (分词相关).
///
/// In the query: space or 、 between terms, "…" a phrase, -词 excludes, 词 OR 词 alternatives, and filters such as
/// 板块:下步打算 单位:科技厅 协办:教育厅 年:2021..2024 案号:2024D10 文号:安科发 标题:人才 种类:会办 (docs/QUERY.md)
///
/// Examples:
///   dafu search 路演 --in corpus/replies
///   dafu search '博士后 公寓 年:2021..2024'
///   dafu search 科创专员选派 --facets
///   dafu search 成果转化 --block 下步打算 --sort -date --format csv > promises.csv
///   dafu search --literal '主要成效:博士后'
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// What to find
    #[arg(value_name = "QUERY")]
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

    /// What totals, csv and jsonl speak of: literal hits, or related ones found by words
    #[arg(long, value_name = "TIER", default_value = "literal")]
    tier: Tier,

    /// Order: relevance, date (oldest first), -date (newest first)
    #[arg(long, value_name = "ORDER", default_value = "relevance", allow_hyphen_values = true)]
    sort: Order,

    /// Most passages shown
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Passages passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

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

    /// Answer many queries: JSON lines with id and text
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

impl Args {
    /// True when a folder is read first.
    pub fn reads_files(&self) -> bool {
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
                Tier::Related => HitTier::Related,
            },
            whole: self.whole,
            include_furniture: self.include,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Date => Sort::Date,
                Order::Newest => Sort::DateDescending,
            },
            limit: self.limit,
            offset: self.offset,
            facets: self.facets,
            explain: self.explain,
            context: self.context,
            ..Request::new(query)
        }
    }
}

/// Opens the archive, answers, prints.
pub fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    if let Some(file) = &args.batch {
        let request = args.request(Query { filters: args.filters.filters().to_vec(), ..Query::default() });
        let opened = open_for_search(ctx, args.inside.as_deref())?;
        return batch::run(file, &request, args.format == Format::Trec, &opened, ctx);
    }
    let (typed, query) = args.query();
    if query.is_empty() {
        for note in &query.notes {
            ctx.say(&format!("note: {note}"));
        }
        return Err(CliError::new("there is nothing to search for")
            .hint("dafu search 路演   (dafu search --help shows the query language)"));
    }
    if args.format == Format::Trec {
        return Err(CliError::new("a TREC run needs many queries")
            .hint("dafu search --batch QUERIES.jsonl --format trec"));
    }
    let opened = open_for_search(ctx, args.inside.as_deref())?;
    let mut request = args.request(query);
    request.only.clone_from(&opened.only);
    request.widen = args.format != Format::Csv || matches!(args.tier, Tier::Related);
    let answer = evaluate::answer(&opened.backend, &request)?;
    for note in &answer.notes {
        ctx.say(&format!("note: {note}"));
    }
    let literal = locate(&opened, &answer.literal.hits)?;
    let related = locate(&opened, &answer.related.hits)?;
    let partial = locate(&opened, &answer.partial)?;
    let speaking = if matches!(args.tier, Tier::Related) { &related } else { &literal };
    match args.format {
        Format::Text => {
            let text = people::answer(&answer, &literal, &related, &partial, ctx.layout);
            ctx.out.write_all(text.as_bytes())?;
        }
        Format::Json => {
            let document = wire::search::document(&typed, &request, &answer, &literal, &related, &partial);
            serde_json::to_writer_pretty(&mut *ctx.out, &document)?;
            writeln!(ctx.out)?;
        }
        Format::Jsonl => {
            writeln!(ctx.out, "{}", wire::search::header(&typed, &request, &answer))?;
            for located in speaking {
                writeln!(ctx.out, "{}", wire::search::hit(located))?;
            }
        }
        Format::Csv | Format::Trec => ctx.out.write_all(&csv::hits(speaking)?)?,
    }
    if let Some(zero) = &answer.zero {
        for line in people::zero(zero) {
            ctx.say(&line);
        }
    }
    if args.verify {
        verify(&request, &Archive::open(opened.archive.dir())?, &opened.backend, ctx)?;
    }
    let found = answer.literal.total + answer.related.total > 0;
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

/// Replies that are scanned at a time.
const CHUNK: usize = 200;

/// Holds the answer against a scan of every stored letter.
fn verify(
    request: &Request,
    archive: &Archive,
    backend: &dyn Backend,
    ctx: &mut Context<'_>,
) -> Result<(), CliError> {
    let found = evaluate::matching(backend, request)?;
    let mut indexed: Vec<PassageId> = found.iter().map(|&address| backend.id(address)).collect();
    indexed.sort_unstable();
    let mut scanned: Vec<PassageId> = Vec::new();
    let ids: Vec<_> = archive.replies()?.into_iter().map(|reply| reply.id).collect();
    for chunk in ids.chunks(CHUNK) {
        let mut records = Vec::with_capacity(chunk.len());
        for &id in chunk {
            records.push(archive.record(id)?);
        }
        let scan = Scan::new(records);
        let matching = evaluate::matching(&scan, request)?;
        scanned.extend(matching.iter().map(|&address| scan.id(address)));
    }
    scanned.sort_unstable();
    let missing: Vec<&PassageId> = scanned.iter().filter(|id| indexed.binary_search(id).is_err()).collect();
    let extra: Vec<&PassageId> = indexed.iter().filter(|id| scanned.binary_search(id).is_err()).collect();
    let agreed = scanned.len() - missing.len();
    ctx.say(&format!("verified: {agreed}/{} passages, {} letters read", scanned.len(), ids.len()));
    if missing.is_empty() && extra.is_empty() {
        return Ok(());
    }
    for id in &missing {
        ctx.say(&format!("  not in the answer: {id}"));
    }
    for id in &extra {
        ctx.say(&format!("  in the answer, not in the letters: {id}"));
    }
    Err(CliError::new("the answer differs from a scan of the letters")
        .hint("dafu verify, then dafu index --rebuild"))
}
