"""The house keeps its own rules: order of floors, clean locks, no trace of a machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent


def tracked() -> list[Path]:
    """All files under version control; skipped where this is not a checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("kein Git-Checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_the_order_of_floors_is_kept(capsys):
    """A lower floor never uses a higher one."""
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"))
    assert code == 0, capsys.readouterr().out


def test_locks_name_no_host():
    """Lock files are the same wherever packages come from."""
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_the_lock_covers_every_declared_package():
    """A dependency without a lock would not be installed at set-up."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    declared = {re.split(r"[^A-Za-z0-9-]", text)[0].lower() for group in groups for text in group}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert declared <= locked


def test_no_tracked_file_is_large_or_names_a_path_of_a_machine():
    """The project must read the same everywhere."""
    pattern = re.compile(rb"(?<![\w.-])/(?:home|Users|private)/[a-z]")
    for path in tracked():
        if not path.is_file():
            continue
        content = path.read_bytes()
        assert len(content) < 2_000_000, path
        if path.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".js", ".css", ".typ"}:
            assert not pattern.search(content), path
