"""How large the person has the system write, as a factor of what is usual there."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontInfo

SMALLEST, LARGEST = 1.0, 2.0
_USUAL = {"win32": 12.0, "darwin": 13.0}
"""Pixels of the system's font where nobody has changed it: 9 points on Windows, 13 on macOS."""
_USUAL_ELSEWHERE = 14.7
"""11 points at 96 dots per inch, the largest default among the desktops of Linux."""
_STEP = 0.05


def factor_of(pixels: float, platform: str = sys.platform) -> float:
    """Return the factor, 1 to 2 in steps of 0.05, for a system font of ``pixels``."""
    factor = pixels / _USUAL.get(platform, _USUAL_ELSEWHERE)
    return min(max(round(factor / _STEP) * _STEP, SMALLEST), LARGEST)


def system_factor(font: QFont, platform: str = sys.platform) -> float:
    """Return the factor for the system's ``font``, as it is before the application chooses its own."""
    return factor_of(float(QFontInfo(font).pixelSize()), platform)
