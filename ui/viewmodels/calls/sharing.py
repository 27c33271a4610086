"""A screen or window shown in a call: what can be shared, who shares, and how it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import CallSnapshot, DevicesSnapshot, ScreenSource
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.calls import call_words
from ui.viewmodels.devices.system_settings import SystemSettings
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Something that can be shared; ``section`` is the heading that it stands under, ``preview`` an URL."""

    key: str
    name: str
    section: str
    size: str
    is_window: bool
    preview: str = ""


@dataclass(frozen=True, slots=True)
class SharingState:
    """What is shown. ``screen_large``: the shared screen has the room, and the camera is the inset."""

    reason: str = ""
    sharing: bool = False
    sharing_words: str = ""
    sound_words: str = ""
    remote_sharing: bool = False
    remote_words: str = ""
    picture: str = ""
    problem: str = ""
    place_words: str = ""
    chosen: str = ""
    with_sound: bool = False
    sound_reason: str = ""
    screen_large: bool = True
    actual_size: bool = False


def preview_of(source: ScreenSource) -> str:
    """Return the small picture of ``source``; nothing that would have to be fetched from elsewhere."""
    return source.preview if source.preview.startswith("data:image/") else ""


def source_rows(sources: tuple[ScreenSource, ...]) -> list[SourceRow]:
    """Return the screens, then the windows, each id once."""
    rows: dict[str, SourceRow] = {}
    for source in sorted(sources, key=lambda source: source.kind == "window"):
        is_window = source.kind == "window"
        size = (
            sentence("{width} by {height}", width=str(source.width), height=str(source.height))
            if source.width > 0 and source.height > 0
            else ""
        )
        name = source.name or (sentence("Window without a name") if is_window else sentence("Screen"))
        section = sentence("Windows") if is_window else sentence("Screens")
        rows.setdefault(source.id, SourceRow(source.id, name, section, size, is_window, preview_of(source)))
    return list(rows.values())


def sharing_words(call: CallSnapshot) -> str:
    """Say what is shared: short, since it stands in a bar as narrow as the window."""
    if not call.is_sharing:
        return ""
    return (
        sentence("Sharing: {name}", name=call.sharing_name)
        if call.sharing_name
        else sentence("You are sharing your screen")
    )


def sound_words(call: CallSnapshot) -> str:
    """Say what becomes of the sound that goes with what is shared."""
    if not (call.is_sharing and call.shares_sound):
        return ""
    return (
        sentence("For now without sound")
        if call.shared_sound_problem
        else sentence("With this computer's sound")
    )


def sharing_state(before: SharingState, call: CallSnapshot | None, devices: DevicesSnapshot) -> SharingState:
    """Return what is shown of ``call``; how the person looks at a screen lasts as long as it is there."""
    sources = devices.screens
    chosen = before.chosen if any(source.id == before.chosen for source in sources) else ""
    state = SharingState(
        problem=devices.screens_problem,
        chosen=chosen or (sources[0].id if sources else ""),
        with_sound=before.with_sound and not devices.system_sound_problem,
        sound_reason=devices.system_sound_problem,
    )
    if call is None or call.state == "ended":
        return replace(state, reason=sentence("There is no call to share a screen in."))
    is_remote = call.is_remote_sharing and not (call.is_held or call.is_held_by_remote)
    name = call_words.name_of(call)
    looked_at = is_remote and before.remote_sharing
    return replace(
        state,
        reason=call_words.share_reason(call, devices.screens_problem),
        sharing=call.is_sharing,
        sharing_words=sharing_words(call),
        sound_words=sound_words(call),
        remote_sharing=is_remote,
        remote_words=sentence("Screen of {name}", name=name) if is_remote else "",
        picture=f"{call.call_id}/screen" if is_remote else "",
        screen_large=before.screen_large if looked_at else True,
        actual_size=before.actual_size if looked_at else False,
    )


@QmlElement
@QmlUncreatable("screens come from the core")
class SharingViewModel(Mirror):  # type: ignore[operator]
    """Sharing in the call on the screen. ``told`` (for Python) says in a sentence what has just changed."""

    reasonChanged = Signal()
    sharingChanged = Signal()
    sharingWordsChanged = Signal()
    soundWordsChanged = Signal()
    remoteSharingChanged = Signal()
    remoteWordsChanged = Signal()
    pictureChanged = Signal()
    problemChanged = Signal()
    placeWordsChanged = Signal()
    chosenChanged = Signal()
    withSoundChanged = Signal()
    soundReasonChanged = Signal()
    screenLargeChanged = Signal()
    actualSizeChanged = Signal()
    told = Signal(object)

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, settings: SystemSettings | None = None
    ) -> None:
        super().__init__(SharingState(), parent)
        self._bridge = bridge
        self._settings = settings or SystemSettings("screen")
        self._call: CallSnapshot | None = None
        self._is_stopping = False
        self._sources = RowModel(SourceRow, self)

    def show_call(self, call: CallSnapshot | None, devices: DevicesSnapshot) -> None:
        """Mirror sharing in ``call``, and what could be shared."""
        before, self._call = self._call, call
        is_same = before is not None and call is not None and before.call_id == call.call_id
        self._sources.assign(source_rows(devices.screens))
        state = sharing_state(self._state if is_same else SharingState(), call, devices)
        self._show(replace(state, place_words=self._settings.words if state.problem else ""))
        if is_same and before is not None and call is not None and call.state == "established":
            self._tell(before, call)

    def _tell(self, before: CallSnapshot, call: CallSnapshot) -> None:
        name = call_words.name_of(call)
        if call.is_remote_sharing != before.is_remote_sharing:
            self.told.emit(
                sentence("{name} is sharing a screen.", name=name)
                if call.is_remote_sharing
                else sentence("{name} no longer shares a screen.", name=name)
            )
        if before.is_sharing and not call.is_sharing and not self._is_stopping:
            self.told.emit(sentence("{name} no longer sees your screen.", name=name))
        if not call.is_sharing:
            self._is_stopping = False

    @Slot()
    def look(self) -> None:
        """Look again what can be shared."""
        self._bridge.post(commands.ListScreens())

    @Slot()
    def openPlace(self) -> None:
        """Open the system's own settings that let programs record the screen."""
        self._settings.open()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Have this one in mind."""
        if any(row.key == key for row in self._sources.rows):
            self._show(replace(self._state, chosen=key))

    @Slot(bool)
    def sendSound(self, wanted: bool) -> None:
        """Send what other programs play with it, or not, if this system can."""
        self._show(replace(self._state, with_sound=wanted and not self._state.sound_reason))

    @Slot(result=bool)
    def share(self) -> bool:
        """Show what is chosen; False when there is nothing, or no call to show it in."""
        if self._call is None or self._state.reason or not self._state.chosen:
            return False
        self._bridge.post(
            commands.ShareScreen(self._call.call_id, self._state.chosen, self._state.with_sound)
        )
        return True

    @Slot()
    def stop(self) -> None:
        """Show it no more."""
        if self._call is not None and self._state.sharing:
            self._is_stopping = True
            self._bridge.post(commands.StopSharing(self._call.call_id))

    @Slot()
    def exchange(self) -> None:
        """Give the room to the camera, or back to the screen."""
        if self._state.remote_sharing:
            self._show(replace(self._state, screen_large=not self._state.screen_large))

    @Slot()
    def toggleActualSize(self) -> None:
        """Look at the screen pixel by pixel, or at all of it; whichever, it becomes the large picture."""
        if self._state.remote_sharing:
            state = self._state
            is_actual = not state.actual_size if state.screen_large else True
            self._show(replace(state, actual_size=is_actual, screen_large=True))

    @Property(QObject, constant=True)
    def sources(self) -> QObject:
        """What can be shared: ``key``, ``name``, ``section``, ``size``, ``isWindow``, ``preview``."""
        return self._sources

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why no screen can be shared now; empty when one can."""
        return self._state.reason  # type: ignore[no-any-return]

    @Property(bool, notify=sharingChanged)
    def sharing(self) -> bool:
        """Whether the other end sees a screen of this person."""
        return self._state.sharing  # type: ignore[no-any-return]

    @Property(str, notify=sharingWordsChanged)
    def sharingWords(self) -> str:
        """What is being shown, as a sentence."""
        return self._state.sharing_words  # type: ignore[no-any-return]

    @Property(str, notify=soundWordsChanged)
    def soundWords(self) -> str:
        """What becomes of the sound that goes with it; empty if none does."""
        return self._state.sound_words  # type: ignore[no-any-return]

    @Property(bool, notify=remoteSharingChanged)
    def remoteSharing(self) -> bool:
        """Whether the other end shows a screen."""
        return self._state.remote_sharing  # type: ignore[no-any-return]

    @Property(str, notify=remoteWordsChanged)
    def remoteWords(self) -> str:
        """Whose screen it is."""
        return self._state.remote_words  # type: ignore[no-any-return]

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """Name of the picture of the other end's screen."""
        return self._state.picture  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """Why nothing can be shared, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(str, notify=placeWordsChanged)
    def placeWords(self) -> str:
        """What ``openPlace`` opens; empty where nothing is wrong or the system has no such place."""
        return self._state.place_words  # type: ignore[no-any-return]

    @Property(str, notify=chosenChanged)
    def chosen(self) -> str:
        """Key of what would be shared."""
        return self._state.chosen  # type: ignore[no-any-return]

    @Property(bool, notify=withSoundChanged)
    def withSound(self) -> bool:
        """Whether what other programs play would go with it."""
        return self._state.with_sound  # type: ignore[no-any-return]

    @Property(str, notify=soundReasonChanged)
    def soundReason(self) -> str:
        """Why it cannot on this system; empty if it can."""
        return self._state.sound_reason  # type: ignore[no-any-return]

    @Property(bool, notify=screenLargeChanged)
    def screenLarge(self) -> bool:
        """Whether the screen has the room, and the camera is the inset."""
        return self._state.screen_large  # type: ignore[no-any-return]

    @Property(bool, notify=actualSizeChanged)
    def actualSize(self) -> bool:
        """Whether the screen is shown pixel by pixel."""
        return self._state.actual_size  # type: ignore[no-any-return]
