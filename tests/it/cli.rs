//! Stories on the command line: what people type, what they get, with which exit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dafu::cli::context::Context;
use dafu::cli::outcome::Outcome;
use dafu::cli::usage::{self, Refused};
use dafu::language::Language;
use dafu::render::people::Layout;
use serde_json::Value;

/// What a command came to.
pub(crate) struct Ran {
    pub(crate) outcome: Result<Outcome, String>,
    /// Code of the error.
    pub(crate) code: Option<String>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A working directory with a cache beside it.
pub(crate) struct World {
    _root: tempfile::TempDir,
    pub(crate) working: PathBuf,
    cache: PathBuf,
}

impl World {
    pub(crate) fn new() -> World {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().canonicalize().unwrap();
        std::fs::create_dir(path.join("work")).unwrap();
        World { working: path.join("work"), cache: path.join("cache"), _root: root }
    }

    /// A world whose folder `letters` holds the corpus.
    pub(crate) fn with_corpus() -> World {
        let world = World::new();
        let letters = world.working.join("letters");
        std::fs::create_dir(&letters).unwrap();
        for entry in std::fs::read_dir(corpus()).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, letters.join(path.file_name().unwrap())).unwrap();
        }
        world
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.working.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in(Layout { width: 100, colour: false, language: Language::English }, arguments)
    }

    pub(crate) fn run_in(&self, layout: Layout, arguments: &[&str]) -> Ran {
        let language = Language::chosen(arguments, |_| None, || None);
        let language = if arguments.contains(&"--lang") { language } else { layout.language };
        let layout = Layout { language, ..layout };
        let typed = std::iter::once("dafu").chain(arguments.iter().copied()).map(OsString::from);
        let cli = match usage::parse(typed, language, layout.width) {
            Ok(cli) => cli,
            Err(refused) => {
                let (told, code) = match refused {
                    Refused::Shown(shown, _) => (shown.to_string(), None),
                    Refused::Mistaken(error) => (error.told(language), Some(error.code().to_owned())),
                };
                return Ran { outcome: Err(told), code, out: String::new(), err: String::new() };
            }
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut ctx = Context {
            out: &mut out,
            err: &mut err,
            layout,
            err_is_terminal: false,
            mask: cli.mask(),
            archive: cli.archive.clone(),
            working: self.working.clone(),
            cache: Some(self.cache.clone()),
            executable: None,
            cancelled: Arc::new(AtomicBool::new(false)),
        };
        let outcome = cli.run(&mut ctx);
        let code = outcome.as_ref().err().map(|error| error.code().to_owned());
        let outcome = outcome.map_err(|error| error.told(language));
        Ran { outcome, code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    /// Runs a command that must do its work.
    pub(crate) fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.outcome, Ok(Outcome::Done), "{arguments:?}: {}{}", ran.out, ran.err);
        ran
    }
}

/// Head and rows of a CSV, which begins with a byte order mark.
pub(crate) fn table(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(csv.strip_prefix('\u{feff}').unwrap().as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = cells(reader.headers().unwrap());
    (head, reader.records().map(|record| cells(&record.unwrap())).collect())
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/replies")
}

pub(crate) const LETTER: &str = "关于县政协第九届二次会议第31号提案的答复\n\n槐办函〔2024〕7号\n\n张三委员：\n\n您提出的《关于修缮老渡口的提案》收悉，现答复如下：\n\n\
    一、基本情况\n\n老渡口建于1987年，现有渡船2艘。\n\n二、下步打算\n\n一是年内完成栈桥加固；二是更换渡船1艘。\n\n\
    感谢您对交通工作的关心。\n\n槐溪县交通运输局\n\n2024年6月3日\n";

#[test]
fn a_folder_is_searched_without_any_set_up() {
    let world = World::with_corpus();
    let ran = world.done(&["search", "路演", "--in", "letters"]);
    assert!(ran.out.starts_with("Literal hits: "), "{}", ran.out);
    assert!(ran.out.contains("letters/2023-anlan-kjt-0145.txt:"), "{}", ran.out);
    assert!(!world.working.join(".dafu").exists(), "a search leaves nothing in the folder");
    let again = world.done(&["search", "路演", "--in", "letters"]);
    assert_eq!(ran.out, again.out);
    world.write("letters/new.txt", &LETTER.replace("老渡口", "路演大厅"));
    let more = world.done(&["search", "路演大厅", "--in", "letters"]);
    assert!(more.out.contains("letters/new.txt"), "{}", more.out);
    let none = world.run(&["search", "\"不存在的词\"", "--in", "letters"]);
    assert_eq!(none.outcome, Ok(Outcome::Nothing));
    assert!(none.err.contains("occurs in 0 passages"), "{}", none.err);
}

#[test]
fn an_answer_is_proved_complete_by_reading_everything_again() {
    let world = World::with_corpus();
    for query in ["路演", "博士后 公寓", "板块:下步打算 博士后", "路演 -线上"] {
        let ran = world.done(&["search", query, "--in", "letters", "--verify", "-n", "1"]);
        assert!(ran.err.contains("verified: "), "{}", ran.err);
    }
}

#[test]
fn without_an_archive_the_error_names_the_next_command() {
    let ran = World::new().run(&["search", "路演"]);
    let error = ran.outcome.unwrap_err();
    assert!(error.starts_with("error: there is no archive in "), "{error}");
    assert!(error.contains("hint: dafu index FOLDER"), "{error}");
}

#[test]
fn the_archive_is_named_where_nobody_named_it_and_none_is_made_among_other_files() {
    let mut world = World::with_corpus();
    let made = world.done(&["index", "letters"]).err;
    assert!(made.contains("a new archive:"), "{made}");
    assert!(!world.done(&["search", "工作"]).err.contains("archive:"));
    // From a folder below, the archive above is used and named.
    let above = format!("archive: {}\n", world.working.join(".dafu").display());
    world.working.push("letters");
    for arguments in [&["search", "工作"][..], &["index", "."], &["status"], &["verify"], &["list"]] {
        let err = world.done(arguments).err;
        assert!(err.contains(&above), "{arguments:?}: {err}");
    }
    assert!(!world.working.join(".dafu").exists());
    world.working.pop();
    // A name mistyped: nothing is said to be indexed but what the person names.
    let typo = world.run(&["search", "工作", "--archive", "typo"]).outcome.unwrap_err();
    let hint = format!("hint: dafu index FOLDER --archive {}", world.working.join("typo").display());
    assert!(typo.ends_with(&hint), "{typo}");
    for arguments in [&["search", "工作"][..], &["status"]] {
        let error = world.run(&[arguments, &["--archive", "letters"]].concat()).outcome.unwrap_err();
        assert!(error.ends_with("hint: name another one: dafu --archive DIR, or $DAFU_ARCHIVE"), "{error}");
    }
    let before = std::fs::read_dir(world.working.join("letters")).unwrap().count();
    let refused = world.run(&["index", "letters", "--archive", "letters"]).outcome.unwrap_err();
    assert!(refused.contains("letters holds other files and is no archive"), "{refused}");
    assert_eq!(std::fs::read_dir(world.working.join("letters")).unwrap().count(), before);
}

/// Root may look into everything: then the empty directory is no archive, and the one above is named.
#[cfg(unix)]
#[test]
fn an_archive_that_may_not_be_read_is_not_passed_over() {
    use std::os::unix::fs::PermissionsExt;
    let mut world = World::with_corpus();
    world.done(&["index", "letters"]);
    let near = world.working.join("letters/.dafu");
    std::fs::create_dir(&near).unwrap();
    std::fs::set_permissions(&near, std::fs::Permissions::from_mode(0o000)).unwrap();
    world.working.push("letters");
    let is_root = std::fs::read_dir(&near).is_ok();
    for arguments in [&["search", "工作"][..], &["index", "."]] {
        let ran = world.run(arguments);
        match ran.outcome {
            Err(error) => assert!(error.contains("may not be read by this user"), "{error}"),
            Ok(_) => assert!(is_root && ran.err.contains("archive: "), "{}", ran.err),
        }
    }
    std::fs::set_permissions(&near, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn citations_and_ids_resolve_after_a_rebuild_a_move_and_a_correction() {
    let world = World::with_corpus();
    world.write("letters/ferry.txt", LETTER);
    world.done(&["index", "letters"]);
    let found = world.done(&["search", "栈桥加固", "--format", "json"]).json();
    assert_eq!(found["total"], 1);
    let hit = &found["hits"][0];
    let (id, reply, citation) =
        (hit["id"].as_str().unwrap(), hit["reply"].as_str().unwrap(), hit["citation"].as_str().unwrap());
    assert_eq!(citation, "槐办函〔2024〕7号 二/下步打算/一");
    let resolves = |step: &str| {
        for name in [id, reply, citation, "槐办函〔2024〕7号", "槐办函[2024]第7号"] {
            let shown = world.done(&["show", name]);
            assert!(shown.out.contains("栈桥加固"), "{step}: {name}: {}", shown.out);
        }
    };
    resolves("at first");
    world.done(&["index", "--rebuild"]);
    resolves("after a rebuild");
    std::fs::create_dir(world.working.join("letters/2024")).unwrap();
    std::fs::rename(world.working.join("letters/ferry.txt"), world.working.join("letters/2024/f.txt"))
        .unwrap();
    let moved = world.done(&["index", "letters"]);
    assert!(moved.out.contains("moved 1"), "{}", moved.out);
    resolves("after a move");
    world.write("letters/2024/f.txt", &LETTER.replace("现有渡船2艘", "现有渡船3艘"));
    let corrected = world.done(&["index", "letters"]);
    assert!(corrected.out.contains("updated 1"), "{}", corrected.out);
    resolves("after a correction");
    assert_eq!(world.done(&["search", "渡船3艘", "--format", "json"]).json()["hits"][0]["reply"], reply);
}

#[test]
fn a_case_number_of_several_letters_lists_them_all() {
    let world = World::new();
    world.write("a/one.txt", LETTER);
    world.write(
        "a/two.txt",
        &LETTER
            .replace("槐办函〔2024〕7号", "槐办函〔2024〕9号")
            .replace("老渡口", "新码头")
            .replace("渡船", "趸船"),
    );
    world.done(&["index", "a"]);
    let ran = world.done(&["show", "31"]);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(ran.err.contains("2 letters or passages"));
}

#[test]
fn letters_are_listed_oldest_first_and_undated_ones_last() {
    let world = World::new();
    world.write("a.txt", LETTER);
    world.write("b.txt", &LETTER.replace("31号", "32号").replace("\n2024年6月3日\n", ""));
    world.write("c.txt", &LETTER.replace("31号", "33号").replace("2024年6月3日", "2023年6月3日"));
    let rows = table(&world.done(&["list", "--in", ".", "--format", "csv"]).out);
    let date = rows.0.iter().position(|name| name == "date").unwrap();
    assert_eq!(
        rows.1.iter().map(|row| row[date].as_str()).collect::<Vec<_>>(),
        ["2023-06-03", "2024-06-03", ""]
    );
}

#[test]
fn indexing_twice_changes_nothing() {
    let world = World::with_corpus();
    world.done(&["index", "letters"]);
    let first = world.done(&["search", "博士后", "--format", "json", "-n", "50"]).out;
    let again = world.done(&["index", "letters"]);
    assert!(again.out.starts_with("55 files: added 0, unchanged 55, quarantined 0"), "{}", again.out);
    assert_eq!(world.done(&["search", "博士后", "--format", "json", "-n", "50"]).out, first);
    assert!(world.done(&["verify"]).out.starts_with("sound: 55 replies"));
}

#[test]
fn an_emptied_folder_loses_nothing_until_it_is_pruned() {
    let world = World::with_corpus();
    world.done(&["index", "letters"]);
    let before = world.done(&["search", "路演", "--format", "json"]).json();
    std::fs::remove_dir_all(world.working.join("letters")).unwrap();
    std::fs::create_dir(world.working.join("letters")).unwrap();
    let ran = world.done(&["index", "letters"]);
    assert!(ran.out.contains("missing 55"), "{}", ran.out);
    assert_eq!(world.done(&["search", "路演", "--format", "json"]).json()["total"], before["total"]);
    world.done(&["index", "--prune"]);
    assert_eq!(world.run(&["search", "路演"]).outcome, Ok(Outcome::Nothing));
}

#[test]
fn machine_formats_hold_the_same_hits() {
    let world = World::with_corpus();
    let json = world.done(&["search", "成果转化", "--in", "letters", "--format", "json", "-n", "100"]).json();
    let total = json["total"].as_u64().unwrap() as usize;
    assert_eq!(json["schema"], "dafu.search/1");
    assert_eq!(json["hits"].as_array().unwrap().len(), total);
    for hit in json["hits"].as_array().unwrap() {
        let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
        for span in hit["highlights"].as_array().unwrap() {
            let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
            let shown: String = text[start..end].iter().filter(|c| !c.is_whitespace()).collect();
            assert!(shown.contains("成果转化") || shown.contains("成果轉化"), "{shown}");
        }
    }
    let csv = world.done(&["search", "成果转化", "--in", "letters", "--format", "csv", "-n", "100"]).out;
    assert_eq!(table(&csv).1.len(), total);
    let lines = world.done(&["search", "成果转化", "--in", "letters", "--format", "jsonl", "-n", "100"]).out;
    assert_eq!(lines.lines().count(), total + 1);
}

#[test]
fn tables_and_lines_hold_all_hits_and_what_is_cut_is_said() {
    let world = World::with_corpus();
    // A text tells on its own page how to see more.
    let text = world.done(&["search", "的", "--in", "letters"]);
    assert!(text.out.contains(" more passages: --limit "), "{}", text.out);
    let total = world.done(&["search", "的", "--in", "letters", "--format", "json"]).json()["total"]
        .as_u64()
        .unwrap();
    assert!(total > 300, "more than are given at once: {total}");
    for tier in ["literal", "related", "subject"] {
        let query = match tier {
            "literal" => "的",
            "subject" => "板块:下步打算 红绿灯",
            _ => "工作落实",
        };
        let ran = |more: &[&str]| {
            world.done(&[&["search", query, "--in", "letters", "--tier", tier], more].concat())
        };
        let whole = ran(&["--format", "json", "-n", "all"]);
        assert!(!whole.err.contains("note:"), "{}", whole.err);
        assert_eq!(whole.json()["limit"], Value::Null);
        let found = match tier {
            "literal" => whole.json()["hits"].clone(),
            _ => whole.json()[tier]["hits"].clone(),
        };
        let found = found.as_array().unwrap();
        assert!(!found.is_empty(), "{tier}");
        let lines = ran(&["--format", "jsonl"]);
        assert!(!lines.err.contains("note:"), "{}", lines.err);
        let lines: Vec<Value> =
            lines.out.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(&lines, found, "{tier}");
        let (_, rows) = table(&ran(&["--format", "csv"]).out);
        assert_eq!(rows.len(), found.len(), "{tier}");
        // A window of the same list.
        let some = ran(&["--format", "jsonl", "-n", "1", "--offset", "1", "--explain"]);
        let some: Vec<Value> =
            some.out.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
        let ids = |hits: &[Value]| hits.iter().map(|hit| hit["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&some), ids(&found[1.min(found.len())..2.min(found.len())]), "{tier}");
    }
    for format in ["csv", "jsonl", "json"] {
        let cut = world.done(&["search", "的", "--in", "letters", "--format", format, "-n", "7"]);
        assert_eq!(
            cut.err.trim_end(),
            format!("note: 7 of {total} passages written; -n all writes all"),
            "{format}"
        );
    }
    let wrong = world.run(&["search", "的", "--in", "letters", "-n", "many"]).outcome.unwrap_err();
    assert!(wrong.contains("a number of passages, or all"), "{wrong}");
}

#[test]
fn filters_as_flags_and_in_the_query_are_one() {
    let world = World::with_corpus();
    let total = |arguments: &[&str]| {
        let mut all = vec!["search", "--in", "letters", "--format", "json"];
        all.extend(arguments);
        world.run(&all).json()["total"].as_u64().unwrap()
    };
    for (typed, flag, value) in [
        ("板块:下步打算", "--block", "下步打算"),
        ("单位:科技厅", "--unit", "科学技术厅"),
        ("协办：教育厅", "--co", "教育厅"),
        ("年:2021..2023", "--year", "2021..2023"),
        ("种类:会办", "--kind", "会办意见"),
    ] {
        let in_query = total(&[&format!("博士后 {typed}")]);
        assert!(in_query > 0, "{typed}");
        assert_eq!(in_query, total(&["博士后", flag, value]), "{typed}");
    }
    let all = total(&["博士后"]);
    assert_eq!(total(&["博士后 年:2021..2023"]) + total(&["博士后 -年:2021..2023"]), all);
}

#[test]
fn a_test_collection_goes_in_and_a_run_comes_out() {
    let world = World::new();
    world.write("p.jsonl", "{\"id\":\"d1\",\"title\":\"渡口\",\"text\":\"更换渡船一艘，加固栈桥。\"}\n{\"id\":\"d2\",\"text\":\"新建公交站点三十个。\"}\n");
    world.write("q.jsonl", "{\"id\":\"q1\",\"text\":\"公交站点建设\"}\n{\"id\":7,\"text\":\"渡船\"}\n");
    world.done(&["index", "--jsonl", "p.jsonl", "--archive", "eval"]);
    let run = world.done(&["search", "--archive", "eval", "--batch", "q.jsonl", "--format", "trec"]).out;
    let fields: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(fields.len(), 2, "{run}");
    assert_eq!((fields[0][0], fields[0][2], fields[0][3]), ("q1", "d2", "1"));
    assert_eq!((fields[1][0], fields[1][2]), ("7", "d1"));
}

#[test]
fn a_batch_comes_in_every_form() {
    let world = World::new();
    world.write(
        "p.jsonl",
        "{\"id\":\"d1\",\"title\":\"渡口\",\"text\":\"=更换渡船一艘，加固栈桥。\"}\n{\"id\":\"d2\",\"text\":\"新建\\\"公交\\\"站点三十个。\"}\n",
    );
    world.write("q.jsonl", "{\"id\":\"q1\",\"text\":\"公交站点\"}\n\n{\"id\":7,\"text\":\"渡船\"}\n{\"id\":\"-8\",\"text\":\"飞船\"}\n");
    world.done(&["index", "--jsonl", "p.jsonl", "--archive", "eval"]);
    let batch = |format: &[&str]| {
        world.done(&[&["search", "--archive", "eval", "--batch", "q.jsonl"], format].concat()).out
    };

    let lines = batch(&["--format", "jsonl"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let asked: Vec<_> = lines.iter().map(|line| (&line["schema"], &line["id"], &line["text"])).collect();
    let schema = &Value::from("dafu.batch/1");
    let (q1, q7, q8) = (&Value::from("q1"), &Value::from("7"), &Value::from("-8"));
    assert_eq!(
        asked,
        [
            (schema, q1, &Value::from("公交站点")),
            (schema, q7, &Value::from("渡船")),
            (schema, q8, &Value::from("飞船"))
        ]
    );
    assert_eq!(lines[0]["hits"][0]["external_id"], "d2");
    assert_eq!(lines[1]["hits"][0]["text"], "=更换渡船一艘，加固栈桥。");
    assert_eq!(lines[2]["hits"], Value::Array(Vec::new()));
    assert_eq!(batch(&[]), batch(&["--format", "jsonl"]), "lines are what is written unasked");

    let document: Value = serde_json::from_str(&batch(&["--format", "json"])).unwrap();
    assert_eq!(document["schema"], "dafu.batch/1");
    for (query, line) in document["queries"].as_array().unwrap().iter().zip(&lines) {
        assert_eq!(
            (&query["id"], &query["text"], &query["hits"]),
            (&line["id"], &line["text"], &line["hits"])
        );
    }
    assert_eq!(document["queries"].as_array().unwrap().len(), 3);

    let csv = batch(&["--format", "csv"]);
    let (head, rows) = table(&csv);
    assert_eq!(
        head,
        [
            "id",
            "text",
            "hits.rank",
            "hits.score",
            "hits.id",
            "hits.citation",
            "hits.block.name",
            "hits.block.origin",
            "hits.section",
            "hits.item",
            "hits.authors",
            "hits.date",
            "hits.title",
            "hits.cases",
            "hits.doc_number",
            "hits.source.path",
            "hits.source.line_start",
            "hits.source.line_end",
            "hits.text",
            "hits.subject",
            "hits.kind_code",
            "hits.kind_name",
            "hits.case_numbers.raw",
            "hits.case_numbers.value",
            "hits.paths",
            "hits.texts.variant"
        ]
    );
    let shown: Vec<[&str; 4]> = rows.iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[18]]).collect();
    assert_eq!(
        shown,
        [
            ["q1", "公交站点", "1", "新建\"公交\"站点三十个。"],
            ["7", "渡船", "1", "'=更换渡船一艘，加固栈桥。"]
        ]
    );
    assert!(csv.contains("\"新建\"\"公交\"\"站点三十个。\""), "{csv}");

    let run = batch(&["--format", "trec"]);
    assert!(run.starts_with("q1 Q0 d2 1 "), "{run}");
    let wrong = world.run(&["search", "--archive", "eval", "--batch", "none.jsonl", "--format", "csv"]);
    assert_eq!(wrong.out, "", "no head without a file of queries");
    world.write("broken.jsonl", "{\"id\": \"q1\", \"text\": \"公交站点\"}\nno query\n");
    let wrong = world.run(&["search", "--archive", "eval", "--batch", "broken.jsonl", "--format", "csv"]);
    assert!(wrong.outcome.unwrap_err().contains("1 of 2 lines of broken.jsonl is no query"));
    assert_eq!(table(&wrong.out).1.len(), 1, "the other query is answered");
    assert!(wrong.err.contains("broken.jsonl:2 is no query"), "{}", wrong.err);
}

#[test]
fn each_bad_line_of_a_batch_is_told_in_its_place() {
    let world = World::new();
    world.write("p.jsonl", "{\"id\":\"d1\",\"text\":\"新建公交站点三十个。\"}\n");
    world.done(&["index", "--jsonl", "p.jsonl", "--archive", "eval"]);
    world.write("q.jsonl", "no query\n{\"id\":\"q1\",\"text\":\"公交站点\"}\n{\"id\":\"q2\"}\n");
    for format in ["jsonl", "json"] {
        let ran = world.run(&["search", "--archive", "eval", "--batch", "q.jsonl", "--format", format]);
        let queries: Vec<Value> = match format {
            "json" => ran.json()["queries"].as_array().unwrap().clone(),
            _ => ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        };
        let told: Vec<_> = queries.iter().map(|query| (&query["line"], &query["error"]["code"])).collect();
        let (null, bad) = (&Value::Null, &Value::from("line_no_query"));
        assert_eq!(told, [(&Value::from(1), bad), (null, null), (&Value::from(3), bad)], "{format}");
        assert_eq!(queries[1]["hits"][0]["external_id"], "d1");
        assert!(ran.outcome.unwrap_err().contains("2 of 3 lines of q.jsonl are no queries"));
    }
}

#[test]
fn a_collection_with_bad_lines_names_them_and_does_not_end_with_zero() {
    let world = World::new();
    world.write("p.jsonl", "{\"id\":\"d1\",\"text\":\"新建公交站点三十个。\"}\n{\"id\":\"d2\"}\nnothing\n");
    let ran = world.run(&["index", "--jsonl", "p.jsonl", "--archive", "eval"]);
    assert_eq!(ran.outcome, Ok(Outcome::Quarantined), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("p.jsonl: line 2: no text\n"), "{}", ran.err);
    assert!(ran.err.contains("p.jsonl: line 3: "), "{}", ran.err);
    assert_eq!(
        world.done(&["search", "公交站点", "--archive", "eval", "--format", "json"]).json()["total"],
        1
    );
    assert_eq!(world.run(&["index", "--jsonl", "p.jsonl", "--archive", "eval"]).outcome, Ok(Outcome::Done));
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let world = World::with_corpus();
    world.done(&["index", "letters"]);
    for typed in [
        "(博士后",
        "主要成效:博士后",
        "科技成果*",
        "博士后　路演",
        "\"路演",
        "AND OR NOT",
        "a:b:c",
        "((((((",
        "+-",
        "/.*/",
        "\\",
        "[* TO *]",
        "路演^2",
    ] {
        let ran = world.run(&["search", "--", typed]);
        assert!(ran.outcome.is_ok(), "{typed}: {:?}", ran.outcome);
    }
    let empty = world.run(&["search", "“”"]);
    assert!(empty.outcome.unwrap_err().contains("nothing to search for"));
}
