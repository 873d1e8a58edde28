"""Streams that end in CR get an end of line that no reader takes for a part of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.papers.stream_ends import with_clear_stream_ends

OFFSET = re.compile(rb"(\d{10}) \d{5} n")


def tiny_pdf(streams: list[bytes]) -> bytes:
    """A file with one object a stream and a cross-reference table, as typst lays it out."""
    data, offsets = b"%PDF-1.7\n", []
    for number, stream in enumerate(streams, start=1):
        offsets.append(len(data))
        head = b"%d 0 obj\n<</Length %d>>\nstream\n" % (number, len(stream))
        data += head + stream + b"\nendstream\nendobj\n"
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(streams) + 1)
    data += b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    return data + b"trailer\n<<>>\nstartxref\n%d\n%%%%EOF" % table


streams = st.lists(
    st.binary(max_size=6)
    .map(lambda data: data.replace(b"\n", b""))
    .flatmap(lambda data: st.sampled_from([data, data + b"\r"])),
    min_size=1,
    max_size=5,
)


@given(streams)
def test_every_offset_still_finds_its_object(content: list[bytes]) -> None:
    """Lengths stay, offsets and the start of the table point where they should."""
    data = with_clear_stream_ends(tiny_pdf(content))
    table = int(data[data.rindex(b"startxref\n") + 10 :].split()[0])
    assert data[table : table + 5] == b"xref\n"
    for number, (offset, stream) in enumerate(
        zip(OFFSET.findall(data[table:]), content, strict=True), start=1
    ):
        start = int(offset)
        head = b"%d 0 obj\n<</Length %d>>\nstream\n" % (number, len(stream))
        assert data[start : start + len(head)] == head
        after = start + len(head) + len(stream)
        assert data[start + len(head) : after] == stream
        assert re.match(rb"\r?\nendstream\nendobj\n", data[after:])
        assert not stream.endswith(b"\r") or data[after : after + 1] == b"\r"


@pytest.mark.parametrize("content", [[b"abc"], [b"", b"x"]])
def test_leaves_clear_files_alone(content: list[bytes]) -> None:
    """A file without such a stream is not touched."""
    data = tiny_pdf(content)
    assert with_clear_stream_ends(data) == data
