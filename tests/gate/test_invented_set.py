"""The gate over the invented contracts; a module of its own, so that it runs beside the others."""

from __future__ import annotations

import pytest

from eval.memory import RememberingEncoder
from ingest.settings import Settings
from tests.gate.gated import gate_on_own_documents


@pytest.mark.slow
def test_answers_are_no_worse_than_stored(settings: Settings, kept_encoder: RememberingEncoder) -> None:
    gate_on_own_documents("invented", settings, kept_encoder)
