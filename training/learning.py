"""Draw the learning curve from training/learning.csv: best F1 against the turns that the encoder had learnt from.

python -m training.learning docs/learning.png
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import pandas as pd
from matplotlib import pyplot as plt

POINTS = Path(__file__).parent / "learning.csv"
SHOWN = {
    "IM": "immediacy",
    "W": "withdrawal",
    "C": "confrontation",
    "R": "resolution",
    "TM": "therapist movement",
    "E": "re-engagement",
}


def main() -> None:
    """Draw a panel a set."""
    points = pd.read_csv(POINTS)
    sets = list(points["set"].unique())
    figure, panels = plt.subplots(1, len(sets), figsize=(10, 4), sharey=True, layout="constrained")
    for panel, name in zip(panels, sets, strict=True):
        for family, label in SHOWN.items():
            rows = points[(points["set"] == name) & (points["family"] == family)].sort_values("turns")
            panel.plot(rows["turns"], rows["best_f1"], marker="o", label=label)
        panel.set(title=name, xlabel="turns learnt from", ylim=(0, 1))
        panel.spines[["top", "right"]].set_visible(False)
    panels[0].set_ylabel("best F1")
    panels[-1].legend(frameon=False, fontsize=8)
    figure.savefig(sys.argv[1], dpi=110)


if __name__ == "__main__":
    main()
