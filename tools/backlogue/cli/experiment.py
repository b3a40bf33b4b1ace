"""experiment: propose an experiment, decide it, plan what follows from it, list what was learned.

The steps stand in `experiment_new`, `experiment_decide`, `experiment_replan` and `experiment_ledger`; those that
write make drafts that `transaction` carries out.
"""

import click

from backlogue.cli.experiment_decide import decide_step
from backlogue.cli.experiment_ledger import ledger_step
from backlogue.cli.experiment_new import new_step
from backlogue.cli.experiment_replan import replan_step
from backlogue.cli.steps import Steps


class _ExperimentSteps(Steps):
    thing = "An experiment"


@click.group("experiment", cls=_ExperimentSteps)
def COMMAND() -> None:
    """Propose an experiment, decide it, plan what follows from it, list what was learned.

    \b
    Examples:
      backlogue experiment new --title "Session features raise recall" --team churn --metric recall --at-least 0.82
      backlogue experiment decide CHURN-16 --result 0.79 --learning "Sessions say nothing new" --decision pivot
      backlogue experiment replan CHURN-16 --next "Days since the last login raise recall"
      backlogue experiment ledger --format markdown

    Steps that write show the difference, write all of it or nothing, and nothing that the rules refuse.
    """


for step in (new_step, decide_step, replan_step, ledger_step):
    COMMAND.add_command(step)
