"""Added files are read once for checks and pages, and anew once they change."""

from helpers.run.read_inputs import inputs_of

HEADER = "indicator_id,year,value\n"


def test_inputs_are_read_once_while_their_files_stay_the_same(tmp_path):
    path = tmp_path / "added.csv"
    path.write_text(f"{HEADER}cnc_key_process_ratio,2017,34.1\n")
    first = inputs_of({"observations": str(path)})
    assert inputs_of({"observations": str(path), "report_year": 2017}) is first
    path.write_text(f"{HEADER}cnc_key_process_ratio,2017,35.2\n")
    again = inputs_of({"observations": str(path)})
    assert again is not first
    assert 35.2 in set(again.tables.observations["value"])
