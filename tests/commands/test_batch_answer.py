"""The answer that the summary of a batch takes from the notebooks of a run."""

import json

from helpers.commands import batch
from helpers.present.texts.passage import Passage


def test_the_answer_is_told_also_where_a_table_stands_after_it():
    answer, card = Passage("Three met.", "answer"), Passage("A table")
    outputs = [{"data": one._repr_mimebundle_()} for one in (answer, card)]
    cell = {"id": "answer", "cell_type": "code", "outputs": outputs}
    files = {"10_sector_sheet.ipynb": json.dumps({"cells": [cell]}).encode()}
    assert batch._answer(files) == "Three met."
