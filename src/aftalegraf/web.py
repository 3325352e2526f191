"""Join the rooms of the web: the pages for people, each view with an address of its own."""

from __future__ import annotations

from aftalegraf import (
    coupling_pages,
    developer_pages,
    duty_pages,
    figure_pages,
    forum_pages,
    front_pages,
    goal_pages,
    help_pages,
    impact_pages,
    own_pages,
    provision_pages,
    question_pages,
    review_pages,
    source_pages,
    thing_pages,
)
from aftalegraf.pages import router as router_of_pages

ROOMS = (
    front_pages,
    goal_pages,
    coupling_pages,
    impact_pages,
    duty_pages,
    question_pages,
    own_pages,
    review_pages,
    provision_pages,
    figure_pages,
    forum_pages,
    source_pages,
    thing_pages,
    developer_pages,
    help_pages,
)

router = router_of_pages()
for room in ROOMS:
    router.include_router(room.router)
