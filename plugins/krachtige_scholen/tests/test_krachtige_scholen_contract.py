"""What every plugin promises."""

from toc_core.testing import PluginContract


class TestKrachtigeScholen(PluginContract):
    plugin = "krachtige_scholen"
