"""What holds for any programme file: faults are told and never thrown, values are exact, order does not matter."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from growthpole.programme.file import read_document, read_programme, shipped_programme, shipped_programmes
from growthpole.programme.file.lines import find_lines
from growthpole.programme.file.read import find_problems
from growthpole.programme.file.shipped import starter_programme
from growthpole.programme.file.values.numbers import exact
from growthpole.programme.file.values.quantities import money, quantity
from growthpole.programme.printing import print_programme

STARTER = starter_programme()
LINES = STARTER.splitlines(keepends=True)
HEAD = '[programme]\nid = "p"\nversion = "1"\nname = "p"\ncluster = "c"\nreference = "r"\nsince = 2020-01-01\n'


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_done_to_a_line_the_faults_are_told_and_never_thrown(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(LINES) - 1))
    line = LINES[place]
    cut = data.draw(st.integers(0, len(line)))
    changed = data.draw(
        st.sampled_from(["", line + line, line[:cut] + "\n", line[:cut] + "x" + line[cut:], line.replace('"', "")])
        | st.text(st.characters(codec="utf-8"), max_size=30).map(lambda junk: line[:cut] + junk + line[cut:])
        | st.sampled_from(LINES)
    )
    text = "".join([*LINES[:place], changed, *LINES[place + 1 :]])
    problems = find_problems(text, "mine.toml")
    rows = [one.row for one in problems]
    assert all(row is not None and 1 <= row <= text.count("\n") + 1 for row in rows)
    assert rows == sorted(rows, key=lambda row: row or 0)
    if not problems:
        print_programme(read_document(text, "mine.toml"), "zh")


@given(st.integers(0, 10**15))
def test_money_is_read_to_the_cent(cents: int) -> None:
    assert money(f"{cents // 100}.{cents % 100:02d} CNY", "CNY") == cents
    assert money(f"{cents // 100:,}.{cents % 100:02d} CNY", "CNY") == cents
    assert money(f"{cents // 10**6}.{cents % 10**6:06d} 万元", "CNY") == cents


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([("bn CNY", 10**9), ("亿元", 10**8), ("万人", 10**4), ("%", Fraction(1, 100))]),
)
def test_a_quantity_is_the_nearest_double_to_what_was_written(digits: int, unit: tuple[str, Fraction | int]) -> None:
    assert quantity(f"{digits} {unit[0]}").value == float(Fraction(digits) * unit[1])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_weights_become_shares_of_one(parts: list[int]) -> None:
    total = sum(parts)
    weights = [Fraction(100 * part, total) for part in parts]
    text = HEAD + '[index]\n[index.g]\nname = "g"\nweight = 100\n'
    for place, weight in enumerate(weights):
        text += f"[index.g.x{place}]\nweight = {float(weight)!r}\nworst = 0\nbest = 1\n"
        text += f'[indicator.x{place}]\nname = "x"\nunit = "1"\n'
    index = read_programme(text, "p.toml").index
    assert index is not None
    shares = [item.weight for item in index.groups[0].items]
    assert abs(sum(map(exact, shares)) - 1) < Fraction(1, 10**12)
    assert all(abs(share - part / total) < 1e-12 for share, part in zip(shares, parts, strict=True))


@given(st.sets(st.integers(1, 3000), min_size=1, max_size=6), st.integers(0, 3200))
def test_the_last_version_that_has_begun_is_in_force(begins: set[int], day: int) -> None:
    first = date(2020, 1, 1)
    versions = [(0, 100), *((begin, 100 + begin) for begin in sorted(begins))]
    listed = ", ".join(
        f"{{ value = {value}" + (f", since = {first + timedelta(begin)}" if begin else "") + " }"
        for begin, value in versions
    )
    text = HEAD + f'[[tier]]\nid = "t"\nname = "t"\nquota = [{listed}]\n'
    expected = max(value for begin, value in versions if begin <= day)
    assert read_programme(text, "p.toml", first + timedelta(day)).tiers["t"].quota == expected


_KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True) | st.sampled_from(["a b", "中", "x.y", "'"])
_VALUES = st.integers() | st.booleans() | st.text("ab\n'\"", max_size=4)


@given(
    st.dictionaries(
        _KEYS,
        st.recursive(
            _VALUES,
            lambda below: st.dictionaries(_KEYS, below, min_size=1, max_size=3) | st.lists(below, max_size=3),
            max_leaves=8,
        ),
        max_size=5,
    )
)
def test_every_key_is_found_on_a_line_that_has_it(values: dict[str, object]) -> None:
    text = tomlkit.dumps(values)
    lines = find_lines(text)
    assert not lines.duplicates
    shown = text.splitlines()
    for path, row in lines.of.items():
        name = next(key for key in reversed(path) if isinstance(key, str))
        assert name.replace("'", "") in shown[row - 1].replace("'", "") or isinstance(path[-1], int)
    assert {path[0] for path in lines.of} == set(values)


@given(st.sampled_from(shipped_programmes()), st.randoms(use_true_random=False))
def test_the_order_of_the_rules_of_a_kind_changes_nothing_but_their_order(name: str, random: object) -> None:
    text = shipped_programme(name)
    blocks = re.split(r"(?m)^(?=\[)", text)
    places = [place for place, block in enumerate(blocks) if block.startswith("[indicator.")]
    shuffled = list(places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    moved = dict(zip(places, shuffled, strict=True))
    turned = "".join(blocks[moved.get(place, place)].rstrip() + "\n\n" for place in range(len(blocks)))
    one, other = read_programme(text, "a"), read_programme(turned, "a")
    assert {key: (each.unit, each.bounds, each.formula) for key, each in one.indicators.items()} == {
        key: (each.unit, each.bounds, each.formula) for key, each in other.indicators.items()
    }
    assert one.criteria.keys() == other.criteria.keys()
    assert [tier.gates for tier in one.tiers.values()] == [tier.gates for tier in other.tiers.values()]
