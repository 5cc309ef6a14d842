"""What the corpus is made of: Source, Paragraph, Precedent, and the closed sets that label them."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from corpus.official.records import Imported


class Verdict(StrEnum):
    """The six answers there are, the same words from YAML to screen."""

    OK = "ok"
    OK_WITH_CARE = "ok_with_care"
    CHANGE_FIRST = "change_first"
    GET_ADVICE_FIRST = "get_advice_first"
    DO_NOT_POST = "do_not_post"
    NOT_COVERED = "not_covered"

    @property
    def light(self) -> "Light":
        """The traffic light of this verdict."""
        match self:
            case Verdict.OK | Verdict.OK_WITH_CARE:
                return Light.GREEN
            case Verdict.CHANGE_FIRST | Verdict.GET_ADVICE_FIRST:
                return Light.AMBER
            case Verdict.DO_NOT_POST:
                return Light.RED
            case Verdict.NOT_COVERED:
                return Light.NOT_COVERED


class Light(StrEnum):
    """The four colours that verdicts are scored by."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_COVERED = "not_covered"


class Issue(StrEnum):
    """What a post can be about; a case may carry several."""

    PATIENT_CONFIDENTIALITY = "patient-confidentiality"
    IDENTIFIABILITY_BY_DETAIL = "identifiability-by-detail"
    PATIENT_IMAGE_OR_RECORDING = "patient-image-or-recording"
    CONSENT_FOR_DISCLOSURE = "consent-for-disclosure"
    PRIVATE_IS_NOT_PRIVATE = "private-is-not-private"
    DISRESPECT_TO_PATIENTS = "disrespect-to-patients"
    DISRESPECT_TO_COLLEAGUES = "disrespect-to-colleagues"
    BULLYING_HARASSMENT = "bullying-harassment"
    DISCRIMINATION = "discrimination"
    PROFANITY_OR_UNPROFESSIONAL_TONE = "profanity-or-unprofessional-tone"
    CLINICAL_ADVICE_ONLINE = "clinical-advice-online"
    MISINFORMATION_OR_UNSUPPORTED_CLAIM = "misinformation-or-unsupported-claim"
    PROFESSIONAL_IDENTITY_ANONYMITY = "professional-identity-anonymity"
    PERSONAL_VS_PROFESSIONAL_BOUNDARY = "personal-vs-professional-boundary"
    FRIEND_OR_FOLLOW_REQUEST = "friend-or-follow-request"
    SEXUAL_OR_INTIMATE_CONTENT = "sexual-or-intimate-content"
    DIRECT_MESSAGE_WITH_PATIENT = "direct-message-with-patient"
    PROMOTION_ENDORSEMENT = "promotion-endorsement"
    CONFLICT_OF_INTEREST = "conflict-of-interest"
    ADVERTISING_RULES = "advertising-rules"
    RESPONDING_TO_CRITICISM_OR_REVIEW = "responding-to-criticism-or-review"
    RAISING_CONCERNS = "raising-concerns"
    DEFAMATION = "defamation"
    COPYRIGHT = "copyright"
    HATE_OR_INCITEMENT = "hate-or-incitement"
    POLITICS_OR_PERSONAL_BELIEFS = "politics-or-personal-beliefs"
    EMPLOYER_POLICY = "employer-policy"
    HEIGHTENED_EMOTION = "heightened-emotion"
    RECORD_KEEPING = "record-keeping"
    DISCLOSABILITY_DELETION = "disclosability-deletion"
    PUBLIC_HEALTH_EDUCATION = "public-health-education"
    DISHONESTY_MISREPRESENTATION = "dishonesty-misrepresentation"
    ILLEGAL_OR_CRIMINAL = "illegal-or-criminal"


class Strength(StrEnum):
    """How binding a paragraph is: a duty (must), guidance (should), a permission, or background."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    EXPLAINS = "explains"


class Confidence(StrEnum):
    """How sure we are of a paragraph's number."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceKind(StrEnum):
    """Who speaks; the order of the members is the order of precedence when sources differ."""

    REGULATOR = "regulator"
    ADVERTISING_CODE = "advertising-code"
    LMC = "lmc"
    TRADE_UNION = "trade-union"
    DEFENCE_BODY = "defence-body"
    EMPLOYER = "employer"

    @property
    def precedence(self) -> int:
        """1 for the regulator, rising; LMCs and the BMA share a place."""
        order = {
            SourceKind.REGULATOR: 1,
            SourceKind.ADVERTISING_CODE: 2,
            SourceKind.LMC: 3,
            SourceKind.TRADE_UNION: 3,
            SourceKind.DEFENCE_BODY: 4,
            SourceKind.EMPLOYER: 5,
        }
        return order[self]


class Record(BaseModel):
    """A record read from a file: nothing unknown, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Record):
    """A published document."""

    id: str
    publisher: str
    kind: SourceKind
    short_name: str = Field(description="as it stands in a citation, e.g. 'GMC social media guidance'")
    title: str
    url: str | None = Field(description="the page it stands on, where that is public")
    pages: tuple[str, ...] = Field((), description="every page that it is spread over, in order, where there are several; on the host of `url`")
    pdf_url: str | None = None
    published: str | None = Field(None, description="ISO date, or year and month")
    effective: str | None = Field(None, description="ISO date from which it is in force")
    supersedes: str | None = None
    numbering: Literal["numbered", "derived"] = Field(description="'derived': the numbers are ours")
    rights: str = Field(description="whose wording it is, and what may be reused")
    provenance: str = Field(description="how the digests and numbers were come by")

    @property
    def edition(self) -> str:
        """The date that names this edition, or 'undated'."""
        return self.effective or self.published or "undated"

    @model_validator(mode="after")
    def _pages_are_of_one_site(self) -> Self:
        """A sync follows no page that the file does not name, and none of another host."""
        host = urlsplit(self.url or "").hostname
        for page in self.pages:
            if urlsplit(page).scheme != "https" or urlsplit(page).hostname != host:
                raise ValueError(f"pages: {page!r} is not an https address on the host of url ({host or 'none'})")
        return self


class Paragraph(Record):
    """One paragraph of a published document."""

    id: str = Field(description="'<source id>#<number>'")
    number: str = Field(description="as printed: '12' or '12a', so text and not int")
    section: str
    strength: Strength
    digest: str = Field(description="what it says, in our own words; empty only where the publisher's wording alone is held")
    topics: tuple[str, ...] = ()
    confidence: Confidence
    note: str | None = Field(None, description="what is known of its place in the document")
    official: str | None = Field(None, description="the publisher's wording, where installed")
    page: str | None = Field(None, description="the publisher's page that `official` was fetched from, where the document has several")
    is_changed: bool = Field(False, description="the publisher changed its words since they were last reviewed beside our digest")

    @property
    def source_id(self) -> str:
        """Source.id of the document it stands in."""
        return self.id.partition("#")[0]

    @property
    def text(self) -> str:
        """The words a Citation may quote: the publisher's where we hold them, else ours."""
        return self.official or self.digest


class Context(Record):
    """Where a text goes, who sees it and who writes; None where it was not said."""

    platform: str | None = Field(None, max_length=120)
    audience: Literal["public", "private-group", "one-to-one"] | None = None
    role: str | None = Field(None, max_length=120)


class Span(Record):
    """Words of a precedent that cause its trouble."""

    text: str
    issue: Issue


class Precedent(BaseModel):
    """A labelled draft or question; `source_url` marks those that somebody published."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: Literal["draft", "question"]
    input: str = Field(min_length=1)
    turns: tuple[str, ...] = Field((), description="what was asked before it, oldest first; questions only")
    context: Context = Context()
    verdict: Verdict
    also_acceptable: tuple[Verdict, ...] = ()
    issues: tuple[Issue, ...] = Field((), description="heaviest first; topics on green rows")
    spans: tuple[Span, ...] = ()
    why: str = ""
    set: str | None = Field(None, description="the near-miss set it belongs to")
    intent: str | None = None
    needs: tuple[str, ...] = ()
    states: tuple[str, ...] = Field((), description="facts that a later turn states, heaviest first: 'consent: agreed'")
    expert: str | None = Field(None, description="the body whose published judgement it is")
    source_url: str | None = None
    source_date: str | None = None
    label_tier: str | None = None
    cite: tuple[str, ...] = Field((), description="ids of paragraphs any of which is right")
    key: tuple[str, ...] = ()


Likelihood = Annotated[float, Field(ge=0.0, le=1.0)]


class AskedBack(BaseModel):
    """What each of two readers would ask back, a question being the first that is heard of a matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="of the precedent it is about; one of its own where it brings its `input`")
    input: str | None = Field(None, min_length=1)
    context: Context = Context()
    open: tuple[Likelihood, Likelihood] = Field(description="how likely a fact is missing that an adviser would name")
    facts: tuple[tuple[str, str], tuple[str, str]] = Field(description="the two facts that each reader would ask for, if any, the likelier first")


class Corpus:
    """Every source, paragraph and precedent held, with the issue map over them.

    Paragraphs keep the order of their files; ids are unique.
    """

    def __init__(
        self,
        sources: dict[str, Source],
        paragraphs: dict[str, Paragraph],
        precedents: tuple[Precedent, ...],
        issue_map: dict[Issue, tuple[str, ...]],
        general: tuple[str, ...],
        edition: str,
        imports: "Mapping[str, Imported] | None" = None,
        local: frozenset[str] = frozenset(),
        asked_back: tuple[AskedBack, ...] = (),
    ) -> None:
        self.sources = sources
        self.paragraphs = paragraphs
        self.precedents = precedents
        self.issue_map = issue_map
        """Issue -> ids of the paragraphs that bear most on it, best first."""
        self.general = general
        """Ids of the paragraphs that bear on any post, best first."""
        self.edition = edition
        """'<newest in-force date>+<first 8 of the sha256 of the guidance files and the wording installed>'"""
        self.imports: Mapping[str, Imported] = imports or {}
        """Source.id -> what was imported of it, where the publisher's wording is installed."""
        self.local = local
        """Source.ids of the documents that the user added."""
        self.asked_back = asked_back
        """What readers would ask back: about precedents, and about questions that have no other label."""

    def source_of(self, paragraph: Paragraph) -> Source:
        """The document a paragraph stands in."""
        return self.sources[paragraph.source_id]

    @cached_property
    def by_source(self) -> dict[str, tuple[Paragraph, ...]]:
        """Source.id -> its paragraphs, in order of the document."""
        return {
            source_id: tuple(p for p in self.paragraphs.values() if p.source_id == source_id)
            for source_id in self.sources
        }
