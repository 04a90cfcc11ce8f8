"""The benchmark's large PDF: the letters of corpus/replies one after the other until the pages are full.

In: the number of pages. Out: bytes of a PDF. Nothing but the standard library is used.
"""

from . import letters, plainpdf, setting
from .layout import Layout


def make(count):
    """A PDF of `count` pages."""
    layout = Layout()
    stems = sorted(name[:-4] for name in letters.manifest())
    pages = []
    while len(pages) < count:
        for stem in stems:
            pages += setting.pages(letters.paragraphs(stem), layout)
    pages = [page + setting.footer(layout, number) for number, page in enumerate(pages[:count], 1)]
    return plainpdf.write(pages, layout, "UniGB-UCS2-H", "hex", "提案建议答复汇编")
