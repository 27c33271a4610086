"""List models with stable rows: an update touches only what came, went, moved or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.bridge import assert_gui_thread
from ui.language.properties import Property
from ui.language.speech import told
from ui.viewmodels.mirror import camel_case

Index = QModelIndex | QPersistentModelIndex


ENTRY = "entry"
"""The role of a whole row: to read one costs QML two ways into Python and back, so a long list reads this."""


class RowModel(QAbstractListModel):
    """Rows are frozen dataclasses of one type; field ``key`` is unique, every field is a role.

    The role ``entry`` is an object of all fields, by their names in QML.
    """

    countChanged = Signal()

    def __init__(self, row_type: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []
        self._names = [field.name for field in fields(row_type)]
        self._said_names = [camel_case(name) for name in self._names]
        self._first = int(Qt.ItemDataRole.UserRole) + 1
        self._roles = {
            role: QByteArray(name.encode())
            for role, name in enumerate((*self._said_names, ENTRY), start=self._first)
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows (Qt override)."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """Return the QML names of the fields (Qt override)."""
        return self._roles

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return one field of one row (Qt override)."""
        if not index.isValid() or role not in self._roles or index.row() >= len(self._rows):
            return None
        row, field = self._rows[index.row()], role - self._first
        return told(getattr(row, self._names[field])) if field < len(self._names) else self._say(row)

    def _say(self, row: Any) -> dict[str, Any]:
        """Return all fields of ``row`` as QML has them."""
        pairs = zip(self._said_names, self._names, strict=True)
        return {said: told(getattr(row, name)) for said, name in pairs}

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows)

    @property
    def rows(self) -> Sequence[Any]:
        """The rows as Python sees them."""
        return tuple(self._rows)

    def tell_again(self) -> None:
        """Let all rows be read again, because the language is another one. GUI thread only."""
        if self._rows:
            # Not "dataChanged": headings of sections would stay as they are.
            self.beginResetModel()
            self.endResetModel()

    def assign(self, rows: Sequence[Any]) -> None:
        """Show ``rows``, keeping the identity of rows whose key stays. GUI thread only."""
        assert_gui_thread()
        before = len(self._rows)
        self._exchange(rows)
        if len(self._rows) != before:
            self.countChanged.emit()

    def _exchange(self, rows: Sequence[Any]) -> None:
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._update(rows)
        else:
            self._rearrange(rows)

    def _update(self, rows: Sequence[Any]) -> None:
        for position, (shown, row) in enumerate(zip(self._rows, rows, strict=True)):
            if shown is not row and shown != row:
                self._show(position, row)

    def _show(self, position: int, row: Any) -> None:
        self._rows[position] = row
        index = self.index(position, 0)
        self.dataChanged.emit(index, index)

    def _rearrange(self, rows: Sequence[Any]) -> None:
        wanted = {row.key for row in rows}
        last = len(self._rows) - 1
        while last >= 0:  # whole runs of rows at once, from the end
            first = last
            if self._rows[last].key not in wanted:
                while first > 0 and self._rows[first - 1].key not in wanted:
                    first -= 1
                self._remove(first, last)
            last = first - 1
        known = {row.key for row in self._rows}
        position = 0
        while position < len(rows):  # and whole runs of new ones
            end = position
            while end < len(rows) and rows[end].key not in known:
                end += 1
            if end > position:
                self._insert(position, rows[position:end])
                position = end
            else:
                self._place(position, rows[position])
                position += 1

    def _insert(self, position: int, rows: Sequence[Any]) -> None:
        self.beginInsertRows(QModelIndex(), position, position + len(rows) - 1)
        self._rows[position:position] = rows
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _place(self, position: int, row: Any) -> None:
        found = next(i for i in range(position, len(self._rows)) if self._rows[i].key == row.key)
        if found != position:
            self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), position)
            self._rows.insert(position, self._rows.pop(found))
            self.endMoveRows()
        if self._rows[position] != row:
            self._show(position, row)
