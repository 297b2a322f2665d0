"""Canonical JSON: sorted keys, one spelling, exact numbers as text; the same report, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from toc_core.figures import Caveat, Figure, Mismatch
from toc_core.formats.columns import COLUMNS, plain
from toc_core.formats.commentary import commentaries_json
from toc_core.formats.section_tables import sections_json

if TYPE_CHECKING:
    from toc_core.reports import Report

LAYOUT = 1  # grows when a key changes its meaning


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as one line of JSON."""
    content = as_json(report)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    file.write(text.encode() + b"\n")


def as_json(report: Report) -> dict[str, Any]:
    """Return a report in JSON types."""
    return {
        "layout": LAYOUT,
        "title": report.title,
        "made_at": report.made_at.isoformat(),
        "as_known": report.as_known.isoformat() if report.as_known else None,
        "product": report.product,
        "practice": report.practice,
        "notices": list(report.notices),
        "by": report.by.value,
        "programmes": [
            {"code": p.code, "label": p.label, "version": t.version, "hash": t.hash}
            for p, t in zip(report.programmes, report.theories, strict=True)
        ],
        "periods": [
            {"code": p.code, "start": p.start.isoformat(), "end": p.end.isoformat()}
            for p in report.periods
        ],
        "figures": [_figure(figure) for figure in report.figures],
        **sections_json(report),
        **commentaries_json(report),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, read in COLUMNS.items():
        value = read(figure)
        row[name] = value if isinstance(value, int) or value is None else plain(value)
    return row | {
        "caveats": [_caveat(c) for c in figure.caveats],
        "change_caveats": [_caveat(c) for c in figure.change.caveats] if figure.change else [],
        "left_out": list(figure.left_out),
        "mismatches": [_mismatch(m) for m in figure.mismatches],
        "distribution": [{"value": plain(v), "times": t} for v, t in figure.distribution],
        "percent": figure.percent,
        "to_date": figure.to_date,
        "context": figure.context,
        "sensitive": figure.sensitive,
    }


def _mismatch(mismatch: Mismatch) -> dict[str, Any]:
    return {
        "text": mismatch.text,
        "parts": plain(mismatch.parts),
        "whole": plain(mismatch.whole),
        "overlap": mismatch.overlap,
    }


def _caveat(caveat: Caveat) -> dict[str, str]:
    return {"kind": caveat.kind.value, "note": caveat.note}
