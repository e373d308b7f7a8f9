"""
The floor: what the machine allows, in C that the benchmark compiles itself.

Without a compiler, or without Python's headers, these rows say so.
"""

import ctypes
import importlib.machinery
import importlib.util
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks.bitvector import conjunctions, values_of
from benchmarks.codes import BLOCK, codes_allowed, int32, literals_of, ranges
from benchmarks.workload import ACTIONS, FIELDS, TIERS, Answer, Case, Rule, action_id

HERE = Path(__file__).parent
_KINDS = {"whole": 0, "yes_no": 1, "choice": 2}
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC", "-w")


class Unavailable(Exception):  # noqa: N818  (not an error: a row that says why)
    """A row that cannot be measured here, and why."""


@cache
def _compiled(name: str) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise Unavailable("no C compiler")
    suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
    built = Path(mkdtemp(prefix="floor-")) / f"{name}{suffix}"
    include = sysconfig.get_paths()["include"]
    command = [compiler, *FLAGS, f"-I{include}", str(HERE / f"{name}.c"), "-o", str(built)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode != 0:
        raise Unavailable("the C compiler refuses: " + ran.stderr.strip().split("\n")[0][:80])
    return built


def single(rules: tuple[Rule, ...]) -> Callable[[Case], Any]:
    """
    Return the C index as a function from a case to `(ranked, excluded)`.

    It holds one rulebook at a time: making another replaces this one.

    Raises:
        Unavailable: There is no C compiler.
    """
    path = _compiled("floor_single")
    loader = importlib.machinery.ExtensionFileLoader("floor_single", str(path))
    spec = importlib.util.spec_from_file_location("floor_single", path, loader=loader)
    assert spec is not None
    module: Any = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    allowed = [(number, one) for number, rule in enumerate(rules) for one in conjunctions(rule)]
    words = (len(allowed) + 63) // 64
    every = (1 << len(allowed)) - 1
    tables = []
    for field in FIELDS:
        reading = {
            bit: one[field.name] for bit, (_, one) in enumerate(allowed) if field.name in one
        }
        if not reading:
            continue
        free = every & ~sum(1 << bit for bit in reading)
        rows = [
            free | sum(1 << bit for bit, some in reading.items() if value in some)
            for value in values_of(field)
        ]
        raw = b"".join(row.to_bytes(8 * words, "little") for row in (*rows, free))
        tables.append((field.name, _KINDS[field.kind], len(rows), field.choices, raw))
    module.load(
        tables,
        words,
        int32([number for number, _ in allowed]).tobytes(),
        [(rule.id, rule.action, rule.weight, int(rule.excludes)) for rule in rules],
        [(action_id(action), action % TIERS) for action in range(ACTIONS)],
    )
    run: Callable[[Case], Any] = module.run
    return run


class _Literal(ctypes.Structure):
    _fields_ = (
        ("field", ctypes.c_int32),
        ("ranges", ctypes.c_int32),
        ("low", ctypes.c_int32 * 4),
        ("high", ctypes.c_int32 * 4),
    )


class _Program(ctypes.Structure):
    _fields_ = (
        ("n_literals", ctypes.c_int32),
        ("n_rules", ctypes.c_int32),
        ("n_actions", ctypes.c_int32),
        *((name, ctypes.c_void_p) for name in (
            "literals", "terms", "first_term", "action", "weight", "excludes", "tier", "by_action",
        )),
    )  # fmt: skip


class Kernel:
    """
    The batch kernel for one rulebook.

    Raises:
        Unavailable: There is no C compiler.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._library = ctypes.CDLL(str(_compiled("floor_batch")))
        self._rules = rules
        numbers: dict[tuple[str, tuple[int, ...]], int] = {}
        fields = {field.name: place for place, field in enumerate(FIELDS)}
        terms: list[int] = []
        first: list[int] = []
        for rule in rules:
            first.append(len(terms))
            conjunction = literals_of(rule)
            terms.append(len(conjunction))
            for disjunction in conjunction:
                terms.append(len(disjunction))
                for literal in disjunction:
                    field, codes = codes_allowed(literal)
                    terms.append(numbers.setdefault((field.name, codes), len(numbers)))
        literals = (_Literal * len(numbers))()
        for (name, codes), number in numbers.items():
            written, runs = literals[number], list(ranges(codes))
            written.field, written.ranges = fields[name], len(runs)
            for place, (low, high) in enumerate(runs):
                written.low[place], written.high[place] = low, high
        by_action = sorted(range(len(rules)), key=lambda number: rules[number].action)
        parts: dict[str, Any] = {
            "terms": int32(terms),
            "first_term": int32(first),
            "by_action": int32(by_action),
            "action": bytearray(rule.action for rule in rules),
            "weight": bytearray(rule.weight for rule in rules),
            "excludes": bytearray(rule.excludes for rule in rules),
            "tier": bytearray(action % TIERS for action in range(ACTIONS)),
        }
        self._kept: list[Any] = [literals, parts]  # what the C code points to
        self._program = _Program(len(numbers), len(rules), ACTIONS)
        self._program.literals = ctypes.addressof(literals)
        for name, part in parts.items():
            first_byte = ctypes.c_char.from_buffer(part)
            self._kept.append(first_byte)
            setattr(self._program, name, ctypes.addressof(first_byte))

    def outputs(self, count: int) -> tuple[Any, Any]:
        """Return arrays for the keys and the bits of *count* cases."""
        return (
            (ctypes.c_uint16 * (ACTIONS * count))(),
            (ctypes.c_uint8 * (len(self._rules) * count // 8))(),
        )

    def run(self, codes: bytes, outputs: tuple[Any, Any]) -> None:
        """Work out keys and bits of as many cases as *codes* holds."""
        count = len(codes) // len(FIELDS)
        assert count % BLOCK == 0
        keys, bits = outputs
        self._library.run(ctypes.byref(self._program), codes, ctypes.c_int64(count), keys, bits)

    def answer(self, outputs: tuple[Any, Any], case: int, count: int) -> Answer:
        """Read the answer to one case out of the keys and bits."""
        keys, bits = outputs
        fired = [
            number
            for number in range(len(self._rules))
            if bits[(case // BLOCK * len(self._rules) + number) * (BLOCK // 8) + case % BLOCK // 8]
            >> (case % 8)
            & 1
        ]
        order = [keys[place * count + case] & 31 for place in range(ACTIONS)
                 if keys[place * count + case] != 0xFFFF]  # fmt: skip
        held = [self._rules[number] for number in fired]
        return Answer(
            tuple(
                (action_id(one), tuple(r.id for r in held if r.action == one and not r.excludes))
                for one in order
            ),
            tuple(
                (action_id(one), tuple(r.id for r in held if r.action == one and r.excludes))
                for one in sorted({rule.action for rule in held if rule.excludes})
            ),
        )


def check(kernel: Kernel, codes: bytes, expected: Sequence[Answer]) -> None:
    """Raise AssertionError unless the kernel gives *expected* for the first cases."""
    count = len(codes) // len(FIELDS)
    outputs = kernel.outputs(count)
    kernel.run(codes, outputs)
    for case, wanted in enumerate(expected):
        assert kernel.answer(outputs, case, count) == wanted
