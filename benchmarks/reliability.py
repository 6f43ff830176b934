"""Draw how far confidence can be believed: each finding's confidence against how often both people agreed with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analyzer.evaluation.evaluate import Evaluation


def draw(results: Sequence[Evaluation], path: Path) -> None:
    """Draw a reliability diagram, a panel a gold set; the size of a dot tells how many findings it stands for."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(
        1, len(results), figsize=(4.4 * len(results), 4.2), squeeze=False, layout="constrained"
    )
    for panel, result in zip(panels[0], results, strict=True):
        bins = result.calibration
        panel.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        panel.scatter([b.confidence for b in bins], [b.agreed for b in bins], [12 + 2 * b.findings for b in bins])
        for b in bins:
            panel.annotate(str(b.findings), (b.confidence, b.agreed), textcoords="offset points", xytext=(8, -10))
        error = result.calibration_error
        panel.set_title(result.gold.name + ("" if error is None else f": error {error:.2f}"))
        panel.set(xlabel="confidence of the finding", ylabel="share that both people gave", xlim=(0, 1), ylim=(0, 1))
        panel.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110)
