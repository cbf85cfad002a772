"""The documents run and are fresh."""

import doctest
import re
from pathlib import Path

import pytest

import dragoman
from docs.build_reference import TARGET, build

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "docs/tutorial.md"]


@pytest.mark.parametrize("page", PAGES)
def test_examples_on_the_page_run(page: str) -> None:
    text = "\n".join(
        re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    )
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=report.append)
    assert runner.tries > 0
    assert runner.failures == 0, "".join(report)


def test_docstring_of_the_package_runs() -> None:
    assert doctest.testmod(dragoman).failed == 0


def test_reference_is_fresh() -> None:
    assert TARGET.read_text(encoding="utf-8") == build(), "run `make reference`"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"
