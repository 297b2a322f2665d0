"""The theory is sound, can be kept, keeps its codes, and speaks each language it declares."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from toc_core.checks import Severity
from toc_core.errors import DataProblems
from toc_core.i18n import _
from toc_core.release_codes import FILE, broken_promises
from toc_core.schemas import dumps_programme, load_programme
from toc_core.testing.part import Part, fail_with
from toc_core.theory import Programme
from toc_core.translated import Translation, read_translations


class TheoryPart(Part):
    """What a plugin says about its programmes."""

    def test_its_theory_is_sound(self) -> None:
        """No check reports a *fout*; a *lacune* is a gap of the source and may stay."""
        host = self.host()
        found = [p for programme in self._programmes() for p in host.check(programme)]
        fail_with(
            _("De theorie heeft fouten; verbeter ze (toc check toont ook de lacunes):"),
            (str(problem) for problem in found if problem.severity is Severity.ERROR),
        )
        self.refuse_broken(host)

    def test_its_theory_can_be_stored_and_read_back(self) -> None:
        """What sync stores is what comes back."""
        for programme in self._programmes():
            try:
                again = load_programme(json.loads(dumps_programme(programme)))
            except DataProblems as error:
                fail_with(_("De theorie is niet te bewaren:"), error.problems)
            else:
                if again != programme:
                    fail_with(_("De theorie is niet te bewaren:"), [_reason(programme)])

    def test_it_keeps_the_codes_of_its_last_release(self) -> None:
        """Records hang on codes: ``codes.txt`` holds those of the last release."""
        promised = self.folder(self.host()) / FILE
        if not promised.exists():
            pytest.skip(f"no {FILE} yet: write it at the first release, with `toc codes`")
        text = promised.read_text("utf-8")
        fail_with(
            _("Deze codes horen bij de laatste release:"),
            broken_promises(text, self._programmes()),
        )

    def test_every_label_is_there_in_every_language_it_declares(self) -> None:
        """Each file in ``translations/`` has every label of the theory and no other."""
        found = list(read_translations(self.folder(self.host())))
        if not found:
            pytest.skip("no translations/")
        problems = [p for one in found for p in _incomplete(one, self._programmes())]
        fail_with(_("De vertalingen zijn niet volledig:"), problems)

    def _programmes(self) -> tuple[Programme, ...]:
        return self.own(self.host()).programmes


def _reason(programme: Programme) -> str:
    return _("{code}: wat terugkomt, is niet gelijk; gebruik overal tuples, geen lijsten.").format(
        code=programme.code
    )


def _incomplete(translation: Translation, programmes: tuple[Programme, ...]) -> Iterator[str]:
    yield from translation.problems
    for programme in programmes:
        yield from translation.incomplete(programme)
