"""The views of records: per programme, and shared by all programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toc_webadmin.menu import add_menu
from toc_webadmin.views.aliases import AliasView
from toc_webadmin.views.deliveries import DeliveryView
from toc_webadmin.views.observations import ObservationView
from toc_webadmin.views.of_plugins import add_plugin_views
from toc_webadmin.views.participants import ParticipantView
from toc_webadmin.views.people import GroupView, SiteView
from toc_webadmin.views.runs import MeetingView, ParticipationView
from toc_webadmin.views.scores import ScoreView, has_scores
from toc_webadmin.views.stories import StoryView
from toc_webadmin.views.targets import TargetView
from toc_webadmin.views.template_words import add_template_words
from toc_webadmin.views.trajectories import TrajectoryView

if TYPE_CHECKING:
    from flask_admin import Admin

    from toc_core.plugins import Host
    from toc_webadmin.sessions import Db
    from toc_webadmin.views.base import TocModelView

PER_PROGRAMME: tuple[type[TocModelView], ...] = (
    ParticipationView,
    TrajectoryView,
    DeliveryView,
    MeetingView,
    ObservationView,
    TargetView,
    StoryView,
    ScoreView,
)
SHARED: tuple[type[TocModelView], ...] = (GroupView, ParticipantView, SiteView, AliasView)


def register(admin: Admin, host: Host, db: Db) -> None:
    """Add every view to the admin, ours first, and the menu to every template."""
    views: list[Any] = [
        view(db, programme=programme)
        for programme in host.programmes.values()
        for view in PER_PROGRAMME
        if view is not ScoreView or has_scores(programme)
    ]
    admin.add_views(*views, *(view(db) for view in SHARED))
    add_plugin_views(admin, host, db)
    add_menu(admin.app)
    add_template_words(admin.app)
