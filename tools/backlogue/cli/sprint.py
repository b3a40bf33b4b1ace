"""sprint: plan a sprint, commit to it, change its scope, close it, carry its items on.

The steps stand in `sprint_start`, `sprint_scope`, `sprint_carry` and `sprint_end`; each makes drafts that
`transaction` carries out.
"""

import click

from backlogue.cli.sprint_carry import carry_step
from backlogue.cli.sprint_end import close_step
from backlogue.cli.sprint_scope import change_step
from backlogue.cli.sprint_start import commit_step, plan_step
from backlogue.cli.steps import Steps


class _SprintSteps(Steps):
    thing = "A sprint"


@click.group("sprint", cls=_SprintSteps)
def COMMAND() -> None:
    """Plan a sprint, commit to it, change its scope, close it, carry its items on.

    \b
    Examples:
      backlogue sprint plan churn-2026-12 --take
      backlogue sprint commit churn-2026-12 --commit
      backlogue sprint change churn-2026-12 --add CHURN-33 --reason "The same fault puts ghosts into the control group"
      backlogue sprint close churn-2026-12 --to churn-2027-01 --goal-met yes

    Every step writes files and nothing else, all of them or none, and shows the difference. What the
    rules refuse is not written.
    """


for step in (plan_step, commit_step, change_step, carry_step, close_step):
    COMMAND.add_command(step)
