"""Markdown: the table of peers, the ratios, dafu by kind of query."""

import datetime
import os
import pathlib
import statistics
from dataclasses import dataclass, field

from measure import Cost, percentile


@dataclass
class Result:
    """What was measured of a peer; `note` says why nothing was."""

    title: str
    setting: str
    version: str = ""
    note: str = ""
    cpu: float | None = None  # seconds of indexing
    bytes: int | None = None  # of the index
    rare: Cost | None = None  # milliseconds of a new process
    common: Cost | None = None
    warm: dict = field(default_factory=dict)  # what is answered → milliseconds a literal
    recall: float | None = None
    precision: float | None = None
    single_recall: float | None = None
    single_precision: float | None = None


COLUMNS = (
    "", "index CPU s", "size / text", "cold CPU ms, rare", "cold CPU ms, common", "warm: what", "warm p50 ms", "warm p99 ms",
    "recall %", "precision %", "single characters: recall, precision %",
)

KINDS = (
    "kind", "queries", "hits (median)", "all ids and total, p50 / p99 ms", "ten with text and highlights, p50 / p99 ms",
    "as the command line asks, p50 / p99 ms",
)


def machine():
    cpu = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.split(": ")[1] for line in cpu.splitlines() if line.startswith("model name")), "unknown CPU")
    return f"{model}, {os.cpu_count()} cores"


def number(value, digits=2):
    """Three significant digits or so: what such a measurement is good for."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.{digits}f}"


def share(value):
    return "–" if value is None else f"{100 * value:.1f}"


def warm_cells(what, times):
    return [what, number(percentile(times, 0.5), 3), number(percentile(times, 0.99), 3)]


def lines(result, text_bytes):
    """A line of the table; one more for each further thing that was asked of the open index."""
    if result.note:
        return [[f"{result.title}: {result.note}"] + [""] * (len(COLUMNS) - 1)]
    singles = [share(result.single_recall), share(result.single_precision)]
    first, *others = result.warm.items()
    line = [
        f"**{result.title}** {result.version}",
        number(result.cpu),
        number(result.bytes / text_bytes if result.bytes is not None else None),
        number(result.rare and result.rare.cpu, 1),
        number(result.common and result.common.cpu, 1),
        *warm_cells(*first),
        share(result.recall),
        share(result.precision),
        ", ".join(singles),
    ]
    further = ([result.title, "", "", "", "", *warm_cells(*each), "", "", ""] for each in others)
    return [line, *further]


def table(head, rows):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def kinds(rows):
    """dafu in one process, by kind of query; single characters and facets have rows of their own."""
    out = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        of = [row for row in rows if row["kind"] == kind]
        cells = [kind, len(of), number(statistics.median(row["total"] for row in of), 0)]
        for way in ("ids", "ten", "asked"):
            times = [min(row[way]) for row in of]
            cells += [f"{number(percentile(times, 0.5), 3)} / {number(percentile(times, 0.99), 3)}"]
        out.append(cells)
    return table(KINDS, out)


def document(results, ratios, rows, letters, passages, text_bytes, load):
    settings = "\n".join(f"- {result.title}: {result.setting}." for result in results)
    return f"""\
# dafu and what one would use instead

{datetime.date.today()}, {machine()}, load {load:.1f} before. {letters:,} generated letters, {passages:,} passages,
{text_bytes / 1e6:.1f} MB of text. Made by `benches/peers/run`; [benches/README.md](../README.md) tells how to read it.

{table(COLUMNS, [line for result in results for line in lines(result, text_bytes)])}

Warm times are percentiles over queries, of each query its least of the passes.

{settings}

## Ratios asked for

{table(["", "dafu", "other", "dafu / other"], ratios)}

## dafu, one process

{kinds(rows) if rows else "not measured"}
"""
