"""Keys that a caller presses for the service, in the sound or by INFO."""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.sip.bodies import dtmf_relay
from core.sip.messages import SipError

log = logging.getLogger(__name__)

KINDS = frozenset({dtmf_relay.CONTENT_TYPE, dtmf_relay.SHORT_CONTENT_TYPE})
"""Content types of an INFO that tells a key."""


class PressedKeys:
    """Tells each key once: of a caller who sends each in two ways, those that come the first way."""

    def __init__(self) -> None:
        self._on_key: Callable[[str], None] | None = None
        self._come_by = ""

    @property
    def are_wanted(self) -> bool:
        """Whether anybody listens."""
        return self._on_key is not None

    def listen(self, on_key: Callable[[str], None] | None) -> None:
        """Tell each key from now on; None: no longer."""
        self._on_key, self._come_by = on_key, ""

    def in_sound(self, key: str) -> None:
        """Take a key that came in the sound."""
        self._take("sound", key)

    def in_info(self, kind: str, body: bytes) -> None:
        """Take an INFO; what cannot be read is no key."""
        try:
            self._take("info", dtmf_relay.DtmfSignal.parse(body, kind).key)
        except SipError as error:
            log.info("a key in INFO is not readable: %s", error)

    def _take(self, way: str, key: str) -> None:
        if self._on_key is not None and self._come_by in ("", way):
            self._come_by = way
            self._on_key(key)
