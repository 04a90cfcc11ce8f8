"""Writer documents: a flat ODF file of the letter, and what LibreOffice makes of it.

In: paragraphs and a `Layout`. Out: bytes of a .fodt file; `convert` has LibreOffice save it as docx, doc, rtf, html, pdf.
The first-line indent is a property of the paragraph unless the layout asks for full-width spaces.
"""

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from .layout import style_of

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)

FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "html": "html:HTML (StarWriter)",
    "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export",
    "txt": "txt:Text (encoded):UTF8",
}


def paragraph_style(name, layout, align, size, font, indent=0.0, margin_right=0.0, bold=False, color=""):
    """One paragraph style; the leading is exact, as offices set it."""
    leading = max(layout.leading, size * 1.3)
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
    color = f' fo:color="{color}"' if color else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties fo:text-align="{align}" fo:line-height="{leading}pt" fo:text-indent="{indent}pt" '
        f'fo:margin-left="0pt" fo:margin-right="{margin_right}pt" fo:margin-top="0pt" fo:margin-bottom="0pt" '
        f'style:punctuation-wrap="{"hanging" if layout.hanging else "simple"}" fo:orphans="0" fo:widows="0"/>'
        f'<style:text-properties style:font-name={quoteattr(layout.latin_font)} '
        f'style:font-name-asian={quoteattr(font)} fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
        f'fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="CN"{weight}{color}/>'
        f"</style:style>"
    )


def inline(text):
    """Text as ODF writes it: runs of blanks are elements."""
    out = escape(text)
    while "  " in out:
        out = out.replace("  ", ' <text:s text:c="1"/>', 1)
    return out


def lines(paragraphs, layout):
    """The paragraphs as text:p elements."""
    out = []
    for role, text in paragraphs:
        style = style_of(role)
        if layout.spaces and style in ("body", "head"):
            text = "\u3000" * layout.indent + text
        out.append(f'<text:p text:style-name="{style}">{inline(text)}</text:p>')
        if style == "title":
            out.append('<text:p text:style-name="flush"/>')
    return out


def table(rows, columns):
    """A table; a row with fewer cells than columns has its last cell run to the edge. A cell is a list of text:p elements."""
    out = ['<table:table table:name="t1" table:style-name="ta">', f'<table:table-column table:number-columns-repeated="{columns}"/>']
    for row in rows:
        out.append("<table:table-row>")
        for index, cell in enumerate(row):
            span = columns - len(row) + 1 if index == len(row) - 1 else 1
            spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
            out.append(f'<table:table-cell table:style-name="ce" office:value-type="string"{spanned}>{"".join(cell)}</table:table-cell>')
            out.extend(["<table:covered-table-cell/>"] * (span - 1))
        out.append("</table:table-row>")
    out.append("</table:table>")
    return out


def flat(body, layout, title=""):
    """The .fodt file around text:p and table elements."""
    first = 0 if layout.spaces else layout.size * layout.indent
    fonts = {layout.title_font, layout.body_font, layout.head_font, layout.latin_font}
    faces = "".join(f'<style:font-face style:name={quoteattr(f)} svg:font-family={quoteattr(f)}/>' for f in sorted(fonts))
    width, height = layout.page
    foot = ""
    if layout.number:
        before, after = layout.number.split("{}")
        foot = (
            f'<style:footer><text:p text:style-name="number">{before}<text:page-number text:select-page="current">1'
            f"</text:page-number>{after}</text:p></style:footer>"
        )
    body = list(body)
    if layout.letterhead:
        body.insert(0, f'<text:p text:style-name="red">{escape(layout.letterhead)}</text:p>')
    plain = layout.body_font
    styles = [
        paragraph_style("title", layout, "center", layout.title_size, layout.title_font),
        paragraph_style("red", layout, "center", 36, layout.title_font, color="#ff0000"),
        paragraph_style("docno", layout, {"right": "end", "left": "start"}.get(layout.docno, "center"), layout.size, plain),
        paragraph_style("flush", layout, "start", layout.size, plain),
        paragraph_style("head", layout, "justify", layout.size, layout.head_font, first),
        paragraph_style("body", layout, "justify", layout.size, plain, first),
        paragraph_style("sign", layout, "end", layout.size, plain, 0, layout.tail),
        paragraph_style("number", layout, "center", 14, "宋体"),
        '<style:style style:name="ta" style:family="table"><style:table-properties table:border-model="collapsing"/></style:style>',
        '<style:style style:name="ce" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="1mm"/></style:style>',
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document {SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{escape(title)}</dc:title><meta:creation-date>2024-06-03T09:30:00</meta:creation-date>"
        f"<dc:date>2024-06-03T09:30:00</dc:date></office:meta>"
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f'<office:automatic-styles>{"".join(styles)}'
        f'<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm" '
        f'fo:margin-top="{layout.top}mm" fo:margin-bottom="{max(layout.bottom - 12, 8)}mm" fo:margin-left="{layout.left}mm" '
        f'fo:margin-right="{layout.right}mm"/><style:footer-style><style:header-footer-properties fo:min-height="10mm" '
        f'fo:margin-top="2mm"/></style:footer-style></style:page-layout></office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{foot}</style:master-page>'
        f'</office:master-styles><office:body><office:text>{"".join(body)}</office:text></office:body></office:document>'
    ).encode()


def letter(paragraphs, layout):
    """The .fodt file of a letter."""
    title = next((text for role, text in paragraphs if role == "title"), "")
    return flat(lines(paragraphs, layout), layout, title)


def convert(jobs, kinds):
    """What LibreOffice makes of each (name, bytes, extension): a dict (name, kind) → bytes. One run for each kind."""
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        sources = []
        for name, data, extension in jobs:
            path = folder / f"{name}.{extension}"
            path.write_bytes(data)
            sources.append(path)
        for kind in kinds:
            target = folder / kind
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", FILTERS[kind]]
                + ["--outdir", str(target)]
                + [str(path) for path in sources],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for path in sources:
                made = target / f"{path.stem}.{kind}"
                if made.exists():
                    out[path.stem, kind] = made.read_bytes()
    return out
