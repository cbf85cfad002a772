"""Patterns: the grammar of expressions of time, over kinds of words instead of words.

Names in lower case are kinds of ``dates.toml`` (or kinds of numbers), names in capitals stand for the
patterns of ``MACROS``. The first rule that matches at a place wins, so long rules stand first.
"""

import re
from typing import Final

MACROS: Final = {
    "NUM": "(number|day|year|cardinal(dash? cardinal)*)",
    "DAYNUM": "(nth|day)",
    "JOIN": "(dash|to)",
    # What may stand before a quantity, and the quantity: "more than two and a half", "a few".
    "QTY": "(approx* the? (a? some of? | some NUM | NUM (and? a? half)? | a (cardinal)? of? | half a))",
    "UNIT": "(units|unit)",
    # The stretch that holds a day or month: "1940", ", 1940", "of the year 1940", "of that year".
    "INYEAR": "(((comma|of) (the unit)?)? year era? | of the? dei+ unit | of the unit | dei unit)",
    "MD": "(month the? DAYNUM | the? DAYNUM of? month)",
    "WD": "(weekday comma?)",
    "DP": "(part? in? the? daypart UNIT? of)",
    "CLOCK": "(approx? (clock|day) (ampm|hrs|oclock) zone? | approx? clock hrs? zone? | number hrs)",
    "PART": "(approx* the? (part|edge) ((in|on|of) the? | dash | the)?)",
    "FULL": "(WD? MD INYEAR | WD? MD | iso)",
    "MONTH": "(PART? month INYEAR?)",
    "SEASON": "(PART? the? season ((of|comma)? year era? | of the? dei+ unit | dei unit)?)",
    "YEAR": "(PART? (the UNIT)? year era?)",
    "DECADE": "(PART? the? (decade|tens) era?)",
    "CENTURY": "(PART? the? (ordinal|nth) dash? unit era?)",
    "ONE": "(FULL | MONTH | SEASON | YEAR | DECADE)",
}

#: (name, pattern). ``<first …>`` and ``<last …>`` mark the two ends of a range.
RULES: Final = (
    # Ages are no times.
    ("skip", "NUM dash? UNIT dash? long of? time? | NUM dash? UNIT of time"),
    # Ranges.
    ("range", "between <first ONE> and <last ONE | DAYNUM INYEAR?> | from <first ONE> to <last ONE | DAYNUM>"),
    ("range_days", "(from|between)? WD? month <first DAYNUM> (JOIN|and) <last DAYNUM> INYEAR?"),
    ("range_days", "(from|between)? <first the? DAYNUM> JOIN <last the? DAYNUM of? month INYEAR?>"),
    ("range_days", "between <first the? DAYNUM> and <last the? DAYNUM of? month INYEAR?>"),
    ("range", "<first FULL> JOIN <last FULL> | <first PART? month year?> JOIN <last PART? month INYEAR?>"),
    ("range", "<first season year?> JOIN <last season INYEAR?>"),
    ("range", "from <first weekday> to <last weekday> | <first weekday> dash <last weekday>"),
    ("range_years", "(from|between)? (the UNIT)? <first (year|number|day) era?> (JOIN|and) <last year era | (number|day) era>"),
    ("range_years", "between (the UNIT)? <first year> and <last year> | from <first year> to <last year|day|number>"),
    ("range_years", "(the UNIT)? <first year> dash <last year|day|number>"),
    ("range_years", "(the UNIT)? <first year> to <last year>"),
    # Days, with the time of day before or behind.
    ("day", "iso ((comma|on)? CLOCK)?"),
    ("slash", "slash"),
    ("day", "(CLOCK comma? (on)?)? DP? (weekday comma? (daypart comma?)?)? MD INYEAR (CLOCK|daypart|zone)?"),
    ("day", "(CLOCK comma?)? DP? (weekday comma? (daypart comma?)?)? month the? DAYNUM (comma? CLOCK|daypart|zone)?"),
    ("day", "(CLOCK comma?)? DP? (weekday comma? (daypart comma?)?)? PART? the? DAYNUM of? month (daypart)?"),
    ("day", "year month day"),
    ("quarter", "PART? the? dei? (ordinal|nth) dash? unit (of the? dei unit | of? year | of month year?)"),
    ("length", "the (ordinal|dei) QTY UNIT of INYEAR"),
    ("month", "MONTH"),
    ("dei_month", "PART? the? dei+ (month|season) | later in the? season"),
    ("holiday", "(PART? the? dei? holiday (year | comma year | of the? dei? unit)? daypart?)"),
    ("movable", "PART? the? dei? movable year?"),
    ("fiscal", "the? dei? ordinal? fiscal ordinal? unit? ((of|comma)? year)? | the? fiscal UNIT?"),
    ("season", "SEASON"),
    ("century", "CENTURY"),
    ("decade", "DECADE"),
    ("year", "PART (the UNIT)? year era? | approx? (the UNIT)? year era? | number era | day era"),
    # Told from another day.
    ("named", "part? (the? named) daypart? (CLOCK)?"),
    ("ago", "QTY UNIT (ago|earlier|later) | QTY UNIT from named | the? unit (earlier|later) | units (ago|earlier|later)"),
    ("length_near", "QTY? the? dei+ QTY UNIT | approx* the (ordinal|rest) QTY? UNIT | approx* the? dei units | the? NUM dei UNIT"),
    ("dei_weekday", "PART? the? dei+ weekday daypart?"),
    ("weekday", "PART? (CLOCK on?)? weekday (comma? daypart)? (on? CLOCK)?"),
    ("dei_daypart", "PART? the? dei+ daypart | part daypart"),
    ("part_of", "PART? (in? the)? dei+ unit daypart? | (later|earlier) (in? the)? dei* unit | (later|earlier) dei+ (unit|month|season)"),
    ("part_of", "PART unit | approx? the rest of (the|dei)+ unit"),
    ("of_month", "the nth (of dei unit)?"),
    # Sets.
    ("set", "every (NUM|some|ordinal)? (unit|units|weekday|month|season|daypart)"),
    ("set", "weekdays daypart?"),
    ("often", "often"),
    ("per", "per unit"),
    # Lengths.
    ("length", "QTY dash? UNIT ((and a half)? dash? long)?"),
    ("length", "UNIT dash long | units"),
    ("clock", "CLOCK (on the? named)?"),
    ("daypart", "DP? (the? daypart)"),
    ("vague", "vague"),
    ("alone", "the? dei"),
)
_NAME: Final = re.compile(r"[A-Z]{2,}|[a-z_]+|<(first|last) |>| ")


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
        if word == " ":
            return ""
        if word == ">":
            return ")"
        if word.startswith("<"):
            return f"(?P<{match.group(1)}_{number}_{next(ends)}>"
        if word in MACROS:
            return _translate(MACROS[word], kinds, number)
        return kinds[word]

    return _NAME.sub(replace, pattern.replace("(", "(?:"))
