"""Bare systems of Debian: made by mmdebstrap, entered with namespaces of their own."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shipping.places import BUILD

SUITES = {"12": "bookworm", "13": "trixie"}
CACHE = BUILD / "roots"
UP = ("running", "degraded")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command inside said, both streams together, and how it ended."""

    code: int
    words: str


def mirror() -> str:
    """Return where this machine has Debian's packages from; AHOY_DEBIAN_MIRROR names another place."""
    if given := os.environ.get("AHOY_DEBIAN_MIRROR"):
        return given
    said = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [line.split()[0] for line in said.splitlines() if line.split()[1] in SUITES.values()]
    assert found, "this machine is no Debian: name a mirror of Debian in AHOY_DEBIAN_MIRROR"
    return found[0]


def archive(version: str) -> Path:
    """Return a bare system, packed; it is made once."""
    target = CACHE / f"debian-{version}.tar"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part.tar")
        command = [
            "mmdebstrap",
            "--quiet",
            "--variant=minbase",
            "--mode=root",
            SUITES[version],
            part,
            mirror(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        part.rename(target)
    return target


class Root:
    """One system in a folder. Commands run in it as root, without any network unless it is asked for."""

    def __init__(self, version: str, folder: Path) -> None:
        self.folder = folder
        with tarfile.open(archive(version)) as packed:
            # As root and with devices: it is a whole system, and of our own making.
            packed.extractall(folder, numeric_owner=True, filter="fully_trusted")
        shutil.copyfile("/etc/resolv.conf", folder / "etc/resolv.conf")
        # Packages come and go here many times, and nothing has to survive a power cut.
        (folder / "etc/dpkg/dpkg.cfg.d/fast").write_text("force-unsafe-io\n")

    def run(self, command: str, *, network: bool = False, check: bool = True, limit: float = 300) -> Done:
        """Run a line of shell inside, and everything that it started to its end."""
        with self.begin(command, network=network) as child:
            words, _ = child.communicate(timeout=limit)
        assert not check or child.returncode == 0, f"{command}: {child.returncode}\n{words[-4000:]}"
        return Done(child.returncode, words)

    @contextmanager
    def begin(self, command: str, *, network: bool = False) -> Iterator[subprocess.Popen[str]]:
        """Start a line of shell inside; it and all that it started ends with the block."""
        spaces = ["--mount", "--pid", "--fork", "--kill-child", "--ipc", "--uts"]
        spaces += [] if network else ["--net"]
        inside = shlex.quote(str(self.folder))
        steps = [
            "set -e",
            *([] if network else ["ip link set lo up"]),
            f"mount -t proc proc {inside}/proc",
            f"mount -t tmpfs tmpfs {inside}/tmp",
            f"mount -t tmpfs tmpfs {inside}/run",
            f"mount --rbind /dev {inside}/dev",
            f"exec chroot {inside} /bin/sh -c {shlex.quote('cd /root; ' + command)}",
        ]
        path = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        with subprocess.Popen(
            ["unshare", *spaces, "--", "sh", "-c", "\n".join(steps)],
            env=path | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as child:
            try:
                yield child
            finally:
                child.kill()  # and the kernel what is inside, whose first process it is

    @contextmanager
    def booted(self) -> Iterator[Booted]:
        """Let the system's own systemd run it, on a network of its own."""
        options = ["--boot", "--quiet", "--register=no", "--keep-unit", "--private-network", "--console=pipe"]
        command = ["systemd-nspawn", *options, "-D", str(self.folder)]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as container:
            booted = Booted(_leader(container))
            try:
                yield booted
            finally:
                # With the first process inside, the kernel ends all others.
                os.kill(booted.leader, signal.SIGKILL)

    def take(self, path: Path) -> str:
        """Copy a file into the system; return where it lies there."""
        shutil.copyfile(path, self.folder / "root" / path.name)
        return f"/root/{path.name}"

    def install(self, *packages: str) -> str:
        """Install packages by name or path, with what they depend on and nothing that they recommend."""
        names = " ".join(map(shlex.quote, packages))
        line = f"apt-get -qq update && apt-get -y -qq install --no-install-recommends {names} </dev/null"
        return self.run(line, network=True, limit=600).words

    def holds(self, pattern: str) -> list[str]:
        """Return what ``pattern`` finds below /."""
        return sorted(f"/{path.relative_to(self.folder)}" for path in self.folder.glob(pattern))


@dataclass(frozen=True, slots=True)
class Booted:
    """A system that runs; ``leader`` is its first process, seen from outside."""

    leader: int

    def run(self, *command: str) -> Done:
        """Run a command inside."""
        return self._run("--all", *command)

    def run_beside(self, *command: str) -> Done:
        """Run a command of this machine on the system's network."""
        return self._run("--net", *command)

    def _run(self, spaces: str, *command: str) -> Done:
        done = subprocess.run(
            ["nsenter", "--target", str(self.leader), spaces, "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout)


def _leader(container: subprocess.Popen[bytes]) -> int:
    """Return the process id of the system's systemd when it has come up."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert container.poll() is None, "systemd-nspawn ended"
        found = subprocess.run(
            ["pgrep", "--parent", str(container.pid), "systemd"], capture_output=True, text=True, check=False
        ).stdout.split()
        # "degraded" is up as well: a unit of the system's that wants what a container has not.
        if found and Booted(int(found[0])).run("systemctl", "is-system-running").words.strip() in UP:
            return int(found[0])
        time.sleep(0.5)
    raise AssertionError("systemd did not come up")
