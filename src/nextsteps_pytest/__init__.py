"""
A pytest plugin: the vignettes of a rulebook are tests.

    pytest --nextsteps my-rules/

or, in the configuration, so that plain `pytest` does it:

    nextsteps_rulebooks = ["my-rules"]

Costs nothing while neither is used: it is a package of its own because importing anything
of `nextsteps` imports the library.
"""

from pathlib import Path

import pytest

OPTION, RULEBOOKS, SITUATION = "--nextsteps", "nextsteps_rulebooks", "nextsteps_situation"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the settings."""
    group = parser.getgroup("nextsteps", "rulebooks of nextsteps")
    group.addoption(
        OPTION,
        action="append",
        default=[],
        metavar="DIR",
        help="run the vignettes of the rulebook in DIR as tests; may be given more than once",
    )
    parser.addini(RULEBOOKS, "folders of rulebooks whose vignettes are tests", type="paths")
    parser.addini(SITUATION, "vocabulary of these rulebooks, such as `my_app.facts:Clinic`")


@pytest.hookimpl(trylast=True)  # when pytest knows what else it was asked to run
def pytest_configure(config: pytest.Config) -> None:
    """Take part only where a rulebook is named."""
    asked = [config.invocation_params.dir / folder for folder in config.getoption(OPTION)]
    named: list[Path] = config.getini(RULEBOOKS)
    if not asked and not named:
        return
    from nextsteps_pytest.collect import RulebookTests

    folders = [folder.resolve() for folder in (*asked, *named)]
    config.pluginmanager.register(RulebookTests(config, folders), "nextsteps_rulebooks")
    runs_all = config.args_source is not pytest.Config.ArgsSource.ARGS
    for folder in folders if runs_all else [folder.resolve() for folder in asked]:
        if not any(
            folder.is_relative_to(Path(one.split("::")[0]).resolve()) for one in config.args
        ):
            config.args.append(str(folder))
