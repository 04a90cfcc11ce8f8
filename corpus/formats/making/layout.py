"""How an official letter is set: the measures of GB/T 9704 by default, and any others.

In: nothing. Out: `Layout`, which each producer follows as far as it can, and the style of each role.
"""

from dataclasses import dataclass, replace

__all__ = ["Layout", "replace", "style_of"]


@dataclass(frozen=True)
class Layout:
    """Lengths in millimetres, sizes and leading in points."""

    page: tuple = (210.0, 297.0)
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    size: float = 16
    leading: float = 28
    title_size: float = 22
    indent: int = 2  # characters
    spaces: bool = False  # the indent by full-width spaces in the text, as many typists do
    docno: str = "center"  # or right, left
    number: str = "— {} —"  # of the page, in the footer; "" for none
    title_font: str = "方正小标宋简体"
    body_font: str = "仿宋_GB2312"
    head_font: str = "黑体"
    latin_font: str = "Times New Roman"
    hanging: bool = True  # punctuation may stand outside of the right margin
    letterhead: str = ""  # a red head over the first page: not a part of the letter's text file
    tail: float = 64  # points between the signature and the right margin


def style_of(role, text=""):
    """Style of a paragraph: title docno flush head body sign."""
    if role == "title":
        return "title"
    if role in ("docno", "class", "disclosure", "signer"):
        return "docno"
    if role == "addressee":
        return "flush"
    if role == "heading":
        return "head"
    if role in ("signature", "date"):
        return "sign"
    if role == "cc":
        return "flush"
    return "body"
