"""Archives: zip files as Chinese Windows programs write them, and a gzip.

In: names and bytes. Out: bytes of a .zip or .gz.
"""

import gzip
import io
import zipfile

WHEN = (2024, 6, 3, 9, 30, 0)


class Gbk(zipfile.ZipInfo):
    """An entry whose name is written in GBK, without the flag that says UTF-8."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zipped(entries, gbk=True, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, bytes); a name that ends in / is a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            info = (Gbk if gbk else zipfile.ZipInfo)(name, WHEN)
            info.compress_type = zipfile.ZIP_STORED if name.endswith("/") else method
            archive.writestr(info, data)
    return out.getvalue()


def packed(data, name):
    """A gzip with the name of the file in it."""
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", 9, out, mtime=1717378200) as file:
        file.write(data)
    return out.getvalue()
