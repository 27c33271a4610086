"""Cable before Wi-Fi before VPN before containers, whatever order the system lists them in."""

from __future__ import annotations

import pytest

from core.network.interfaces import NetworkKind, interface_names, kind_of, local_preference, usable_addresses


@pytest.mark.parametrize(
    "names",
    [
        ("eth0", "wlan0", "wwan0", "tun0", "docker0", "lo"),
        ("enp3s0", "wlp2s0", "rmnet0", "wg0", "br-1f2e3d", "lo"),
        ("Ethernet 2", "Wi-Fi", "Cellular", "tailscale0", "vEthernet (WSL)", "Loopback Pseudo-Interface 1"),
    ],
)
def test_the_order_of_interfaces(names: tuple[str, ...]) -> None:
    preferences = [local_preference(name, "192.0.2.1") for name in names]
    assert preferences == sorted(preferences, reverse=True)
    assert len(set(preferences)) == len(preferences)
    assert all(0 <= one <= 65535 for one in preferences)


def test_ipv6_goes_before_ipv4_of_the_same_interface_and_link_local_last() -> None:
    assert local_preference("eth0", "2001:db8::1") > local_preference("eth0", "192.0.2.1")
    assert local_preference("eth0", "192.0.2.1") > local_preference("eth0", "fe80::1%eth0")
    assert local_preference("eth0", "fe80::1") > local_preference("wlan0", "192.0.2.1")


def test_loopback_comes_last_whatever_its_interface_is_called() -> None:
    assert local_preference("eth0", "127.0.0.1") < local_preference("docker0", "172.17.0.1")


def test_this_machine_has_a_loopback_interface() -> None:
    assert "127.0.0.1" in interface_names()


def test_only_addresses_that_others_may_reach_count() -> None:
    found = usable_addresses(["127.0.0.1", "169.254.1.2", "192.0.2.1", "fe80::1%eth0", "::1", "2001:db8::1"])
    assert found == {"192.0.2.1", "2001:db8::1"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wlan0", NetworkKind.WIFI),
        ("wlp2s0", NetworkKind.WIFI),
        ("Wi-Fi 2", NetworkKind.WIFI),
        ("wg0", NetworkKind.VPN),
        ("utun3", NetworkKind.VPN),
        ("wwan0", NetworkKind.MOBILE),
        ("lo", NetworkKind.LOOPBACK),
        ("docker0", NetworkKind.VIRTUAL),
        ("eth0", NetworkKind.CABLE),
        ("enp3s0", NetworkKind.CABLE),
        ("Ethernet 2", NetworkKind.CABLE),
        ("en0", NetworkKind.UNKNOWN),
        ("", NetworkKind.UNKNOWN),
    ],
)
def test_what_a_name_tells_of_the_network(name: str, kind: NetworkKind) -> None:
    assert kind_of(name) is kind
