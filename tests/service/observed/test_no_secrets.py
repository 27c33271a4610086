"""A whole run of the service, logged at its most talkative: no token, secret or media key is in it."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from pathlib import Path

import aiohttp

from core.service.admin.access import read_access
from core.service.admin.remote import RemoteDesk
from core.service.data.application_keys import ApplicationKey
from core.service.process.launcher import own_command
from core.sip.agent.events import CredentialsRequired, InviteAccepted, InviteReceived, SessionEnded
from tests.service.phones import Phone

KEY, SECRET = "11111111-2222-4333-8444-555555555555", "c2VjcmV0LW9mLXRoZS10ZXN0"
ICE, CRYPTO, FINGERPRINT = "iceSecretPassword0123456789", "c3J0cC1rZXktb2YtdGhlLXRlc3Q", "AB:CD:EF:01:23:45"
SDP = (
    f"v=0\r\na=ice-pwd:{ICE}\r\na=fingerprint:sha-256 {FINGERPRINT}\r\n"
    f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{CRYPTO}\r\n"
).encode()


async def one_day(url: str, folder: Path) -> list[str]:
    """Do everything that has to do with a secret; return the secrets."""
    application = ApplicationKey(KEY, SECRET)
    alice, bob = Phone("alice", url, application), Phone("bob", url, application)
    tokens = [
        alice.token(),
        bob.token(),
        alice.token(now=time.time() - 5000),
        alice.token(nonce=uuid.uuid4().hex),
    ]
    for phone, token in ((alice, tokens[0]), (bob, tokens[1])):
        await phone.driver.connect()
        await phone.register(token)
    for bad in (tokens[2], tokens[3][:-6] + "AAAAAA", "eyJ.broken.token"):
        assert isinstance(await alice.register(bad), CredentialsRequired)
    await alice.register(tokens[3])
    session = alice.agent.invite(_uri("bob"), SDP, alice.now)
    alice.driver.pump()
    bob.do((await bob.event(InviteReceived)).session.accept, SDP)
    await alice.event(InviteAccepted)
    alice.do(session.info, "text/plain", b"private words")
    alice.do(session.bye)
    await bob.event(SessionEnded)
    access = read_access(folder)
    assert access is not None
    desk = RemoteDesk(access)
    made = await asyncio.to_thread(desk.apps.add, "Shop", "", "")
    fresh = await asyncio.to_thread(desk.apps.rotate, made["key"], 60.0)
    http = url.replace("ws:", "http:").removesuffix("/sip")
    for token in (tokens[0], tokens[2], access.token):
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as client:
            for path in ("/ice-servers", "/metrics", "/nothing"):
                await (await client.get(http + path)).read()
    async with aiohttp.ClientSession() as client, client.ws_connect(url, protocols=("sip",)) as socket:
        await socket.send_str(
            f"REGISTER sip:x SIP/2.0\r\nAuthorization: Bearer {tokens[0]}\r\nbroken\r\n\r\n"
        )
        await socket.send_str("\x00 garbage")
    for phone in (alice, bob):
        await phone.close()
    signatures = [token.rpartition(".")[2] for token in tokens]
    return [*tokens, *signatures, SECRET, made["secret"], fresh["secret"], access.token]


def _uri(user: str) -> object:
    from core.sip.messages import Uri

    return Uri.parse(f"sip:{user}@ahoy.invalid")


async def test_no_secret_is_ever_logged(tmp_path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        *own_command(), "serve", "--data", str(tmp_path), "--listen", "127.0.0.1:0", "--app-key", KEY,
        "--app-secret", SECRET, "--log", "debug", "--log-format", "json", "--drain-seconds", "0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    async with asyncio.timeout(50):
        url = (await child.stdout.readline()).decode().split()[-1]
        secrets = await one_day(url, tmp_path)
        child.terminate()
        out, err = await child.communicate()
    said = (out + err).decode()
    lines = [json.loads(line) for line in err.decode().splitlines()]
    events = {line["event"] for line in lines}
    assert {"registered", "token.refused", "call.answered", "call.ended", "admin.done"} <= events
    for line in lines:
        assert line["time"].endswith("Z") and line["level"] in ("debug", "info", "warning", "error")
    for secret in (*secrets, ICE, CRYPTO, FINGERPRINT, "private words"):
        assert secret not in said, f"logged: {secret[:4]}…"
