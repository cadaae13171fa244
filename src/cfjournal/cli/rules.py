"""Options and help of the commands that deal in rules."""

from __future__ import annotations

from typing import Annotated

import typer

from cfjournal.cli.options import Json

Rules = Annotated[str | None, typer.Option(metavar="FILE", help="Rules to add to the shipped ones.")]
RuleFile = Annotated[str, typer.Argument(metavar="FILE", help="A rule file (TOML).")]


def replay(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE.jsonl]...", help="Diaries; - for stdin; none for the journal."),
    ] = None,
    rules: Rules = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file and line.")] = False,
) -> None:
    """Run the rules over a diary, day by day, and list what they would have said and when.

    Files are read where they are; nothing is imported.

    For example:
      cfj replay
      cfj replay --json one.jsonl two.jsonl
    """
    from cfjournal.commands import replay as command

    command.replay(context.obj, files or (), rules, as_json=as_json)


def list_rules(context: typer.Context, as_json: Json = False) -> None:
    """Show every rule that judges this journal: when it fires, when it clears, and why it exists.

    For example:
      cfj rules list
    """
    from cfjournal.commands import rules as command

    command.list_rules(context.obj, as_json=as_json)


def check(context: typer.Context, file: RuleFile) -> None:
    """Read a rule file and show every fault with its line and column.

    For example:
      cfj rules check my-rules.toml
    """
    from cfjournal.commands import rules as command

    command.check(context.obj, file)


def measure(
    context: typer.Context,
    diaries: Annotated[int, typer.Option(metavar="N", help="About how many diaries.")] = 300,
    seed: Annotated[
        int, typer.Option(metavar="N", help="The first seed; the same seed gives the same diaries.")
    ] = 1001,
    rules: Rules = None,
    varied: Annotated[int | None, typer.Option(metavar="N", help="Measure on another population.")] = None,
    as_json: Json = False,
) -> None:
    """Measure the rules on simulated diaries: false alarms, delay, the right pattern, easing, silence.

    The diaries are written by a seeded simulator; nothing of yours is read but your own rules. Each figure
    comes with its 95 % interval.

    For example:
      cfj rules measure
      cfj rules measure --diaries 1000 --seed 5000 --rules my-rules.toml
    """
    from cfjournal.commands import measure as command

    command.measure(context.obj, diaries, seed, rules, varied, as_json=as_json)


def run_cases(
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE.cases]...", help="None: the shipped cases.")
    ] = None,
    rules: Rules = None,
) -> None:
    """Run cases: small diaries, written as series, with the states that the rules should give.

    A case names a diary and what is expected of it, one line each.

    For example:
      cfj rules test
      cfj rules test mine.cases --rules mine.toml
    where mine.cases holds, say:
      case: one bad day raises nothing
      dread: 0x20 4 0x5
      on 21 to 26: compassion-fatigue not building
    """
    from cfjournal.commands import rule_cases as command

    command.test(context.obj, files or [], rules)


def try_rules(
    context: typer.Context,
    file: RuleFile,
    as_json: Json = False,
) -> None:
    """Show what changed rules would have said of your journal, week by week, beside the present ones.

    A rule with the id of a shipped one takes its place; nothing is changed.

    For example:
      cfj rules try my-rules.toml
    """
    from cfjournal.commands import rule_trial as command

    command.try_rules(context.obj, file, as_json=as_json)
