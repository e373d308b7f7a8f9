"""
Fuzz one target, or all in turn, with atheris: `uv run --group fuzz python -m fuzz.run`.

Each target starts from real input and runs for `--seconds`; what fails is kept as a file.
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGETS = ("yaml", "rulebook", "condition", "plan-json")
FOUND = ROOT / "fuzz" / "found"
LONGEST = 16_384
SLOWEST_SECONDS = 10


def main() -> int:
    """Run the targets; exit code 1 when one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        _fuzz(options.target, options.seconds)
    if find_spec("atheris") is None:
        print("atheris is not there for this Python: nothing was fuzzed")
        return 0
    targets = [options.target] if options.target else TARGETS
    failed = [name for name in targets if _runs(name, options.seconds)]
    print(f"failed: {', '.join(failed)}" if failed else "no target failed")
    return 1 if failed else 0


def _runs(target: str, seconds: int) -> int:
    """Fuzz in a process of its own: atheris ends the process it runs in."""
    command = [sys.executable, "-m", "fuzz.run", target, "--seconds", str(seconds), "--within"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603


def _fuzz(target: str, seconds: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["nextsteps"]):  # before anything of it is imported
        from fuzz import targets

    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, given in enumerate(targets.seeds(target)):
            (Path(folder) / f"{number}").write_bytes(given[:LONGEST])
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOWEST_SECONDS}",
            f"-artifact_prefix={FOUND}/{target}-",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], folder, *options], targets.TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
