"""How an engine differs from an ordinary one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Given to ``Engine`` by who starts it."""

    fake_devices_only: bool = False
    """Offer the test picture, tone and speaker and choose them."""
    lan: bool = True
    """Let the embedded service meet people on the network, if the person agrees to be visible."""
