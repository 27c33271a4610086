from __future__ import annotations

import pytest

from core.engine.people.region import region_of, system_region


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("sv_SE.UTF-8", "SE"),
        ("de-CH", "CH"),
        ("zh-Hans-CN", "CN"),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("en", ""),
        ("", ""),
        ("ca_ES@valencia", "ES"),
    ],
)
def test_country_of_a_locale(name: str, region: str) -> None:
    assert region_of(name) == region


def test_the_person_s_own_setting_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert system_region() == ""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LC_TELEPHONE", "sv_SE.UTF-8")
    assert system_region() == "SE"
