"""Calls in by accounts where the callee's application has a backend: whose word counts, and what for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.service.data.application_keys import ApplicationKey
from core.service.routing.endpoints import GATEWAY, Account
from core.sip.agent.events import InviteReceived
from core.sip.messages import Request, Uri
from tests.service.accounts.test_accounts import Home, home  # noqa: F401  the fixture
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.callbacks.supervised import CONNECT
from tests.service.phones import Phone


class Neighbours:
    """The service's own application and another beside it, each with a backend."""

    def __init__(self, at: Home) -> None:
        self.home = at
        self.other: ApplicationKey = at.town.service.parts.applications.add(1.0)
        self.own = at.town.endpoint.application

    async def start(self) -> Neighbours:
        self.backends: list[ScriptedBackend] = []
        for application in (self.own, self.other):
            backend = await ScriptedBackend(key=application.key, secret=application.secret).start()
            self.home.town.service.parts.applications.set_backend(application.key, backend.url)
            self.backends.append(backend)
        self.carol = Phone("carol", self.home.town.endpoint.url, self.other)
        await self.carol.online()
        await self.home.add(self.carol)
        return self


@pytest.fixture
async def neighbours(home: Home) -> AsyncIterator[Neighbours]:  # noqa: F811  the fixture
    made = await Neighbours(home).start()
    yield made
    await made.carol.close()
    for backend in made.backends:
        await backend.stop()


async def test_the_backend_of_the_callees_application_is_asked(neighbours: Neighbours):
    own, other = neighbours.backends
    other.answer = lambda event: CONNECT if event["event"] == "ice" else {}
    far = await neighbours.home.town.far()
    await far.call(str(neighbours.home.contact))
    incoming = (await neighbours.carol.event(InviteReceived)).session
    assert incoming.request.headers.get("p-ahoy-account") == "home"
    [ice] = other.events
    assert (ice["applicationKey"], ice["to"]) == (
        neighbours.other.key,
        {"type": "username", "endpoint": "carol"},
    )
    assert own.events == []


async def test_a_backend_sends_a_call_by_an_account_on_outside(neighbours: Neighbours):
    far, third = await neighbours.home.town.far(), await neighbours.home.town.far()
    endpoint = str(third.uri).removeprefix("sip:").partition(";")[0]
    action = {"name": "connectSip", "destination": {"type": "sip", "endpoint": endpoint}}
    neighbours.backends[1].answer = lambda event: {"action": action} if event["event"] == "ice" else {}
    await far.call(str(neighbours.home.contact))
    request = (await third.event(InviteReceived)).session.request
    assert request.headers.get("p-ahoy-account") is None


async def test_the_callees_application_pays_for_what_its_backend_sends_on(neighbours: Neighbours):
    rules = neighbours.home.town.service.parts.router._addressing._rules
    invite = Request("INVITE", Uri.parse("sip:+4930555001@ahoy.invalid"))
    invite.headers.set("To", "<sip:carol@ahoy.invalid>")
    assert rules.payer(invite, GATEWAY) == Account(neighbours.own.key, GATEWAY.user)
    invite.headers.set("P-Ahoy-Application", neighbours.other.key)
    assert rules.payer(invite, GATEWAY) == Account(neighbours.other.key, GATEWAY.user)


async def test_whoever_was_called_by_an_account_pays_for_where_it_is_sent(neighbours: Neighbours):
    rules = neighbours.home.town.service.parts.router._addressing._rules
    (kept,) = neighbours.home.town.service.accounts._kept.values()
    owner = kept.account.owner
    invite = Request("INVITE", Uri.parse("sip:+4930555001@ahoy.invalid"))
    invite.headers.set("To", f"<sip:{owner.user}@ahoy.invalid>")
    invite.headers.set("P-Ahoy-Application", owner.application)
    assert rules.payer(invite, GATEWAY).user == GATEWAY.user, "a stranger's call costs them nothing"
    invite.headers.set("P-Ahoy-Account", "home")
    assert rules.payer(invite, GATEWAY) == owner
    invite.headers.set("To", "<sip:nobody@ahoy.invalid>")
    assert rules.payer(invite, GATEWAY).user == GATEWAY.user
