"""The entry point of the calling API."""

from __future__ import annotations

from core import VERSION
from core.calling.client.builder import SinchClientBuilder


class Sinch:
    """Where every use of the calling API begins."""

    version = VERSION
    """The version of this implementation."""

    @staticmethod
    def getSinchClientBuilder() -> SinchClientBuilder:
        """Return a new builder."""
        return SinchClientBuilder()
