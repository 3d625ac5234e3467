"""Older formats are brought up to date; the schema that editors use fits the models and every shipped file."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from simulator import paths, yamlfile
from simulator.scenario import schema
from simulator.scenario.model import FORMAT, Scenario, Variants
from simulator.scenario.reader import list_all, read_scenario
from simulator.scenario.upgrade import STEPS, upgrade
from simulator.scenario.variants import by_seed, chosen, longest

SHIPPED = paths.content("scenarios")
GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(SHIPPED.glob("*/*.yaml")) + sorted(SHIPPED.glob("*/cases/*/*.yaml"))


@pytest.mark.parametrize("version", sorted(STEPS))
def test_a_step_makes_its_golden_file(version: int) -> None:
    """Text and comments included; and the reader takes the old file for the same scenario."""
    old, new = GOLDEN / f"format-{version}.yaml", GOLDEN / f"format-{version + 1}.yaml"
    assert yamlfile.rewritten(old.read_text(), upgrade, str(old)) == new.read_text()
    one, two = (yamlfile.load_placed(p, Scenario, upgrade).value for p in (old, new))
    assert one == two


def test_todays_format_has_nothing_to_upgrade() -> None:
    new = (GOLDEN / f"format-{FORMAT}.yaml").read_text()
    assert yamlfile.rewritten(new, upgrade, "x") == new
    assert sorted(STEPS) == list(range(FORMAT))


@pytest.mark.parametrize("data", [{}, {"format": "0"}, {"format": True}, {"format": 99}, {"format": None}])
def test_what_has_no_known_format_is_left_alone(data: dict[str, Any]) -> None:
    before = dict(data)
    assert upgrade(data) is False
    assert data == before


@pytest.mark.parametrize("nodes", [None, 3, [], {"a": 1}, {"verdict": {"then": 4}}])
def test_nonsense_in_an_old_format_is_refused_and_no_traceback(nodes: object, tmp_path: Path) -> None:
    path = tmp_path / "a-call.yaml"
    path.write_text(f"format: 0\nid: a-call\nrecruiter: 4\nnodes: {json.dumps(nodes)}\n")
    with pytest.raises(yamlfile.ContentError):
        read_scenario(path)


def test_the_committed_schemas_are_those_of_the_models() -> None:
    for name, text in schema.files().items():
        committed = (SHIPPED / schema.FOLDER / name).read_text(encoding="utf-8")
        assert committed == text, f"write them again: simulator scenarios schema {SHIPPED}"


def kind(path: Path) -> str:
    return "pack" if path.name == "pack.yaml" else "case" if "cases" in path.parts else "scenario"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SHIPPED).as_posix())
def test_a_shipped_file_names_its_schema_and_fits_it(path: Path) -> None:
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    assert first + "\n" == schema.first_line(kind(path))
    named = path.parent / first.partition("$schema=")[2]
    assert named.resolve() == (SHIPPED / schema.FOLDER / f"{kind(path)}.schema.json").resolve()
    jsonschema.Draft202012Validator(schema.schema(kind(path))).validate(plain(rest, path))


def plain(text: str, path: Path) -> object:
    """The file's data as the program reads it."""
    seen: list[dict[str, Any]] = []

    def keep(data: dict[str, Any]) -> bool:
        seen.append(data)
        return False

    yamlfile.rewritten(text, keep, str(path))
    return json.loads(json.dumps(seen[0], default=str))


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    path = SHIPPED / "drills" / "goodbye-drill.yaml"
    good = plain(path.read_text(), path)
    assert isinstance(good, dict)
    validator = jsonschema.Draft202012Validator(schema.schema("scenario"))
    for change in ({"mood": "sour"}, {"outcome": None}, {"colour": "red"}, {"nodes": {}}, {"start": 4}):
        assert not validator.is_valid({**good, **change}), change


def test_variants_hang_on_the_seed_alone() -> None:
    scenarios = [each.scenario for each in list_all([SHIPPED])]
    varied = [s for s in scenarios if any(isinstance(p, Variants) for n in s.nodes.values() for p in n.say)]
    assert len(varied) >= 5
    for scenario in varied:
        calls = [chosen(scenario, by_seed(seed)) for seed in range(12)]
        assert calls == [chosen(scenario, by_seed(seed)) for seed in range(12)]
        assert len({call.model_dump_json() for call in calls}) > 1
        assert not any(isinstance(p, Variants) for call in calls for n in call.nodes.values() for p in n.say)
        assert chosen(calls[0], by_seed(99)) is calls[0]
        most = chosen(scenario, longest)
        assert len(most.model_dump_json()) >= max(len(call.model_dump_json()) for call in calls)
