"""Routes of the map."""

from django.urls import path

from schaltstelle.web.map import views

urlpatterns = [
    path("karte", views.page, name="map"),
    path("karte/bild.svg", views.picture, name="map-picture"),
    path("karte/daten.json", views.data, name="map-data"),
]
