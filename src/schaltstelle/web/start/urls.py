"""Routes of start page and search."""

from django.urls import path

from schaltstelle.web.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("suche", views.search, name="search"),
    path("orte/vorschlaege", views.suggestions, name="suggestions"),
]
