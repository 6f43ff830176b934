"""The wheel, installed in an empty environment without the checkout, runs the demo."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_wheel_carries_all_that_the_demo_needs(tmp_path: Path) -> None:
    def run(*words: str | Path) -> str:
        done = subprocess.run([str(word) for word in words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path / "dist", ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "-r", ROOT / "requirements.lock")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    told = run(tmp_path / "empty" / "bin" / "analyzer", "demo", "-o", tmp_path / "out")
    assert "10 done" in told
    assert (tmp_path / "out" / "index.html").exists()
    assert len(list((tmp_path / "out" / "sessions").glob("*.html"))) == 10
    used = run(python, "-c", "import analyzer; print(analyzer.__file__)")
    assert str(tmp_path) in used
