"""Blocks of the templates, filled with facts: running text, a phrase, or labels.

A template holds named blocks, and a block with cases or plurals has a dataclass of its facts. A
block of running text is Markdown; facts in it are escaped, so that a label from a stranger's file
stays a text. A block of labels has a line ``name: text`` for each title, note, heading or
alternative text; any other line continues the one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from helpers.present.texts import filters
from helpers.present.texts.bytecode import template_cache
from helpers.present.texts.language import Language, Plurals, language
from helpers.present.texts.passage import Passage

if TYPE_CHECKING:
    import pandas as pd

LINE_OF_TAG = re.compile(r"^[ \t]*(\{%(?:(?!%\}).)*%\}|\{#.*?#\})[ \t]*\n", re.MULTILINE)
Made = TypeVar("Made")
BLANKS = re.compile(r"[ \t\n]+")
# What Markdown would act on in a fact.
ACTIVE = re.compile(r"([\\`*_\[\]~])")

# A line that begins with a tag of the template loses its indent, so a label needs its name.
LABEL = re.compile(r"(\w+(?:\.\w+)?):(.*)")


class LinesOfTags(Extension):
    """Takes out lines that hold a tag and nothing else: they are no line of the text."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template without the line ends of such lines."""
        return LINE_OF_TAG.sub(r"\1", source)


@dataclass_transform(frozen_default=True)
class Facts:
    """Base of the facts of one block: each subclass is a frozen dataclass of what its block names.

    Parameters
    ----------
    template, block
        Name of the template without ending, and of the block in it.
    """

    template: ClassVar[str]
    block: ClassVar[str]

    def __init_subclass__(cls, template: str, block: str) -> None:
        """Note which block the facts are for, and make a dataclass of them."""
        cls.template, cls.block = template, block
        dataclass(frozen=True)(cls)

    def as_mapping(self) -> dict[str, Any]:
        """Return the facts by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]


def of_rows(kind: type[Made], rows: pd.DataFrame) -> list[Made]:
    """Return an instance of a dataclass for each row, from the columns of the same names.

    A field without a column keeps its default.
    """
    names = [field.name for field in fields(kind) if field.name in rows]  # type: ignore[arg-type]
    return [kind(**row) for row in rows[names].to_dict("records")]


def say(facts: Facts, kind: str = "") -> Passage:
    """Return running text.

    Parameters
    ----------
    facts
        What the block names.
    kind
        ``answer``, ``limits`` or "": how the page sets it off.

    Raises
    ------
    jinja2.UndefinedError
        If the block names something that the facts do not hold.
    """
    text = _filled(environment(language(), True), facts.template, facts.block, facts.as_mapping())
    return Passage(text, kind)


def phrase(facts: Facts) -> str:
    """Return plain text on one line, for a cell or a title; as in `say`.

    No-break spaces stay.
    """
    return _on_one_line(facts.template, facts.block, facts.as_mapping())


def labels(facts: Facts) -> dict[str, str]:
    """Return the labels of a block by name; as in `say`."""
    return _labels(facts.template, facts.block, facts.as_mapping())


def plain_labels(template: str, block: str, /, **facts: Any) -> dict[str, str]:
    """Return the labels of a block without cases or plurals, its facts by name."""
    return _labels(template, block, facts)


def plain_phrase(template: str, block: str, /, **facts: Any) -> str:
    """Return plain text on one line of such a block, as `phrase` does."""
    return _on_one_line(template, block, facts)


def fixed_texts(template: str) -> dict[str, str]:
    """Return the blocks of a template that needs no facts, by name, as Markdown."""
    used = environment(language(), False)
    names = used.get_template(f"{template}.md").blocks
    return {name: _filled(used, template, name, {}) for name in names}


def _on_one_line(template: str, block: str, known: Mapping[str, Any]) -> str:
    """Return a block as plain text, its lines and blanks run together."""
    return BLANKS.sub(" ", _filled(environment(language(), False), template, block, known))


def _labels(template: str, block: str, known: Mapping[str, Any]) -> dict[str, str]:
    """Return the lines of a block by the names before their colons; no-break spaces stay."""
    found: dict[str, str] = {}
    name = ""
    for line in _filled(environment(language(), False), template, block, known).splitlines():
        text = line
        if named := LABEL.match(line):
            name, text = named.groups()
        if line.strip():
            found[name] = f"{found.get(name, '')} {text}"
    return {name: BLANKS.sub(" ", text).strip() for name, text in found.items()}


def _filled(used: Environment, template: str, block: str, known: Mapping[str, Any]) -> str:
    """Return a block with its facts."""
    source = used.get_template(f"{template}.md")
    return "".join(source.blocks[block](source.new_context(dict(known)))).strip()


@cache
def environment(spoken: Language, is_markdown: bool) -> Environment:
    """Return the templates of a language, for Markdown or for plain text."""
    made = Environment(
        loader=FileSystemLoader(spoken.folder),
        undefined=StrictUndefined,
        autoescape=is_markdown,
        finalize=_inert if is_markdown else None,
        bytecode_cache=template_cache("markdown" if is_markdown else "plain"),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", LinesOfTags],
    )
    plurals = Plurals(spoken.words["grammar"]["plural"])
    made.install_gettext_translations(plurals, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= filters.FILTERS | {
        "word": spoken.word,
        "listing": spoken.listing,
        "names": spoken.names,
        "counted": spoken.counted,
    }
    return made


def _inert(value: Any) -> Any:
    """Return a text so that Markdown shows it as it is; text made by a template stays."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(ACTIVE.sub(r"\\\1", str(escape(value))))
    return value
