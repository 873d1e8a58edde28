"""The addresses of the content, and whether they answer."""

import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from schaltstelle import __version__
from schaltstelle.content.load import Content

TIMEOUT_SECONDS = 15.0
# Few at a time: the pages of small towns stand on small servers.
AT_ONCE = 8
WEB = ("http://", "https://")
_SENT_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]|"
AGENT = f"Schaltstelle/{__version__} (Linkpruefung)"


def _refusal(code: int) -> str:
    return f"Die Seite antwortet mit {code}"


# Some servers refuse the short form of a request but answer the usual one.
ASK_AGAIN = tuple(_refusal(code) for code in (403, 405, 501))


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of calling an address; `reason` is German and empty where it works."""

    address: str
    records: tuple[str, ...]
    reason: str

    @property
    def works(self) -> bool:
        """Whether the page answers."""
        return not self.reason


def addresses(content: Content, kind: str = "") -> dict[str, list[str]]:
    """Every web address of the content, or of one kind of record, with the records that name it."""
    found: dict[str, list[str]] = {}
    for part in fields(content):
        records = getattr(content, part.name)
        if not isinstance(records, tuple) or (kind and part.name != kind):
            continue
        for record in records:
            name = f"{part.name}/{getattr(record, 'id', getattr(record, 'task', ''))}"
            for address in _addresses_in(record):
                if name not in found.setdefault(address, []):
                    found[address].append(name)
    return found


def _addresses_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(WEB) and " " not in value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _addresses_in(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _addresses_in(getattr(value, part.name))


def visit(wanted: Mapping[str, Iterable[str]]) -> Iterator[Visited]:
    """Call each address once, a few at a time; in the order of the addresses."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for address, reason in zip(wanted, pool.map(call, wanted), strict=True):
            yield Visited(address, tuple(wanted[address]), reason)


def call(address: str) -> str:
    """Why an address does not work; empty where it does."""
    reason = _call(address, "HEAD")
    return _call(address, "GET") if reason in ASK_AGAIN else reason


def _call(address: str, method: str) -> str:
    if not address.startswith(WEB):
        return "keine Webadresse"
    try:
        request = urllib.request.Request(  # noqa: S310
            as_sent(address), method=method, headers={"User-Agent": AGENT}
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        return _refusal(error.code)
    except (OSError, ValueError, HTTPException) as error:
        cause = getattr(error, "reason", error)
        return f"nicht erreichbar ({cause})"


def as_sent(address: str) -> str:
    """An address as a browser sends it: umlauts in the name and in the path written in ASCII.

    Raises ValueError where it is none.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe=_SENT_AS_IT_IS) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))
