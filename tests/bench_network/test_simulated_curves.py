"""Curves of simulated calls: what is drawn is what was simulated, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.bench.network.simulated.curves import FOLDER, draw, summarise, write


def test_a_short_simulation_is_drawn_and_is_the_same_again(tmp_path: Path) -> None:
    write(tmp_path, 5.0, (0, 20))
    kept = json.loads((tmp_path / "simulated.json").read_text())
    assert kept == json.loads(json.dumps(summarise(5.0, (0, 20))))
    pictures = draw(kept)
    assert {path.name for path in tmp_path.glob("*.svg")} == set(pictures)
    for name, picture in pictures.items():
        assert ElementTree.fromstring((tmp_path / name).read_text()).tag.endswith("svg") and picture


def test_what_readme_shows_is_drawn_of_what_lies_beside_it() -> None:
    kept = json.loads((FOLDER / "simulated.json").read_text())
    for name, picture in draw(kept).items():
        assert (FOLDER / name).read_text() == picture
