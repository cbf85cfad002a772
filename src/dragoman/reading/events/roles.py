"""Roles: from the words that fill a slot to the actors they stand for."""

from collections.abc import Iterable

from dragoman.reading.actors import Appearance, Cast
from dragoman.reading.language import Tokens

# Through these the actor inside a thing is reached: "the border with Ukraine", "a base in Iraq".
_ROLE_PREPS = frozenset(
    {
        "with",
        "of",
        "on",
        "against",
        "from",
        "for",
        "between",
        "to",
        "by",
        "toward",
        "towards",
        "among",
    }
)
_PLACE_PREPS = frozenset({"in", "at", "near", "inside", "across", "over", "within"})
DEEPEST = 3


class RoleReader:
    """Finds who is behind a filler: the actor it names, else the actor inside the phrase."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast

    def named(self, fillers: Iterable[int]) -> list[Appearance]:
        """The actors that the fillers themselves name."""
        found: list[Appearance] = []
        for token in fillers:
            appearance = self.cast.headed_by(token) or self._covering(token)
            if appearance is not None and appearance.who and appearance not in found:
                found.append(appearance)
        return found

    def _covering(self, token: int) -> Appearance | None:
        # A filler may be a word inside a name: "the United States" headed elsewhere by the parser.
        appearance = self.cast.at(token)
        if appearance is None or appearance.kind == "nominal":
            return None
        return appearance if appearance.last - 1 == token or appearance.first == token else None

    def inside(self, fillers: Iterable[int]) -> list[Appearance]:
        """The actors inside the fillers' phrases: possessors, modifiers, "of …", "with …".

        Those who only give the place ("in Kashmir") count where nobody else is there.
        """
        fillers = list(fillers)
        for preps in (_ROLE_PREPS, _ROLE_PREPS | _PLACE_PREPS):
            found: list[Appearance] = []
            for token in fillers:
                found += [a for a in self._inner(token, 0, preps) if a not in found]
            if found:
                return found
        return []

    def owners(self, fillers: Iterable[int]) -> list[Appearance]:
        """The actors that own the fillers: "Russia's decision", "the Kremlin plan"."""
        found: list[Appearance] = []
        for token in fillers:
            for child in self.tokens.children_with(token, "poss", "amod", "compound", "nmod"):
                appearance = self.cast.at(child)
                if appearance is not None and appearance.who and appearance not in found:
                    found.append(appearance)
        return found

    def _inner(self, token: int, depth: int, preps: frozenset[str]) -> list[Appearance]:
        tokens = self.tokens
        found: list[Appearance] = []
        if depth > DEEPEST:
            return found
        for child in tokens.children[token]:
            dep = tokens.deps[child]
            if dep in {"dobj", "nsubjpass", "dative", "pobj"}:
                appearance = self.cast.headed_by(child)
                if appearance is not None and appearance.who and not appearance.is_place:
                    found.append(appearance)
                else:
                    found += self._inner(child, depth + 1, preps)
            elif dep in {"poss", "amod", "compound", "nmod"}:
                appearance = self.cast.at(child)
                if appearance is not None and appearance.who and not appearance.is_place:
                    found.append(appearance)
            elif dep == "prep" and tokens.lowers[child] in preps:
                for object_ in tokens.children_with(child, "pobj"):
                    for member in tokens.conjuncts(object_):
                        appearance = self.cast.headed_by(member)
                        if appearance is not None and appearance.who:
                            found += [] if appearance.is_place else [appearance]
                        else:
                            found += self._inner(member, depth + 1, preps)
        return found
