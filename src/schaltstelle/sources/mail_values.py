"""Mail and website of municipalities as numbers, and as a table to look one up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.sources.freemail import FREEMAIL_DOMAINS
from schaltstelle.sources.mail import MailRow
from schaltstelle.sources.mail_domains import DomainRow

COLUMNS = (
    "mail_domain_known",
    "mail_spf",
    "mail_spf_strict",
    "mail_dmarc",
    "mail_dmarc_strict",
    "mail_dane",
    "mail_microsoft",
    "mail_us_cloud",
    "mail_in_germany",
    "mail_own_domain",
    "website_known",
    "website_same_domain",
)


def values(
    keys: Sequence[str], mails: Mapping[str, MailRow], domains: Mapping[str, DomainRow]
) -> LabelledMatrix:
    """1 for yes, 0 for no, NaN for unknown: an invalid scan, an unknown provider, no entry."""
    rows = [_figures(mails.get(key), domains.get(key)) for key in keys]
    return LabelledMatrix(tuple(keys), COLUMNS, np.array(rows, dtype=np.float64))


def _figures(mail: MailRow | None, named: DomainRow | None) -> tuple[float, ...]:
    website = named.website if named else ""
    domain = mail.domain if mail else ""
    known_website = 1.0 if website else math.nan
    same = float(website == domain) if website and domain else math.nan
    if mail is None or not domain:
        return (*(math.nan,) * 10, known_website, same)
    return (
        1.0,
        *_security(mail),
        *_provider(mail),
        float(domain not in FREEMAIL_DOMAINS),
        known_website,
        same,
    )


def _security(mail: MailRow) -> tuple[float, ...]:
    """SPF, strict SPF, DMARC, strict DMARC, DANE."""
    if not mail.scan_valid:
        return (math.nan,) * 5
    flags = (mail.has_spf, mail.has_good_spf, mail.has_dmarc, mail.has_good_dmarc)
    # DANE protects mail servers: without one on record (mx) there is nothing to judge.
    dane = float(mail.dane_supported) if mail.mx else math.nan
    return (*(float(flag) for flag in flags), dane)


def _provider(mail: MailRow) -> tuple[float, float, float]:
    """Microsoft, cloud under US law, in Germany."""
    microsoft = math.nan if mail.provider == "unknown" else float(mail.provider == "microsoft")
    if mail.category == "unknown":
        return microsoft, math.nan, math.nan
    return microsoft, float(mail.category == "us-cloud"), float(mail.category == "de-based")


def table(
    keys: Sequence[str], mails: Mapping[str, MailRow], domains: Mapping[str, DomainRow]
) -> dict[str, list[object]]:
    """Columns of the mail table for the municipalities that the data have a row for."""
    held = [(key, mails[key]) for key in keys if key in mails]
    columns: dict[str, list[object]] = {"ags": [key for key, _row in held]}
    columns["domain"] = [row.domain for _key, row in held]
    columns["website"] = [domains[key].website if key in domains else "" for key, _row in held]
    for name in ("provider", "category", "gateway", "scan_valid"):
        columns[name] = [getattr(row, name) for _key, row in held]
    columns["dane_supported"] = [
        row.dane_supported if row.scan_valid and row.mx else None for _key, row in held
    ]
    for name in ("has_spf", "has_good_spf", "has_dmarc", "has_good_dmarc"):
        columns[name] = [getattr(row, name) if row.scan_valid else None for _key, row in held]
    return columns
