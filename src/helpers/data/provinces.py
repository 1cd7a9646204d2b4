"""China's 31 provinces on the mainland: codes, names, and their places on a map of tiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.data.parsing import normalise

# What follows a name and does not tell one province from another.
ENDINGS = re.compile(
    r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$| (?:province|municipality|city)$|"
    r"(?: zhuang| hui| uygur| uyghur)? autonomous region$"
)


@dataclass(frozen=True)
class Province:
    """A province: its ISO 3166-2 letters, names, and row and column of its tile."""

    code: str
    name: str
    name_zh: str
    row: int
    column: int


PROVINCES = tuple(
    Province(*entry)
    for entry in (
        ("BJ", "Beijing", "北京", 2, 6),
        ("TJ", "Tianjin", "天津", 3, 6),
        ("HE", "Hebei", "河北", 2, 5),
        ("SX", "Shanxi", "山西", 2, 4),
        ("NM", "Inner Mongolia", "内蒙古", 1, 4),
        ("LN", "Liaoning", "辽宁", 2, 7),
        ("JL", "Jilin", "吉林", 1, 7),
        ("HL", "Heilongjiang", "黑龙江", 0, 7),
        ("SH", "Shanghai", "上海", 4, 7),
        ("JS", "Jiangsu", "江苏", 4, 6),
        ("ZJ", "Zhejiang", "浙江", 5, 6),
        ("AH", "Anhui", "安徽", 4, 5),
        ("FJ", "Fujian", "福建", 6, 5),
        ("JX", "Jiangxi", "江西", 5, 5),
        ("SD", "Shandong", "山东", 3, 5),
        ("HA", "Henan", "河南", 3, 4),
        ("HB", "Hubei", "湖北", 4, 4),
        ("HN", "Hunan", "湖南", 5, 4),
        ("GD", "Guangdong", "广东", 6, 4),
        ("GX", "Guangxi", "广西", 6, 3),
        ("HI", "Hainan", "海南", 7, 4),
        ("CQ", "Chongqing", "重庆", 4, 3),
        ("SC", "Sichuan", "四川", 4, 2),
        ("GZ", "Guizhou", "贵州", 5, 3),
        ("YN", "Yunnan", "云南", 6, 2),
        ("XZ", "Tibet", "西藏", 4, 0),
        ("SN", "Shaanxi", "陕西", 3, 3),
        ("GS", "Gansu", "甘肃", 2, 2),
        ("QH", "Qinghai", "青海", 3, 1),
        ("NX", "Ningxia", "宁夏", 2, 3),
        ("XJ", "Xinjiang", "新疆", 1, 0),
    )
)
OTHER_NAMES = {"xizang": "XZ", "nei mongol": "NM", "neimenggu": "NM"}
KNOWN = (
    {name.casefold(): one for one in PROVINCES for name in (one.name, one.name_zh, one.code)}
    | {f"cn-{one.code.casefold()}": one for one in PROVINCES}
    | {name: one for name, code in OTHER_NAMES.items() for one in PROVINCES if one.code == code}
)


def province_of(name: str) -> Province | None:
    """Return the province of a name or code; None for anything else.

    Examples
    --------
    >>> [province_of(name).code for name in ("广西壮族自治区", "Hebei Province", "CN-GD", "Xizang")]
    ['GX', 'HE', 'GD', 'XZ']
    """
    plain = normalise(name).casefold()
    return KNOWN.get(plain) or KNOWN.get(ENDINGS.sub("", plain))


def provinces_of(names: Iterable[str]) -> dict[str, Province]:
    """Return the province of each name; none where they are not all provinces, or few of them.

    Half of the provinces make a map; fewer make a list.
    """
    found = {name: province_of(name) for name in names}
    known = {name: one for name, one in found.items() if one is not None}
    is_map = len(known) == len(found) and len(set(known.values())) == len(known)
    return known if is_map and 2 * len(known) > len(PROVINCES) else {}
