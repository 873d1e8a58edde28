"""Protects the copying of foreign front-end files, and the site that does without them."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from schaltstelle.web import assets, site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    dist = tmp_path / assets.KERN
    fonts = dist / "fonts" / "fira-sans"
    fonts.mkdir(parents=True)
    (dist / "kern.min.css").write_text("a{b:c}\n/*# sourceMappingURL=kern.css.map */\n")
    (dist.parent / "LICENSE.md").write_text("EUPL")
    for name in assets.WEIGHTS:
        (fonts / f"FiraSans-{name}.woff2").write_bytes(b"font")
    return tmp_path


def test_only_what_is_needed_is_copied_without_source_maps(project: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    assets.copy(project, vendor)
    style = (vendor / "kern" / "kern.css").read_text()
    assert "sourceMappingURL" not in style
    assert "a{b:c}" in style
    packed = (vendor / "kern" / "kern.css.gz").read_bytes()
    assert gzip.decompress(packed).decode() == style
    faces = (vendor / "kern" / "fonts.css").read_text()
    assert faces.count("@font-face") == len(assets.WEIGHTS)
    for name in assets.WEIGHTS:
        assert (vendor / "kern" / f"FiraSans-{name}.woff2").is_file()


def test_without_npm_a_clear_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: Path) -> None:
        raise assets.AssetsMissing("npm fehlt")

    monkeypatch.setattr(assets, "fetch", missing)
    assert assets.main() == 1
    assert "Die Website läuft trotzdem" in capsys.readouterr().err


def test_the_site_works_without_the_design_system(
    text: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(site, "VENDOR", tmp_path)
    site.has_design.cache_clear()
    html = text("/")
    site.has_design.cache_clear()
    assert "vendor/kern" not in html
    assert "/static/site.css" in html
