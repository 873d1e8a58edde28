"""Routes of the feedback form."""

from django.urls import path

from schaltstelle.web.voice import views

urlpatterns = [
    path("rueckmeldung/", views.feedback, name="feedback"),
    path("rueckmeldung/danke/", views.thanks, name="thanks"),
]
