"""All routes."""

from django.urls import include, path

AREAS = ("start", "search", "map", "places", "content", "knowledge", "legal", "voice")

urlpatterns = [path("", include(f"schaltstelle.web.{area}.urls")) for area in AREAS]

handler400 = "schaltstelle.web.errors.bad_request"
handler403 = "schaltstelle.web.errors.forbidden"
handler404 = "schaltstelle.web.errors.not_found"
handler500 = "schaltstelle.web.errors.failed"
