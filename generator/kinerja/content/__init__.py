"""From a folder to checked content, findings on the way; and back to canonical YAML."""
