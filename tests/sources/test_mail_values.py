"""Mail as numbers: unknown is never a no."""

from dataclasses import replace

import numpy as np

from schaltstelle.sources import mail_values
from schaltstelle.sources.mail import MailRow
from schaltstelle.sources.mail_domains import DomainRow

ROW = MailRow(
    country="DE",
    code="01001000",
    name="Hafenstadt",
    domain="hafenstadt.de",
    provider="microsoft",
    category="us-cloud",
    gateway="",
    mx="mx.hafenstadt.de",
    scan_valid=True,
    dane_supported=False,
    dane_partial=False,
    has_spf=True,
    has_good_spf=False,
    has_dmarc=False,
    has_good_dmarc=False,
)


def figures(row: MailRow | None, website: str = "") -> dict[str, float]:
    """The values of one municipality by column."""
    mails = {"k": row} if row else {}
    domains = {"k": DomainRow("k", "Ort", website, (), "2026-04-02")}
    matrix = mail_values.values(("k",), mails, domains)
    return dict(zip(matrix.columns, matrix.row("k").tolist(), strict=True))


def test_a_valid_scan_says_yes_and_no() -> None:
    """Provider and security are plain facts then."""
    found = figures(ROW, "hafenstadt.de")
    assert found["mail_spf"] == 1 and found["mail_spf_strict"] == 0
    assert found["mail_dmarc"] == found["mail_dane"] == 0
    assert found["mail_microsoft"] == found["mail_us_cloud"] == 1
    assert found["mail_in_germany"] == 0
    assert found["mail_own_domain"] == found["website_known"] == found["website_same_domain"] == 1


def test_no_row_is_unknown() -> None:
    """A municipality that the data lack has no value at all."""
    assert np.isnan(list(figures(None).values())).all()


def test_an_invalid_scan_is_unknown() -> None:
    """Security can't be judged without a scan."""
    found = figures(replace(ROW, scan_valid=False))
    assert np.isnan([found[name] for name in ("mail_spf", "mail_dmarc", "mail_dane")]).all()


def test_no_domain_is_unknown() -> None:
    """Rows without a domain are not "no mail"."""
    found = figures(replace(ROW, domain="", scan_valid=False), "hafenstadt.de")
    assert np.isnan(found["mail_domain_known"]) and found["website_known"] == 1
    assert np.isnan(found["website_same_domain"])


def test_an_unknown_provider_is_unknown() -> None:
    """Behind a mail gateway the provider can't be seen; the security still can."""
    found = figures(replace(ROW, provider="unknown", category="unknown"))
    assert np.isnan(
        [found["mail_microsoft"], found["mail_us_cloud"], found["mail_in_germany"]]
    ).all()
    assert found["mail_spf"] == 1


def test_dane_needs_a_mail_server() -> None:
    """DANE protects servers: without MX record there is nothing to protect."""
    assert np.isnan(figures(replace(ROW, mx=""))["mail_dane"])


def test_freemail_is_not_an_own_domain() -> None:
    """An address at a provider for everyone is no official domain."""
    assert figures(replace(ROW, domain="t-online.de"))["mail_own_domain"] == 0


def test_another_website_is_known_and_different() -> None:
    """Website and mail under different domains is worth showing."""
    assert figures(ROW, "stadt-am-hafen.de")["website_same_domain"] == 0


def test_the_mail_table_keeps_unknown_as_none() -> None:
    """Who looks a municipality up sees None, not False."""
    rows = {"a": ROW, "b": replace(ROW, scan_valid=False, domain="")}
    table = mail_values.table(("a", "b", "c"), rows, {})
    assert table["ags"] == ["a", "b"]
    assert table["has_spf"] == [True, None]
    assert table["dane_supported"] == [False, None]
    assert table["website"] == ["", ""]
