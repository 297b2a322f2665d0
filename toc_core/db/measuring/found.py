"""What records and observations say about one part in one period, before it is a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from toc_core.db.measuring.fetched import Fetched, Part
from toc_core.db.measuring.observed import NO_PERSPECTIVE, Read
from toc_core.db.measuring.valued import ALL_SITES
from toc_core.db.people import CITY_SITE
from toc_core.figures import Caveat, CaveatKind, display
from toc_core.figures.heads import Bounds, bounds_of, with_known
from toc_core.figures.summaries import Answer, change, ratio, summarise, within
from toc_core.i18n import _
from toc_core.periods import Period, parse_period
from toc_core.theory import (
    Behaviour,
    Gap,
    Observed,
    Recorded,
    Scored,
    Summary,
    ValueKind,
)

_YEAR = timedelta(days=365)


@dataclass
class Found:
    """An answer with the rows behind it, its words and caveats, and what does not count."""

    answer: Answer | None = None
    rows: int = 0
    text: str = ""
    absence: str = ""
    partly: str = ""
    caveats: list[Caveat] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def in_records(fetched: Fetched, part: Part, span: int) -> Found:
    """Return what records say: a count with its bounds, or a summary of values."""
    measure = part.slot.indicator.measure
    summary: Summary | None = getattr(measure, "summary", None)
    if isinstance(measure, Scored) and summary is Summary.CHANGE:
        return _changed(fetched, part, span)
    if summary is not None:
        return _summarised(fetched, part, span, summary)
    return _counted(fetched, part, span)


def _counted(fetched: Fetched, part: Part, span: int) -> Found:
    bounds, rows = fetched.counts.get(fetched.key(part, span), (Bounds(), 0))
    caveats = _doubts(fetched, part, span) if not bounds.exact else []
    heads = fetched.heads_of(part, span)
    if heads:
        bounds = with_known(bounds.upper, bounds_of(h for h, _records in heads))
        rows += sum(records for _heads, records in heads)
    if not rows:
        return Found()
    if heads and not bounds.exact:
        note = _("zonder codes is niet te zien wie dubbel telt")
        caveats.append(Caveat(CaveatKind.PARTIAL, note))
    return Found(within(Decimal(bounds.lower), Decimal(bounds.upper)), rows, caveats=caveats)


def _doubts(fetched: Fetched, part: Part, span: int) -> list[Caveat]:
    places = fetched.school_sites.get(fetched.key(part, span), set())
    return [
        Caveat(
            CaveatKind.UNCONFIRMED,
            _("of {one} en {other} dezelfde school zijn").format(one=one.label, other=other.label),
        )
        for one, other in fetched.same.doubtful(places)
    ]


def _summarised(fetched: Fetched, part: Part, span: int, summary: Summary) -> Found:
    tally = fetched.tally_of(part, span)
    left_out: list[str] = []
    if isinstance(part.slot.indicator.measure, Recorded) and part.site == ALL_SITES:
        left_out = [
            _("middelen van {start} tot {end} vallen niet helemaal in deze periode").format(
                start=f"{start:%d/%m/%Y}", end=f"{end:%d/%m/%Y}"
            )
            for start, end in sorted(fetched.resources_left_out.get((part.number, span), ()))
        ]
    answer = summarise(summary, tally)
    if answer is None:
        return Found(left_out=left_out)
    caveats = []
    if tally.missing:
        note = _("{number} zonder aantal in de gegevens").format(number=display(tally.missing))
        caveats.append(Caveat(CaveatKind.PARTIAL, note))
    return Found(answer, tally.n, caveats=caveats, left_out=left_out)


def _changed(fetched: Fetched, part: Part, span: int) -> Found:
    found = fetched.changes.get(fetched.key(part, span))
    if found is None:
        return Found()
    pairs, difference, before, after = found
    answer = change(pairs, Decimal(difference or 0), (before, after))
    if answer is None:
        return Found()
    caveats = []
    if before or after:
        note = _("niet vergeleken: {before} met alleen een beginmeting, {after} met alleen een "
                 "eindmeting").format(before=before, after=after)  # fmt: skip
        caveats.append(Caveat(CaveatKind.PARTIAL, note))
    rows = 2 * pairs + before + after
    absence = "" if pairs else _("niemand heeft een meting voor en na")
    return Found(answer, rows, absence=absence, caveats=caveats)


def in_observations(fetched: Fetched, part: Part, span: int) -> Found:
    """Return what observations say, by the kind and summary of the indicator."""
    places = fetched.observations.get((part.number, span, part.cell), {})
    if part.site != ALL_SITES:
        places = {site: ranks for site, ranks in places.items() if site == part.site}
    chosen = {site: read for site, ranks in places.items() if (read := _of_lowest_rank(ranks))}
    city = part.site == ALL_SITES and CITY_SITE in chosen and bool(chosen[CITY_SITE].answered)
    sites = [CITY_SITE] if city else [s for s in chosen if part.site in (ALL_SITES, s)]
    if any(chosen[site].answered for site in sites):
        sites = [site for site in sites if chosen[site].answered]
    whole = Read()
    for site in sites:
        whole.add(chosen[site])
    found = _said(part, whole)
    found.partly = _partly(part, whole, fetched.spans[span])
    found.left_out = _left_out(fetched, part, span)
    if city:
        words = _("{number} van {school}: er is een cijfer voor de hele stad")
        found.left_out += [
            words.format(number=read.answered, school=fetched.sites[site].label)
            for site, read in sorted(chosen.items())
            if site != CITY_SITE and read.answered
        ]
    found.caveats += _carried(fetched, part, span, whole)
    return found


def _partly(part: Part, read: Read, period: Period) -> str:
    """Return which days were observed, when they do not speak for the whole period.

    A level speaks for the days before it. School years do not fill calendar years: of a period of
    more than a year each end may lack almost a year.
    """
    if read.first is None or read.last is None:
        return ""
    may_lack = _YEAR if period.end - period.start > _YEAR else timedelta(0)
    lacks_end = period.end - read.last > may_lack
    if part.slot.behaviour in (Behaviour.STOCK, Behaviour.CUMULATIVE):
        return _("laatst gemeten op {day}").format(day=f"{read.last:%d/%m/%Y}") if lacks_end else ""
    if not lacks_end and read.first - period.start <= may_lack:
        return ""
    words = _("alleen gemeten van {first} tot en met {last}")
    return words.format(first=f"{read.first:%d/%m/%Y}", last=f"{read.last:%d/%m/%Y}")


def _of_lowest_rank(ranks: Mapping[int, Read]) -> Read | None:
    """Return what is said about the part itself, else what it can be derived from."""
    for rank in sorted(ranks):
        if ranks[rank].answered:
            return ranks[rank]
    return ranks.get(0)


def _said(part: Part, read: Read) -> Found:
    indicator = part.slot.indicator
    measure = indicator.measure if isinstance(indicator.measure, Observed) else Observed()
    found = Found(rows=read.rows, caveats=list(read.caveats if read.answered else read.doubts))
    if not read.answered:
        found.absence = "; ".join(dict.fromkeys(read.absences))
        return found
    if measure.kind is ValueKind.TEXT:
        found.text = " · ".join(text for _start, _id, text in sorted(read.words))
    elif measure.kind is ValueKind.RATIO:
        found.answer = ratio(read.numerator, read.denominator, share=measure.share, n=read.answered)
        if found.answer.value is None:
            found.absence = _("niet bepaald: de noemer is 0")
    else:
        same_people = part.slot.behaviour is Behaviour.DISTINCT
        found.answer = summarise(measure.summary, read.tally, same_people=same_people)
    return found


def _carried(fetched: Fetched, part: Part, span: int, read: Read) -> list[Caveat]:
    indicator, period = part.slot.indicator, fetched.spans[span]
    carried = part.slot.behaviour is Behaviour.STOCK and indicator.conventions.gap is Gap.CARRIED
    if not carried or read.last is None or read.last >= period.start:
        return []
    note = _("laatste gekende stand: {day}").format(day=f"{read.last:%d/%m/%Y}")
    return [Caveat(CaveatKind.CARRIED, note)]


def _left_out(fetched: Fetched, part: Part, span: int) -> list[str]:
    """Return a sentence for each observation that does not count in this period."""
    said = []
    for site, rows in fetched.left_out_at.get((part.number, span, part.cell), ()):
        if part.site not in (ALL_SITES, site):
            continue
        whose = fetched.sites.get(site)
        where = f" ({whose.label})" if whose is not None and site != CITY_SITE else ""
        for period, perspective in rows:
            label = parse_period(period).label + where
            if perspective != NO_PERSPECTIVE:
                words = _("meting over {period} vanuit het perspectief van {who}")
                said.append(words.format(period=label, who=perspective))
            else:
                words = _("er is een meting over {period} in haar geheel; die verdelen we niet")
                said.append(words.format(period=label))
    return said


def both(counted: Found, typed: Found, behaviour: Behaviour, note: str) -> Found:
    """Join a typed total from before with what was counted since: the series breaks here."""
    found = Found(
        rows=counted.rows + typed.rows,
        caveats=[*typed.caveats, *counted.caveats, Caveat(CaveatKind.DEFINITION_CHANGED, note)],
        left_out=[*typed.left_out, *counted.left_out],
    )
    assert counted.answer is not None
    assert typed.answer is not None
    if behaviour is Behaviour.STOCK:  # the level that was counted is the later one
        found.answer = counted.answer
        return found
    (low, high), (least, most) = _ends(counted.answer), _ends(typed.answer)
    lower = max(low, least) if behaviour is Behaviour.DISTINCT else low + least
    found.answer = within(lower, high + most)
    return found


def _ends(answer: Answer) -> tuple[Decimal, Decimal]:
    if answer.value is not None:
        return answer.value, answer.value
    return answer.lower or Decimal(0), answer.upper or Decimal(0)
