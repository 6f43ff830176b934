import re
from importlib.resources import files

import pytest

from analyzer.codes import FAMILIES

CSS = (files("reports") / "templates" / "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_the_paper(theme):
    for name in ("ink", "soft", "link"):
        assert contrast(theme[name], theme["paper"]) >= 4.5, name
    for family in FAMILIES:
        assert contrast(theme[family], theme["paper"]) >= 3, family
    for shade in ("s2", "s3", "s4", "s5", "glow", "wash"):
        assert contrast(theme["ink"], theme[shade]) >= 4.5, shade
