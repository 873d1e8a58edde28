"""Writes: take documents into the library, take them out."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from schaltstelle.domain.audit.actions import record
from schaltstelle.domain.library.models import Counter, Document

COUNTER = 1
LONGEST_KEY = 300


@dataclass(frozen=True, slots=True)
class Text:
    """A document to keep. Longer values than the table holds are cut, the passages never."""

    key: str
    kind: str
    title: str
    format: str
    sha256: str
    passages: tuple[dict[str, object], ...]
    language: str = ""
    place_key: str = ""
    place_name: str = ""
    source_title: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding documents: how many are new, changed, the same as before."""

    new: int
    changed: int
    same: int


@transaction.atomic
def add_documents(*, texts: Iterable[Text], actor: str) -> Added:
    """Keep documents; one with a key that is there is replaced, an equal one left as it is.

    All or none: an error keeps nothing.
    """
    counter = _locked()
    new = changed = same = 0
    for text in texts:
        key, values = _key(text.key), _values(text)
        held = Document.objects.filter(key=key).first()
        if held and not held.removed and _equal(held, values):
            same += 1
            continue
        counter.value += 1
        values.update(change=counter.value, removed=False)
        document, is_new = Document.objects.update_or_create(key=key, defaults=values)
        back = is_new or (held is not None and held.removed)
        new, changed = (new + 1, changed) if back else (new, changed + 1)
        record(action="library.add_document", subject=document, actor=actor)
    counter.save()
    return Added(new, changed, same)


@transaction.atomic
def remove_documents(*, start: str, actor: str) -> int:
    """Take out the documents whose key is `start` or begins with it and a slash; how many."""
    counter = _locked()
    start = _key(start)
    found = [
        document
        for document in Document.objects.filter(key__startswith=start, removed=False)
        if document.key == start or document.key.startswith(start.rstrip("/") + "/")
    ]
    for document in found:
        counter.value += 1
        document.change, document.removed, document.passages = counter.value, True, []
        document.save()
        record(action="library.remove_document", subject=document, actor=actor)
    counter.save()
    return len(found)


def _locked() -> Counter:
    Counter.objects.get_or_create(pk=COUNTER)
    return Counter.objects.select_for_update().get(pk=COUNTER)


def _key(key: str) -> str:
    """The key as it is held: the end of a very long one becomes a hash, so that it stays one."""
    clean = _clean(key)
    if len(clean) <= LONGEST_KEY:
        return clean
    end = hashlib.sha256(clean.encode()).hexdigest()[:16]
    return f"{clean[: LONGEST_KEY - len(end) - 1]}…{end}"


def _values(text: Text) -> dict[str, object]:
    passages = [{name: _cleaned(value) for name, value in each.items()} for each in text.passages]
    values: dict[str, object] = {"passages": passages, "kind": text.kind}
    for field in Document._meta.concrete_fields:
        if field.max_length and hasattr(text, field.name) and field.name not in ("key", "kind"):
            values[field.name] = _clean(str(getattr(text, field.name)))[: field.max_length]
    return values


def _clean(text: str) -> str:
    """Without the characters that no database takes: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _cleaned(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return _clean(value) if isinstance(value, str) else value


def _equal(held: Document, values: dict[str, object]) -> bool:
    return all(getattr(held, name) == value for name, value in values.items())
