"""Rich text: paragraphs and tables of talk in an .rtf file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.readers import document
from analyzer.readers.control_words import BESIDE, CHARSETS, KEPT, SETTINGS, SIGNS, SYMBOLS, TOKEN, State
from analyzer.readers.document import Body
from analyzer.readers.encoding import whole
from analyzer.readers.source import Source
from analyzer.session import Problem, Reading

_CODE = re.compile(r"\s*<\d{1,9}>\s*")


def fits(source: Source) -> bool:
    """Tell whether the source is rich text."""
    return source.data.lstrip()[:5] == b"{\\rtf"


def read(source: Source) -> Reading:
    """Read the text as it reads with tracked changes accepted; notes, headers and footers are counted, not read."""
    writer = _Writer()
    for token in TOKEN.finditer(source.data.decode("latin-1")):
        writer.take(token)
    body = writer.done()
    body.problems += [Problem(None, f"{kind} text was not read", count) for kind, count in writer.words() if count]
    return document.read(body, source, "rtf")


class _Writer:
    """The document, written token by token."""

    def __init__(self) -> None:
        self.body = Body()
        self._states = [State()]
        self._line: list[str] = []
        self._beside: dict[str, list[str]] = {"beside": [], "hidden": [], "deleted": []}
        self._bytes = bytearray()
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._owed = 0
        self._table = False
        self._star = False

    def take(self, token: re.Match[str]) -> None:
        """Take one token."""
        word, number, code, symbol, brace, text = token.groups()
        if code:
            self._byte(int(code, 16))
            return
        self._flush()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif symbol == "*":
            self._star = True
        elif symbol:
            self._write(SYMBOLS.get(symbol, ""))
        elif text:
            kept = text[self._owed :]
            self._owed = max(0, self._owed - len(text))
            self._write(kept)

    def done(self) -> Body:
        """Close the last paragraph and return the document."""
        self._flush()
        if self._line:
            self._paragraph()
        return self.body

    def words(self) -> Iterator[tuple[str, int]]:
        """Yield how many words stand beside the document, hidden, or deleted."""
        for kind, parts in self._beside.items():
            name = {"beside": "header, footer and note", "hidden": "hidden", "deleted": "deleted"}[kind]
            yield name, len("".join(parts).split())

    @property
    def _state(self) -> State:
        return self._states[-1]

    def _set(self, **changes: object) -> None:
        self._states[-1] = replace(self._state, **changes)  # type: ignore[arg-type]

    def _brace(self, brace: str) -> None:
        self._owed = 0
        self._star = False
        if brace == "{":
            self._states.append(self._state)
        elif len(self._states) > 1 and self._states.pop().out == "beside":
            self._beside["beside"].append(" ")

    def _byte(self, value: int) -> None:
        """Take a byte of an eight-bit or a multi-byte encoding."""
        if self._owed:
            self._owed -= 1
        else:
            self._bytes.append(value)

    def _flush(self) -> None:
        if self._bytes:
            page = self._fonts.get(self._state.font or 0, self._codepage)
            data, self._bytes = bytes(self._bytes), bytearray()
            self._write(data.decode(page, "replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.out == "settings" or not text:
            return
        if state.out == "beside":
            self._beside["beside"].append(text)
        elif state.deleted:
            self._beside["deleted"].append(text)
        elif state.hidden and not _CODE.fullmatch(text):
            self._beside["hidden"].append(text)
        else:
            self._line.append(text)

    def _word(self, word: str, number: int | None) -> None:
        """Take a control word."""
        star, self._star = self._star, False
        if word in SETTINGS or (star and word not in BESIDE and word not in KEPT):
            self._set(out="settings")
        elif word in BESIDE:
            self._set(out="beside")
        elif word == "u" and number is not None:
            self._write(chr(number % 65_536))
            self._owed = self._state.skip
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in _LAYOUT and self._state.out == "":
            _LAYOUT[word](self)
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        """Take a word about encoding, or about how the text looks."""
        if word == "uc":
            self._set(skip=min(number or 0, 16))
        elif word == "ansicpg" and number:
            self._codepage = _known(f"cp{number}")
        elif word == "mac":
            self._codepage = "mac_roman"
        elif word == "f" and number is not None:
            self._set(font=number)
        elif word == "fcharset" and self._state.font is not None and number in CHARSETS and number:
            self._fonts[self._state.font] = CHARSETS[number]
        elif word in ("v", "deleted"):
            self._set(**{"hidden" if word == "v" else "deleted": number != 0})
        elif word == "plain":
            self._set(hidden=False, deleted=False)

    def _paragraph(self) -> None:
        text, self._line = whole("".join(self._line)), []
        self.body.depth = int(self._table)
        self.body.paragraph(text)
        self.body.depth = 0

    def _cell(self) -> None:
        self._table = True
        self._paragraph()
        self.body.depth = 1
        self.body.cell()
        self.body.depth = 0

    def _row(self) -> None:
        self.body.depth = 1
        self.body.row()
        self.body.depth, self._table = 0, False

    def _in_table(self) -> None:
        self._table = True

    def _outside(self) -> None:
        self._table = False


_LAYOUT = {
    **dict.fromkeys(("par", "sect", "page"), _Writer._paragraph),
    "cell": _Writer._cell,
    "row": _Writer._row,
    "intbl": _Writer._in_table,
    "pard": _Writer._outside,
}


def _known(page: str) -> str:
    """Return the name of an encoding; that of Windows where there is none of the name."""
    try:
        "".encode(page)
    except LookupError:
        return "cp1252"
    return page
