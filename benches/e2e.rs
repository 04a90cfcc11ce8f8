//! End to end: letters in files → a committed archive → queries. `DAFU_BENCH_LETTERS` sets the size (default 1000).
//!
//! Prints MB/s of indexing and the latency of queries by kind, each as median and 99th percentile, beside a literal
//! scan of the same text in memory, so that figures can be read as ratios on any machine.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench says what it measured and fails loudly"
)]

#[path = "letters.rs"]
mod letters;

use std::time::{Duration, Instant};

use dafu::archive;
use dafu::archive::Archive;
use dafu::archive::ingest::{self, Options};
use dafu_search::backend::Backend;
use dafu_search::embedded::reader::Embedded;
use dafu_search::evaluate::answer;
use dafu_search::query::parse;
use dafu_search::request::Request;
use dafu_words::fold::fold_str;

const QUERIES: &[(&str, &[&str])] = &[
    ("rare literal", &["曦工信提复〔2020〕11号", "曹雁樾", "轮训指引", "5120万元"]),
    ("common literal", &["持续", "农业农村", "主要成效", "下步打算"]),
    ("phrase", &["养老服务能力提升", "家庭医生签约", "博士后公寓"]),
    ("two terms", &["博士后 路演", "养老 试点", "托位供给 2023年"]),
    ("filtered", &["路演 板块:下步打算", "博士后 年:2021..2023", "试点 单位:科技厅"]),
    ("by its words", &["养老服务平台建设", "技术经理人培养", "古树保护资金"]),
    ("single character", &["桥", "水", "路"]),
];

fn main() {
    let count = std::env::var("DAFU_BENCH_LETTERS").ok().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("letters");
    let mut bytes = 0;
    let mut texts = Vec::new();
    for number in 0..count {
        let path = folder.join(format!("{:03}", number / 1000)).join(format!("{number:07}.txt"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = letters::letter(7, number);
        bytes += text.len();
        std::fs::write(path, &text).unwrap();
        texts.push(fold_str(&text));
    }
    let dir = root.path().join(".dafu");
    archive::create(&dir).unwrap();
    let options = Options { paths: vec![folder], ..Options::default() };
    let started = Instant::now();
    ingest::run(&dir, &options, &mut |_| {}).unwrap();
    let indexing = started.elapsed();
    let megabytes = bytes as f64 / 1e6;
    let opened = Archive::open(&dir).unwrap();
    let index = Embedded::open(&opened.index_dir()).unwrap();
    println!("{count} letters, {megabytes:.1} MB, {} passages", index.live());
    println!(
        "index        {:>8.2} MB/s   {:.2} s",
        megabytes / indexing.as_secs_f64(),
        indexing.as_secs_f64()
    );
    let again = Instant::now();
    ingest::run(&dir, &options, &mut |_| {}).unwrap();
    println!("index again  {:>8.3} s for {count} unchanged files", again.elapsed().as_secs_f64());
    let size = folder_size(&opened.index_dir());
    println!("index size   {:>8.2} x the text", size as f64 / bytes as f64);

    let scanned = Instant::now();
    let found = texts.iter().filter(|text| text.contains("农业农村")).count();
    let scan = scanned.elapsed();
    println!("scan         {:>8.3} ms in memory ({found} letters)", scan.as_secs_f64() * 1e3);
    answer(&index, &Request::new(parse("养老服务平台建设"))).unwrap();
    for (kind, queries) in QUERIES {
        let mut times: Vec<Duration> = Vec::new();
        let mut total = 0;
        for typed in queries.iter().cycle().take(60) {
            let request = Request::new(parse(typed));
            let started = Instant::now();
            total += answer(&index, &request).unwrap().literal.total;
            times.push(started.elapsed());
        }
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{kind:<18} p50 {:>8.3} ms   p99 {:>8.3} ms   {:>7.2} x the scan   {:>8} hits",
            at(0.5),
            at(0.99),
            at(0.5) / (scan.as_secs_f64() * 1e3),
            total / 60
        );
    }
}

fn folder_size(folder: &std::path::Path) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}
