"""Start here: ``python3 start.py demo`` shows the product, ``python3 start.py test`` checks it.

One file, standard library only. It makes ``.venv`` beside itself, installs what is pinned in
``requirements/`` and runs the command in there. Its syntax stays readable for Python 3.7, so
that somebody with an old Python gets a sentence and not a SyntaxError.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOG = VENV / "install.log"
OLDEST = (3, 11)

USAGE = """Gebruik:
  python3 start.py demo            toon het product met oefengegevens in je browser
  python3 start.py test            controleer alles
  python3 start.py test DEEL       alleen een deel: code, unit, postgresql of browser
Wat er verder achter staat, gaat mee naar 'toc demo' of 'pytest'."""

# The name of a part of the tests, and the marker expression that selects it.
SPREAD = ("-n", "auto", "--dist", "loadfile")  # over the cores; the tests of a file stay together
PARTS = {
    "unit": "not browser and not postgresql",
    "postgresql": "postgresql",
    "browser": "browser",
}
# Each package is held against the pyproject.toml of its own distribution.
PLUGINS = ["buddy", "campus_talent", "flexible_trajectories", "krachtige_scholen", "leerrecht_gok"]
DISTRIBUTIONS = {"toc_core": ".", "toc_webadmin": "webadmin"}
DISTRIBUTIONS.update({"toc_" + name: "plugins/" + name for name in PLUGINS})

# What pip and uv write when the package server cannot be reached.
NO_NETWORK = (
    "failed to resolve",
    "name resolution",
    "new connection",
    "connection refused",
    "network is unreachable",
    "timed out",
    "dns error",
    "error sending request",
    "cannot connect to proxy",
)


class Stop(Exception):
    """Nothing more can be done; the text is for the person at the keyboard."""


def say(text: str) -> None:
    """Tell the person what is happening, on stderr so that output stays clean."""
    print(text, file=sys.stderr, flush=True)


def place_stamp() -> str:
    """Return what a venv is tied to: its folder and its Python; if that changes, make it anew."""
    return f"{ROOT}|{sys.version.split()[0]}"


def wanted_stamp() -> str:
    """Return a hash of everything that decides what is installed."""
    digest = hashlib.sha256()
    files = [*ROOT.glob("requirements/*.txt"), *ROOT.glob("pyproject.toml")]
    files += [*ROOT.glob("webadmin/pyproject.toml"), *ROOT.glob("plugins/*/pyproject.toml")]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stamp_file(which: str) -> Path:
    """Return the file that tells which requirements were installed last."""
    return VENV / ("installed-" + which)


def is_installed(which: str) -> bool:
    """Tell, without starting a process, whether ``which`` (all, dev) is installed as wanted."""
    if not python_path().exists():
        return False
    wanted = place_stamp() + "\n" + wanted_stamp()
    # Everything in 'all' is in 'dev' too.
    stamps = [stamp_file(name) for name in ("all", "dev") if name in (which, "dev")]
    return any(stamp.exists() and stamp.read_text("utf-8") == wanted for stamp in stamps)


def python_path() -> Path:
    """Return the Python of the venv."""
    return BIN / ("python.exe" if os.name == "nt" else "python")


def is_usable() -> bool:
    """Tell whether the venv runs, here, with this Python."""
    stamps = [stamp for stamp in map(stamp_file, ("all", "dev")) if stamp.exists()]
    if any(stamp.read_text("utf-8").split("\n")[0] != place_stamp() for stamp in stamps):
        return False
    probe = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python_path()), "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return done.stdout.strip() == "{}.{}".format(*sys.version_info[:2])


def make_venv(uv: str | None) -> None:
    """Make ``.venv`` from nothing."""
    if VENV.exists():
        say("De omgeving in .venv is stuk, verhuisd of van een andere Python: ik maak ze opnieuw.")
        shutil.rmtree(VENV)
    # Started from inside a venv, the Python that made it is the one that stays.
    python = getattr(sys, "_base_executable", "") or sys.executable
    if uv:
        run_logged([uv, "venv", "--quiet", "--python", python, str(VENV)])
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "Deze Python kan geen omgeving maken: 'ensurepip' ontbreekt.\n"
            "Installeer op Debian of Ubuntu het pakket python3-venv "
            "(sudo apt-get install python3-venv) en start opnieuw."
        )
    run_logged([python, "-m", "venv", str(VENV)])


def install(which: str) -> None:
    """Make ``.venv`` hold what ``requirements/<which>.txt`` names."""
    begin = time.monotonic()
    uv = shutil.which("uv")
    if not is_usable():
        make_venv(uv)
    elif not uv and not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        make_venv(uv)  # uv made this venv, without pip, and uv is gone
    for stamp in map(stamp_file, ("all", "dev")):
        if stamp.exists():
            stamp.unlink()
    say("Pakketten installeren met {} (dit duurt een paar minuten) …".format("uv" if uv else "pip"))
    requirements = ["-r", f"requirements/{which}.txt"]
    if uv:
        run_logged([uv, "pip", "install", "--python", str(python_path()), *requirements])
    else:
        pip = [str(python_path()), "-m", "pip", "install", "--disable-pip-version-check"]
        run_logged([*pip, "--retries", "2", *requirements])
    stamp_file(which).write_text(place_stamp() + "\n" + wanted_stamp(), "utf-8")
    say(f"Geïnstalleerd in {time.monotonic() - begin:.0f} s.")


def run_logged(command: list[str]) -> None:
    """Run a step of the installation; when it fails, say what most likely has to be done."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if VENV.exists():
        LOG.write_text(done.stdout, "utf-8")
    if done.returncode:
        end = "\n".join("  " + line for line in done.stdout.strip().splitlines()[-12:])
        raise Stop(f"{advice(done.stdout)}\n\n{end}")


def advice(output: str) -> str:
    """Return what to do about a failed installation, read from what the installer wrote."""
    lowered = output.lower()
    if "no space left" in lowered:
        return "De schijf is vol: maak plaats en start opnieuw."
    if "permission denied" in lowered:
        return no_permission()
    if any(sign in lowered for sign in NO_NETWORK):
        return (
            "De pakketten konden niet opgehaald worden: er is geen verbinding met de "
            "pakketserver.\nControleer je internet of proxy en start opnieuw."
        )
    return "Installeren is mislukt. Dit schreef het installatieprogramma als laatste:"


def no_permission() -> str:
    """Return the sentence for a folder that cannot be written."""
    return (
        f"Je mag niet schrijven in {ROOT}.\n"
        "Zet de map op een plaats die van jou is (niet met sudo) en start opnieuw."
    )


def prepare(which: str) -> None:
    """Install if that is needed; a second start costs only reading a stamp."""
    if is_installed(which):
        return
    if not os.access(ROOT, os.W_OK):
        raise Stop(no_permission())
    install(which)


def tool(name: str, *arguments: str) -> list[str]:
    """Return a command of the venv."""
    return [str(BIN / name), *arguments]


def environment() -> dict[str, str]:
    """Return the environment of a command that runs in the venv."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    found = dict(os.environ, PATH=path, VIRTUAL_ENV=str(VENV))
    found.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, or every start takes seconds longer
    return found


def run_demo(arguments: list[str]) -> int:
    """Show the product."""
    prepare("all")
    command = tool("toc", "demo", *arguments)
    if os.name == "posix":
        # The demo takes our place, so that what stops us stops the demo and leaves no orphan.
        os.execve(command[0], command, environment())  # noqa: S606 - no shell is wanted
    running = subprocess.Popen(command, env=environment())
    while True:
        try:
            return running.wait()
        except KeyboardInterrupt:
            pass  # the demo got it too and stops by itself; subprocess.call would kill it halfway


def code_steps() -> list[list[str]]:
    """Return the checks that read the code without running it, the quickest first."""
    steps = [tool("ruff", "check"), tool("ruff", "format", "--check"), tool("mypy")]
    steps.append(tool("lint-imports", "--no-cache"))
    for package, folder in DISTRIBUTIONS.items():
        own = ["--config", folder + "/pyproject.toml", "--known-first-party", package]
        steps.append(tool("deptry", folder + "/" + package, *own))
    return steps


def test_steps(arguments: list[str]) -> list[list[str]]:
    """Return what ``test`` runs; pytest comes last, so that its summary ends the output."""
    if arguments and arguments[0] == "code":
        return code_steps()
    if arguments and arguments[0] in PARTS:
        spread = () if arguments[1:] else SPREAD
        return [tool("pytest", *spread, "-m", PARTS[arguments[0]], *arguments[1:])]
    if arguments and not is_for_pytest(arguments[0]):
        raise Stop(f"Deel '{arguments[0]}' bestaat niet: code, unit, postgresql of browser.")
    spread = () if arguments else SPREAD
    return [*code_steps(), tool("pytest", *spread, *arguments)]


def is_for_pytest(word: str) -> bool:
    """Tell whether pytest knows what to do with a word: an option, or a place with tests."""
    path = word.split("::")[0]
    return word.startswith("-") or (ROOT / path).exists() or Path(path).exists()


def run_tests(arguments: list[str]) -> int:
    """Check everything, or the part named; stop at the first step that fails."""
    steps = test_steps(arguments)
    prepare("dev")
    for step in steps:
        name = " ".join([Path(step[0]).name, *step[1:]]).replace(str(ROOT) + os.sep, "")
        say(f"── {name}")
        begin = time.monotonic()
        code = subprocess.call(step, cwd=ROOT, env=environment())
        if Path(step[0]).name != "pytest":  # pytest tells its own time, in its last line
            say(f"   {time.monotonic() - begin:.1f} s")
        if code:
            say(f"Gestopt: '{name}' vond iets (code {code}).")
            return code
    return 0


def main(arguments: list[str]) -> int:
    """Do what was asked; return the exit code."""
    if sys.version_info < OLDEST:
        say(
            f"Dit heeft Python 3.11 of nieuwer nodig; dit is Python {sys.version.split()[0]}.\n"
            "Start met een nieuwere, bijvoorbeeld: python3.11 start.py demo"
        )
        return 2
    commands = {"demo": run_demo, "test": run_tests}
    if not arguments or arguments[0] not in commands:
        asked_for_help = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(USAGE, file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as reason:
        say(str(reason))
    except PermissionError:
        say(no_permission())
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
