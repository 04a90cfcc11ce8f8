//! Pages put together by hand, and what is read off them.

use super::page::{Rule, Run, Turn};
use super::*;

/// Size of the text in these tests.
const SIZE: f32 = 16.0;
/// Where its lines begin, and how many characters fit between there and the right edge.
const LEFT: f32 = 80.0;
const FULL: usize = 27;

fn run(x: f32, y: f32, size: f32, text: &str) -> Run {
    let units: f32 = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
    Run { x, y, width: units * size, size, text: text.to_owned(), turn: Turn::Upright }
}

fn page(runs: Vec<Run>) -> Page {
    Page { width: 595.0, height: 842.0, runs, ..Page::default() }
}

/// A letter's paragraphs as a page of Han characters: each with an indent of two, wrapped at the right edge.
fn letter(paragraphs: &[&str], from: f32) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut y = from;
    for paragraph in paragraphs {
        let chars: Vec<char> = paragraph.chars().collect();
        let (head, rest) = chars.split_at(chars.len().min(FULL - 2));
        let lines = std::iter::once((2, head)).chain(rest.chunks(FULL).map(|line| (0, line)));
        for (indent, line) in lines {
            let text: String = line.iter().collect();
            runs.push(run(LEFT + indent as f32 * SIZE, y, SIZE, &text));
            y += 28.0;
        }
    }
    runs
}

const LONG: &str = "近年来我局围绕科技成果转化工作持续完善大型服务平台建设，推动创新链产业链深度融合发展，\
                    实施专项行动支持企业开展技术攻关和新产品研制，已有四十六家企业完成改造并投入使用。";
const OTHER: &str = "下一步我局将会同有关部门加大资金支持力度，在年底前建成并投入使用两处公共中试平台，\
                     同时放宽选派范围，把退休工程师和在站研究人员一并纳入人选库统一管理和使用。";

fn text(pages: &[Page]) -> String {
    recover(pages).text.as_str().to_owned()
}

#[test]
fn paragraphs_begin_where_the_first_line_is_indented() {
    let runs = letter(&[LONG, OTHER, LONG], 100.0);
    assert_eq!(text(&[page(runs)]), [LONG, OTHER, LONG].join("\n"));
}

#[test]
fn a_paragraph_goes_on_across_pages_and_around_their_numbers() {
    let runs = letter(&[LONG, OTHER, LONG, OTHER], 100.0);
    let (first, second) = runs.split_at(6);
    let second = second.iter().map(|run| Run { y: run.y - 6.0 * 28.0, ..run.clone() });
    let first = [first, &[run(280.0, 790.0, 14.0, "— 1 —")]].concat();
    let second: Vec<Run> = second.chain([run(280.0, 790.0, 14.0, "— 2 —")]).collect();
    let recovered = recover(&[page(first), page(second)]);
    assert_eq!(recovered.text.as_str(), [LONG, OTHER, LONG, OTHER].join("\n"));
    let codes: Vec<&str> = recovered.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["page_number_dropped", "page_number_dropped"]);
    let pages: Vec<u32> = recovered.text.lines().iter().map(|line| line.page).collect();
    assert_eq!((pages.first(), pages.last()), (Some(&1), Some(&2)));
}

#[test]
fn a_centred_title_of_two_lines_is_one_and_signatures_stand_alone() {
    let mut runs = vec![
        run(LEFT + 6.0, 80.0, 22.0, "对市政协十二届二次会议第四零六号提案的"),
        run(LEFT + 183.0, 113.0, 22.0, "会办意见"),
        run(LEFT, 155.0, SIZE, "省科学技术厅："),
    ];
    runs.extend(letter(&[LONG, OTHER, "以上意见，请予统筹。"], 183.0));
    runs.push(run(394.0, 500.0, SIZE, "安澜省财政厅"));
    runs.push(run(378.0, 528.0, SIZE, "2019年5月17日"));
    let title = "对市政协十二届二次会议第四零六号提案的会办意见";
    let expected =
        [title, "省科学技术厅：", LONG, OTHER, "以上意见，请予统筹。", "安澜省财政厅", "2019年5月17日"];
    assert_eq!(text(&[page(runs)]), expected.join("\n"));
}

#[test]
fn cells_of_a_row_stand_on_one_line_whatever_wraps_in_them() {
    let mut runs = letter(&[LONG], 100.0);
    let table = [
        (240.0, ["序号", "事项", "责任单位"]),
        (268.0, ["1", "完善工作台账，", "办公室"]),
        (296.0, ["", "逐月更新", ""]),
        (324.0, ["2", "组织现场核查，", "业务科"]),
        (352.0, ["", "逐项销号", ""]),
    ];
    for (y, cells) in table {
        let at = cells.iter().zip([90.0, 194.0, 340.0]).filter(|(cell, _)| !cell.is_empty());
        runs.extend(at.map(|(cell, x)| run(x, y, SIZE, cell)));
    }
    let expected =
        "序号\t事项\t责任单位\n1\t完善工作台账，逐月更新\t办公室\n2\t组织现场核查，逐项销号\t业务科";
    assert_eq!(text(&[page(runs)]), format!("{LONG}\n{expected}"));
}

#[test]
fn the_left_column_comes_first() {
    let column = |x: f32, text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let lines: Vec<String> = chars.chunks(12).map(|line| line.iter().collect()).collect();
        (0..).zip(lines).map(|(n, line)| run(x, 100.0 + 28.0 * n as f32, SIZE, &line)).collect::<Vec<Run>>()
    };
    let runs = [column(80.0, LONG), column(300.0, OTHER)].concat();
    assert_eq!(text(&[page(runs)]), format!("{LONG}\n{OTHER}"));
}

#[test]
fn watermarks_and_glyphs_painted_twice_are_left_out_and_turned_text_follows_the_letter() {
    let mut runs = letter(&[LONG, OTHER], 100.0);
    runs.push(run(150.0, 160.0, 80.0, "内部文件"));
    runs.push(Run { turn: Turn::Turned(1), ..run(30.0, 400.0, SIZE, "装订线") });
    runs.push(Run { turn: Turn::Slanted, ..run(130.0, 500.0, SIZE, "样本") });
    let bold: Vec<Run> = runs.iter().map(|run| Run { x: run.x + 0.4, ..run.clone() }).collect();
    runs.extend(bold);
    let recovered = recover(&[page(runs)]);
    assert_eq!(recovered.text.as_str(), [LONG, OTHER, "装订线"].join("\n"));
    let codes: Vec<&str> = recovered.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["turned_text_dropped", "large_text_dropped", "turned_text_appended"]);
}

#[test]
fn turned_text_of_many_pages_is_told_once_and_tears_no_paragraph() {
    let turned = |x: f32, text: &str| Run { turn: Turn::Turned(3), ..run(x, 40.0, 9.0, text) };
    let runs = letter(&[LONG, OTHER, LONG, OTHER], 100.0);
    let (first, second) = runs.split_at(6);
    let second = second.iter().map(|run| Run { y: run.y - 6.0 * 28.0, ..run.clone() });
    let aside = |number: &str| {
        vec![turned(300.0, "密"), turned(330.0, "封"), turned(360.0, "线"), turned(500.0, number)]
    };
    let first = [first.to_vec(), aside("— 1 —")].concat();
    let second = second.chain(aside("— 2 —")).collect();
    let recovered = recover(&[page(first), page(second)]);
    assert_eq!(recovered.text.as_str(), [LONG, OTHER, LONG, OTHER, "密封线"].join("\n"));
}

#[test]
fn a_page_that_furniture_would_empty_keeps_its_text_unless_other_pages_have_the_same_head() {
    let card = |name: &str| {
        let lines = [run(240.0, 45.0, 9.0, "委员证"), run(240.0, 790.0, 9.0, name)];
        page(lines.to_vec())
    };
    let recovered = recover(&[card("某县政协"), card("某县政协"), card("某县政协")]);
    assert_eq!(recovered.text.as_str().replace('\n', ""), "委员证某县政协".repeat(3));
    assert!(recovered.notes.is_empty());
    let head = || run(240.0, 45.0, 9.0, "安澜省财政厅提案答复");
    let sheet = |body: &[&str]| page([vec![head()], letter(body, 100.0)].concat());
    let recovered = recover(&[sheet(&[LONG]), sheet(&[OTHER]), page(vec![head()])]);
    assert_eq!(recovered.text.as_str(), [LONG, OTHER].join("\n"));
    let head = || run(240.0, 45.0, 9.0, "安澜省财政厅文件汇编");
    let scan = || Page { painted: true, covered: true, ..page(vec![head()]) };
    let recovered = recover(&[scan(), scan()]);
    assert_eq!((recovered.text.as_str(), recovered.unread_pages.as_slice()), ("", [1, 2].as_slice()));
    let sealed = || Page { painted: true, ..page(vec![head()]) };
    let recovered = recover(&[sealed(), sealed()]);
    assert_eq!(recovered.text.as_str().replace('\n', ""), "安澜省财政厅文件汇编".repeat(2));
    assert_eq!(recovered.unread_pages, [1, 2]);
}

#[test]
fn gaps_are_spaces_between_latin_words_and_nothing_between_han() {
    let spread = "安澜省财政厅文件".chars().enumerate();
    let mut runs: Vec<Run> =
        spread.map(|(n, c)| run(120.0 + 44.0 * n as f32, 100.0, 24.0, &c.to_string())).collect();
    let words = [(80.0, "SCI"), (108.0, "papers"), (160.0, "2023"), (196.0, "年")];
    runs.extend(words.map(|(x, word)| run(x, 160.0, SIZE, word)));
    assert_eq!(text(&[page(runs)]), "安澜省财政厅文件\nSCI papers 2023年");
}

#[test]
fn a_head_on_every_page_is_left_out_and_the_title_stays() {
    let sheet = |body: &[&str]| {
        let head = run(240.0, 45.0, 9.0, "安澜省财政厅提案答复");
        page([vec![head], letter(body, 100.0)].concat())
    };
    let recovered = recover(&[sheet(&[LONG]), sheet(&[OTHER]), sheet(&[LONG])]);
    assert_eq!(recovered.text.as_str(), [LONG, OTHER, LONG].join("\n"));
    assert!(recovered.notes.iter().all(|note| note.code == "running_head_dropped"));
}

#[test]
fn pages_without_text_that_can_be_read_are_told() {
    let scan = Page { painted: true, ..page(vec![run(280.0, 790.0, 14.0, "- 1 -")]) };
    let garbled = page(vec![run(80.0, 100.0, SIZE, "\u{FFFD}\u{E001}\u{FFFD}\u{FFFD}年")]);
    let turned = page(vec![Run { turn: Turn::Turned(1), ..run(80.0, 100.0, SIZE, "附件") }]);
    let blank = page(Vec::new());
    let recovered = recover(&[scan, garbled, turned, blank, page(letter(&[LONG], 100.0))]);
    assert_eq!(recovered.unread_pages, [1, 2]);
    assert_eq!(recovered.text.as_str(), ["附件", LONG].join("\n"));
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let mut runs = letter(&[LONG], 100.0);
    for odd in [f32::NAN, f32::INFINITY, f32::MIN, -1.0, 0.0, f32::MIN_POSITIVE] {
        runs.push(Run { x: odd, ..run(80.0, 300.0, SIZE, "一") });
        runs.push(Run { y: odd, ..run(80.0, 300.0, SIZE, "二") });
        runs.push(Run { width: odd, ..run(80.0, 300.0, SIZE, "三") });
        runs.push(Run { size: odd, ..run(80.0, 300.0, SIZE, "四") });
    }
    let odd = Page { width: f32::NAN, height: 0.0, ..page(runs.clone()) };
    assert!(recover(&[odd, page(runs)]).text.as_str().contains(LONG));
}

/// The lines of a table whose columns and rows begin and end at these places.
fn rules(xs: &[f32], ys: &[f32]) -> Vec<Rule> {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let across = ys.iter().map(|&y| Rule { left, top: y, right, bottom: y });
    across.chain(xs.iter().map(|&x| Rule { left: x, top, right: x, bottom })).collect()
}

#[test]
fn lines_that_are_drawn_group_the_cells_of_a_table() {
    let mut runs = letter(&[LONG], 100.0);
    // Nothing but the rules shows that two rows of labels belong to one text each, and where a row ends.
    let cells = [
        (90.0, 260.0, "承办"),
        (90.0, 282.0, "单位"),
        (150.0, 271.0, "市水利局"),
        (300.0, 271.0, "联系人"),
        (380.0, 271.0, "某某某"),
        (90.0, 310.0, "提案"),
        (90.0, 332.0, "题目"),
        (150.0, 310.0, "关于加强农村饮水"),
        (150.0, 332.0, "安全工作的提案"),
        (300.0, 321.0, "类别"),
        (380.0, 321.0, "B类"),
    ];
    runs.extend(cells.map(|(x, y, text)| run(x, y, SIZE, text)));
    runs.extend(letter(&[OTHER], 380.0));
    let sheet =
        Page { rules: rules(&[85.0, 145.0, 295.0, 375.0, 470.0], &[242.0, 291.0, 340.0]), ..page(runs) };
    let table = "承办单位\t市水利局\t联系人\t某某某\n提案题目\t关于加强农村饮水安全工作的提案\t类别\tB类";
    assert_eq!(text(&[sheet]), [LONG, table, OTHER].join("\n"));
}

#[test]
fn a_ruled_table_among_rows_that_look_like_one_stands_by_itself() {
    let unruled = |y: f32, cells: [&str; 2]| [run(90.0, y, SIZE, cells[0]), run(300.0, y, SIZE, cells[1])];
    let mut runs = letter(&[LONG], 100.0);
    runs.extend(unruled(240.0, ["来文单位", "政协办"]));
    runs.extend(unruled(268.0, ["收文日期", "五月六日"]));
    runs.extend(unruled(296.0, ["承办单位", "水利局"]));
    let items = ["一、现场核查。", "二、逐月通报。", "三、年底验收。"].iter().zip(1u8..);
    runs.extend(items.map(|(text, n)| run(302.0, 320.0 + 24.0 * f32::from(n), 10.0, text)));
    runs.extend(unruled(420.0, ["联系人", "某某某"]));
    let sheet = Page { rules: rules(&[85.0, 295.0, 470.0], &[276.0, 304.0, 410.0]), ..page(runs) };
    let expected = [
        LONG,
        "来文单位\t政协办",
        "收文日期\t五月六日",
        "承办单位\t水利局",
        "一、现场核查。\n二、逐月通报。\n三、年底验收。",
        "联系人\t某某某",
    ];
    assert_eq!(text(&[sheet]), expected.join("\n"));
}

#[test]
fn a_letter_in_a_cell_keeps_its_paragraphs_and_goes_on_on_the_next_page() {
    let inset =
        |runs: Vec<Run>| runs.into_iter().map(|run| Run { x: run.x + 30.0, ..run }).collect::<Vec<Run>>();
    let runs = inset(letter(&[LONG, OTHER, LONG, OTHER], 100.0));
    let (first, second) = runs.split_at(6);
    let second: Vec<Run> = second.iter().map(|run| Run { y: run.y - 6.0 * 28.0, ..run.clone() }).collect();
    let label = ["答", "复", "内", "容"].iter().zip(0u8..);
    let label = label.map(|(text, n)| run(80.0, 128.0 + 28.0 * f32::from(n), SIZE, text));
    let sheet = |runs: Vec<Run>| Page { rules: rules(&[76.0, 104.0, 560.0], &[78.0, 400.0]), ..page(runs) };
    let first = first.iter().cloned().chain(label).collect();
    let expected = ["答复内容", LONG, OTHER, LONG, OTHER].join("\n");
    assert_eq!(text(&[sheet(first), sheet(second)]), expected);
    // A cell that spans the whole table leaves nothing but a frame on the page after it.
    let across = |runs: &[Run], label: Option<Run>, xs: &[f32], ys: &[f32]| {
        let runs = runs.iter().cloned().chain(label).collect();
        Page { rules: rules(xs, ys), ..page(runs) }
    };
    let (first, second) = runs.split_at(6);
    let second: Vec<Run> = second.iter().map(|run| Run { y: run.y - 6.0 * 28.0, ..run.clone() }).collect();
    let mut top = across(first, Some(run(112.0, 70.0, SIZE, "类别")), &[106.0, 560.0], &[50.0, 78.0, 400.0]);
    top.runs.push(run(312.0, 70.0, SIZE, "B类"));
    top.rules.push(Rule { left: 300.0, top: 50.0, right: 300.0, bottom: 78.0 });
    let rest = across(&second, None, &[106.0, 560.0], &[78.0, 400.0]);
    assert_eq!(text(&[top, rest]), ["类别\tB类", LONG, OTHER, LONG, OTHER].join("\n"));
}
