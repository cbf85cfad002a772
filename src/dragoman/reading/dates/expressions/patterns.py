"""Patterns: the grammar of expressions of time, over kinds of words instead of words.

Names in lower case are kinds of ``dates.toml`` (or kinds of numbers), names in capitals stand for
the patterns of ``MACROS``. The first rule that matches at a place wins: long rules stand first.
"""

import re
from typing import Final

MACROS: Final = {
    "DEI": "(dei|that)",
    "NUM": "(number|day|year|cardinal(dash? cardinal)*)",
    "DAYNUM": "(nth|day)",
    "JOIN": "(dash|to|through)",
    # How many: "more than two and a half", "a few", "a couple of", "some 19", "half a".
    "QTY": (
        "((approx|circa)* (the? a? some of? | some NUM | NUM (dash? (filler|lasting))? (and? a? half)?"
        " | a cardinal? of? | a (filler|lasting) | half a))"
    ),
    "UNIT": "(units|unit)",
    "YEARS": "(year era? | (number|day) era)",
    # The stretch that holds a day or month: "1940", ", 1940", "of the year 1940", "of that year".
    "INYEAR": ("(((comma|of) (the unit)?)? YEARS | of the? DEI+ unit | of the unit | DEI unit)"),
    "MD": "(month the? DAYNUM | month ordinal | the? DAYNUM of? month | the? ordinal of month)",
    "WD": "(DEI? weekday comma?)",
    "DP": "((part in?)? the? part? daypart UNIT? of | the? part units of)",
    "CLOCK": (
        "(circa? (clock|day) (ampm|oclock) zone? | circa? clock hrs? zone?"
        " | (number|year) (hrs|zone))"
    ),
    "PART": "(circa? the? part (dash|(in|on) the?|the)? | circa? the? edge of the?)",
    "BEFORE_DAY": "(circa? (CLOCK comma?)? (DP|weekday daypart of|part on|part)? (WD (daypart comma?)?)?)",
    "FULL": "(WD? MD INYEAR? | iso)",
    "MONTH": "((PART|circa)? month INYEAR?)",
    "SEASON": "(PART? the? season ((of|comma)? (the unit)? YEARS | of the? DEI+ unit | DEI unit)?)",
    "YEAR": "(PART? (the UNIT)? YEARS)",
    "DECADE": "(PART? the? (decade era? | tens))",
    "ONE": "(FULL | MONTH | SEASON | YEAR | DECADE)",
    "AGO": "(ago|earlier|later|before|after)",
}

#: (name, pattern). ``<first …>`` and ``<last …>`` mark the two ends of a range, ``<item …>`` the
#: members of a list that share what the last one says, or the one thing that counts of a match.
RULES: Final = (
    # Ages are no times.
    ("skip", "NUM dash? UNIT dash? old | NUM dash? UNIT of age"),
    # Ranges.
    ("range", "between <first ONE> and <last ONE | DAYNUM INYEAR?>"),
    ("range", "from <first ONE> (to|through) <last ONE | DAYNUM>"),
    ("range_days", "(from|between)? <first WD? month the? DAYNUM> JOIN <last DAYNUM INYEAR?>"),
    ("range_days", "from? <first the? DAYNUM> JOIN <last the? DAYNUM of? month INYEAR?>"),
    ("range_days", "between <first the? DAYNUM> (JOIN|and) <last the? DAYNUM of? month INYEAR?>"),
    ("range_days", "between <first month DAYNUM> and <last DAYNUM INYEAR?>"),
    ("range", "<first FULL> JOIN <last FULL>"),
    ("range", "<first PART? month year?> JOIN <last PART? month INYEAR?>"),
    ("range", "<first season year?> JOIN <last season INYEAR?>"),
    ("range", "from <first weekday daypart?> (to|through) <last weekday daypart?>"),
    ("range", "<first weekday daypart?> (dash|through) <last weekday daypart?>"),
    (
        "range_years",
        "(from|between)? (the UNIT)? <first (year|number|day) era?> (JOIN|and)"
        " <last (year|number|day) era>",
    ),
    ("range_years", "between (the UNIT)? <first year> and <last year>"),
    ("range_years", "from <first year> (to|through) <last year|day|number>"),
    ("range_years", "(the UNIT)? <first year> (dash|stroke) <last year|day|number>"),
    ("range_years", "(the UNIT)? <first year> (to|through) <last year>"),
    # Lists: the last member names the month or the year of all.
    ("list", "<item month DAYNUM> comma? and <item DAYNUM INYEAR?>"),
    (
        "list",
        "<item the? DAYNUM> (comma <item the? DAYNUM>)? comma? and"
        " <item the? DAYNUM of? month INYEAR?>",
    ),
    (
        "list",
        "<item PART? month> (comma <item PART? month>)? comma? and <item PART? month INYEAR?>",
    ),
    ("list", "<item PART? the? season> comma? and <item PART? the? season INYEAR?>"),
    ("list", "<item (number|day)> and <item (number|day) era>"),
    # Days, with the time of day before or behind.
    ("day", "iso (comma? CLOCK)?"),
    ("slash", "slash"),
    ("day", "BEFORE_DAY MD INYEAR (CLOCK|daypart|zone)?"),
    ("day", "BEFORE_DAY MD (comma? CLOCK|daypart|zone)?"),
    ("day", "year month day"),
    (
        "piece",
        "the? (ordinal|DEI) QTY? UNIT of the?"
        " (month INYEAR? | season INYEAR? | YEARS | decade | DEI+ unit)",
    ),
    (
        "ordinal",
        "PART? the? DEI? (ordinal|nth) dash? unit era? ((of|comma)? (the? DEI unit | the? YEARS))?",
    ),
    ("month", "MONTH"),
    ("direction", "PART? the? (dei+ month | DEI+ season) | later in the? season"),
    ("holiday", "PART? the? DEI? holiday (comma? year | of the? DEI? unit)? daypart?"),
    ("movable", "PART? the? DEI? movable year?"),
    ("fiscal", "the? DEI? ordinal? fiscal (ordinal? unit ((of|comma)? year)? | year)"),
    ("season", "SEASON | the? year season"),
    ("decade", "DECADE"),
    ("year", "PART (the UNIT)? YEARS | circa? (the UNIT)? YEARS | (later|earlier) in YEARS"),
    # Told from another day.
    ("named", "part? the? named daypart? CLOCK? | CLOCK on? named"),
    ("ago", "QTY UNIT AGO | QTY UNIT from named | the unit AGO | units AGO"),
    ("near", "(approx|span) <item the dei unit>"),
    ("near", "the? dei+ QTY UNIT | the? dei units | the? NUM dei UNIT"),
    ("length", "the (ordinal|rest) QTY? UNIT"),
    # "That" before a weekday or a month mostly opens a clause: "now that Sunday is over".
    ("weekday", "on <item that+ weekday daypart?> | PART? the? dei+ weekday daypart?"),
    ("weekday", "(part|DP)? (CLOCK|daypart)? weekday (comma? daypart)? CLOCK?"),
    ("daypart", "(part the?)? the? DEI+ daypart | part daypart"),
    ("unit", "(PART (in? the)? | the)? DEI+ unit"),
    ("unit", "(later|earlier) (in? the)? DEI* unit"),
    ("unit", "(later|earlier) DEI+ (month|season)"),
    ("unit", "the? unit (possessive|dash) edge | PART unit | approx? the rest of (the|DEI)+ unit"),
    ("of_month", "the nth (of DEI unit)?"),
    # Sets.
    ("set", "every (NUM|some|ordinal)? (UNIT|weekday|month|season|daypart)"),
    ("set", "weekdays daypart?"),
    ("often", "often"),
    ("per", "per unit"),
    # Lengths.
    ("length", "QTY dash? UNIT (dash? and dash? a dash? half)? (dash? lasting)?"),
    ("length", "UNIT dash lasting | units"),
    ("clock", "CLOCK"),
    ("daypart", "DP? the? daypart"),
    ("vague", "vague"),
    ("alone", "the? DEI"),
    ("bare_year", "number"),
)
#: Kinds of which every expression has at least one.
HEADS: Final = (
    "month", "weekday", "weekdays", "season", "unit", "units", "decade", "tens", "named", "daypart",
    "ampm", "hrs", "oclock", "era", "vague", "often", "holiday", "movable", "fiscal", "iso", "slash",
    "clock", "year", "nth", "dei", "that", "number",
)  # fmt: skip
_NAME: Final = re.compile(r"[A-Z]{2}[A-Z_]*|[a-z_]+|<(first|last|item) |>| ")


def compile_runs(kinds: dict[str, str], nothing: str) -> re.Pattern[str]:
    """A pattern for the runs of words of time that may hold an expression."""
    heads = "".join(kinds[name] for name in HEADS)
    return re.compile(f"[^{nothing}{heads}]*[{heads}][^{nothing}]*")


def compile_rules(kinds: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all rules over strings of kinds, and each group's rule."""
    pieces, names = [], {}
    for number, (name, pattern) in enumerate(RULES):
        group = f"r{number}"
        names[group] = name
        pieces.append(f"(?P<{group}>{_translate(pattern, kinds, number)})")
    return re.compile("|".join(pieces)), names


def _translate(pattern: str, kinds: dict[str, str], number: int) -> str:
    ends = iter(range(100))

    def replace(match: re.Match[str]) -> str:
        word = match.group()
        if word in {" ", ">"}:
            return ")" if word == ">" else ""
        if word.startswith("<"):
            return f"(?P<{match.group(1)}_{number}_{next(ends)}>"
        if word in MACROS:
            return _translate(MACROS[word], kinds, number)
        return kinds[word]

    return _NAME.sub(replace, pattern.replace("(", "(?:"))
