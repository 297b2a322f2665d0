"""The most presses that each journey may take. These numbers may only go down.

From the signed-in start page; what counts as a press stands in ``hand.py``. Behind each number is
what the plan for this product allows.
"""

from __future__ import annotations

NOTE_ACTIVITY = 4  # a new activity, which one, who was there, save; no number in the plan
NEW_SCHOOL_YEAR = 4  # 5: the page, the next year, one school that stops, save
PLAN_TRAJECTORY = 4  # 6: new trajectory, two interventions, save
PLAN_AND_LOOK = 5  # 6: the same, with the weeks seen first
NOTE_SESSION = 2  # 3: the session, save
INVITE = 3  # 1, on the page itself: the page of users, the school, the link
BEGIN_AS_INVITED = 2  # a password, the sign-in; then an activity as above
MATCH = 1  # 2: the buddy of a pupil
FILL_THIRTY_ROWS = 4  # 6: the list, as a table, paste, take in
QUARTERLY_REPORT = 4  # 4: the report of a quarter as a file
COMPARE_PROGRAMMES = 1  # 2: the page of programmes side by side
