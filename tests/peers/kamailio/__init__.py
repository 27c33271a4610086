"""Kamailio 5.6 from Debian: ``stranger.cfg`` knows nothing of us, ``service.cfg`` is a whole call service."""

from tests.peers.kamailio.process import REALM, Kamailio

__all__ = ["REALM", "Kamailio"]
