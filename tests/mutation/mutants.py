"""Mutants: a module with one small fault put in, of the kinds that people make."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

COMPARED = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
COUNTED = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
    ast.Pow: "*",
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "startswith": "endswith"}
CALLED |= {"lstrip": "rstrip", "rstrip": "lstrip", "search": "match"}


class Mutant(NamedTuple):
    """One change of a file: characters `start` to `end` become `text`; `line` and `what` are for people."""

    start: int
    end: int
    text: str
    line: int
    what: str

    def applied(self, source: str) -> str:
        """Return the source with the fault in it."""
        return source[: self.start] + self.text + source[self.end :]


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of a module, those that do not compile left out."""
    text = _Text(source)
    tree = ast.parse(source)
    skipped = {id(inside) for node in ast.walk(tree) if _silent(node) for inside in ast.walk(node)}
    made = [one for node in ast.walk(tree) if id(node) not in skipped for one in _of(node, text)]
    return [one for one in made if _compiles(one.applied(source))]


class _Text:
    """A source by the places of its nodes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._lines = source.splitlines()

    def place(self, line: int, column: int) -> int:
        before = self._lines[line - 1].encode()[:column].decode() if line <= len(self._lines) else ""
        return self._starts[line - 1] + len(before)

    def span(self, node: ast.AST) -> tuple[int, int]:
        return self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset)

    def between(self, left: ast.AST, right: ast.AST) -> tuple[int, int]:
        return self.span(left)[1], self.span(right)[0]


def _silent(node: ast.AST) -> bool:
    """Tell whether a node does nothing that a test could see: annotations, docstrings, messages of errors."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return True
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Error", "lru_cache")):
        return True
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert)) or _is_annotation(node)


def _is_annotation(node: ast.AST) -> bool:
    if isinstance(node, ast.arg) and node.annotation is not None:
        node.annotation = None
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        node.returns = None
    if isinstance(node, ast.AnnAssign):
        node.annotation = ast.Constant(None)
        return node.value is None
    return False


def _of(node: ast.AST, text: _Text) -> Iterator[Mutant]:
    """Yield the mutants of one node."""
    if isinstance(node, ast.Compare):
        yield from _operators(node, text)
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED and not _typed(node):
        yield _between(text, node.left, node.right, COUNTED[type(node.op)], node)
    elif isinstance(node, ast.BoolOp):
        other = "or" if isinstance(node.op, ast.And) else "and"
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield _between(text, left, right, other, node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _whole(text, node, text.source[slice(*text.span(node.operand))], "not dropped")
    elif isinstance(node, ast.Constant):
        yield from _constants(node, text)
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield _whole(text, node.test, f"(not ({text.source[slice(*text.span(node.test))]}))", "condition turned")
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield _whole(text, test, "True", "filter dropped")
    elif isinstance(node, (ast.Continue, ast.Break)):
        yield _whole(text, node, "break" if isinstance(node, ast.Continue) else "continue", "break and continue")
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield _whole(text, node.value, "None", "nothing returned")
    elif isinstance(node, ast.Call):
        yield from _calls(node, text)
    elif isinstance(node, ast.AugAssign) and type(node.op) in COUNTED:
        start, end = text.between(node.target, node.value)
        yield Mutant(start, end, f" {COUNTED[type(node.op)]}= ", node.lineno, "augmented assignment")
    elif isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.YieldFrom, ast.Yield)):
        yield _whole(text, node, "pass", "statement dropped")


def _operators(node: ast.Compare, text: _Text) -> Iterator[Mutant]:
    for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
        yield _between(text, left, right, COMPARED[type(op)], node)


def _constants(node: ast.Constant, text: _Text) -> Iterator[Mutant]:
    value = node.value
    if isinstance(value, bool):
        yield _whole(text, node, str(not value), "truth turned")
    elif isinstance(value, (int, float)):
        yield _whole(text, node, str(value + 1), "one more")
        yield _whole(text, node, str(value - 1) if value >= 1 else f"({value - 1})", "one less")
    elif isinstance(value, str) and text.source[text.span(node)[0]] in "\"'":
        yield _whole(text, node, '""' if value else '"x"', "other text")


def _calls(node: ast.Call, text: _Text) -> Iterator[Mutant]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in CALLED:
        _, end = text.span(node.func)
        yield Mutant(end - len(name), end, CALLED[name], node.lineno, f"{name} to {CALLED[name]}")


def _typed(node: ast.BinOp) -> bool:
    """Tell whether an operation is one on types, such as `str | None`."""
    return isinstance(node.op, ast.BitOr) and "None" in ast.unparse(node)


def _between(text: _Text, left: ast.AST, right: ast.AST, other: str, node: ast.AST) -> Mutant:
    """Put another operator between two operands, brackets around them kept."""
    start, end = text.between(left, right)
    gap = text.source[start:end]
    kept = gap.strip("() \n\t")
    at = start + gap.index(kept)
    return Mutant(at, at + len(kept), other, node.lineno, f"{kept} to {other}")


def _whole(text: _Text, node: ast.AST, other: str, what: str) -> Mutant:
    start, end = text.span(node)
    return Mutant(start, end, other, node.lineno, what)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
