"""Draws every screen in light and dark at three sizes: ``screenshots.py OUT_DIR [--only NAME]``.

Run it on a virtual screen:
``xvfb-run -a -s "-screen 0 1440x900x24 +extension GLX" python tests/ui/screenshots.py OUT``.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import av
from PySide6.QtCore import QBuffer, QIODevice, QMetaObject
from PySide6.QtGui import QCursor, QGuiApplication, QImage

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.service.accounts.keys import NO_KEY_STORE
from core.snapshots import AppSnapshot, CheckSnapshot, ImportSnapshot
from tests.ui import scenes
from tests.ui.calls.shots import CALLS
from tests.ui.desktop.fake_records import CRASH, FakeRecords
from tests.ui.drawn import (
    Act,
    Silence,
    child,
    click,
    desktop,
    engine_of,
    gradient,
    nothing,
    open_panel,
    settle,
)
from tests.ui.fake_engine import FakeEngine
from tests.ui.rooms.shots import ROOMS, put_members
from ui.app import Window, WindowOptions, make_application
from ui.devices.system_sound.host import unavailable_words

QUIET = replace(scenes.home().profile, quiet=True, quiet_hours="22:00-07:00 12345")
SIZES = ((1440, 900), (900, 640), (360, 560))


PAGE_OF = {
    "serviceSettings": "account",
    "providerAccounts": "account",
    "soundSettings": "sound",
    "callSettings": "calls",
    "phoneSettings": "calls",
    "blockedSettings": "privacy",
    "desktopSettings": "desktop",
    "dataSettings": "data",
}


def show_settings(page_key: str = "", position: float = 0.0) -> Act:
    def act(window: Window) -> None:
        window.app.settings.open(page_key)  # type: ignore[attr-defined]
        window.view.setProperty("settingsOpen", True)
        settle(0.4)
        page = child(window, "settingsPage")
        height = float(page.property("contentHeight")) - float(page.property("height"))
        page.setProperty("contentY", max(0.0, height) * position)

    return act


def search_settings(text: str) -> Act:
    def act(window: Window) -> None:
        show_settings()(window)
        window.app.settings.search(text)  # type: ignore[attr-defined]

    return act


def pointed_at(key: str) -> Act:
    def act(window: Window) -> None:
        show_settings()(window)
        window.app.settings.pointAt(key)  # type: ignore[attr-defined]

    return act


def relayed() -> AppSnapshot:
    snapshot = scenes.sociable()
    return replace(snapshot, profile=replace(snapshot.profile, always_relay=True))


def first_steps(count: int, *, tries: bool = False) -> Act:
    def act(window: Window) -> None:
        run = window.app.firstRun  # type: ignore[attr-defined]
        run.setName("Frida Holm")
        for _ in range(count):
            run.next()
        if tries:
            run.allowDevices()

    return act


def choose_list(name: str) -> Act:
    def act(window: Window) -> None:
        child(window, "sidebar").setProperty("list", name)

    return act


def settings_form(name: str) -> Act:
    def act(window: Window) -> None:
        show_settings("account")(window)
        card = child(window, "serviceSettings")
        card.setProperty("choice", name)
        settle(0.2)
        child(window, "settingsPage").setProperty("contentY", float(card.property("y")) - 8)

    return act


def account_card(*, editing: bool = False, **fields: str) -> Act:
    """Show the accounts at other providers, with the form open on request."""

    def act(window: Window) -> None:
        show_settings("account")(window)
        card = child(window, "providerAccounts")
        if editing:
            QMetaObject.invokeMethod(child(window, "accountAdd"), "clicked")
            settle(0.2)
            for name, text in fields.items():
                child(window, name).setProperty("text", text)
            QMetaObject.invokeMethod(child(window, "providerSave"), "clicked")
            settle(0.2)
        child(window, "settingsPage").setProperty("contentY", float(card.property("y")) - 8)

    return act


def only_missed(window: Window) -> None:
    choose_list("recent")(window)
    window.app.recent.show("missed")  # type: ignore[attr-defined]


def details(call_id: str) -> Act:
    def act(window: Window) -> None:
        choose_list("recent")(window)
        window.app.recent.open(call_id)  # type: ignore[attr-defined]
        child(window, "sidebar").detailsRequested.emit()  # type: ignore[attr-defined]

    return act


def help_table(window: Window) -> None:
    QMetaObject.invokeMethod(child(window, "help"), "open")


def typed_number(text: str) -> Act:
    def act(window: Window) -> None:
        shown = window.app.asTyped(text)  # type: ignore[attr-defined]
        child(window, "dialField").setProperty("text", shown)
        window.app.setFilterText(shown)  # type: ignore[attr-defined]

    return act


def settings_card(name: str) -> Act:
    def act(window: Window) -> None:
        window.app.desktop_shown.show_facts(has_tray=True, has_notifications=True)
        window.app.records_shown.use(FakeRecords())
        show_settings(PAGE_OF[name])(window)
        card = child(window, name)
        settle(0.2)
        child(window, "settingsPage").setProperty("contentY", float(card.property("y")) - 8)

    return act


def erase_question(window: Window) -> None:
    settings_card("dataSettings")(window)
    button = child(window, "eraseData")
    QMetaObject.invokeMethod(button, "click")


def crashed(window: Window) -> None:
    window.app.records_shown.use(FakeRecords(crash=CRASH))


def dialled(text: str) -> Act:
    def act(window: Window) -> None:
        choose_list("keypad")(window)
        window.app.dialPad.type(text, True)  # type: ignore[attr-defined]

    return act


def countries(window: Window) -> None:
    choose_list("keypad")(window)
    click("countryButton")(window)


def change_contact(address: str) -> Act:
    def act(window: Window) -> None:
        window.app.select(address)
        settle(0.1)
        click("editButton")(window)

    return act


def typed_room(window: Window) -> None:
    window.app.setFilterText("conf:crew")
    child(window, "dialField").setProperty("text", "conf:crew")


def typed(window: Window) -> None:
    window.app.setFilterText("+49 30 1234")
    child(window, "dialField").setProperty("text", "+49 30 1234")


def typed_party(window: Window) -> None:
    open_panel("transfer")(window)
    child(window, "partyField").setProperty("text", "an")
    window.app.calls.setPartyText("an")  # type: ignore[attr-defined]


def check(*steps: CheckSnapshot, stop: bool = False) -> Act:
    """Open the check and let it go through ``steps``."""

    def act(window: Window) -> None:
        engine = engine_of(window)
        QMetaObject.invokeMethod(child(window, "checkDialog"), "open")
        settle(0.4)
        for step in steps:
            if step.is_running and window.app.devices.check.phase != "running":  # type: ignore[attr-defined]
                window.app.devices.check.start()  # type: ignore[attr-defined]
            engine.publish(scenes.with_devices(engine.snapshot, check=step))
            settle(0.1)
        if stop:
            window.app.devices.check.stop()  # type: ignore[attr-defined]

    return act


RUNNING = CheckSnapshot(is_running=True, microphone=scenes.GOOD_CHECK.microphone)


def small_picture(frame: av.VideoFrame) -> str:
    """Return a small copy of ``frame`` as an address, as the core offers previews."""
    small = frame.reformat(320, 180, format="rgb24").to_ndarray()
    image = QImage(small.tobytes(), 320, 180, 960, QImage.Format.Format_RGB888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 80)  # type: ignore[call-overload]
    return "data:image/jpeg;base64," + bytes(buffer.data().toBase64().data()).decode()


def with_previews() -> AppSnapshot:
    """Screens and windows with a picture each, but the last."""
    pictures = (desktop(1920, 1080), gradient(1920, 1080, warm=False), desktop(960, 540))
    previews = [small_picture(picture) for picture in pictures]
    pairs = zip(scenes.SCREENS, [*previews, "", ""], strict=True)
    return scenes.sharable(screens=tuple(replace(source, preview=preview) for source, preview in pairs))


def share_dialog(window: Window) -> None:
    QMetaObject.invokeMethod(child(window, "shareDialog"), "open")


def share_with_sound(window: Window) -> None:
    share_dialog(window)
    window.app.calls.sharing.sendSound(True)  # type: ignore[attr-defined]


def pixel_by_pixel(window: Window) -> None:
    window.app.calls.sharing.toggleActualSize()  # type: ignore[attr-defined]


def exchanged(window: Window) -> None:
    window.app.calls.sharing.exchange()  # type: ignore[attr-defined]


def controls_hidden(window: Window) -> None:
    child(window, "callScreen").setProperty("patience", 1)
    settle(0.4)


def to_sound(window: Window) -> None:
    show_settings("sound")(window)
    card = child(window, "soundSettings")
    child(window, "settingsPage").setProperty("contentY", float(card.property("y")) - 8)


def sound_below(window: Window) -> None:
    to_sound(window)
    card = child(window, "soundSettings")
    page = child(window, "settingsPage")
    bottom = float(card.property("y")) + float(card.property("height")) - float(page.property("height"))
    page.setProperty("contentY", bottom + 8)


def worse(window: Window) -> None:
    engine = engine_of(window)
    engine.change_call(quality=scenes.QUALITY)
    settle(0.1)
    engine.change_call(quality=scenes.QUALITY[:1])


SCENES: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "starting": (scenes.starting, nothing),
    "first-start": (scenes.first_start, nothing),
    "first-start-devices": (scenes.first_start, first_steps(1)),
    "first-start-trying": (scenes.first_start, first_steps(1, tries=True)),
    "first-start-no-camera": (scenes.first_start_without_camera, first_steps(1, tries=True)),
    "first-start-reach": (scenes.first_start, first_steps(2)),
    "first-start-echo": (scenes.first_start, first_steps(3)),
    "home": (scenes.home, nothing),
    "home-fresh": (scenes.fresh_home, nothing),
    "home-importing": (
        lambda: replace(scenes.home(), importing=ImportSnapshot("All my contacts.vcf", 42)),
        nothing,
    ),
    "home-digits": (lambda: replace(scenes.home(), region=""), typed_number("03012345678")),
    "home-person": (scenes.home, lambda window: window.app.select("anna-lindqvist")),
    "home-recent": (scenes.home, choose_list("recent")),
    "home-recent-empty": (scenes.fresh_home, choose_list("recent")),
    "home-keypad": (scenes.home, dialled("03012345678")),
    "home-keypad-empty": (scenes.home, choose_list("keypad")),
    "home-countries": (scenes.home, countries),
    "home-rooms": (scenes.home, choose_list("rooms")),
    "home-several-addresses": (scenes.sociable, lambda window: window.app.select("bob")),
    "home-contact-change": (scenes.sociable, change_contact("bob")),
    "home-undo": (lambda: replace(scenes.sociable(), forgotten_calls=1), choose_list("recent")),
    "home-typed": (scenes.home, typed),
    "home-crowd": (scenes.crowd, nothing),
    "home-crowd-person": (scenes.crowd, lambda window: window.app.select("maximiliane")),
    "call-long": (
        lambda: scenes.in_call(
            scenes.established(remote_name=scenes.LONG_NAME, remote_muted=True),
            scenes.incoming(remote_name=scenes.LONG_NAME),
        ),
        nothing,
    ),
    "incoming-long": (lambda: scenes.in_call(scenes.incoming(remote_name=scenes.LONG_NAME)), nothing),
    "summary-long": (
        lambda: scenes.in_call(
            scenes.ended(remote_name=scenes.LONG_NAME, end_text=scenes.LONG_SENTENCE, duration_ms=0)
        ),
        nothing,
    ),
    "home-sociable": (scenes.sociable, nothing),
    "home-sociable-person": (scenes.sociable, lambda window: window.app.select("carol")),
    "home-menu": (scenes.sociable, click("contactFilesButton")),
    "home-foreign": (scenes.foreign, typed_room),
    "missed-call": (scenes.missed, choose_list("recent")),
    "missed-only": (scenes.sociable, only_missed),
    "call-details": (scenes.sociable, details("n6")),
    "help": (scenes.home, help_table),
    "settings-calls": (scenes.sociable, show_settings("calls")),
    "settings-blocked": (scenes.sociable, show_settings("privacy", 1.0)),
    "settings-accounts": (scenes.accounts, account_card()),
    "settings-accounts-none": (lambda: replace(scenes.accounts(), accounts=()), account_card()),
    "settings-accounts-note": (
        lambda: replace(scenes.accounts(), accounts_note=NO_KEY_STORE),
        account_card(),
    ),
    "settings-accounts-form": (
        scenes.accounts,
        account_card(editing=True, providerAddress="alice@voip.example.org", providerProxy="proxy"),
    ),
    "home-accounts": (scenes.accounts, typed),
    "incoming-first": (
        lambda: scenes.in_call(scenes.incoming(is_first_contact=True)),
        nothing,
    ),
    "incoming-account": (
        lambda: scenes.in_call(scenes.incoming(account="alice@pbx.example.org", video=False)),
        nothing,
    ),
    "settings-account": (scenes.foreign, settings_form("account")),
    "home-failed": (scenes.service_failed, nothing),
    "home-notice": (scenes.with_notice, nothing),
    "home-contact": (scenes.home, click("addContactButton")),
    "outgoing": (lambda: scenes.in_call(scenes.outgoing()), nothing),
    "incoming": (lambda: scenes.in_call(scenes.incoming()), nothing),
    "call": (lambda: scenes.in_call(scenes.established()), nothing),
    "call-paused": (
        lambda: scenes.in_call(
            scenes.established(
                remote_video_paused=True, remote_muted=True, muted=True, connection="Reconnecting"
            )
        ),
        nothing,
    ),
    "call-voice": (
        lambda: scenes.in_call(
            scenes.established(
                video=False, has_incoming_video=False, has_outgoing_video=False, without_microphone=True
            )
        ),
        nothing,
    ),
    "call-devices": (lambda: scenes.in_call(scenes.established()), click("devicesButton")),
    "call-waiting": (scenes.second_caller, nothing),
    "two-calls": (scenes.two_calls, nothing),
    "two-calls-video": (
        lambda: scenes.in_call(scenes.established(), scenes.bakery(is_held=True, has_microphone=False)),
        nothing,
    ),
    "two-calls-waiting": (
        lambda: scenes.in_call(*scenes.two_calls().calls, replace(scenes.incoming(), rings_quietly=True)),
        nothing,
    ),
    "three-calls": (scenes.three_calls, nothing),
    "consulting": (
        lambda: scenes.in_call(scenes.held(), scenes.bakery(state="ringing", has_microphone=False)),
        nothing,
    ),
    "held": (lambda: scenes.in_call(scenes.held()), nothing),
    "held-by-remote": (lambda: scenes.in_call(scenes.established(is_held_by_remote=True)), nothing),
    "quality": (lambda: scenes.in_call(scenes.established()), worse),
    "keypad": (
        lambda: scenes.in_call(scenes.bakery(keys_sent="1234,,56#", keys_way="rtp")),
        open_panel("keypad"),
    ),
    "keypad-refused": (
        lambda: scenes.in_call(scenes.bakery(can_send_keys=False)),
        open_panel("keypad", extended=True),
    ),
    "transfer": (lambda: scenes.in_call(scenes.bakery()), open_panel("transfer")),
    "transfer-typed": (lambda: scenes.in_call(scenes.bakery()), typed_party),
    "transfer-attended": (scenes.two_calls, open_panel("transfer")),
    "transferring": (
        lambda: scenes.in_call(
            scenes.bakery(is_held=True, transfer="Connecting Bakery on the corner with Anna Lindqvist…")
        ),
        nothing,
    ),
    "more": (lambda: scenes.in_call(scenes.established(can_transfer=False)), open_panel("more")),
    "summary": (lambda: scenes.in_call(scenes.ended()), nothing),
    "summary-failed": (
        lambda: scenes.in_call(
            scenes.ended(end_cause="NO_ANSWER", end_text="Anna Lindqvist did not answer.", duration_ms=0)
        ),
        nothing,
    ),
    "settings": (scenes.home, show_settings()),
    "settings-account-page": (scenes.foreign, show_settings("account")),
    "settings-privacy": (relayed, show_settings("privacy")),
    "settings-search": (scenes.home, search_settings("night")),
    "settings-search-none": (scenes.home, search_settings("xyzzy")),
    "settings-pointed": (scenes.home, pointed_at("quietToggle")),
    "settings-about": (scenes.home, show_settings("about")),
    "settings-appearance": (scenes.home, show_settings("appearance")),
    "settings-sound": (scenes.home, to_sound),
    "settings-sound-below": (scenes.home, sound_below),
    "settings-sound-trouble": (scenes.sound_trouble, to_sound),
    "settings-sound-trouble-below": (scenes.sound_trouble, sound_below),
    "check-ready": (scenes.home, check()),
    "check-running": (scenes.home, check(RUNNING)),
    "check-fine": (scenes.home, check(RUNNING, scenes.GOOD_CHECK)),
    "check-poor": (scenes.home, check(RUNNING, scenes.POOR_CHECK)),
    "check-stopped": (scenes.home, check(RUNNING, stop=True)),
    "check-failed": (scenes.sound_trouble, check(RUNNING, CheckSnapshot())),
    "check-in-call": (lambda: scenes.in_call(scenes.established()), check(RUNNING, scenes.GOOD_CHECK)),
    "share": (with_previews, share_dialog),
    "share-nothing": (lambda: scenes.sharable(screens=()), share_dialog),
    "share-problem": (
        lambda: scenes.sharable(
            screens=(), screens_problem="Ahoy may not record the screen. Allow it in the privacy settings."
        ),
        share_dialog,
    ),
    "share-sound": (with_previews, share_with_sound),
    "share-no-sound": (
        lambda: scenes.sharable(system_sound_problem=unavailable_words("darwin")),
        share_dialog,
    ),
    "sharing": (scenes.sharing, nothing),
    "sharing-sound": (lambda: scenes.sharing(shares_sound=True), nothing),
    "sharing-sound-gone": (
        lambda: scenes.sharing(shares_sound=True, shared_sound_problem="The sound server does not answer."),
        nothing,
    ),
    "sharing-quiet": (scenes.sharing, controls_hidden),
    "watching": (scenes.watching, nothing),
    "watching-actual": (scenes.watching, pixel_by_pixel),
    "watching-exchanged": (scenes.watching, exchanged),
    "hint-muted": (scenes.hinted, nothing),
    "hint-silent": (lambda: scenes.hinted(scenes.SILENT_HINT), nothing),
    "settings-service": (scenes.home, settings_form("own")),
    "settings-phone": (scenes.home, settings_card("phoneSettings")),
    "dial-number": (scenes.home, typed_number("01711234567")),
    "dial-no-line": (scenes.without_line, typed_number("+442079460958")),
    "dial-emergency": (scenes.without_line, typed_number("112")),
    "minutes-left": (
        lambda: scenes.in_call(scenes.bakery(ends_at=time.monotonic() + 725)),
        nothing,
    ),
    "minutes-end": (scenes.last_minute, nothing),
    **ROOMS,
    **CALLS,
    "settings-desktop": (scenes.home, settings_card("desktopSettings")),
    "settings-quiet": (
        lambda: replace(scenes.home(), is_quiet=True, quiet_until="07:00", profile=QUIET),
        settings_card("callSettings"),
    ),
    "settings-data": (lambda: replace(scenes.home(), keeps_secrets=False), settings_card("dataSettings")),
    "settings-erase": (scenes.home, erase_question),
    "crash-notice": (scenes.home, crashed),
    "phone-call": (lambda: scenes.in_call(scenes.stranger()), open_panel("keypad")),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is to look."""

    dark: bool
    size: tuple[int, int]
    contrast: bool = False
    scale: float = 1.0

    def __str__(self) -> str:
        parts = [
            "dark" if self.dark else "light",
            "contrast" * self.contrast,
            f"{self.size[0]}x{self.size[1]}",
        ]
        return "-".join(filter(None, [*parts, f"x{self.scale:g}" if self.scale > 1 else ""]))


def draw(name: str, look: Look, path: Path, patience: float) -> None:
    """Draw one screen into ``path``."""
    build, act = SCENES[name]
    engine = FakeEngine(build())
    options = WindowOptions(version="0.1.0", size=look.size, single_instance=False)
    window = Window(engine, options, player=Silence())
    window.appearance.choose("dark" if look.dark else "light")
    window.appearance.chooseContrast("high" if look.contrast else "normal")
    window.appearance.setTextScale(look.scale)
    engine.start()
    settle(0.25)
    if "no-camera" not in name:
        engine.picture("preview").put(gradient(640, 360, warm=False))
    for call in engine.snapshot.calls:
        engine.picture(f"{call.call_id}/incoming").put(gradient(1280, 720, warm=True))
        engine.picture(f"{call.call_id}/screen").put(desktop(1920, 1080))
        if call.room is not None:
            put_members(engine, call.call_id, call.room)
    act(window)
    settle(patience)
    if not window.grab_screenshot(path):
        raise RuntimeError(f"cannot write {path}")
    window.close()
    settle(0.05)
    engine.stop()


def main() -> int:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", help="names of screens, comma-separated")
    parser.add_argument("--theme", choices=("light", "dark", "both"), default="both")
    parser.add_argument("--size", choices=("large", "small", "narrow", "all"), default="all")
    parser.add_argument("--contrast", action="store_true", help="in high contrast")
    parser.add_argument("--scale", type=float, default=1.0, help="size of text, 1 to 2")
    parser.add_argument("--patience", type=float, default=0.6, help="seconds for a screen to come to rest")
    arguments = parser.parse_args()
    gc.disable()  # else windows die on whichever thread looks for garbage, as in ui/garbage.py
    make_application()
    QGuiApplication.setQuitOnLastWindowClosed(False)
    QCursor.setPos(
        QGuiApplication.primaryScreen().geometry().bottomRight()
    )  # in the middle it lies on something
    wanted = arguments.only.split(",") if arguments.only else list(SCENES)
    sizes = {"large": SIZES[:1], "small": SIZES[1:2], "narrow": SIZES[2:], "all": SIZES}[arguments.size]
    themes = {"light": (False,), "dark": (True,), "both": (False, True)}[arguments.theme]
    for name in wanted:
        for dark in themes:
            for size in sizes:
                look = Look(dark, size, arguments.contrast, arguments.scale)
                path = arguments.out / f"{name}-{look}.png"
                draw(name, look, path, arguments.patience)
                gc.collect(1)
                print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
