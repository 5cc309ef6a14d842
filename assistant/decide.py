"""An Assessment -> Decision: the cheapest verdict for what the checks saw, above every floor."""

from collections.abc import Mapping

from assistant.models import Assessment, Decision, Finding, Issue, Light, Verdict

# what it costs to answer the second light where an expert would have said the first. Green for a red is
# the worst; a needless amber costs a little, a needless red more, for a checker that cries wolf is closed
COST: Mapping[Light, Mapping[Light, float]] = {
    Light.GREEN: {Light.GREEN: 0.0, Light.AMBER: 1.0, Light.RED: 2.0, Light.NOT_COVERED: 0.8},
    Light.AMBER: {Light.GREEN: 2.4, Light.AMBER: 0.0, Light.RED: 0.8, Light.NOT_COVERED: 2.4},
    Light.RED: {Light.GREEN: 4.0, Light.AMBER: 1.0, Light.RED: 0.0, Light.NOT_COVERED: 4.0},
    Light.NOT_COVERED: {Light.GREEN: 0.8, Light.AMBER: 1.0, Light.RED: 1.4, Light.NOT_COVERED: 0.0},
}
# which verdict of a light: the likelier one
BY_LIGHT = {
    Light.GREEN: (Verdict.OK, Verdict.OK_WITH_CARE),
    Light.AMBER: (Verdict.CHANGE_FIRST, Verdict.GET_ADVICE_FIRST),
    Light.RED: (Verdict.DO_NOT_POST,),
    Light.NOT_COVERED: (Verdict.NOT_COVERED,),
}
# how often an expert who would have said another light lets an amber or a red stand as well: counted, with the
# temperature, on cases that are neither precedents nor published judgements (docs/judging.md)
STANDS_AS_WELL = 0.4
SEVERITY = {Light.NOT_COVERED: 0, Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}

# on cases that were not fitted F1 is best about here: rarer issues are seen less surely than they are there
LEAST_ISSUE = 0.30
MOST_ISSUES = 5
# what a text is about rather than what is wrong with it: under amber or red these speak after the others
TOPICS = frozenset(
    (
        Issue.PUBLIC_HEALTH_EDUCATION, Issue.POLITICS_OR_PERSONAL_BELIEFS, Issue.HEIGHTENED_EMOTION, Issue.PRIVATE_IS_NOT_PRIVATE,
        Issue.EMPLOYER_POLICY, Issue.PROFESSIONAL_IDENTITY_ANONYMITY,
    )
)  # fmt: skip
TOPIC_WEIGHT = 0.6
# issues that identifiers and wording stand for; their findings count only where the judge sees the issue too
ECHO = {
    Issue.IDENTIFIABILITY_BY_DETAIL: (Issue.IDENTIFIABILITY_BY_DETAIL, Issue.PATIENT_CONFIDENTIALITY),
    Issue.PATIENT_CONFIDENTIALITY: (
        Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.BULLYING_HARASSMENT, Issue.DEFAMATION,
        Issue.RESPONDING_TO_CRITICISM_OR_REVIEW,
    ),
    Issue.PROFANITY_OR_UNPROFESSIONAL_TONE: (
        Issue.PROFANITY_OR_UNPROFESSIONAL_TONE, Issue.DISRESPECT_TO_COLLEAGUES, Issue.DISRESPECT_TO_PATIENTS, Issue.BULLYING_HARASSMENT,
        Issue.HATE_OR_INCITEMENT, Issue.DISCRIMINATION,
    ),
}  # fmt: skip


def decide(assessment: Assessment) -> Decision:
    """The verdict with its confidence, the issues it rests on, and the steps that led to it."""
    lights = light_probabilities(assessment.verdicts)
    steps = ["judge: " + ", ".join(f"{light.value} {p:.2f}" for light, p in lights.items())]
    light = cheapest(lights)
    verdict = likeliest(assessment.verdicts, light)
    steps.append(f"cheapest light: {light.value}, as {verdict.value}")
    bends_rules = assessment.rule_bending and light is Light.GREEN
    if bends_rules:
        light, verdict = Light.NOT_COVERED, Verdict.NOT_COVERED
        steps.append("scope: the text tries to change how it is judged, so it is not passed as green")
    confidence = agreement(lights, light)
    is_floored = False
    for floor in assessment.floors:
        if SEVERITY[floor.verdict.light] > SEVERITY[light]:
            verdict, light, is_floored = floor.verdict, floor.verdict.light, True
            confidence = max(lights[Light.AMBER] + lights[Light.RED], 0.5)
            steps.append(f"floor: {verdict.value}, because {floor.why}")
    issues = decided_issues(assessment, light)
    steps.append("issues: " + (", ".join(f"{i.value} {assessment.issues[i]:.2f}" for i in issues) or "none"))
    found = bearing(assessment, light, issues)
    return Decision(verdict, confidence, issues, found, tuple(steps), assessment.jigsaw, lights, is_floored, bends_rules)


def light_probabilities(verdicts: Mapping[Verdict, float]) -> dict[Light, float]:
    """Probability of each light: the sum over its verdicts."""
    return {light: sum(verdicts[v] for v in members) for light, members in BY_LIGHT.items()}


def agreement(lights: Mapping[Light, float], light: Light) -> float:
    """How likely an expert is to give this light or to let it stand."""
    likely = lights[light]
    return likely + STANDS_AS_WELL * (1.0 - likely) if light in (Light.AMBER, Light.RED) else likely


def cheapest(lights: Mapping[Light, float]) -> Light:
    """The light of least expected COST; of equals the first of Light."""
    return min(Light, key=lambda given: sum(p * COST[true][given] for true, p in lights.items()))


def likeliest(verdicts: Mapping[Verdict, float], light: Light) -> Verdict:
    """The likeliest verdict of a light."""
    return max(BY_LIGHT[light], key=lambda v: verdicts[v])


def decided_issues(assessment: Assessment, light: Light) -> tuple[Issue, ...]:
    """Likely issues, heaviest first; an amber or red answer, or a floor, always has one to stand on."""
    if light is Light.NOT_COVERED:
        return ()
    ranked = sorted(assessment.issues, key=lambda issue: -_weight(assessment.issues[issue], issue, light))
    likely = [issue for issue in ranked if assessment.issues[issue] >= LEAST_ISSUE][:MOST_ISSUES]
    if assessment.floors and Issue.PATIENT_CONFIDENTIALITY not in likely:
        likely.insert(0, Issue.PATIENT_CONFIDENTIALITY)
    if not likely and light is not Light.GREEN:
        likely = ranked[:1]
    return tuple(likely)


def _weight(probability: float, issue: Issue, light: Light) -> float:
    """How early an issue speaks."""
    return probability * (TOPIC_WEIGHT if issue in TOPICS and light is not Light.GREEN else 1.0)


def bearing(assessment: Assessment, light: Light, issues: tuple[Issue, ...]) -> tuple[Finding, ...]:
    """The findings that stand behind an amber or red answer; a green text is left unmarked."""
    if light not in (Light.AMBER, Light.RED):
        return ()
    return tuple(
        found
        for found in assessment.findings
        if found.issue in issues or any(echo in issues for echo in ECHO.get(found.issue, ()))
    )
