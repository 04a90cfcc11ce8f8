//! The house is kept: arrows between modules, file sizes, headers, no leftovers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Module and the modules it may use; docs/ARCHITECTURE.md holds the same table.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("lexicon", &[]),
    ("failpoint", &[]),
    ("extract", &["text", "lexicon"]),
    ("reply", &["text", "lexicon"]),
    ("analyze", &["text", "lexicon"]),
    ("passage", &["text", "reply", "analyze", "lexicon"]),
    ("query", &["analyze", "lexicon"]),
    ("search", &["text", "lexicon", "reply", "passage", "query", "analyze", "failpoint"]),
    ("sandbox", &["text", "extract"]),
    (
        "archive",
        &[
            "text",
            "lexicon",
            "extract",
            "sandbox",
            "reply",
            "passage",
            "analyze",
            "query",
            "search",
            "failpoint",
        ],
    ),
    ("render", &["text", "lexicon", "extract", "reply", "passage", "analyze", "query", "search", "archive"]),
    (
        "cli",
        &[
            "text", "lexicon", "extract", "sandbox", "reply", "passage", "analyze", "query", "search",
            "archive", "render",
        ],
    ),
];

/// The library prints nothing.
const PRINTING: &[&str] = &["println!(", "eprintln!("];
/// File access whose errors do not name the file; `fs_err` has the same under the same names.
const BARE_FILES: &[&str] = &[
    "std::fs::read",
    "std::fs::write",
    "std::fs::File",
    "std::fs::create_dir",
    "std::fs::remove",
    "std::fs::rename",
    "std::fs::metadata",
    "std::fs::copy",
    "std::fs::canonicalize",
    "std::fs::OpenOptions",
];

/// No source file may be longer, tests apart.
const LONGEST: usize = 600;

fn rust_files(below: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn source() -> Vec<(PathBuf, String)> {
    rust_files("src").into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Top module of a source file: `src/search/rank.rs` → `search`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn modules_use_only_what_the_arrows_allow() {
    let mut wrong = BTreeSet::new();
    for (path, text) in source() {
        let module = module(&path);
        if module == "main" || module == "lib" {
            continue;
        }
        let allowed = ARROWS.iter().find(|row| row.0 == module);
        let Some((_, allowed)) = allowed else {
            wrong.insert(format!("{module} has no row in the table of arrows"));
            continue;
        };
        for (_, after) in text.match_indices("crate::").map(|(at, found)| text.split_at(at + found.len())) {
            let used: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used != module && !used.is_empty() && !allowed.contains(&used.as_str()) {
                wrong.insert(format!(
                    "{}: {module} uses {used}: move it, or change the table in docs/ARCHITECTURE.md in the same commit",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_opens_with_a_header_and_stays_readable() {
    for (path, text) in source() {
        assert!(text.starts_with("//! "), "{} has no `//!` header", path.display());
        let lines = without_tests(&text).lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines: split it", path.display());
    }
}

#[test]
fn nothing_unfinished_or_unsafe_is_left_behind() {
    let marks = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "FIXME", "XXX"];
    for (path, text) in source() {
        for mark in marks {
            assert!(!text.contains(mark), "{} holds {mark}", path.display());
        }
        let library = !path.ends_with("main.rs");
        for mark in PRINTING.iter().chain(BARE_FILES) {
            assert!(!(library && without_tests(&text).contains(*mark)), "{} holds {mark}", path.display());
        }
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let main =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/main.rs")).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for path in rust_files("tests/it").into_iter().filter(|path| path.parent() == Some(&folder)) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            name == "main" || main.contains(&format!("mod {name};")),
            "tests/it/{name}.rs is not in main.rs"
        );
    }
}
