"""Golden numbers: a sentence may be worded anew, but it says the numbers it said before.

``golden/<notebook>.json`` holds, for each cell that shows running text, the numbers it said when
the file was written; what a better sentence drops or adds on purpose stands there with the reason.
``python -m tests.present.texts.golden 05_sector_roadmap`` writes the file of a notebook.
"""

import ast
import json
import re
import sys
from pathlib import Path

from helpers.edition.notebooks import all_notebooks, source_of

FOLDER = Path(__file__).parent / "golden"
# A sign counts, a hyphen between two numbers does not; the commas of thousands go.
NUMBER = re.compile(r"(?<![\w.−+-])[−+]?\d+(?:,\d{3})*(?:\.\d+)?")


def numbers_in(text):
    """Return the numbers of a text, each once."""
    return {found.replace(",", "") for found in NUMBER.findall(text)}


def running_texts(name):
    """Run the cells of a notebook; return the running text of each cell that shows one, by id."""
    (notebook,) = [one for one in all_notebooks() if one.path.stem == name]
    said, texts = [], {}
    known = {"display": lambda *shown: said.extend(shown)}
    for cell in notebook.cells:
        if cell["cell_type"] != "code":
            continue
        *statements, last = ast.parse(source_of(cell)).body
        if not isinstance(last, ast.Expr):
            statements.append(last)
        said.clear()
        exec(compile(ast.Module(statements, []), name, "exec"), known)
        if isinstance(last, ast.Expr):
            said.append(eval(compile(ast.Expression(last.value), name, "eval"), known))
        # Tables and figures that a cell shows are no running text.
        if passages := [one.text() for one in said if hasattr(one, "paragraphs")]:
            texts[cell["id"]] = "\n".join(passages)
    return texts


def differences(text, before):
    """Return the numbers that a text no longer says, and those that it did not say before."""
    now, then = numbers_in(text), set(before.split())
    return then - now, now - then


def main(name):
    """Write the numbers that a notebook says now."""
    texts = running_texts(name).items()
    found = {cell: {"numbers": " ".join(sorted(numbers_in(text)))} for cell, text in texts}
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
