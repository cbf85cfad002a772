"""What all tests share: one reader, its model loaded once."""

import pytest

from dragoman import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
