"""Views of the page of a place."""

from django.http import Http404, HttpRequest, HttpResponse

def place(request, key):
    raise Http404
