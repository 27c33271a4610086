"""SIPp with scenarios of ours: each is a list of steps, written out as the XML that SIPp reads."""

from __future__ import annotations

import asyncio
import textwrap
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.free_port import free_port

SDP = """\
v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 6000 RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""


def receive(what: str | int, *, optional: bool = False, route_set: bool = False) -> str:
    """Wait for a request or a status."""
    kind = "response" if isinstance(what, int) else "request"
    extra = ' optional="true"' * optional + ' rrs="true"' * route_set
    return f"<recv {kind}={quoteattr(str(what))}{extra}/>"


def send(text: str, *, again: bool = False) -> str:
    """Send a message; ``again`` until it is answered, over UDP."""
    head, _, body = textwrap.dedent(text).strip().partition("\n\n")
    made = f"{head}\nContent-Length: [len]\n\n{body}" if body else f"{head}\nContent-Length: 0\n\n"
    extra = ' retrans="500"' * again
    return f"<send{extra}><![CDATA[\n{made}\n]]></send>"


def answer(
    status: int,
    phrase: str,
    *,
    tag: str = "[pid]t[call_number]",
    sdp: str = "",
    extra: str = "",
    cseq: str = "",
) -> str:
    """Answer the last request; over UDP a final answer to an INVITE goes out until its ACK comes."""
    lines = [
        f"SIP/2.0 {status} {phrase}",
        "[last_Via:]",
        "[last_From:]",
        f"[last_To:];tag={tag}" if tag else "[last_To:]",
        "[last_Call-ID:]",
        f"CSeq: {cseq}" if cseq else "[last_CSeq:]",
        *(
            []
            if extra.startswith("Contact")
            else ["Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>"]
        ),
        *([extra] if extra else []),
        *(["Content-Type: application/sdp"] if sdp else []),
    ]
    return send("\n".join(lines) + (f"\n\n{sdp}" if sdp else ""))


def request(
    method: str,
    number: int = 1,
    *,
    sdp: str = "",
    to_tag: bool = True,
    again: bool = True,
    branch: str = "[branch]",
) -> str:
    """Send a request of the caller; ``[branch-N]`` is the branch of the Nth step before this one."""
    lines = [
        f"{method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0",
        f"Via: SIP/2.0/[transport] [local_ip]:[local_port];branch={branch}",
        "From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]f[call_number]",
        f"To: <sip:[service]@[remote_ip]:[remote_port]>{'[peer_tag_param]' if to_tag else ''}",
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        "Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>",
        "Max-Forwards: 70",
        *(["Content-Type: application/sdp"] if sdp else []),
    ]
    return send(
        "\n".join(lines) + (f"\n\n{sdp}" if sdp else ""), again=again and method not in ("ACK", "CANCEL")
    )


ACCEPTED = "\n".join((receive(100, optional=True), receive(180, optional=True), receive(200)))
"""The caller's INVITE is answered, with or without ringing before."""
GOODBYE = "\n".join((receive("BYE"), answer(200, "OK", tag="")))
"""The other side hangs up."""
GIVEN_UP = "\n".join(
    (
        receive("CANCEL"),
        answer(200, "OK"),
        answer(487, "Request Terminated", cseq="1 INVITE"),
        receive("ACK"),
    )
)
"""The caller hangs up before there is an answer."""


class Sipp:
    """One run of SIPp with one scenario and, unless told otherwise, one call."""

    def __init__(self, program: str, folder: Path, *steps: str, transport: str = "udp") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._program = program
        self._folder = folder
        self._mode = {"udp": "u1", "tcp": "t1"}[transport]
        self.transport = transport
        scenario = "\n".join(steps)
        (folder / "scenario.xml").write_text(
            f'<?xml version="1.0"?>\n<scenario name="x">\n{scenario}\n</scenario>\n'
        )
        self._process: asyncio.subprocess.Process | None = None

    @property
    def uri(self) -> str:
        """How it is called."""
        return f"sip:sipp@127.0.0.1:{self.port};transport={self.transport}"

    async def start(self, *options: str) -> Sipp:
        """Start it; a called one listens when this returns."""
        arguments = [
            *("-sf", str(self._folder / "scenario.xml"), "-i", "127.0.0.1", "-p", str(self.port)),
            *(
                "-mp",
                str(free_port()),
                "-t",
                self._mode,
                "-m",
                "1",
                "-nostdin",
                "-timeout",
                "20",
                "-timeout_error",
            ),
            *("-trace_err", "-error_file", str(self._folder / "errors.log")),
            *("-trace_msg", "-message_file", str(self._folder / "messages.log"), *options),
        ]
        with (self._folder / "output.log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                self._program, *arguments, stdout=log, stderr=log, cwd=self._folder
            )
        if not options:
            await self._listens()
        return self

    async def ends_well(self) -> None:
        """Wait for the end and fail unless every step went as written."""
        assert self._process is not None
        async with asyncio.timeout(25):
            code = await self._process.wait()
        assert code == 0, self.said

    @property
    def said(self) -> str:
        """What it complained of, and the messages that it saw."""
        names = ("errors.log", "messages.log")
        return "\n".join(
            (self._folder / n).read_text(errors="replace") for n in names if (self._folder / n).exists()
        )

    async def stop(self) -> None:
        """End it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _listens(self) -> None:
        """Return once the port is taken: /proc knows, and nothing has to be sent."""
        wanted = f"0100007F:{self.port:04X}"
        table = Path("/proc/net") / self.transport
        async with asyncio.timeout(10):
            while True:
                assert self._process is not None and self._process.returncode is None, self.said
                if wanted in table.read_text():
                    return
                await asyncio.sleep(0.01)
