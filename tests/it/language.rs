//! Every command, help page, report and error in both languages: Chinese ones hold no English sentence, English ones no
//! Chinese but what is quoted and values.
//!
//! In: stories that bring about as many messages as can be brought about, and each entry of the catalogue with sample values.
//! Out: failures that show the words that are in the wrong language.

use std::collections::BTreeSet;

use clap::Command;
use dafu::archive::error::ArchiveError;
use dafu::archive::verify::Damage;
use dafu::cli::usage;
use dafu::language::Language;
use dafu::render::people::Layout;
use dafu_letters::acts::act::Act;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::model::{BlockKind, ReplyKind};
use dafu_search::query::fields::FIELDS;

use crate::catalogue::{entries, sample};
use crate::cli::{LETTER, Ran, World};

/// Names that consist of more than one English word.
const NAMES: [&str; 5] = ["JSON Lines", "Microsoft Works", "KiB", "MiB", "U FFFD"];

/// Two and more English words in a row, outside of quotation marks and commands.
fn english(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = String::new();
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '“' => quoted = true,
                '”' => quoted = false,
                c if !quoted => rest.push(c),
                _ => {}
            }
        }
        for part in rest.split(|c: char| !(c.is_ascii_graphic() || c == ' ')) {
            // A command is the same in every language, to the next Chinese word or gap.
            let part = match ["dafu ", "mv "].iter().filter_map(|command| part.find(command)).min() {
                Some(at) => &part[..at],
                None => part,
            };
            let mut run: Vec<&str> = Vec::new();
            for word in part.split(' ').chain([""]) {
                let word = word.trim_matches(|c: char| ",.;:!?()[]".contains(c));
                if word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') {
                    run.push(word);
                    continue;
                }
                let words = run.join(" ");
                if run.len() > 1 && !NAMES.contains(&words.as_str()) {
                    found.push(words);
                }
                run.clear();
            }
        }
    }
    found
}

/// Words that are values in every language: names of blocks, kinds, acts and fields, citations, examples of the help.
fn values() -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let blocks = BlockKind::all().flat_map(|kind| [kind.zh(), kind.tier().zh()]);
    values.extend(blocks.map(str::to_owned));
    values.extend(ReplyKind::ALL.iter().map(|kind| kind.zh().to_owned()));
    values.extend(Act::all().map(|act| act.zh().to_owned()));
    for field in FIELDS {
        values.extend(field.aliases.iter().chain(field.examples).map(|name| (*name).to_owned()));
    }
    let help = "政协提案、人大建议答复检索 路演 板块:下步打算 博士后 安科发〔2024〕12号 四/下步打算/二 单位:科技厅 协办:教育厅 年:2021 \
        案号:2024D10 文号:安科发 标题:人才 种类:会办 -词 词 、 博士后 公寓 年 科创专员选派 成果转化 主要成效:博士后 红绿灯 博士后公寓入住 \
        教育局 会办 万元 …］ ［ 分词相关 题涉 原文命中 页面装饰 提案原文 异文 目录 另一版本 认定 推定 〔认定〕待 〔推定〕计划 标注 类 第 号 文号 中文 段/ 届 提案答复, 层级 条 （ ） 个人";
    values.extend(help.split(' ').map(str::to_owned));
    values
}

/// Chinese words that stand neither in `quoted` nor among the values.
fn chinese(text: &str, quoted: &[&str]) -> Vec<String> {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    let values = values();
    let mut found = Vec::new();
    for run in text.split(|c: char| !is_han(c)).filter(|run| !run.is_empty()) {
        let known = quoted.iter().any(|quoted| quoted.contains(run))
            || values.iter().any(|value| value.contains(run))
            || run.chars().all(|c| "第段一二三四五六七八九十".contains(c));
        if !known {
            found.push(run.to_owned());
        }
    }
    found
}

/// Fails where `text`, which `what` said, is in another language than `language`.
fn pure(language: Language, text: &str, quoted: &[&str], what: &str) {
    let wrong = impure(language, text, quoted, what);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

/// What of `text`, which `what` said, is in another language than `language`.
fn impure(language: Language, text: &str, quoted: &[&str], what: &str) -> Option<String> {
    let found = match language {
        Language::English => chinese(text, quoted),
        Language::Chinese => english(text),
    };
    (!found.is_empty()).then(|| format!("{what} says {found:?} in the wrong language:\n{text}"))
}

#[test]
fn sentences_of_the_other_language_are_found() {
    assert_eq!(english("错误：no such file 没有"), ["no such file"]);
    assert_eq!(english("提示：先 dafu verify，再 dafu index --rebuild"), Vec::<String>::new());
    assert_eq!(english("“no such file”不是 JSON Lines"), Vec::<String>::new());
    assert_eq!(chinese("error: 文件不存在", &[]), ["文件不存在"]);
    assert_eq!(chinese("〔下步打算·inferred〕 老渡口", &["老渡口"]), Vec::<String>::new());
}

#[test]
fn every_entry_is_in_its_language() {
    for (code, names) in entries("en") {
        let message = sample(&code, &names);
        pure(Language::English, &Language::English.say(&message), &[], &code);
        pure(Language::Chinese, &Language::Chinese.say(&message), &[], &code);
    }
    for (code, _) in entries("zh").iter().filter(|(code, _)| code.starts_with("help_")) {
        let said = Language::Chinese.say(&sample(code, &BTreeSet::new()));
        pure(Language::Chinese, &said, &[], code);
    }
}

#[test]
fn the_help_of_every_command_is_in_its_language() {
    for language in Language::ALL {
        let mut seen = 0;
        let mut command = usage::command(language, 100);
        command.build();
        let mut look = |name: &str, mut command: Command| {
            for help in [command.render_help(), command.render_long_help()] {
                pure(language, &help.to_string(), &[], name);
                seen += 1;
            }
        };
        look("dafu", command.clone());
        for sub in command.get_subcommands() {
            look(sub.get_name(), sub.clone());
        }
        assert!(seen >= 20, "{seen}");
    }
}

/// A command of the stories, and what must stand in its answer in either language (nothing: whatever it says).
type Step = (&'static [&'static str], [&'static str; 2]);

/// What people type, one after the other, in a folder made by [`world`].
#[rustfmt::skip]
const STEPS: &[Step] = &[
    (&["search", "老渡口"], ["there is no archive in", "归档目录"]),
    (&["index"], ["there is nothing to index", "未指定要索引的内容"]),
    (&["index", "letters", "--dry-run"], ["nothing was written", "试运行，未写入"]),
    (&["index", "letters", "--report", "rep", "--metadata", "meta.csv"], ["quarantined", "隔离"]),
    (&["index", "letters"], ["unchanged", "未变"]),
    (&["index", "letters", "--rehash", "--jobs", "1"], ["unchanged", "未变"]),
    (&["index", "--jsonl", "lines.jsonl"], ["quarantined 4", "隔离 4"]),
    (&["index", "nowhere"], ["does not exist", "不存在"]),
    (&["index", "--remove", "nowhere"], ["is not in the archive", "不在归档目录中"]),
    (&["index", "letters", "--metadata", "keyless.csv"], ["no column `key`", "缺少 key 列"]),
    (&["index", "letters", "--metadata", "none.csv"], ["no such file or folder", "没有这个文件"]),
    (&["index", "--rebuild"], ["built anew", "已重建"]),
    (&["index", "--prune"], ["files", "共 0 个文件"]),
    (&["search", "老渡口"], ["Literal hits: ", "原文命中 "]),
    (&["search", "老渡口", "-n", "1", "--facets", "--explain", "--context"], ["blocks", "板块"]),
    (&["search", "老渡口", "--verify"], ["verified: ", "核对："]),
    (&["search", "栈桥", "--block", "下步打算", "--verify"], ["verified by subject or title", "题涉核对"]),
    (&["search", "渡口修缮", "--block", "下步打算"], ["", ""]),
    (&["search", "老渡口", "--format", "json", "-n", "1"], ["", ""]),
    (&["search", "老渡口", "--format", "jsonl", "-n", "1"], ["passages written", "全部写出请加"]),
    (&["search", "老渡口", "--format", "csv", "-n", "1"], ["passages written", "全部写出请加"]),
    (&["search", "没有此词"], ["no passage that is searched", "片段中没有"]),
    (&["search", "渡船 栈桥", "--within", "item"], ["--within", "--within"]),
    (&["search", "渡船3艘"], ["异文 (contradicting figures or facts): it differs here in letters/a.txt", "异文（说法不一）：此处与 letters/a.txt 不同"]),
    (&["search", "渡船3艘", "--verify"], [" texts", " 份文本"]),
    (&["search", "老渡口", "--count"], ["Literal hits: ", "原文命中 "]),
    (&["search", "老渡口", "--count", "--format", "csv"], ["--count has text and json", "--count 只用于"]),
    (&["search", "老渡口", "--sample", "1", "--seed", "7"], ["a random sample of 1 of", "随机抽取 1 段（种子 7）"]),
    (&["search", "栈桥", "--block", "下步打算", "--tier", "subject", "--sample", "1"], ["--sample draws", "--sample 只从"]),
    (&["search", "老渡囗"], ["老渡口 is near to 老渡囗", "老渡口 与 老渡囗 相近"]),
    (&["search", "候船廊亭"], ["--include would find", "加 --include 可得"]),
    (&["search", "槐办函2024年7号"], ["finds 1 letter", "可得 1 件"]),
    (&["search", "渡船", "--year", "1999"], ["without year:1999", "去掉 year:1999"]),
    (&["search"], ["there is nothing to search for", "未输入检索内容"]),
    (&["search", "，"], ["there is nothing", "未输入"]),
    (&["search", "渡船 AND 栈桥"], ["is searched as it is written", "按原样查找"]),
    (&["search", "OR 渡船"], ["OR stands between two terms", "OR 要写在两个词之间"]),
    (&["search", "\"渡船"], ["without its partner", "未成对"]),
    (&["search", "渡船 单位:"], ["has no value", "没有取值"]),
    (&["search", "渡船 OR 年:2024"], ["OR joins terms", "OR 只连接"]),
    (&["search", "渡船 ，《》"], ["", ""]),
    (&["search", "渡 船"], ["come first", "排在前面"]),
    (&["search", "渡船 板块:无此"], ["no block is called", "没有名为"]),
    (&["search", "渡船 年:去年"], ["is no year", "不是年份"]),
    (&["search", "渡船 日期:2024-13-45"], ["is no date", "不是日期"]),
    (&["search", "渡船", "--format", "trec"], ["a TREC run needs many", "TREC 格式"]),
    (&["search", "渡船", "--tier", "subject"], ["--tier subject needs", "--tier subject 须有"]),
    (&["search", "--batch", "queries.jsonl"], ["", ""]),
    (&["search", "--batch", "bad.jsonl"], ["is no query", "不是检索式"]),
    (&["search", "渡船", "--in", "letters"], ["Literal hits", "原文命中"]),
    (&["search", "渡船", "--in", "nowhere"], ["no such file", "没有这个"]),
    (&["show", "槐办函〔2024〕7号"], ["id ", "编号 "]),
    (&["show", "槐办函〔2024〕7号", "--format", "json"], ["", ""]),
    (&["show", "没有"], ["nothing is called", "没有找到"]),
    (&["show", "第31号"], ["letters or passages are called", "件答复或片段"]),
    (&["show", "第31号", "--format", "json"], ["letters or passages are called", "件答复或片段"]),
    (&["show", "没有", "--format", "json"], ["nothing is called", "没有找到"]),
    (&["show", "槐办函〔2024〕11号"], ["the end of its file is missing", "文件不完整，末尾缺失"]),
    (&["list"], ["letters", "共 "]),
    (&["list", "--unmask"], ["(the end of its file is missing)", "（文件不完整，末尾缺失）"]),
    (&["list", "--year", "1999"], ["0 letters", "共 0 件"]),
    (&["list", "--format", "json"], ["", ""]),
    (&["list", "--format", "csv"], ["", ""]),
    (&["parse", "letters/a.txt"], ["kind: ", "文种: "]),
    (&["parse", "letters/a.txt", "--explain"], ["〔weighed〕", "〔推定〕"]),
    (&["parse", "letters/a.txt", "--format", "json"], ["", ""]),
    (&["parse", "letters/odd.txt"], ["! no_reply", "! no_reply"]),
    (&["parse", "letters/a.txt", "--explain", "--format", "text"], ["--explain needs", "--explain 只用于"]),
    (&["parse", "letters"], ["is not a regular file", "不是普通文件"]),
    (&["parse", "letters/empty.txt"], ["the file is empty", "文件为空"]),
    (&["parse", "letters/bad.rtf"], ["the file is empty", "文件为空"]),
    (&["parse", "letters/scan.html"], ["pictures and no text", "只有图片，没有文字"]),
    (&["parse", "bundle.zip"], ["is a bundle of files", "是文件包"]),
    (&["parse", "none.txt"], ["no such file", "没有这个文件"]),
    (&["status"], ["files: ", "文件："]),
    (&["status", "--format", "json"], ["", ""]),
    (&["status", "--full"], ["cut off (read as far as they go):", "末尾缺失（已读到断处）："]),
    (&["quarantine"], ["empty file", "空文件"]),
    (&["quarantine", "acknowledge", "letters/empty.txt"], ["", ""]),
    (&["quarantine", "list"], ["empty file (acknowledged)", "空文件（已知悉）"]),
    (&["quarantine", "acknowledge", "letters/a.txt"], ["is not in quarantine", "不在隔离之列"]),
    (&["index", "letters", "--mask"], ["whose numbers are searched", "号码在检索范围内"]),
    (&["index", "--mask", "--rebuild"], ["built anew", "已重建"]),
    (&["search", "渡船", "--unmask", "--verify"], ["holds no telephone", "索引不含电话"]),
    (&["search", "渡船", "--verify"], ["were in the letters read", "通读的原文中则有"]),
    (&["status"], ["left out of what is searched", "不在检索范围内"]),
    (&["index", "letters", "--mask=off"], ["left out of what is searched", "不在检索范围内"]),
    (&["index", "letters", "--mask=xx"], ["possible values", "可用取值"]),
    (&["index", "--mask=off", "--rebuild"], ["built anew", "已重建"]),
    (&["index", "letters", "--all"], ["added 1", "新增 1"]),
    (&["verify"], ["sound: ", "完好："]),
    (&["cache"], ["kept", "归档目录"]),
    (&["cache", "--clear"], ["removed", "已删除"]),
    (&["search", "渡船", "--archive", "typo"], ["there is no such directory", "没有这个目录"]),
    (&["search", "渡船", "--archive", "letters"], ["it has no CURRENT", "缺少 CURRENT"]),
    (&["index", "letters", "--archive", "letters"], ["holds other files", "有其他文件"]),
    (&["search", "渡船", "--archive", "later"], ["written by a newer dafu", "由更新版本"]),
    (&["search", "渡船", "--archive", "garbled"], ["the archive is damaged", "归档目录已损坏"]),
    (&["status", "--archive", "storeless"], ["storeless is gone", "storeless 的库已丢失"]),
    (&["verify", "--archive", "storeless"], ["store.sqlite is gone", "store.sqlite 已丢失"]),
    (&["index", "letters", "--archive", "storeless"], ["--set-aside keeps what is left", "--set-aside 将残留部分"]),
    (&["index", "letters", "--archive", "storeless", "--set-aside"], ["is kept in", "原有内容已保存在"]),
    (&["verify", "--archive", "storeless"], ["sound: ", "完好："]),
    (&["index", "--set-aside"], ["there is nothing to index", "未指定要索引的内容"]),
    (&["search", "渡船", "-x"], ["unexpected argument", "没有选项"]),
    (&["search", "渡船", "--formt", "json"], ["did you mean", "是否想用"]),
    (&["serch"], ["unrecognized subcommand", "没有命令"]),
    (&["search", "渡船", "--format", "xx"], ["possible values", "可用取值"]),
    (&["search", "渡船", "--limit", "many"], ["a number of passages", "应为段数"]),
    (&["search", "渡船", "--offset", "many"], ["a whole number", "应为整数"]),
    (&["search", "渡船", "--limit"], ["a value is required", "需要取值"]),
    (&["search", "渡船", "--limit", "1", "--limit", "2"], ["multiple times", "只能用一次"]),
    (&["search", "渡船", "--archive", "a", "--in", "b"], ["cannot be used with", "不能与"]),
    (&["show"], ["were not provided", "缺少参数"]),
    (&["--archive", "a"], ["a command is required", "缺少命令"]),
    (&["--help"], ["Usage:", "用法："]),
    (&["search", "-h"], ["Usage:", "用法："]),
    (&["help", "index"], ["Usage:", "用法："]),
    (&["quarantine", "--help"], ["Usage:", "用法："]),
    (&["quarantine", "help"], ["Usage:", "用法："]),
    (&["help", "quarantine", "acknowledge"], ["Usage:", "用法："]),
];

/// Codes of errors that no step can bring about: another user, another process, a later build, a full disk or no home is needed. Their
/// entries are looked at like all others.
const OUT_OF_REACH: [&str; 22] = [
    "error_no_cache",
    "error_forbidden",
    "error_exists",
    "error_unreleased",
    "error_outdated",
    "error_locked",
    "error_store",
    "error_index",
    "error_index_entry",
    "error_index_file",
    "error_index_file_gone",
    "error_fewer_replies",
    "error_rebuild_stopped",
    "error_unknown_reply",
    "error_check",
    "error_stopped",
    "error_file_too_large",
    "error_differs",
    "error_csv",
    "usage_number_of_values",
    "usage_no_equals",
    "usage_not_utf8",
];

/// Words of [`STEPS`] and of the files of [`world`] that answers quote.
const QUOTED: &str = "某年某月的一段文字 不是答复 老码头建于 修缮老码头 没有此词 渡船 去年 无此 渡口修缮 没有 第31号 栈桥 老渡口 第十 老渡囗 候船廊亭 槐办函2024年7号 附 提案原文 建议增设候船廊亭 本文件夹存放某年某月的文字 艘";

/// A folder with letters, good and bad, and with archives that are none.
fn world() -> World {
    let world = World::new();
    world.write("letters/a.txt", LETTER);
    world.write(
        "letters/b.txt",
        &LETTER.replace("第31号", "第32号").replace("7号", "9号").replace("渡口", "码头"),
    );
    world.write("letters/odd.txt", "某年某月的一段文字，不是答复。\n");
    world.write("letters/other.txt", &LETTER.replace("7号", "17号"));
    world.write("letters/version.txt", &LETTER.replace("2艘", "3艘"));
    world.write(
        "letters/own.txt",
        &format!(
            "{}\n附：提案原文\n\n关于修缮老渡口的提案\n\n建议增设候船廊亭。\n",
            LETTER.replace("第31号", "第34号").replace("7号", "19号")
        ),
    );
    let lines = LETTER.replace("第31号", "第33号").replace("7号", "11号").replace("\n\n", "</p>\n<p>");
    world.write("letters/cut.html", &format!("<html><body><div><p>{lines}"));
    world.write("letters/readme.txt", "某年某月的一段文字，不是答复。本文件夹存放某年某月的文字。\n");
    world.write("letters/empty.txt", "");
    world.write("letters/bad.rtf", "{\\rtf1 {{{");
    world.write("letters/.hidden.txt", "x");
    world.write("letters/scan.html", "<html><body><img src='1.png'></body></html>");
    world.write("meta.csv", "key,date,colour\nletters/a.txt,2024-06-03,red\nnone.txt,2024-01-01,blue\n");
    world.write("keyless.csv", "date\n2024-01-01\n");
    world.write("lines.jsonl", "{\"id\": \"1\", \"text\": \"渡船\", \"odd\": 1}\n{\"text\": \"x\"}\n[]\n{\n{\"id\": \"1\", \"text\": \"y\"}\n");
    world.write("queries.jsonl", "{\"id\": \"q\", \"text\": \"渡船\"}\n");
    world.write("bad.jsonl", "渡船\n");
    world.write("bundle.zip", "PK\u{3}\u{4}");
    world.write("later/CURRENT", "000001 99\n");
    world.write("garbled/CURRENT", "garbled\n");
    world
}

fn run(world: &World, language: Language, arguments: &[&str]) -> Ran {
    world.run_in(Layout { width: 100, colour: false, language }, arguments)
}

#[test]
fn every_command_and_error_speaks_one_language() {
    let (mut provoked, mut wrong) = (BTreeSet::new(), Vec::new());
    for language in Language::ALL {
        let world = world();
        let index = |dir: &str| run(&world, language, &["index", "letters", "--archive", dir]);
        index("storeless").outcome.unwrap();
        std::fs::remove_file(world.working.join("storeless/store.sqlite")).unwrap();
        for (arguments, expected) in STEPS {
            let ran = run(&world, language, arguments);
            provoked.extend(ran.code.clone());
            let told = ran.outcome.as_ref().err().cloned().unwrap_or_default();
            let all = format!("{}\n{}\n{told}", ran.out, ran.err);
            let expected = expected[language as usize];
            if !all.contains(expected) {
                wrong.push(format!("{arguments:?} does not say {expected}:\n{all}"));
            }
            let machine = arguments.windows(2).any(|two| two[0] == "--format" || two[0] == "--batch");
            let said = if machine { format!("{}\n{told}", ran.err) } else { all };
            wrong.extend(impure(language, &said, &[LETTER, QUOTED], &arguments.join(" ")));
        }
        let csv = std::fs::read_to_string(world.working.join("rep/report.csv")).unwrap();
        assert!(csv.starts_with("\u{feff}path,state,reason,warnings,text,advice\n"), "{csv}");
        wrong.extend(impure(language, &csv, &[], "report.csv"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let errors: Vec<String> = entries("en")
        .into_keys()
        .filter(|code| code.starts_with("error_") || (code.starts_with("usage_") && is_mistake(code)))
        .filter(|code| !provoked.contains(code) && !OUT_OF_REACH.contains(&code.as_str()))
        .collect();
    assert!(errors.is_empty(), "no step brings about {errors:?}");
    let both: Vec<&str> = OUT_OF_REACH.into_iter().filter(|code| provoked.contains(*code)).collect();
    assert!(both.is_empty(), "{both:?} are in reach");
}

/// True for a sentence on what is wrong with arguments, not a word of help.
fn is_mistake(code: &str) -> bool {
    let words =
        ["name_", "wants_", "near", "possible", "help", "default", "values", "usage", "options", "commands"];
    let more = ["arguments", "filters", "other"];
    !words.iter().chain(&more).any(|word| code["usage_".len()..].starts_with(word))
}

#[test]
fn notes_of_json_are_a_code_values_and_a_text() {
    let world = world();
    for (language, text) in [
        (Language::English, "`去年` is no year; write 2023, 2021..2024 or unknown"),
        (Language::Chinese, "“去年”不是年份；可写 2023、2021..2024 或 unknown"),
    ] {
        let ran = run(&world, language, &["search", "渡船 年:去年", "--in", "letters", "--format", "json"]);
        let note = &ran.json()["notes"][0];
        assert_eq!(note["code"], "query_no_year");
        assert_eq!(note["values"]["typed"], "去年");
        assert_eq!(note["text"], text);
        let ran = run(&world, language, &["parse", "letters/odd.txt", "--format", "json"]);
        let note = &ran.json()["notes"][0];
        assert_eq!((note["code"].as_str(), note["values"].is_object()), (Some("no_reply"), true));
        pure(language, note["text"].as_str().unwrap(), &[], "a note");
    }
}

#[test]
fn what_is_for_machines_is_the_same_in_both_languages() {
    let world = world();
    for arguments in [
        &["search", "老渡口", "--in", "letters", "--format", "json"][..],
        &["search", "老渡口", "--in", "letters", "--format", "csv"],
        &["search", "老渡口", "--in", "letters", "--format", "jsonl"],
        &["list", "--in", "letters", "--format", "json"],
        &["list", "--in", "letters", "--format", "csv"],
        &["parse", "letters/a.txt", "--format", "json"],
    ] {
        let [english, chinese] = Language::ALL.map(|language| run(&world, language, arguments).out);
        assert!(!english.is_empty());
        assert_eq!(english, chinese, "{arguments:?}");
    }
}

#[test]
fn errors_and_damages_that_are_out_of_reach_are_told_in_both_languages() {
    let id = ReplyId::from_number(7);
    let dir = || "/a/.dafu".into();
    for (error, english, chinese) in [
        (
            ArchiveError::Locked {
                dir: dir(),
                pid: "12".to_owned(),
                since: "2026-11-30T08:00:00Z".to_owned(),
            },
            "the archive /a/.dafu is being written to by process 12 since 2026-11-30T08:00:00Z",
            "进程 12 自 2026-11-30T08:00:00Z 起正在写入归档目录 /a/.dafu",
        ),
        (
            ArchiveError::Outdated { dir: dir(), what: "words", found: 1, known: 2 },
            "the index of /a/.dafu has word list version 1, this dafu reads 2",
            "/a/.dafu 的索引中词表版本为 1，当前程序读取版本 2",
        ),
        (
            ArchiveError::FewerReplies { before: 3, after: 2 },
            "the rebuilt index holds 2 replies and the present one 3; it was not put in its place",
            "重建的索引只有 2 件答复，现有索引有 3 件，未予替换",
        ),
        (
            std::io::Error::from(std::io::ErrorKind::StorageFull).into(),
            "no space left on the disk",
            "磁盘空间不足",
        ),
    ] {
        assert_eq!(Language::English.say(&error.message()), english);
        assert_eq!(Language::Chinese.say(&error.message()), chinese);
        for language in Language::ALL {
            error.hint().into_iter().for_each(|hint| pure(language, &language.say(&hint), &[], english));
        }
    }
    let damage = Damage::Passages(id, 1, 2);
    assert_eq!(damage, Damage::Passages(id, 1, 2));
}
