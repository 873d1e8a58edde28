"""A middleware for tests: a GET changes nothing, so it may run SELECT only."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse

READS = ("SELECT", "EXPLAIN", "PRAGMA", "SHOW")


class NotASelect(AssertionError):
    """A GET ran a statement that changes something."""


def _refuse(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
    if not sql.lstrip().upper().startswith(READS):
        raise NotASelect(sql)
    return execute(sql, *arguments)


class SelectOnly:
    """Refuse every statement but reads while a GET or HEAD is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with ExitStack() as stack:
            for connection in connections.all(initialized_only=True):
                stack.enter_context(connection.execute_wrapper(_refuse))
            return self.get_response(request)
