"""Small changes of code: one operator, constant, condition or returned value at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """One change of a module: where, from what to what, and a maker of the changed tree."""

    module: str
    line: int
    function: str
    before: str
    after: str
    text: str
    tree: Callable[[], ast.Module]

    @property
    def kind(self) -> str:
        """The change alone, wherever it stands."""
        return f"{self.before} -> {self.after}"

    @property
    def change(self) -> str:
        """The change in words that do not depend on the line's number."""
        return f"{self.function}: {self.kind} in `{self.text}`"

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.change}"


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in reading order."""
    lines = source.splitlines()
    for position, (node, function) in enumerate(_places(ast.parse(source))):
        for option in range(2):
            changed = copy.deepcopy(node)
            if not _change(changed, option):
                break
            before, after = ast.unparse(node), ast.unparse(changed)
            if after != before:
                line = getattr(node, "lineno", 0)
                text = lines[line - 1].strip()
                tree = partial(_changed_tree, source, position, option)
                yield Mutant(module, line, function, before, after, text, tree)


def _changed_tree(source: str, position: int, option: int) -> ast.Module:
    """Return the tree of a module with the change made at one place."""
    tree = ast.parse(source)
    node, _ = next(islice(_places(tree), position, None))
    _change(node, option)
    return ast.fix_missing_locations(tree)


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the nodes that can change with the function they stand in; no words, no types."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST) or _is_docstring(child):
                    continue
                inner = function
                if isinstance(child, ast.FunctionDef | ast.ClassDef):
                    inner = f"{function}.{child.name}".lstrip(".")
                named = isinstance(node, ast.keyword) and isinstance(child, ast.Constant)
                if isinstance(child, CHANGING) and not named:
                    yield child, inner
                yield from walk(child, inner)

    return walk(tree, "")


CHANGING = (
    ast.Compare, ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.Constant, ast.keyword, ast.Return
)  # fmt: skip


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _change(node: ast.AST, option: int) -> bool:
    """Change a node in place; return False where it has no such option."""
    if isinstance(node, ast.Compare):
        return _change_comparison(node, option)
    if option:
        return False
    if isinstance(node, ast.BinOp):
        return _change_operator(node)
    if isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return True
    if isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.USub) else _nothing(node)
        return True
    if isinstance(node, ast.Constant):
        return _change_constant(node)
    if isinstance(node, ast.keyword):
        return isinstance(node.value, ast.Constant) and _change_constant(node.value)
    if isinstance(node, ast.Return):
        if node.value is None:
            return False
        node.value = ast.Constant(None)
    return True


def _change_comparison(node: ast.Compare, option: int) -> bool:
    """Change the first comparison operator of a chain."""
    options = COMPARISONS.get(type(node.ops[0]), ())
    if option >= len(options):
        return False
    node.ops[0] = options[option]()
    return True


def _change_operator(node: ast.BinOp) -> bool:
    """Change an arithmetic or set operator."""
    other = OPERATORS.get(type(node.op))
    if other:
        node.op = other()
    return other is not None


def _change_constant(node: ast.Constant) -> bool:
    """Turn truth values round and raise numbers by one; words stay."""
    if isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node.value, int | float):
        node.value = node.value + 1
    else:
        return False
    return True


def _nothing(node: ast.UnaryOp) -> ast.unaryop:
    """Take away a negation: twice the same one."""
    node.operand = ast.UnaryOp(copy.deepcopy(node.op), node.operand)
    return node.op
