"""The comparisons that are asked for by name: dafu's cold and warm answers against the least others need."""

import subprocess

import mix
from engines import dafu as dafu_engine
from engines import fts5
from measure import median, percentile
from report import number


def empty_program(folder):
    """The least a process can cost: a static C program that does nothing."""
    source, program = folder / "empty.c", folder / "empty"
    source.write_text("int main(){}\n", encoding="utf-8")
    subprocess.run(["cc", "-O2", "-static", source, "-o", program], check=True)
    return program


def line(title, ours, theirs):
    return [title, number(ours, 3), number(theirs, 3), f"**{number(ours / theirs, 3)}**" if theirs else "–"]


def cold(collection, folder, dafu, rare, common, measured, static=None):
    """Rows about whole processes. `measured` names the peers that are there; `static` is another build of dafu."""

    def ask(of, program=dafu):
        return median([dafu_engine.cold_command(program, collection.archive, literal) for literal in of])

    ours_rare, ours_common = ask(rare), ask(common)
    empty = median([[empty_program(folder)]], 30)
    rows = [line("rare query, CPU ms; an empty static C program", ours_rare.cpu, empty.cpu)]
    if static:
        title = "rare query, static build, CPU ms; an empty static C program"
        rows.append(line(title, ask(rare, static).cpu, empty.cpu))
    if "fts5" in measured:
        long = [literal for literal in common if len(literal) > 2]
        theirs = median([fts5.cold_command(folder / "fts5", literal) for literal in long])
        title = "common query of 3 characters or more, CPU ms; sqlite3 shell, any ten + count"
        rows.append(line(title, ask(long).cpu, theirs.cpu))
        if static:
            title = "common query of 3 characters or more, static build, CPU ms; sqlite3 shell, any ten + count"
            rows.append(line(title, ask(long, static).cpu, theirs.cpu))
    if "ripgrep" in measured:
        for name, literals, ours in (("rare", rare, ours_rare), ("common", common, ours_common)):
            file = median([["rg", "-F", "-c", "--", literal, collection.passages] for literal in literals])
            tree = median([["rg", "-F", "-c", "--", literal, collection.letters] for literal in literals])
            rows.append(line(f"{name} query, CPU ms; ripgrep's count over one file", ours.cpu, file.cpu))
            rows.append(line(f"{name} query, wall ms; ripgrep's count over one file", ours.wall, file.wall))
            rows.append(line(f"{name} query, CPU ms; ripgrep's count over the letters' folder", ours.cpu, tree.cpu))
            rows.append(line(f"{name} query, wall ms; ripgrep's count over the letters' folder", ours.wall, tree.wall))
    return rows


def warm(rows, theirs):
    """Rows about one process; `theirs` is SQLite's (Comparison.sqlite), empty when it was not measured.

    Its trigrams know no literal of fewer than three characters: those have rows of their own, there it reads all."""
    singles = {row["literal"] for row in rows if row["kind"] == "single"}
    literals = {row["literal"] for row in rows if row["kind"] in mix.LITERAL}
    ways = {"ids": "all ids and total", "ten": "ten with text and total"}
    cases = [
        ("3 characters or more", "ids", {literal for literal in literals if len(literal) > 2}),
        ("3 characters or more", "ten", {literal for literal in literals if len(literal) > 2}),
        ("2 characters", "ids", {literal for literal in literals if len(literal) == 2}),
        ("single character", "ids", singles),
        ("single character", "ten", singles),
    ]
    out = []
    for name, way, of in cases:
        ours = [min(row[way]) for row in rows if row["literal"] in of]
        other = [theirs[way][literal] for literal in of] if theirs else []
        for share in (0.5, 0.99):
            title = f"warm p{round(100 * share)} ms, {name}, {ways[way]}; SQLite FTS5"
            out.append(line(title, percentile(ours, share), percentile(other, share) if other else None))
    return out
