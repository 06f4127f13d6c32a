"""What schemathesis also looks at, and what it must leave alone."""

from __future__ import annotations

import os
from typing import Any

import schemathesis

# Documents without which the index would be empty, and its honest answer to everything 503.
KEPT = frozenset(os.environ.get("FUZZ_KEPT", "").split(","))
# What no answer holds: a trace, a path of the server.
LEAKS = ("Traceback", 'File "', ".py", "site-packages", "/tmp/", *filter(None, [os.environ.get("FUZZ_FOLDER")]))


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    """Removes only what was sent."""
    if case.method == "DELETE" and case.path_parameters.get("document_id") in KEPT:
        case.path_parameters["document_id"] = "0" * 64


@schemathesis.check
def nothing_of_the_server_shows(_context: Any, response: Any, _case: Any) -> None:
    """No error tells how or where the server is made."""
    if response.status_code >= 400:
        found = [leak for leak in LEAKS if leak in response.text]
        assert not found, f"the answer shows {found}"
