"""Clear ends of the streams in a PDF."""

import re
from bisect import bisect_right

UNCLEAR = re.compile(rb"\r(?=\nendstream\nendobj)")
ENTRY = re.compile(rb"(\d{10})(?= \d{5} n)")
START = re.compile(rb"(?<=startxref\n)\d+")


def with_clear_stream_ends(pdf: bytes) -> bytes:
    """The PDF with CR LF as the end of line after each stream whose last byte is CR.

    With LF alone, CR LF could be the end of line or the last byte and the end of line: readers that
    search backwards find a stream one byte too short and call the file damaged. The offsets of the
    cross-reference table move along. `pdf` has one such table, at its end, as typst writes it.
    """
    ends = [match.end() for match in UNCLEAR.finditer(pdf)]
    if not ends:
        return pdf
    table = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))

    def moved(match: re.Match[bytes]) -> bytes:
        offset = int(match[0])
        return str(offset + bisect_right(ends, offset)).encode().zfill(len(match[0]))

    body = UNCLEAR.sub(b"\r\r", pdf[:table])
    return body + START.sub(moved, ENTRY.sub(moved, pdf[table:]))
