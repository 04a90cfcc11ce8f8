"""dafu and the two small programs of benches/: built here, or given."""

import pathlib
import subprocess
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).parents[2]


@dataclass(frozen=True)
class Programs:
    """Paths."""

    dafu: pathlib.Path
    generate: pathlib.Path
    warm: pathlib.Path


def find(dafu):
    """With `dafu` given, its neighbours in `examples/`; else all are built with cargo."""
    if dafu is None:
        subprocess.run(["cargo", "build", "--release", "--locked", "--bin", "dafu", "--examples"], cwd=ROOT, check=True)
        dafu = ROOT / "target" / "release" / "dafu"
    dafu = pathlib.Path(dafu).resolve()
    found = Programs(dafu, dafu.parent / "examples" / "generate", dafu.parent / "examples" / "warm")
    for program in (found.dafu, found.generate, found.warm):
        if not program.exists():
            raise SystemExit(f"{program} is not there\nhint: cargo build --release --examples --bin dafu")
    return found
