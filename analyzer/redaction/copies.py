"""Working copies: redacted sessions as plain text, one line an utterance, `[hh:mm:ss] LABEL: text`."""

from __future__ import annotations

from analyzer.session import Session, Utterance


def copy(session: Session) -> str:
    """Write a session as text that reads back as the same turns, times and roles."""
    return "".join(f"{_line(one)}\n" for one in session.reading.utterances)


def _line(one: Utterance) -> str:
    times = [_clock(time) for time in (one.start, one.end) if time is not None]
    lead = f"[{' - '.join(times)}] " if one.start is not None and times else ""
    return f"{lead}{one.speaker or 'SPEAKER'}: {one.text}"


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    hours, rest = divmod(whole, 3600)
    fraction = f".{thousandths:03}" if thousandths else ""
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}{fraction}"
