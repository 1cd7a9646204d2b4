"""The verdict of a check: findings counted, a flood cut, seconds put on."""

from helpers.check.verdict import MOST_FINDINGS, judge, timed


def test_a_flood_of_findings_is_cut_and_counted():
    check = judge("pages", [f"page {number}" for number in range(MOST_FINDINGS + 5)], "")
    assert check.told == f"{MOST_FINDINGS + 5} findings"
    assert len(check.findings) == MOST_FINDINGS + 1
    assert check.findings[-1] == "and 5 more"


def test_seconds_are_put_on_every_check_of_a_run():
    assert [
        one.seconds >= 0 for one in timed(lambda: [judge("a", [], ""), judge("b", ["x"], "")])
    ] == [True, True]
