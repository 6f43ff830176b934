"""Wording: the plain words for kinds, outcomes, stages and depths, in one place so that pages agree."""

from __future__ import annotations

from analyzer.codes import FAMILIES

SLUGS = {name: head for head, name in FAMILIES.items()}
OTHER = "X"

BLURBS = {
    "immediacy": "talk about this relationship, here and now",
    "withdrawal": "the client moves away",
    "confrontation": "the client moves against",
    "therapist movement": "the therapist moves away or against",
    "resolution": "the therapist responds to strain",
    "re-engagement": "the client comes back",
    "intimacy": "self-exposure and self-presentation",
}
LANES = tuple(BLURBS)

OUTCOMES = {
    "resolved": "resolved",
    "self_resolved": "resolved by the client",
    "partial": "partly resolved",
    "unresolved": "unresolved",
    "unanswered": "unanswered",
}
ENDINGS = {
    "resolved": "The therapist turned to the strain, the client came back into the work, and no new marker followed "
    "straight away.",
    "self_resolved": "The client came back into the work without a repair act by the therapist that words show.",
    "partial": "The therapist turned to the strain; the client’s answer stayed hedged or bare.",
    "unresolved": "The therapist responded to the strain, and within these turns it did not come to rest.",
    "polite": "It was closed politely, without the client coming back into it.",
    "open": "No repair act was found within these turns.",
}
HEADINGS = {"mixed": "withdrawal and confrontation", "immediacy": "immediacy"}
MOVES = {
    "withdrawal": "seems to move away",
    "confrontation": "seems to push back",
    "mixed": "seems both to push back and to move away",
}
REPAIRS = {
    "direct": "Repair was direct: the talk turned to the strain itself.",
    "indirect": "Repair was indirect: task, goal or frame gave way, without much talk about the strain itself.",
    "both": "Repair was both direct (the strain itself was talked about) and indirect (task, goal or frame gave way).",
}
STAGES = {
    "withdrawal": ("marker", "attending", "qualified assertion", "avoidance", "self-assertion"),
    "confrontation": (
        "marker",
        "attending",
        "exploration of construal",
        "avoidance of aggression",
        "avoidance of vulnerability",
        "vulnerability",
    ),
}
DEPTHS = {
    1: "a procedural check-in",
    2: "the relationship is mentioned, no feeling is named",
    3: "one of them names a feeling about the other",
    4: "both name a feeling, or one names a risky or negative one",
    5: "mutual, felt and sustained over several exchanges",
}
HOW = {"label": "from the label in the file", "inferred": "inferred from the talk", "user": "named by the user"}


def slug(family: str) -> str:
    """Return the short, page-safe name of a family; families of a user's own codebook share one."""
    return SLUGS.get(family, OTHER)


def role_words(role: str) -> str:
    """Write a role for a reader: "client2" is "client 2"."""
    head = role.rstrip("0123456789")
    return f"{head} {role[len(head) :]}" if head and head != role else role


def named(role: str) -> str:
    """Name the party of a role in a sentence: "the client", "client 2"."""
    words = role_words(role)
    return words if any(character.isdigit() for character in words) else f"the {words}"


def plain(word: str) -> str:
    """Write an identifier as words."""
    return OUTCOMES.get(word, word.replace("_", " ").replace("  ", " ").strip())


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
