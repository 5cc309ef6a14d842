"""How far people agree on such judgements: the mark to read our own agreement against."""

from dataclasses import dataclass

from evals.results import Report

# the set whose judgements come from outside this project
JUDGED_BY_OTHERS = "expert"
MEASURE = "light_agreement"


@dataclass(frozen=True, slots=True)
class People:
    """How far some people agreed on some judgements."""

    who: str
    on: str
    raw: str
    """Share of the same labels."""
    kappa: str
    """Agreement beyond chance; Cohen, Educational and Psychological Measurement 1960."""


PUBLISHED = (
    People("trained coders with a scheme (Ahmed 2020; Langenfeld 2014)", "posts of doctors, two or three classes", "0.87 to 0.89", "0.78 to 0.80"),
    People("one medical board with most of the others (from Greysen 2013)", "described posts", "0.54 to 0.84, 0.71 on average", "not given"),
)
OWN = (
    People("this project's labels, 160 precedents labelled again blind", "the light", "0.93", "0.88"),
    People("this project's labels, 160 precedents labelled again blind", "the verdict, one of six", "0.79", "0.72"),
)
CAUTION = (
    "What lies above the agreement of people cannot be told from noise in their labels. The second labels of our own were "
    "given by the same kind of hand as the first, so they say how steady that hand is, and not that it is right; 'canipost "
    "label' measures how far other people agree."
)


def rows(report: Report) -> tuple[tuple[str, str, str, str], ...]:
    """Who agrees with whom, on what, raw and beyond chance; this run first, where it holds judgements of others."""
    people = tuple((one.who, one.on, one.raw, one.kappa) for one in (*PUBLISHED, *OWN))
    ours = score_of(report)
    return people if ours is None else ((f"the assistant with the published judgements ({JUDGED_BY_OTHERS})", "the light", ours, "–"), *people)


def score_of(report: Report) -> str | None:
    """Our agreement with judgements from outside the project and its interval, or None where none were run."""
    for of_set in report.sets:
        rate = of_set.rates[MEASURE]
        interval = rate.clustered or rate.wilson
        if of_set.name == JUDGED_BY_OTHERS and rate.value is not None and interval is not None:
            return f"{rate.value:.2f} ({interval.low:.2f} to {interval.high:.2f})"
    return None
