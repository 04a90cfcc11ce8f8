//! How fast each part of the work is: `cargo bench --bench parts`, about a minute; `-- NAME` runs what has NAME in it.
//!
//! Parts of reading and indexing are measured over the letters of corpus/replies and over generated ones, as bytes of
//! recovered text a second, so that their rates can be set against each other. Queries run on an archive made for it;
//! a time there is that of all queries of a kind, `elem/s` are queries a second.
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench fails loudly")]

mod material;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use dafu_search::embedded::reader::Embedded;
use material::{Letters, PARTS, WAYS};

/// Letters of the archive that is searched: the mix has few hits in fewer.
const ARCHIVE: usize = 1000;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(10)
        .configure_from_args();
    reading(&mut criterion);
    searching(&mut criterion);
    criterion.final_summary();
}

fn reading(criterion: &mut Criterion) {
    let sets = [("replies", Letters::replies()), ("generated", Letters::generated(100))];
    for (name, part) in PARTS {
        let mut group = criterion.benchmark_group(*name);
        for (set, letters) in &sets {
            group.throughput(Throughput::Bytes(letters.bytes));
            group.bench_function(*set, |bencher| bencher.iter(|| part(letters)));
        }
        group.finish();
    }
}

fn searching(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = material::archive(folder.path(), ARCHIVE).index_dir();
    criterion.bench_function("open", |bencher| bencher.iter(|| Embedded::open(&path).unwrap()));
    let index = Embedded::open(&path).unwrap();
    for (kind, requests) in material::requests() {
        let mut group = criterion.benchmark_group(kind);
        group.throughput(Throughput::Elements(requests.len() as u64));
        for (name, way) in WAYS {
            group.bench_with_input(BenchmarkId::from_parameter(name), &requests, |bencher, requests| {
                bencher.iter(|| requests.iter().for_each(|request| way(&index, request)));
            });
        }
        group.finish();
    }
}
