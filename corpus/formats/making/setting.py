"""Sets a letter into lines and pages: what the page writers of this folder (PDF, OFD) put on paper.

In: paragraphs and a `Layout`. Out: pages, each a list of `Line`. Han characters are one em wide, others half an em; closing
punctuation doesn't begin a line.
"""

from dataclasses import dataclass

from .layout import style_of

CLOSING = "，。；：、！？）》”’】〕」』%,.;:!?)"
OPENING = "（《“‘【〔「『("
POINT = 25.4 / 72


@dataclass
class Line:
    """A line: left edge and baseline in millimetres from the top left, size in points, style, text; last of its paragraph?"""

    x: float
    y: float
    size: float
    style: str
    text: str
    last: bool


def em(char):
    """Width of a character in em."""
    return 0.5 if ord(char) < 0x100 else 1.0


def broken(text, first, rest):
    """Cuts text into lines of at most `first`, then `rest` em."""
    out, line, width, room = [], "", 0.0, first
    for char in text:
        if line and width + em(char) > room + 1e-6 and char not in CLOSING:
            carried = ""
            while line and line[-1] in OPENING:
                carried, line = line[-1] + carried, line[:-1]
            # A word or number of half-wide characters moves as a whole if it is short.
            word = line.rstrip("0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz&%-")
            if em(char) < 1 and char != " " and word and len(line) - len(word) < 12:
                carried, line = line[len(word) :] + carried, word
            out.append(line)
            line, width, room = carried, sum(map(em, carried)), rest
        line, width = line + char, width + em(char)
    return out + [line]


def pages(paragraphs, layout):
    """The letter on pages."""
    width = layout.page[0] - layout.left - layout.right
    floor = layout.page[1] - layout.bottom
    out, y = [[]], layout.top
    for role, text in paragraphs:
        style = style_of(role)
        size = layout.title_size if style == "title" else layout.size
        room = width / (size * POINT)
        indent = 0
        if style in ("body", "head"):
            if layout.spaces:
                text = "\u3000" * layout.indent + text
            else:
                indent = layout.indent
        cut = broken(text, room - indent, room) if style != "title" else balanced(text, room)
        leading = max(layout.leading, size * 1.25) * POINT
        for number, line in enumerate(cut):
            if y + leading > floor:
                out.append([])
                y = layout.top
            y += leading
            long = sum(map(em, line)) * size * POINT
            x = layout.left
            if style == "title" or (style == "docno" and layout.docno == "center"):
                x += (width - long) / 2
            elif style == "docno" and layout.docno == "right":
                x += width - long
            elif style == "sign":
                x += width - long - layout.tail * POINT
            elif number == 0:
                x += indent * size * POINT
            out[-1].append(Line(x, y - leading * 0.25, size, style, line, number == len(cut) - 1))
        if style == "title":
            y += leading / 2
    return out


def balanced(text, room):
    """A title in as few lines as it needs, of about the same length."""
    total = sum(map(em, text))
    count = max(1, -(-int(total) // int(room)))
    return broken(text, min(room, total / count + 1), min(room, total / count + 1))


def footer(layout, number):
    """The page number's line, or nothing."""
    if not layout.number:
        return []
    text = layout.number.format(number)
    long = sum(map(em, text)) * 14 * POINT
    return [Line((layout.page[0] - long) / 2, layout.page[1] - layout.bottom + 12, 14, "number", text, True)]
