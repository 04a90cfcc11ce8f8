//! Instructions that the hot parts take, counted by valgrind: the same on a busy machine as on an idle one.
//!
//! `cargo bench --bench instructions` prints them a KB of recovered text, or a query; `-- --check FILE`
//! compares with the numbers in FILE and fails if one is more than a tenth higher; its output is such a FILE.
//! Each part runs in a process of its own, once to warm up and once counted. Without valgrind nothing is measured.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    reason = "a bench says what it measured and fails loudly"
)]

mod material;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};

use dafu_search::embedded::reader::Embedded;
use material::{Letters, PARTS, WAYS};

/// Generated letters that are read, beside those of the corpus; and of the archive that is searched.
const LETTERS: usize = 50;
const ARCHIVE: usize = 300;
/// Queries of these kinds are counted.
const KINDS: [&str; 3] = ["rare", "common", "phrase"];
/// A number this many times the committed one is too high.
const TOO_HIGH: f64 = 1.1;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match given[..] {
        ["--count", part, set, index] => count(part, set, Path::new(index)),
        ["--check", committed] => return report(Some(committed)),
        [] => return report(None),
        _ => panic!("usage: instructions [--check FILE]"),
    }
    ExitCode::SUCCESS
}

/// Counts every part, prints, compares.
fn report(committed: Option<&str>) -> ExitCode {
    let Some(valgrind) = version("valgrind") else {
        eprintln!("valgrind is not installed: no instructions counted");
        return ExitCode::SUCCESS;
    };
    let tools = format!("# {}, {valgrind}", version("rustc").unwrap_or_default());
    let known = committed.map(|path| std::fs::read_to_string(path).unwrap());
    if known.as_ref().is_some_and(|known| !known.starts_with(&tools)) {
        eprintln!("{}: counted with other tools than {tools}", committed.unwrap_or_default());
    }
    let known = known.as_deref().map(rows);
    let folder = tempfile::tempdir().unwrap();
    let index = material::archive(folder.path(), ARCHIVE).index_dir();
    let sets = PARTS.iter().flat_map(|(part, _)| ["replies", "generated"].map(|set| (*part, set)));
    let queries = KINDS.iter().flat_map(|kind| WAYS.iter().map(|(way, _)| (*kind, *way)));
    let mut higher = 0;
    println!("{tools}\npart\tof\tper\tinstructions");
    for (part, of) in sets.chain(queries) {
        let (unit, instructions) = in_child(part, of, &index, folder.path());
        let name = format!("{part}\t{of}\t{unit}");
        let before = known.as_ref().and_then(|known| known.get(&*name).copied());
        let change = before.map(|before| instructions as f64 / before as f64);
        let remark = change.map_or(String::new(), |change| format!("\t{:+.1} %", (change - 1.0) * 100.0));
        println!("{name}\t{instructions}{remark}");
        higher += usize::from(change.is_some_and(|change| change > TOO_HIGH));
    }
    if higher > 0 {
        eprintln!(
            "{higher} parts take over a tenth more instructions than {}",
            committed.unwrap_or_default()
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// What a program says of its version, if it is there.
fn version(program: &str) -> Option<String> {
    let said = Command::new(program).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

/// Part, set and unit with its instructions.
fn rows(file: &str) -> BTreeMap<&str, u64> {
    let rows = file.lines().skip(2).filter_map(|line| line.rsplit_once('\t'));
    rows.map(|(name, count)| (name, count.parse().unwrap())).collect()
}

/// Unit of a part and the instructions that one takes.
fn in_child(part: &str, of: &str, index: &Path, folder: &Path) -> (&'static str, u64) {
    let out = folder.join("counted");
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*instructions*counted*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(std::env::current_exe().unwrap())
        .args(["--count", part, of])
        .arg(index)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let (unit, amount) = match &*String::from_utf8(ran.stdout).unwrap() {
        queries if KINDS.contains(&part) => ("query", queries.trim().parse::<f64>().unwrap()),
        bytes => ("KB", bytes.trim().parse::<f64>().unwrap() / 1000.0),
    };
    let counted = std::fs::read_to_string(&out).unwrap();
    let total = counted.lines().find_map(|line| line.strip_prefix("totals: ")).unwrap();
    let total: u64 = total.trim().parse().unwrap();
    assert!(total > 0, "nothing was counted of {part}: is the program stripped of its symbols?");
    (unit, (total as f64 / amount) as u64)
}

/// In the child: does the part twice, prints its bytes or queries.
fn count(part: &str, of: &str, index: &Path) {
    if let Some((_, run)) = PARTS.iter().find(|(name, _)| *name == part) {
        let letters = if of == "replies" { Letters::replies() } else { Letters::generated(LETTERS) };
        run(&letters);
        counted(&|| run(&letters));
        println!("{}", letters.bytes);
    } else {
        let (_, way) = WAYS.iter().find(|(name, _)| *name == of).unwrap();
        let (_, requests) = material::requests().into_iter().find(|(kind, _)| *kind == part).unwrap();
        let index = Embedded::open(index).unwrap();
        let run = || requests.iter().for_each(|request| way(&index, request));
        run();
        counted(&run);
        println!("{}", requests.len());
    }
}

/// What is done in here is counted: callgrind knows it by its name.
#[inline(never)]
fn counted(run: &dyn Fn()) {
    run();
    std::hint::black_box(());
}
