"""The letters: from corpus/replies and corpus/gold to paragraphs with their roles.

In: the stem of a letter. Out: a list of (role, paragraph). Lines that a wrap has cut are joined as the gold outline says;
paragraphs that stand on a line of their own keep the spaces inside of them. White space and the page numbers of a
hard-wrapped file aside, the paragraphs are the letter's characters, each once and in order.
"""

import csv
import re
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2]

# Pieces that are paragraphs in a document of their own, even where the text file has them glued to something else.
ALONE = {"title", "docno", "class", "addressee", "signature", "date", "contact", "cc"}
# Pieces of a web page around the letter.
OUTSIDE = {"furniture", "meta"}


def squeezed(text):
    """The text without any white space."""
    return re.sub(r"\s", "", text)


@cache
def manifest(folder="."):
    with open(CORPUS / folder / "manifest.tsv", encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def source(stem, folder="."):
    """The text file of a letter, decoded."""
    row = manifest(folder)[f"{stem}.txt"]
    encoding = {"utf-8-bom": "utf-8-sig", "utf-16le-bom": "utf-16"}.get(row["encoding"].lower(), row["encoding"])
    return (CORPUS / folder / "replies" / f"{stem}.txt").read_bytes().decode(encoding)


def header(stem, folder="."):
    """The header fields of the gold reading."""
    head = (CORPUS / folder / "gold" / f"{stem}.txt").read_text(encoding="utf-8").split("\n---\n")[0]
    return dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)


def paragraphs(stem, folder=".", outside=False):
    """(role, text) of each paragraph; what a web page put around the letter only where `outside` is true."""
    text = source(stem, folder)
    wrapped = manifest(folder)[f"{stem}.txt"]["wrapped"] == "yes"
    if wrapped:
        text = re.sub(r"(?m)^[ \u3000]*[-—] *\d+ *[-—][ \u3000]*$", "", text)
    places = [index for index, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[place] for place in places)
    outline = (CORPUS / folder / "gold" / f"{stem}.txt").read_text(encoding="utf-8").split("\n---\n")[1]
    starts, at = [], 0
    for line in outline.splitlines():
        own, rest = line[:2] == "¶ ", line[2:]
        role, _, opening = rest.partition("\t")
        found = flat.find(squeezed(opening), at)
        if found < 0:
            raise ValueError(f"{stem}: {line!r} is not in the letter")
        role = re.split(r"[!#=]", role)[0]
        if own or role in ALONE:
            starts.append((found, role))
        at = found + 1
    out = []
    for (start, role), (end, _) in zip(starts, starts[1:] + [(len(flat), "")]):
        if role in OUTSIDE and not outside:
            continue
        if wrapped:
            out.append((role, flat[start:end]))
        else:
            out.append((role, " ".join(text[places[start] : places[end - 1] + 1].split("\n")).strip()))
    return out


def truth(stem, folder="."):
    """What must come out of any format: a paragraph a line."""
    return "".join(text + "\n" for _, text in paragraphs(stem, folder))
