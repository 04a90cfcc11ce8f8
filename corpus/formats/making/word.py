"""Word documents made with python-docx, with what Word and WPS users leave in them.

In: paragraphs and a `Layout`. Out: bytes of a .docx file.
`numbered` has the ordinals 一、 （一） 1. counted by Word instead of typed; `reviewed` keeps the marks of a review (inserted and
deleted text, a comment's anchor), runs cut anywhere, a content control, a link, a text box with its fallback and lines broken by hand;
`tabled` sets the letter into a form.
"""

import datetime
import io
import re
import zipfile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from .layout import style_of

WHEN = datetime.datetime(2024, 6, 3, 9, 30)
ORDINALS = [(r"[一二三四五六七八九十]+、", 0), (r"（[一二三四五六七八九十]+）", 1), (r"\d+\.(?!\d)", 2)]
REVIEW = 'w:id="{}" w:author="校对" w:date="2024-06-03T09:30:00Z"'


def element(tag, **attributes):
    """A WordprocessingML element."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def empty(layout):
    """A document of the page asked for, with its page number in the footer."""
    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = WHEN
    properties.author = "办公室"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.page[0]), Mm(layout.page[1])
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    if layout.number:
        before, after = layout.number.split("{}")
        foot = section.footer.paragraphs[0]
        foot.alignment = ALIGN.CENTER
        foot.add_run(before)
        field = element("w:fldSimple", instr=" PAGE ")
        run = element("w:r")
        run.append(element("w:t"))
        run[0].text = "1"
        field.append(run)
        foot._p.append(field)
        foot.add_run(after)
    return document


def dress(paragraph, style, layout):
    """The paragraph's own alignment, indent and leading."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(layout.leading, 28 if style == "title" else 0))
    docno = {"right": ALIGN.RIGHT, "left": ALIGN.LEFT}.get(layout.docno, ALIGN.CENTER)
    form.alignment = {"title": ALIGN.CENTER, "docno": docno, "sign": ALIGN.RIGHT, "flush": ALIGN.LEFT}.get(style, ALIGN.JUSTIFY)
    if style in ("body", "head") and not layout.spaces:
        form.first_line_indent = Pt(layout.size * layout.indent)
        # Word counts the indent in characters as well: what the Chinese editions write.
        form._element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(100 * layout.indent))
    if style == "sign":
        form.right_indent = Pt(layout.tail)


def font(run, style, layout):
    """Fonts and size of a run."""
    name = {"title": layout.title_font, "head": layout.head_font}.get(style, layout.body_font)
    run.font.size = Pt(layout.title_size if style == "title" else layout.size)
    run.font.name = layout.latin_font
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), name)
    return run


def add(document, role, text, layout):
    """One paragraph of the letter."""
    style = style_of(role)
    if layout.spaces and style in ("body", "head"):
        text = "\u3000" * layout.indent + text
    paragraph = document.add_paragraph()
    dress(paragraph, style, layout)
    font(paragraph.add_run(text), style, layout)
    return paragraph


def saved(document):
    """The file's bytes, every part with the same date."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2024, 6, 3, 9, 30, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return last.getvalue()


def plain(paragraphs, layout):
    """The letter as it stands."""
    document = empty(layout)
    for role, text in paragraphs:
        add(document, role, text, layout)
    return saved(document)


def numbering(document):
    """A multi-level list 一、 （一） 1. in the document's numbering part; gives the number of the abstract list."""
    part = document.part.numbering_part.element
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    xml = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
    part.insert(0, parse_xml(abstract))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def chinese(number):
    """1 to 19 as Chinese numerals."""
    digits = "〇一二三四五六七八九"
    return digits[number] if number < 10 else "十" + digits[number - 10].replace("〇", "")


def numbered(paragraphs, layout):
    """The ordinals counted by Word: in the text they are not. One that Word would count otherwise stays typed."""
    document = empty(layout)
    number = numbering(document)
    counts = [0, 0, 0]
    for role, text in paragraphs:
        level = None
        if style_of(role) in ("body", "head"):
            for pattern, depth in ORDINALS:
                found = re.match(pattern, text)
                following = counts[depth] + 1
                form = [f"{chinese(following)}、", f"（{chinese(following)}）", f"{following}."][depth]
                if found and found[0] == form:
                    level, text = depth, text[found.end() :]
                    counts = counts[:depth] + [following] + [0] * (2 - depth)
                    break
        paragraph = add(document, role, text, layout)
        if level is not None:
            properties = paragraph._p.get_or_add_pPr()
            list_of = element("w:numPr")
            list_of.append(element("w:ilvl", val=level))
            list_of.append(element("w:numId", val=number))
            properties.insert(0, list_of)
    return saved(document)


def text_box(text, layout):
    """A run with a text box, once for new Words and once for old ones: the same text twice in the file."""
    inner = (
        f'<w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="{int(layout.size * 2)}"/></w:rPr>'
        f"<w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    )
    return parse_xml(
        f'<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        f'<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="5600000" cy="400000"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="9" name="文本框 9"/><a:graphic><a:graphicData '
        f'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="5600000" cy="400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape style="width:440pt;height:32pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
        f"</mc:Fallback></mc:AlternateContent></w:r>"
    )


def mark(paragraph, at, layout):
    """Cuts the paragraph's run in pieces and leaves the marks of a review around them; `at` varies what is left where."""
    run = paragraph.runs[0]
    text, form = run.text, run._r.rPr
    parent = run._r.getparent()
    place = parent.index(run._r)
    parent.remove(run._r)

    def piece(words, tag="w:t"):
        made = element("w:r")
        made.append(parse_xml(_xml(form)))
        inner = element(tag)
        inner.text = words
        inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(inner)
        return made

    third = max(1, len(text) // 3)
    parts = [text[:third], text[third : 2 * third], text[2 * third :]]
    inserted = parse_xml(f'<w:ins {nsdecls("w")} {REVIEW.format(100 + at)}/>')
    inserted.append(piece(parts[1]))
    deleted = parse_xml(f'<w:del {nsdecls("w")} {REVIEW.format(200 + at)}/>')
    deleted.append(piece("（此处删去若干字）", "w:delText"))
    made = [piece(parts[0])]
    if at % 3 == 0:
        made += [deleted, inserted]
    elif at % 3 == 1:
        control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="{900 + at}"/></w:sdtPr><w:sdtContent/></w:sdt>')
        control[1].append(piece(parts[1]))
        made += [parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'), control]
    else:
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="a{at}"/>')
        link.append(piece(parts[1]))
        book = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{at}" w:name="a{at}"/>')
        made += [book, link, parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{at}"/>')]
    made += [piece(char) for char in parts[2][:2]] + [piece(parts[2][2:])]
    for offset, one in enumerate(made):
        parent.insert(place + offset, one)


def _xml(node):
    from lxml import etree

    return etree.tostring(node)


def reviewed(paragraphs, layout):
    """A letter on its way through the office; document number in a text box, signature and date in one paragraph."""
    document = empty(layout)
    count = 0
    signed = None
    for role, text in paragraphs:
        if role == "docno":
            document.add_paragraph()._p.append(text_box(text, layout))
        elif role == "date" and signed is not None:
            signed.add_run().add_break()
            font(signed.add_run(text), "sign", layout)
        else:
            paragraph = add(document, role, text, layout)
            if role == "signature":
                signed = paragraph
            elif len(text) > 30:
                mark(paragraph, count, layout)
                count += 1
    return saved(document)


def tabled(paragraphs, layout):
    """A form: title over a table with labels at the left and the letter in one large cell, in the order of the letter."""
    document = empty(layout)
    title = [pair for pair in paragraphs if style_of(*pair) == "title"]
    rest = [pair for pair in paragraphs if pair not in title]
    for role, text in title:
        add(document, role, text, layout)
    heads = [pair for pair in rest if style_of(*pair) == "docno"]
    table = document.add_table(rows=len(heads) + 1, cols=2)
    table.style = "Table Grid"
    for row, (role, text) in zip(table.rows, heads):
        label, colon, value = text.partition("：")
        cells = row.cells
        if not colon:
            cells[0].merge(cells[1]).paragraphs[0].add_run(text)
        else:
            cells[0].paragraphs[0].add_run(label + colon)
            cells[1].paragraphs[0].add_run(value)
    last = table.rows[-1].cells
    cell = last[0].merge(last[1])
    cell._tc.remove(cell._tc.p_lst[0])
    for pair in rest:
        if pair not in heads:
            add(cell, *pair, layout)
    return saved(document)
