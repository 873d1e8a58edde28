"""The map as a picture in SVG: it needs no script and is small enough to send whole."""

from collections.abc import Iterable

import numpy as np

from schaltstelle.reference import Outline
from schaltstelle.web.map.values import HEIGHT, WIDTH, MapLayer, project

# Yellow to blue, light to dark: told apart also with colour-blind eyes and in grey.
LIGHT = ("#f4e3a1", "#b7cf8b", "#5fae93", "#2f7f95", "#274b7a")
DARK = ("#31507d", "#34809a", "#55ad95", "#b3cc86", "#f6e7ab")
EDGE = {"light": "#7a8096", "dark": "#8a90a8"}
BORDER = {"light": "#8a8fa5", "dark": "#5d637d"}


def colours(dark: bool) -> tuple[str, ...]:
    """The colours of the classes 1 to 5."""
    return DARK if dark else LIGHT


def svg(shown: MapLayer, outlines: Iterable[Outline], dark: bool) -> str:
    """The map of one layer. Text and legend stand beside it on the page."""
    theme = "dark" if dark else "light"
    drawn = "".join(_line(outline) for outline in outlines)
    dots = "".join(
        _dots(shown, number, colour, EDGE[theme])
        for number, colour in enumerate(colours(dark), start=1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'<path d="{drawn}" fill="none" stroke="{BORDER[theme]}" stroke-width="0.8"/>'
        f'<g fill="none" stroke-linecap="round">{_unknown(shown, EDGE[theme])}{dots}</g></svg>'
    )


def _line(outline: Outline) -> str:
    x, y = project(outline.lon, outline.lat)
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))


def _points(shown: MapLayer, number: int) -> str:
    """A line of no length at each place: with round caps a dot."""
    chosen = (shown.classes == number) & ~np.isnan(shown.x)
    pairs = zip(shown.x[chosen], shown.y[chosen], strict=True)
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in pairs)


def _dots(shown: MapLayer, number: int, colour: str, edge: str) -> str:
    points = _points(shown, number)
    if not points:
        return ""
    return (
        f'<path id="k{number}" d="{points}" stroke="{edge}" stroke-width="4.6"/>'
        f'<path d="{points}" stroke="{colour}" stroke-width="3.6"/>'
    )


def _unknown(shown: MapLayer, edge: str) -> str:
    points = _points(shown, 0)
    return f'<path d="{points}" stroke="{edge}" stroke-width="1.4"/>' if points else ""
