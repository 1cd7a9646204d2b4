"""The page of methods: each rule with formula, source, thresholds and the case in numbers."""

import re
from html import unescape

import pytest

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.worked_case import worked_case
from helpers.present.facts.rules import positions_as_a_whole, progress_rules
from helpers.present.outward import OUTWARD
from helpers.present.words import STATUSES
from helpers.report.methods import methods_page
from helpers.report.reference_frame import reference_frame

PAGES = {"08_scoreboard": "08_scoreboard.html"}


@pytest.fixture(scope="module")
def html(results, tables):
    return methods_page(reference_frame("methods"), results, tables, PAGES)


@pytest.fixture(scope="module")
def rules(results, tables):
    return progress_rules(worked_case(results), tables["progress"])


def section(html, anchor):
    return html.partition(f'<h3 id="{anchor}">')[2].partition("</section>")[0]


def test_each_progress_method_has_a_section_with_its_formulas(html, rules):
    assert [rule.anchor for rule in rules] == re.findall(r'<h3 id="(method-[a-z-]+)"', html)
    for rule, method in zip(rules, METHODS.values(), strict=True):
        own = section(html, rule.anchor)
        assert own.count("<math") >= len(method.formulas) + len(method.conditions)


def test_formulas_fold_on_a_phone_and_the_verdict_of_the_case_stays(html, rules):
    for rule in rules:
        own = section(html, rule.anchor)
        fold = own.partition('<details class="cards">')[2].partition("</details>")[0]
        assert fold.count("<math") == own.count("<math") > 0
        assert "Here: " not in fold
        assert 'class="result"' in own


def test_a_rule_is_headed_by_the_name_that_the_tables_have(html):
    for name in METHODS:
        assert f"({name})</h3>" in html


def test_the_page_of_each_source_is_linked_and_nothing_else_leaves(html):
    linked = re.findall(r'<a href="(https?:[^"]+)" rel="([^"]+)"', html)
    assert linked == [(method.address, OUTWARD) for method in METHODS.values() if method.address]
    assert len(re.findall(r'href="https?:', html)) == len(linked)


def test_a_rule_that_was_not_read_in_full_is_marked_as_a_reconstruction(rules):
    for rule in rules:
        assert (rule.basis == "reconstructed") == rule.name.startswith("After "), rule.name
        assert ("Reconstruction" in rule.basis_words) == (rule.basis == "reconstructed")


def test_the_case_ends_in_the_value_and_class_of_the_table_of_progress(html, rules, tables):
    rows = tables["progress"].query(
        "indicator_id == 'cnc_key_process_ratio' and base_year == 2013 and target_year == 2020"
    )
    for rule, row in zip(rules, rows.to_dict("records"), strict=True):
        if row["assessable"]:
            assert rule.worked[-1].endswith(f"<mn>{row['value']:.4g}</mn></math>")
        else:
            assert not rule.worked
            assert f"no rating ({row['reason']})" in unescape(section(html, rule.anchor))


def test_rules_that_measure_the_same_name_each_other(rules):
    kin = {rule.name: rule.kin for rule in rules}
    assert kin["After SDSN"] == ["after State of Climate Action"]
    assert kin["Destatis"] == []


def test_the_outcome_rules_end_in_the_outcomes_of_the_case(html):
    told = unescape(html.partition('id="outcomes"')[2])
    assert "◐ definition decides" in told
    assert 'href="08_scoreboard.html"' in told


def test_what_all_paths_together_say_is_told_for_every_sign(html):
    told = dict(positions_as_a_whole())
    assert set(told) == {f"{status.sign} {status.word}" for status in STATUSES.values()}
    whole = unescape(html.partition('id="position-as-a-whole"')[2].partition("</dl>")[0])
    assert all(meaning in whole for meaning in told.values())
    assert "the printed gap is above zero" in told["△ ahead, partly within rounding"]


def test_an_outcome_of_the_case_is_told_in_whole_sentences(html):
    told = unescape(html.partition('id="outcomes"')[2])
    assert "The ways of counting differ. In what the measure is only near: later label" in told
    assert "if the later label stood at 45.4\N{NO-BREAK SPACE}% then" in told
    assert not re.search(r"\. [a-z]", re.sub(r"<[^>]+>", "", told))


def test_without_a_scoreboard_there_are_no_outcome_rules(results, tables):
    less = {name: table for name, table in tables.items() if name != "scoreboard"}
    html = methods_page(reference_frame("methods"), results, less, {})
    assert 'id="outcomes"' not in html
    assert html.count('<h3 id="method-') == len(METHODS)
