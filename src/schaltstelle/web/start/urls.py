"""Routes of the start page and of finding a place."""

from django.urls import path

from schaltstelle.web.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("ort-finden", views.find, name="find"),
    path("orte/vorschlaege", views.suggestions, name="suggestions"),
]
