"""PDF files by other hands: reportlab, Chromium's print, and what qpdf and mishaps do to a file.

In: paragraphs, pages of a site, or a PDF. Out: bytes of a PDF.
"""

import functools
import http.server
import io
import re
import subprocess
import tempfile
import threading
from pathlib import Path

from .layout import style_of


def reportlab(paragraphs, layout, title=""):
    """The letter by reportlab's own typesetter, in STSong-Light (UniGB-UCS2-H), named and not embedded."""
    from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    docno = {"right": TA_RIGHT, "left": TA_LEFT}.get(layout.docno, TA_CENTER)

    def style(name):
        size = layout.title_size if name == "title" else layout.size
        return ParagraphStyle(
            name,
            fontName="STSong-Light",
            fontSize=size,
            leading=max(layout.leading, size * 1.25),
            wordWrap="CJK",
            alignment={"title": TA_CENTER, "docno": docno, "sign": TA_RIGHT}.get(name, TA_LEFT),
            firstLineIndent=layout.size * layout.indent if name in ("body", "head") and not layout.spaces else 0,
            rightIndent=layout.tail if name == "sign" else 0,
            spaceAfter=14 if name == "title" else 0,
        )

    story = []
    for role, text in paragraphs:
        name = style_of(role)
        if layout.spaces and name in ("body", "head"):
            text = "\u3000" * layout.indent + text
        story.append(Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style(name)))

    def number(canvas, document):
        if layout.number:
            canvas.setFont("STSong-Light", 14)
            canvas.drawCentredString(layout.page[0] * mm / 2, (layout.bottom - 12) * mm, layout.number.format(document.page))

    out = io.BytesIO()
    SimpleDocTemplate(
        out,
        pagesize=(layout.page[0] * mm, layout.page[1] * mm),
        topMargin=layout.top * mm - 6,
        bottomMargin=layout.bottom * mm - 6,
        leftMargin=layout.left * mm - 6,
        rightMargin=layout.right * mm - 6,
        title=title,
        invariant=1,
    ).build(story, onFirstPage=number, onLaterPages=number)
    return out.getvalue()


def weasy(page):
    """WeasyPrint's print of a page: OpenType fonts in subsets, glyphs by number."""
    import weasyprint

    return weasyprint.HTML(string=page).write_pdf(uncompressed_pdf=False)


def cairo(pdf):
    """The PDF drawn again by cairo: other subsets, other encodings, a run for each style."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(pdf)
        subprocess.run(["pdftocairo", "-pdf", str(source), str(target)], check=True, capture_output=True)
        return target.read_bytes()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_):
        pass


def printed(page, name, furniture=False):
    """Chromium's print of a page; with the browser's own header and footer where `furniture` is true."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(page)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        target = Path(folder, "out.pdf")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += [f"--host-resolver-rules=MAP www.site.example 127.0.0.1:{port}", f"--print-to-pdf={target}"]
        command += [] if furniture else ["--no-pdf-header-footer"]
        subprocess.run(command + [f"http://www.site.example/{name}"], check=True, capture_output=True, timeout=120)
        server.shutdown()
        server.server_close()
        return target.read_bytes()


def qpdf(pdf, *options):
    """The PDF after qpdf with these options."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(pdf)
        done = subprocess.run(["qpdf", str(source), *options, str(target)], capture_output=True)
        if done.returncode not in (0, 3):  # 3: done, with warnings
            raise RuntimeError(done.stderr.decode())
        return target.read_bytes()


def locked(pdf, bits, user="", aes=True):
    """Encrypted; an empty user password opens by itself."""
    options = ["--static-id"]
    if aes:
        options.append("--static-aes-iv")
    if bits < 256:
        options.append("--allow-weak-crypto")
    method = [] if bits != 128 else ["--use-aes=" + ("y" if aes else "n")]
    return qpdf(pdf, *options, "--encrypt", user, "owner", str(bits), *method, "--")


def broken(pdf):
    """As a transfer in text mode leaves it: every offset in the cross-reference table and startxref points nowhere."""
    pdf = re.sub(rb"\d{10} (\d{5}) n", lambda found: b"0000000007 " + found[1] + b" n", pdf)
    return re.sub(rb"startxref\s+\d+", b"startxref\n99", pdf)


def cut(pdf):
    """As a download that stopped leaves it: no cross-reference table, no trailer, and the last object's end is missing."""
    at = max(pdf.rfind(b"\nxref"), pdf.rfind(b"/Type/XRef"), pdf.rfind(b"/Type /XRef"))
    return pdf[: pdf.rfind(b"endobj", 0, at) if at > 0 else len(pdf) - 400]


def images(pdf, resolution=90):
    """The pages as black-and-white pictures, as an office scanner makes them."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.pdf")
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(resolution), "-mono", str(source), f"{folder}/p"], check=True)
        return [path.read_bytes() for path in sorted(Path(folder).glob("p*.pbm"))]


def scanned(pdf):
    """A scan: the pages of the PDF as pictures, without any text."""
    from PIL import Image

    pages = [Image.open(io.BytesIO(page)).convert("1") for page in images(pdf)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=90)
    # Pillow writes today's date: one that stays makes the file the same every time.
    return re.sub(rb"D:\d{14}", b"D:20240603093000", out.getvalue())


def joined(*parts):
    """Pages of several PDFs behind one another: (pdf, range) each."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["qpdf", "--empty", "--static-id", "--pages"]
        for number, (pdf, pages) in enumerate(parts):
            path = Path(folder, f"{number}.pdf")
            path.write_bytes(pdf)
            command += [str(path), pages]
        target = Path(folder, "out.pdf")
        subprocess.run(command + ["--", str(target)], check=True, capture_output=True)
        return target.read_bytes()
