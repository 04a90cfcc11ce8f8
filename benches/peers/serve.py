"""Runs one engine in a process of its own: `serve.py ENGINE build|cold|warm|version …`.

An engine is a module in engines/ with
    build(passages, folder)     index a file that holds a passage a line
    connect(folder)             whatever the other functions need
    top(handle, literal)        (line numbers of the best ten, exact number of all)
    texts(handle, numbers)      their texts
    every(handle, literal)      the line numbers of all hits
    version()
"""

import importlib
import pathlib
import sys
import time

PASSES = 5
SECONDS = 20  # no further pass is begun after these


def main():
    name, action, *rest = sys.argv[1:]
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    engine = importlib.import_module(f"engines.{name}")
    {"build": build, "cold": cold, "warm": warm, "version": version}[action](engine, *rest)


def version(engine):
    print(engine.version())


def build(engine, passages, folder):
    pathlib.Path(folder).mkdir(parents=True)
    engine.build(passages, folder)


def cold(engine, folder, literal):
    handle = engine.connect(folder)
    numbers, total = engine.top(handle, literal)
    for text in engine.texts(handle, numbers):
        print(text)
    print(total)


def warm(engine, folder, literals, out):
    """Writes a line a literal: literal, exact number, milliseconds of each pass, numbers of all hits."""
    handle = engine.connect(folder)
    asked = pathlib.Path(literals).read_text(encoding="utf-8").splitlines()
    times = {literal: [] for literal in asked}
    totals = {literal: engine.top(handle, literal)[1] for literal in asked}
    started = time.monotonic()
    for passed in range(PASSES):
        if passed and time.monotonic() - started > SECONDS:
            break
        for literal in asked:
            before = time.perf_counter()
            engine.top(handle, literal)
            times[literal].append((time.perf_counter() - before) * 1e3)
    with open(out, "w", encoding="utf-8") as file:
        for literal in asked:
            every = " ".join(str(number) for number in engine.every(handle, literal))
            took = " ".join(f"{ms:.4f}" for ms in times[literal])
            file.write(f"{literal}\t{totals[literal]}\t{took}\t{every}\n")


if __name__ == "__main__":
    main()
