"""Who can hear and see the call on the screen, as the badge and the details say it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.snapshots import CallSnapshot
from core.trust.summary import TrustSummary
from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

GLYPHS = {"closed": "lock", "half": "lock-half", "open": "unlock", "unknown": "lock-unknown"}


@QmlElement
@QmlUncreatable("what is known of a call comes from the core")
class TrustViewModel(Mirror):  # type: ignore[operator]
    """Mirrors ``TrustSummary``; nothing is said of a call in which nobody talks yet."""

    levelChanged = Signal()
    sentenceChanged = Signal()
    decryptersChanged = Signal()
    linesChanged = Signal()
    levelsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TrustSummary(), parent)

    def show_call(self, call: CallSnapshot | None) -> None:
        """Mirror what is known of ``call``."""
        is_talking = call is not None and call.state == "established"
        self._show(call.trust if call is not None and is_talking else TrustSummary())

    @Property(str, notify=levelChanged)
    def level(self) -> str:
        """What is drawn: ``closed``, ``half``, ``open`` or ``unknown``."""
        return self._state.level  # type: ignore[no-any-return]

    @Property(str, notify=levelChanged)
    def glyph(self) -> str:
        """The icon of the level."""
        return GLYPHS[self._state.level]

    @Property("QStringList", notify=levelsChanged)  # type: ignore[arg-type]
    def glyphs(self) -> list[str]:
        """The icon of each hop."""
        return [GLYPHS[level] for level in self._state.levels]

    @Property(str, notify=sentenceChanged)
    def sentence(self) -> str:
        """Who can decrypt the call, in a few words; empty before anybody talks."""
        return self._state.sentence  # type: ignore[no-any-return]

    @Property(str, notify=decryptersChanged)
    def decrypters(self) -> str:
        """Who can decrypt it, as a list."""
        return self._state.decrypters  # type: ignore[no-any-return]

    @Property("QStringList", notify=linesChanged)  # type: ignore[arg-type]
    def lines(self) -> list[str]:
        """A sentence for each hop."""
        return list(self._state.lines)
