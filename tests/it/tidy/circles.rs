//! Which file of a crate uses which, and the circles among them.
//!
//! In: the source files of one crate. Out: uses (file, file, the path that says so) and groups of files that use one
//! another. A use is a path in `use` or `pub use`, or one in the code that begins with `crate`, `self` or `super`.
//! `mod` lines are no uses, and tests have no part in it. A name that a file passes on counts as that file's.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{code, is_word, test_modules, without_tests};

/// Place of a module in its crate: `reply::judge` is `["reply", "judge"]`, the crate's root is empty.
type Place = Vec<String>;

/// The modules of a crate, each in its file.
pub struct Files {
    /// Place → name of the file and its code.
    modules: BTreeMap<Place, (String, String)>,
}

/// A use of one file by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The file that uses.
    pub from: String,
    /// The file that is used.
    pub to: String,
    /// The path as it is written.
    pub path: String,
}

impl Files {
    /// From names below the crate's `src`, with `/` between folders, and texts. `main.rs` is a crate of its own, left out.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Files {
        let mut modules = BTreeMap::new();
        for (name, text) in files.into_iter().filter(|file| file.0 != "main.rs") {
            modules.insert(place(name), (name.to_owned(), code(text)));
        }
        let mut tests: Vec<Place> = Vec::new();
        for (place, (_, code)) in &modules {
            tests.extend(test_modules(code).into_iter().map(|name| child(place, &name)));
        }
        modules.retain(|place, _| !tests.iter().any(|test| place.starts_with(test)));
        for (_, code) in modules.values_mut() {
            *code = without_tests(code);
        }
        Files { modules }
    }

    /// All uses of a file by another one, in order.
    pub fn uses(&self) -> BTreeSet<Use> {
        let mut uses = BTreeSet::new();
        for (place, (from, code)) in &self.modules {
            let (imports, body) = imports(code);
            for path in imports.into_iter().chain(paths(&body)) {
                let to = self.file(place, &path);
                if let Some(to) = to.filter(|to| *to != from) {
                    uses.insert(Use { from: from.clone(), to: to.to_owned(), path });
                }
            }
        }
        uses
    }

    /// The file that a path written in the module at `place` leads to; none when it leads out of the crate.
    fn file(&self, place: &[String], path: &str) -> Option<&str> {
        let mut names = path.split("::").peekable();
        let mut here: Place = place.to_vec();
        match names.peek().copied()? {
            "crate" => {
                names.next();
                here.clear();
            }
            "self" => {
                names.next();
            }
            "super" => {
                while names.next_if_eq(&"super").is_some() {
                    here.pop()?;
                }
            }
            first if self.modules.contains_key(&child(place, first)) => {}
            _ => return None,
        }
        for name in names {
            let next = child(&here, name);
            if !self.modules.contains_key(&next) {
                break;
            }
            here = next;
        }
        // A module with a body inside a file is that file's.
        while !here.is_empty() && !self.modules.contains_key(&here) {
            here.pop();
        }
        self.modules.get(&here).map(|module| module.0.as_str())
    }
}

/// Groups of two and more files each of which uses, directly or through others, all the others.
pub fn circles(uses: &BTreeSet<Use>) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for used in uses {
        next.entry(&used.from).or_default().insert(&used.to);
    }
    let reached = |from: &str| -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
        while let Some(file) = open.pop() {
            if reached.insert(file) {
                open.extend(next.get(file).into_iter().flatten());
            }
        }
        reached
    };
    let reach: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reached(file))).collect();
    let mut circles = BTreeSet::new();
    for (file, ahead) in &reach {
        if ahead.contains(file) {
            let circle =
                ahead.iter().filter(|other| reach.get(*other).is_some_and(|back| back.contains(file)));
            circles.insert(circle.map(|file| (*file).to_owned()).collect::<Vec<String>>());
        }
    }
    circles.into_iter().collect()
}

/// `reply/judge/mod.rs` and `reply/judge.rs` are both `reply::judge`, `lib.rs` is the root.
fn place(name: &str) -> Place {
    let mut place: Place = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    place.pop_if(|last| last == "mod");
    if place == ["lib"] { Vec::new() } else { place }
}

fn child(place: &[String], name: &str) -> Place {
    place.iter().cloned().chain([name.to_owned()]).collect()
}

/// The paths of all `use` items, each brace group written out, without `as`; and the code without these items.
fn imports(code: &str) -> (Vec<String>, String) {
    let (mut paths, mut body) = (Vec::new(), String::new());
    let mut rest = code;
    while let Some(at) =
        rest.match_indices("use ").map(|found| found.0).find(|at| !rest[..*at].ends_with(is_word))
    {
        let (item, after) = rest[at + "use ".len()..].split_once(';').unwrap_or_default();
        paths.extend(written_out(&item.split_whitespace().collect::<Vec<_>>().join(" ")));
        body.push_str(&rest[..at]);
        rest = after;
    }
    body.push_str(rest);
    (paths, body)
}

/// `a::{b, c::{d, e as f}}` → `a::b`, `a::c::d`, `a::c::e`.
fn written_out(item: &str) -> Vec<String> {
    let item = item.trim();
    let Some((before, group)) = item.split_once('{') else {
        let path = item.split(" as ").next().unwrap_or_default();
        return vec![path.chars().filter(|c| !c.is_whitespace()).collect()];
    };
    let group = group.rsplit_once('}').map_or(group, |pair| pair.0);
    let before: String = before.chars().filter(|c| !c.is_whitespace()).collect();
    parts(group).into_iter().flat_map(written_out).map(|path| format!("{before}{path}")).collect()
}

/// The parts of a brace group, split at its own commas.
fn parts(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut parts: Vec<&str> = group
        .split(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            c == ',' && depth == 0
        })
        .collect();
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Paths in the code that begin with `crate`, `self` or `super`.
fn paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for start in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = &code[..at];
            // `pub(in crate::archive)` says who may see an item; it uses nothing.
            if before.ends_with(|c: char| is_word(c) || c == ':') || before.ends_with("(in ") {
                continue;
            }
            let path: String = code[at..].chars().take_while(|c| is_word(*c) || *c == ':').collect();
            paths.push(path.trim_end_matches(':').to_owned());
        }
    }
    paths
}

mod tests {
    use super::*;

    fn uses(files: &[(&str, &str)]) -> Vec<String> {
        let uses = Files::new(files.iter().copied()).uses();
        uses.into_iter().map(|used| format!("{} -> {}: {}", used.from, used.to, used.path)).collect()
    }

    fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        circles(&Files::new(files.iter().copied()).uses())
    }

    #[test]
    fn brace_groups_nested_groups_and_as_are_written_out() {
        assert_eq!(
            written_out("crate :: a::{self, b as c, d::{e, f::{g}},\n h::*}"),
            ["crate::a::self", "crate::a::b", "crate::a::d::e", "crate::a::d::f::g", "crate::a::h::*"]
        );
        assert_eq!(written_out("x::Y as Z"), ["x::Y"]);
        let files =
            [("lib.rs", "use crate::{a::{X, Y as Z}, b};"), ("a.rs", "use super::{b::B};"), ("b.rs", "")];
        assert_eq!(
            uses(&files),
            [
                "a.rs -> b.rs: super::b::B",
                "lib.rs -> a.rs: crate::a::X",
                "lib.rs -> a.rs: crate::a::Y",
                "lib.rs -> b.rs: crate::b"
            ]
        );
    }

    #[test]
    fn super_and_self_lead_to_the_right_file_from_mod_rs_and_from_a_named_file() {
        let files = [
            ("lib.rs", ""),
            ("a/mod.rs", "use super::d::D;"),
            ("a/b.rs", "use super::c::X; use super::super::d::D;"),
            ("a/c.rs", "fn f() { self::inner::g(); super::h() }"),
            ("d.rs", "use self::e::E;"),
            ("d/e.rs", "use super::super::a;"),
        ];
        assert_eq!(
            uses(&files),
            [
                "a/b.rs -> a/c.rs: super::c::X",
                "a/b.rs -> d.rs: super::super::d::D",
                "a/c.rs -> a/mod.rs: super::h",
                "a/mod.rs -> d.rs: super::d::D",
                "d.rs -> d/e.rs: self::e::E",
                "d/e.rs -> a/mod.rs: super::super::a",
            ]
        );
    }

    #[test]
    fn a_child_is_used_by_its_plain_name_in_use_and_pub_use_alone() {
        let parent = "mod b; mod c; mod d; use b::B; pub use c::{C as Other}; fn f() { d::g() }";
        let files = [("a/mod.rs", parent), ("a/b.rs", ""), ("a/c.rs", ""), ("a/d.rs", "")];
        assert_eq!(uses(&files), ["a/mod.rs -> a/b.rs: b::B", "a/mod.rs -> a/c.rs: c::C"]);
    }

    #[test]
    fn other_crates_comments_strings_and_visibility_are_no_uses() {
        let text = "use std::a; use serde::{a}; // crate::a\n/// [`crate::a`]\nfn f() { \"crate::a\"; dafu_crate::a() }
            pub(in crate::a) fn g() {} pub(crate) struct S;";
        assert_eq!(uses(&[("lib.rs", ""), ("a.rs", ""), ("b.rs", text)]), [""; 0]);
    }

    #[test]
    fn what_the_root_holds_is_the_roots_and_what_is_under_cfg_test_is_nobodys() {
        let files = [
            ("lib.rs", "pub struct Whole; #[cfg(test)] mod checks;"),
            ("checks.rs", "use crate::a::A;"),
            ("checks/more.rs", "use crate::a::A;"),
            (
                "a.rs",
                "use crate::Whole; #[cfg(test)] mod tests { use crate::b::B; } fn f() { crate::b::g() }",
            ),
            ("b.rs", "#[cfg(test)] mod tests { use crate::a::A; }"),
            ("main.rs", "use crate::a::A;"),
        ];
        assert_eq!(uses(&files), ["a.rs -> b.rs: crate::b::g", "a.rs -> lib.rs: crate::Whole"]);
    }

    #[test]
    fn a_circle_of_two_and_one_of_three_are_found_and_a_chain_is_none() {
        let two = [
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "fn f() { crate::a::g() }"),
            ("c.rs", "use crate::a::A;"),
        ];
        assert_eq!(circles_of(&two), [["a.rs", "b.rs"]]);
        let three = [
            ("a/mod.rs", "mod b; pub use b::B;"),
            ("a/b.rs", "use crate::c::C;"),
            ("c.rs", "use crate::a::B;"),
            ("d.rs", "use crate::e::E;"),
            ("e.rs", "use crate::d::D;"),
        ];
        assert_eq!(circles_of(&three), [vec!["a/b.rs", "a/mod.rs", "c.rs"], vec!["d.rs", "e.rs"]]);
        let chain = [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::c::C;"), ("c.rs", "")];
        assert_eq!(circles_of(&chain), [[""; 0]; 0]);
    }
}
