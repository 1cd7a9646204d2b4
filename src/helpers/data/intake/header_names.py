"""What columns and cells are called elsewhere: Chinese headers, capitals, blanks, signs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from helpers.data.parsing import normalise

# Other names of a column, in the order in which they are looked for.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "indicator_id": ("指标代码", "指标", "指标名称", "indicator", "indicator_name", "id", "name"),
    "year": ("年份", "年", "年度", "period", "time"),
    "value": ("数值", "值", "数据", "figure", "obs_value"),
    "area": (
        "地区",
        "地区名称",
        "省份",
        "省市",
        "城市",
        "区域",
        "国家",
        "企业类型",
        "region",
        "province",
        "city",
        "country",
        "firm_class",
    ),
    "unit": ("单位", "计量单位", "units"),
    "qualifier": ("限定", "约"),
    "series": ("系列", "口径名称"),
    "population": ("统计范围", "范围", "口径"),
    "status": ("状态",),
    "label_printed": ("原文标签", "标签", "label"),
    "source": ("来源", "资料来源", "数据来源", "sources"),
    "note": ("备注", "注", "说明", "notes", "remark", "remarks", "comment"),
    "decimals": ("小数位", "小数位数"),
    "value_printed": ("原文数值", "printed"),
    "role": ("类型", "角色"),
    "base_year": ("基年", "基期"),
    "better": ("方向",),
    "name_en": ("英文名称",),
    "name_zh": ("中文名称",),
    "category": ("类别", "分类"),
    "definition": ("定义", "指标解释"),
    "target_kind": ("目标类型",),
    "lower_bound": ("下限",),
    "upper_bound": ("上限",),
}
# Other words of a cell, by its column.
CELLS: Mapping[str, Mapping[str, str]] = {
    "unit": {
        "%": "percent",
        "百分比": "percent",
        "per cent": "percent",
        "个百分点": "percentage_points",
        "百分点": "percentage_points",
        "percentage points": "percentage_points",
        "% per year": "percent_per_year",
        "% on previous year": "percent_on_previous_year",
        "比上年%": "percent_on_previous_year",
    },
    "qualifier": {
        "约": "about",
        "左右": "about",
        "准确": "exact",
        ">": "over",
        "超过": "over",
        "≥": "at_least",
        ">=": "at_least",
        "at least": "at_least",
        "不低于": "at_least",
        "以上": "at_least",
        "<": "under",
        "低于": "under",
        "≤": "at_most",
        "<=": "at_most",
        "at most": "at_most",
        "不超过": "at_most",
        "以下": "at_most",
    },
    "role": {
        "基期": "baseline",
        "基准": "baseline",
        "预期": "expected",
        "目标": "target",
        "base": "baseline",
    },
    "better": {
        "越高越好": "higher",
        "正向": "higher",
        "越低越好": "lower",
        "逆向": "lower",
    },
    "share": {"true": "yes", "false": "no"},
    "status": {"公布": "reported", "推算": "derived", "预期": "expected"},
}
YEAR_HEADER = re.compile(r"((?:19|20)[0-9]{2})(?:\.0+)? ?年?")


def plain(text: str) -> str:
    """Return a name as it is compared: half-width, small letters, one sign between words.

    Examples
    --------
    >>> plain(" Indicator ID "), plain("数值（%）")
    ('indicator_id', '数值')
    """
    bare = re.sub(r"\(.*?\)", "", normalise(text)) or normalise(text)
    return re.sub(r"[\s\-]+", "_", bare.strip().casefold())


def column_of(name: str, known: Collection[str]) -> str:
    """Return which of the known columns a header means; itself where it means none.

    Examples
    --------
    >>> column_of("年份", ["year"]), column_of("Value ", ["value"]), column_of("vaule", ["value"])
    ('year', 'value', 'vaule')
    """
    if name in known:
        return name
    said = plain(name)
    if said in known:
        return said
    return next(
        (column for column, names in COLUMNS.items() if column in known and said in names), name
    )


def year_of(header: str) -> int | None:
    """Return the year that a header of a wide table names, else None.

    Examples
    --------
    >>> year_of("2017年"), year_of("2017.0"), year_of("2017 plan")
    (2017, 2017, None)
    """
    match = YEAR_HEADER.fullmatch(normalise(header))
    return int(match[1]) if match else None
