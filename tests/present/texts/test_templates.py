"""The sentences: no number in a template, no fact unused, and every block can be said."""

import ast
import re
import sys

import pytest
import yaml
from jinja2 import meta, nodes

from helpers import paths
from helpers.data.tables.unit_words import DIFFERENCE_WORDS, UNIT_WORDS
from helpers.present.texts.blocks import _filled, environment
from helpers.present.texts.language import FOLDER, language
from tests.present.texts.samples import all_facts, make

SOURCE = paths.ROOT / "src" / "helpers"
TEMPLATES = sorted(FOLDER.glob("*/*.md"))
ENGLISH = FOLDER / "en"
FACTS = all_facts()
AMOUNTS = {"none": 0, "singular": 1, "plural": 3}
# "1 values" would be a plural that went wrong.
WRONG_PLURAL = re.compile(r"\b1 (?!(?:points|basis)\b)[a-z]+s\b(?! (?:is|has)\b)")
# The name of a label, which is that of a column.
LABEL = re.compile(r"^[a-z]\w*(?:\.\w+)?:", re.MULTILINE)
# Digits of a name, as in CO2, are no number.
NUMBER = re.compile(r"(?<![A-Za-z\d])\d")
PLAIN = environment(language(), False)


def named(facts):
    return f"{facts.template}-{facts.block}"


def short(path):
    return f"{path.parent.name}/{path.stem}"


def blocks_of(text):
    return {block.name: block for block in PLAIN.parse(text).find_all(nodes.Block)}


def names_in(block):
    """Return the facts a block names."""
    alone = nodes.Template(block.body, lineno=1)
    alone.set_environment(PLAIN)
    return meta.find_undeclared_variables(alone)


def digits_in(block):
    """Return the texts of a block with a digit, outside of its expressions."""
    texts = [LABEL.sub("", data.data).strip() for data in block.find_all(nodes.TemplateData)]
    return [text for text in texts if NUMBER.search(text)]


def filled(environment, facts, amount):
    known = make(facts, amount).as_mapping()
    return _filled(environment, facts.template, facts.block, known)


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_no_number_stands_in_a_template(path):
    found = {name: digits_in(block) for name, block in blocks_of(path.read_text("utf-8")).items()}
    assert not any(found.values()), found


def test_a_number_in_a_template_would_be_told():
    planted = blocks_of("{% block a %}In 2016 {{ x | number(2) }}{% endblock %}")
    assert digits_in(planted["a"]) == ["In 2016"]


@pytest.mark.parametrize("facts", FACTS, ids=named)
def test_a_block_names_every_one_of_its_facts_and_nothing_else(facts):
    text = (ENGLISH / f"{facts.template}.md").read_text("utf-8")
    assert names_in(blocks_of(text)[facts.block]) == set(facts.__dataclass_fields__)


def plain_calls():
    """Yield template, block and facts' names of every call that takes no class of facts."""
    for path in [path for room in ("present", "report") for path in (SOURCE / room).rglob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        dotted = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for call in ast.walk(tree):
            called = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if called == "fixed_texts":
                name = vars(sys.modules[dotted])[call.args[0].id]
                text = (ENGLISH / f"{name}.md").read_text("utf-8")
                yield from ((name, block, set()) for block in blocks_of(text))
            if called in ("plain_labels", "plain_phrase"):
                template, block = call.args
                constant = isinstance(template, ast.Constant)
                name = template.value if constant else vars(sys.modules[dotted])[template.id]
                if isinstance(block, ast.Constant):
                    yield name, block.value, {keyword.arg for keyword in call.keywords}


PLAIN_CALLS = list(plain_calls())


@pytest.mark.parametrize(("name", "block", "facts"), PLAIN_CALLS)
def test_a_block_said_without_a_class_takes_its_facts_and_has_neither_cases_nor_plurals(
    name, block, facts
):
    text = (ENGLISH / f"{name}.md").read_text("utf-8")
    assert names_in(blocks_of(text)[block]) == facts
    body = re.search(rf"{{%-? block {block} -?%}}(.*?){{%-? endblock", text, re.DOTALL)[1]
    assert not facts or "{%" not in body


def test_every_block_is_said_somewhere_and_whatever_is_said_is_a_block():
    said = {(facts.template, facts.block) for facts in FACTS}
    said |= {(name, block) for name, block, _ in PLAIN_CALLS}
    written = {
        (path.stem, name)
        for path in ENGLISH.glob("*.md")
        for name in blocks_of(path.read_text("utf-8"))
    }
    assert said == written


@pytest.mark.parametrize("amount", AMOUNTS.values(), ids=AMOUNTS.keys())
@pytest.mark.parametrize("facts", FACTS, ids=named)
def test_every_block_can_be_said_of_none_one_and_many(facts, amount):
    told = filled(PLAIN, facts, amount)
    assert not re.search(r"\bNone\b|\bnan\b| ,", told), told
    assert not WRONG_PLURAL.search(told), told


def stub(text):
    """Return the blocks of a template with nothing in them but their names and facts."""
    return "\n".join(
        f"{{% block {name} %}}{name}:"
        + "".join(f" {{{{ {fact} }}}}" for fact in sorted(names_in(block)))
        + "{% endblock %}"
        for name, block in blocks_of(text).items()
    )


def test_another_language_is_another_folder(tmp_path):
    (tmp_path / "words.yml").write_bytes((ENGLISH / "words.yml").read_bytes())
    for path in ENGLISH.glob("*.md"):
        (tmp_path / path.name).write_text(stub(path.read_text("utf-8")), "utf-8")
    other = environment(language(tmp_path), False)
    for facts in FACTS:
        assert filled(other, facts, 1).startswith(f"{facts.block}:")


def test_units_are_called_as_in_the_tables_unless_a_language_has_its_own_words(tmp_path):
    assert language().word("percent_per_year", "units") == UNIT_WORDS["percent_per_year"]
    assert not {"units", "gaps"} & set(yaml.safe_load((ENGLISH / "words.yml").read_text("utf-8")))
    (tmp_path / "words.yml").write_text("units: {percent: v. H.}", "utf-8")
    assert language(tmp_path).word("percent", "units") == "v. H."
    assert language(tmp_path).words["gaps"] == DIFFERENCE_WORDS


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/words.yml")), ids=short)
def test_no_kind_of_words_stands_twice(path):
    kinds = re.findall(r"^(\w+):", path.read_text("utf-8"), re.MULTILINE)
    assert sorted(set(kinds)) == sorted(kinds)
