"""Where backends are: which addresses are taken, how they are kept, and whom they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.admin.application_desk import ApplicationDesk
from core.service.admin.problems import AdminError
from core.service.admin.stopped import StoppedDesk
from core.service.applications import ApplicationError, ApplicationProblem
from core.service.callbacks.backends import BackendUrlError, check_backend_url
from core.service.data.application_keys import ApplicationKey, save_application_key
from tests.service.bench import KEY, SECRET, WALL, Bench

URL = "https://backend.example/ahoy/callbacks"
SPARE = "https://spare.example:8443/"
NOWHERE = "99999999-2222-4333-8444-555555555555"


@pytest.mark.parametrize(
    "url", [URL, SPARE, "http://127.0.0.1:8080/x", "http://[::1]:1/x", "http://localhost/a%20b"]
)
def test_addresses_that_are_taken(url: str) -> None:
    assert check_backend_url(url) == url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no web|not a web"),
        ("backend.example/x", "not a web"),
        ("http://backend.example/x", "begin with https"),
        ("http://127.0.0.1.evil.example/x", "begin with https"),
        ("ftp://backend.example/x", "begin with https"),
        ("https:///x", "not a web"),
        (f"https://{'a' * 300}/x", "not a web"),
        (f"https://{'a' * 64}.example/x", "not a web"),
        ("https://backend.example:99999/x", "not a web"),
        ("https://user:secret@backend.example/x", "name or password"),
        ("https://backend.example/x?token=1", "end with its path"),
        ("https://backend.example/x?", "end with its path"),
        ("https://backend.example/x#a", "end with its path"),
        ("https://backend.example/\r\nX-Evil: 1", "not a web"),
        ("https://backend.example/" + "x" * 1024, "not a web"),
        ("https://bäckend.example/", "not a web"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    with pytest.raises(BackendUrlError, match=words):
        check_backend_url(url)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda rest: f"https://{rest}"))
def test_any_text_is_an_address_or_a_sentence(text: str) -> None:
    try:
        assert check_backend_url(text) == text
    except BackendUrlError as error:
        assert str(error).endswith(".")


def test_an_application_has_a_backend_until_it_is_taken_away(bench: Bench) -> None:
    applications = bench.applications
    assert applications.backend(KEY, WALL) is None
    applications.set_backend(KEY, URL, SPARE)
    found = applications.backend(KEY, WALL)
    assert found is not None and found.urls == (URL, SPARE) and found.secret == SECRET
    assert SECRET not in repr(found)
    applications.set_enabled(KEY, False)
    assert applications.backend(KEY, WALL) is None
    applications.set_enabled(KEY, True)
    applications.set_backend(KEY, "")
    assert applications.backend(KEY, WALL) is None and applications.get(KEY).callback_url == ""
    assert applications.backend(NOWHERE, WALL) is None


def test_backends_survive_a_restart_but_not_their_application(bench: Bench, tmp_path: Path) -> None:
    other = bench.applications.add(WALL)
    bench.applications.set_backend(KEY, URL)
    bench.applications.set_backend(other.key, URL, SPARE)
    bench.applications.remove(other.key)
    bench.close()
    again = Bench(tmp_path)
    shown = {each.key: (each.callback_url, each.callback_fallback) for each in again.applications.listed()}
    assert shown == {KEY: (URL, ""), other.key: ("", "")}
    again.close()


def test_what_cannot_be_a_backend_changes_nothing(bench: Bench) -> None:
    applications = bench.applications
    applications.set_backend(KEY, URL)
    gone = applications.add(WALL)
    applications.remove(gone.key)
    for key, url, spare, problem in (
        (KEY, "http://backend.example/", "", ApplicationProblem.BAD_URL),
        (KEY, URL, "nonsense", ApplicationProblem.BAD_URL),
        (KEY, "", SPARE, ApplicationProblem.BAD_URL),
        (NOWHERE, URL, "", ApplicationProblem.UNKNOWN),
        (gone.key, URL, "", ApplicationProblem.REMOVED),
    ):
        with pytest.raises(ApplicationError) as caught:
            applications.set_backend(key, url, spare)
        assert caught.value.problem is problem and str(caught.value).endswith(".")
    found = applications.backend(KEY, WALL)
    assert found is not None and found.urls == (URL,)


def test_a_backend_that_cannot_be_saved_is_not_taken(bench: Bench, expected_log: object) -> None:
    expected_log("core.service.data.database", "cannot be written")  # type: ignore[operator]
    bench.database._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(ApplicationError) as caught:
        bench.applications.set_backend(KEY, URL)
    assert caught.value.problem is ApplicationProblem.NOT_SAVED
    assert bench.applications.backend(KEY, WALL) is None


def test_the_operator_sets_and_sees_it(bench: Bench) -> None:
    desk = ApplicationDesk(bench.applications, lambda: WALL)
    row = desk.set_callbacks(KEY, URL, SPARE)
    assert (row["callback_url"], row["callback_fallback"]) == (URL, SPARE)
    assert desk.show(KEY) == row
    with pytest.raises(AdminError) as caught:
        desk.set_callbacks(KEY, "ftp://x")
    assert (caught.value.status, caught.value.code) == (409, "bad-url")


def test_it_can_be_set_while_no_service_runs(tmp_path: Path) -> None:
    save_application_key(tmp_path, ApplicationKey(KEY, SECRET))
    with StoppedDesk(tmp_path, wall=lambda: WALL) as stopped:
        stopped.apps.set_callbacks(KEY, URL)
    with StoppedDesk(tmp_path, wall=lambda: WALL) as stopped:
        assert stopped.apps.show(KEY)["callback_url"] == URL
