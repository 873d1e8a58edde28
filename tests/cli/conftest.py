"""What the tests of the commands share: a call of `schaltstelle` as its users make it."""

from collections.abc import Callable

import pytest

from schaltstelle.cli.main import main

Output = tuple[int, str, str]
Call = Callable[..., Output]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Exit code, standard output and standard error of a call with these words."""

    def run(*words: object) -> Output:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
