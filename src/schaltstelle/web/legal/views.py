"""Views of the legal pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schaltstelle.web.caching import kept
from schaltstelle.web.legal.presenters import facts_for


@kept
def imprint(request: HttpRequest) -> HttpResponse:
    """Who is responsible."""
    facts = facts_for("name", "address", "represented_by", "email", "phone", "responsible")
    return render(request, "legal/imprint.html", {"facts": facts})


@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """What data are kept, why, how long."""
    facts = facts_for("name", "address", "email", "privacy_officer", "supervisor", "hosting")
    retention = facts_for("log_retention")
    return render(request, "legal/privacy.html", {"facts": facts, "retention": retention})


@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    facts = facts_for("name", "accessibility_contact", "enforcement", "statement_date")
    return render(request, "legal/accessibility.html", {"facts": facts})
