"""A small table described as a Data Package, from its declaration."""

import json

from helpers.data.package import describe_field, describe_table, write_package
from helpers.data.schema import Column, Key, Table

NAME = Column("name", "string", "Name of the thing", choices=("a", "b"))
YEAR = Column("year", "year", "Year counted", minimum=1949.0, maximum=2049.0)
SIZE = Column("size", "number", "How large", unit="percent", required=False, minimum=-0.5)
THINGS = Table("things", "Things by year", "a thing", (NAME, YEAR, SIZE), ("name", "year"),
               foreign_keys=(Key(("name",), "names", ("id",)),))  # fmt: skip
PLAIN = Table("plain", "Plain", "a size", (SIZE,), ("size",))


def test_a_field_says_what_its_column_declares_and_no_more():
    assert describe_field(NAME) == {
        "name": "name",
        "type": "string",
        "description": "Name of the thing",
        "constraints": {"required": True, "enum": ["a", "b"]},
    }
    assert describe_field(SIZE) == {
        "name": "size",
        "type": "number",
        "description": "How large",
        "unit": "percent",
        "constraints": {"minimum": -0.5},
    }
    assert "constraints" not in describe_field(Column("c", "string", "Any", required=False))


def test_bounds_of_years_are_whole_numbers():
    bounds = describe_field(YEAR)["constraints"]
    assert json.dumps(bounds) == '{"required": true, "minimum": 1949, "maximum": 2049}'


def test_a_resource_has_the_size_hash_and_keys_of_its_table(write):
    resource = describe_table(THINGS, write("things.csv", "abc"))
    assert (resource["name"], resource["title"], resource["path"]) == (
        "things", "Things by year", "things.csv",
    )  # fmt: skip
    assert resource["description"] == "A row is a thing."
    assert resource["bytes"] == 3
    # The hash of "abc" as the standard prints it.
    assert resource["hash"] == (
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    schema = resource["schema"]
    assert [field["name"] for field in schema["fields"]] == ["name", "year", "size"]
    assert schema["primaryKey"] == ["name", "year"]
    assert schema["foreignKeys"] == [
        {"fields": ["name"], "reference": {"resource": "names", "fields": ["id"]}}
    ]
    assert "foreignKeys" not in describe_table(PLAIN, write("plain.csv", ""))["schema"]


def test_the_package_lists_every_table_and_is_read_by_people(write, tmp_path):
    write("things.csv", "abc")
    write("plain.csv", "")
    path = write_package((THINGS, PLAIN), tmp_path, "中国制造 2025")
    text = path.read_text("utf-8")
    assert path == tmp_path / "datapackage.json"
    assert text.startswith('{\n  "$schema": "')
    assert text.endswith("\n}\n")
    assert '\n  "title": "中国制造 2025",\n' in text
    assert [table["name"] for table in json.loads(text)["resources"]] == ["things", "plain"]
