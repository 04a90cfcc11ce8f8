"""The samples: which letter in which format, by which producer, and what is special about it.

In: nothing but the letters. Out: `made()` gives `Sample`s one after the other.
"""

from dataclasses import dataclass

from . import bundle, letters, ofdfile, pages, papers, plainpdf, rich, setting, word, writer
from .layout import Layout, replace

SHORT = "2024-wanglan-kjj-0058hb"
ITEMS = "2020-wuling-wjj-37"
LONG = "2022-anlan-kjt-0068"
FORM = "2024-qinghe-jtj-208"

OFFICE = Layout()
LAYOUTS = {
    SHORT: replace(OFFICE, docno="right"),
    ITEMS: OFFICE,
    # LibreOffice 7.4 loses a comma that hangs outside of a page's last line: here none hangs.
    LONG: replace(OFFICE, number="- {} -", hanging=False),
    FORM: replace(OFFICE, spaces=True),
}
# Fonts that are on a Debian machine, for what is drawn and not only named.
DRAWN = {
    SHORT: {"title_font": "Noto Serif CJK SC", "body_font": "AR PL SungtiL GB", "head_font": "Noto Sans CJK SC", "latin_font": "DejaVu Serif"},
    ITEMS: {"title_font": "AR PL UMing CN", "body_font": "AR PL SungtiL GB", "head_font": "AR PL UMing CN", "latin_font": "AR PL SungtiL GB"},
    LONG: {"title_font": "Noto Sans CJK SC", "body_font": "Noto Serif CJK SC", "head_font": "Noto Sans CJK SC", "latin_font": "Noto Serif CJK SC"},
    FORM: {"title_font": "AR PL UMing CN", "body_font": "AR PL UMing CN", "head_font": "AR PL UMing CN", "latin_font": "DejaVu Sans"},
}
PUBLISHED = {SHORT: "2024-04-18", ITEMS: "2020-07-10", LONG: "2022-07-21"}


@dataclass
class Sample:
    """One file. `outcome` is text, scan, encrypted or vector; `fields` are stated outside of the letter."""

    file: str
    letter: str
    producer: str
    special: str
    data: bytes
    outcome: str = "text"
    fields: str = ""


def stated(fields):
    return " | ".join(f"{key}={value}" for key, value in fields.items())


def office():
    """LibreOffice and python-docx."""
    named = [(stem, writer.letter(letters.paragraphs(stem), LAYOUTS[stem]), "fodt") for stem in (SHORT, ITEMS, LONG)]
    drawn = [
        (stem, writer.letter(letters.paragraphs(stem), replace(LAYOUTS[stem], **DRAWN[stem])), "fodt") for stem in (SHORT, ITEMS, LONG)
    ]
    out = writer.convert(named, ["docx", "doc", "rtf", "html"])
    out.update(writer.convert(drawn, ["pdf"]))
    notes = {
        "docx": "indent is a paragraph property",
        "doc": "Word 97 binary: OLE2, text in the piece table",
        "rtf": "Han as \\uN with a fallback",
        "html": "LibreOffice's export: letter only, no site around it",
        "pdf": "embedded subsets with ToUnicode, page number in the footer",
    }
    for (stem, kind), data in out.items():
        name = {"html": f"{stem}.lo.html", "pdf": f"{stem}.lo.pdf"}.get(kind, f"{stem}.{kind}")
        yield Sample(name, stem, "LibreOffice", notes[kind], data)
    yield Sample(
        f"{SHORT}.wps", SHORT, "LibreOffice", "the .doc under WPS's extension: same kind of file; no WPS Office was to be had", out[SHORT, "doc"]
    )
    rest = {stem: letters.paragraphs(stem) for stem in (SHORT, ITEMS, LONG, FORM)}
    yield Sample(f"{ITEMS}.auto.docx", ITEMS, "python-docx", "一、 （一） 1. are counted by Word, not typed", word.numbered(rest[ITEMS], OFFICE))
    yield Sample(f"{LONG}.auto.docx", LONG, "python-docx", "section ordinals counted by Word", word.numbered(rest[LONG], OFFICE))
    yield Sample(
        f"{SHORT}.review.docx",
        SHORT,
        "python-docx",
        "insertions, deletions (not in the letter), content controls, links, runs of one character; document number in a text box with "
        "fallback (twice in the file, once in the letter); signature and date in one paragraph with a line break",
        word.reviewed(rest[SHORT], OFFICE),
    )
    for stem in (SHORT, ITEMS):
        data = rich.write(rest[stem], LAYOUTS[stem], letters.header(stem)["title"])
        special = "GBK bytes raw, escaped, or as fallback of \\u; a hidden run (not in the letter), page field, picture"
        yield Sample(f"{stem}.gbk.rtf", stem, "own writer", special, data)
    form = word.tabled(rest[FORM], LAYOUTS[FORM])
    yield Sample(f"{FORM}.table.docx", FORM, "python-docx", "letter within a table; full-width spaces as indent; ticked boxes", form)
    drawn_form = word.tabled(rest[FORM], replace(LAYOUTS[FORM], **DRAWN[FORM]))
    again = writer.convert([("form", form, "docx"), ("drawn", drawn_form, "docx")], ["doc", "rtf", "pdf"])
    yield Sample(f"{FORM}.table.doc", FORM, "python-docx, LibreOffice", "letter within a table", again["form", "doc"])
    yield Sample(f"{FORM}.table.rtf", FORM, "python-docx, LibreOffice", "letter within a table", again["form", "rtf"])
    yield Sample(f"{FORM}.table.pdf", FORM, "python-docx, LibreOffice", "letter within a ruled table over a page break", again["drawn", "pdf"])
    # Misnamed: what is in the file and what its name says differ.
    page = pages.saved_as_doc(rest[ITEMS], letters.header(ITEMS))
    yield Sample(f"{ITEMS}.page.doc", ITEMS, "own page", "misnamed: HTML as Word saves it, in GBK", page.encode("gbk"))
    yield Sample(f"{LONG}.rtf.doc", LONG, "LibreOffice", "misnamed: RTF", out[LONG, "rtf"])
    yield Sample(f"{ITEMS}.docx.wps", ITEMS, "LibreOffice", "misnamed: DOCX", out[ITEMS, "docx"])
    yield Sample(f"{ITEMS}.pdf.txt", ITEMS, "LibreOffice", "misnamed: PDF", out[ITEMS, "pdf"])


def sites():
    """Pages of sites, and what a browser prints of them."""
    head = {stem: letters.header(stem) for stem in (SHORT, ITEMS, LONG)}
    text = {stem: letters.paragraphs(stem) for stem in (SHORT, ITEMS, LONG)}
    old, fields = pages.column(text[SHORT], head[SHORT], PUBLISHED[SHORT])
    old = old.encode("gbk")
    yield Sample(f"{SHORT}.page.html", SHORT, "own page", "GBK whose meta says utf-8; nested tables, unclosed paragraphs, entities", old, fields=stated(fields))
    new, fields = pages.portal(text[ITEMS], head[ITEMS], PUBLISHED[ITEMS])
    yield Sample(f"{ITEMS}.page.html", ITEMS, "own page", "UTF-8; metadata table, share buttons, neighbours, footer", new.encode(), fields=stated(fields))
    case, fields = pages.case(text[LONG], head[LONG], PUBLISHED[LONG])
    yield Sample(
        f"{LONG}.page.html", LONG, "own page", "UTF-8; paragraphs broken by <br>, the proposal's own text beside the reply", case.encode(), fields=stated(fields)
    )
    yield Sample(f"{ITEMS}.weasy.pdf", ITEMS, "WeasyPrint", "only the article is printed; OpenType subsets, Identity-H", papers.weasy(new))
    yield Sample(f"{ITEMS}.print.pdf", ITEMS, "Chromium", "only the article is printed", papers.printed(new.encode(), "t20200710_2.html"))
    whole, fields = pages.column(text[SHORT], head[SHORT], PUBLISHED[SHORT])
    whole = whole.replace("charset=utf-8", "charset=gbk").encode("gbk")
    yield Sample(
        f"{SHORT}.print.pdf",
        SHORT,
        "Chromium",
        "the site's furniture and the browser's date, title, address and page number are printed too; Type 3 fonts",
        papers.printed(whole, "show.html", furniture=True),
        outcome="text+site",
    )


def papers_of(made):
    """PDF files by reportlab, by hand, and damaged or locked ones. `made` holds the samples so far by name."""
    text = {stem: letters.paragraphs(stem) for stem in (SHORT, ITEMS, LONG)}
    for stem in (SHORT, ITEMS, LONG):
        layout = replace(LAYOUTS[stem], spaces=stem == LONG)
        data = papers.reportlab(text[stem], layout, letters.header(stem)["title"])
        special = "STSong-Light named, not embedded, UniGB-UCS2-H, no ToUnicode"
        special += "; full-width spaces as indent" if layout.spaces else ""
        yield Sample(f"{stem}.cid.pdf", stem, "reportlab", special, data)
    for stem, cmap, style in [(SHORT, "GBK-EUC-H", "literal"), (ITEMS, "GBKp-EUC-H", "hex"), (LONG, "UniGB-UTF16-H", "array")]:
        set_ = setting.pages(text[stem], LAYOUTS[stem])
        set_ = [page + setting.footer(LAYOUTS[stem], number) for number, page in enumerate(set_, 1)]
        name = "utf16" if style == "array" else "gbk"
        special = f"{cmap}, strings shown as {style}, not embedded, no ToUnicode"
        yield Sample(f"{stem}.{name}.pdf", stem, "own writer", special, plainpdf.write(set_, LAYOUTS[stem], cmap, style, letters.header(stem)["title"]))
    lo = made[f"{SHORT}.lo.pdf"].data
    small = made[f"{ITEMS}.gbk.pdf"].data
    yield Sample(f"{SHORT}.locked.pdf", SHORT, "LibreOffice, qpdf", "AES-256, empty user password", papers.locked(lo, 256))
    again = papers.cairo(made[f"{SHORT}.lo.pdf"].data)
    yield Sample(f"{SHORT}.cairo.pdf", SHORT, "LibreOffice, cairo", "drawn again: other subsets and encodings", again)
    yield Sample(f"{ITEMS}.rc4.pdf", ITEMS, "own writer, qpdf", "RC4-128, empty user password", papers.locked(small, 128, aes=False))
    yield Sample(f"{ITEMS}.aes128.pdf", ITEMS, "own writer, qpdf", "AES-128 (crypt filters), empty user password", papers.locked(small, 128))
    cid = papers.reportlab(text[LONG], LAYOUTS[LONG])
    yield Sample(f"{LONG}.rc4-40.pdf", LONG, "reportlab, qpdf", "RC4-40, empty user password", papers.locked(cid, 40, aes=False))
    yield Sample(f"{LONG}.password.pdf", LONG, "reportlab, qpdf", "AES-256, opens with a password only", papers.locked(cid, 256, "abc123"), outcome="encrypted")
    yield Sample(f"{SHORT}.broken.pdf", SHORT, "LibreOffice, damaged", "all offsets of the cross-reference table are wrong", papers.broken(lo))
    yield Sample(f"{LONG}.broken.pdf", LONG, "reportlab, damaged", "all offsets of the cross-reference table are wrong", papers.broken(cid))
    yield Sample(f"{ITEMS}.cut.pdf", ITEMS, "own writer, damaged", "no cross-reference table, no trailer, the last page object cut off at its end", papers.cut(small))
    streams = ["--static-id", "--object-streams=generate", "--stream-data=compress"]
    yield Sample(f"{SHORT}.objstm.pdf", SHORT, "LibreOffice, qpdf", "object streams, cross-reference stream", papers.qpdf(lo, *streams))
    yield Sample(f"{LONG}.objstm.pdf", LONG, "reportlab, qpdf", "object streams, linearised", papers.qpdf(cid, *streams, "--linearize"))
    scan = papers.scanned(lo)
    yield Sample(f"{SHORT}.scan.pdf", SHORT, "Pillow", "pictures of the pages, no text", scan, outcome="scan")
    yield Sample(f"{SHORT}.half.pdf", SHORT, "LibreOffice, Pillow, qpdf", "page 2 is a picture: page 1 has text", papers.joined((lo, "1"), (scan, "2")), outcome="page 1")


def fixed():
    """OFD files."""
    for stem, style in [(SHORT, "lines"), (ITEMS, "matrix"), (LONG, "chars")]:
        special = {
            "lines": "a text object a line, DeltaX in short form, page number on a template page",
            "matrix": "CTM, several text codes an object, glyph mapping, objects in no order, nested page blocks, default namespace",
            "chars": "a text object a character",
        }[style]
        head = letters.header(stem)
        made = ofdfile.write(setting.pages(letters.paragraphs(stem), LAYOUTS[stem]), LAYOUTS[stem], setting.footer, style, head["title"], head["author"])
        yield Sample(f"{stem}.ofd", stem, "own writer after GB/T 33190-2016", special, made)


def easy(made):
    """OFD files by converters from PDF."""
    yield Sample(
        f"{ITEMS}.easy.ofd", ITEMS, "easyofd", "from .cid.pdf; namespace and unit are not the standard's, pages not in order in the zip", ofdfile.easy(made[f"{ITEMS}.cid.pdf"].data)
    )
    yield Sample(
        f"{SHORT}.easy.ofd", SHORT, "easyofd", "from .lo.pdf; the runs of a line share one boundary: only the file's order tells theirs", ofdfile.easy(made[f"{SHORT}.lo.pdf"].data)
    )
    vector = ofdfile.vector(papers.joined((made[f"{SHORT}.gbk.pdf"].data, "1")))
    yield Sample(f"{SHORT}.vector.ofd", SHORT, "pdf2ofd", "outlines only, no text", vector, outcome="scan")


def bundles(made):
    """Archives of the others."""
    text = letters.source(LONG).encode("gb18030")
    yield Sample(f"{LONG}.txt.gz", LONG, "Python gzip", "the text file in GB18030", bundle.packed(text, "reply.txt"))
    inner = bundle.zipped(
        [
            ("2020年/", b""),
            ("2020年/建议37号答复.docx", made[f"{ITEMS}.docx"].data),
            ("2020年/建议37号答复.pdf", made[f"{ITEMS}.cid.pdf"].data),
            ("说明.txt", "本包为2020年建议答复。".encode("gbk")),
        ]
    )
    entries = [
        ("提案建议答复/", b""),
        ("提案建议答复/2022年/", b""),
        ("提案建议答复/2022年/省科技厅0068号.doc", made[f"{LONG}.doc"].data),
        ("提案建议答复/2022年/省科技厅0068号.ofd", made[f"{LONG}.ofd"].data),
        ("提案建议答复/2024年/望澜科技局0058号会办意见.html", made[f"{SHORT}.page.html"].data),
        ("提案建议答复/2024年/望澜科技局0058号会办意见.rtf", made[f"{SHORT}.rtf"].data),
        ("提案建议答复/2020年.zip", inner),
        ("提案建议答复/目录.csv", "文件,单位,案号\r\n省科技厅0068号.doc,省科技厅,0068\r\n".encode("gbk")),
        ("提案建议答复/Thumbs.db", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)),
    ]
    yield Sample("all.zip", f"{SHORT} {ITEMS} {LONG}", "Python zipfile", "names in GBK without the UTF-8 flag, folders, a zip in the zip, a list and a Thumbs.db beside", bundle.zipped(entries))
    flagged = [(name, data) for name, data in entries if name.endswith((".rtf", ".zip"))] + [("__MACOSX/._望澜.rtf", b"\0\5\26\7" + bytes(78))]
    yield Sample("utf8.zip", f"{SHORT} {ITEMS}", "Python zipfile", "names in UTF-8 with the flag, a zip in the zip, a __MACOSX fork", bundle.zipped(flagged, gbk=False))


def made():
    """All samples."""
    out = {}

    def keep(samples):
        for sample in samples:
            out[sample.file] = sample

    keep(office())
    keep(sites())
    keep(papers_of(out))
    keep(fixed())
    keep(easy(out))
    keep(bundles(out))
    return list(out.values())
