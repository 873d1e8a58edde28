"""Expressions of the content in German words: "population >= 5000" as "Einwohnerzahl ab 5.000"."""

import ast
from collections.abc import Mapping

from schaltstelle.core import rules
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.german import number
from schaltstelle.core.identity import STATUS_LABELS
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.size import SIZE_LABELS

FACTS = {
    "land": "Land",
    "status": "Art der Verwaltung",
    "size": "Größenklasse",
    "special": "besondere Rechtsstellung",
    "members": "Zahl der Gemeinden",
}
VALUES: dict[str, str] = {
    **LAND_NAMES,
    **STATUS_LABELS,
    **{str(size): label for size, label in SIZE_LABELS.items()},
    "none": "keine",
}
SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.Eq: "ist",
    ast.NotEq: "ist nicht",
    ast.Lt: "unter",
    ast.LtE: "bis",
    ast.Gt: "über",
    ast.GtE: "ab",
    ast.In: "ist",
    ast.NotIn: "ist nicht",
    ast.And: "und",
    ast.Or: "oder",
}


def in_words(expression: str, indicators: Mapping[str, Indicator]) -> str:
    """An expression as a German would say it; empty for an empty one."""
    if not expression.strip():
        return ""
    return _words(rules.parse(expression), indicators)


def _words(node: ast.expr, indicators: Mapping[str, Indicator]) -> str:
    def say(part: ast.expr) -> str:
        text = _words(part, indicators)
        compound = isinstance(part, ast.BoolOp | ast.IfExp) or _is_sum(part)
        return f"({text})" if compound else text

    match node:
        case ast.Name(id=name):
            return FACTS.get(name) or indicators[name].label
        case ast.Constant(value=value):
            return _value(value)
        case ast.BinOp(left=left, op=op, right=right):
            return f"{say(left)} {SIGNS[type(op)]} {say(right)}"
        case ast.BoolOp(op=op, values=values):
            return f" {SIGNS[type(op)]} ".join(say(value) for value in values)
        case ast.Compare(left=left, ops=ops, comparators=others):
            links = zip(ops, others, strict=True)
            return " ".join([say(left), *(f"{SIGNS[type(op)]} {say(o)}" for op, o in links)])
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"{say(body)}, wenn {say(test)}, sonst {say(orelse)}"
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return " oder ".join(say(item) for item in items)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"nicht ({_words(operand, indicators)})"
    return ast.unparse(node)


def _is_sum(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)


def _value(value: object) -> str:
    if isinstance(value, str):
        return VALUES.get(value, value.replace("_", " "))
    if isinstance(value, int | float):
        digits = f"{value:g}".partition(".")[2]
        return number(value, len(digits))
    return str(value)
