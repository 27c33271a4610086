"""Kamailio as a registrar and proxy for SIP over WebSocket, with digest passwords ``pw-USER``."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

REALM = "ahoy.test"

MODULES = "kex tm sl rr pv maxfwd textops siputils usrloc registrar auth xhttp websocket nathelper xlog"

CONFIG = """#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=1
tcp_children=2
disable_tcp=no
auto_aliases=no
alias="ahoy.test"
listen=tcp:127.0.0.1:{port}
tcp_connection_lifetime=3604
tcp_accept_no_cl=yes
tcp_rd_buf_size=65536
mpath="{modules}"
{loads}
modparam("tm", "fr_timer", 5000)
modparam("tm", "fr_inv_timer", 60000)
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", 60)
modparam("registrar", "min_expires", {min_expires})
modparam("registrar", "gruu_enabled", 0)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("rr", "append_fromtag", 1)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if ($proto != "ws") {{ sl_send_reply("403", "WebSocket Only"); exit; }}
    force_rport();
    if (is_method("REGISTER")) {{ fix_nated_register(); }} else {{ add_contact_alias(); }}

    if (is_method("CANCEL")) {{
        if (t_check_trans()) {{ t_relay(); }}
        exit;
    }}
    if (has_totag()) {{
        if (loose_route()) {{
            if ($du == "") {{ handle_ruri_alias(); }}
            t_on_reply("NAT");
            t_relay();
            exit;
        }}
        if (is_method("ACK")) {{ if (t_check_trans()) {{ t_relay(); }} exit; }}
        sl_send_reply("404", "Not Here");
        exit;
    }}
    t_check_trans();

    if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("{realm}", "pw-$fU", "0")) {{ www_challenge("{realm}", "1"); exit; }}
        if ($au != $fU) {{ sl_send_reply("403", "Not Yours"); exit; }}
        consume_credentials();
        if (!save("location")) {{ sl_reply_error(); }}
        exit;
    }}
    if (!pv_proxy_authenticate("{realm}", "pw-$fU", "0")) {{ proxy_challenge("{realm}", "1"); exit; }}
    consume_credentials();
    if (is_method("INVITE")) {{ record_route(); }}
    if (!lookup("location")) {{ sl_send_reply("480", "Temporarily Unavailable"); exit; }}
    t_on_reply("NAT");
    if (!t_relay()) {{ sl_reply_error(); }}
}}

onreply_route[NAT] {{ add_contact_alias(); }}

event_route[xhttp:request] {{
    if ($hdr(Upgrade) =~ "websocket" && $rm =~ "GET") {{
        if (ws_handle_handshake()) {{ exit; }}
    }}
    xhttp_reply("404", "Not Found", "", "");
}}
"""


def free_port() -> int:
    """Return a TCP port of loopback that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Kamailio:
    """One running Kamailio on loopback."""

    def __init__(self, program: str, folder: Path, *, min_expires: int = 1) -> None:
        self._program = program
        self._folder = folder
        self._min_expires = min_expires
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}/sip"

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        config = self._folder / "kamailio.cfg"
        modules = next(Path("/usr/lib").glob("*/kamailio/modules"))
        loads = "\n".join(f'loadmodule "{name}.so"' for name in MODULES.split())
        config.write_text(
            CONFIG.format(
                port=self.port, modules=modules, loads=loads, realm=REALM, min_expires=self._min_expires
            )
        )
        options = ["-f", str(config), "-DD", "-E", "-m", "64", "-M", "8", "-Y", str(self._folder)]
        with (self._folder / "kamailio.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ
            )
        self._wait()

    def log(self) -> str:
        """Return what it wrote."""
        return (self._folder / "kamailio.log").read_text(errors="replace")

    def stop(self) -> None:
        """End it and its children."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + 10
        while True:
            assert self._process is not None and self._process.poll() is None, self.log()[-3000:]
            assert time.monotonic() < deadline, "Kamailio does not listen: " + self.log()[-3000:]
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
