//! The READMEs tell the truth: their help text is the real one, their links lead somewhere.

use std::path::Path;

use clap::CommandFactory;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Help of the whole command and of each subcommand, as a terminal of 100 columns shows it.
fn help() -> String {
    let mut command = dafu::cli::Cli::command().term_width(100);
    command.build();
    let mut out = command.render_help().to_string();
    let names: Vec<String> = command
        .get_subcommands()
        .filter(|sub| !sub.is_hide_set() && sub.get_name() != "help")
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        let sub = command.find_subcommand_mut(&name).unwrap();
        out += &format!("\n$ dafu {name} -h\n{}", sub.clone().term_width(100).render_help());
    }
    out.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn the_help_text_in_the_readme_is_the_real_one() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("<!-- help:begin -->\n").unwrap();
    let (shown, after) = rest.split_once("<!-- help:end -->").unwrap();
    let expected = format!("```text\n{}```\n", help());
    if std::env::var_os("DAFU_UPDATE").is_some() {
        let updated = format!("{before}<!-- help:begin -->\n{expected}<!-- help:end -->{after}");
        std::fs::write(&path, updated).unwrap();
        return;
    }
    assert_eq!(shown, expected, "run DAFU_UPDATE=1 cargo test --test it readme, and read the difference");
}

#[test]
fn links_within_the_repository_lead_somewhere() {
    let mut pages =
        vec!["README.md", "README.zh-CN.md", "CHANGELOG.md", "corpus/README.md", "data/README.md"]
            .into_iter()
            .map(|page| root().join(page))
            .collect::<Vec<_>>();
    pages.extend(std::fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()));
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for (_, rest) in text.match_indices("](").map(|(at, found)| text.split_at(at + found.len())) {
            let target = rest.split(')').next().unwrap().split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(page.parent().unwrap().join(target).exists(), "{}: {target}", page.display());
            }
        }
    }
}
