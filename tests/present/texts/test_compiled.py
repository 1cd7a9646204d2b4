"""The process that kernels are forked from has the templates of sentences compiled."""

import subprocess
import sys

from helpers import paths
from helpers.run.environment import COMPILED, kernel_environment

# Compiling is forbidden once the module is there; a phrase is made none the less.
SPEAKS = f"""
import {COMPILED}
from helpers.present.bundle import CaptionFacts
from helpers.present.texts.blocks import environment, phrase
from helpers.present.texts.language import language

for is_markdown in (True, False):
    templates = environment(language(), is_markdown)
    templates.compile = None
    for name in templates.list_templates(extensions=["md"]):
        templates.get_template(name)
print(phrase(CaptionFacts("What is drawn", "where from")))
"""


def test_a_warm_process_compiles_the_templates_last():
    assert kernel_environment()["WARM_KERNEL_IMPORTS"].split()[-1] == COMPILED


def test_once_it_is_imported_nothing_is_compiled_any_more():
    done = subprocess.run(
        [sys.executable, "-c", SPEAKS], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert "What is drawn" in done.stdout
