"""Names of review files: ID.review.json, ID.blind.json, and the numbered copies that a browser saves."""

from __future__ import annotations

import re
from pathlib import Path

COPY = r"(?: ?\(\d{1,3}\))?"
"""What a browser adds to the name of a file that it saves again."""
_NAME = re.compile(rf".*\.(?:review|blind){COPY}\.json", re.IGNORECASE | re.DOTALL)


def is_review(path: Path) -> bool:
    """Tell by its name whether a file is a review or a blind coding, so not a transcript."""
    return bool(_NAME.fullmatch(path.name))
