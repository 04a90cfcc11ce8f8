//! What is said to people whose search or look-up did not come to what they meant: stories with literal expectations.

use dafu::cli::outcome::Outcome;
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
    assert!(ran.err.contains("候船廊亭 occurs in 0 passages; 1 more are not searched"), "{}", ran.err);
    assert!(ran.err.contains("  --include would find 1 passages\n"), "{}", ran.err);
    let zero = world.run(&["search", "候船廊亭", "--format", "json"]).json()["zero"].clone();
    assert_eq!(zero["terms"], json!([{"term": "候船廊亭", "count": 0, "aside": 1}]));
    assert_eq!(zero["with_include"], 1);
    assert!(world.done(&["search", "候船廊亭", "--include"]).out.starts_with("原文命中 1 段"));
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
        let offered = format!("note: 文号:{number} finds 1 letters;");
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
        ("槐溪县交通运轮局", "槐溪县交通运输局"),
        ("渡老口", "老渡口"),
    ] {
        let ran = world.run(&["search", typed]);
        match near {
            "" => assert!(!ran.err.contains(" is near to "), "{typed}: {}", ran.err),
            near => {
                let told = format!("  {near} is near to {typed}, which occurs in 1 passages\n");
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
