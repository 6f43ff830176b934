"""The makers of small files that stand beside other tests are used here too."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "readers"), str(TESTS / "agreement")]
