"""Amounts: numbers in digits and words, with their bounds and units, found among the tokens."""

import re
from typing import Any, NamedTuple

from dragoman.reading.language import Tokens
from dragoman.records.figures import Bound

_DIGITS = re.compile(r"^(\d{1,3}(?:,\d{2,3})+|\d+)(\.\d+)?(m|bn|tn|k|mn|km|%)?$", re.IGNORECASE)
_RANGE = re.compile(r"^(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)$")
_CASE = re.compile(r"^\d+(st|nd|rd|th|s)$")
LONGEST_BOUND = 4


class Amount(NamedTuple):
    """A number at the tokens ``[first, last)`` with its bound and unit; ``head`` is its syntactic head."""

    first: int
    last: int
    head: int
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None


class AmountReader:
    """Finds the amounts of one document."""

    def __init__(self, tokens: Tokens, table: dict[str, Any]) -> None:
        self.tokens = tokens
        self.numbers: dict[str, float] = table["numbers"]
        self.scales: dict[str, float] = table["scales"]
        self.vague: dict[str, list[float]] = table["vague"]
        self.fractions: dict[str, float] = table["fractions"]
        self.currencies: dict[str, str] = table["currencies"]
        self.units: dict[str, str] = table["units"]
        self.bounds: dict[str, Bound] = {
            phrase: bound for bound, phrases in table["bounds"].items() for phrase in phrases
        }

    def find(self) -> list[Amount]:
        """All amounts in text order."""
        found: list[Amount] = []
        token = 0
        while token < len(self.tokens):
            amount = self._at(token)
            if amount is None:
                token += 1
            else:
                found.append(amount)
                token = max(amount.last, token + 1)
        return found

    def _at(self, token: int) -> Amount | None:
        value = self._value(token)
        if value is None:
            return None
        low: float | None
        high: float | None
        low, high, last = value
        is_fraction = self._names_fraction(token)
        low, high, last = self._second_of_pair(token, value[0], high, last)
        first, currency = self._currency_before(token)
        unit, last = self._unit_after(last)
        bound: Bound = "exactly" if low == high else ("between" if high is not None else "at_least")
        first, bound = self._bound_before(first, bound)
        if bound == "at_least":
            high = None if low == high or high is None else high
        elif bound == "at_most":
            low, high = None, (high if high is not None else low)
        return Amount(
            first,
            last,
            token,
            low,
            high,
            bound,
            currency or unit or ("percent" if is_fraction and low != 6.0 else None),
        )

    def _value(self, token: int) -> tuple[float, float | None, int] | None:
        """Low, high and the token after the number that starts at ``token``."""
        lower = self.tokens.lowers[token]
        after = self.tokens.lowers[token + 1] if token + 1 < len(self.tokens) else ""
        if lower == "several" and (after in self.vague or after in self.scales or after == "tens"):
            return None
        if lower in self.vague and self.tokens.pos[token] in {"NOUN", "NUM", "ADJ", "DET", "PROPN"}:
            least, most = self.vague[lower]
            return least * self._tens_before(token), most or None, token + 1
        if lower in self.fractions and self._is_fraction(token):
            return self.fractions[lower], self.fractions[lower], token + 1
        pair = "-".join(self.tokens.lowers[token : token + 2])
        if pair in self.fractions:
            return self.fractions[pair], self.fractions[pair], token + 2
        joined = "".join(self.tokens.lowers[token : token + 3])
        if joined in self.fractions and "-" in joined:
            return self.fractions[joined], self.fractions[joined], token + 3
        if lower == "half" and self.tokens.lowers[token + 1 : token + 3] == ["a", "dozen"]:
            return 6.0, 6.0, token + 3
        if spread := _RANGE.match(lower):
            return float(spread[1]), float(spread[2]), token + 1
        number, last = self._number(token)
        return None if number is None else (number, number, last)

    def _names_fraction(self, token: int) -> bool:
        lowers = self.tokens.lowers
        forms = (
            lowers[token],
            "-".join(lowers[token : token + 2]),
            "".join(lowers[token : token + 3]),
        )
        return any(form in self.fractions for form in forms)

    def _tens_before(self, token: int) -> float:
        words = self.tokens.lowers[max(token - 2, 0) : token]
        if words == ["tens", "of"]:
            return 10
        return 100 if words == ["hundreds", "of"] else 1

    def _is_fraction(self, token: int) -> bool:
        """ "Nearly half of voters", "a third of the seats", not "the third meeting"."""
        tokens = self.tokens
        after = tokens.lowers[token + 1] if token + 1 < len(tokens) else ""
        before = tokens.lowers[token - 1] if token else ""
        if after == "dozen" or (token + 2 < len(tokens) and after == "a"):
            return False
        return (
            before in {"a", "one", "nearly", "almost", "than", "about", "over", "only"}
            or "-" in tokens.lowers[token]
            or tokens.lowers[token] == "half"
        ) and after in {"of", "the"}

    def _number(self, token: int) -> tuple[float | None, int]:
        """A number in digits or words with its scale: "1.2 million", "a half dozen", "twenty-five"."""
        tokens = self.tokens
        lower = tokens.lowers[token]
        total: float | None = None
        place = token
        if lower in {"half", "a"} and tokens.lowers[token + 1 : token + 2] == ["dozen"]:
            return (6.0 if lower == "half" else 12.0), token + 2
        if (
            lower in {"a", "one"}
            and tokens.lowers[token + 1 : token + 2] != []
            and tokens.lowers[token + 1] in {"hundred", "thousand", "million", "billion"}
        ):
            total, place = 1.0, token + 1
        elif (digits := _DIGITS.match(lower)) and not _CASE.match(lower):
            total = float(digits[1].replace(",", "") + (digits[2] or ""))
            if digits[3] and digits[3].lower() in self.scales:
                total *= self.scales[digits[3].lower()]
            elif digits[3] and digits[3].lower() == "k":
                total *= 1000
            place = token + 1
        elif self._word(lower) is not None and tokens.pos[token] == "NUM":
            total, place = self._word(lower), token + 1
            while place < len(tokens):
                step = place + (
                    tokens.words[place] in {"-", "and"}
                )  # "twenty-five", "hundred and two"
                more = self._word(tokens.lowers[step]) if step < len(tokens) else None
                if more is None or more >= (total or 0):
                    break
                total = (total or 0) + more
                place = step + 1
        if total is None:
            return None, token
        is_money = token > 0 and tokens.words[token - 1] in self.currencies
        while place < len(tokens) and tokens.lowers[place] in self.scales:
            if tokens.lowers[place] == "m" and not is_money:
                break  # metres
            total *= self.scales[tokens.lowers[place]]
            place += 1
        return total, place

    def _word(self, lower: str) -> float | None:
        if lower in self.numbers:
            return self.numbers[lower]
        tens, _, ones = lower.partition("-")
        if ones in self.numbers and tens in self.numbers:
            return self.numbers[tens] + self.numbers[ones]
        return None

    def _second_of_pair(
        self, token: int, low: float, high: float | None, last: int
    ) -> tuple[float, float | None, int]:
        """ "Between 20 and 30", "20 to 30": one range."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or high != low:
            return low, high, last
        before = tokens.lowers[token - 1] if token else ""
        link = tokens.lowers[last]
        if not (link in {"to", "-", "–"} or (link == "and" and before == "between")):
            return low, high, last
        place = last + 1
        if tokens.words[place] in self.currencies:
            place += 1
        other, end = self._number(place)
        if other is None or other <= low:
            return low, high, last
        if low < 1000 <= other and end - place > 1:
            low *= other / (other / self._scale_of(place))
        return low, other, end

    def _scale_of(self, place: int) -> float:
        """The scale behind the second number of a range: "two to three million"."""
        following = self.tokens.lowers[place + 1] if place + 1 < len(self.tokens) else ""
        return self.scales.get(following, 1)

    def _currency_before(self, token: int) -> tuple[int, str | None]:
        before = self.tokens.words[token - 1] if token else ""
        if before in self.currencies:
            return token - 1, self.currencies[before]
        return token, None

    def _unit_after(self, last: int) -> tuple[str | None, int]:
        tokens = self.tokens
        if last >= len(tokens):
            return None, last
        pair = " ".join(tokens.lowers[last : last + 2])
        if pair in self.units:
            return self.units[pair], last + 2
        for form in (tokens.lowers[last], tokens.lemmas[last]):
            if form in self.units:
                return self.units[form], last + 1
            if form in self.currencies and len(form) > 1:
                return self.currencies[form], last + 1
        return None, last

    def _bound_before(self, first: int, bound: Bound) -> tuple[int, Bound]:
        """The bound that stands before the number; the article of "a half dozen" is skipped."""
        tokens = self.tokens
        begin = first
        while begin > 0 and tokens.lowers[begin - 1] in {"a", "an", "the", "tens", "of", "between"}:
            if tokens.lowers[begin - 1] == "of" and tokens.lowers[begin - 2 : begin - 1] not in (
                ["tens"],
                ["hundreds"],
            ):
                break
            begin -= 1
        for length in range(LONGEST_BOUND, 0, -1):
            if begin - length < 0:
                continue
            phrase = " ".join(tokens.lowers[begin - length : begin])
            if phrase in self.bounds:
                return begin - length, self.bounds[phrase]
        return (begin if tokens.lowers[begin] in {"tens", "hundreds", "between"} else first), bound
