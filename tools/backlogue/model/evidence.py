"""What a project decides about evidence: which hosts may be asked, and how old an observation may be."""

from typing import Annotated

from pydantic import Field

from backlogue.model.words import Count, Part

HOST = r"^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$"


class EvidenceRules(Part):
    """Hosts and age. In a pull request the hosts are those of the base branch."""

    hosts: tuple[Annotated[str, Field(pattern=HOST)], ...] = Field(
        default=(),
        description="Hosts that evidence may be fetched from, such as mlflow.example.org or *.example.org; "
        "the main branch's list counts.",
    )
    max_age_days: Count = Field(default=90, description="Days after which evidence of open work is asked for again.")

    def allows(self, host: str) -> bool:
        """Whether a host is listed, by its name or by the domain it is in; capitals do not matter."""
        name = host.casefold().rstrip(".")
        return any(_matches(name, listed.casefold()) for listed in self.hosts)


def _matches(name: str, listed: str) -> bool:
    return name.endswith(listed[1:]) if listed.startswith("*.") else name == listed
