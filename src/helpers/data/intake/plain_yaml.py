"""YAML as a batch needs it: plain values, each key once, nothing that stands for something else."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

# A batch of a thousand runs has some hundred kilobytes.
MOST_BYTES = 2**20


class PlainLoader(yaml.SafeLoader):
    """Refuses aliases, which a few lines can nest into millions of values, and repeated keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; an alias is refused with its place."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "an alias (*); write the value out", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping; a key given twice is refused with its place."""
        known = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                told = "a key that is no plain text; write a name"
                raise yaml.constructor.ConstructorError(None, None, told, key.start_mark)
            if key.value in known:
                told = f"the key '{key.value}' twice; keep one of them"
                raise yaml.constructor.ConstructorError(None, None, told, key.start_mark)
            known.add(key.value)
        return super().construct_mapping(node, deep)


def load_yaml(text: str) -> Any:
    """Return what a text of plain YAML holds.

    Raises
    ------
    yaml.YAMLError
        With the place of what is no YAML, an alias, or a repeated key.
    ValueError
        If the text is longer than any batch.
    """
    if len(text) > MOST_BYTES:
        raise ValueError(f"{len(text):,} characters, where a batch needs {MOST_BYTES:,} at most")
    return yaml.load(text, PlainLoader)  # a subclass of SafeLoader
