"""Pages that depend only on data, content, code and their address: kept compressed, with ETag."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as store
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from schaltstelle import centre

PACKAGE = Path(__file__).resolve().parent.parent
View = Callable[..., HttpResponse]

# Browsers ask again each time and get a 304 without a body while nothing has changed.
REVALIDATE = "no-cache"
# Half the time of the usual 6 for a page of a place, and a twentieth more bytes.
COMPRESSION = 4


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    content_type: str


@cache
def code_version() -> str:
    """A hash over names, sizes and times of all program files and templates."""
    digest = hashlib.sha256(repr(sorted(settings.OPERATOR.items())).encode())
    for pattern in ("*.py", "*.html", "*.css", "*.js"):
        for path in sorted(PACKAGE.rglob(pattern)):
            stat = path.stat()
            digest.update(f"{path.name}:{stat.st_size}:{stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def version() -> str:
    """The version of everything a page is made of: with the day, as windows open and close."""
    versions = centre.open_centre().versions
    return f"{versions.data}:{versions.content}:{code_version()}:{date.today()}"


def etag_of(request: HttpRequest) -> str:
    """The ETag of a page: the same while data, content, code, address and query are the same."""
    query = "&".join(sorted(request.META.get("QUERY_STRING", "").split("&")))
    text = f"{version()}|{request.path}|{query}"
    # Weak, since the same page goes out compressed and plain.
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def kept(view: View) -> View:
    """Keep the answers of a view that reads nothing but data, content and the address."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        etag = etag_of(request)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in known:
            return _marked(HttpResponseNotModified(), etag)
        page = store.get(etag)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming:
                return response
            page = _Kept(
                gzip.compress(response.content, COMPRESSION, mtime=0), response["Content-Type"]
            )
            store.set(etag, page)
        return _marked(_response(request, page), etag)

    return answer


def _response(request: HttpRequest, page: _Kept) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.body, content_type=page.content_type)
        response["Content-Encoding"] = "gzip"
        return response
    return HttpResponse(gzip.decompress(page.body), content_type=page.content_type)


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = REVALIDATE
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
