"""Cue patterns: the readable notation of the codebooks, made into bounded regular expressions.

In a cue, `{name}` stands for a fragment, a space for spaces and commas, ` .. ` for at most five words of the same
sentence, `(...)*` for at most four times, and `^` and `$` for the ends of the turn. The rest is a regular expression,
on lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analyzer.errors import CodebookError

FRAGMENT = re.compile(r"\{([a-z_]+)\}")
UNBOUNDED = re.compile(r"(?<!\\)[.\]][*+]|\)\+|\{\d+,\}")
NOTATION = re.compile(r"\\.|\[[^\]]*\]| \.\. | |\)\*|\^|\$")
GAP = r"(?:[ ,]+[\w'-]+){0,5}?[ ,]+"
SIGNS = {" .. ": GAP, " ": "[ ,]+", ")*": "){0,4}", "^": r"\A\W*", "$": r"\W*\Z"}
DEPTH = 8
SHOWN = 80
"""Characters of a pattern in a message."""
LONGEST = 200_000
"""Characters of a pattern with its fragments put in."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile an expanded pattern, which matches whole words only."""
    try:
        return re.compile(written(pattern))
    except re.error as error:
        raise CodebookError(f"the pattern {brief(pattern)} does not hold", remedy=str(error)) from error


def brief(pattern: str) -> str:
    """Return a pattern as a message shows it: its beginning, when it is long."""
    return repr(pattern if len(pattern) <= SHOWN else pattern[:SHOWN] + "…")


def written(pattern: str) -> str:
    """Write an expanded pattern out as a regular expression that matches whole words only."""
    return rf"(?<!\w)(?:{NOTATION.sub(_sign, pattern)})(?!\w)"


def expanded(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put fragments in the place of their names, also within fragments; raise CodebookError for an unknown name."""
    for _ in range(DEPTH):
        names = FRAGMENT.findall(pattern)
        if not names:
            return pattern
        if len(pattern) + sum(len(_fragment(name, fragments)) for name in names) > LONGEST:
            raise CodebookError("a pattern is too long with its fragments put in", remedy="shorten it, or them")
        pattern = FRAGMENT.sub(lambda match: f"(?:{_fragment(match[1], fragments)})", pattern)
    raise CodebookError("a fragment contains itself", remedy="define it without its own name")


def unbounded(pattern: str) -> bool:
    """Tell whether a pattern as written repeats a group or any character without limit."""
    return bool(UNBOUNDED.search(pattern))


def _sign(match: re.Match[str]) -> str:
    """Write out one sign of the notation; leave escapes and character classes as they are."""
    return SIGNS.get(match[0], match[0])


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise CodebookError(f"unknown fragment {{{name}}}", remedy="define it under [fragments]")
    return fragments[name]
