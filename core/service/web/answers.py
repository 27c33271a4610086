"""Errors over HTTP, in one shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web


def refused(status: int, code: str, message: str, headers: Mapping[str, Any] | None = None) -> web.Response:
    """Return an error as JSON: a code for programs, a sentence for people."""
    return web.json_response({"error": code, "message": message}, status=status, headers=headers)
