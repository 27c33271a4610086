"""The certificate of this service's ends: one for new calls, changed once a day."""

from __future__ import annotations

from collections.abc import Callable

from aiortc.rtcdtlstransport import RTCCertificate

CERTIFICATE_SECONDS = 24 * 3600.0
"""How long one certificate is used for new calls."""


class Certificates:
    """``generate`` makes a new one; it takes some milliseconds."""

    def __init__(self, generate: Callable[[], RTCCertificate], clock: Callable[[], float]) -> None:
        self._generate = generate
        self._clock = clock
        self._current: RTCCertificate | None = None
        self._made_at = 0.0

    def current(self) -> RTCCertificate:
        """Return the certificate for a new call."""
        now = self._clock()
        if self._current is None or now - self._made_at > CERTIFICATE_SECONDS:
            self._current, self._made_at = self._generate(), now
        return self._current
