"""The screens of a call between two, for ``screenshots.py``."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Q_ARG, QMetaObject

from core.snapshots import AppSnapshot
from core.trust.hops import Proof, Protection
from tests.ui import scenes
from tests.ui.calls import trusts
from tests.ui.calls.test_figures import report
from tests.ui.drawn import Act, child, engine_of, nothing, settle
from ui.app import Window


def look(act: str, *arguments: object, part: str = "look") -> Act:
    def do(window: Window) -> None:
        settle(0.4)
        getattr(getattr(window.app.calls, part), act)(*arguments)  # type: ignore[attr-defined]

    return do


def details(window: Window) -> None:
    engine = engine_of(window)
    engine.report = report(1)
    QMetaObject.invokeMethod(child(window, "callScreen"), "togglePanel", Q_ARG("QString", "details"))
    settle(0.6)
    engine.report = report(2)
    time.sleep(0.6)
    settle(0.6)


def zoomed(window: Window) -> None:
    settle(0.4)
    for _ in range(4):
        window.app.calls.look.zoomIn()  # type: ignore[attr-defined]


def own_large(window: Window) -> None:
    window.app.calls.selfLook.resize(0.4)  # type: ignore[attr-defined]
    window.app.calls.selfLook.move(-1, 0)  # type: ignore[attr-defined]


def in_call(**changes: object) -> Callable[[], AppSnapshot]:
    return lambda: scenes.in_call(scenes.established(**changes))


CALLS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "trust-half": (in_call(trust=trusts.by_sip()), nothing),
    "trust-unknown": (in_call(trust=trusts.untold()), nothing),
    "trust-new-device": (in_call(trust=trusts.direct("Anna Lindqvist", Proof.NEW_KEY)), nothing),
    "trust-open": (lambda: scenes.in_call(scenes.bakery()), nothing),
    "details": (in_call(), details),
    "details-phone": (lambda: scenes.in_call(scenes.bakery()), details),
    "details-sip": (in_call(trust=trusts.by_sip(Protection.DTLS)), details),
    "call-filled": (in_call(), look("toggleFilled")),
    "call-zoomed": (in_call(), zoomed),
    "call-own-large": (in_call(), own_large),
    "call-own-hidden": (in_call(), look("toggleHidden", part="selfLook")),
    "call-popped-out": (in_call(), look("toggle", part="smallWindow")),
    "call-reconnecting": (in_call(connection="Reconnecting: nothing comes from the other side"), nothing),
}
