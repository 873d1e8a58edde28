"""Routes of the body of knowledge."""

from typing import Any

from django.urls import URLPattern, path

from schaltstelle.web.knowledge import views
from schaltstelle.web.knowledge.record_kinds import RECORD_KINDS, RecordKind


def _routes(kind: RecordKind[Any]) -> list[URLPattern]:
    """The list of a kind of record and the page of one record."""
    given = {"kind": kind}
    return [
        path(kind.list_path, views.record_list, given, name=kind.list_route),
        path(f"{kind.path}<slug:key>/", views.record, given, name=kind.route),
    ]


urlpatterns = [
    path("wissen/", views.knowledge, name="knowledge"),
    *(route for kind in RECORD_KINDS for route in _routes(kind)),
    path("faehigkeit/<slug:key>/", views.skill, name="skill"),
    path("sicherheit/", views.controls, name="controls"),
    path("sicherheit/<slug:catalogue>/<str:key>/", views.control, name="control"),
    path("bibliothek/", views.library, name="library"),
    path("bibliothek/<int:key>/", views.document, name="document"),
]
