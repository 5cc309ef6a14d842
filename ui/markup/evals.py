"""A stored evaluation -> HTML."""

from collections.abc import Sequence
from html import escape

from assistant import Verdict
from assistant.render import VERDICT_WORDS
from ui.markup.text import day, more, plain, section, theirs
from ui.stored_report import Found, Past, People, Rate, Report, Worst
from ui.wording import count, say, table

# what a reader looks at first, as in the report's own headline
SHOWN = ("light_agreement", "unsafe_miss", "over_block")
MOST_WORST = 8
SENTENCES = 4
WIDTH, HEIGHT, LEFT, RIGHT, EDGE = 560, 170, 30, 150, 14
# lines are told apart by their dashes and their names, never by colour alone
DASHES = ("none", "7 4", "2 4")


def headline(report: Report) -> str:
    """Each set with its rates and the interval to go by, then the thresholds that are not met."""
    names = table("evals.measures")
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in (say("evals.set"), say("evals.cases"), *(names[name] for name in SHOWN)))
    rows = "".join(
        f'<tr><th scope="row">{plain(one.name)}</th><td>{one.cases}</td>' + "".join(f"<td>{_rate(one.rates.get(name))}</td>" for name in SHOWN) + "</tr>"
        for one in report.sets
    )
    return f'<div class="figures" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{_gate(report)}'


def _rate(rate: Rate | None) -> str:
    if rate is None or rate.value is None:
        return "–"
    interval = f' <span class="aside">{rate.interval.low:.2f}–{rate.interval.high:.2f}</span>' if rate.interval else ""
    return f"<strong>{rate.value:.2f}</strong>{interval}"


def _gate(report: Report) -> str:
    failed = [one for one in report.gate if one.state == "failed"]
    if not report.gate:
        return ""
    if not failed:
        return f"<p>{escape(say('evals.met', n=sum(one.state == 'met' for one in report.gate)))}</p>"
    lines = "".join(
        f"<li>{escape(say('evals.missed', set=one.set, measure=one.measure.replace('_', ' '), value=f'{one.value:.3f}', threshold=f'{one.threshold:g}'))}</li>"
        for one in failed
        if one.value is not None
    )
    return f'<div class="notice"><p>{escape(count("evals.not_met", len(failed)))}</p><ul>{lines}</ul></div>'


def people(given: People | None) -> str:
    """How far people agree among themselves, ours beside it."""
    if given is None:
        return ""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in table("evals.people").values())
    rows = "".join(f'<tr><th scope="row">{plain(row[0])}</th>' + "".join(f"<td>{plain(cell)}</td>" for cell in row[1:]) + "</tr>" for row in given.rows)
    return f'{section(say("evals.people_title"))}<div class="figures" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div><p>{plain(given.caution)}</p>'


def trend(past: Sequence[Past], name: str) -> str:
    """How the rates of one set went over the runs kept; nothing for fewer than two."""
    runs = [run for run in past if name in run.rates]
    if len(runs) < 2:
        return ""
    names = table("evals.measures")
    drawn, heard = [], []
    for place, (measure, dash) in enumerate(zip(SHOWN, DASHES, strict=True)):
        points = [(at / (len(runs) - 1), value) for at, run in enumerate(runs) if (value := run.rates[name].get(measure)) is not None]
        if not points:
            continue
        path = " ".join(f"{_x(at):.1f},{_y(value):.1f}" for at, value in points)
        at_end = _y(points[-1][1]) + 4 - (12 if place == 2 and _close(runs[-1], name) else 0)
        drawn.append(f'<polyline stroke-dasharray="{dash}" points="{path}"/><text x="{_x(1) + 8:.0f}" y="{at_end:.1f}">{escape(names[measure])}</text>')
        heard.append(f"{names[measure]} {points[0][1]:.2f} → {points[-1][1]:.2f}")
    told = say("evals.trend", n=len(runs), set=name, first=day(runs[0].when[:10]), last=day(runs[-1].when[:10]))
    axis = f'<path d="M{LEFT} {EDGE}V{HEIGHT - EDGE}H{_x(1)}"/>' + "".join(f'<text x="0" y="{_y(tick) + 4:.0f}">{tick:g}</text>' for tick in (0.0, 0.5, 1.0))
    return (
        f'{section(say("evals.trend_title"))}<figure class="trend"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape("; ".join(heard), quote=True)}">{axis}{"".join(drawn)}</svg><figcaption class="aside">{plain(told)} {plain("; ".join(heard))}.</figcaption></figure>'
    )


def _close(run: Past, name: str) -> bool:
    """Two of the lines end so near each other that their names would touch."""
    miss, block = (run.rates[name].get(measure) for measure in SHOWN[1:])
    return miss is not None and block is not None and abs(miss - block) < 0.1


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return EDGE + (1 - share) * (HEIGHT - 2 * EDGE)


def worst(report: Report) -> str:
    """The gravest errors, each with what an expert says beside what was answered."""
    if not report.all.worst:
        return ""
    return section(say("evals.worst_title")) + "".join(_one(error, report) for error in report.all.worst[:MOST_WORST])


def _one(error: Worst, report: Report) -> str:
    answer = "".join(f"<p>{plain(sentence)}</p>" for sentence in error.said.splitlines()[:SENTENCES])
    sides = (
        (say("evals.expert"), _verdict(error.expected), f"<p>{plain(error.why)}</p>", error.expected_paragraphs),
        (say("evals.answered"), _verdict(error.given), answer, error.given_paragraphs),
    )
    columns = "".join(
        f"<div><h4>{escape(title)}</h4><p><strong>{escape(verdict)}</strong></p>{said}{_paragraphs(ids, report)}</div>" for title, verdict, said, ids in sides
    )
    return more(f"{error.fault} ({error.set}/{error.id})", f'<blockquote class="case">{theirs(error.input)}</blockquote><div class="sides">{columns}</div>')


def _verdict(value: str | None) -> str:
    return VERDICT_WORDS[Verdict(value)] if value in set(Verdict) else "–"


def _paragraphs(ids: Sequence[str], report: Report) -> str:
    return "".join(f'<p class="aside"><strong>{plain(id_)}</strong><br>{plain(report.paragraphs.get(id_, say("evals.not_held")))}</p>' for id_ in ids)


def made_by(found: Found) -> str:
    """What was run, when, and where the report lies."""
    made = found.report.provenance
    when = f"{day(made.when[:10])}, {made.when[11:16]} UTC"
    lines = (
        say("evals.when", when=when, folder=found.folder),
        say("evals.made", edition=made.corpus_edition, index=made.index, commit=(made.commit or "–")[:12]),
    )
    return "".join(f'<p class="aside">{plain(line)}</p>' for line in lines)
