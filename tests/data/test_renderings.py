"""Labels and definitions of an indicator, a row for each rendering."""

from helpers.data.renderings import read_definitions


def test_each_rendering_gives_its_label_and_its_footnote_or_a_blank(write, tmp_path):
    write("indicator_register.csv", "row,indicator_id\n1,first\n2,second\n")
    write(
        "plan_footnotes.csv",
        "indicator_id,mark,definition,source_id,locator\n"
        "second,1,two by three,plan_en_g6,note 1\nsecond,1,二,plan_zh,注 1\n",
    )
    for file, source in (("zh", "plan_zh"), ("en_cset", "plan_en_cset"), ("en_g6", "plan_en_g6")):
        write(
            f"plan_indicators_{file}.csv",
            "row,category,indicator,2013,source_id,locator\n"
            f"1,A,one of {file},1,{source},row 1\n2,B,two of {file},2,{source},row 2\n",
        )
    table = read_definitions(tmp_path)
    assert table.columns.tolist() == [
        "indicator_id", "source_id", "category", "label", "definition", "locator",
    ]  # fmt: skip
    assert table.to_numpy().tolist() == [
        ["first", "plan_zh", "A", "one of zh", "", "row 1"],
        ["second", "plan_zh", "B", "two of zh", "二", "row 2"],
        ["first", "plan_en_cset", "A", "one of en_cset", "", "row 1"],
        ["second", "plan_en_cset", "B", "two of en_cset", "", "row 2"],
        ["first", "plan_en_g6", "A", "one of en_g6", "", "row 1"],
        ["second", "plan_en_g6", "B", "two of en_g6", "two by three", "row 2"],
    ]
