"""Routes of the search."""

from django.urls import path

from schaltstelle.web.search import views

urlpatterns = [
    path("suche", views.search, name="search"),
    path("suche.json", views.search_json, name="search-json"),
]
