"""Answers as a person reads them: columns under their names, times, and nothing that moves a cursor."""

from __future__ import annotations

from argparse import Namespace

from core.cli.service.tables import fields, shown, table


def test_columns_stand_under_their_names() -> None:
    rows = [{"user": "alice", "in_call": True, "calls": 3}, {"user": "b", "in_call": False, "calls": 12}]
    assert table(rows).splitlines() == [
        "user   in a call  calls",
        "alice  yes        3",
        "b      no         12",
    ]


def test_one_line_for_each_field() -> None:
    answer = {"state": "running", "started_at": 1_768_521_570.0, "refused": {"INVITE": 2}, "ends_at": None}
    assert fields(answer).splitlines() == [
        "state    running",
        "started  2026-01-15 23:59:30Z",
        "refused  INVITE 2",
        "ends     -",
    ]


def test_what_a_peer_chose_moves_no_cursor() -> None:
    text = table([{"name": "a\x1b[2J\nb", "user": "\u202ecba"}])
    assert "\x1b" not in text and text.count("\n") == 1 and "\u202e" not in text


def test_empty_lists_are_words() -> None:
    arguments = Namespace(serve_command="calls", action="list")
    assert shown(arguments, {"calls": []}) == "There are no calls."


def test_a_user_and_the_devices_of_theirs() -> None:
    arguments = Namespace(serve_command="users", action="show")
    text = shown(arguments, {"user": "bob", "instances": [{"instance": "urn:1", "connected": True}]})
    assert text.splitlines() == ["user  bob", "", "instance  connected", "urn:1     yes"]
    assert shown(arguments, {"user": "bob", "instances": []}) == "user  bob"


def test_what_was_done_is_said() -> None:
    kicked = Namespace(serve_command="users", action="kick")
    assert shown(kicked, {"ended": 2}) == "Registrations ended: 2."
    assert "within 5 seconds" in shown(Namespace(serve_command="drain"), {"seconds": 5.0})
