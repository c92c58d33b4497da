"""``python -m appraisal``."""

from __future__ import annotations

import sys

from appraisal.cli import main

if __name__ == "__main__":
    sys.exit(main())
