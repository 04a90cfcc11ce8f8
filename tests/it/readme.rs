//! The pages tell the truth: their commands give what they show, docs/CLI.md is the help, links lead somewhere, files that
//! they name are there.
//!
//! `DAFU_UPDATE=1 cargo test --test it readme` writes docs/CLI.md and docs/search.svg anew.

use std::path::{Path, PathBuf};

use dafu::cli::usage;
use dafu::language::Language;
use dafu::render::people::Layout;
use dafu_search::query::fields::{FIELDS, Field};
use dafu_words::message::Message;

use crate::cli::World;

/// Name of the variable that has generated pages written anew.
const UPDATE: &str = "DAFU_UPDATE";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// Holds a generated page against what it should be, or writes it.
fn generated(name: &str, expected: &str) {
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(root().join(name), expected).unwrap();
    }
    let shown = std::fs::read_to_string(root().join(name)).unwrap_or_default();
    assert!(
        shown == expected,
        "{name} is not what the program says: run {UPDATE}=1 cargo test --test it readme, and read the difference"
    );
}

/// The help of every command, as a terminal of 100 columns shows it.
fn help(language: Language) -> String {
    let mut page = match language {
        Language::English => {
            "# Command line\n\nThe help of every command (`dafu COMMAND --help`; `-h` is shorter). The page is made from it: \
            `DAFU_UPDATE=1 cargo test --test it readme`.\n"
        }
        Language::Chinese => {
            "# 命令行\n\n各命令的帮助（`dafu 命令 --help`；`-h` 较简）。本页由帮助生成：`DAFU_UPDATE=1 cargo test --test it readme`。\n"
        }
    }
    .to_owned();
    let mut command = usage::command(language, 100);
    command.build();
    let mut add = |name: &str, help: String| {
        let lines: String = help.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
        page += &format!("\n## {name}\n\n```text\n{lines}```\n");
    };
    add("dafu", command.render_long_help().to_string());
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let help = sub.clone().term_width(100).render_long_help().to_string();
        add(&format!("dafu {}", sub.get_name()), help);
    }
    page
}

#[test]
fn the_page_of_commands_is_their_help() {
    generated("docs/CLI.md", &help(Language::English));
    generated("docs/CLI.zh-CN.md", &help(Language::Chinese));
}

/// A command of a page, with the lines that are shown below it.
struct Step {
    command: String,
    shown: Vec<String>,
}

/// The steps of a page: lines after `$ ` in blocks marked `console`.
fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            steps.push(Step { command: command.to_owned(), shown: Vec::new() });
        } else if inside {
            steps.last_mut().unwrap().shown.push(line.to_owned());
        }
    }
    steps
}

/// The words of a command line; `'…'` keeps spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// True when `lines` are those shown, where a line of `…` stands for any number of lines, and `…` in a line for any part of it.
fn fits(shown: &[String], lines: &[&str]) -> bool {
    match shown {
        [] => lines.is_empty(),
        [gap, rest @ ..] if gap == "…" => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        [first, rest @ ..] => lines.first().is_some_and(|line| alike(first, line)) && fits(rest, &lines[1..]),
    }
}

/// True when a line is the one shown, where `…` stands for any part of it.
fn alike(shown: &str, line: &str) -> bool {
    let Some((before, after)) = shown.split_once('…') else { return shown == line };
    let Some(rest) = line.strip_prefix(before) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| alike(after, &rest[at..]))
}

#[test]
fn what_is_left_out_is_left_out_and_nothing_else() {
    let shown = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (page, real, same) in [
        ("甲\n…\n丁", "甲\n乙\n丙\n丁", true),
        ("甲\n…\n丁", "甲\n丁", true),
        ("甲\n…\n丁", "甲\n乙\n丁\n戊", false),
        ("编号 … · 答复", "编号 a1 · 答复", true),
        ("编号 … · 答复", "编号 a1 · 意见", false),
        ("甲", "甲\n乙", false),
    ] {
        assert_eq!(fits(&shown(page), &real.lines().collect::<Vec<_>>()), same, "{page}");
    }
}

#[test]
fn the_pages_tell_how_many_letters_there_are() {
    let [replies, more, apart] = ["replies", "more/replies", "apart/replies"]
        .map(|folder| std::fs::read_dir(root().join("corpus").join(folder)).unwrap().count());
    let letters = replies + more + apart;
    for (name, sentence) in [
        ("README.md", format!("`corpus/` holds {letters} letters written for this project")),
        ("README.zh-CN.md", format!("`corpus/` 收有为本项目撰写的 {letters} 封信")),
        ("corpus/README.md", format!("\n{letters} letters in which")),
        (
            "docs/STATUS.md",
            format!(
                "{replies} letters with gold and judgments, {more} more with gold, {apart} written apart"
            ),
        ),
    ] {
        assert!(page(name).contains(&sentence), "{name}: {sentence}");
    }
}

/// A working directory with the folders that the tour speaks of.
fn checkout() -> World {
    let world = World::new();
    for folder in ["corpus/replies", "corpus/formats"] {
        std::fs::create_dir_all(world.working.join(folder)).unwrap();
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, world.working.join(folder).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    world
}

#[test]
fn the_tour_gives_what_it_shows() {
    tour("README.md", Language::English);
}

#[test]
fn the_tour_in_chinese_gives_what_it_shows() {
    tour("README.zh-CN.md", Language::Chinese);
}

/// Runs the commands of a page, one after the other, and holds what they say against what the page shows.
fn tour(name: &str, language: Language) {
    let steps = steps(&page(name));
    let world = checkout();
    let mut ran = 0;
    for Step { command, shown } in &steps {
        let mut arguments = words(command);
        if arguments.remove(0) != "dafu" {
            assert!(shown.is_empty(), "{command} is not run here");
            continue;
        }
        let into = (arguments.len() > 1 && arguments[arguments.len() - 2] == ">").then(|| {
            let file = arguments.pop().unwrap();
            arguments.pop();
            file
        });
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let came = world.run_in(Layout { width: 100, colour: false, language }, &arguments);
        assert!(came.outcome.is_ok(), "{command}: {:?}", came.outcome);
        let mut told = came.err;
        match into {
            Some(file) => world.write(&file, &came.out),
            None => told += &came.out,
        }
        let lines: Vec<&str> = told.lines().map(str::trim_end).collect();
        assert!(fits(shown, &lines), "$ {command}\n{told}");
        ran += 1;
    }
    assert!((10..=16).contains(&ran), "{ran} steps");
}

/// Pages in English that have a twin in Chinese, `NAME.zh-CN.md`.
const TWINS: [&str; 4] = ["README", "docs/CLI", "docs/FORMATS", "docs/QUERY"];

/// Commands, flags, queries and fields that a page names: lines of its blocks that run dafu, and what stands in backticks.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for (n, part) in text.split("\n```").enumerate() {
        if n % 2 == 1 {
            let runs = part
                .lines()
                .filter_map(|line| Some(line[line.find("dafu ")?..].split("  ").next()?.trim().to_owned()));
            commands
                .extend(runs.filter(|command| command.is_ascii() || !command.contains(['，', '。', '（'])));
        } else {
            commands.extend(part.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    commands.sort();
    commands
}

#[test]
fn pages_in_chinese_have_the_same_commands() {
    for name in TWINS {
        let (english, chinese) = (page(&format!("{name}.md")), page(&format!("{name}.zh-CN.md")));
        let told = |text: &str| match name {
            "docs/CLI" => examples(text),
            _ => commands(text),
        };
        assert!(told(&english).len() > 10, "{name}");
        assert_eq!(told(&english), told(&chinese), "{name}");
        let headings = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(headings(&english), headings(&chinese), "{name}");
        let rows = |text: &str| text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(rows(&english), rows(&chinese), "{name}");
    }
    let shown = |name: &str| steps(&page(name)).into_iter().map(|step| step.command).collect::<Vec<_>>();
    assert_eq!(shown("README.md"), shown("README.zh-CN.md"));
}

#[test]
fn the_query_pages_list_every_field_as_it_is_in_the_table() {
    for (name, heading, language) in [
        ("docs/QUERY.md", "## Filters", Language::English),
        ("docs/QUERY.zh-CN.md", "## 筛选条件", Language::Chinese),
    ] {
        let page = page(name);
        let (_, filters) = page.split_once(heading).unwrap();
        let (filters, _) = filters.split_once("\n## ").unwrap();
        let listed: Vec<&str> = filters.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
        let row = |field: &Field| {
            let (aliases, examples) = (field.aliases.join(" "), field.examples.join(", "));
            let help = language.say(&Message::new(format!("field_{}", field.name)));
            format!("| {} | {aliases} | {help} | {examples} |", field.name)
        };
        assert_eq!(listed, FIELDS.iter().map(row).collect::<Vec<_>>());
    }
}

/// Commands and flags of a page made of help.
fn examples(text: &str) -> Vec<String> {
    let flag = |whole: &str| {
        // Help stands further in than flags, and a line of it can begin with the name of one.
        let line = Some(whole.trim_start()).filter(|line| whole.len() - line.len() < 10)?;
        // `- auto: …` is a value, whose words follow the language.
        let flag = line.strip_prefix('-').filter(|rest| !rest.starts_with(' '));
        let flag = flag.map(|_| line.split(['<', '[']).next().unwrap_or(line))?;
        Some(flag.trim().to_owned())
    };
    let command = |line: &str| Some(line.strip_prefix("  dafu ")?.split("  ").next()?.trim().to_owned());
    text.lines().filter_map(|line| flag(line).or_else(|| command(line))).collect()
}

/// The command whose answer docs/search.svg shows.
const PICTURED: &str = "dafu search 路演 --in corpus/replies -n 2";

#[test]
fn the_picture_is_a_real_answer() {
    let world = checkout();
    let arguments = words(PICTURED);
    let arguments: Vec<&str> = arguments[1..].iter().map(String::as_str).collect();
    let ran = world.run_in(Layout { width: 92, colour: true, language: Language::Chinese }, &arguments);
    generated("docs/search.svg", &picture(&format!("$ {PICTURED}\n{}", ran.out)));
    for name in ["README.md", "README.zh-CN.md"] {
        assert!(page(name).contains("(docs/search.svg)"), "{name}");
    }
}

/// Columns a character takes.
fn columns(c: char) -> usize {
    unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)
}

/// A terminal's text as SVG: each run of one style is placed by its column, so that fonts of other widths do no harm.
fn picture(text: &str) -> String {
    const COLUMN: usize = 8;
    const LINE: usize = 20;
    let mut body = String::new();
    let (mut widest, mut lines) = (0, 0);
    let mut class = "";
    for (row, line) in text.trim_end().lines().enumerate() {
        let mut column = 0;
        for (at, part) in line.split('\x1b').enumerate() {
            let part = match part.split_once('m').filter(|_| at > 0) {
                Some((code, rest)) => {
                    class = match code {
                        "[1" => "b",
                        "[2" => "f",
                        "[1;31" => "m",
                        _ => "",
                    };
                    rest
                }
                None => part,
            };
            let wide: usize = part.chars().map(columns).sum();
            let words = part.trim();
            let start = column + part.chars().take_while(|c| c.is_whitespace()).map(columns).sum::<usize>();
            let length = words.chars().map(columns).sum::<usize>();
            if !words.is_empty() {
                let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let style = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
                body += &format!(
                    "<text{style} x=\"{}\" y=\"{}\" textLength=\"{}\">{words}</text>\n",
                    12 + start * COLUMN,
                    24 + row * LINE,
                    length * COLUMN
                );
            }
            column += wide;
        }
        widest = widest.max(column);
        lines = row + 1;
    }
    let (width, height) = (24 + widest * COLUMN, 20 + lines * LINE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
        <style>\n\
        rect {{ fill: #f6f8fa; stroke: #d0d7de }}\n\
        text {{ fill: #1f2328; font: 15px 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', ui-monospace, Menlo, Consolas, monospace; white-space: pre }}\n\
        .b {{ font-weight: bold }}\n\
        .f {{ fill: #656d76 }}\n\
        .m {{ fill: #cf222e; font-weight: bold }}\n\
        @media (prefers-color-scheme: dark) {{\n\
        rect {{ fill: #161b22; stroke: #30363d }}\n\
        text {{ fill: #e6edf3 }}\n\
        .f {{ fill: #8d96a0 }}\n\
        .m {{ fill: #ff7b72 }}\n\
        }}\n\
        </style>\n\
        <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n{body}</svg>\n",
        width - 1,
        height - 1
    )
}

/// Every page: files that end in .md, but for letters of the corpus and what builds and runs leave behind.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("corpus/README.md")];
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && !["target", "corpus", "artifacts"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(".md") {
                pages.push(path);
            }
        }
    }
    for known in ["README.md", "docs/decisions/archive.md", "fuzz/README.md", "data/store/README.md"] {
        assert!(pages.contains(&root().join(known)), "{known} is not looked at");
    }
    pages
}

#[test]
fn links_within_the_repository_lead_somewhere() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for (_, rest) in text.match_indices("](").map(|(at, found)| text.split_at(at + found.len())) {
            let target = rest.split(')').next().unwrap().split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(page.parent().unwrap().join(target).exists(), "{}: {target}", page.display());
            }
        }
    }
}

/// Folders of the repository, as names of files begin.
const FOLDERS: [&str; 8] = ["src/", "crates/", "tests/", "docs/", "benches/", "corpus/", "fuzz/", "data/"];

/// What stands for a name or is made by a run, and what is another project's.
const NOT_OURS: [&str; 5] =
    ["crates/NAME", "fuzz/corpus/TARGET", "fuzz/artifacts/", "src/data/dict.txt", "src/hmm.model"];

/// The files and folders that a page names, in backticks or not: from the repository's root, or by the tail of a Rust
/// file's path. Blocks between fences are left out.
fn named(text: &str) -> Vec<&str> {
    let is_path = |c: char| c.is_ascii_alphanumeric() || "._-/…*".contains(c);
    let outside = text.split("\n```").step_by(2);
    outside
        .flat_map(|part| part.split(move |c| !is_path(c)))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)) || word.ends_with(".rs"))
        .filter(|word| !word.starts_with('.') && !word.contains(['…', '*']))
        .filter(|word| !NOT_OURS.iter().any(|other| word.starts_with(other)))
        .collect()
}

/// Paths of all Rust files, from the root.
fn rust_files() -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "crates", "tests", "benches", "fuzz"].iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files
}

#[test]
fn the_files_that_pages_name_are_there() {
    let files = rust_files();
    let is_tail = |word: &str| files.iter().any(|file| file == word || file.ends_with(&format!("/{word}")));
    let (mut seen, mut missing) = (0, Vec::new());
    // The log of changes speaks of files as they were.
    for page in pages().into_iter().filter(|page| !page.ends_with("CHANGELOG.md")) {
        let text = std::fs::read_to_string(&page).unwrap();
        for word in named(&text) {
            seen += 1;
            let from_root = FOLDERS.iter().any(|folder| word.starts_with(folder));
            let is_there = if from_root { root().join(word).exists() } else { is_tail(word) };
            if !is_there {
                missing.push(format!("{}: {word}", page.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(seen > 200, "only {seen} names were found");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn names_of_files_are_found_in_a_page() {
    let page = "See `src/main.rs`, tests/it/gold.rs. And `fold.rs`, crates/NAME, fuzz/artifacts/pdf/crash-…\n```\nsrc/none.rs\n```\n(docs/).";
    assert_eq!(named(page), ["src/main.rs", "tests/it/gold.rs", "fold.rs", "docs/"]);
}
