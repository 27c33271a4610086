"""The scenarios of tests/conformance at Kamailio: a whole call service, and a stranger with passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.catalogue import Scenario
from tests.conformance.playing import parameters, play
from tests.peers.kamailio import Kamailio
from tests.peers.kamailio.service import KamailioService, KamailioStranger, ServiceKamailio, program

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


@pytest.fixture(scope="module")
def kamailio_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KamailioService]:
    path = program()
    if path is None:
        pytest.skip("Kamailio with its websocket, python3 and presence modules is not installed")
    server = ServiceKamailio(path, tmp_path_factory.mktemp("kamailio-service"))
    server.start()
    yield KamailioService(server)
    server.stop()


@pytest.mark.parametrize("scenario", parameters("kamailio"))
async def test_at_kamailio(scenario: Scenario, kamailio_service: KamailioService, seed: int) -> None:
    await play(scenario, kamailio_service, seed)


@pytest.mark.parametrize("scenario", parameters("stranger"))
async def test_at_a_server_that_is_not_ours(scenario: Scenario, kamailio: Kamailio, seed: int) -> None:
    await play(scenario, KamailioStranger(kamailio), seed)
