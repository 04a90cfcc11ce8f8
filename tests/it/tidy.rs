//! The house is kept: arrows between modules, no circle of files, headers, file sizes, no leftovers, no forgotten file.
//!
//! In: the sources of every crate of the workspace, its Cargo.toml, and the corpus. Out: failures that name the file.

mod circles;
mod code;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use circles::{Files, circles};
use code::{code, is_word, modules, without_tests};

/// The modules of one crate and what each may use of the others. Arrows between crates stand in Cargo.toml.
struct Crate {
    /// Its folder.
    folder: &'static str,
    /// A module and the modules that it may use.
    arrows: &'static [(&'static str, &'static [&'static str])],
}

/// The crates and their arrows; docs/ARCHITECTURE.md says what the modules are for.
const CRATES: [Crate; 5] = [
    Crate {
        folder: "crates/words",
        arrows: &[
            ("span", &[]),
            ("script", &[]),
            ("numerals", &[]),
            ("mix", &[]),
            ("punctuation", &["script"]),
            ("fold", &["span", "script"]),
            ("number", &["fold"]),
            ("segment", &["fold"]),
            ("words", &["segment"]),
            ("message", &[]),
            ("system", &["message"]),
        ],
    },
    Crate {
        folder: "crates/letters",
        arrows: &[
            ("text", &[]),
            ("forms", &["text"]),
            ("extract", &["text", "forms"]),
            ("acts", &["forms"]),
            ("reply", &["text", "forms", "acts"]),
            ("passage", &["text", "reply"]),
            ("private", &["reply"]),
        ],
    },
    Crate {
        folder: "train",
        arrows: &[
            ("labelled", &[]),
            ("score", &["labelled"]),
            ("roles", &["labelled", "score"]),
            ("crf", &["labelled"]),
            ("tests", &["labelled", "crf", "score"]),
        ],
    },
    Crate {
        folder: "crates/search",
        arrows: &[
            ("abbreviation", &[]),
            ("content_words", &[]),
            ("error", &[]),
            ("failpoint", &[]),
            ("highlight", &[]),
            ("around", &["answer", "backend", "error", "highlight", "request"]),
            ("notes", &[]),
            ("record", &[]),
            ("sorted", &[]),
            ("query", &["abbreviation", "notes", "record"]),
            ("request", &["query"]),
            ("backend", &["error", "record", "request"]),
            ("answer", &["backend", "notes", "record", "request"]),
            ("facets", &["answer", "backend", "error", "record"]),
            ("filter", &["backend", "error", "notes", "query", "record"]),
            ("versions", &["answer", "backend", "error"]),
            ("select", &["backend", "error", "filter", "query", "request", "sorted", "versions"]),
            ("rank", &["backend", "error", "request", "select", "sorted", "versions"]),
            (
                "related",
                &[
                    "backend",
                    "content_words",
                    "error",
                    "filter",
                    "rank",
                    "request",
                    "select",
                    "sorted",
                    "subject",
                    "versions",
                ],
            ),
            (
                "subject",
                &[
                    "answer", "backend", "error", "filter", "query", "rank", "record", "request", "select",
                    "versions",
                ],
            ),
            ("explain_zero", &["answer", "backend", "error", "filter", "request", "select", "versions"]),
            ("near", &["answer", "backend", "error", "query", "request", "select"]),
            (
                "evaluate",
                &[
                    "answer",
                    "around",
                    "backend",
                    "content_words",
                    "error",
                    "explain_zero",
                    "facets",
                    "filter",
                    "highlight",
                    "near",
                    "notes",
                    "query",
                    "rank",
                    "related",
                    "request",
                    "select",
                    "subject",
                    "versions",
                ],
            ),
            ("scan", &["backend", "error", "record", "request"]),
            ("embedded", &["backend", "error", "failpoint", "record", "request"]),
        ],
    },
    Crate {
        folder: "",
        arrows: &[
            ("language", &[]),
            ("told", &[]),
            ("sandbox", &["told"]),
            ("archive", &["told", "sandbox"]),
            ("render", &["language", "told", "archive"]),
            ("cli", &["language", "sandbox", "archive", "render"]),
        ],
    },
];

/// What is left behind when work is not finished.
const UNFINISHED: [&str; 4] = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore"];
/// Marks of the same in comments.
const MARKS: [&str; 2] = ["FIXME", "XXX"];
/// A library prints nothing.
const PRINTING: [&str; 4] = ["println!(", "eprintln!(", "print!(", "eprint!("];
/// File access whose errors do not name the file; `fs_err` has the same under the same names.
const BARE_FILES: [&str; 13] = [
    "std::fs::read",
    "std::fs::write",
    "std::fs::File::",
    "std::fs::create_dir",
    "std::fs::remove",
    "std::fs::rename",
    "std::fs::metadata",
    "std::fs::symlink_metadata",
    "std::fs::copy",
    "std::fs::hard_link",
    "std::fs::canonicalize",
    "std::fs::OpenOptions",
    "std::fs;",
];

/// No source file may have more lines, its tests apart.
const LONGEST: usize = 600;

/// A Rust file of the repository.
struct Source {
    /// From the repository's root, with `/`.
    name: String,
    /// All of it.
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `folder` and what is below it, from the repository's root.
fn below(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files below `folder`, from the repository's root, in order; none where there is no such folder.
fn files(folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop().filter(|folder| folder.is_dir()) {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
        open.extend(folders);
        names.extend(files.iter().map(|path| name(path)));
    }
    names.sort();
    names
}

fn name(path: &Path) -> String {
    let parts = path.strip_prefix(root()).unwrap().components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn rust_files(folder: &str) -> Vec<Source> {
    let names = files(folder).into_iter().filter(|name| name.ends_with(".rs"));
    names.map(|name| Source { text: read(&name), name }).collect()
}

impl Crate {
    fn sources(&self) -> Vec<Source> {
        let sources = rust_files(&below(self.folder, "src"));
        assert!(!sources.is_empty(), "{} has no sources", self.folder);
        sources
    }

    /// The name below `src`: `crates/search/src/rank/best.rs` is `rank/best.rs`.
    fn inside<'a>(&self, source: &'a Source) -> &'a str {
        source.name.strip_prefix(&below(self.folder, "src/")).unwrap()
    }

    /// Top module of a source file: `rank/best.rs` is of `rank`.
    fn module<'a>(&self, source: &'a Source) -> &'a str {
        self.inside(source).split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn manifest(&self) -> String {
        read(&below(self.folder, "Cargo.toml"))
    }
}

fn all_sources() -> Vec<Source> {
    CRATES.iter().flat_map(Crate::sources).collect()
}

/// Code of the repository that is no crate's source.
fn other_code() -> Vec<Source> {
    let folders = ["tests", "benches", "fuzz/src", "fuzz/fuzz_targets"].map(str::to_owned).into_iter();
    let of_crates = CRATES
        .iter()
        .filter(|each| !each.folder.is_empty())
        .flat_map(|each| ["tests", "benches", "examples", "build"].map(|folder| below(each.folder, folder)));
    let mut sources: Vec<Source> = folders.chain(of_crates).flat_map(|folder| rust_files(&folder)).collect();
    for each in &CRATES {
        let script = below(each.folder, "build.rs");
        if root().join(&script).is_file() {
            sources.push(Source { text: read(&script), name: script });
        }
    }
    assert!(sources.iter().any(|source| source.name == "tests/it/tidy.rs"));
    sources
}

/// Fails with one line a fault.
fn none(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_member_of_the_workspace_is_looked_at() {
    let mut members: Vec<String> = std::fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| name(&entry.unwrap().path()))
        .filter(|folder| root().join(folder).join("Cargo.toml").is_file())
        .collect();
    members.extend([String::new(), "train".to_owned()]);
    members.sort();
    let mut known: Vec<&str> = CRATES.iter().map(|each| each.folder).collect();
    known.sort_unstable();
    assert_eq!(members, known, "give a new crate its rows in CRATES");
    assert!(read("Cargo.toml").contains("members = [\"crates/*\", \"train\"]"));
}

#[test]
fn modules_use_only_what_the_arrows_allow() {
    let mut wrong = BTreeSet::new();
    for each in &CRATES {
        let mut rows: BTreeMap<&str, &[&str]> = each.arrows.iter().copied().collect();
        let sources = each.sources();
        for source in &sources {
            let module = each.module(source);
            let Some(allowed) = each.arrows.iter().find(|row| row.0 == module).map(|row| row.1) else {
                if module != "lib" && module != "main" {
                    wrong.insert(format!(
                        "{}: module {module} has no row in the table of arrows",
                        source.name
                    ));
                }
                continue;
            };
            rows.remove(module);
            let code = without_tests(&code(&source.text));
            for used in modules_used(&code) {
                if used != module && each.has(&sources, &used) && !allowed.contains(&used.as_str()) {
                    wrong.insert(format!(
                        "{}: {module} may not use {used}: move it, or change the table here and in docs/ARCHITECTURE.md",
                        source.name
                    ));
                }
            }
        }
        wrong.extend(
            rows.keys().map(|module| format!("{}: no module {module}, but a row for it", each.folder)),
        );
    }
    none(wrong);
}

impl Crate {
    fn has(&self, sources: &[Source], module: &str) -> bool {
        sources.iter().any(|source| self.module(source) == module)
    }
}

/// The top modules that code names: `crate::a`, `crate::{a, b::c}`.
fn modules_used(code: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| is_word(*c)).collect::<String>();
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        if code[..at].ends_with(is_word) || code[..at].ends_with("(in ") {
            continue;
        }
        let after = &code[at + found.len()..];
        let Some(group) = after.strip_prefix('{') else {
            used.push(word(after));
            continue;
        };
        let mut depth = 1;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || depth == 1 && c == ',' {
                used.push(word(&group[start..at]));
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    used
}

#[test]
fn modules_that_code_names_are_found_in_groups_too() {
    assert_eq!(
        modules_used("use crate::{a, b::{c, d}, e}; crate::f::g(); pub(in crate::h) x"),
        ["a", "b", "e", "f"]
    );
}

#[test]
fn no_files_of_a_crate_use_one_another_in_a_circle() {
    let mut faults = Vec::new();
    for each in &CRATES {
        let sources = each.sources();
        let files = sources.iter().map(|source| (each.inside(source), source.text.as_str()));
        let uses = Files::new(files).uses();
        assert!(!uses.is_empty(), "{}: no use was found", each.folder);
        for circle in circles(&uses) {
            faults.push(format!("{}: circle of {} files", below(each.folder, "src"), circle.len()));
            let within = uses.iter().filter(|used| circle.contains(&used.from) && circle.contains(&used.to));
            faults.extend(within.map(|used| format!("    {} -> {}: {}", used.from, used.to, used.path)));
        }
    }
    none(faults);
}

#[test]
fn every_file_opens_with_a_header_and_stays_readable() {
    let mut faults = Vec::new();
    for source in all_sources().into_iter().chain(other_code()) {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{} has no `//!` header", source.name));
        }
    }
    for source in all_sources() {
        let lines = source.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().count();
        if lines > LONGEST {
            faults.push(format!("{} has {lines} lines: split it", source.name));
        }
    }
    none(faults);
}

#[test]
fn nothing_unfinished_is_left_behind() {
    let mut faults = Vec::new();
    for source in all_sources().into_iter().chain(other_code()) {
        let code = code(&source.text);
        let unfinished = UNFINISHED.iter().filter(|mark| code.contains(*mark));
        faults.extend(unfinished.map(|mark| format!("{} holds {mark}", source.name)));
    }
    for source in all_sources() {
        let marks = MARKS.iter().filter(|mark| source.text.contains(*mark));
        faults.extend(marks.map(|mark| format!("{} holds {mark}", source.name)));
    }
    none(faults);
}

#[test]
fn libraries_print_nothing_and_open_files_so_that_errors_name_them() {
    let mut faults = Vec::new();
    let programs = ["src/main.rs", "train/src/main.rs"];
    for source in all_sources().into_iter().filter(|source| !programs.contains(&source.name.as_str())) {
        let code = without_tests(&code(&source.text));
        let marks = PRINTING
            .iter()
            .chain(&BARE_FILES)
            .filter(|mark| code.match_indices(*mark).any(|(at, _)| !code[..at].ends_with(is_word)));
        faults.extend(marks.map(|mark| format!("{} holds {mark}", source.name)));
    }
    none(faults);
}

#[test]
fn every_member_runs_tests_and_keeps_the_lints_of_the_workspace() {
    let mut faults = Vec::new();
    for each in &CRATES {
        let manifest = each.manifest();
        let lines: Vec<&str> = manifest.lines().map(str::trim).collect();
        if !lines.windows(2).any(|pair| pair == ["[lints]", "workspace = true"]) {
            faults.push(format!("{}: its Cargo.toml lacks `[lints] workspace = true`", each.folder));
        }
        let off = |line: &&&str| line.split_whitespace().collect::<String>() == "test=false";
        if lines.iter().any(|line| off(&line)) {
            faults.push(format!("{}: `test = false`: its tests are not run", each.folder));
        }
        let tests = each.sources().into_iter().chain(rust_files(&below(each.folder, "tests")));
        if !tests.into_iter().any(|source| code(&source.text).contains("#[test]")) {
            faults.push(format!("{}: it has no test", each.folder));
        }
    }
    none(faults);
}

#[test]
fn no_file_is_forgotten() {
    let mut faults = Vec::new();
    let trees = CRATES.iter().map(|each| below(each.folder, "src")).chain(["tests/it".to_owned()]);
    for tree in trees {
        let sources = rust_files(&tree);
        for source in &sources {
            let inside = source.name.strip_prefix(&format!("{tree}/")).unwrap();
            if ["lib.rs", "main.rs"].contains(&inside) {
                continue;
            }
            let place = inside.trim_end_matches(".rs").trim_end_matches("/mod");
            let (parent, name) = place.rsplit_once('/').unwrap_or(("", place));
            let parents = if parent.is_empty() {
                ["lib.rs", "main.rs"].map(|file| format!("{tree}/{file}"))
            } else {
                [format!("{tree}/{parent}.rs"), format!("{tree}/{parent}/mod.rs")]
            };
            let declares = |other: &Source| {
                parents.contains(&other.name) && modules(&code(&other.text)).iter().any(|each| each == name)
            };
            if !sources.iter().any(declares) {
                faults.push(format!("{}: no `mod {name};` names it", source.name));
            }
        }
    }
    none(faults);
}

#[test]
fn the_manifests_of_the_corpus_name_its_files_and_no_others() {
    for (set, folder) in [
        ("corpus", "replies"),
        ("corpus", "gold"),
        ("corpus/more", "replies"),
        ("corpus/more", "gold"),
        ("corpus/apart", "replies"),
        ("corpus/apart", "gold"),
    ] {
        let manifest = read(&format!("{set}/manifest.tsv"));
        let mut named: Vec<String> = rows(&manifest).map(|name| format!("{set}/{folder}/{name}")).collect();
        named.sort();
        assert!(!named.is_empty(), "{set}/manifest.tsv is empty");
        assert_eq!(files(&format!("{set}/{folder}")), named, "{set}/{folder} and its manifest");
    }
    let manifest = read("corpus/formats/manifest.tsv");
    let mut named: Vec<String> = rows(&manifest).map(|name| format!("corpus/formats/{name}")).collect();
    named.extend([".dafuignore", "make", "manifest.tsv"].map(|name| format!("corpus/formats/{name}")));
    named.sort();
    let mut there = files("corpus/formats");
    there.retain(|name| !name.starts_with("corpus/formats/making/"));
    assert_eq!(there, named, "corpus/formats and its manifest");
}

/// First column of a table, its head apart.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().skip(1).filter_map(|line| line.split('\t').next())
}
