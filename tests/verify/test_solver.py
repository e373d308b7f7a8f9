"""The pool of models answers as the solver would."""

from hypothesis import given
from hypothesis import strategies as st

from nextsteps.verify.cnf import Cnf
from nextsteps.verify.solver import Solver, holds

SIZE = 5
NUMBERS = st.integers(1, SIZE).flatmap(lambda number: st.sampled_from((number, -number)))
CLAUSES = st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=8)
ASKED = st.lists(st.lists(NUMBERS, max_size=3), min_size=1, max_size=8)


def _literal(variables, number):
    return variables[abs(number) - 1] * (1 if number > 0 else -1)


@given(clauses=CLAUSES, asked=ASKED, gates=ASKED)
def test_a_pooled_answer_is_the_answer(clauses, asked, gates):
    """
    With models pooled, and gates added in between, each answer is that of a solver of its own.
    """
    cnf = Cnf()
    variables = [cnf.fresh() for _ in range(SIZE)]
    for clause in clauses:
        cnf.clause([_literal(variables, number) for number in clause])
    with Solver(cnf) as pooled:
        for question, gate in zip(asked, [*gates, *gates * 8], strict=False):
            made = cnf.some(_literal(variables, number) for number in gate)
            literals = [made, *(_literal(variables, number) for number in question)]
            model = pooled.find(literals)
            with Solver(cnf) as fresh:
                assert (model is None) == (fresh.solve(literals) is None)
            assert model is None or all(holds(model, one) for one in literals)


@given(clauses=CLAUSES, gate=st.lists(st.integers(1, SIZE), max_size=4))
def test_a_gate_holds_exactly_where_its_parts_do(clauses, gate):
    """
    In every model that the solver finds.
    """
    cnf = Cnf()
    variables = [cnf.fresh() for _ in range(SIZE)]
    for clause in clauses:
        cnf.clause([_literal(variables, number) for number in clause])
    parts = [_literal(variables, number) for number in gate]
    every, some = cnf.every(parts), cnf.some(parts)
    with Solver(cnf) as solver:
        for asked in ([every], [-every], [some], [-some]):
            model = solver.find(asked)
            if model is not None:
                assert holds(model, every) == all(holds(model, one) for one in parts)
                assert holds(model, some) == any(holds(model, one) for one in parts)
