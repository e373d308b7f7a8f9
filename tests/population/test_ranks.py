"""The bare ranking of many people is what `Rulebook.rank` and a plan give to each of them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.population import ranks as ranking
from nextsteps.population.bits import counted, numbers, packed, unpacked
from nextsteps.population.facts import Facts
from nextsteps.population.kernel import Kernel
from nextsteps.population.place import PLACES
from tests.population.agreement import batch_of, shown_to
from tests.sketches import load_sketch
from tests.strategies import clinic_situations, rulebooks, shipped_situations

FEW_PEOPLE = st.lists(clinic_situations(), min_size=1, max_size=12)


def ranks_of(rulebook, situations):
    """What the kernel says to all of them."""
    batch = batch_of(rulebook, situations)
    return Kernel(rulebook).ranks(batch.facts, scores=shown_to(rulebook, situations, batch))


def listed(rulebook, ranks, place):
    """The steps in one place as names, person by person."""
    names, lists = list(rulebook.recommendations), ranks.lists(place)
    runs = zip(lists.offsets, lists.offsets[1:], strict=False)
    return [[names[code] for code in lists.codes[start:end]] for start, end in runs]


def ways_to_sort():
    """The limit above which steps are sorted as rows: as it is, and for any number of steps."""
    return st.sampled_from([ranking.FEW, -1])


def assert_as_ranked(rulebook, situations, few):
    """All places as in the plan, and what is given as in the bare ranking of one person."""
    plans = [rulebook.recommend(one) for one in situations]
    singly = [rulebook.rank(one) for one in situations]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "FEW", few)
        ranks = ranks_of(rulebook, situations)
        found = {place: listed(rulebook, ranks, place) for place in PLACES}

    given = {"now": "recommendations", "later": "later"}
    for place, name in given.items():
        assert [[step for step, _ in getattr(one, name)] for one in singly] == found[place]
    assert [list(one.not_yet) for one in singly] == [sorted(one) for one in found["not_yet"]]
    assert [list(one.excluded) for one in singly] == [sorted(one) for one in found["excluded"]]
    for place in PLACES[4:]:
        aside = [[one.id for one in plan.set_aside if one.cause == place] for plan in plans]
        assert aside == found[place]


@settings(max_examples=100)
@given(st.data())
def test_ranks_agree_with_one_person_on_any_rulebook(data):
    """
    Every place, whether steps are sorted for all people at once or as rows.
    """
    assert_as_ranked(data.draw(rulebooks()), data.draw(FEW_PEOPLE), data.draw(ways_to_sort()))


@settings(max_examples=40)
@given(st.data())
def test_ranks_agree_with_one_person_on_the_shipped_rulebook(data):
    """
    The same for the rules that people are advised by, questionnaires included.
    """
    situations = data.draw(st.lists(shipped_situations(), min_size=1, max_size=12))
    assert_as_ranked(Rulebook.default(), situations, data.draw(ways_to_sort()))


@pytest.mark.parametrize("few", [1000, -1])
def test_ranks_agree_on_every_vignette(shipped, monkeypatch, few):
    """
    All example situations, all steps of the shipped rulebook sorted in either way, some people
    at a time.
    """
    monkeypatch.setattr(ranking, "_AT_A_TIME", 64)
    situations = [shipped.situation(**dict(one.facts)) for one in shipped.vignettes.values()]

    assert_as_ranked(shipped, situations, few)


@settings(max_examples=60)
@given(st.data())
def test_keys_stand_in_order_and_bits_say_for_whom_a_rule_holds(data):
    """
    The first row holds what comes first, behind the last step all bits are 1, and every rule
    that speaks for a step that is given is said to hold.
    """
    rulebook, situations = data.draw(rulebooks()), data.draw(FEW_PEOPLE)
    ranks, literals = ranks_of(rulebook, situations), Kernel(rulebook).program.rules
    names = np.array([*rulebook.recommendations])

    for person, situation in enumerate(situations):
        keys, ranked = ranks.keys[:, person], rulebook.rank(situation)
        steps = (*ranked.recommendations, *ranked.later)
        given = keys[keys != ranks.order.none]
        holding = {
            rule
            for rule, literal in literals.items()
            if unpacked(ranks.people.truths[literal], len(situations))[person]
        }
        assert np.all(np.diff(keys.astype(np.int64)) >= 0)
        assert [step for step, _ in steps] == list(names[ranks.order.code_of(given)])
        assert holding >= {rule for _, rules in steps for rule in rules}


def test_nobody_is_ranked_where_there_is_nobody():
    """
    No people are no lists, in every place.
    """
    ranks = Kernel(load_sketch()).ranks(Facts(0, {}, {}))

    assert all(listed(load_sketch(), ranks, place) == [] for place in PLACES)


@pytest.mark.parametrize("count", range(11))
def test_the_network_sorts_whatever_is_0_or_1(count):
    """
    What sorts every row of noughts and ones sorts everything.
    """
    rows = [np.array(one, np.uint8) for one in zip(*product((0, 1), repeat=count), strict=True)]

    columns = np.array(ranking.in_order(rows)).T.tolist()

    assert all(column == sorted(column) for column in columns)


@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), max_size=300), st.integers(0, 9))
@settings(max_examples=50)
def test_counting_in_bits_is_counting(rows, plus):
    """
    For any number of rows, and something added.
    """
    flags = np.array(rows, np.bool_).reshape(-1, 9)
    planes = counted([packed(one) for one in flags], plus, packed(np.ones(9, np.bool_)))

    assert (flags.sum(axis=0) + plus).tolist() == numbers(planes, 9).tolist()
