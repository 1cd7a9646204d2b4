"""Formulas as MathML, which browsers set and screen readers read; nothing is loaded for it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from markupsafe import Markup, escape

from helpers.analysis.formulas import parsed
from helpers.present.numbers import MINUS

SIGNS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: MINUS,
    ast.Mult: "⋅",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
}
# What stands unbracketed within a product, and under a power.
SUMS = (ast.Add, ast.Sub)
Shown = Mapping[str, str]


def mathml(formula: str, shown: Shown | None = None, result: str = "") -> Markup:
    """Return a formula or a condition as MathML.

    Parameters
    ----------
    formula
        As in ``helpers.analysis.formulas``.
    shown
        Numbers in place of names on the right of the equals sign, as text; None for the names.
    result
        What an equation comes to, as text; the equation then stands in parts, at whose signs a
        narrow screen may break it: the terms of its sum, and the result.

    Examples
    --------
    >>> print(mathml("y_0", {"y_0": "27"}))
    <math displaystyle="true"><mn>27</mn></math>
    """
    statement = parsed(formula)
    if isinstance(statement, ast.Assign):
        name = _name(ast.unparse(statement.targets[0])) + _sign("=")
        if not result:
            return _math(name + _node(statement.value, shown or {}))
        first, *terms = _terms(statement.value, shown or {})
        end = _infix("=") + Markup("<mn>{}</mn>").format(result)
        return _math(name + first, *terms, end)
    assert isinstance(statement, ast.Expr)
    return _math(_node(statement.value, shown or {}))


def _math(*parts: Markup) -> Markup:
    """Return the whole formula, in parts between which a line may break."""
    return Markup(" ").join(
        Markup('<math displaystyle="true">{}</math>').format(part) for part in parts
    )


def _terms(node: ast.expr, shown: Shown) -> list[Markup]:
    """Return the terms of a sum, all but the first with their sign; another node is one term."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, SUMS)):
        return [_node(node, shown)]
    last = _infix(SIGNS[type(node.op)]) + _side(node.right, node, shown)
    return [*_terms(node.left, shown), last]


def _node(node: ast.expr, shown: Shown) -> Markup:
    """Return an expression."""
    match node:
        case ast.Constant():
            return Markup("<mn>{}</mn>").format(node.value)
        case ast.Name():
            return _number(shown[node.id]) if node.id in shown else _name(node.id)
        case ast.UnaryOp():
            return _row(_sign(MINUS), _node(node.operand, shown))
        case ast.Call(func=ast.Name(id="abs")):
            return _row(_sign("|"), _node(node.args[0], shown), _sign("|"))
        case ast.Call(func=ast.Name(id=name)):
            return _row(Markup("<mi>{}</mi>").format(name), _bracketed(node.args[0], shown))
        case ast.Compare():
            return _row(*_compared(node, shown))
        case ast.BinOp(op=ast.Div()):
            parts = _node(node.left, shown), _node(node.right, shown)
            return Markup("<mfrac>{}{}</mfrac>").format(*parts)
        case ast.BinOp(op=ast.Pow()):
            is_plain = isinstance(node.left, ast.Name | ast.Constant)
            low = (_node if is_plain else _bracketed)(node.left, shown)
            return Markup("<msup>{}{}</msup>").format(low, _node(node.right, shown))
        case ast.BinOp():
            sides = _side(node.left, node, shown), _side(node.right, node, shown)
            return _row(sides[0], _sign(SIGNS[type(node.op)]), sides[1])
    raise ValueError(f"no formula has {ast.unparse(node)}")


def _side(side: ast.expr, parent: ast.BinOp, shown: Shown) -> Markup:
    """Return a side of a sum or a product; a sum in a product, or taken away, is bracketed."""
    is_sum = isinstance(side, ast.BinOp) and isinstance(side.op, SUMS)
    after_minus = isinstance(parent.op, ast.Sub) and side is parent.right
    if is_sum and (isinstance(parent.op, ast.Mult) or after_minus):
        return _bracketed(side, shown)
    return _node(side, shown)


def _compared(node: ast.Compare, shown: Shown) -> list[Markup]:
    """Return the sides of a comparison with the signs between them."""
    parts = [_node(node.left, shown)]
    for sign, side in zip(node.ops, node.comparators, strict=True):
        parts += [_sign(SIGNS[type(sign)]), _node(side, shown)]
    return parts


def _bracketed(node: ast.expr, shown: Shown) -> Markup:
    return _row(_sign("("), _node(node, shown), _sign(")"))


def _row(*parts: Markup) -> Markup:
    return Markup("<mrow>{}</mrow>").format(Markup("").join(parts))


def _sign(sign: str) -> Markup:
    return Markup("<mo>{}</mo>").format(escape(sign))


def _infix(sign: str) -> Markup:
    """Return a sign that has a left side though it begins its part of a formula."""
    return Markup('<mo form="infix">{}</mo>').format(escape(sign))


def _number(text: str) -> Markup:
    """Return a number; one below zero in brackets."""
    number = Markup("<mn>{}</mn>").format(text)
    return _row(_sign("("), number, _sign(")")) if text.startswith(MINUS) else number


def _name(name: str) -> Markup:
    """Return a name, what follows an underscore as its index."""
    letter, _, index = name.partition("_")
    symbol = Markup("<mi>{}</mi>").format(letter)
    if not index:
        return symbol
    kind = "mn" if index.isdigit() else "mi"
    return Markup("<msub>{0}<{1}>{2}</{1}></msub>").format(symbol, Markup(kind), index)
