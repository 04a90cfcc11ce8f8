"""PDF files written by hand, with a Chinese font that is named and not embedded.

In: pages of `setting.Line`. Out: bytes of a PDF whose strings are in GBK, UCS-2 or UTF-16, with a table of objects. Only the standard
library is used, so that the benchmark's large file can be made anywhere.
"""

import zlib

from .setting import POINT

# CMap → codec of the strings.
CODECS = {"GBK-EUC-H": "gbk", "GBKp-EUC-H": "gbk", "GB-EUC-H": "gb2312", "UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be"}


def literal(data):
    """A literal string: parentheses and backslashes escaped, all else as it is."""
    out = bytearray(b"(")
    for byte in data:
        if byte in b"()\\":
            out += b"\\"
        if byte in (10, 13):
            out += b"\\n" if byte == 10 else b"\\r"
        else:
            out.append(byte)
    return bytes(out + b")")


def content(lines, height, codec, style):
    """The operators of a page. `style` tells how lines are shown: literal, hex, or array (each character moved on its own)."""
    out = [b"BT"]
    for line in lines:
        x, y = line.x / POINT, (height - line.y) / POINT
        out.append(b"/F1 %g Tf" % line.size)
        out.append(b"1 0 0 1 %.2f %.2f Tm" % (x, y))
        if style == "array":
            shown = b" ".join(b"<%s> -20" % char.encode(codec).hex().encode() for char in line.text)
            out.append(b"[%s] TJ" % shown)
        elif style == "hex":
            out.append(b"<%s> Tj" % line.text.encode(codec).hex().encode())
        else:
            out.append(literal(line.text.encode(codec)) + b" Tj")
    out.append(b"ET")
    return b"\n".join(out)


def write(pages, layout, cmap="GBK-EUC-H", style="literal", title=""):
    """The PDF file of these pages."""
    width, height = layout.page
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",  # the page tree, when its pages are known
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-%s /Encoding /%s /DescendantFonts [4 0 R] >>" % (cmap.encode(), cmap.encode()),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
        b"/Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 "
        b"/Descent -271 /CapHeight 737 /StemV 58 >>",
        b"<< /Title %s /CreationDate (D:20240603093000+08'00') >>" % literal(b"\xfe\xff" + title.encode("utf-16-be")),
    ]
    kids = []
    for lines in pages:
        packed = zlib.compress(content(lines, height, CODECS[cmap], style), 9)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (width / POINT, height / POINT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = bytearray(b"%PDF-1.4\n%\xe4\xe5\xe6\xe7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
