"""Views of the body of knowledge."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schaltstelle import centre
from schaltstelle.core.german import count
from schaltstelle.core.records import Record
from schaltstelle.domain.library.queries import document as find_document
from schaltstelle.domain.library.queries import documents
from schaltstelle.web.caching import kept
from schaltstelle.web.knowledge import (
    controls_page,
    learning_page,
    library_page,
    overview_page,
)
from schaltstelle.web.knowledge.record_kinds import RecordKind, RecordPage
from schaltstelle.web.knowledge.related import related_links

Found = TypeVar("Found")

DOCUMENTS_ON_A_PAGE = 100


def _found(records: Mapping[str, Found], key: str) -> Found:
    try:
        return records[key]
    except KeyError:
        raise Http404(key) from None


@kept
def knowledge(request: HttpRequest) -> HttpResponse:
    """All kinds of records with their number."""
    page = overview_page.overview(centre.open_centre())
    return render(request, "knowledge/knowledge.html", {"page": page})


@kept
def record_list(request: HttpRequest, kind: RecordKind[Any]) -> HttpResponse:
    """All records of a kind."""
    context = {
        "open_first": kind.open_first,
        "group_route": kind.group_route,
        "title": kind.title,
        "lead": kind.lead,
        "route": kind.route,
        "search_kind": kind.search_kind,
        "search_label": kind.search_label,
        "groups": kind.groups(centre.open_centre().content, date.today()),
    }
    return render(request, "knowledge/list.html", context)


@kept
def record(request: HttpRequest, kind: RecordKind[Any], key: str) -> HttpResponse:
    """One record of a kind."""
    opened = centre.open_centre()
    today = date.today()
    found = _found(kind.records(opened.content), key)
    page = kind.page(opened, found, today)
    context = {
        "page": page,
        "record": page.record,
        "kind": kind.one,
        "parent": kind.list_route,
        "parent_title": kind.title,
        "related": related_links(opened, kind.kind, found.id, today, _linked(found, page)),
    }
    return render(request, f"knowledge/{kind.kind}.html", context)


def _linked(record: Record, page: RecordPage) -> set[tuple[str, str]]:
    """What the page of a record links to anyway."""
    shown = {("criterion", key) for key in record.criteria}
    shown |= {("field", key) for key in record.fields}
    for kind, name in (("measure", "measures"), ("skill", "skills"), ("standard", "replaces")):
        shown |= {(kind, item.id) for item in getattr(page, name, ())}
    return shown


@kept
def skill(request: HttpRequest, key: str) -> HttpResponse:
    """One skill; it has no sources of its own and so is no record."""
    content = centre.open_centre().content
    page = learning_page.skill_page(content, _found(content.skill, key), date.today())
    return render(request, "knowledge/skill.html", {"page": page})


@kept
def controls(request: HttpRequest) -> HttpResponse:
    """All security controls by chapter."""
    opened = centre.open_centre()
    catalogues = dict.fromkeys(control.catalogue for control in opened.controls)
    context = {
        "groups": controls_page.control_list(opened),
        "sources": [
            f"{c.title}, Fassung {c.version}, {c.publisher}, {c.licence}" for c in catalogues
        ],
    }
    return render(request, "knowledge/controls.html", context)


@kept
def control(request: HttpRequest, catalogue: str, key: str) -> HttpResponse:
    """One security control."""
    opened = centre.open_centre()
    record = controls_page.find(opened, catalogue, key)
    if record is None:
        raise Http404(key)
    context = {
        "page": controls_page.control_page(opened, record),
        "related": related_links(opened, "control", f"{catalogue}/{key}", date.today()),
    }
    return render(request, "knowledge/control.html", context)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All imported documents, a page at a time."""
    pages = Paginator(documents(), DOCUMENTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("seite"))
    context = {
        "rows": [library_page.document_row(item) for item in page.object_list],
        "total": count(pages.count, "Dokument", "Dokumente"),
        "page": page.number,
        "pages": pages.num_pages,
    }
    return render(request, "knowledge/library.html", context)


@require_safe
def document(request: HttpRequest, key: int) -> HttpResponse:
    """One imported document."""
    found = find_document(key)
    if found is None:
        raise Http404(str(key))
    page = library_page.document_page(centre.open_centre(), found)
    return render(request, "knowledge/document.html", {"page": page})
