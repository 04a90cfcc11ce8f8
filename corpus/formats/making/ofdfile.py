"""OFD files (GB/T 33190-2016) written by hand.

In: pages of `setting.Line`. Out: bytes of an .ofd file. `style` varies what the standard leaves open:
`lines`   a text object a line, DeltaX in its short form (g count step), page numbers on a template page;
`matrix`  each text object under a CTM in its own small unit, a text code for each run of Han or Latin, glyphs mapped as well,
          objects of a page in no order, page blocks within page blocks, prefix-less namespace;
`chars`   a text object for each character, as converters from other formats write.
Fonts are named and not embedded.
"""

import contextlib
import io
import itertools
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from .setting import POINT, em

NAMESPACE = "http://www.ofdspec.org/2016"
FONTS = ["方正小标宋简体", "仿宋_GB2312", "黑体"]
FONT_OF = {"title": 3, "head": 5}


def steps(values):
    """Deltas, equal ones in the short form: `g 5 5.64`."""
    out = []
    for value, same in itertools.groupby(f"{value:.3f}" for value in values):
        count = len(list(same))
        out.append(f"g {count} {value}" if count > 2 else " ".join([value] * count))
    return " ".join(out)


class Writer:
    """One file: hands out the identifiers and writes the objects."""

    def __init__(self, layout, style):
        self.layout, self.style = layout, style
        self.tag = "" if style == "matrix" else "ofd:"
        self.next = 100

    def id(self):
        self.next += 1
        return self.next

    def root(self, name, inner, more=""):
        space = f'xmlns="{NAMESPACE}"' if not self.tag else f'xmlns:ofd="{NAMESPACE}"'
        inner = inner.replace("<@", "<" + self.tag).replace("</@", "</" + self.tag)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<{self.tag}{name} {space}{more}>{inner}</{self.tag}{name}>'.encode()

    def code(self, text, size, x, y):
        moves = [em(char) * size for char in text[:-1]]
        delta = f' DeltaX="{steps(moves)}"' if moves else ""
        return f'<@TextCode X="{x:.3f}" Y="{y:.3f}"{delta}>{escape(text)}</@TextCode>'

    def line(self, line):
        """Text objects of one line."""
        size = line.size * POINT
        font = FONT_OF.get(line.style, 4)
        wide = sum(map(em, line.text)) * size
        box = f"{line.x:.3f} {line.y - size * 0.86:.3f} {wide:.3f} {size:.3f}"
        base = size * 0.86
        if self.style == "chars":
            out, x = [], line.x
            for char in line.text:
                width = em(char) * size
                out.append(
                    f'<@TextObject ID="{self.id()}" Boundary="{x:.3f} {line.y - base:.3f} {width:.3f} {size:.3f}" Font="{font}" '
                    f'Size="{size:.3f}">{self.code(char, size, 0, base)}</@TextObject>'
                )
                x += width
            return "".join(out)
        if self.style == "matrix":
            codes, x = [], 0.0
            for _, run in itertools.groupby(line.text, key=lambda char: em(char) < 1):
                run = "".join(run)
                codes.append(self.code(run, 10.0, x, 8.6))
                x += sum(map(em, run)) * 10.0
            glyphs = " ".join(str(200 + ord(char) % 5000) for char in line.text)
            mapped = f'<@CGTransform CodePosition="0" CodeCount="{len(line.text)}" GlyphCount="{len(line.text)}"><@Glyphs>{glyphs}</@Glyphs></@CGTransform>'
            scale = size / 10
            return (
                f'<@TextObject ID="{self.id()}" Boundary="{box}" CTM="{scale:.6f} 0 0 {scale:.6f} 0 0" Font="{font}" Size="10">'
                f'<@FillColor Value="0 0 0"/>{mapped}{"".join(codes)}</@TextObject>'
            )
        return (
            f'<@TextObject ID="{self.id()}" Boundary="{box}" Font="{font}" Size="{size:.3f}">'
            f"{self.code(line.text, size, 0, base)}</@TextObject>"
        )

    def page(self, lines, template=None):
        objects = [self.line(line) for line in lines]
        if self.style == "matrix":
            objects = objects[1::2] + objects[::2]
            half = len(objects) // 2
            objects = [f'<@PageBlock ID="{self.id()}">', *objects[:half], f'<@PageBlock ID="{self.id()}">', *objects[half:], "</@PageBlock></@PageBlock>"]
        under = f'<@Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
        width, height = self.layout.page
        return self.root(
            "Page",
            f"<@Area><@PhysicalBox>0 0 {width:g} {height:g}</@PhysicalBox></@Area>{under}"
            f'<@Content><@Layer ID="{self.id()}" Type="Body">{"".join(objects)}</@Layer></@Content>',
        )


def write(pages, layout, footer, style="lines", title="", author=""):
    """The file of these pages; `footer(layout, n)` gives the lines of the page number."""
    made = Writer(layout, style)
    parts = {}
    width, height = layout.page
    listed, templates = [], []
    for number, lines in enumerate(pages, 1):
        template = None
        foot = footer(layout, number)
        if foot and style == "lines":
            template = made.id()
            name = f"Tpls/Tpl_{number - 1}/Content.xml"
            parts[f"Doc_0/{name}"] = made.page(foot)
            templates.append(f'<@TemplatePage ID="{template}" Name="页码" ZOrder="Background" BaseLoc="{name}"/>')
        else:
            lines = lines + foot
        name = f"Pages/Page_{number - 1}/Content.xml"
        parts[f"Doc_0/{name}"] = made.page(lines, template)
        listed.append(f'<@Page ID="{made.id()}" BaseLoc="{name}"/>')
    fonts = "".join(f'<@Font ID="{3 + index}" FontName="{name}" FamilyName="{name}"/>' for index, name in enumerate(FONTS))
    front = {
        "OFD.xml": made.root(
            "OFD",
            f"<@DocBody><@DocInfo><@DocID>{0x5a11c0de:032x}</@DocID><@Title>{escape(title)}</@Title><@Author>{escape(author)}</@Author>"
            f"<@CreationDate>2024-06-03</@CreationDate></@DocInfo><@DocRoot>Doc_0/Document.xml</@DocRoot></@DocBody>",
            ' Version="1.0" DocType="OFD"',
        ),
        "Doc_0/Document.xml": made.root(
            "Document",
            f"<@CommonData><@MaxUnitID>{made.next}</@MaxUnitID><@PageArea><@PhysicalBox>0 0 {width:g} {height:g}</@PhysicalBox></@PageArea>"
            f'<@PublicRes>PublicRes.xml</@PublicRes>{"".join(templates)}</@CommonData><@Pages>{"".join(listed)}</@Pages>',
        ),
        "Doc_0/PublicRes.xml": made.root("Res", f"<@Fonts>{fonts}</@Fonts>", ' BaseLoc="Res"'),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (front | parts).items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 3, 9, 30, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def easy(pdf):
    """What easyofd makes of a PDF with text: an OFD with text objects, in a namespace and a unit of its own."""
    from loguru import logger

    logger.remove()
    # easyofd works in a folder `test` of the current one, leaves it there, and talks.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        from easyofd import OFD

        return OFD().pdf2ofd(pdf, optional_text=True)


def vector(pdf):
    """What pdf2ofd makes of a PDF: outlines only, no text."""
    from pdf2ofd import convert

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.pdf"), Path(folder, "a.ofd")
        source.write_bytes(pdf)
        convert(str(source), str(target), verbose=False)
        return target.read_bytes()
