"""What texts must keep."""

import re
from collections.abc import Iterator

from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Located

MOST_SENTENCES = 2

# An end mark with what closes after it; a small letter behind it goes on with the sentence.
_END = re.compile(r"[.!?…][“”\")\]»]*(?=\s+[^\sa-zäöüß]|\s*$)")
# After these, single letters ("z. B.") and short numbers ("3. Quartal") a dot ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-zÄÖÜ]|Nr|Art|Abs|bzw|ca|ggf|inkl|mind|usw|vgl|Mio|Mrd|St|Dr|\d{1,2})$"
)


def short_summary(item: Located) -> Iterator[ContentError]:
    """An error where a summary has more than two sentences."""
    if sentences(item.record.summary) > MOST_SENTENCES:
        yield item.error("Die Zusammenfassung hat höchstens zwei Sätze.", "summary")


def sentences(text: str) -> int:
    """How many sentences a text has; one without an end mark counts too."""
    text = text.strip()
    ends = [
        end.end()
        for end in _END.finditer(text)
        if end.end() == len(text) or not _ABBREVIATION.search(text[: end.start()])
    ]
    return len(ends) + (not ends or ends[-1] < len(text))
