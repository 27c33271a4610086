from __future__ import annotations

import time
from typing import Any

import pytest

from core.service.numbers.config import Trunk
from core.sip.messages import Uri
from tests.service.gateway.conftest import Town, town  # noqa: F401  the fixture
from tests.service.gateway.far_phone import FarPhone
from tests.service.numbers.plans import ALICE, config, trunk
from tests.service.phones import Phone

MELLOW = "+4930555001"


class Exchange(Town):
    """A town with trunks: each carrier is a far phone that takes every number."""

    async def connect(
        self,
        *trunks: Trunk,
        listens: tuple[str, ...] = (),
        gateway: dict[str, Any] | None = None,
        **phone: Any,
    ) -> Phone:
        """Serve with these trunks; return alice's phone, online."""
        self.wall_shift = 0.0
        await self.serve(
            listens=listens,
            wall=lambda: time.time() + self.wall_shift,
            phone=config(*trunks, **phone),
            **(gateway or {}),
        )
        return await self.phone()

    async def carrier(self, name: str = "main", **changes: Any) -> tuple[FarPhone, Trunk]:
        far = await self.far()
        server = Uri.parse(f"sip:127.0.0.1:{far.port};transport=udp")
        return far, trunk(name, **{"server": server, **changes})


def dial(phone: Phone, number: str = MELLOW, *, caller: str = ALICE, more: tuple[tuple[str, str], ...] = ()):
    """Call a number as the client does."""
    headers = [("P-Preferred-Identity", f"<sip:{caller}@ahoy.invalid;user=phone>")] if caller else []
    uri = Uri.for_user(number, "ahoy.invalid").having_param("user", "phone")
    session = phone.agent.invite(uri, b"v=0\r\n", phone.now, headers=[*headers, *more])
    phone.driver.pump()
    return session


@pytest.fixture
async def exchange(tmp_path: Any, no_task_left: None) -> Any:
    made = Exchange(tmp_path)
    yield made
    await made.close()
