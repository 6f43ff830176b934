"""Role words: what the label of a speaker says about who is speaking."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.session import CLIENT, THERAPIST

OTHER = "other"
"""The role of someone present who is neither: an observer, an interpreter, a narrator."""

_WORDS = {
    THERAPIST: """
        therapist therapists ther thera th thp cotherapist psychotherapist hypnotherapist counsellor counselor couns
        counselling counseling psychologist psychiatrist psychoanalyst psych analyst clinician practitioner interviewer
        int intv coach nurse provider doctor dr doc physician gp facilitator helper caseworker worker mentor advisor
        adviser trainee intern midwife pharmacist dietitian physiotherapist chaplain assistant bot
        volunteer responder listener therapeut therapeutin thérapeute terapeuta terapeut psychologe psychologin
        psicólogo psicóloga berater beraterin""",
    CLIENT: """
        client clients cl clt clnt patient patients pt pts pat participant interviewee respondent resp subject customer
        user service_user caller texter seeker helpseeker husband wife spouse partner fiance fiancee boyfriend
        girlfriend mother father mom mum mam mommy mummy dad daddy mama papa parent stepmother stepfather stepmom
        stepdad son daughter brother sister sibling child kid teen teenager adolescent youth grandmother grandfather
        grandma grandpa granny aunt uncle cousin carer caregiver couple family member student pupil resident inmate
        klient klientin patientin patiente paciente cliente klientka pacjent pacjentka""",
    OTHER: """
        observer interpreter translator narrator receptionist supervisor researcher announcer voiceover cameraman
        technician audience group everyone everybody all both system video
        audio recording operator transcriber moderator host secretary administrator admin visitor""",
}
_MEANING = {word.replace("_", " "): role for role, words in _WORDS.items() for word in words.split()}
_LETTERS = {"t": THERAPIST, "c": CLIENT, "p": CLIENT}
_PAIRS = {
    frozenset("ip"): "i",
    frozenset("ir"): "i",
    frozenset("ic"): "i",
    frozenset("ib"): "i",
    frozenset("dp"): "d",
    frozenset("qa"): "q",
    frozenset("hc"): "h",
    frozenset("tk"): "t",
}
"""Pairs of single letters that a transcript uses together, and which of them is the therapist's."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ENUMERATOR = re.compile(r"(?:^|[^\W\d_]|[\s_#.-])(\d{1,3}|[\s_#.-][A-Z])\s*$")


@lru_cache(maxsize=4096)
def meaning(label: str) -> str | None:
    """Return the role that `label` names in words or by T, C or P; None when it names none.

    The last word that names a role decides ("Client's mother", "Nurse Joy"), an aside first ("Dr. Lee (client)").
    """
    for part in (*_ASIDE.findall(label), _ASIDE.sub(" ", label)):
        tokens = [_singular(token) for token in _TOKEN.findall(part.casefold())]
        if len(tokens) <= 2 and tokens and tokens[0] in _LETTERS and all(len(token) == 1 for token in tokens):
            return _LETTERS[tokens[0]]
        roles = [_MEANING[token] for token in tokens if token in _MEANING]
        if roles:
            return roles[-1]
    return None


def letter(label: str) -> str | None:
    """Return the single letter that `label` is, whatever number follows it, in lower case."""
    tokens = _TOKEN.findall(label)
    return tokens[0].casefold() if len(tokens) == 1 and len(tokens[0]) == 1 else None


def paired(labels: list[str]) -> dict[str, str] | None:
    """Return the roles of two speakers whose letters belong together, such as I and P, or Q and A."""
    letters = {letter(label): label for label in labels}
    therapist = _PAIRS.get(frozenset(key for key in letters if key)) if len(letters) == len(labels) == 2 else None
    if therapist is None:
        return None
    return {label: THERAPIST if key == therapist else CLIENT for key, label in letters.items()}


def enumerator(label: str) -> str:
    """Return the number or letter that tells speakers of one kind apart: "2" in "Client 2", "B" in "Client B"."""
    found = _ENUMERATOR.search(label)
    return found[1].strip(" _#.-").zfill(3) if found else ""


def _singular(token: str) -> str:
    """Return `token` without the ending of a possessive."""
    return re.sub(r"['’]s$", "", token)
