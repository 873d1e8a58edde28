"""Views of the content pages."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from schaltstelle import centre
from schaltstelle.web.caching import kept
from schaltstelle.web.content import (
    criteria_page,
    fields_page,
    indicators_page,
    measures_page,
    method_page,
    sources_page,
)
from schaltstelle.web.knowledge.related import related_links

Record = TypeVar("Record")


def _found(records: Mapping[str, Record], key: str) -> Record:
    try:
        return records[key]
    except KeyError:
        raise Http404(key) from None


@kept
def fields(request: HttpRequest) -> HttpResponse:
    """All fields of town life and the foundations below them."""
    page = fields_page.field_list(centre.open_centre().content)
    return render(request, "content/fields.html", {"page": page})


@kept
def field(request: HttpRequest, key: str) -> HttpResponse:
    """One field with its criteria and measures."""
    opened = centre.open_centre()
    page = fields_page.field_page(opened, _found(opened.content.field, key), date.today())
    return render(request, "content/field.html", {"page": page})


@kept
def criteria(request: HttpRequest) -> HttpResponse:
    """All criteria, as published before they are applied."""
    page = criteria_page.criteria_list(centre.open_centre().content)
    return render(request, "content/criteria.html", {"page": page})


@kept
def criterion(request: HttpRequest, key: str) -> HttpResponse:
    """One criterion."""
    content = centre.open_centre().content
    page = criteria_page.criterion_page(content, _found(content.criterion, key))
    return render(request, "content/criterion.html", {"page": page})


@kept
def measures(request: HttpRequest) -> HttpResponse:
    """All measures."""
    page = measures_page.measure_list(centre.open_centre().content)
    return render(request, "content/measures.html", {"page": page})


@kept
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure."""
    opened = centre.open_centre()
    page = measures_page.measure_page(opened, _found(opened.content.measure, key), date.today())
    related = related_links(opened, "measure", key, date.today(), _linked(page))
    return render(request, "content/measure.html", {"page": page, "related": related})


def _linked(page: measures_page.MeasurePage) -> set[tuple[str, str]]:
    """What the page of a measure links to anyway."""
    return {
        ("field", page.field.id),
        *(("criterion", lift.criterion) for lift in page.lifts),
        *(("measure", entry.id) for entry in (*page.prerequisites, *page.better_after)),
        *(("practice", entry.id) for entry in page.practices),
        *(("programme", entry.id) for entry in page.programmes),
        *(("skill", entry.id) for entry in page.skills),
        *(("standard", key) for key, _, _ in page.standards),
    }


@kept
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators by group."""
    page = indicators_page.indicator_list(centre.open_centre().content)
    return render(request, "content/indicators.html", {"page": page})


@kept
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator with its source."""
    opened = centre.open_centre()
    page = indicators_page.indicator_page(opened, _found(opened.content.indicator, key))
    return render(request, "content/indicator.html", {"page": page})


@kept
def sources(request: HttpRequest) -> HttpResponse:
    """All registers and all cited documents."""
    page = sources_page.source_list(centre.open_centre())
    return render(request, "content/sources.html", {"page": page})


@kept
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One register or data set."""
    opened = centre.open_centre()
    known = {record.id: record for record in opened.reference.sources}
    page = sources_page.source_page(opened, _found(known, key))
    return render(request, "content/source.html", {"page": page})


@kept
def method(request: HttpRequest) -> HttpResponse:
    """How the advice is computed."""
    page = method_page.method(centre.open_centre().content)
    return render(request, "content/method.html", {"page": page})
