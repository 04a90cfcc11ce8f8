"""Reads each sample with a tool that had no part in making it, and compares with the letter, white space aside.

In: the folder of the samples. Out: a line a file on standard output: the tools, and `same` or how the text differs.
PDF is read by poppler and MuPDF, office formats by LibreOffice (the reviewed one by lxml, as LibreOffice prints deletions too),
pages and OFD by lxml, archives by zipfile and gzip. Page numbers are taken out first.
"""

import csv
import gzip
import io
import re
import subprocess
import unicodedata
import zipfile

from . import letters, rich, writer

NUMBERS = re.compile(r"(?<!\d)[—-]\s*\d{1,3}\s*[—-](?=\s)")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text):
    return letters.squeezed(NUMBERS.sub("", text.replace("\f", "\n") + "\n"))


def poppler(data):
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True)
    return done.stdout.decode()


def mupdf(data):
    import fitz

    fitz.TOOLS.mupdf_display_errors(False)
    document = fitz.open(stream=data, filetype="pdf")
    return "" if document.needs_pass else "\n".join(page.get_text() for page in document)


def soffice(data):
    starts = {b"PK": "docx", b"{\\": "rtf", b"\xd0\xcf": "doc"}
    return writer.convert([("x", data, starts.get(data[:2], "html"))], ["txt"])["x", "txt"].decode("utf-8-sig")


def word(data):
    from lxml import etree

    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    left_out = (W + "del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
    return "".join(node.text for node in tree.iter(W + "t") if not any(over.tag in left_out for over in node.iterancestors()))


def ofd(data):
    from lxml import etree

    archive, out = zipfile.ZipFile(io.BytesIO(data)), []
    pages = [name for name in archive.namelist() if "Pages/" in name and name.endswith("Content.xml")]
    for name in sorted(pages, key=lambda name: int(re.search(r"Page_(\d+)", name)[1])):
        codes = []
        for order, thing in enumerate(etree.fromstring(archive.read(name)).iter("{*}TextObject")):
            left, top, _, height = map(float, thing.get("Boundary").split())
            codes += [(round((top + height) / 2), left, float(code.get("X")), order, code.text) for code in thing.iter("{*}TextCode")]
        out.append("".join(code[-1] for code in sorted(codes)) + "\n")
    return "".join(out)


def page(data):
    from lxml import html

    for codec in ("utf-8", "gbk"):
        try:
            return html.fromstring(data.decode(codec)).text_content()
        except UnicodeDecodeError:
            pass
    return ""


def verdict(text, truth):
    """How a text compares with the letter."""
    if text == truth:
        return "same"
    if truth in text:
        return "same, with more around it"
    wide, other = unicodedata.normalize("NFKC", text), unicodedata.normalize("NFKC", truth)
    if wide == other:
        return "same, but for the width of characters"
    return "same characters in another order" if sorted(wide) == sorted(other) else f"{len(text)} of {len(truth)} characters"


def readers(name, data):
    """The tools for a file."""
    if data[:4] == b"%PDF":
        return [poppler, mupdf]
    if name.endswith(".ofd"):
        return [ofd]
    if name.endswith(".review.docx"):
        return [word]
    if name.endswith((".page.html", ".page.doc")):
        return [page]
    return [soffice]


def report(folder):
    """Prints the outcome for each file of the manifest."""
    with open(folder / "manifest.tsv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        name, data = row["file"], (folder / row["file"]).read_bytes()
        if name.endswith(".zip"):
            archive = zipfile.ZipFile(io.BytesIO(data), metadata_encoding="gbk" if name == "all.zip" else "utf-8")
            print(name, f"zipfile: {len(archive.namelist())} entries, {archive.testzip() or 'all whole'}", sep="\t")
        elif name.endswith(".gz"):
            same = gzip.decompress(data).decode("gb18030") == letters.source(row["letter"])
            print(name, f"gzip: {'same' if same else 'differs'}", sep="\t")
        else:
            truth = letters.squeezed(letters.truth(row["letter"]))
            # LibreOffice prints hidden runs, Word doesn't.
            texts = ((read.__name__, squeezed(read(data)).replace(rich.HIDDEN, "")) for read in readers(name, data))
            print(name, *(f"{tool}: {verdict(text, truth)}" for tool, text in texts), sep="\t")
