"""Routes of the body of knowledge."""

from django.urls import path

from schaltstelle.web.knowledge import views

urlpatterns = [
    path("wissen/", views.knowledge, name="knowledge"),
    path("praxis/", views.practices, name="practices"),
    path("praxis/<slug:key>/", views.practice, name="practice"),
    path("standards/", views.standards, name="standards"),
    path("standard/<slug:key>/", views.standard, name="standard"),
    path("foerderung/", views.programmes, name="programmes"),
    path("foerderung/<slug:key>/", views.programme, name="programme"),
    path("lernen/", views.courses, name="courses"),
    path("kurs/<slug:key>/", views.course, name="course"),
    path("faehigkeit/<slug:key>/", views.skill, name="skill"),
    path("recht/", views.law, name="law"),
    path("recht/<slug:key>/", views.law_rule, name="law-rule"),
    path("sicherheit/", views.controls, name="controls"),
    path("sicherheit/<slug:catalogue>/<str:key>/", views.control, name="control"),
    path("bibliothek/", views.library, name="library"),
    path("bibliothek/<int:key>/", views.document, name="document"),
]
