//! Telephone and identity numbers: masked in all that is written, and left out of what is searched where that is asked for.

use dafu::cli::outcome::Outcome;

use crate::cli::{LETTER, World, table};

/// Numbers that nobody has, in a letter's body, its contacts and its title.
const MOBILE: &str = "13812345678";

fn world() -> World {
    let world = World::new();
    let letter = LETTER
        .replace(
            "老渡口建于1987年，",
            &format!("老渡口建于1987年，值班员手机{MOBILE}，身份证11010519491231002X，监督热线12345，"),
        )
        .replace("2024年6月3日\n", "2024年6月3日\n\n联系人：李四，电话：０４３１－８８９７００００\n");
    world.write("letters/a.txt", &letter);
    world
}

const HIDDEN: [&str; 3] = [MOBILE, "11010519491231002", "８８９７００００"];

#[test]
fn private_numbers_are_masked_in_every_command_and_form_and_shown_on_request() {
    let world = world();
    world.done(&["index", "letters", "--report", "report"]);
    let whole: [&[&str]; 9] = [
        &["show", "31"],
        &["show", "31", "--format", "json"],
        &["parse", "letters/a.txt", "--format", "text"],
        &["parse", "letters/a.txt", "--format", "json"],
        &["search", "手机 OR 联系人"],
        &["search", "手机 OR 联系人", "--format", "json", "--context"],
        &["search", "手机 OR 联系人", "--format", "jsonl"],
        &["search", "手机 OR 联系人", "--format", "csv"],
        &["search", "手机 OR 联系人", "--explain"],
    ];
    for command in whole {
        let masked = world.done(command).out;
        for number in HIDDEN {
            assert!(!masked.contains(number), "{command:?}: {number} in {masked}");
        }
        let wrapped = |out: &str| out.replace(['\n', ' '], "");
        assert!(
            wrapped(&masked).contains("手机***********，身份证******************，监督热线12345，"),
            "{command:?}: {masked}"
        );
        let shown = world.done(&[command, &["--unmask"]].concat()).out;
        for number in HIDDEN {
            assert!(wrapped(&shown).contains(number), "{command:?}: {number} is not in {shown}");
        }
        assert_eq!(masked.chars().count(), shown.chars().count(), "{command:?}");
    }
    for command in
        [&["parse", "letters/a.txt"][..], &["parse", "letters/a.txt", "--explain"], &["list"], &["status"]]
    {
        let out = world.done(command).out;
        assert!(HIDDEN.iter().all(|number| !out.contains(number)), "{command:?}: {out}");
    }
    let error = world.run(&["search", MOBILE, "--block", "不存在"]);
    assert!(!error.err.contains(MOBILE), "{}", error.err);
}

#[test]
fn what_is_found_by_a_number_is_marked_where_it_stands() {
    let world = world();
    world.done(&["index", "letters"]);
    let hit = world.done(&["search", MOBILE, "--format", "json"]).json()["hits"][0].clone();
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let span = &hit["highlights"][0];
    let slice: String =
        text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect();
    assert_eq!(slice, "***********");
}

#[test]
fn an_archive_can_leave_private_numbers_out_of_what_is_searched() {
    let world = world();
    assert_eq!(world.done(&["index", "letters", "--mask"]).outcome, Ok(Outcome::Done));
    let none = |typed: &str| {
        let ran = world.run(&["search", typed, "--verify"]);
        assert_eq!(ran.outcome, Ok(Outcome::Nothing), "{typed}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("verified: 0/0 passages, "), "{}", ran.err);
        assert!(ran.err.contains("are left out of what is searched (dafu index --mask)"), "{}", ran.err);
    };
    none(MOBILE);
    none("88970000");
    assert!(world.done(&["search", "监督热线12345", "--verify"]).err.contains("verified: 1/1 passages"));
    assert_eq!(world.done(&["verify"]).outcome, Ok(Outcome::Done));
    // The stored text keeps them, and a later run the choice.
    assert!(world.done(&["show", "31", "--unmask"]).out.contains(MOBILE));
    world.write(
        "letters/b.txt",
        &LETTER
            .replace("第31号", "第32号")
            .replace("〔2024〕7号", "〔2024〕8号")
            .replace("渡船2艘", "电话13912345678，渡船2艘"),
    );
    world.done(&["index", "letters"]);
    none("13912345678");
    assert!(world.done(&["status"]).out.contains("numbers are left out of what is searched"));
    let refused = world.run(&["index", "letters", "--mask=off"]).outcome.unwrap_err();
    assert!(refused.contains("hint: dafu index --mask=off --rebuild"), "{refused}");
    world.done(&["index", "--mask=off", "--rebuild"]);
    assert!(world.done(&["search", "13912345678", "--verify"]).err.contains("verified: 1/1 passages"));
    let refused = world.run(&["index", "letters", "--mask"]).outcome.unwrap_err();
    assert!(refused.contains("hint: dafu index --mask --rebuild"), "{refused}");
    world.done(&["index", "--mask", "--rebuild"]);
    none(MOBILE);
    let (_, rows) = table(&world.done(&["list", "--format", "csv"]).out);
    assert_eq!(rows.len(), 2);
}
