"""Media by a relay or not at all: no address of this machine is in what the other end is told."""

from __future__ import annotations

import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.session import MediaSession

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


@pytest.mark.parametrize("relay_only", [False, True])
async def test_what_an_offer_tells_of_this_machine(relay_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.2"])
    local = LocalMedia(FakeDevices())
    session = MediaSession(
        local,
        video=False,
        ice_servers=(),
        is_offerer=True,
        on_event=lambda event: None,
        relay_only=relay_only,
    )
    try:
        offer = await session.create_offer()
    finally:
        await session.close()
        local.close()
    assert ("a=candidate" in offer) is not relay_only
    assert ("127.0.0.2" in offer) is not relay_only and "a=ice-ufrag" in offer
