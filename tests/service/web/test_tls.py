"""TLS with a given certificate: what is wrong in words, and a change taken up while the service runs."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509

from core.service.config import EchoConfig, ServiceConfig
from core.service.errors import ServiceError, ServiceProblem
from core.service.process.launcher import own_command
from core.service.service import CallService
from core.service.web import tls
from core.service.web.tls import ServerCertificate
from tests.service.web.certificates import write_certificate


def shown_by(port: int) -> str:
    """Return the common name of the certificate that a server shows."""
    der = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port), timeout=5))
    (name,) = x509.load_der_x509_certificate(der).subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(name.value)


def config(folder: Path, files: tuple[Path, Path]) -> ServiceConfig:
    return ServiceConfig(folder / "data", echo=EchoConfig(enabled=False), certificate=files)


async def test_clients_speak_wss_and_https(tmp_path: Path, no_task_left: None) -> None:
    files = write_certificate(tmp_path, "one")
    service = CallService(config(tmp_path, files))
    endpoint = await service.start()
    assert endpoint.url.startswith("wss://127.0.0.1:")
    trusting = ssl.create_default_context(cafile=str(files[0]))
    async with aiohttp.ClientSession() as session:
        socket_ = await session.ws_connect(endpoint.url, protocols=("sip",), ssl=trusting)
        await socket_.send_str("\r\n\r\n")
        assert (await socket_.receive()).data == "\r\n"
        await socket_.close()
        url = f"https://127.0.0.1:{endpoint.port}/.well-known/ahoy.json"
        async with session.get(url, ssl=trusting) as response:
            assert (await response.json())["wss"] == [endpoint.url]
        with pytest.raises(aiohttp.ClientError):
            await session.get(url)  # nobody trusts it unasked
    await service.stop()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
async def test_old_versions_of_tls_are_refused(tmp_path: Path) -> None:
    service = CallService(config(tmp_path, write_certificate(tmp_path, "one")))
    endpoint = await service.start()
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await asyncio.open_connection("127.0.0.1", endpoint.port, ssl=old)
    await service.stop()


def test_each_mistake_has_its_own_sentence(tmp_path: Path) -> None:
    good, other = write_certificate(tmp_path, "good"), write_certificate(tmp_path, "other")
    expired = write_certificate(tmp_path, "expired", starts=-30, ends=-1)
    early = write_certificate(tmp_path, "early", starts=5)
    hidden = write_certificate(tmp_path, "hidden", password=b"secret")
    empty, folder = tmp_path / "empty", tmp_path / "folder"
    empty.write_bytes(b"")
    folder.mkdir()
    wrong = {
        "is not the key of the certificate": (good[0], other[1]),
        "expired on": expired,
        "is not valid before": early,
        "protected by a password": hidden,
        "holds no certificate": (good[1], good[1]),
        "holds no private key": (good[0], good[0]),
        "cannot be read: No such file": (tmp_path / "none", good[1]),
        "The key in": (good[0], tmp_path / "none"),
        "cannot be read: Is a directory": (folder, good[1]),
        "no certificate in PEM form": (empty, good[1]),
    }
    for words, files in wrong.items():
        with pytest.raises(ServiceError) as caught:
            ServerCertificate(*files)
        assert caught.value.problem is ServiceProblem.CERTIFICATE
        assert words in str(caught.value) and str(caught.value).endswith("."), str(caught.value)


async def test_nothing_is_opened_with_a_bad_certificate(tmp_path: Path) -> None:
    files = write_certificate(tmp_path, "expired", starts=-30, ends=-1)
    with pytest.raises(ServiceError, match="expired on"):
        await CallService(config(tmp_path, files)).start()
    assert not (tmp_path / "data").exists()


async def test_a_new_certificate_is_taken_up_and_a_bad_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: object
) -> None:
    monkeypatch.setattr(tls, "_LOOK_SECONDS", 0.05)
    files = write_certificate(tmp_path, "one")
    service = CallService(config(tmp_path, files))
    endpoint = await service.start()
    assert await asyncio.to_thread(shown_by, endpoint.port) == "one"
    for path, fresh in zip(files, write_certificate(tmp_path, "two"), strict=True):
        fresh.replace(path)
    async with asyncio.timeout(10):
        while await asyncio.to_thread(shown_by, endpoint.port) != "two":
            pass
    expected_log("core.service.web.tls", "the old certificate stays in use: ")  # type: ignore[operator]
    files[1].write_bytes(b"nonsense")
    service.reload_certificate()
    assert await asyncio.to_thread(shown_by, endpoint.port) == "two"
    await service.stop()


def test_a_certificate_that_ends_soon_is_warned_of(tmp_path: Path, expected_log: object) -> None:
    expected_log("core.service.web.tls", "expires in 2 days")  # type: ignore[operator]
    ServerCertificate(*write_certificate(tmp_path, "soon", ends=2.5), wall=time.time)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
async def test_sighup_reads_the_files_again(tmp_path: Path) -> None:
    files = write_certificate(tmp_path, "one")
    child = await asyncio.create_subprocess_exec(
        *own_command(), "serve", "--data", str(tmp_path / "data"), "--listen", "127.0.0.1:0",
        "--cert", str(files[0]), "--key", str(files[1]), "--log", "info",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None and child.stderr is not None
    async with asyncio.timeout(40):
        url = (await child.stdout.readline()).decode().split()[-1]
        port = int(url.rpartition(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as silent:
            silent.settimeout(1)  # one that never speaks holds nobody up
            for path, fresh in zip(files, write_certificate(tmp_path, "two"), strict=True):
                fresh.replace(path)
            os.kill(child.pid, signal.SIGHUP)
            while b"certificate.loaded" not in await child.stderr.readline():
                pass
            assert await asyncio.to_thread(shown_by, port) == "two"
        child.terminate()
        await child.communicate()
    assert child.returncode == 0
