"""The files of a repository that follow from its content: what a forge reads of the policy.

Here is which there are; what stands in each is `codeowners`'s, `ruleset`'s and `pull_forms`'s.
Workflows do not follow from content and belong to their owner (`templates`).
"""

from __future__ import annotations

from datetime import date

from kinerja.messages import translator
from kinerja.model.content import Content
from kinerja.project import codeowners, ruleset
from kinerja.project.pull_forms import pull_forms


def forge_files(content: Content, day: date) -> dict[str, str]:
    """The texts by path from the repository's root, in the language of the organisation.

    The same content and the same day give the same texts. Raises UserError where one would be more
    than a forge reads.
    """
    translations = translator(content.organisation.language)
    return {
        codeowners.PLACE: codeowners.codeowners(content, day, translations),
        ruleset.PLACE: ruleset.ruleset(),
        **pull_forms(content, day, translations),
    }
