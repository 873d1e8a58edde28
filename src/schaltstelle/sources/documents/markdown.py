"""Markdown as plain text: headings and paragraphs; links and pictures become their words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from schaltstelle.sources.documents import front_matter
from schaltstelle.sources.documents.decoding import decode
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.limits import require_characters
from schaltstelle.sources.documents.passages import Block, Heading, Paragraph
from schaltstelle.sources.documents.values import DocumentLimits, DocumentSource

_FENCE = re.compile(r"^[ ]{0,3}(?P<sign>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)$")
_HASHES = re.compile(r"^[ ]{0,3}(?P<signs>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^[ ]{0,3}(?P<sign>=+|-+)[ \t]*$")
_RULE = re.compile(r"^[ ]{0,3}(?:[-*_][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINK_TARGET = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+")
_LEADING = re.compile(
    r"^[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
)
_LIST_ITEM = re.compile(r"^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_LICENCE_LINE = re.compile(
    r"^Lizenz:[ \t]*[\"„“]?(?P<licence>[^\"“”\n]+?)[\"“”]?(?=[ \t]+mit\b|[ \t]*$)", re.M
)

# Whole stretches that are no text of the document.
_DROPPED = (
    re.compile(r"<!--.*?(?:-->|\Z)", re.S),
    re.compile(r"<(script|style|form|iframe|object|svg)\b.*?(?:</\1\s*>|\Z)", re.S | re.I),
)
# All repetitions have an end: a line of a million brackets must not take hours.
_TARGET = r"\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500}){0,5}\)"
# In this order: pictures stand within links.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"!\[([^\[\]\n]{{0,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"!?\[\[(?:[^\[\]|\n]{0,500}[|/])?([^\[\]|/\n]{1,500})\]\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]\n]{1,100}\]"), ""),
    (re.compile(rf"\[([^\[\]\n]{{0,1000}})\]{_TARGET}"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,500}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>"), ""),
    (re.compile(r"(`{1,3})([^`\n]{1,2000})\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3}|~~)(?=[^\s*~])([^*~\n]{1,2000})(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^\n]{1,500}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\S)#(?=\w)"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(content: bytes, limits: DocumentLimits) -> Extract:
    """The text of a Markdown file with what its head says."""
    text = decode(content)
    require_characters(len(text), limits)
    head, body = front_matter.split(text)
    for pattern in _DROPPED:
        body = pattern.sub("", body)
    licence = _LICENCE_LINE.search(body)
    stated = DocumentSource(licence=licence["licence"].strip() if licence else "")
    return Extract(
        blocks=tuple(blocks(body)),
        title=head.title,
        language=head.language,
        place=head.place,
        source=head.source.completed(stated),
        tags=head.tags,
        notes=head.notes,
    )


def blocks(body: str) -> Iterator[Block]:
    """The headings and paragraphs; list items and rows of tables keep their own lines."""
    waiting: list[str] = []
    for line in _lines(body):
        heading = _heading(line, waiting)
        if heading or not line.strip() or _RULE.match(line):
            yield from _paragraph(waiting)
            waiting = []
            if heading:
                yield heading
        elif not (_TABLE_RULE.match(line) or _LINK_TARGET.match(line)):
            waiting.append(line)
    yield from _paragraph(waiting)


def _lines(body: str) -> Iterator[str]:
    """The lines without fences; what stands within a directive such as {toctree} is left out."""
    fence, shown = "", True
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found["sign"]
            # A directive of colons holds text, one of backticks holds instructions.
            shown = not found["info"].startswith("{") or fence.startswith(":")
            yield ""
        elif found and found["sign"].startswith(fence) and not found["info"]:
            fence, shown = "", True
            yield ""
        elif shown:
            yield line


def _heading(line: str, waiting: list[str]) -> Heading | None:
    """The heading in a line, or the one that this line underlines."""
    if hashes := _HASHES.match(line):
        text = plain(hashes["text"])
        return Heading(len(hashes["signs"]), text) if text else None
    underline = _UNDERLINE.match(line)
    if underline and len(waiting) == 1 and not _LIST_ITEM.match(waiting[0]):
        text = plain(waiting.pop())
        return Heading(1 if underline["sign"].startswith("=") else 2, text) if text else None
    return None


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    """The lines joined, where not a list item or a table row begins."""
    text = ""
    for line in lines:
        row = line.strip()
        is_row = row.startswith("|")
        words = plain(" · ".join(_cells(row)) if is_row else _LEADING.sub("", line))
        if words:
            own = is_row or _LIST_ITEM.match(line)
            text += ("\n" if own else " ") + words if text else words
    if text:
        yield Paragraph(text)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|") if cell.strip()]


def plain(text: str) -> str:
    """A line without signs of Markdown and without HTML."""
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return " ".join(html.unescape(text).split())
