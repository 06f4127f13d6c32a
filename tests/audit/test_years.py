"""The years that a quote says one by one: those of a span are held, those around it are not."""

from __future__ import annotations

import pytest

from assistant.audit.dates import years_between


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("60 000 € par an de 2036 à 2038", {"2036", "2037", "2038"}),
        ("60 000 € chaque année de 2036\nà 2038 pour le fonctionnement", {"2036", "2037", "2038"}),
        ("De 2035 à 2037, 15 000 € par an, soit 45 000 €", {"2035", "2036", "2037"}),
        ("le contrat 2035-2039 prévoit 15 000 € en 2036", set()),
        ("de 2035 à 2037, 45 000 € en tout", set()),
    ],
)
def test_years_between(text: str, years: set[str]) -> None:
    assert years_between(text) == years
