"""Benchmark part "advise": the command from start to exit, the computation alone and its parts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from schaltstelle.centre import Centre, open_centre
from schaltstelle.core import advice
from schaltstelle.core.advice import Request
from schaltstelle.core.peers import Peers
from schaltstelle.core.planning import Frame
from schaltstelle.core.roadmap.problem import Quarter
from tests.bench import Row, milliseconds, once, row

COMMAND = Path(sys.executable).with_name("schaltstelle")
WARM_UP = "08335075"  # Singen
# Villages in an Amt, a Samtgemeinde and two kinds of Verwaltungsgemeinschaft; towns; cities up to
# a Land of its own; two Kreise.
PLACES = (
    "08335080",  # Tengen
    "01002000",  # Kiel
    "01054165",  # Galmsbüll
    "03357015",  # Fintel
    "07135083",  # Ulmen
    "09571111",  # Adelshofen
    "16073046",  # Lehesten
    "13076014",  # Boizenburg/Elbe
    "05562032",  # Recklinghausen
    "02000000",  # Hamburg
    "08335",  # Landkreis Konstanz
    "12060",  # Barnim
)
PARTS = {
    "peers": (Peers, "nearest"),
    "standing": (advice, "determine"),
    "gaps": (advice, "find_gaps"),
    "recommend": (advice, "recommend"),
    "unusual": (advice, "unusual"),
    "plan, checked": (advice, "plan"),
}
REQUEST = Request(frame=Frame(start=Quarter(2027, 1)))


def rows() -> list[Row]:
    """The command beside a bare start of Python with Django, the computation beside its target."""
    return [*_command(), *_computation()]


def _command() -> list[Row]:
    start = milliseconds(lambda: _run(sys.executable, "-c", "import django.core.management"), 5)
    advise = lambda *more: _run(str(COMMAND), "advise", "Tengen", *more)  # noqa: E731
    advise("--json", "-")
    as_json = milliseconds(lambda: advise("--json", "-"), 5)
    terminal = milliseconds(advise, 5)
    peer = f"Python with Django imported {start:.0f} ms"
    return [
        row("advise: Tengen as JSON, start to exit", as_json / 1000, "s", peer, as_json / start),
        row("advise: Tengen on the terminal", terminal / 1000, "s", peer, terminal / start),
    ]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _computation() -> list[Row]:
    centre = open_centre()
    opening = once(lambda: (centre.knowledge, _advise(centre, WARM_UP)))
    whole = [once(lambda key=key: _advise(centre, key)) for key in PLACES]
    again = [once(lambda key=key: _advise(centre, key)) for key in PLACES]
    alone, longest = median(whole), max(whole)
    peer = f"longest of {len(PLACES)} places {longest:.0f} ms"
    found = [
        row("advise: computation, first time for a place", alone, "ms", peer, alone / longest),
        row(
            "advise: computation, longest", longest, "ms", f"median {alone:.0f} ms", longest / alone
        ),
        row("advise: computation, again", median(again), "ms", "first time", median(again) / alone),
        row(
            "advise: opening tables, content, first advice",
            opening,
            "ms",
            "one advice",
            opening / alone,
        ),
    ]
    for name, times in _parts(centre).items():
        value = median(times)
        found.append(row(f"advise: {name}", value, "ms", "the computation", value / alone))
    return found


def _advise(centre: Centre, key: str) -> None:
    place = centre.places.by_key(key)
    if place is None:
        raise ValueError(f"Den Schlüssel {key} gibt es nicht.")
    centre.advise(place, REQUEST)


def _parts(centre: Centre) -> dict[str, list[float]]:
    """Milliseconds that each place spends in each link of the chain."""
    times: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as stack:
        for name, (owner, function) in PARTS.items():
            timed = _timed(getattr(owner, function), times[name])
            stack.enter_context(patch.object(owner, function, timed))
        for key in PLACES:
            _advise(centre, key)
    return times


def _timed(function: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
    @wraps(function)
    def measured(*arguments: Any, **more: Any) -> Any:
        start = time.perf_counter()
        result = function(*arguments, **more)
        times.append(1000 * (time.perf_counter() - start))
        return result

    return measured
