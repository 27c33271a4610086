"""What a screen reader finds on a window: every element with its name, role, state and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow
from translating.files import ROOT

Role = QAccessible.Role

CONTROLS = (
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.Slider,
    Role.ProgressBar,
    Role.ListItem,
    Role.MenuItem,
    Role.Link,
    Role.PageTab,
)
"""What a person can act on, or that has a value."""

CONTAINERS = (Role.List, Role.Dialog, Role.Graphic, Role.AlertMessage, Role.Heading)
"""What a person moves between, and must be told of by name."""

ICONS = frozenset(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg") if "-" in path.stem)
_FILE = re.compile(r"\.(svg|png|qml)\b|image://")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One element. ``value`` is that of sliders and meters, as text."""

    role: QAccessible.Role
    name: str
    description: str
    value: str
    is_checkable: bool
    is_checked: bool
    is_focusable: bool
    is_password: bool


def spoken(window: QQuickWindow) -> list[Spoken]:
    """Return the elements that can be seen, in the order in which they are read."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return [_read(each) for each in _walk(root)]


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        yield from _walk(child)


def _read(interface: QAccessibleInterface) -> Spoken:
    state = interface.state()
    value = interface.valueInterface()
    return Spoken(
        interface.role(),
        interface.text(QAccessible.Text.Name).strip(),
        interface.text(QAccessible.Text.Description).strip(),
        "" if value is None else str(value.currentValue()),
        bool(state.checkable),
        bool(state.checked),
        bool(state.focusable),
        bool(state.passwordEdit),
    )


def faults(elements: list[Spoken]) -> list[str]:
    """Return what a person who listens would miss."""
    found = [f"{fault}: {each.role.name} {each.name!r}" for each in elements for fault in _faults(each)]
    choices = [each for each in elements if each.role is Role.RadioButton]
    if choices and not any(each.is_checked for each in choices):
        found.append(f"none is chosen: {[each.name for each in choices]}")
    return found


def _faults(each: Spoken) -> Iterator[str]:
    said = each.name or (each.description if each.is_password else "")
    if each.role in (*CONTROLS, *CONTAINERS) and not said:
        yield "no name"
    if each.role is not Role.EditableText and (each.name in ICONS or _FILE.search(each.name)):
        yield "named after a file"
    if each.role in (Role.Slider, Role.ProgressBar) and not each.value:
        yield "no value"
    if each.role is Role.CheckBox and not each.is_checkable:
        yield "no state"
