"""`canipost`: every command, thin; each takes input, calls one step, prints what came back."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import show
from assistant.cli.common import EXIT, Audience, context_of, opened, settings_of, wrong_use
from assistant.cli.corpus import app as corpus_app
from assistant.cli.doctor import report
from assistant.cli.read import read_text
from assistant.errors import AssistantError
from assistant.models import Draft, Question
from assistant.pipeline import ask as ask_step
from assistant.pipeline import review as review_step
from assistant.render import advice_json
from corpus.errors import CorpusError

app = typer.Typer(
    name="canipost", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Can I post this? Checks a question or a draft against GMC and LMC guidance, on this machine.",
)  # fmt: skip
app.add_typer(corpus_app, name="corpus")

Platform = Annotated[str | None, typer.Option(help="where it goes, e.g. facebook, 'whatsapp group', 'google reviews'")]
Who = Annotated[Audience | None, typer.Option(help="who can see it")]
Role = Annotated[str | None, typer.Option(help="who writes, e.g. gp, 'practice manager'")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Explain = Annotated[bool, typer.Option("--explain", help="show which step decided what, with scores")]
Plain = Annotated[bool, typer.Option("--plain", help="no colour")]


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="the question, in quotes")],
    platform: Platform = None,
    audience: Who = None,
    role: Role = None,
    as_json: AsJson = False,
    explain: Explain = False,
    plain: Plain = False,
) -> None:
    """Ask "can I post this?". Exit 0 green, 1 amber or red, 3 not covered, 2 wrong use."""
    assistant = opened(quiet=as_json)
    advice = ask_step(assistant, Question(text, context_of(platform, audience, role)))
    if as_json:
        typer.echo(json.dumps(advice_json(advice, assistant.corpus), ensure_ascii=False, indent=1))
    else:
        show.advice(advice, text, explain, plain)
    raise typer.Exit(EXIT[advice.light])


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="a text file, or - for standard input")] = "-",
    platform: Platform = None,
    audience: Who = None,
    role: Role = None,
    as_json: AsJson = False,
    explain: Explain = False,
    plain: Plain = False,
) -> None:
    """Check a draft before it is sent. Exit 0 green, 1 amber or red, 3 not covered, 2 wrong use."""
    text = read_text(file)
    assistant = opened(quiet=as_json)
    advice = review_step(assistant, Draft(text, context_of(platform, audience, role)))
    if as_json:
        typer.echo(json.dumps(advice_json(advice, assistant.corpus), ensure_ascii=False, indent=1))
    else:
        show.advice(advice, text, explain, plain)
    raise typer.Exit(EXIT[advice.light])


@app.command()
def index(rebuild: Annotated[bool, typer.Option(help="build anew even where nothing changed")] = False) -> None:
    """Build the index, or say that it is up to date."""
    assistant = opened(rebuild=rebuild)
    typer.echo(f"Index {assistant.index.fingerprint} is ready in {assistant.index.folder}")


@app.command(name="eval")
def eval_(
    cases: Annotated[list[Path] | None, typer.Option(help="a case file (JSON Lines); again for more")] = None,
    out: Annotated[Path, typer.Option(help="folder for predictions, reports and the cache")] = Path("eval-out"),
    gate: Annotated[bool, typer.Option("--gate", help="exit 1 below a threshold, or where a number left the baseline")] = False,
    full: Annotated[bool, typer.Option("--full", help="with the shipped sets that take long, and --robustness")] = False,
    robustness: Annotated[bool, typer.Option("--robustness", help="ask again with changes that should not matter")] = False,
    filter_: Annotated[str | None, typer.Option("--filter", help="only cases whose 'set/id' this regular expression finds")] = None,
    limit: Annotated[int | None, typer.Option(help="only the first N cases of each file")] = None,
    repeat: Annotated[int, typer.Option(help="answer each case N times, each in a new process, and count what differs")] = 1,
    jobs: Annotated[int, typer.Option(help="processes that answer side by side")] = 1,
    cache: Annotated[bool, typer.Option(help="take answers of the same code, data and settings from the last run in --out")] = True,
    thresholds: Annotated[Path | None, typer.Option(help="floors of your own (YAML)")] = None,
    baseline: Annotated[Path | None, typer.Option(help="the accepted numbers (evals/baseline.json for the shipped cases)")] = None,
    accept: Annotated[str | None, typer.Option(help="write this run into the baseline, for this reason")] = None,
    against: Annotated[Path | None, typer.Option(help="compare with an earlier run: its report.json, or its folder")] = None,
    validate: Annotated[list[Path] | None, typer.Option(help="only check the lines of this case file; again for more")] = None,
) -> None:
    """Score the assistant against labelled cases (the shipped ones, or yours)."""
    # evals imports assistant, so it is met here by name alone
    from importlib import import_module

    run = import_module("evals.main")
    if validate:
        raise typer.Exit(run.validate(validate))
    plan = run.Plan(
        out=out, cases=tuple(cases or ()), full=full, robustness=robustness, pattern=filter_, limit=limit, jobs=jobs, repeat=repeat, cache=cache,
        gate=gate, thresholds=thresholds, baseline=baseline, accept=accept, against=against,
    )  # fmt: skip
    raise typer.Exit(run.main(plan, settings_of()))


@app.command()
def label(
    cases: Annotated[list[Path] | None, typer.Option(help="a case file to judge (JSON Lines); again for more")] = None,
    db: Annotated[str | None, typer.Option(help="where labels are kept, an SQLAlchemy URL; a file of your own by default")] = None,
    export: Annotated[Path | None, typer.Option(help="write what was labelled as a case file, and leave")] = None,
    port: Annotated[int, typer.Option(help="port on this machine")] = 8502,
    browser: Annotated[bool, typer.Option(help="open a browser")] = True,
) -> None:
    """Open the labelling desk: experts judge cases blind, and see how far they agree."""
    # evals imports assistant, so it is met here by name alone
    from importlib import import_module

    raise typer.Exit(import_module("evals.desk.start").label(settings_of(), cases or (), db, export, port, browser))


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="port on this machine")] = 8501,
    browser: Annotated[bool, typer.Option(help="open a browser")] = True,
) -> None:
    """Open the app on 127.0.0.1; nobody else on the network can reach it."""
    from assistant.cli.serve import run

    opened()
    raise typer.Exit(run(port, browser))


@app.command()
def doctor() -> None:
    """Say what is installed, which guidance and model are in use, and whether anything could leave this machine."""
    raise typer.Exit(report(settings_of()))


@app.command()
def bench(
    repeat: Annotated[int, typer.Option(min=1, help="times each text is judged")] = 5,
) -> None:
    """Measure how long an answer takes here, warm, beside one encode of its sentences."""
    from assistant.cli.bench import run

    run(opened(), repeat)


def main() -> None:
    """Entry point: our errors become one line and exit 2."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that is not UTF-8 shows a replacement rather than a traceback
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except (AssistantError, CorpusError) as error:
        wrong_use(str(error))
