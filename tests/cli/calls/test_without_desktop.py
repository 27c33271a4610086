"""Commands that open devices and show nothing are quiet about the desktop, whatever is wrong with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RUN = """
import os
import main

os.environ.setdefault("QT_LOGGING_RULES", main.QT_LOG)
code = main._with_devices(lambda host: 7)
from PySide6.QtCore import QLoggingCategory
for name in ("qt.qpa.theme.gnome", "qt.qpa.theme.dbus", "qt.qpa.services"):
    category = QLoggingCategory(name)
    print(name, category.isWarningEnabled(), category.isCriticalEnabled())
print(code)
"""
BROKEN = {
    "XDG_CURRENT_DESKTOP": "GNOME",  # Qt then asks the session bus for colours, and for a portal
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    "DISPLAY": ":nowhere",
    "WAYLAND_DISPLAY": "nowhere",
}


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems have one desktop, which is there.")
def test_a_broken_desktop_is_no_problem_of_a_call_without_a_window() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")} | BROKEN
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    *categories, code = done.stdout.splitlines()
    assert code == "7" and done.returncode == 0
    assert len(categories) == 3 and all(line.endswith(" False True") for line in categories)
