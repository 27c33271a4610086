"""Becoming reachable, staying so, and being refused."""

from __future__ import annotations

import uuid

from core.calling import CallEndCause
from core.sip.messages import Response
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage

_WRONG_SECRET = "AAECAwQFBgcICQoLDA0ODw=="


@scenario(Need.TOKENS)
async def register(stage: Stage) -> None:
    """A client with a token becomes reachable, and is asked for the token once."""
    (alice,) = await stage.online("alice")
    assert alice.client.isStarted() and alice.credentials.asked == 1
    accepted = alice.wire.answers_received("REGISTER")[-1]
    assert accepted.status == 200
    ours = [one for one in accepted.contacts.addresses if one.params.get("+sip.instance")]
    assert len(ours) == 1 and int(ours[0].params.get("expires") or "0") >= 60


@scenario()
async def refresh(stage: Stage) -> None:
    """A registration is refreshed before it runs out, with the same Call-ID and nobody being asked."""
    alice, bob = await stage.online("alice", "bob")
    first = alice.wire.requests_sent("REGISTER")
    alice.wire.set_forward(560)
    second = await alice.wire.until_sent("REGISTER", len(first) + 1)
    assert second.call_id == first[0].call_id and second.cseq.number > first[-1].cseq.number
    await _answered_again(alice, second.cseq.number)
    assert alice.credentials.asked <= 1
    await bob.call(alice)
    await alice.rung()


@scenario()
async def sign_off(stage: Stage) -> None:
    """Who signs off is not called any more."""
    alice, bob = await stage.online("alice", "bob")
    await bob.client.terminateGracefully()
    call = await alice.call(bob)
    assert await alice.sees_end(call) is CallEndCause.TIMEOUT


@scenario()
async def the_same_device_again(stage: Stage) -> None:
    """A device that registers anew takes its own place: it rings once, not twice."""
    instance = uuid.uuid4().urn
    (alice,) = await stage.online("alice")
    old = await stage.person("bob", instance=instance).online()
    bob = await stage.person("bob", instance=instance).online()
    call = await alice.call(bob)
    incoming = await bob.rung()
    await incoming.answer()
    await alice.sees(call, "Established")
    assert not old.witness.of("onIncomingCall")


@scenario(Need.TOKENS)
async def token_of_a_wrong_secret(stage: Stage) -> None:
    """A token signed with another secret is refused for good, after one question."""
    await _is_refused(stage, stage.service.sign(stage.name("alice"), secret=_WRONG_SECRET))


@scenario(Need.TOKENS)
async def token_of_another_application(stage: Stage) -> None:
    """A token of an application that the service does not have is refused."""
    stranger = "22222222-2222-4333-8444-555555555555"
    await _is_refused(stage, stage.service.sign(stage.name("alice"), key=stranger))


@scenario(Need.TOKENS)
async def token_that_has_expired(stage: Stage) -> None:
    """A token whose time is over is refused."""
    await _is_refused(stage, stage.service.sign(stage.name("alice"), issued_ago=1000))


@scenario(Need.TOKENS)
async def token_from_the_future(stage: Stage) -> None:
    """A token of a clock that is minutes ahead is refused."""
    await _is_refused(stage, stage.service.sign(stage.name("alice"), issued_ago=-300))


@scenario(Need.TOKENS)
async def token_of_another_user(stage: Stage) -> None:
    """A good token of somebody else lets nobody in."""
    await _is_refused(stage, stage.service.sign(stage.name("bob")))


@scenario(Need.TOKENS)
async def token_that_is_none(stage: Stage) -> None:
    """Three words with dots between them are no token."""
    await _is_refused(stage, "not.a.token")


@scenario(Need.TOKENS)
async def token_used_by_another_device(stage: Stage) -> None:
    """A token that registered one device does not register another."""
    token = stage.service.sign(stage.name("alice"))
    await stage.person("alice", tokens=(token,)).online()
    await _is_refused(stage, token)


@scenario(Need.ICE_SERVERS)
async def ice_servers(stage: Stage) -> None:
    """ICE servers are had with the token that registered."""
    from core.calling.signalling.fetching import fetch_object

    (alice,) = await stage.online("alice")
    token = stage.service.sign(alice.user)
    value = await fetch_object(alice.client.link.ice_url, headers={"Authorization": f"Bearer {token}"})
    assert isinstance(value.get("iceServers"), list) and value.get("ttl", 0) > 0


@scenario(Need.ICE_SERVERS)
async def ice_servers_without_a_token(stage: Stage) -> None:
    """ICE servers are for nobody without a token."""
    from core.calling.signalling.fetching import FetchError, fetch_object

    (alice,) = await stage.online("alice")
    for headers in ({}, {"Authorization": "Bearer not.a.token"}):
        try:
            await fetch_object(alice.client.link.ice_url, headers=headers)
        except FetchError as error:
            assert error.status == 401
        else:
            raise AssertionError("they were given away")


async def _is_refused(stage: Stage, token: str) -> None:
    person = stage.person("alice", tokens=(token,), signs=False)
    await person.client.start()
    error = (await person.witness.hears("onClientFailed")).more[0]
    assert error.isFatal and error.message, error
    assert person.credentials.asked == 1 and not person.client.isStarted()
    assert not person.witness.of("onClientStarted")


async def _answered_again(person: Person, number: int) -> None:
    """Return once a REGISTER of this number or a later one was accepted."""

    def accepted(answer: Response) -> bool:
        return answer.status == 200 and answer.cseq.number >= number

    await person.wire.until(lambda: any(map(accepted, person.wire.answers_received("REGISTER"))))
