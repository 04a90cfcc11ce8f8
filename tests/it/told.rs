//! What is said to people whose search or look-up did not come to what they meant: stories with literal expectations.

use dafu::cli::outcome::Outcome;
use dafu::language::Language;
use serde_json::{Value, json};

use crate::cli::{LETTER, World, table};

/// A world with one letter, indexed.
fn one_letter() -> World {
    let world = World::new();
    world.write("letters/a.txt", LETTER);
    world.done(&["index", "letters"]);
    world
}

#[test]
fn a_term_that_stands_where_nothing_is_searched_is_told_with_the_flag_that_shows_it() {
    let world = World::new();
    world.write(
        "letters/a.txt",
        &format!("{LETTER}\n附：提案原文\n\n关于修缮老渡口的提案\n\n建议增设候船廊亭。\n"),
    );
    world.done(&["index", "letters"]);
    let ran = world.run(&["search", "候船廊亭"]);
    assert_eq!(ran.outcome, Ok(Outcome::Nothing), "{}", ran.out);
    assert!(ran.err.contains("候船廊亭 occurs in 0 passages; 1 more is not searched"), "{}", ran.err);
    assert!(ran.err.contains("  --include would find 1 passage\n"), "{}", ran.err);
    let zero = world.run(&["search", "候船廊亭", "--format", "json"]).json()["zero"].clone();
    assert_eq!(zero["terms"], json!([{"term": "候船廊亭", "count": 0, "aside": 1}]));
    assert_eq!(zero["with_include"], 1);
    assert!(world.done(&["search", "候船廊亭", "--include"]).out.starts_with("Literal hits: 1 passage "));
}

#[test]
fn a_name_that_several_letters_have_is_answered_in_the_form_that_was_asked_for() {
    let world = one_letter();
    world.write("letters/b.txt", &LETTER.replace("老渡口", "新码头").replace("〔2024〕7号", "〔2024〕9号"));
    world.done(&["index", "letters"]);
    let ran = world.done(&["show", "31", "--format", "json"]);
    let document = ran.json();
    assert_eq!((&document["schema"], &document["name"]), (&json!("dafu.candidates/1"), &json!("31")));
    let numbers: Vec<&Value> =
        document["candidates"].as_array().unwrap().iter().map(|row| &row["doc_number"]).collect();
    assert_eq!(numbers.len(), 2);
    assert!(numbers.contains(&&json!("槐办函〔2024〕7号")) && numbers.contains(&&json!("槐办函〔2024〕9号")));
    assert_eq!(document["candidates"][0]["means"], "case");
    let none = world.run(&["show", "4711", "--format", "json"]);
    assert_eq!(none.outcome, Ok(Outcome::Nothing));
    assert_eq!(none.json()["total"], 0);
}

#[test]
fn kinds_and_case_numbers_have_one_form_in_searches_and_lists() {
    let world = World::new();
    world.write("letters/a.txt", &LETTER.replace("第31号", "第0031号"));
    world.done(&["index", "letters"]);
    let hit = world.done(&["search", "渡口", "--format", "json"]).json()["hits"][0].clone();
    let letter = world.done(&["list", "--format", "json"]).json()["replies"][0].clone();
    for document in [&hit, &letter] {
        assert_eq!(
            (&document["kind_code"], &document["kind_name"], &document["case_numbers"]),
            (&json!("proposal_reply"), &json!("提案答复"), &json!([{"raw": "0031", "value": "31"}]))
        );
    }
    for command in [&["search", "渡口", "--format", "csv"][..], &["list", "--format", "csv"]] {
        let (head, rows) = table(&world.done(command).out);
        let cell = |name: &str| rows[0][head.iter().position(|head| head == name).unwrap()].clone();
        let cells = ["kind_code", "kind_name", "case_numbers.raw", "case_numbers.value"].map(cell);
        assert_eq!(cells, ["proposal_reply", "提案答复", "0031", "31"]);
    }
}

#[test]
fn a_document_number_is_found_in_every_writing_where_one_is_asked_for_and_offered_where_it_is_not() {
    let world = one_letter();
    for number in [
        "槐办函〔2024〕7号",
        "槐办函[2024]7号",
        "槐办函（2024）7号",
        "槐办函(2024)7号",
        "槐办函【2024】7号",
        "槐办函2024年7号",
        "2024年7号",
    ] {
        assert!(world.done(&["list", "--doc", number]).out.contains("槐溪县交通运输局"), "{number}");
        assert!(world.done(&["show", number]).out.starts_with("槐办函〔2024〕7号\n"), "{number}");
        let typed = world.run(&["search", number]);
        let offered = format!("note: 文号:{number} finds 1 letter;");
        assert_eq!(typed.err.contains(&offered), number != "槐办函〔2024〕7号", "{number}: {}", typed.err);
    }
    assert_eq!(world.run(&["list", "--doc", "槐办函〔2024〕17号"]).outcome, Ok(Outcome::Nothing));
    assert!(!world.run(&["search", "槐办函〔2023〕7号"]).err.contains("文号:"), "no such letter, no offer");
}

#[test]
fn quotation_marks_inside_a_term_bring_no_note() {
    let world = one_letter();
    for typed in ["“老渡口”建于", "「老渡口」建于", "建于“老”渡口"] {
        let ran = world.run(&["search", typed]);
        assert!(!ran.err.contains("quotation mark"), "{typed}: {}", ran.err);
    }
    assert!(world.run(&["search", "“老渡口"]).err.contains("a quotation mark without its partner"));
}

#[test]
fn what_was_typed_wrongly_is_answered_with_near_spellings() {
    let world = one_letter();
    for (typed, near) in [
        ("栈桥家固", "栈桥加固"),
        ("栈桥", ""),
        ("更换渡轮船", "更换渡船"),
        ("栈加固", "栈桥加固"),
        ("渡老口", "老渡口"),
    ] {
        let ran = world.run(&["search", typed]);
        match near {
            "" => assert!(!ran.err.contains(" is near to "), "{typed}: {}", ran.err),
            near => {
                let told = format!("  {near} is near to {typed}, which occurs in ");
                assert!(ran.err.contains(&told), "{typed}: {}", ran.err);
            }
        }
    }
    let zero = world.run(&["search", "栈桥家固", "--format", "json"]).json()["zero"].clone();
    assert_eq!(zero["near"], json!([{"term": "栈桥家固", "spelling": "栈桥加固", "count": 1}]));
}

#[test]
fn a_list_says_what_it_did_not_understand() {
    let world = one_letter();
    for (flag, value, told) in [
        ("--block", "不存在", "no block is called `不存在`"),
        ("--year", "去年", "`去年` is no year"),
        ("--date", "2024-13-45", "`2024-13-45` is no date"),
    ] {
        let ran = world.run(&["list", flag, value]);
        assert_eq!(ran.outcome, Ok(Outcome::Nothing));
        assert!(ran.err.starts_with(&format!("note: {told}")), "{}", ran.err);
    }
}

#[test]
fn a_sample_is_the_same_for_a_seed_whatever_the_order_of_indexing() {
    let letter = |number: usize| {
        LETTER
            .replace("第31号", &format!("第{number}号"))
            .replace("〔2024〕7号", &format!("〔2024〕{number}号"))
            .replace("渡船2艘", &format!("渡船{number}艘"))
    };
    let (forth, back) = (World::new(), World::new());
    for number in 40..60 {
        forth.write(&format!("letters/{number}.txt"), &letter(number));
        back.write(&format!("letters/{}.txt", 100 - number), &letter(number));
    }
    let drawn = |world: &World, seed: &str| -> Vec<String> {
        let ran = world.done(&["search", "渡船", "--sample", "7", "--seed", seed, "--format", "csv"]);
        assert!(ran.err.contains("note: a random sample of 7 of "), "{}", ran.err);
        let mut texts: Vec<String> =
            table(&ran.out).1.into_iter().map(|row| row[16].clone() + &row[11]).collect();
        texts.sort();
        texts
    };
    for world in [&forth, &back] {
        world.done(&["index", "letters"]);
    }
    assert_eq!(drawn(&forth, "7").len(), 7);
    assert_eq!(drawn(&forth, "7"), drawn(&back, "7"));
    assert_ne!(drawn(&forth, "7"), drawn(&forth, "8"));
}

#[test]
fn passages_and_letters_are_counted_alone() {
    let world = one_letter();
    assert_eq!(world.done(&["search", "渡船", "--count"]).out, "Literal hits: 2 passages in 1 reply\n");
    let document = world.done(&["search", "渡船", "--count", "--format", "json"]).json();
    assert_eq!(
        (&document["total"], &document["replies"], &document["hits"]),
        (&json!(2), &json!(1), &json!([]))
    );
    let none = world.run(&["search", "\"飞船\"", "--count"]);
    assert_eq!(
        (none.outcome, none.out.as_str()),
        (Ok(Outcome::Nothing), "Literal hits: 0 passages in 0 replies\n")
    );
}

#[test]
fn filters_alone_list_the_body_before_its_frame() {
    let world = one_letter();
    let hits = world.done(&["search", "单位:交通运输局", "--format", "json"]).json()["hits"].clone();
    assert_eq!(hits[0]["block"]["part"], "text", "{hits}");
    let kinds: Vec<bool> = hits
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| {
            hit["block"]["tier"] == "frame"
                || ["label", "heading"].contains(&hit["block"]["part"].as_str().unwrap())
        })
        .collect();
    assert!(kinds.is_sorted(), "{kinds:?}");
}

#[test]
fn a_bureau_is_found_under_the_name_of_the_one_it_went_into() {
    let world = World::new();
    world.write("letters/a.txt", &LETTER.replace("槐溪县交通运输局", "槐溪县教育体育局"));
    world.write(
        "letters/b.txt",
        &LETTER
            .replace("第31号", "第32号")
            .replace("〔2024〕7号", "〔2024〕8号")
            .replace("老渡口", "学校")
            .replace("槐溪县交通运输局", "槐溪县教体局"),
    );
    world.done(&["index", "letters"]);
    let listed = world.done(&["list", "--unit", "教育局"]);
    assert_eq!(listed.err, "2 letters\n", "{}", listed.out);
}

#[test]
fn a_letter_without_number_title_and_date_is_listed_by_what_it_says() {
    let world = World::new();
    world.write("letters/a.txt", "春江水暖，垂柳依依，河边修了一条新路，群众很满意。\n");
    world.done(&["index", "letters"]);
    let listed = world.done(&["list"]).out;
    assert!(listed.contains("春江水暖"), "{listed}");
}

#[test]
fn narrow_terminals_wrap_the_head_of_a_hit() {
    let world = one_letter();
    let layout = dafu::render::people::Layout { width: 40, colour: false, language: Language::English };
    let out = world.run_in(layout, &["search", "渡船"]).out;
    for line in out.lines().filter(|line| !line.contains("letters/")) {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 40, "{line}");
    }
}

#[test]
fn the_status_is_a_page_at_any_size() {
    let world = World::new();
    for number in 1..=60 {
        let letter = LETTER
            .replace("第31号", &format!("第{}号", number * 3))
            .replace("〔2024〕7号", &format!("〔2024〕{}号", number * 2))
            .replace("槐办函", &format!("槐{}函", ["水", "教", "农", "林", "卫", "住", "民"][number % 7]))
            .replace("槐溪县交通运输局", &format!("第{number}县交通运输局"));
        world.write(&format!("letters/{number}.txt"), &letter);
    }
    world.done(&["index", "letters"]);
    let (page, full) = (world.done(&["status"]).out, world.done(&["status", "--full"]).out);
    assert!(page.lines().count() <= 50, "{page}");
    assert!(page.contains(" more units: dafu status --full"), "{page}");
    assert!(page.contains("document numbers not seen (possibly unpublished): "), "{page}");
    assert!(full.lines().count() > 60 && !full.contains("--full"), "{full}");
}

#[test]
fn a_readme_beside_letters_is_no_letter_unless_it_is_one_or_is_asked_for() {
    let world = World::new();
    world
        .write("letters/README.md", "# 答复文件\n\n本文件夹存放各单位的答复，按年份排列，每年一个文件夹。\n");
    world.write("letters/目录.txt", "1 关于修缮老渡口的答复\n2 关于新建公园的答复\n");
    world.write("letters/readme-31.txt", LETTER);
    let ran = world.done(&["index", "letters"]);
    assert!(ran.out.starts_with("3 files: added 1, skipped 2, quarantined 0\n"), "{}", ran.out);
    assert!(ran.out.contains("skipped 2: a readme, table of contents or licence"), "{}", ran.out);
    assert!(world.done(&["index", "letters"]).out.contains("unchanged 1, skipped 2"));
    assert!(world.done(&["index", "letters", "--all"]).out.contains("added 2, unchanged 1"));
}

#[test]
fn metadata_from_an_office_table_in_gb18030_is_read() {
    let world = World::new();
    world.write("letters/a.txt", "春江水暖，垂柳依依，河边修了一条新路，群众很满意。\n");
    let csv =
        encoding_rs::GB18030.encode("key,unit,title\na.txt,槐溪县水利局,关于春江㐱的答复\n").0.into_owned();
    std::fs::write(world.working.join("m.csv"), csv).unwrap();
    world.done(&["index", "letters", "--metadata", "m.csv"]);
    let listed = world.done(&["list"]).out;
    assert!(listed.contains("槐溪县水利局  关于春江㐱的答复"), "{listed}");
    std::fs::write(world.working.join("bad.csv"), b"key,unit\na.txt,\xff\xff\n").unwrap();
    let refused = world.run(&["index", "letters", "--metadata", "bad.csv"]).outcome.unwrap_err();
    assert!(refused.contains("neither UTF-8 nor GB18030"), "{refused}");
}

#[test]
fn shells_complete_the_names_of_blocks_kinds_and_fields() {
    let world = World::new();
    // fish completes values of flags alone.
    for (shell, names) in [
        ("bash", &["下步打算", "提案答复", "单位:", "unit:"][..]),
        ("zsh", &["下步打算", "提案答复", "单位\\:", "unit\\:"]),
        ("fish", &["下步打算", "提案答复"]),
    ] {
        let script = world.done(&["completions", shell]).out;
        for name in names {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    // They are offered; whatever else is typed is taken as before.
    world.write("letters/a.txt", LETTER);
    world.done(&["index", "letters"]);
    world.done(&["search", "渡船", "--block", "下步"]);
}
