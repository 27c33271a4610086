"""Rooms followed by SUBSCRIBE (RFC 4575): whole at first, then what has changed."""

from __future__ import annotations

from core.sip.agent.events import (
    InviteAccepted,
    NotifyReceived,
    SubscriptionEnded,
    SubscriptionNotified,
)
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.bodies.conference_info import CONTENT_TYPE, ConferenceInfo, EndpointStatus, InfoState
from core.sip.bodies.room_requests import Mute, RaiseHand, Remove
from core.sip.dialogs.dialog import Dialog
from core.sip.messages import Response, Uri
from tests.service.conference.conftest import House
from tests.service.conference.room_phone import RoomPhone

ROOM = Uri.parse("sip:room-standup@ahoy.invalid")


def watch(phone: RoomPhone, event: str = "conference") -> None:
    phone.agent.subscribe(ROOM, event, [CONTENT_TYPE], 600, phone.now)
    phone.driver.pump()


async def told(phone: RoomPhone) -> ConferenceInfo:
    event = await phone.event(SubscriptionNotified)
    assert event.content_type == CONTENT_TYPE
    return ConferenceInfo.parse(event.body)


async def test_a_member_is_told_the_whole_and_then_what_changes(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    watch(anna)
    info = await told(anna)
    assert (info.entity, info.state, info.version) == (str(ROOM), InfoState.FULL, 0)
    assert [(one.entity, one.name, one.roles) for one in info.users] == [
        ("sip:anna@ahoy.invalid", "Anna", ("moderator",))
    ]
    assert info.users[0].endpoints[0].labels == (("video", anna.me),)
    await ben.join("standup")
    news = await told(anna)
    assert (news.state, news.version) == (InfoState.PARTIAL, 1)
    assert [one.name for one in news.users] == ["Ben"]
    anna.ask(Mute(ben.me))
    ben.leave()
    known = info.with_news(news)
    while known is not None and len(known.users) == 2:
        for user in known.users:
            if user.name == "Ben":
                assert user.endpoints[0].status in (EndpointStatus.CONNECTED, EndpointStatus.MUTED)
        known = known.with_news(await told(anna))
    assert known is not None and [one.name for one in known.users] == ["Anna"]


async def renewed(house: House, phone: RoomPhone, one: Subscription, dialog: Dialog) -> int:
    """Send a SUBSCRIBE in the dialog of a subscription, ended or not; return the status of its answer."""
    answers: list[Response] = []
    request = dialog.request("SUBSCRIBE", one._headers(600))
    one._agent.send(request, phone.now, lambda response, at: answers.append(response), dialog)
    phone.driver.pump()
    await house.until(lambda: answers)
    return answers[0].status


async def test_who_was_removed_with_every_device_sees_the_room_no_more(house: House) -> None:
    anna, ben, other = await house.phones_of("anna", "ben", "ben")
    for phone in (anna, ben, other):
        await phone.join("standup")
    watch(ben)
    await told(ben)
    (subscription,) = ben.agent.subscriptions
    assert (dialog := subscription._dialog) is not None
    anna.ask(Remove(other.me))
    await told(ben)
    assert await renewed(house, ben, subscription, dialog) == 200
    anna.ask(Remove(ben.me))
    assert (await ben.event(SubscriptionEnded)).reason == "rejected"
    assert await renewed(house, ben, subscription, dialog) == 481
    watch(ben)
    assert (await ben.event(SubscriptionEnded)).status == 403


async def subscribes_in_its_call(house: House, phone: RoomPhone, **said: str) -> Response:
    """SUBSCRIBE in the dialog of the INVITE, as programs older than RFC 6665 do; return the answer."""
    answers: list[Response] = []
    assert phone.session is not None and phone.session.dialog is not None
    dialog = phone.session.dialog
    headers = {"Event": "conference", "Accept": CONTENT_TYPE, "Expires": "600"} | said
    contact = ("Contact", str(phone.session.request.contact))
    request = dialog.request("SUBSCRIBE", [*headers.items(), contact])
    phone.agent.send(request, phone.now, lambda response, at: answers.append(response), dialog)
    phone.driver.pump()
    await house.until(lambda: answers)
    return answers[0]


def watches(house: House) -> int:
    assert house.service.conferences is not None
    return house.service.conferences._watching.watches


async def told_in_its_call(phone: RoomPhone) -> ConferenceInfo:
    event = await phone.event(NotifyReceived)
    assert (event.event, event.content_type) == ("conference", CONTENT_TYPE)
    return ConferenceInfo.parse(event.body)


async def test_a_call_may_be_followed_inside_of_its_own_dialog(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    assert (await subscribes_in_its_call(house, anna)).status == 200
    info = await told_in_its_call(anna)
    assert (info.state, [one.name for one in info.users]) == (InfoState.FULL, ["Anna"])
    await ben.join("standup")
    known = info.with_news(await told_in_its_call(anna))
    assert known is not None and [one.name for one in known.users] == ["Anna", "Ben"]
    # What the call says meanwhile and what the subscription says are counted together.
    anna.ask(RaiseHand(True))
    await anna.until(lambda: anna.statuses == [200])
    assert (await subscribes_in_its_call(house, anna, Expires="60")).status == 200
    assert [one.name for one in (await told_in_its_call(anna)).users] == ["Anna", "Ben"]
    assert (await subscribes_in_its_call(house, anna, Expires="0")).status == 200
    assert (await told_in_its_call(anna)).state is InfoState.FULL
    await house.until(lambda: not watches(house))
    anna.ask(RaiseHand(False))
    await anna.until(lambda: anna.statuses == [200, 200])
    assert anna.ended is None


async def test_the_subscription_in_a_call_ends_with_it(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    for phone in (anna, ben):
        await phone.join("standup")
    assert (await subscribes_in_its_call(house, ben)).status == 200
    await told_in_its_call(ben)
    anna.ask(Remove(ben.me))
    await ben.until(lambda: ben.ended)
    await house.until(lambda: not watches(house))
    assert (await subscribes_in_its_call(house, ben)).status == 481


async def test_nothing_else_is_followed_inside_of_a_call(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    for event in ("refer", "presence", "dialog"):
        refused = await subscribes_in_its_call(house, anna, Event=event)
        assert (refused.status, refused.headers.get("allow-events")) == (489, "conference")
    assert (await subscribes_in_its_call(house, anna, Accept="text/plain")).status == 406
    assert (await subscribes_in_its_call(house, anna, Event="conference;id=2")).status == 200
    assert (await subscribes_in_its_call(house, anna)).status == 481, "one in a call"


async def test_a_room_says_that_it_can_be_followed(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    accepted = await anna.event(InviteAccepted)
    dialog = accepted.session.dialog
    assert dialog is not None and "SUBSCRIBE" in (dialog.remote_methods or ())


async def test_the_end_of_a_room_ends_what_follows_it(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    watch(anna)
    await told(anna)
    anna.leave()
    ended = await anna.event(SubscriptionEnded)
    assert ended.reason == "noresource"


async def test_who_is_not_in_a_room_is_told_nothing_of_it(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    watch(ben)
    assert (await ben.event(SubscriptionEnded)).status == 404
    await anna.join("standup")
    watch(ben)
    assert (await ben.event(SubscriptionEnded)).status == 403
    watch(anna, "presence")
    assert (await anna.event(SubscriptionEnded)).status == 489
