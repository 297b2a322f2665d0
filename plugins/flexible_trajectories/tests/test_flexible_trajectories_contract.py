"""What every plugin promises."""

from toc_core.testing import PluginContract


class TestFlexibleTrajectories(PluginContract):
    plugin = "flexible_trajectories"
