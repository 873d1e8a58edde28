"""Routes of the page of a place."""

from django.urls import path

from schaltstelle.web.places import views

urlpatterns = [
    path("ort/<slug:key>/", views.place, name="place"),
    path("ort/<slug:key>/erstberatung.<slug:kind>", views.paper, name="paper"),
]
