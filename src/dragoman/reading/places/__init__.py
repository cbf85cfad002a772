"""Places: every place name of the text, and where on the map it is."""

from collections.abc import Iterable

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.reading.places.containment import link, states_beside
from dragoman.reading.places.finding import Finder
from dragoman.reading.places.guessing import Guesser
from dragoman.reading.places.resolution import resolve
from dragoman.reading.places.surroundings import Surroundings
from dragoman.reading.places.toponyms import Toponym
from dragoman.reading.places.vocabulary import Vocabulary
from dragoman.records import Document, Part, Place


class Places:
    """The stage that makes places."""

    name = "places"
    needs = frozenset({Tokens, Cast})
    makes = frozenset({Place})

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Place]:
        """Find the toponyms, resolve them together, keep those that stand for places."""
        tokens = found.the(Tokens)
        vocabulary = self.vocabulary_of(knowledge)
        toponyms = read_toponyms(tokens, found.the(Cast), vocabulary)
        maker = Maker(self.name, document, tokens, knowledge)
        for toponym in toponyms:
            if not toponym.acts:
                yield _record(toponym, maker, vocabulary)

    def vocabulary_of(self, knowledge: Knowledge) -> Vocabulary:
        """The words over ``knowledge``, arranged once."""
        if self._vocabulary is None or self._vocabulary.knowledge is not knowledge:
            self._vocabulary = Vocabulary(knowledge)
        return self._vocabulary


def read_toponyms(tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> list[Toponym]:
    """All toponyms in text order, resolved; those that act for a government are marked."""
    finder = Finder(tokens, cast, vocabulary)
    finder.find()
    Guesser(finder).guess()
    toponyms = finder.toponyms()
    locate(toponyms, tokens, cast, vocabulary)
    return toponyms


def locate(
    toponyms: list[Toponym], tokens: Tokens, cast: Cast, vocabulary: Vocabulary
) -> None:
    """Resolve toponyms that are known to be such."""
    link(toponyms, cast, Surroundings(tokens, vocabulary), vocabulary)
    resolve(toponyms, vocabulary.importance, states_beside(cast, vocabulary))


def _record(toponym: Toponym, maker: Maker, vocabulary: Vocabulary) -> Place:
    raise NotImplementedError
