"""``python -m helpers``: the same as the command ``mic2025``."""

import sys

from helpers.cli import main

sys.exit(main())
