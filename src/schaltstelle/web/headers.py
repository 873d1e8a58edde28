"""Headers that neither Django nor its policy middleware sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
GetResponse = Callable[[HttpRequest], HttpResponse]


class PermissionsMiddleware:
    """Say that no page needs camera, position or the like, and that no other site may embed us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
