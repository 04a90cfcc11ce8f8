"""The query mix, benches/mix.tsv: kind, query in dafu's language, literal for engines that know only texts."""

import pathlib
from dataclasses import dataclass

FILE = pathlib.Path(__file__).parent.parent / "mix.tsv"
# Kinds that every engine is asked; "single" characters have a column of their own.
LITERAL = ("rare", "common", "phrase")
LETTERS = 5000  # of the collection that the mix is drawn from
RARE = 50  # passages of that collection that hold a rare literal: at least 1, at most these


@dataclass(frozen=True)
class Query:
    """A line of the mix."""

    kind: str
    query: str
    literal: str


def read():
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return [Query(*line.split("\t")) for line in lines]


def literals(mix, *kinds):
    return [query.literal for query in mix if query.kind in kinds]


def require_rare(mix, truth):
    """Ends the program when a rare literal has other than 1 to 50 hits in the collection it is drawn from."""
    wrong = {literal: len(truth[literal]) for literal in literals(mix, "rare") if not 0 < len(truth[literal]) <= RARE}
    if wrong:
        raise SystemExit(f"{FILE}: not 1 to {RARE} hits: {wrong}\nhint: benches/peers/make_mix draws the mix anew")
