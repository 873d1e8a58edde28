"""Routes of the content pages."""

from django.urls import path

from schaltstelle.web.content import views

urlpatterns = [
    path("felder/", views.fields, name="fields"),
    path("feld/<slug:key>/", views.field, name="field"),
    path("kriterien/", views.criteria, name="criteria"),
    path("kriterium/<slug:key>/", views.criterion, name="criterion"),
    path("massnahmen/", views.measures, name="measures"),
    path("massnahme/<slug:key>/", views.measure, name="measure"),
    path("kennzahlen/", views.indicators, name="indicators"),
    path("kennzahl/<slug:key>/", views.indicator, name="indicator"),
    path("quellen/", views.sources, name="sources"),
    path("quelle/<slug:key>/", views.source, name="source"),
    path("methode/", views.method, name="method"),
]
