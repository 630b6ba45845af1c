"""The ruleset of GitHub under which approvals mean something: what protects `main`.

The same for every office: who approves is not in it but in CODEOWNERS and in the gate. How the
live rules are held against it is `kinerja verify --forge`'s.
"""

from __future__ import annotations

import json
from typing import Any

PLACE = ".github/rulesets/main.json"

GATE = "kinerja/gate"
"""The commit status that the gate reports."""

ACTIONS = 15368
"""GitHub's number for its Actions: a status of that name by anybody else does not count."""

RECORDER = "RECORDER_APP_ID"
"""Stands for the number of the recorder's App, which an office fills in when it installs this."""

NAME = "kinerja generate: main"


def ruleset() -> str:
    """The ruleset as GitHub takes it, but for the number of the recorder's App."""
    return json.dumps(_ruleset(), indent=2) + "\n"


def _ruleset() -> dict[str, Any]:
    return {
        "name": NAME,
        "target": "branch",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
        "bypass_actors": [
            {"actor_id": RECORDER, "actor_type": "Integration", "bypass_mode": "always"}
        ],
        "rules": [
            {"type": "deletion"},
            {"type": "non_fast_forward"},
            {
                "type": "pull_request",
                "parameters": {
                    "required_approving_review_count": 1,
                    "dismiss_stale_reviews_on_push": True,
                    "require_code_owner_review": True,
                    "require_last_push_approval": True,
                    "required_review_thread_resolution": False,
                    # A rebase gives commits and committers new names, and approvals lose them.
                    "allowed_merge_methods": ["merge", "squash"],
                },
            },
            {
                "type": "required_status_checks",
                "parameters": {
                    "required_status_checks": [{"context": GATE, "integration_id": ACTIONS}],
                    # A base that moved is looked at when the merge is recorded.
                    "strict_required_status_checks_policy": False,
                    "do_not_enforce_on_create": False,
                },
            },
        ],
    }
