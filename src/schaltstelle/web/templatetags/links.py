"""What templates write over and over, each worked out once: a page of a place has hundreds."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from schaltstelle.web.places.forms import FACTORS

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=20_000)
def link(name: str, *arguments: str) -> SafeString:
    """The address of a route; Django has quoted it, so that it is safe in an attribute."""
    return mark_safe(reverse(name, args=arguments))  # noqa: S308


@register.simple_tag
@lru_cache(maxsize=len(FACTORS))
def factor_options(chosen: str) -> SafeString:
    """The options of a weight that stands at a factor."""
    factors = [(f"{value:g}", text) for value, text in FACTORS]
    return render_to_string("places/factors.html", {"factors": factors, "chosen": chosen})
