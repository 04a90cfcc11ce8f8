"""The letters, dafu's archive of them, and the passages that all engines are given."""

import json
import pathlib
import shutil
from dataclasses import dataclass

from measure import Cost, run


@dataclass(frozen=True)
class Collection:
    """Made anew by `make`, except by `Collection.passages`, which reads."""

    letters: pathlib.Path  # folder of files
    archive: pathlib.Path  # dafu's
    passages: pathlib.Path  # a passage a line
    details: pathlib.Path  # the same as JSON lines, as dafu prints them
    indexing: Cost  # of dafu

    def texts(self):
        return self.passages.read_text(encoding="utf-8").splitlines()

    def hits(self):
        with open(self.details, encoding="utf-8") as lines:
            next(lines)
            return [json.loads(line) for line in lines]


def dump_command(dafu, archive):
    """All passages: a filter that every letter passes."""
    everything = ["--include", "--limit", 10**9, "--year", "..9999", "--year", "unknown"]
    return [dafu, "search", "--archive", archive, "--format", "jsonl", *everything]


def make(folder, count, dafu, generate):
    """Generates letters, lets dafu index them and takes its passages for everybody."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    letters, archive = folder / "letters", folder / "archive"
    run([generate, count, letters])
    indexing = run([dafu, "index", letters, "--archive", archive], fails=(0,))
    details = folder / "passages.jsonl"
    run(dump_command(dafu, archive), out=details, fails=(0,))
    made = Collection(letters, archive, folder / "passages.txt", details, indexing)
    with open(made.passages, "w", encoding="utf-8") as file:
        for hit in made.hits():
            file.write(" ".join(hit["text"].split("\n")) + "\n")
    return made
