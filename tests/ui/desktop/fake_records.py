"""What is written down of a run that never was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.diagnostics.crash_file import CrashReport
from core.snapshots import AppSnapshot

CRASH = CrashReport(
    Path("/home/anna/.local/share/ahoy/crash-20261128-201500.txt"),
    "Ahoy 0.1.0, Python 3.11.7, Linux-6.1\nFatal Python error: Segmentation fault\n\n"
    "Thread 0x00007f8 (most recent call first):\n"
    + "".join(f'  File "/opt/ahoy/core/media/session.py", line {n} in run\n' for n in range(40, 60)),
    is_end=True,
)


@dataclass(slots=True)
class FakeRecords:
    """Remembers what was asked."""

    profile: Path = Path("/home/anna/.local/share/ahoy")
    crash: CrashReport | None = None
    logs: list[bool] = field(default_factory=list)

    def begin(self) -> None:
        self.logs.clear()

    def write_log(self, on: bool) -> None:
        self.logs.append(on)

    def report(self, snapshot: AppSnapshot, facts: Mapping[str, str]) -> str:
        return f"report of {snapshot.service.state}, {sorted(facts)}"
