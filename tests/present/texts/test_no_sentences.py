"""No sentence for readers stands in Python: the rooms that make pages take theirs from templates.

Errors and help are for those who run the compendium, and docstrings for those who read its code.
"""

import ast
import re

import pytest

from helpers import paths

SOURCE = paths.ROOT / "src" / "helpers"
ROOMS = ("present", "report")
# Modules whose sentences have not moved yet.
NOT_YET: set[str] = set()
WORD = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile(r"<[^>]*>")
FEWEST_WORDS = 3


def modules():
    return sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))


def named(path):
    return path.relative_to(SOURCE).as_posix()


def docstrings(tree):
    """Return the nodes of strings that are statements of their own."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def spoken(node):
    """Yield the strings below a node, those of errors and the parts of f-strings left out."""
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.JoinedStr):
        yield node
        children = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        children = ast.iter_child_nodes(node)
    for child in children:
        yield from spoken(child)


def is_sentence(node):
    """Tell whether a string ends as a sentence does, or an f-string puts words around its values.

    In an f-string every value counts as a sign and no word, and markup does not count.
    """
    if isinstance(node, ast.Constant):
        return " " in node.value.strip() and node.value.rstrip().endswith(".")
    parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
    return len(WORD.findall(TAG.sub(" ", "".join(parts)))) >= FEWEST_WORDS


def sentences(code):
    """Return the lines of a module at which it says a sentence."""
    tree = ast.parse(code)
    left_out = docstrings(tree)
    told = [node for node in spoken(tree) if node not in left_out]
    return [node.lineno for node in told if is_sentence(node)]


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_says_no_sentence_of_its_own(path):
    found = sentences(path.read_text("utf-8"))
    assert bool(found) <= (named(path) in NOT_YET), f"lines {found}: move them into a template"


def test_no_module_is_excused_that_says_nothing():
    speaking = {named(path) for path in modules() if sentences(path.read_text("utf-8"))}
    assert speaking >= NOT_YET


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('x = "The rate rose."', [1]),
        ('x = ("The rate "\n     "rose.")', [1]),
        ('def f():\n    return [f"{a} of {b} ratings call it enough"]', [2]),
        ('x = f"{a} {f(\'The rate rose.\')}"', [1]),
        ('"""The rate rose."""', []),
        ('def f():\n    """Return the rate."""', []),
        ('raise ValueError(f"there is no rate of {name} here.")', []),
        ('x = "outside lower left"', []),
        ('x = f"{base} to {target}"', []),
        ("x = f\"<td class='long text here'>{cell}</td>\"", []),
    ],
    ids=["plain", "joined", "f-string", "within an f-string", "module", "docstring", "error",
         "setting", "two words", "markup"],
)  # fmt: skip
def test_a_planted_sentence_is_found_and_nothing_else(code, lines):
    assert sentences(code) == lines
