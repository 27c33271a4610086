"""The language of the window: as the system has it, or as the person chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, QSettings, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.languages import ALL, NAMES, language_for
from core.sentences import sentence
from ui.language.installing import InstalledLanguage
from ui.language.languages import is_right_to_left
from ui.language.properties import Property
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SYSTEM = ""
"""The choice to follow the system."""

CHOSEN, SPOKEN = "language", "spokenLanguage"
"""The settings of the choice and of what came of it, which the agent reads (``core/agent/speech.py``)."""


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language to choose; ``key`` is empty for that of the system."""

    key: str
    name: str


@QmlElement
@QmlUncreatable("one per window")
class LanguageModel(RowModel):  # type: ignore[operator]
    """The languages to choose from, each by its own name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LanguageRow, parent)
        same = LanguageRow(SYSTEM, sentence("The same as the system"))
        self.assign([same, *(LanguageRow(key, name) for key, name in NAMES.items())])


@QmlElement
@QmlUncreatable("one per window")
class LanguageViewModel(QObject):  # type: ignore[operator]
    """The language in use. The choice is kept in ``settings`` if there are any.

    Signals:
        changed: all that is shown has to be read again.
    """

    changed = Signal()

    def __init__(
        self,
        settings: QSettings | None = None,
        parent: QObject | None = None,
        *,
        system: QLocale | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._system = system or QLocale.system()
        self._installed = InstalledLanguage()
        self._model = LanguageModel(self)
        stored = str(settings.value(CHOSEN, SYSTEM)) if settings else SYSTEM
        self._chosen = stored if stored in ALL else SYSTEM
        self._use()

    @Slot(str)
    def choose(self, language: str) -> None:
        """Use ``language`` from now on; an empty one is that of the system."""
        if language == self._chosen or language not in (SYSTEM, *ALL):
            return
        self._chosen = language
        if self._settings:
            self._settings.setValue(CHOSEN, language)
        self._use()
        self._model.tell_again()
        self.changed.emit()

    @Slot(int)
    def chooseAt(self, place: int) -> None:
        """Use the language at ``place`` among ``choices``."""
        if 0 <= place < len(self._model.rows):
            self.choose(self._model.rows[place].key)

    def close(self) -> None:
        """Take the translations out of the application."""
        self._installed.remove()

    @property
    def language(self) -> str:
        """The language in use, as ``languages.ALL`` names it."""
        return self._installed.language

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The choice; empty for the language of the system."""
        return self._chosen

    @Property(int, notify=changed)
    def place(self) -> int:
        """Where the choice is among ``choices``; -1 for a language that is not offered."""
        keys: Sequence[str] = [row.key for row in self._model.rows]
        return keys.index(self._chosen) if self._chosen in keys else -1

    @Property(bool, notify=changed)
    def mirrored(self) -> bool:
        """Whether the window runs from right to left."""
        return is_right_to_left(self._installed.language)

    @Property(LanguageModel, constant=True)
    def choices(self) -> LanguageModel:
        """The languages to choose from."""
        return self._model

    def _use(self) -> None:
        self._installed.use(language_for(self._chosen, self._system.uiLanguages()), self._system)
        if self._settings and self._settings.value(SPOKEN) != self.language:
            self._settings.setValue(SPOKEN, self.language)
