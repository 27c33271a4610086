"""Several calls on one switchboard: who rings, who has the microphone, who is sent where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.engine.calls import handing_on
from core.engine.dialling import NO_RELAY
from core.media.session import IceServer
from core.snapshots import AccountSnapshot, BusyPolicy, UnknownCallers
from tests.calling.fakes import FakeLeg, World
from tests.engine.calls.desk_phone import DeskPhone


@pytest.fixture
async def ada(seed: int, tmp_path: Path) -> AsyncIterator[DeskPhone]:
    world = World(seed)
    ada = await DeskPhone(world, tmp_path / "ahoy.sqlite").open()
    yield ada
    await ada.close()
    await world.close()


class TestOneMicrophone:
    async def test_answering_a_second_call_holds_the_first(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first = await ada.talks_to(bob)
        assert first.has_microphone and not first.is_held
        second = await carol.rings(rings_quietly=True)
        assert not second.has_microphone and ada.call_with("bob").has_microphone
        await ada.board.answer(second.call_id, video=False)
        await ada.shows("carol", "established", has_microphone=True)
        await ada.shows("bob", "established", is_held=True, has_microphone=False)
        await bob.heard.hears("remote held")

    async def test_swapping(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first, second = await ada.talks_to(bob), await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True)
        ada.board.set_held(first.call_id, False)
        await ada.shows("bob", "established", is_held=False, has_microphone=True)
        await ada.shows("carol", "established", is_held=True)
        ada.board.set_held(second.call_id, False)
        await ada.shows("carol", "established", has_microphone=True)
        await ada.shows("bob", "established", is_held=True)

    async def test_nobody_hears_when_the_only_call_is_on_hold(self, ada: DeskPhone) -> None:
        call = await ada.talks_to(await ada.friend("bob"))
        ada.board.set_held(call.call_id, True)
        await ada.shows("bob", "established", is_held=True, has_microphone=False)
        ada.board.set_held(call.call_id, False)
        await ada.shows("bob", "established", is_held=False, has_microphone=True)

    async def test_answering_and_ending_the_others(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.talks_to(bob)
        waiting = await carol.rings()
        await ada.board.answer(waiting.call_id, video=False, end_others=True)
        await bob.heard.hears("ended")
        await ada.shows("carol", "established", has_microphone=True)
        assert await ada.history(1) == ["You hung up."]

    async def test_answering_gives_up_a_call_that_is_being_placed(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.board.place("bob", video=False)
        await ada.shows("bob", "ringing")
        waiting = await carol.rings()
        await ada.board.answer(waiting.call_id, video=False)
        await bob.heard.hears("ended")
        await ada.shows("carol", "established", has_microphone=True)

    async def test_calling_somebody_else_gives_up_who_has_not_answered(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.board.place("bob", video=False)
        await ada.shows("bob", "ringing")
        await ada.talks_to(carol)
        await bob.heard.hears("ended")
        assert await ada.history(1) == ["You cancelled the call."]
        assert ada.call_with("carol").has_microphone

    async def test_the_end_of_a_call_takes_none_off_hold(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.talks_to(bob)
        second = await ada.talks_to(carol)
        ada.board.hang_up(second.call_id)
        await ada.history(1)
        assert ada.call_with("bob").is_held and not ada.call_with("bob").has_microphone

    async def test_muting_is_kept_through_hold(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first = await ada.talks_to(bob)
        ada.board.set_muted(first.call_id, True)
        await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True, muted=True)
        assert not ada.call_with("carol").muted
        ada.board.set_held(first.call_id, False)
        await ada.shows("bob", "established", muted=True, has_microphone=True)

    async def test_what_cannot_be_held_is_silent(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.talks_to(bob)
        waiting = await carol.rings()
        bob.refuses_to_be_held()
        await ada.board.answer(waiting.call_id, video=False)
        await ada.until(lambda: ada.said)
        assert ada.said[0].startswith("bob could not be put on hold: ")
        await ada.shows("carol", "established", has_microphone=True)
        assert not ada.call_with("bob").has_microphone and not ada.call_with("bob").muted
        ada.board.hang_up(ada.call_with("carol").call_id)
        await ada.history(1)
        ada.board.set_held(ada.call_with("bob").call_id, False)
        await ada.shows("bob", "established", has_microphone=True, muted=False)


class TestWhoRings:
    @pytest.mark.parametrize(("policy", "quietly"), [(BusyPolicy.ASK, True), (BusyPolicy.RING, False)])
    async def test_a_second_call(self, ada: DeskPhone, policy: BusyPolicy, quietly: bool) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.book.set_busy_policy(policy)
        first = await ada.talks_to(bob)
        await carol.rings(rings_quietly=quietly)
        ada.board.hang_up(first.call_id)
        await ada.shows("carol", "initiating", rings_quietly=False)

    async def test_busy(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.book.set_busy_policy(BusyPolicy.REJECT)
        await carol.rings()  # nobody is spoken to yet: it rings
        ada.board.hang_up(ada.call_with("carol").call_id)
        await ada.talks_to(bob)
        await carol.dials()
        await carol.heard.hears("ended", 2)
        assert ada.world.service.legs[-1].log == ["486"]
        assert await ada.history(2) == ["You declined the call.", "You were in another call."]
        assert ada.book.calls.state.new_calls == 1 and len(ada.calls) == 1

    @pytest.mark.parametrize(("busy", "words"), [(True, "bob is busy."), (False, "bob declined the call.")])
    async def test_being_refused(self, ada: DeskPhone, busy: bool, words: str) -> None:
        bob = await ada.friend("bob")
        await ada.board.place("bob", video=False)
        await bob.heard.hears("incoming")
        bob.heard.calls[-1].reject(busy=busy)
        assert await ada.history(1) == [words]
        entry = ada.book.calls.state.history[0]
        assert entry.end_cause == "Denied" and ada.call_with("bob").end_text == words

    async def test_do_not_disturb(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.book.set_do_not_disturb(True)
        await bob.dials()
        await bob.heard.hears("ended")
        assert ada.calls == () and ada.world.service.legs[-1].log == ["486"]
        assert await ada.history(1) == ["You did not want to be disturbed."]
        entry = ada.book.calls.state.history[0]
        assert entry.is_missed and entry.is_new and not entry.is_blocked
        await ada.book.set_do_not_disturb(False)
        await bob.rings()

    async def test_blocked(self, ada: DeskPhone) -> None:
        eve = await ada.friend("eve")
        await ada.book.set_blocked("eve", True)
        await ada.book.set_do_not_disturb(True)
        await eve.dials()
        await eve.heard.hears("ended")
        assert ada.calls == (), "nothing is shown"
        assert ada.world.service.legs[-1].log == ["486"], "as everybody whom it does not ring for"
        assert "ringing" not in eve.heard.names and eve.call.details.wasBusy
        assert await ada.history(1) == ["eve is blocked."]
        entry = ada.book.calls.state.history[0]
        assert entry.is_blocked and not entry.is_missed and ada.book.calls.state.new_calls == 0
        await ada.book.set_blocked("eve", False)
        await ada.book.set_do_not_disturb(False)
        await eve.rings()

    async def test_somebody_for_the_first_time(self, ada: DeskPhone) -> None:
        eve, bob = await ada.friend("eve"), await ada.friend("bob")
        await ada.book.save_contact("Bob", "bob")
        await bob.dials()
        assert (await ada.shows("Bob", "initiating")).is_first_contact is False
        ada.board.hang_up(ada.call_with("Bob").call_id)
        assert (await eve.rings()).is_first_contact
        ada.board.hang_up(ada.call_with("eve").call_id)
        await ada.history(2)
        assert not (await eve.rings()).is_first_contact, "it is in the history, answered or not"

    async def test_unknown_callers_are_silenced(self, ada: DeskPhone) -> None:
        eve, bob = await ada.friend("eve"), await ada.friend("bob")
        await ada.talks_to(bob)
        ada.board.hang_up(ada.call_with("bob").call_id)
        await ada.history(1)
        await ada.book.set_unknown_callers(UnknownCallers.SILENCE)
        for count in (2, 3):  # a call that did not ring makes nobody known
            await eve.dials()
            await eve.heard.hears("ended", count - 1)
            words = (await ada.history(count))[-1]
            assert words == "eve is nobody you know, and unknown callers are silenced."
        entry = ada.book.calls.state.history[0]
        assert entry.is_missed and entry.is_new
        await bob.rings()

    async def test_no_call_without_the_relay_that_was_asked_for(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        ada.client.relay_only = True
        await ada.board.place("bob", video=False)
        call = await bob.rings()
        await ada.board.answer(call.call_id, video=False)
        assert ada.said == [NO_RELAY, NO_RELAY] and ada.call_with("bob").state == "initiating"
        ada.client.ice_servers = (IceServer(("turn:relay.example.org",), "a", "b"),)
        await ada.board.answer(call.call_id, video=False)
        await ada.shows("bob", "established")

    async def test_too_many(self, ada: DeskPhone) -> None:
        eve = await ada.friend("eve")
        for _ in range(8):
            await eve.dials()
        await ada.until(lambda: len(ada.calls) == 8)
        await eve.dials()
        await eve.heard.hears("ended")
        assert len(ada.calls) == 8
        await ada.board.place("eve", video=False)
        assert "8 calls at once" in ada.said[-1]

    async def test_missed_until_seen(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await bob.rings()
        bob.call.hangup()
        assert await ada.history(1) == ["bob gave up before you answered."]
        assert ada.book.calls.state.new_calls == 1
        await ada.book.calls.mark_seen()
        assert ada.book.calls.state.new_calls == 0

    async def test_names_from_the_contacts(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.book.save_contact("My Bob", "bob")
        await bob.dials()
        call = await ada.shows("My Bob", "initiating")
        ada.board.hang_up(call.call_id)
        await ada.history(1)
        assert ada.book.calls.state.history[0].name == "My Bob"


class TestTransfers:
    async def test_two_calls_are_connected(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first, second = await ada.talks_to(bob), await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True)
        ada.board.connect(first.call_id, second.call_id)
        assert ada.call_with("bob").transfer == "Connecting bob with carol"
        assert sorted(await ada.history(2)) == [
            "You connected bob with carol.",
            "You connected carol with bob.",
        ]
        assert not [call for call in ada.calls if call.state != "ended"]

    @pytest.mark.parametrize("who", ["bob", "carol"])
    async def test_who_can_is_asked_when_the_other_cannot(self, ada: DeskPhone, who: str) -> None:
        """The echo test, a plain phone: what knows no transfers is taken over by the one who does."""
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first, second = await ada.talks_to(bob), await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True)
        leg = ada.board._lines[(first if who == "bob" else second).call_id].call.life.leg
        assert isinstance(leg, FakeLeg)
        leg.refuses |= {"REFER"}
        ada.board.connect(first.call_id, second.call_id)
        assert len(await ada.history(2)) == 2 and ada.said == []

    @pytest.mark.parametrize("who", ["bob", "carol"])
    async def test_of_two_services_ours_is_asked(
        self, ada: DeskPhone, monkeypatch: pytest.MonkeyPatch, who: str
    ) -> None:
        """Theirs would look for our user among its own."""
        monkeypatch.setattr(handing_on, "is_nearby", lambda address: address == who)
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first, second = await ada.talks_to(bob), await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True)
        ada.board.connect(first.call_id, second.call_id)
        ours = "carol" if who == "bob" else "bob"
        assert ada.call_with(ours).transfer == f"Connecting {ours} with {who}"
        assert ada.call_with(who).transfer == ""
        assert len(await ada.history(2)) == 2 and ada.said == []

    async def test_of_two_services_theirs_is_never_asked(
        self, ada: DeskPhone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(handing_on, "is_nearby", lambda address: address == "bob")
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        first, second = await ada.talks_to(bob), await ada.talks_to(carol)
        await ada.shows("bob", "established", is_held=True)
        leg = ada.board._lines[second.call_id].call.life.leg
        assert isinstance(leg, FakeLeg)
        leg.refuses |= {"REFER"}
        ada.board.connect(first.call_id, second.call_id)
        assert len(ada.said) == 1 and ada.said[0].startswith("carol cannot be connected with bob now: ")
        assert [ada.call_with(name).transfer for name in ("bob", "carol")] == ["", ""]

    async def test_blind(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        call = await ada.talks_to(bob)
        ada.board.transfer(call.call_id, "carol")
        await carol.heard.hears("incoming")
        await ada.shows("bob", "established", transfer="Connecting bob with carol: it rings there")
        await carol.heard.calls[-1].answer()
        assert await ada.history(1) == ["You connected bob with carol."]

    async def test_nobody_nearby_is_sent_to_a_user_of_ours(
        self, ada: DeskPhone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(handing_on, "is_nearby", lambda address: address == "bob")
        bob, _ = await ada.friend("bob"), await ada.friend("carol")
        call = await ada.talks_to(bob)
        ada.board.transfer(call.call_id, "carol")
        assert ada.said == [
            "bob is called on this network, by another call service, where carol is somebody else."
        ]
        assert ada.call_with("bob").transfer == "" and ada.call_with("bob").has_microphone

    async def test_a_transfer_that_fails_leaves_the_call(self, ada: DeskPhone) -> None:
        call = await ada.talks_to(await ada.friend("bob"))
        ada.board.transfer(call.call_id, "nobody")
        await ada.until(lambda: ada.said)
        assert ada.said == ["bob could not be connected with nobody: nobody with this address is known."]
        assert ada.call_with("bob").transfer == "" and ada.call_with("bob").has_microphone

    async def test_being_sent(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.book.save_contact("Carol of the choir", "carol")
        await ada.talks_to(bob)
        bob.heard.calls[-1].transfer("carol")
        await carol.heard.hears("incoming")
        await ada.until(lambda: len(ada.calls) == 2)
        assert ada.call_with("Carol of the choir").transfer == "bob connects you with Carol of the choir"
        assert ada.call_with("bob").has_microphone
        await carol.heard.calls[-1].answer()
        assert await ada.history(1) == ["bob connected you with Carol of the choir."]
        await ada.shows("Carol of the choir", "established", has_microphone=True, transfer="")

    @pytest.mark.parametrize(
        ("said", "shown"), [("Carol Jones", "Carol Jones"), ("", "carol")], ids=["named", "nameless"]
    )
    async def test_being_sent_to_somebody_unknown(self, ada: DeskPhone, said: str, shown: str) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol")
        await ada.talks_to(bob)
        leg = bob.heard.calls[-1].life.leg
        assert isinstance(leg, FakeLeg)
        leg.names_target = said
        bob.heard.calls[-1].transfer("carol")
        await carol.heard.hears("incoming")
        await ada.until(lambda: len(ada.calls) == 2)
        assert ada.call_with(shown).transfer == f"bob connects you with {shown}"
        await carol.heard.calls[-1].answer()
        assert await ada.history(1) == [f"bob connected you with {shown}."]
        await ada.shows(shown, "established", transfer="")

    async def test_a_transfer_names_whom_the_calls_name(self, ada: DeskPhone) -> None:
        bob, carol = await ada.friend("bob"), await ada.friend("carol", "Carol Jones")
        await carol.dials()
        waiting = await ada.shows("Carol Jones", "initiating")
        await ada.board.answer(waiting.call_id, video=False)
        call = await ada.talks_to(bob)
        ada.board.transfer(call.call_id, "carol")
        assert ada.call_with("bob").transfer == "Connecting bob with Carol Jones"

    @pytest.mark.parametrize("target", ["+46812345678", "sip:+46812345678@gateway.example", "eve"])
    async def test_not_sent_to_numbers_or_blocked_people(self, ada: DeskPhone, target: str) -> None:
        bob = await ada.friend("bob")
        await ada.book.set_blocked("eve", True)
        await ada.talks_to(bob)
        bob.heard.calls[-1].transfer(target)
        await ada.until(lambda: ada.said)
        assert "wanted to connect you with" in ada.said[0]
        assert ada.call_with("bob").has_microphone and len(ada.calls) == 1

    async def test_two_people_who_call_each_other_have_one_call(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.board.place("bob", video=False)
        await bob.dials()
        await ada.shows("bob", "established", has_microphone=True)
        assert len([call for call in ada.calls if call.state != "ended"]) == 1
        ada.board.hang_up(ada.call_with("bob").call_id)
        assert await ada.history(1) == ["You hung up."]
        assert len(ada.book.calls.state.history) == 1 and ada.book.calls.state.new_calls == 0


class TestKeys:
    @pytest.mark.parametrize(("by_rtp", "way"), [(True, "rtp"), (False, "info")])
    async def test_keys_and_how_they_went(self, ada: DeskPhone, by_rtp: bool, way: str) -> None:
        ada.world.sends_dtmf = by_rtp
        call = await ada.talks_to(await ada.friend("bob"))
        assert call.can_send_keys and call.keys_way == ""
        ada.board.send_keys(call.call_id, "1#")
        await ada.shows("bob", "established", keys_sent="1#", keys_way=way)

    @pytest.mark.parametrize("keys", ["", "x", "1" * 65, ",,", "\uff11"])
    async def test_nonsense(self, ada: DeskPhone, keys: str) -> None:
        call = await ada.talks_to(await ada.friend("bob"))
        ada.board.send_keys(call.call_id, keys)
        assert len(ada.said) == 1 and ada.call_with("bob").keys_sent == ""


class TestMisuse:
    @pytest.mark.parametrize("call_id", ["gone", "", "x" * 10_000])
    async def test_calls_that_are_gone(self, ada: DeskPhone, call_id: str) -> None:
        board = ada.board
        board.hang_up(call_id)
        board.set_muted(call_id, True)
        board.set_video_paused(call_id, True)
        board.set_held(call_id, True)
        board.send_keys(call_id, "1")
        board.transfer(call_id, "bob")
        board.connect(call_id, call_id)
        await board.answer(call_id, video=True)
        assert await board.report(call_id) == {} and ada.calls == () and ada.said == []

    async def test_too_early(self, ada: DeskPhone) -> None:
        await ada.friend("bob")
        await ada.board.place("bob", video=False)
        call = await ada.shows("bob", "ringing", can_hold=False, can_transfer=False, can_send_keys=False)
        assert call.hold_reason and call.transfer_reason and call.keys_reason
        ada.board.set_held(call.call_id, True)
        ada.board.send_keys(call.call_id, "1")
        ada.board.transfer(call.call_id, "carol")
        await ada.board.answer(call.call_id, video=False)
        assert len(ada.said) == 3 and all("not established yet" in text for text in ada.said)
        assert ada.call_with("bob").transfer == ""

    @pytest.mark.parametrize(
        ("target", "sentence"),
        [("", "Type a name"), ("two words", "cannot be called"), ("conf:room", "into a room")],
    )
    async def test_nowhere_to_be_sent(self, ada: DeskPhone, target: str, sentence: str) -> None:
        call = await ada.talks_to(await ada.friend("bob"))
        ada.board.transfer(call.call_id, target)
        assert sentence in ada.said[0] and ada.call_with("bob").transfer == ""

    async def test_a_call_with_itself(self, ada: DeskPhone) -> None:
        call = await ada.talks_to(await ada.friend("bob"))
        ada.board.connect(call.call_id, call.call_id)
        assert ada.said == ["A call cannot be connected with itself."]


class TestAccounts:
    @pytest.mark.parametrize(
        ("text", "by"), [("110", "office"), ("sip:110@pbx.example", "office"), ("sip:110@pbx.example", "")]
    )
    async def test_nobody_is_sent_for_help_by_one(self, ada: DeskPhone, text: str, by: str) -> None:
        await ada.book.set_phone("", "DE")
        ada.providers.accounts = (AccountSnapshot("office", "ada@pbx.example"),)
        await ada.board.place(text, video=False, account=by)
        assert "use another telephone" in ada.said[0] and not ada.calls

    async def test_one_that_is_gone(self, ada: DeskPhone) -> None:
        await ada.board.place("12", video=False, account="office")
        assert ada.said == ["The account to call by does not exist any more."] and not ada.calls
