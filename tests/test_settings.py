"""Settings: the file, the environment over it, and every mistake told at once."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from toc_core.errors import SettingsError
from toc_core.settings import Settings, default_home, read_settings


def write(home: Path, text: str) -> Path:
    path = home / "toc.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(home: Path, **environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, home=home)
    return str(caught.value)


def test_without_file_or_variables_everything_has_its_default(tmp_path: Path) -> None:
    settings = read_settings({}, home=tmp_path)
    assert settings == Settings(home=tmp_path)
    assert settings.secure_cookies is True
    assert settings.zone == ZoneInfo("Europe/Brussels")


def test_the_home_need_not_exist(tmp_path: Path) -> None:
    assert read_settings({}, home=tmp_path / "new").home == tmp_path / "new"


def test_every_setting_can_be_written_in_the_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        database = "postgresql+psycopg://localhost/toc"
        title = "Leren in Oefenstad"
        timezone = "Europe/Amsterdam"
        language = "en"
        plugins_off = ["buddy"]
        plugins_allowed = ["buddy", "campus_talent"]
        host = "0.0.0.0"
        port = 8080
        secret_key = "geheim"
        secure_cookies = false
        """,
    )
    assert read_settings({}, home=tmp_path) == Settings(
        home=tmp_path,
        database="postgresql+psycopg://localhost/toc",
        title="Leren in Oefenstad",
        timezone="Europe/Amsterdam",
        language="en",
        plugins_off=("buddy",),
        plugins_allowed=("buddy", "campus_talent"),
        host="0.0.0.0",
        port=8080,
        secret_key="geheim",
        secure_cookies=False,
    )


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    write(tmp_path, 'port = 8080\ntitle = "Uit het bestand"')
    settings = read_settings({"TOC_PORT": "9000"}, home=tmp_path)
    assert (settings.port, settings.title) == (9000, "Uit het bestand")


def test_variables_are_read_in_the_type_of_the_setting(tmp_path: Path) -> None:
    settings = read_settings(
        {"TOC_PLUGINS_OFF": " buddy, ,campus_talent ", "TOC_SECURE_COOKIES": "nee"}, home=tmp_path
    )
    assert settings.plugins_off == ("buddy", "campus_talent")
    assert settings.secure_cookies is False


@pytest.mark.parametrize(
    ("word", "meant"),
    [("ja", True), ("TRUE", True), ("1", True), ("Nee", False), ("false", False), ("0", False)],
)
def test_yes_and_no_may_be_said_in_several_ways(tmp_path: Path, word: str, meant: bool) -> None:
    assert read_settings({"TOC_SECURE_COOKIES": word}, home=tmp_path).secure_cookies is meant


def test_toc_home_says_where_and_its_tilde_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    write(tmp_path, "port = 81")
    settings = read_settings({"TOC_HOME": "~"})
    assert (settings.home, settings.port) == (tmp_path, 81)


@pytest.mark.parametrize(("data", "home"), [("/data", "/data/toc"), ("", "~/.local/share/toc")])
def test_without_toc_home_the_folder_for_data_is_used(
    monkeypatch: pytest.MonkeyPatch, data: str, home: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", data)
    assert default_home() == Path(home).expanduser()
    assert read_settings({}).home == Path(home).expanduser()


def test_variables_of_others_and_those_of_the_tests_are_left_alone(tmp_path: Path) -> None:
    others = {"PATH": "/bin", "TOCTOC": "x", "_TOC_COMPLETE": "x"}
    ours = {"TOC_HOME": "/elsewhere", "TOC_SOURCES": "x", "TOC_STANDARDS": "y"}
    assert read_settings(others | ours, home=tmp_path) == Settings(home=tmp_path)


def test_an_unknown_key_in_the_file_gets_the_nearest_one_and_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, 'tiemzone = "Europe/Brussels"')
    message = refusal(tmp_path)
    assert message.startswith(f"{path}: tiemzone: deze instelling bestaat niet")
    assert "(bedoelde je 'timezone'?)" in message


def test_an_unknown_variable_gets_the_nearest_one_and_its_place(tmp_path: Path) -> None:
    message = refusal(tmp_path, TOC_PLUGIN_OFF="buddy")
    assert message.startswith("TOC_PLUGIN_OFF: deze instelling bestaat niet")
    assert "(bedoelde je 'plugins_off'?)" in message


def test_a_key_like_nothing_gets_the_list_without_a_guess(tmp_path: Path) -> None:
    message = refusal(tmp_path, TOC_ZZZZ="1")
    assert "bedoelde je" not in message
    assert "Gekend: database, host, language" in message


def test_the_home_cannot_be_set_in_its_own_file(tmp_path: Path) -> None:
    write(tmp_path, 'home = "/elsewhere"')
    assert "deze instelling bestaat niet" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("title = 3", "hier hoort tekst, niet 3."),
        ("title = ['a']", "hier hoort tekst, niet ['a']."),
        ("database = true", "hier hoort tekst, niet True."),
        ("plugins_off = 1", "hier hoort een lijst namen, niet 1."),
        ("plugins_off = [1]", "hier hoort een lijst namen, niet [1]."),
        ("port = 'http'", "hier hoort een getal van 1 tot 65535, niet 'http'."),
        ("port = true", "niet True."),
        ("port = 80.0", "niet 80.0."),
        ("port = 0", "niet 0."),
        ("port = -1", "niet -1."),
        ("port = 65536", "niet 65536."),
        ("port = ''", "niet ''."),
        ("secure_cookies = 'misschien'", "hier hoort ja of nee, niet 'misschien'."),
        ("practice_address = 'javascript:x'", "'javascript:x' is geen adres;"),
        ("secure_cookies = 2", "hier hoort ja of nee, niet 2."),
        ("timezone = 'Europe/Brusel'", "tijdzone 'Europe/Brusel' is niet gekend"),
        ("timezone = 'Europe'", "tijdzone 'Europe' is niet gekend"),
        ("timezone = '../secret'", "tijdzone '../secret' is niet gekend"),
        ("timezone = ''", "tijdzone '' is niet gekend"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(
    tmp_path: Path, line: str, told: str
) -> None:
    path = write(tmp_path, line)
    message = refusal(tmp_path)
    assert message.startswith(f"{path}: {line.split(' ')[0]}: ")
    assert told in message


def test_a_number_of_thousands_of_digits_is_no_port(tmp_path: Path) -> None:
    assert "TOC_PORT: hier hoort een getal" in refusal(tmp_path, TOC_PORT="9" * 5000)


def test_the_first_and_the_last_port_fit(tmp_path: Path) -> None:
    ports = [read_settings({"TOC_PORT": port}, home=tmp_path).port for port in ("1", "65535")]
    assert ports == [1, 65535]


def test_all_problems_come_together_and_name_their_place(tmp_path: Path) -> None:
    path = write(tmp_path, "title = 3\nport = 'x'\nlangauge = 'nl'")
    message = refusal(tmp_path, TOC_TIMEZONE="Mars", TOC_HOTS="h")
    places = [line.split(": ")[:-1] for line in message.splitlines()]
    assert [place[0] for place in places] == [str(path)] * 3 + ["TOC_HOTS", "TOC_TIMEZONE"]


@pytest.mark.parametrize("text", ["port = = 1", "port = 1\nport = 2", f"port = {'9' * 5000}"])
def test_a_file_that_is_no_toml_is_named_beside_the_other_problems(
    tmp_path: Path, text: str
) -> None:
    path = write(tmp_path, text)
    first, second = refusal(tmp_path, TOC_PORT="x").splitlines()
    assert first.startswith(f"{path} is niet leesbaar als TOML: ")
    assert second.startswith("TOC_PORT: ")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "toc.toml").write_bytes('title = "Sint-Katelijne-é"'.encode("latin-1"))
    assert "is niet leesbaar als TOML" in refusal(tmp_path)


def test_the_mark_notepad_puts_in_front_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "toc.toml").write_bytes(b'\xef\xbb\xbftitle = "Oefenstad"\r\n')
    assert read_settings({}, home=tmp_path).title == "Oefenstad"


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "toc.toml").mkdir()
    assert "is niet leesbaar als TOML" in refusal(tmp_path)


def test_the_database_is_a_file_in_the_home_unless_set(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).database_url == f"sqlite:///{tmp_path / 'toc.sqlite'}"
    assert Settings(home=tmp_path, database="sqlite://").database_url == "sqlite://"


def test_printing_the_settings_never_shows_a_secret(tmp_path: Path) -> None:
    shown = repr(Settings(tmp_path, secret_key="geheim", database="postgresql://u:wachtwoord@h/d"))
    assert "geheim" not in shown
    assert "wachtwoord" not in shown


def test_a_file_as_home_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    told = f"TOC_HOME {file} is geen map. Kies een andere TOC_HOME."
    assert refusal(file) == told
