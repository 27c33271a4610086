"""Bare systems of Debian: made by mmdebstrap, entered with namespaces of their own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from shipping.places import BUILD

SUITES = {"12": "bookworm", "13": "trixie"}
CACHE = BUILD / "roots"


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
        spaces = [
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--ipc",
            "--uts",
            *([] if network else ["--net"]),
        ]
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
        environment = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
        }
        done = subprocess.run(
            ["unshare", *spaces, "--", "sh", "-c", "\n".join(steps)],
            env=environment | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=limit,
            check=False,
        )
        assert not check or done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout[-4000:]}"
        return Done(done.returncode, done.stdout)

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
