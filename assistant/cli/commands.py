"""`canipost`: every command, thin; each takes input, calls one step, prints what came back."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.as_of import as_of as as_of_step
from assistant.cli import show, show_whole
from assistant.cli.common import EXIT, Audience, context_of, opened, settings_of, wrong_use
from assistant.cli.corpus import app as corpus_app
from assistant.cli.doctor import report
from assistant.cli.feedback import app as feedback_app
from assistant.cli.official import iso_date
from assistant.cli.read import read_draft, read_image, write_record
from assistant.cli.whole import check_sharing, check_thread
from assistant.cli.writer import calibrate, left, model_for, try_writer, writing
from assistant.errors import AssistantError
from assistant.images import look_at
from assistant.models import Advice, Draft, Question
from assistant.pipeline import Assistant, review_document
from assistant.pipeline import ask as ask_step
from assistant.pipeline import pause as pause_step
from assistant.pipeline import review as review_step
from assistant.pipeline import rewrite as rewrite_step
from assistant.record import Record
from assistant.render import advice_json, picture_json, rewrite_json
from assistant.render_whole import parts_json
from assistant.sharing import About
from corpus.errors import CorpusError
from corpus.official.store import Store

app = typer.Typer(
    name="canipost", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Can I post this? Checks a question or a draft against GMC and LMC guidance, on this machine.",
)  # fmt: skip
app.add_typer(corpus_app, name="corpus")
app.add_typer(feedback_app, name="feedback")
app.command()(calibrate)

Platform = Annotated[str | None, typer.Option(help="where it goes, e.g. facebook, 'whatsapp group', 'google reviews'")]
Who = Annotated[Audience | None, typer.Option(help="who can see it")]
Role = Annotated[str | None, typer.Option(help="who writes, e.g. gp, 'practice manager'")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Explain = Annotated[bool, typer.Option("--explain", help="show which step decided what, with scores")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="ISO date: cite the guidance in force then, where that edition is held")]
Writer = Annotated[bool | None, typer.Option("--writer/--no-writer", help="let the model of CANIPOST_WRITER word the answer; on where it is set")]
Send = Annotated[bool, typer.Option("--send", help="agree to send the redacted text, printed first, to a model that is not on this machine")]
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
    as_of: AsOf = None,
    writer: Writer = None,
    send: Send = False,
) -> None:
    """Ask "can I post this?". Exit 0 green, 1 amber or red, 3 not covered, 2 wrong use."""
    day = iso_date(as_of, "--as-of") if as_of else None
    assistant = opened(quiet=as_json)
    question = Question(text, context_of(platform, audience, role))
    advice, sent_to = writing(assistant, question, ask_step(assistant, question), False if day else writer, send)
    advice = _dated(advice, assistant, day)
    if as_json:
        typer.echo(json.dumps(advice_json(advice, assistant.corpus), ensure_ascii=False, indent=1))
    else:
        show.advice(advice, text, explain, plain, left(sent_to))
    raise typer.Exit(EXIT[advice.light])


@app.command()
def check(
    file: Annotated[str | None, typer.Argument(help="a text, Word or PDF file, a WhatsApp export, or - for standard input")] = None,
    platform: Platform = None,
    audience: Who = None,
    role: Role = None,
    about: Annotated[About | None, typer.Option(help="what you want to do with somebody else's text, which --other gives")] = None,
    other: Annotated[str | None, typer.Option(help="a file with that text, or - for standard input")] = None,
    mine: Annotated[str | None, typer.Option(help="which speaker of a conversation you are")] = None,
    as_one: Annotated[bool, typer.Option("--as-one", help="check it as one draft, even where it looks like a conversation or is long")] = False,
    suggest: Annotated[bool, typer.Option("--rewrite", help="suggest words that could be posted instead")] = False,
    image: Annotated[Path | None, typer.Option(help="a PNG or JPEG that goes with it: what else does the file tell?")] = None,
    record: Annotated[Path | None, typer.Option(help="write an advice record here, .md or .pdf; it holds the draft")] = None,
    fingerprint: Annotated[bool, typer.Option("--fingerprint", help="keep only the draft's fingerprint in the record")] = False,
    note: Annotated[str, typer.Option(help="what you did next, for the record")] = "",
    as_json: AsJson = False,
    explain: Explain = False,
    plain: Plain = False,
    as_of: AsOf = None,
    writer: Writer = None,
    send: Send = False,
) -> None:
    """Check a draft before it is sent. Exit 0 green, 1 amber or red, 3 not covered, 2 wrong use."""
    context = context_of(platform, audience, role)
    if about or other:
        raise typer.Exit(check_sharing(about, other, file, context, as_json, explain, plain))
    handed_in = read_draft(file or "-")
    thread = None if as_one else handed_in.thread
    if mine and thread is None:
        wrong_use("--mine names a speaker of a conversation, and this is none. Leave it out, or give the export as it came.")
    if thread is not None:
        for name, used in (("--rewrite", suggest), ("--image", image), ("--record", record), ("--as-of", as_of)):
            if used:
                wrong_use(f"{name} is for one draft, and this is a conversation. Check the message you mean, or give --as-one.")
        raise typer.Exit(check_thread(thread, mine, context, as_json, plain))
    draft = Draft(handed_in.text, context)
    picture = look_at(read_image(image)) if image else None
    day = iso_date(as_of, "--as-of") if as_of else None
    assistant = opened(quiet=as_json)
    document = None if as_one else handed_in.document
    closely = review_document(assistant, document, context) if document else None
    advice = closely.lead if closely else review_step(assistant, draft)
    advice, sent_to = writing(assistant, draft, advice, False if day or closely else writer, send)
    advice = _dated(advice, assistant, day)
    made = rewrite_step(assistant, draft, advice) if suggest else None
    now = datetime.now().astimezone()
    pause = pause_step(assistant, draft, advice, now.hour)
    if record:
        write_record(record, Record(draft, advice, now, note, not fingerprint), assistant.corpus)
    if as_json:
        told = advice_json(advice, assistant.corpus) | {"pause": asdict(pause) if pause else None}
        told |= {"rewrite": rewrite_json(made)} if made else {}
        told |= {"picture": picture_json(picture)} if picture else {}
        told |= parts_json(closely) if closely else {}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        show.advice(advice, draft.text, explain, plain, left(sent_to))
        show_whole.parts(closely, plain)
        show.pause(pause, plain)
        show.rewrite(made, plain)
        show.picture(picture, plain)
    raise typer.Exit(EXIT[advice.light])


@app.command()
def chat(
    platform: Platform = None,
    audience: Who = None,
    role: Role = None,
    as_json: AsJson = False,
    plain: Plain = False,
    writer: Writer = None,
    send: Send = False,
) -> None:
    """Ask and follow up, line by line. /facts, /drop FACT, /new, /quit; reads from a pipe as well, --json prints a line a turn."""
    from assistant.cli import chat as talk

    assistant = opened(quiet=as_json)
    model = model_for(assistant.settings, writer)
    talk.run(assistant, context_of(platform, audience, role), as_json, plain, talk.Writer(model, send))


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
    writer: Annotated[str | None, typer.Option(help="put this model's answers beside the embedded ones: provider:model, or recorded:FILE; one elsewhere is sent the cases, redacted")] = None,
    record: Annotated[Path | None, typer.Option(help="with --writer: write its replies here, to be replayed")] = None,
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
    if writer:
        raise typer.Exit(import_module("evals.writer").main(plan, settings_of(), writer, record))
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
def doctor(writer: Annotated[bool, typer.Option("--writer", help="try the model of CANIPOST_WRITER with a sentence of ours")] = False) -> None:
    """Say what is installed, which guidance and model are in use, and whether anything could leave this machine."""
    settings = settings_of()
    raise typer.Exit(try_writer(settings) if writer else report(settings))


@app.command()
def bench(
    repeat: Annotated[int, typer.Option(min=1, help="times each text is judged")] = 5,
) -> None:
    """Measure how long an answer takes here, warm, beside one encode of its sentences."""
    from assistant.cli.bench import run

    run(opened(), repeat)


def _dated(advice: Advice, assistant: Assistant, day: date | None) -> Advice:
    """The advice as of a day, where one was given."""
    if day is None:
        return advice
    return as_of_step(advice, day, assistant.corpus, Store(assistant.settings.official_home), assistant.index.encoder)


def main() -> None:
    """Entry point: our errors become one line and exit 2."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that is not UTF-8 shows a replacement rather than a traceback
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except (AssistantError, CorpusError) as error:
        wrong_use(str(error))
