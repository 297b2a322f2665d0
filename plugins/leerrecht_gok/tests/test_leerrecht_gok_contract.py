"""What every plugin promises."""

from toc_core.testing import PluginContract


class TestLeerrechtGok(PluginContract):
    plugin = "leerrecht_gok"
