"""`schaltstelle advise --referee`: the plan beside the one of the exact method."""

from schaltstelle.core.german import euro, number
from schaltstelle.core.roadmap.plan import Plan
from schaltstelle.core.roadmap.problem import Objective
from schaltstelle.core.roadmap.referee import LEVELS, Verdict
from schaltstelle.referee import ask_referee

EFFORT = 8.0  # units of deterministic time a level, about seconds on one core

LABELS = {
    "duties": "Pflichten, Quartale Verspätung zusammen",
    "security": "Grundlegende IT-Sicherheit, Quartale bis zum Ende zusammen",
    "use": "Nutzen, Menschen je Quartal über den ganzen Zeitraum",
    "cost": "Kosten mit Folgekosten",
}


def verdict_lines(plan: Plan) -> list[str]:
    """Ask the referee and put both plans side by side; takes a few minutes."""
    starts = dict(plan.solution.starts)
    verdict = ask_referee(plan.problem, seed=plan.seed, effort=EFFORT, hint=starts)
    lines = ["Gegenprobe mit dem exakten Verfahren (dieser Plan | bester gefundener):"]
    lines += [
        f"{LABELS[level]}: {_figures(plan.solution.objective, level)} | "
        f"{_figures(verdict.solution.objective, level)} ({_proof(verdict, level)})"
        for level in LEVELS
        if level in LABELS
    ]
    return lines


def _figures(objective: Objective, level: str) -> str:
    if level == "duties":
        return number(objective.duty_lateness)
    if level == "security":
        return number(objective.security_lateness)
    return number(objective.use) if level == "use" else euro(objective.cost)


def _proof(verdict: Verdict, level: str) -> str:
    proven = verdict.proven[LEVELS.index(level)]
    return "bewiesen, besser geht es nicht" if proven else "nicht bewiesen"
