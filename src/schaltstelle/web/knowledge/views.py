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
from schaltstelle.core.query import Kind
from schaltstelle.core.records import Record
from schaltstelle.domain.library.queries import document as find_document
from schaltstelle.domain.library.queries import documents
from schaltstelle.web.caching import kept
from schaltstelle.web.content.entries import Group
from schaltstelle.web.knowledge import (
    controls_page,
    law_page,
    learning_page,
    library_page,
    overview_page,
    practices_page,
    programmes_page,
    standards_page,
)
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
def practices(request: HttpRequest) -> HttpResponse:
    """All practices."""
    groups = practices_page.practice_list(centre.open_centre(), date.today())
    return _list(request, "practices", groups)


@kept
def practice(request: HttpRequest, key: str) -> HttpResponse:
    """One practice."""
    opened = centre.open_centre()
    record = _found(opened.content.practice, key)
    page = practices_page.practice_page(opened, record, date.today())
    return _record(request, "practice", record, page)


@kept
def standards(request: HttpRequest) -> HttpResponse:
    """All standards."""
    groups = standards_page.standard_list(centre.open_centre().content, date.today())
    return _list(request, "standards", groups)


@kept
def standard(request: HttpRequest, key: str) -> HttpResponse:
    """One standard."""
    content = centre.open_centre().content
    record = _found(content.standard, key)
    page = standards_page.standard_page(content, record, date.today())
    return _record(request, "standard", record, page)


@kept
def programmes(request: HttpRequest) -> HttpResponse:
    """All funding programmes, those that can be applied for first."""
    groups = programmes_page.programme_list(centre.open_centre().content, date.today())
    return _list(request, "programmes", groups, {"open_first": True})


@kept
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """One funding programme."""
    content = centre.open_centre().content
    record = _found(content.programme, key)
    page = programmes_page.programme_page(content, record, date.today())
    return _record(request, "programme", record, page)


@kept
def courses(request: HttpRequest) -> HttpResponse:
    """All skills with their courses."""
    groups = learning_page.course_list(centre.open_centre().content, date.today())
    return _list(request, "courses", groups, {"group_route": "skill"})


@kept
def course(request: HttpRequest, key: str) -> HttpResponse:
    """One course."""
    content = centre.open_centre().content
    record = _found(content.course, key)
    page = learning_page.course_page(content, record, date.today())
    return _record(request, "course", record, page)


@kept
def skill(request: HttpRequest, key: str) -> HttpResponse:
    """One skill."""
    content = centre.open_centre().content
    page = learning_page.skill_page(content, _found(content.skill, key), date.today())
    return render(request, "knowledge/skill.html", {"page": page})


@kept
def law(request: HttpRequest) -> HttpResponse:
    """All rules of law."""
    groups = law_page.law_list(centre.open_centre().content, date.today())
    return _list(request, "law", groups)


@kept
def law_rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule of law."""
    content = centre.open_centre().content
    record = _found(content.law_rule, key)
    page = law_page.law_page(content, record, date.today())
    return _record(request, "law", record, page)


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


def _list(
    request: HttpRequest, kind: str, groups: list[Group], more: dict[str, Any] | None = None
) -> HttpResponse:
    words = overview_page.LISTS[kind]
    context = {
        "open_first": False,
        "group_route": "",
        "title": words.title,
        "lead": words.lead,
        "route": words.route,
        "search_kind": words.search_kind,
        "search_label": words.search_label,
        "groups": groups,
        **(more or {}),
    }
    return render(request, "knowledge/list.html", context)


def _linked(record: Record, page: Any) -> set[tuple[str, str]]:
    """What the page of a record links to anyway."""
    shown = {("criterion", key) for key in record.criteria}
    shown |= {("field", key) for key in record.fields}
    for kind, name in (("measure", "measures"), ("skill", "skills"), ("standard", "replaces")):
        shown |= {(kind, item.id) for item in getattr(page, name, ())}
    return shown


def _record(request: HttpRequest, kind: Kind, record: Record, page: Any) -> HttpResponse:
    words = overview_page.of_record(kind)
    context = {
        "page": page,
        "record": page.record,
        "kind": words.one,
        "parent": words.list_route,
        "parent_title": words.title,
        "related": related_links(
            centre.open_centre(), kind, record.id, date.today(), _linked(record, page)
        ),
    }
    return render(request, f"knowledge/{kind}.html", context)
