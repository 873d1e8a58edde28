"""Installs the few foreign front-end files: style and fonts of the KERN design system.

Run as `python -m schaltstelle.web.assets`. npm fetches the packages named in package-lock.json;
this copies what the pages need into static/vendor and makes fonts for the papers.
"""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
VENDOR = PACKAGE / "web" / "static" / "vendor"
PAPER_FONTS = PACKAGE / "papers" / "fonts"

KERN = Path("node_modules/@kern-ux/native/dist")
WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold")
PAPER_WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold", "BoldItalic")
FACE = """@font-face {{
  font-family: "Fira Sans";
  src: url("./FiraSans-{name}.woff2") format("woff2");
  font-weight: {weight};
  font-style: {style};
  font-display: swap;
}}
"""
_SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=.*$)", re.M)


class AssetsMissing(RuntimeError):
    """The files could not be fetched. The message is German."""


def fetch(project: Path) -> None:
    """Let npm install exactly the locked packages, without running any of their scripts."""
    npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
    if npm is None:
        raise AssetsMissing("npm fehlt (es kommt mit der Gruppe „front“ der Abhängigkeiten)")
    done = subprocess.run(  # noqa: S603 - a fixed command, found beside this Python first
        [npm, "ci", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=60000"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise AssetsMissing(f"npm hat die Dateien nicht geholt: {done.stderr.strip()[-300:]}")


def copy(project: Path, vendor: Path) -> None:
    """Copy style, fonts and licence into `vendor`, replacing what was there."""
    target = vendor / "kern"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    dist = project / KERN
    style = _SOURCE_MAP.sub("", (dist / "kern.min.css").read_text(encoding="utf-8"))
    _write(target / "kern.css", style)
    _write(target / "fonts.css", "".join(_face(name) for name in WEIGHTS))
    for name in WEIGHTS:
        shutil.copyfile(_font(dist, name), target / _font(dist, name).name)
    shutil.copyfile(dist.parent / "LICENSE.md", target / "LICENSE.md")


def convert_fonts(project: Path, target: Path) -> None:
    """Turn the web fonts into TrueType files, which the typesetter of the papers needs."""
    from fontTools.ttLib import TTFont

    target.mkdir(parents=True, exist_ok=True)
    for name in PAPER_WEIGHTS:
        font = TTFont(_font(project / KERN, name))
        font.flavor = None
        font.save(target / f"FiraSans-{name}.ttf")


def _font(dist: Path, name: str) -> Path:
    return dist / "fonts" / "fira-sans" / f"FiraSans-{name}.woff2"


def _face(name: str) -> str:
    weight = {"Medium": 500, "SemiBold": 600}.get(name, 400)
    return FACE.format(name=name, weight=weight, style="italic" if "Italic" in name else "normal")


def _write(path: Path, text: str) -> None:
    """Write a file and its compressed twin, which the server prefers."""
    path.write_text(text, encoding="utf-8")
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> int:
    """Fetch, copy and convert; 0 when done, 1 when the site stays plain."""
    try:
        fetch(PROJECT)
        copy(PROJECT, VENDOR)
        convert_fonts(PROJECT, PAPER_FONTS)
    except (AssetsMissing, OSError, ImportError) as error:
        print(
            f"Hinweis: Gestaltung und Schriften von KERN fehlen ({error}). "
            "Die Website läuft trotzdem, nur schlichter.",
            file=sys.stderr,
        )
        return 1
    print("Gestaltung und Schriften von KERN sind eingerichtet.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
