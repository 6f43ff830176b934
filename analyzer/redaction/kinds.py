"""Kinds: what a replaced stretch of talk was, with the Safe Harbor class (45 CFR 164.514(b)(2)) it belongs to."""

from __future__ import annotations

CLIENT, THERAPIST, PERSON = "CLIENT", "THERAPIST", "PERSON"
CITY, PLACE, ADDRESS, POSTCODE = "CITY", "PLACE", "ADDRESS", "POSTCODE"
DATE, HOLIDAY, AGE = "DATE", "HOLIDAY", "AGE-90+"
PHONE, FAX, EMAIL = "PHONE", "FAX", "EMAIL"
NATIONAL, RECORD, PLAN, ACCOUNT, LICENCE = "NATIONAL-ID", "RECORD", "PLAN", "ACCOUNT", "LICENCE"
VEHICLE, DEVICE, URL, IP, BIOMETRIC, IMAGE = "VEHICLE", "DEVICE", "URL", "IP", "BIOMETRIC", "IMAGE"
EMPLOYER, SCHOOL, ORGANISATION, HANDLE, ID = "EMPLOYER", "SCHOOL", "ORGANISATION", "HANDLE", "ID"

PEOPLE = (PERSON, CLIENT, THERAPIST)
PLACES = (CITY, PLACE)
GROUPS = (EMPLOYER, SCHOOL, ORGANISATION)
NAMES = (*PEOPLE, *PLACES, *GROUPS)
"""Kinds that are names, and so may come again in other words around them."""

LETTERS = {
    **dict.fromkeys(PEOPLE, "A"),
    **dict.fromkeys((CITY, PLACE, ADDRESS, POSTCODE), "B"),
    **dict.fromkeys((DATE, HOLIDAY, AGE), "C"),
    PHONE: "D",
    FAX: "E",
    EMAIL: "F",
    NATIONAL: "G",
    RECORD: "H",
    PLAN: "I",
    ACCOUNT: "J",
    LICENCE: "K",
    VEHICLE: "L",
    DEVICE: "M",
    URL: "N",
    IP: "O",
    BIOMETRIC: "P",
    IMAGE: "Q",
    **dict.fromkeys((EMPLOYER, SCHOOL, ORGANISATION, HANDLE, ID), "R"),
}
CLASSES = {
    "A": "names",
    "B": "places smaller than a state",
    "C": "dates but for the year; ages over 89",
    "D": "telephone numbers",
    "E": "fax numbers",
    "F": "e-mail addresses",
    "G": "social security numbers",
    "H": "medical record numbers",
    "I": "health plan numbers",
    "J": "account numbers",
    "K": "certificate and licence numbers",
    "L": "vehicle identifiers, number plates",
    "M": "device identifiers, serial numbers",
    "N": "web addresses",
    "O": "IP addresses",
    "P": "biometric identifiers",
    "Q": "photographs and comparable images",
    "R": "any other unique number, characteristic or code",
}
"""Safe Harbor's eighteen classes by letter; of P and Q, text holds only codes and file names."""
