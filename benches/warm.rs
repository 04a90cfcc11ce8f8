//! How fast an open archive answers: `warm ARCHIVE MIX` prints a line of JSON a query of the mix (benches/mix.tsv).
//!
//! Milliseconds of each pass, three ways: `ids` all hits' addresses and so their exact number; `ten` the best ten with
//! text, highlights and the number of all; `asked` the same as the command line asks, related passages included.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench says what it measured and fails loudly"
)]

use std::time::Instant;

use dafu::archive::Archive;
use dafu_search::embedded::reader::Embedded;
use dafu_search::evaluate::{answer, matching};
use dafu_search::query::parse;
use dafu_search::request::Request;

const PASSES: usize = 5;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [archive, mix] = &given[..] else { panic!("usage: warm ARCHIVE MIX") };
    let opened = Archive::open(std::path::Path::new(archive)).unwrap();
    let index = Embedded::open(&opened.index_dir()).unwrap();
    let mix = std::fs::read_to_string(mix).unwrap();
    let queries: Vec<(&str, &str)> = mix.lines().skip(1).map(|line| line.split_once('\t').unwrap()).collect();
    let mut rows: Vec<Row> = queries.iter().map(|_| Row::default()).collect();
    // The first pass warms up.
    for pass in 0..=PASSES {
        for (row, (kind, rest)) in rows.iter_mut().zip(&queries) {
            let typed = rest.split('\t').next().unwrap();
            let asked = Request { facets: *kind == "faceted", ..Request::new(parse(typed)) };
            let ten = Request { widen: false, ..asked.clone() };
            let started = Instant::now();
            row.total = matching(&index, &ten).unwrap().len();
            let ids = started.elapsed();
            answer(&index, &ten).unwrap();
            let texts = started.elapsed();
            answer(&index, &asked).unwrap();
            let all = started.elapsed();
            if pass > 0 {
                let steps = [ids, texts - ids, all - texts];
                for (times, step) in [&mut row.ids, &mut row.ten, &mut row.asked].into_iter().zip(steps) {
                    times.push(step.as_secs_f64() * 1e3);
                }
            }
        }
    }
    for (row, (kind, rest)) in rows.iter().zip(&queries) {
        let (typed, literal) = rest.split_once('\t').unwrap();
        println!(
            "{}",
            serde_json::json!({
                "kind": kind, "query": typed, "literal": literal, "total": row.total,
                "ids": row.ids, "ten": row.ten, "asked": row.asked,
            })
        );
    }
}

/// What was measured of a query.
#[derive(Default)]
struct Row {
    total: usize,
    ids: Vec<f64>,
    ten: Vec<f64>,
    asked: Vec<f64>,
}
