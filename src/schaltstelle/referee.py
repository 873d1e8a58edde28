"""The exact referee in a process of its own.

CP-SAT and ``highspy`` each bring a library named ``libhighs.so.1``; the second one to load in a
process fails. The bound of every plan uses ``highspy``, so the referee, which is asked rarely and
takes a second to import anyway, runs as ``python -m schaltstelle.referee``: a pickled problem on
standard input, a pickled verdict on standard output, both from this installation only.
"""

import pickle
import subprocess
import sys
from collections.abc import Mapping

from schaltstelle.core.roadmap.problem import Problem, require_valid
from schaltstelle.core.roadmap.referee import Verdict, referee


def ask_referee(
    problem: Problem,
    *,
    seed: int = 0,
    effort: float = 20.0,
    hint: Mapping[str, int] | None = None,
) -> Verdict:
    """As ``core.roadmap.referee.referee``, in a child process.

    Raises ``ProblemError`` if the problem contradicts itself, ``RuntimeError`` if the child fails.
    """
    require_valid(problem)
    question = pickle.dumps((problem, seed, effort, None if hint is None else dict(hint)))
    command = [sys.executable, "-m", "schaltstelle.referee"]
    answer = subprocess.run(command, input=question, capture_output=True, check=False)  # noqa: S603 - own interpreter, own module
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.decode(errors="replace"))
    verdict = pickle.loads(answer.stdout)  # noqa: S301 - written by main() below
    if not isinstance(verdict, Verdict):
        raise RuntimeError("Der Schiedsrichter hat kein Urteil geliefert.")
    return verdict


def main() -> None:
    problem, seed, effort, hint = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written above
    verdict = referee(problem, seed=seed, effort=effort, hint=hint)
    sys.stdout.buffer.write(pickle.dumps(verdict))


if __name__ == "__main__":
    main()
