"""RTF as the Chinese editions of Word and WordPad write it: bytes of GBK instead of code points.

In: paragraphs and a `Layout`. Out: bytes of an .rtf file. A third of the paragraphs each has its Han as escaped bytes (\\'b4), as raw bytes,
and as \\u with a fallback of two bytes that is to be passed over (\\uc2). What is no part of the letter stands around it: an info group,
a generator, a hidden run, a field for the page number, a picture.
"""

from .layout import style_of

HIDDEN = "此处为隐藏文字"
ALIGN = {"title": rb"\qc", "docno": rb"\qc", "sign": rb"\qr\ri1280", "flush": rb"\ql"}


def escaped(data):
    """Bytes as \\'xx, ASCII as it is."""
    return b"".join(bytes([b]) if 32 <= b < 127 and b not in b"\\{}" else b"\\'%02x" % b for b in data)


def raw(char):
    """The bytes of a character; those that RTF would read as its own signs are escaped."""
    data = char.encode("gbk")
    return data if not any(b in b"\\{}" for b in data) else b"".join(b"\\'%02x" % b for b in data)


def shown(text, way):
    """Text in one of the three ways."""
    if way == 0:
        return b"".join(raw(char) for char in text)
    if way == 1:
        return b"".join(escaped(char.encode("gbk")) for char in text)
    out = rb"\uc2 "
    for char in text:
        code = ord(char) if ord(char) < 0x8000 else ord(char) - 0x10000
        out += escaped(char.encode("gbk")) if ord(char) < 128 else b"\\u%d" % code + b"".join(b"\\'%02x" % b for b in char.encode("gbk"))
    return out + rb"\uc1 "


def write(paragraphs, layout, title=""):
    """The .rtf file of a letter."""
    page = [round(value * 56.7) for value in (*layout.page, layout.left, layout.right, layout.top, layout.bottom)]
    out = [
        rb"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052{\fonttbl{\f0\fnil\fcharset134 " + escaped("仿宋_GB2312".encode("gbk")) + rb";}"
        rb"{\f1\fnil\fcharset134 " + escaped("方正小标宋简体".encode("gbk")) + rb";}{\f2\froman\fcharset0 Times New Roman;}}",
        rb"{\colortbl ;\red255\green0\blue0;}{\stylesheet{\s0 " + escaped("正文".encode("gbk")) + rb";}}",
        rb"{\*\generator Msftedit 5.41.21.2510;}{\info{\title " + escaped(title.encode("gbk")) + rb"}{\author " + escaped("办公室".encode("gbk")) + rb"}}",
        rb"\paperw%d\paperh%d\margl%d\margr%d\margt%d\margb%d\viewkind4" % tuple(page),
        rb"{\footer\pard\qc\f2\fs28 \emdash  {\field{\*\fldinst PAGE}{\fldrslt 1}} \emdash\par}",
    ]
    for number, (role, text) in enumerate(paragraphs):
        style = style_of(role)
        form = ALIGN.get(style, rb"\qj\fi%d" % (layout.size * layout.indent * 20))
        font = rb"\f1\fs%d" % (layout.title_size * 2) if style == "title" else rb"\f0\fs%d" % (layout.size * 2)
        line = rb"\pard" + form + rb"\sl-%d\slmult0" % (layout.leading * 20) + font + b" "
        half = len(text) // 2
        line += shown(text[:half], number % 3) + rb"{\b " + shown(text[half:], number % 3) + b"}"
        if number == 3:
            line += rb"{\v " + escaped(HIDDEN.encode("gbk")) + rb"}{\pict\wmetafile8\picw100\pich100 0100090000030000}"
        out.append(line + rb"\par")
    return b"\r\n".join(out) + b"\r\n}\r\n\0"
