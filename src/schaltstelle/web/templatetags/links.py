"""Addresses in templates, each worked out once: a page of a place has hundreds of them."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=20_000)
def link(name: str, *arguments: str) -> SafeString:
    """The address of a route; Django has quoted it, so that it is safe in an attribute."""
    return mark_safe(reverse(name, args=arguments))  # noqa: S308
