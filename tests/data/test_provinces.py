"""Provinces by their names in two languages and their codes; a tile for each."""

import pytest

from helpers.data.provinces import PROVINCES, province_of, provinces_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("北京市", "BJ"), ("内蒙古自治区", "NM"), ("新疆维吾尔自治区", "XJ"), ("陕西", "SN"),
        ("Guangdong province", "GD"), ("Guangxi Zhuang Autonomous Region", "GX"), ("hl", "HL"),
        ("CN-XZ", "XZ"), ("Xizang", "XZ"),
    ],
)  # fmt: skip
def test_a_province_goes_by_many_names(name, code):
    assert province_of(name).code == code


@pytest.mark.parametrize("name", ["Shenzhen", "中国", "", "Guangdongs", "台"])
def test_what_is_no_province_is_none(name):
    assert province_of(name) is None


def test_names_and_tiles_belong_to_one_province_each():
    for key in ("code", "name", "name_zh"):
        assert len({getattr(one, key) for one in PROVINCES}) == len(PROVINCES)
    assert len({(one.row, one.column) for one in PROVINCES}) == len(PROVINCES)


def test_a_map_needs_provinces_alone_and_half_of_them():
    names = [one.name for one in PROVINCES]
    assert len(provinces_of(names)) == len(names)
    assert provinces_of(names[:5]) == {}
    assert provinces_of([*names, "Shenzhen"]) == {}
    assert provinces_of([*names, "北京"]) == {}, "one province twice is no map"


# North is up, and a neighbour on the map lies about there in the country.
MAP = """
.  .  .  .  .  .  .  HL
XJ .  .  .  NM .  .  JL
.  .  GS NX SX HE BJ LN
.  QH .  SN HA SD TJ .
XZ .  SC CQ HB AH JS SH
.  .  .  GZ HN JX ZJ .
.  .  YN GX GD FJ .  .
.  .  .  .  HI .  .  .
"""


def test_the_tiles_lie_as_drawn():
    drawn = [line.split() for line in MAP.strip().splitlines()]
    places = {code: (row, column) for row, line in enumerate(drawn)
              for column, code in enumerate(line) if code != "."}  # fmt: skip
    assert {one.code: (one.row, one.column) for one in PROVINCES} == places


def test_more_than_half_of_the_provinces_make_a_map():
    names = [one.name for one in PROVINCES]
    assert len(provinces_of(names[:16])) == 16
    assert provinces_of(names[:15]) == {}
