//! `dafu parse --explain`: what each clause does, and why.

use dafu::language::Language;
use dafu::render::people::Layout;
use serde_json::json;

use crate::cli::World;

/// A letter whose second paragraph promises inside a sentence.
const LETTER: &str = "关于县政协第九届二次会议第31号提案的答复\n槐办函〔2024〕7号\n张三委员：\n您提出的《关于修缮老渡口的提案》收悉，现答复如下：\n\
    一、关于修缮栈桥的建议\n依照《渡口管理规定》（交水发〔2019〕5号），去年栈桥已经检修一次，我局计划于2025年底前完成栈桥加固。\
    待中央预算内投资（Phase II）到位后，我局将更换渡船1艘。\n\
    二、关于加强管理的建议\n下步打算：\n我局一是加强巡查；二是完善制度，今后将定期公布检查结果；三是开展培训。\n槐溪县交通运输局\n2024年6月3日\n";

fn world() -> World {
    let world = World::new();
    world.write("a.txt", LETTER);
    world
}

#[test]
fn an_inferred_block_shows_its_words() {
    let tree = world().done(&["parse", "a.txt", "--lang", "zh"]).out;
    assert!(
        tree.contains("\n  下步打算 [推: 我局计划]\n    我局计划于2025年底前完成栈桥加固。待中央"),
        "{tree}"
    );
    assert!(!tree.contains("〔认定〕"), "{tree}");
}

#[test]
fn each_clause_tells_its_act_and_the_words_that_told() {
    let tree = |width| {
        let layout = Layout { width, colour: false, language: Language::Chinese };
        world().run_in(layout, &["parse", "a.txt", "--explain"]).out
    };
    let wide = "  下步打算 [推: 我局计划]\n    (第6行)\n      \
        承诺         我局计划于2025年底前完成栈桥加固。  〔认定〕我局计划\n      \
        有条件承诺   待中央预算内投资（Phase II）到位后，  〔认定〕待\n      \
        有条件承诺   我局将更换渡船1艘。  〔认定〕我局将\n";
    for width in [80, 200] {
        let shown = tree(width);
        assert!(shown.contains(wide), "{shown}");
        assert!(shown.contains("已办         去年栈桥已经检修一次，  〔推定〕"), "{shown}");
        // A clause that an item cuts is told with the item.
        assert!(
            shown.contains("\n    我局 (第9行)\n    （1）(第9行)\n      承诺         我局一是加强巡查；"),
            "{shown}"
        );
        assert!(shown.contains("      承诺         今后将定期公布检查结果；  〔认定〕今后\n"), "{shown}");
        assert!(shown.contains("· 落款: 槐溪县交通运输局\n"), "{shown}");
    }
    let narrow = "      承诺 我局计划于2025年底前完成栈\n        桥加固。  〔认定〕我局计划\n      \
        有条件承诺 待中央预算内投资\n        （Phase II）到位后，\n        〔认定〕待\n      \
        有条件承诺 我局将更换渡船1艘。\n        〔认定〕我局将\n";
    let shown = tree(40);
    assert!(shown.contains(narrow), "{shown}");
}

#[test]
fn the_document_lists_the_clauses_only_when_asked() {
    let world = world();
    let document = world.done(&["parse", "a.txt", "--explain", "--format", "json"]).json();
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let clauses = document["clauses"].as_array().unwrap();
    let words = |clause: &serde_json::Value| -> String {
        let at = |index: usize| clause["span"][index].as_u64().unwrap() as usize;
        text[at(0)..at(1)].iter().collect()
    };
    let found =
        clauses.iter().find(|clause| words(clause) == "待中央预算内投资（Phase II）到位后，").unwrap();
    assert_eq!(
        *found,
        json!({
            "act": "conditional", "span": found["span"], "source": {"line_start": 6, "line_end": 6}, "why": "pin",
            "words": "待",
        })
    );
    let weighed = clauses.iter().find(|clause| words(clause) == "去年栈桥已经检修一次，").unwrap();
    assert_eq!((&weighed["act"], &weighed["why"]), (&json!("done"), &json!("weights")));
    let plain = world.done(&["parse", "a.txt", "--format", "json"]).json();
    assert_eq!(plain["clauses"], json!(null));
    assert_eq!(plain["sections"][0]["blocks"][1]["cue"], "我局计划");
}

#[test]
fn the_paragraphs_alone_have_no_acts() {
    let ran = world().run(&["parse", "a.txt", "--explain", "--format", "text"]);
    assert!(ran.outcome.unwrap_err().contains("--explain needs --format tree or json"));
}
