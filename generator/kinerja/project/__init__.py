"""A project that an office starts from: content, settings of the site, workflows."""
