"""The driver: options, then each peer in turn, then the report."""

import argparse
import importlib
import os
import pathlib
import shutil
import sys
import tempfile
import time

import collection
import install
import mix
import programs
import ratios
import report
from engines import dafu as dafu_engine
from engines import fts5
from measure import median, run, size
from serve import PASSES
from table import PEERS

HERE = pathlib.Path(__file__).parent
EXAMPLES = """\
examples:
  benches/peers/run                                 5,000 letters, all peers; about a quarter of an hour
  benches/peers/run --letters 1000 --only fts5,lucene
  benches/peers/run --letters 50000 --skip whoosh_jieba,bm25s_jieba
  benches/peers/run --dafu target/quick/dafu        as built (with its examples/ beside it), nothing is compiled

peers: """ + ", ".join(peer.name for peer in PEERS)
COLD = 5  # literals of a kind that whole processes are measured with


def options():
    cache = pathlib.Path(tempfile.gettempdir()) / "dafu-peers"
    report_file = HERE / "RESULT.md"
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "benches/peers/run", description="Compares dafu with its peers.", epilog=EXAMPLES, formatter_class=formatter
    )
    parser.add_argument("--letters", type=int, default=5000, metavar="N", help="size of the collection [default: 5000]")
    parser.add_argument("--only", default="", metavar="A,B", help="these peers (and dafu)")
    parser.add_argument("--skip", default="", metavar="A,B", help="all but these peers")
    parser.add_argument("--dafu", metavar="PATH", help="a built dafu [default: cargo build --release]")
    parser.add_argument("--static", metavar="PATH", help="the same, built by `cargo static`: measured cold as well")
    parser.add_argument("--cache", type=pathlib.Path, default=cache, help=f"folder for all data [default: {cache}]")
    parser.add_argument("--out", type=pathlib.Path, default=report_file, help=f"the report [default: {report_file}]")
    parser.add_argument("--no-install", action="store_true", help="measure what is there, install nothing")
    given = parser.parse_args()
    given.only, given.skip = (set(filter(None, names.split(","))) for names in (given.only, given.skip))
    unknown = (given.only | given.skip) - {peer.name for peer in PEERS}
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))} (there are: {', '.join(p.name for p in PEERS)})")
    return given


STARTED = time.monotonic()


def say(text):
    print(f"{time.monotonic() - STARTED:5.0f} s  {text}", file=sys.stderr, flush=True)


def chosen(given):
    """Every peer with the reason why it is left out, if it is."""
    for peer in PEERS:
        if peer.name == "dafu":
            continue
        if peer.name in given.skip or (given.only and peer.name not in given.only):
            continue
        late = given.letters > peer.most_letters and peer.name not in given.only
        yield peer, f"left out above {peer.most_letters:,} letters (--only {peer.name} insists)" if late else ""


def judged(found, truth, literals):
    """Recall and precision over all hits of all literals; `found` holds line numbers."""
    right = sum(len(found[literal] & truth[literal]) for literal in literals)
    given = sum(len(found[literal]) for literal in literals)
    wanted = sum(len(truth[literal]) for literal in literals)
    return right / wanted if wanted else None, right / given if given else None


class Comparison:
    """One collection, one mix, one truth for all."""

    def __init__(self, given):
        self.cache = given.cache
        self.cache.mkdir(parents=True, exist_ok=True)
        self.load = os.getloadavg()[0]
        self.programs = programs.find(given.dafu)
        say(f"{given.letters} letters: generating, indexing with dafu, taking its passages")
        self.folder = self.cache / "run"
        self.made = collection.make(self.folder, given.letters, self.programs.dafu, self.programs.generate)
        self.texts = self.made.texts()
        queries = mix.read()
        self.literals, self.singles = mix.literals(queries, *mix.LITERAL), mix.literals(queries, "single")
        self.all = list(dict.fromkeys(self.literals + self.singles))
        self.asked = self.folder / "literals.txt"
        self.asked.write_text("\n".join(self.all) + "\n", encoding="utf-8")
        say("scanning for the truth")
        self.truth = {q: {n for n, text in enumerate(self.texts) if q in text} for q in self.all}
        if given.letters == mix.LETTERS:
            mix.require_rare(queries, self.truth)
        there = [q for q in self.literals if self.truth[q]]
        self.rare = [q for q in mix.literals(queries, "rare") if q in there][::13][:COLD]
        self.common = mix.literals(queries, "common")[::7][:COLD]
        self.environment = install.Environment(self.cache, not given.no_install)

    def judge(self, result, found):
        result.recall, result.precision = judged(found, self.truth, self.literals)
        result.single_recall, result.single_precision = judged(found, self.truth, self.singles)

    def dafu(self, peer):
        result = report.Result(peer.title, peer.setting, dafu_engine.version(self.programs.dafu))
        result.cpu, result.bytes = self.made.indexing.cpu, size(self.made.archive)
        rows = dafu_engine.warm(self.programs.warm, self.made.archive, mix.FILE)
        by_literal = {row["literal"]: row for row in rows if row["literal"]}
        result.warm = {
            "all ids and total": [min(by_literal[q]["ids"]) for q in self.literals],
            "ten with text, highlights, total": [min(by_literal[q]["ten"]) for q in self.literals],
        }
        for kind in ("rare", "common"):
            commands = [
                dafu_engine.cold_command(self.programs.dafu, self.made.archive, q) for q in getattr(self, kind)
            ]
            setattr(result, kind, median(commands))
        lines = {hit["id"]: number for number, hit in enumerate(self.made.hits())}
        found = {}
        for literal in self.all:
            ids = dafu_engine.every(self.programs.dafu, self.made.archive, literal)
            found[literal] = {lines[name] for name in ids}
            if by_literal[literal]["total"] != len(ids):
                say(f"  {by_literal[literal]['total']} in one process, {len(ids)} on the command line: {literal}")
        self.judge(result, found)
        return result, rows

    def peer(self, peer, note):
        result = report.Result(peer.title, peer.setting, note=note or install.missing(peer, self.environment))
        if result.note:
            return result
        try:
            self.measure(peer.name, result)
        except (RuntimeError, OSError, ImportError) as error:
            result.note = f"failed: {error}"
        return result

    def measure(self, name, result):
        module = importlib.import_module(f"engines.{name}") if name in OWN_COMMANDS else None
        folder = self.folder / name
        serve = [self.environment.python, "-B", HERE / "serve.py", name]

        def command(action, *rest):
            own = getattr(module, f"{action}_command", None)
            return own(*rest) if own else [*serve, action, *rest]

        shutil.rmtree(folder, ignore_errors=True)
        run([*serve, "version"], out=self.folder / "version", fails=(0,))
        result.version = (self.folder / "version").read_text(encoding="utf-8").strip()
        if hasattr(module, "prepare"):
            module.prepare(self.made.passages, folder)
        else:
            result.cpu = run(command("build", self.made.passages, folder), fails=(0,)).cpu
            result.bytes = size(folder)
        result.rare = median([command("cold", folder, literal) for literal in self.rare])
        result.common = median([command("cold", folder, literal) for literal in self.common])
        out = self.folder / f"{name}.tsv"
        run(command("warm", folder, self.asked, out), fails=(0,))
        found, times = read_warm(out)
        answers = getattr(module, "ANSWERS", "best ten and total")
        result.warm = {answers: [min(times[literal]) for literal in self.literals]}
        self.judge(result, found)

    def sqlite(self):
        """Least milliseconds by way and literal: all ids, and so their number; any ten with text and the number of all."""
        connection = fts5.connect(self.folder / "fts5")
        times = {"ids": {}, "ten": {}}
        for passed in range(1 + PASSES):
            for way, ask in (("ids", fts5.every), ("ten", fts5.with_text)):
                for literal in self.all:
                    before = time.perf_counter()
                    ask(connection, literal)
                    took = (time.perf_counter() - before) * 1e3
                    if passed:
                        times[way][literal] = min(took, times[way].get(literal, took))
        return times


# Engines whose build, cold or warm is a command of their own; they import nothing that must be installed for Python.
OWN_COMMANDS = ("fts5", "groonga", "lucene", "ripgrep")


def read_warm(path):
    found, times = {}, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            literal, _, took, every = line.rstrip("\n").split("\t")
            found[literal] = {int(number) for number in every.split()}
            times[literal] = [float(ms) for ms in took.split()]
    return found, times


def main():
    given = options()
    comparison = Comparison(given)
    say("dafu")
    ours, rows = comparison.dafu(PEERS[0])
    results = [ours]
    measured = set()
    for peer, note in chosen(given):
        say(peer.name)
        results.append(comparison.peer(peer, note))
        if results[-1].note:
            say("         " + results[-1].note)
        else:
            measured.add(peer.name)
    theirs = {}
    if "fts5" in measured:
        say("SQLite, all ids; any ten with text")
        theirs = comparison.sqlite()
        sqlite = next(result for result in results if result.title == "SQLite FTS5")
        sqlite.warm["all ids and total"] = [theirs["ids"][literal] for literal in comparison.literals]
        sqlite.warm["any ten with text, total"] = [theirs["ten"][literal] for literal in comparison.literals]
    say("ratios")
    lines = ratios.cold(
        comparison.made,
        comparison.folder,
        comparison.programs.dafu,
        comparison.rare,
        comparison.common,
        measured,
        given.static,
    )
    lines += ratios.warm(rows, theirs)
    text_bytes = comparison.made.passages.stat().st_size
    document = report.document(
        results, lines, rows, given.letters, len(comparison.texts), text_bytes, comparison.load
    )
    given.out.write_text(document, encoding="utf-8")
    print(document)


if __name__ == "__main__":
    main()
