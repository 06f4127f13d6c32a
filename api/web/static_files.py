"""Style, modules and drawings of the pages."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles


class RevalidatedFiles(StaticFiles):
    """Files that a browser keeps, and asks about again before it uses them: what changed is never missed."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, or 304 when the browser has it."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response
