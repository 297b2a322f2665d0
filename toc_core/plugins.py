"""The plugin host: finds plugins, asks each for its programmes, and names the one that breaks.

One broken plugin never stops the others. pluggy's traps that are closed here: a misspelt hook is
ignored until ``check_pending()``, one raising plugin stops a whole call, generators come back
unconsumed, and the call order is last-registered-first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from toc_core import formats, hookspecs
from toc_core.checks import Problem, check, check_portfolio
from toc_core.checks.problems import place, problem
from toc_core.entry_rules import (
    refuse_foreign_imports,
    refuse_other_core,
    refuse_taken_prefix,
    shared_programmes,
)
from toc_core.errors import PluginError, did_you_mean, unknown
from toc_core.figures.custom import CustomMeasure
from toc_core.formats import ReportFormat
from toc_core.hook_rules import refuse_wrong_hooks
from toc_core.i18n import _, add_translations, later
from toc_core.plugin_faults import guarded, module_of
from toc_core.theory import Custom, Programme
from toc_core.theory.portfolio import Portfolio

GROUP = "toc"
CORE = "core"  # the plugin that the core itself is
T = TypeVar("T")


@dataclass(frozen=True)
class Plugin:
    """A loaded plugin: its entry-point name, module and version, and what it brings at once."""

    name: str
    module: str
    version: str
    programmes: tuple[Programme, ...] = ()
    formats: tuple[ReportFormat, ...] = ()
    portfolios: tuple[Portfolio, ...] = ()


@dataclass(frozen=True)
class BrokenPlugin:
    """A plugin that was left out, and why, in one sentence."""

    name: str
    reason: str

    def __str__(self) -> str:
        return _("plugin {name}: {reason}").format(name=self.name, reason=self.reason)


@dataclass
class Host:
    """What ``load_plugins`` found; ``call`` asks every working plugin the same thing."""

    manager: pluggy.PluginManager
    plugins: list[Plugin] = field(default_factory=list)
    broken: list[BrokenPlugin] = field(default_factory=list)
    built_in: tuple[ReportFormat, ...] = ()

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """Return every programme by its code, in the order of the plugins' names."""
        return {p.code: p for plugin in self.plugins for p in plugin.programmes}

    @property
    def formats(self) -> Mapping[str, ReportFormat]:
        """Return every format of a report by its name, the built-in ones first."""
        added = (f for plugin in self.plugins for f in plugin.formats)
        return {f.name: f for f in (*self.built_in, *added)}

    @property
    def portfolios(self) -> Mapping[str, Portfolio]:
        """Return every portfolio by its code, in the order of the plugins' names."""
        return {p.code: p for plugin in self.plugins for p in plugin.portfolios}

    def programme(self, code: str) -> Programme:
        """Return one programme; ``UsageError`` with the nearest known code when unknown."""
        known = self.programmes
        if code not in known:
            raise unknown(_("Programma"), code, known)
        return known[code]

    @cached_property
    def measures(self) -> Mapping[str, CustomMeasure]:
        """Return the measures that plugins bring, by name; one with a foreign name is left out."""
        found: dict[str, CustomMeasure] = {}
        for plugin, added in self.call("toc_measures", CustomMeasure):
            for one in added:
                if one.name.startswith(f"{plugin}."):
                    found[one.name] = one
                else:
                    reason = _("de maat '{name}' moet beginnen met '{plugin}.'")
                    reason = reason.format(name=one.name, plugin=plugin)
                    self.broken.append(BrokenPlugin(plugin, reason))
        return found

    def check(self, programme: Programme) -> list[Problem]:
        """Return the core's problems of a theory and those that plugins add."""
        problems = [*check(programme)]
        for _plugin, added in self.call("toc_check", Problem, programme=programme):
            problems += added
        for one in programme.indicators:
            name = one.measure.name if isinstance(one.measure, Custom) else ""
            if name and name not in self.measures:
                words = {"name": name, "hint": did_you_mean(name, self.measures)}
                at = place(programme, _("indicator"), one.code)
                problems.append(problem("unknown-measure", at, **words))
        return problems

    def check_portfolio(self, portfolio: Portfolio) -> list[Problem]:
        """Return the problems of a portfolio beside the programmes that are loaded."""
        return [*check_portfolio(portfolio, self.programmes)]

    def call(
        self, hook: str, kind: type[T], /, **arguments: Any
    ) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Yield (plugin name, results of ``kind``) per plugin; one that breaks is noted, once."""
        for plugin in self.plugins:
            answer = self.ask(plugin, hook, kind, **arguments)
            if answer is not None:
                yield plugin.name, answer

    def ask(
        self, plugin: Plugin, hook: str, kind: type[T], /, **arguments: Any
    ) -> tuple[T, ...] | None:
        """Return what one plugin answers; none when it breaks, which is noted, once."""
        try:
            return _answer(self.manager, plugin.name, hook, kind, arguments)
        except PluginError as error:
            self.leave_out(plugin.name, str(error))
            return None

    def leave_out(self, name: str, reason: str) -> None:
        """Note once why a plugin, or what it answered, is left out."""
        broken = BrokenPlugin(name, reason)
        if broken not in self.broken:
            self.broken.append(broken)

    def offers(self, plugin: Plugin, hook: str) -> bool:
        """Return whether a plugin implements a hook."""
        return hasattr(self.manager.get_plugin(plugin.name), hook)


def load_plugins(
    *,
    off: Iterable[str] = (),
    allowed: Iterable[str] | None = None,
    found: Iterable[EntryPoint] | None = None,
) -> Host:
    """Load the plugins of entry-point group ``toc``, sorted by name.

    ``off`` names plugins to leave out; with ``allowed`` every other plugin is refused and named.
    ``found`` replaces the installed entry points.
    """
    host = Host(pluggy.PluginManager("toc"))
    host.manager.add_hookspecs(hookspecs)
    host.manager.register(formats, name=CORE)
    host.built_in = _answer(host.manager, CORE, "toc_report_formats", ReportFormat, {})
    switched_off = set(off)
    allow_list = None if allowed is None else set(allowed)
    entries = sorted(
        entry_points(group=GROUP) if found is None else found, key=attrgetter("name", "value")
    )
    for entry in entries:
        if entry.name in switched_off:
            continue
        if allow_list is not None and entry.name not in allow_list:
            reason = _("staat niet op de lijst van toegelaten plugins (instelling plugins_allowed)")
            host.leave_out(entry.name, reason)
            continue
        _load_one(host, entry, entries)
    _refuse_shared(host)
    return host


def folder_of(plugin: Plugin) -> Path:
    """Return the folder of the plugin's module: ``data/`` and ``migrations/`` lie in it."""
    module = import_module(plugin.module.partition(":")[0])
    if module.__file__ is None:
        raise PluginError(
            _("plugin {name}: {module} is geen gewoon pakket; voeg een __init__.py toe").format(
                name=plugin.name, module=plugin.module
            )
        )
    return Path(module.__file__).parent


def _load_one(host: Host, entry: EntryPoint, entries: Iterable[EntryPoint]) -> None:
    # Asked first: the failing of the second must not unregister the first.
    if host.manager.has_plugin(entry.name):
        reason = _("de naam is al bezet door een andere plugin; verwijder een van beide pakketten")
        host.leave_out(entry.name, reason)
        return
    try:
        refuse_other_core(entry)
        refuse_taken_prefix(entry, {plugin.name: plugin.module for plugin in host.plugins})
        refuse_foreign_imports(entry, entries)
        module = guarded(entry.load, _("laden mislukt"), entry.module)
        _register(host.manager, entry.name, module)
        plugin = _brought(host, entry)
    except PluginError as error:
        host.manager.unregister(name=entry.name)
        host.leave_out(entry.name, str(error))
        return
    add_translations(module)
    host.plugins.append(plugin)


def _register(manager: pluggy.PluginManager, name: str, module: object) -> None:
    def register() -> None:
        refuse_wrong_hooks(manager, module)
        manager.register(module, name=name)
        manager.check_pending()

    guarded(register, _("een hook klopt niet"), module_of(module))


def _brought(host: Host, entry: EntryPoint) -> Plugin:
    """Return the plugin with all that it brings at once; ``PluginError`` when a name is taken."""
    name = entry.name
    programmes = _answer(host.manager, name, "toc_programmes", Programme, {})
    portfolios = _answer(host.manager, name, "toc_portfolios", Portfolio, {})
    added = _answer(host.manager, name, "toc_report_formats", ReportFormat, {})
    version = entry.dist.version if entry.dist else ""
    new = Plugin(name, entry.value, version, programmes, added, portfolios)
    there = [*host.plugins, Plugin(CORE, "", "", formats=host.built_in)]
    for what, codes in _CODES.items():
        _refuse_taken(what, codes(new), {c: one.name for one in there for c in codes(one)}, name)
    return new


_CODES: Mapping[str, Callable[[Plugin], list[str]]] = {
    later("portfolio"): lambda one: [p.code for p in one.portfolios],
    later("formaat"): lambda one: [f.name for f in one.formats],
}


def _refuse_shared(host: Host) -> None:
    shared = shared_programmes({x.name: [p.code for p in x.programmes] for x in host.plugins})
    for name, reason in shared.items():
        host.manager.unregister(name=name)
        host.leave_out(name, reason)
    host.plugins = [one for one in host.plugins if one.name not in shared]


def _refuse_taken(what: str, codes: Iterable[str], taken: dict[str, str], name: str) -> None:
    for code in codes:
        if code in taken:
            raise PluginError(
                _(
                    "{what} '{code}' bestaat al in plugin '{other}'; "
                    "geef een van beide een andere naam of zet er een uit (plugins_off in toc.toml)"
                ).format(what=what, code=code, other=taken[code])
            )
        taken[code] = name


def _answer(
    manager: pluggy.PluginManager,
    name: str,
    hook: str,
    kind: type[T],
    arguments: Mapping[str, Any],
) -> tuple[T, ...]:
    """Return what one plugin answers, consumed; ``PluginError`` when it raises or errs in kind."""
    others = [plugin for other, plugin in manager.list_name_plugin() if other != name]
    caller = manager.subset_hook_caller(hook, remove_plugins=others)

    def ask() -> list[Any]:
        answers = caller(**arguments)
        if any(isinstance(answer, str) for answer in answers):  # letters, one by one
            raise PluginError(_("{hook}() gaf tekst; zet er [ ] om").format(hook=hook))
        return [item for answer in answers for item in answer]

    what = _("{hook}() gaf een fout").format(hook=hook)
    answer = guarded(ask, what, module_of(manager.get_plugin(name)))
    for item in answer:
        if not isinstance(item, kind):
            raise PluginError(
                _("{hook}() gaf {what} in plaats van een {kind}").format(
                    hook=hook, what=type(item).__name__, kind=kind.__name__
                )
            )
    return tuple(answer)
