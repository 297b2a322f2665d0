"""What every plugin promises."""

from toc_core.testing import PluginContract


class TestBuddy(PluginContract):
    plugin = "buddy"
