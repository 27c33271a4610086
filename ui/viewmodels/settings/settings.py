"""Which page of the settings is open, and what a search among all of them finds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.search_text import Search
from ui.language.properties import Property
from ui.language.speech import told
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel
from ui.viewmodels.settings.catalogue import PAGES, SETTINGS, PageRow, Setting

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One setting that a search finds; ``place`` is the title of its page."""

    key: str
    page: str
    title: str
    summary: str
    place: str


@QmlElement
@QmlUncreatable("settings are those of the catalogue")
class SettingsPages(RowModel):  # type: ignore[operator]
    """The pages, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PageRow, parent)


@QmlElement
@QmlUncreatable("settings are those of the catalogue")
class FoundSettings(RowModel):  # type: ignore[operator]
    """The settings that a search finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(FoundRow, parent)


@dataclass(frozen=True, slots=True)
class SettingsState:
    """``page`` is empty while the list of pages is shown alone; ``target`` is a setting to point at."""

    page: str = ""
    title: str = ""
    query: str = ""
    target: str = ""


def found_settings(query: str, settings: tuple[Setting, ...] = SETTINGS) -> list[FoundRow]:
    """Return what ``query`` finds, by English words and by those of the person's language."""
    search = Search(query)
    if not search.words:
        return []
    titles = {page.key: page.title for page in PAGES}
    rows: list[tuple[bool, FoundRow]] = []
    for each in settings:
        texts = (each.title, each.detail, each.synonyms, titles[each.page])
        if search.finds(*map(str, texts)) or search.finds(*(str(told(text)) for text in texts)):
            is_named = search.finds(str(each.title)) or search.finds(str(told(each.title)))
            rows.append(
                (not is_named, FoundRow(each.key, each.page, each.title, each.detail, titles[each.page]))
            )
    return [row for _, row in sorted(rows, key=lambda found: found[0])]


@QmlElement
@QmlUncreatable("one per window")
class SettingsViewModel(Mirror):  # type: ignore[operator]
    """The way about the settings."""

    pageChanged = Signal()
    titleChanged = Signal()
    queryChanged = Signal()
    targetChanged = Signal()

    opened = Signal(str)
    """The settings are wanted, at this page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SettingsState(), parent)
        self._pages = SettingsPages(self)
        self._pages.assign(PAGES)
        self._found = FoundSettings(self)

    @Slot(str)
    def open(self, page: str) -> None:
        """Show a page; empty, or a page that does not exist: the list of pages."""
        title = next((each.title for each in PAGES if each.key == page), "")
        self._show(replace(self._state, page=page if title else "", title=title, target=""))

    @Slot(str)
    def search(self, text: str) -> None:
        """List the settings that ``text`` finds."""
        self._found.assign(found_settings(text))
        self._show(replace(self._state, query=text))

    @Slot(str)
    def pointAt(self, key: str) -> None:
        """Show the page of a setting, and point at it."""
        found = next((each for each in SETTINGS if each.key == key), None)
        if found is not None:
            self.open(found.page)
            self._show(replace(self._state, target=key))

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """The page that is open; empty: none, the list of pages is shown."""
        return self._state.page  # type: ignore[no-any-return]

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        """Its title."""
        return self._state.title  # type: ignore[no-any-return]

    @Property(str, notify=queryChanged)
    def query(self) -> str:
        """What is searched for."""
        return self._state.query  # type: ignore[no-any-return]

    @Property(str, notify=targetChanged)
    def target(self) -> str:
        """The ``objectName`` of the setting to be pointed at; empty: none."""
        return self._state.target  # type: ignore[no-any-return]

    @Property(SettingsPages, constant=True)
    def pages(self) -> SettingsPages:
        """All pages."""
        return self._pages

    @Property(FoundSettings, constant=True)
    def found(self) -> FoundSettings:
        """The settings that the search finds."""
        return self._found
