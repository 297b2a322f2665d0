"""A list of buddies, pasted: what is understood, what is refused, and that it goes in whole."""

from __future__ import annotations

from html import unescape

import pytest
from toc_buddy.lists import Afternoon, Help, Kind, Language, Level
from toc_buddy.models import Offer
from toc_buddy.pasting import list_problems, read_lines

from toc_core.db.codes import new_code
from toc_core.db.people import Participant

from .conftest import YEAR, World
from .screens import MATCHING, PRACTICE, Admin, press, save, undo_of

PASTE = f"{MATCHING}plakken/{PRACTICE}"
GOOD = "\tstudent\two, vrijdag na school\t2\tbasis\thuiswerk, lezen\tArabisch"


def test_a_line_is_read_with_words_that_are_cut_short() -> None:
    head = "Code\tSoort\tDagen\tAantal leerlingen\tNiveau\tHulp\tTalen\n"
    (line,) = read_lines(head + GOOD + "\n\n")
    assert line.problems == []
    assert line.values == {
        "kind": Kind.STUDENT,
        "free": {Afternoon.WEDNESDAY, Afternoon.FRIDAY},
        "most": 2,
        "level": Level.PRIMARY,
        "help": {Help.HOMEWORK, Help.READING},
        "languages": {Language.ARABIC},
    }


def test_what_may_be_left_out_is_left_out() -> None:
    (line,) = read_lines("\tvrijw\tma")
    assert line.problems == []
    assert line.values["most"] == 1
    assert line.values["level"] is None
    assert line.values["languages"] == set()


WRONG = {
    "a name": ("Jan Peeters\tstudent\two", "Rij 1, code: 'Jan Peeters' is geen juiste code"),
    "no day": ("\tstudent\t", "Rij 1, dagen: schrijf minstens één dag."),
    "no such day": ("\tstudent\tzondag", "'zondag' kennen we niet. Kies uit: maandag na school"),
    "one letter": ("\tstudent\tw", "'w' kennen we niet"),
    "no kind": ("\t\two", "Rij 1, soort: '' kennen we niet. Kies uit: vrijwilliger, student."),
    "too many pupils": ("\tstudent\two\t9", "Rij 1, aantal leerlingen: '9' kan niet."),
    "a column more": (GOOD + "\tgeboren in 2001", "Rij 1, kolommen: er zijn er 8"),
    "nothing": ("  \n ", "Plak minstens één rij."),
    "too many lines": ("\n".join([GOOD] * 61), "Dit zijn 61 rijen. Plak er hoogstens 60"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_line_and_column(case: str) -> None:
    text, said = WRONG[case]
    assert any(said in problem for problem in list_problems(read_lines(text)))


def test_a_code_stands_in_a_list_once() -> None:
    code = new_code()
    lines = read_lines(f"{code}\tstudent\two\n{code}\tstudent\tma")
    assert [*list_problems(lines)] == [f"Rij 2, code: {code} staat twee keer in de lijst."]


def test_a_list_goes_in_whole_gives_codes_in_its_order_and_is_undone(
    admin: Admin, world: World
) -> None:
    client = admin.client("stad")
    answer = save(client, PASTE, lijst=f"{GOOD}\n\tvrijwilliger\tma")
    assert answer.status_code == 302
    page = unescape(client.get(answer.location).text)
    offers, people = world.rows(Offer), {p.id: p.code for p in world.rows(Participant)}
    assert [(o.kind, o.school_year, o.fictitious) for o in offers] == [
        (Kind.STUDENT, YEAR, True),
        (Kind.VOLUNTEER, YEAR, True),
    ]
    codes = ", ".join(people[offer.participant_id] for offer in offers)
    assert f"2 buddy's bewaard. Nieuwe codes, in de volgorde van je lijst: {codes}." in page
    assert "Ongedaan gemaakt." in press(client, undo_of(page)).text
    assert world.rows(Offer) == world.rows(Participant) == []


def test_a_list_with_one_wrong_line_is_kept_in_the_field_and_not_in_the_database(
    admin: Admin, world: World
) -> None:
    there = world.offers()
    client = admin.client("stad")
    pupil = world.asks(world.a)
    typed = f"{GOOD}\n{there}\tstudent\two\n{pupil}\tstudent\two\n\t<script>alert(1)</script>\two"
    answer = save(client, PASTE, lijst=typed)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\two" in answer.text
    right = "\n".join(typed.splitlines()[:3])
    answer = save(client, PASTE, lijst=right)
    assert f"Rij 2, code: {there} staat er dit jaar al." in answer.text
    assert f"Rij 3, code: {pupil} is geen code van een buddy." in answer.text
    assert len(world.rows(Offer)) == 1


def test_the_same_list_sent_twice_is_kept_once(admin: Admin, world: World) -> None:
    client = admin.client("stad")
    for _time in range(2):
        assert save(client, PASTE, lijst=GOOD, ref="abcdefghjk").status_code == 302
    assert len(world.rows(Offer)) == 1
    assert "Dit was al bewaard" in client.get(f"{MATCHING}{PRACTICE}").text


@pytest.mark.parametrize("text", ["🦊\t" * 7, "\u202etxet\t\x00", "x\t" * 10_000, "\t\n" * 10_000])
def test_a_hostile_list_gets_sentences_and_nothing_is_kept(
    admin: Admin, world: World, text: str
) -> None:
    assert save(admin.client("stad"), PASTE, lijst=text).status_code == 422
    assert world.rows(Offer) == []
