"""How an original file is handed to a browser so that nothing of it runs."""

from __future__ import annotations

from pathlib import Path, PurePath

_PDF = "application/pdf"
# Kinds that the readers know; anything else is bytes.
_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The browser's own PDF viewer is blocked by a sandbox or by `object-src 'none'`; everything else gets both.
_PDF_POLICY = "frame-ancestors 'none'"
_OTHER_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def is_pdf(path: Path) -> bool:
    """Whether the file's content, not its name, says PDF."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def media_type(file_name: str, path: Path) -> str:
    """The media type by name, except that only a real PDF is a PDF, whatever its name."""
    suffix = PurePath(file_name).suffix.lower()
    if suffix not in _MEDIA_TYPES and is_pdf(path):
        return _PDF
    return _MEDIA_TYPES.get(suffix, "application/octet-stream")


def file_headers(media_type: str) -> dict[str, str]:
    """The headers that go with a file of that type."""
    policy = _PDF_POLICY if media_type == _PDF else _OTHER_POLICY
    return {"Content-Security-Policy": policy, "Cache-Control": "private, max-age=3600"}
