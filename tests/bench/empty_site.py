"""The peer of the web bench: a Django site with one templated page and nothing else."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PAGE = "<!doctype html><html lang='de'><title>{{ title }}</title><h1>{{ title }}</h1></html>"

settings.configure(
    SECRET_KEY="only for a measurement",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"empty.html": PAGE})],
                    )
                ]
            },
        }
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
django.setup()


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "empty.html", {"title": "Leer"})


urlpatterns = [path("", page)]
application = WSGIHandler()
