"""How reachable contacts are, and what this person says of themselves."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import Feature, ServiceFeatures, SinchClient
from core.engine.account.missing import missing_features
from core.engine.account.presence import WATCHED, PresenceBoard, own_presence, user_of, users_to_watch
from core.snapshots import ContactSnapshot, HistorySnapshot, Presence
from core.snapshots import Feature as ShownFeature
from tests.calling.fakes import Heard, World

BOB = ContactSnapshot("Bob", "bob")
CAROL = ContactSnapshot("Carol", "+46812345678", other_addresses=("sip:carol@sip.example.org",))
DAVE = ContactSnapshot("Dave", "dave", is_favourite=True)
CONTACTS = (ContactSnapshot("Echo test", "echo", is_builtin=True), BOB, CAROL, DAVE)


def call(address: str) -> HistorySnapshot:
    return HistorySnapshot("x", "", address, "inbound", False, 0.0, 0, "HungUp", "", False)


@pytest.mark.parametrize(
    ("contact", "domain", "user"),
    [
        (BOB, "", "bob"),
        (CAROL, "", ""),
        (CAROL, "sip.example.org", "carol"),
        (CAROL, "other.example", ""),
        (ContactSnapshot("Room", "conf:room"), "", ""),
        (ContactSnapshot("Phone", "+46812345678"), "", ""),
        (ContactSnapshot("Near", "sip:bob@abc.ahoy.invalid"), "", ""),
    ],
)
def test_who_is_a_user_of_the_service(contact: ContactSnapshot, domain: str, user: str) -> None:
    assert user_of(contact, domain) == user


def test_favourites_and_those_talked_to_last_come_first() -> None:
    everybody = (*CONTACTS, *(ContactSnapshot(f"P{n}", f"p{n}") for n in range(WATCHED + 50)))
    wanted = users_to_watch(everybody, [call("p77"), call("bob"), call("p77"), call("nobody")], "")
    assert list(wanted)[:3] == ["dave", "p77", "bob"] and len(wanted) == WATCHED
    assert "echo" not in wanted and wanted["bob"] == "bob"


async def watching(world: World) -> tuple[PresenceBoard, SinchClient, Heard]:
    board = PresenceBoard()
    client, heard = await world.started("ada")

    class Ear:
        def onPresenceChanged(self, client: SinchClient, userId: str, presence: str) -> None:
            board.heard(userId, presence)

    client.addListener(Ear())
    return board, client, heard


async def test_contacts_show_what_the_service_says(seed: int) -> None:
    world = World(seed)
    board, ada, heard = await watching(world)
    bob, _ = await world.started("bob")
    board.watch(users_to_watch(CONTACTS, [], ""))
    assert board.shown(CONTACTS) is CONTACTS
    board.online(ada)
    bob.setPresence("in-call")
    await heard.hears("bob is in-call")
    await asyncio.sleep(0)
    shown = board.shown(CONTACTS)
    assert [contact.presence for contact in shown] == ["", "in-call", "", ""]
    assert board.shown(CONTACTS) is shown
    board.watch(users_to_watch((DAVE,), [], ""))
    assert board.shown(CONTACTS) is CONTACTS
    board.close()
    await world.close()


async def test_own_state_is_said_once_online_and_again_when_it_changes(seed: int) -> None:
    world = World(seed)
    board, ada, _ = await watching(world)
    bob, heard = await world.started("bob")
    bob.watchPresence(["ada"])
    board.publish(Presence.DO_NOT_DISTURB)
    board.online(ada)
    await heard.hears("ada is do-not-disturb")
    board.publish(Presence.ONLINE)
    board.publish(Presence.ONLINE)
    await heard.hears("ada is online")
    await world.close()


def test_news_of_strangers_and_nonsense_change_nothing() -> None:
    board = PresenceBoard()
    board.watch({"bob": "bob"})
    board.heard("mallory", "online")
    assert board.shown(CONTACTS) is CONTACTS
    board.heard("bob", "<script>")
    assert board.shown(CONTACTS)[1].presence is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("disturb", "in_call", "state"),
    [
        (False, False, Presence.ONLINE),
        (False, True, Presence.IN_CALL),
        (True, True, Presence.DO_NOT_DISTURB),
        (True, False, Presence.DO_NOT_DISTURB),
    ],
)
def test_own_presence(disturb: bool, in_call: bool, state: Presence) -> None:
    assert own_presence(disturb, is_in_call=in_call) is state


def test_what_a_service_lacks_has_a_reason() -> None:
    ours = missing_features(ServiceFeatures.of_service(), is_embedded=True)
    assert ShownFeature.NEARBY not in [each.feature for each in ours]
    foreign = ServiceFeatures.of_sip_provider().lacking(Feature.PRESENCE, "The server refused it.")
    shown = {each.feature: each.reason for each in missing_features(foreign, is_embedded=False)}
    assert shown[ShownFeature.PRESENCE] == "The server refused it." and shown[ShownFeature.NEARBY]
    assert all(reason.endswith(".") for reason in shown.values())
    elsewhere = missing_features(ServiceFeatures.of_service(), is_embedded=False)
    assert ShownFeature.NEARBY in [each.feature for each in elsewhere]
