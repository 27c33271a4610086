"""Notifications over a made-up bus: what is sent, whose buttons are told, and every kind of trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from core.desktop.freedesktop.notifier import KEPT, FreedesktopNotifier, open_freedesktop_notifier
from core.desktop.freedesktop.session_bus import BusError, SessionBus
from core.desktop.native_notifier import NativeNotifier
from core.desktop.notifications import Button, Chosen, FakeNotifier, Notification, Urgency, one_line

ALL = frozenset({"actions", "body", "body-markup"})
CALL = Notification(
    "call-1", "Bob", "Incoming call", (Button("answer", "Answer"), Button("decline", "Decline")), Urgency.CALL
)


class FakeBus:
    """Gives numbers to notifications, and signals that the test puts in."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.signals: asyncio.Queue[tuple[str, tuple[Any, ...]]] = asyncio.Queue()
        self.is_broken = self.is_closed = False

    async def call(self, to: object, method: str, signature: str = "", *body: Any) -> tuple[Any, ...]:
        await asyncio.sleep(0)
        self.calls.append((method, body))
        if self.is_broken:
            raise BusError("nobody there")
        return (len(self.calls),) if method == "Notify" else ()

    async def told(self) -> AsyncIterator[tuple[str, tuple[Any, ...]]]:
        while True:
            yield await self.signals.get()

    async def close(self) -> None:
        self.is_closed = True


class Desktop:
    """A notifier on a made-up bus, and what its person chose."""

    def __init__(self, capabilities: frozenset[str] = ALL) -> None:
        self.bus = FakeBus()
        self.chosen: list[Chosen] = []
        self.notifier = FreedesktopNotifier(cast(SessionBus, self.bus), capabilities, self.chosen.append)

    async def hear(self, *signals: tuple[str, tuple[Any, ...]]) -> None:
        if self.notifier._listening is None:
            self.notifier.listen(self.bus.told())
        for signal in signals:
            self.bus.signals.put_nowait(signal)
        for _ in range(3 + len(signals)):
            await asyncio.sleep(0)


async def test_a_call_stays_and_has_buttons() -> None:
    desktop = Desktop()
    assert await desktop.notifier.show(CALL)
    _, (name, replaced, _, title, body, actions, hints, expires) = desktop.bus.calls[0]
    assert (name, replaced, title, body, expires) == ("Ahoy", 0, "Bob", "Incoming call", 0)
    assert actions == ["default", "Ahoy", "answer", "Answer", "decline", "Decline"]
    assert hints["urgency"] == ("y", 2) and hints["category"] == ("s", "call.incoming")


async def test_the_same_key_replaces() -> None:
    desktop = Desktop()
    await desktop.notifier.show(CALL)
    await desktop.notifier.show(CALL)
    assert [body[1] for _, body in desktop.bus.calls] == [0, 1]


async def test_what_a_stranger_is_called_is_no_markup() -> None:
    desktop = Desktop()
    await desktop.notifier.show(Notification("k", "x\n" * 500, "<b>&\x07\u202e</b>" + "y" * 900))
    _, (_, _, _, title, body, *_) = desktop.bus.calls[0]
    assert len(title) <= 120 and "\n" not in title
    assert body.startswith("&lt;b&gt;&amp; ") and "\u202e" not in body


async def test_buttons_are_told_with_their_key_and_leave() -> None:
    desktop = Desktop()
    await desktop.notifier.show(CALL)
    await desktop.hear(("ActivationToken", (1, "leave")), ("ActionInvoked", (1, "answer")))
    assert desktop.chosen == [Chosen("call-1", "answer", "leave")]


async def test_buttons_of_other_programs_and_nonsense_are_not() -> None:
    desktop = Desktop()
    await desktop.notifier.show(CALL)
    await desktop.hear(
        *(("ActionInvoked", (99, "answer")), ("ActionInvoked", ()), ("ActionInvoked", ("1", 2))),
        *(("ActivationToken", (99, "x" * 9999)), ("Whatever", (1,)), ("NotificationClosed", ("1", 2))),
    )
    assert desktop.chosen == []
    await desktop.hear(("ActionInvoked", (1, "decline")))
    assert desktop.chosen == [Chosen("call-1", "decline")]


async def test_a_closed_one_is_not_closed_again() -> None:
    desktop = Desktop()
    await desktop.notifier.show(CALL)
    await desktop.hear(("NotificationClosed", (1, 2)), ("ActionInvoked", (1, "answer")))
    await desktop.notifier.withdraw("call-1")
    assert desktop.chosen == [] and len(desktop.bus.calls) == 1


async def test_what_is_withdrawn_at_once_does_not_stay() -> None:
    desktop = Desktop()
    showing = asyncio.ensure_future(desktop.notifier.show(CALL))
    await asyncio.sleep(0)
    await desktop.notifier.withdraw("call-1")
    assert await showing
    assert [method for method, _ in desktop.bus.calls] == ["Notify", "CloseNotification"]


async def test_a_desktop_without_buttons_gets_none() -> None:
    desktop = Desktop(frozenset({"body"}))
    await desktop.notifier.show(Notification("k", "t", "a < b", CALL.buttons))
    assert not desktop.notifier.has_buttons
    assert desktop.bus.calls[0][1][4:6] == ("a < b", [])


async def test_a_bus_that_breaks_shows_nothing_and_raises_nothing() -> None:
    desktop = Desktop()
    await desktop.notifier.show(CALL)
    desktop.bus.is_broken = True
    await desktop.notifier.withdraw("call-1")
    assert not await desktop.notifier.show(CALL)
    await desktop.notifier.close()
    assert desktop.bus.is_closed


async def test_many_are_not_remembered_for_ever() -> None:
    desktop = Desktop()
    for number in range(KEPT + 5):
        await desktop.notifier.show(Notification(f"missed-{number}", "Bob"))
    assert len(desktop.notifier._ids) == KEPT


async def test_without_a_bus_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("", "unix:path=/nowhere/bus", "nonsense", "tcp:host=127.0.0.1,port=1"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert await open_freedesktop_notifier(lambda chosen: None) is None


class FakePackage:
    """As much of desktop-notifier as is used."""

    class Urgency:
        Critical, Normal = "critical", "normal"

    class Button:
        def __init__(self, title: str, on_pressed: Any) -> None:
            self.title, self.press = title, on_pressed


class FakeDesktop:
    def __init__(self) -> None:
        self.sent: dict[str, dict[str, Any]] = {}
        self.is_broken = False

    async def send(self, **words: Any) -> str:
        if self.is_broken:
            raise RuntimeError("not allowed")
        self.sent[f"id-{len(self.sent)}"] = words
        return f"id-{len(self.sent) - 1}"

    async def clear(self, number: str) -> None:
        if self.is_broken:
            raise RuntimeError("gone")
        del self.sent[number]


async def test_the_systems_own_notifications() -> None:
    desktop, chosen = FakeDesktop(), list[Chosen]()
    notifier = NativeNotifier(desktop, FakePackage, chosen.append)
    assert await notifier.show(CALL)
    words = desktop.sent["id-0"]
    assert (words["title"], words["urgency"]) == ("Bob", "critical")
    words["buttons"][0].press()
    words["buttons"][1].press()
    words["on_clicked"]()
    assert [each.action for each in chosen] == ["answer", "decline", "default"]
    await notifier.close()
    assert desktop.sent == {}


async def test_the_system_may_refuse() -> None:
    desktop = FakeDesktop()
    notifier = NativeNotifier(desktop, FakePackage, lambda chosen: None)
    await notifier.show(CALL)
    desktop.is_broken = True
    assert not await notifier.show(CALL)
    await notifier.close()


async def test_the_fake_behaves_as_one() -> None:
    chosen: list[Chosen] = []
    fake = FakeNotifier(chosen.append)
    await fake.show(CALL)
    fake.choose("call-1", "answer")
    await fake.withdraw("call-1")
    await fake.close()
    assert chosen == [Chosen("call-1", "answer")] and fake.shown == {}


@pytest.mark.parametrize(
    ("text", "line"), [("a\nb", "a b"), ("", ""), ("x" * 9, "xxxx…"), ("\u202eevil", "evil"), ("  a  ", "a")]
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, 5) == line
