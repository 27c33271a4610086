"""How busy the machine is."""

from __future__ import annotations

import psutil

SPACING = 1.0
"""Seconds over which the load is taken."""


class MachineLoad:
    """The share of all processors in use, by whatever program, looked at once a second at most."""

    def __init__(self) -> None:
        self._share = 0.0
        self._at: float | None = None

    def share(self, now: float) -> float:
        """Return the share (0 to 1) during the last second or so; 0 at first."""
        if self._at is None or now - self._at >= SPACING:
            percent = psutil.cpu_percent(interval=None)  # since the last time it was asked
            self._share = percent / 100 if self._at is not None else 0.0
            self._at = now
        return self._share


MACHINE_LOAD = MachineLoad()
"""There is one machine: every call looks at the same load."""
