"""The theme as the tests see it: its roles in each form, and the contrast of two colours (WCAG 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

from ui.app import QML

LOADER = b'import QtQuick\nimport "theme"\nQtObject { property QtObject theme: Theme }\n'


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the theme."""

    name: str
    dark: bool
    contrast: bool


FORMS = (
    Form("light", dark=False, contrast=False),
    Form("dark", dark=True, contrast=False),
    Form("light, high contrast", dark=False, contrast=True),
    Form("dark, high contrast", dark=True, contrast=True),
)


class Theme:
    """The singleton, in an engine of its own."""

    def __init__(self, folder: Path = QML) -> None:
        self._engine = QQmlEngine()
        component = QQmlComponent(self._engine)
        component.setData(LOADER, QUrl.fromLocalFile(str(folder / "Loader.qml")))
        self._root = component.create()
        assert self._root is not None, component.errorString()
        theme = self._root.property("theme")
        assert isinstance(theme, QObject)
        self.object = theme

    def take(self, form: Form) -> None:
        """Show ``form`` from now on."""
        self.object.setProperty("dark", form.dark)
        self.object.setProperty("contrast", form.contrast)

    def colour(self, role: str) -> QColor:
        """Return the colour of ``role`` in the form taken."""
        colour = self.object.property(role)
        assert isinstance(colour, QColor), f"the theme has no colour {role!r}"
        return colour

    def colours(self) -> list[str]:
        """Return the name of each role that is a colour."""
        meta = self.object.metaObject()
        names = [meta.property(index).name() for index in range(meta.propertyCount())]
        return [name for name in names if isinstance(self.object.property(name), QColor)]

    def avatars(self) -> list[QColor]:
        """Return the colours of people."""
        return [QColor(colour) for colour in self.object.property("avatars")]


def over(colour: QColor, below: QColor) -> QColor:
    """Return what one sees of ``colour``, see-through or not, with ``below`` behind it."""
    share = colour.alphaF()
    parts = ((getattr(colour, name)(), getattr(below, name)()) for name in ("redF", "greenF", "blueF"))
    return QColor.fromRgbF(*(upper * share + lower * (1 - share) for upper, lower in parts))


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: QColor, other: QColor) -> float:
    """Return the contrast between two opaque colours, 1 to 21."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)
