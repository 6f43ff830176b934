"""Flows: columns of states, with bands from each to those that follow it, as wide as they are frequent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.cases.figures.canvas import NARROW, WIDE, Canvas, drawn
from reports.cases.view.follows import Flow, Link

HEAD, GAP, POST = 34, 24, 7
TALL = 300  # px that the posts of a column take together, at most
UNIT = 13.0  # px of one count, at most
ALIGNED = ("left", "center", "right")


class Post(NamedTuple):
    """A state as drawn: where it stands, and its height."""

    x: float
    top: float
    height: float


def flow(view: Flow, *, width: int = WIDE, salt: str = "flow") -> str:
    """Draw a flow `width` px wide."""
    weights = [_weights(view, column) for column in range(len(view.columns))]
    unit = min(UNIT, TALL / max(map(sum, weights)))
    posts = [_posts(column, unit, _x(number, len(weights), width)) for number, column in enumerate(weights)]
    bottom = max(column[-1].top + column[-1].height for column in posts)

    def draw(canvas: Canvas) -> None:
        for number in range(len(view.links)):
            _links(canvas, view, number, (posts[number], posts[number + 1]), unit)
        for number, head in enumerate(view.heads):
            align = ALIGNED[0 if number == 0 else 2 if number == len(posts) - 1 else 1]
            edge = {"left": 0.0, "center": POST / 2, "right": float(POST)}[align]
            canvas.words((posts[number][0].x + edge, 8), head, look="tick", align=align)
            for node, post, weight in zip(view.columns[number], posts[number], weights[number], strict=True):
                canvas.box((post.x, post.top), (POST, post.height), look=f"post f-{node.slug}")
                canvas.words(
                    (post.x + edge, post.top - 8), f"{node.label} {weight}", look="name small halo", align=align
                )

    return drawn((width, bottom + 8), salt, draw)


def both(view: Flow, salt: str) -> tuple[str, str]:
    """Draw a flow for wide and for narrow pages; one of two columns takes half a wide page."""
    wide = WIDE if len(view.columns) > 2 else WIDE // 2 - 24
    return flow(view, width=wide, salt=salt), flow(view, width=NARROW, salt=salt)


def _x(column: int, columns: int, width: int) -> float:
    return column * (width - POST) / (columns - 1)


def _weights(view: Flow, column: int) -> list[int]:
    """Return the counts of a column's states: what leads to them or what they lead to, whichever is more."""
    sums = [[0] * len(view.columns[column]) for _ in range(2)]
    if column:
        for link in view.links[column - 1]:
            sums[0][link.end] += link.weight
    if column < len(view.links):
        for link in view.links[column]:
            sums[1][link.start] += link.weight
    return [max(pair) for pair in zip(*sums, strict=True)]


def _posts(weights: Sequence[int], unit: float, x: float) -> list[Post]:
    posts, top = [], float(HEAD)
    for weight in weights:
        posts.append(Post(x, top, max(weight * unit, 1.5)))
        top += posts[-1].height + GAP
    return posts


def _links(canvas: Canvas, view: Flow, number: int, posts: tuple[Sequence[Post], Sequence[Post]], unit: float) -> None:
    """Draw the bands between two columns, the strong ones last and in the colour of where they come from."""
    left, right = ([post.top for post in column] for column in posts)
    placed: list[tuple[Link, float, float]] = []
    for link in sorted(view.links[number], key=lambda link: (link.start, link.end)):
        placed.append((link, left[link.start], right[link.end]))
        left[link.start] += link.weight * unit
        right[link.end] += link.weight * unit
    for link, start, end in sorted(placed, key=lambda band: band[0].strong):
        high = link.weight * unit
        slug = view.columns[number][link.start].slug
        look = f"ribbon strong f-{slug}" if link.strong else "ribbon"
        x, to = posts[0][link.start].x + POST, posts[1][link.end].x
        canvas.ribbon((x, start, start + high), (to, end, end + high), look=look)
