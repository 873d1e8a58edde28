"""Measures in time, within money and staff: ``plan(problem)`` and the values around it.

One file a task, none trusts the next: ``problem`` (values, validity), ``grants`` (money of
programmes, which makes the cost depend on the start), ``table`` (the problem in
integers), ``schedule`` (list scheduling and local search), ``bound`` (linear relaxation), ``check``
(every limit recomputed), ``explain`` and ``marginal`` (why so, and what more would change),
``plan`` (all of it). ``referee`` solves exactly by CP-SAT and is not imported here.
"""

from schaltstelle.core.roadmap.bound import Bound, bound
from schaltstelle.core.roadmap.check import Check, Finding, check
from schaltstelle.core.roadmap.explain import LeftOut, Step
from schaltstelle.core.roadmap.grants import ActivityGrant, GrantPart
from schaltstelle.core.roadmap.marginal import Change, Marginal, marginal, usual_changes
from schaltstelle.core.roadmap.plan import Plan, plan
from schaltstelle.core.roadmap.problem import (
    Activity,
    Lift,
    Limits,
    Objective,
    Problem,
    ProblemError,
    Quarter,
    Solution,
    validate,
)
from schaltstelle.core.roadmap.schedule import schedule

__all__ = [
    "Activity",
    "ActivityGrant",
    "Bound",
    "Change",
    "Check",
    "Finding",
    "GrantPart",
    "LeftOut",
    "Lift",
    "Limits",
    "Marginal",
    "Objective",
    "Plan",
    "Problem",
    "ProblemError",
    "Quarter",
    "Solution",
    "Step",
    "bound",
    "check",
    "marginal",
    "plan",
    "schedule",
    "usual_changes",
    "validate",
]
