"""Prints the description of the interface: `python -m api.description > docs/openapi.json`."""

from __future__ import annotations

from typing import Any, cast

from api.app import create_app
from api.openapi import describe, written
from ingest.settings import Settings

if __name__ == "__main__":
    nobody = cast(Any, None)  # the description asks nothing
    print(written(describe(create_app(nobody, Settings.model_construct()))), end="")
