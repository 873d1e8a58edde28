"""Small expressions over facts, with three-valued logic: true, false, or not known yet.

The language is a part of Python's: numbers, texts, names of facts, arithmetic, comparisons,
`and`, `or`, `not`, `in`, `x if c else y`, `min`, `max`, `round`. An unknown fact makes the result
unknown unless the rest already decides it (Kleene's strong logic of indeterminacy), and the
result then says which facts are missing.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

Value = bool | float | str | tuple["Value", ...]
Facts = Mapping[str, Value | None]


class RuleError(ValueError):
    """An expression that is not part of the language. The message is German."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an expression: a value, or None with the facts that are missing."""

    value: Value | None
    missing: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether the facts decide the expression."""
        return self.value is not None


Operation = Callable[[Value, Value], Value]

_ARITHMETIC: dict[type[ast.operator], Operation] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Operation] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, container: operator.contains(container, value),  # type: ignore[arg-type]
    ast.NotIn: lambda value, container: value not in container,  # type: ignore[operator]
}
_FUNCTIONS: dict[str, Callable[..., Value]] = {"min": min, "max": max, "round": round}

_ALLOWED = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Compare,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.IfExp,
    *_ARITHMETIC,
    *_COMPARISONS,
)


@lru_cache(maxsize=4096)
def parse(expression: str) -> ast.expr:
    """The syntax tree of an expression; raises RuleError where it leaves the language."""
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError as error:
        raise RuleError(f"Der Ausdruck „{expression}“ ist nicht lesbar: {error.msg}.") from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise RuleError(
                f"Der Ausdruck „{expression}“ enthält {type(node).__name__}, das nicht erlaubt ist."
            )
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS and not node.keywords
        ):
            raise RuleError(f"Der Ausdruck „{expression}“ ruft eine unbekannte Funktion auf.")
    return tree.body


def names(expression: str) -> frozenset[str]:
    """The facts that an expression asks for."""
    return frozenset(
        node.id
        for node in ast.walk(parse(expression))
        if isinstance(node, ast.Name) and node.id not in _FUNCTIONS
    )


def evaluate(expression: str, facts: Facts) -> Outcome:
    """Evaluate an expression; an empty one is true.

    Raises RuleError for an expression outside the language or one that does not fit its facts.
    """
    if not expression.strip():
        return Outcome(True)
    try:
        return _evaluate(parse(expression), facts)
    except (TypeError, ZeroDivisionError) as error:
        message = f"Der Ausdruck „{expression}“ passt nicht zu den Werten: {error}."
        raise RuleError(message) from None


def _evaluate(node: ast.expr, facts: Facts) -> Outcome:
    match node:
        case ast.Constant(value=value):
            return Outcome(value)  # type: ignore[arg-type]
        case ast.Name(id=name):
            fact = facts.get(name)
            return Outcome(fact) if fact is not None else Outcome(None, frozenset({name}))
        case ast.BoolOp(op=op, values=values):
            return _bool([_evaluate(value, facts) for value in values], isinstance(op, ast.Or))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _apply(operator.not_, [_evaluate(operand, facts)])
        case ast.UnaryOp(operand=operand):
            return _apply(operator.neg, [_evaluate(operand, facts)])
        case ast.BinOp(left=left, op=op, right=right):
            return _apply(_ARITHMETIC[type(op)], [_evaluate(left, facts), _evaluate(right, facts)])
        case ast.Compare():
            return _compare(node, facts)
        case _:
            return _evaluate_compound(node, facts)


def _evaluate_compound(node: ast.expr, facts: Facts) -> Outcome:
    match node:
        case ast.IfExp(test=test, body=body, orelse=orelse):
            condition = _evaluate(test, facts)
            if not condition.known:
                return condition
            return _evaluate(body if condition.value else orelse, facts)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return _apply(lambda *values: tuple(values), [_evaluate(item, facts) for item in items])
        case ast.Call(func=ast.Name(id=name), args=args):
            return _apply(_FUNCTIONS[name], [_evaluate(arg, facts) for arg in args])
    raise RuleError("Der Ausdruck enthält etwas, das nicht erlaubt ist.")


def _compare(node: ast.Compare, facts: Facts) -> Outcome:
    """A chain `a < b < c` is the conjunction of its links."""
    operands = [_evaluate(item, facts) for item in (node.left, *node.comparators)]
    links = [
        _apply(_COMPARISONS[type(op)], [operands[i], operands[i + 1]])
        for i, op in enumerate(node.ops)
    ]
    return _bool(links, either=False)


def _bool(outcomes: list[Outcome], either: bool) -> Outcome:
    """`or` (either) or `and`: one deciding value is enough, whatever is unknown."""
    if any(outcome.known and bool(outcome.value) == either for outcome in outcomes):
        return Outcome(either)
    missing = frozenset[str]().union(*(o.missing for o in outcomes if not o.known))
    return Outcome(None, missing) if any(not o.known for o in outcomes) else Outcome(not either)


def _apply(function: Callable[..., Value], outcomes: list[Outcome]) -> Outcome:
    if any(not outcome.known for outcome in outcomes):
        return Outcome(None, frozenset[str]().union(*(o.missing for o in outcomes)))
    return Outcome(function(*(outcome.value for outcome in outcomes)))
