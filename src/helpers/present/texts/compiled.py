"""The templates of sentences, read and compiled when this module is imported.

For the process that kernels are forked from: else each of them compiles anew what it says. A kernel
that starts by itself compiles the templates it uses, and says the same.
"""

from helpers.present.texts.blocks import environment
from helpers.present.texts.language import language

for _is_markdown in (True, False):
    _templates = environment(language(), _is_markdown)
    for _name in _templates.list_templates(extensions=["md"]):
        _templates.get_template(_name)
