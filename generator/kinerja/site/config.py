"""The settings that MkDocs builds with: the package's own, under those of the project.

Only reads and joins settings; what a run does with them is `building`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from kinerja import resources


def project_file(content: Path) -> Path | None:
    """The project's own `mkdocs.yml` beside its content folder, if there is one."""
    beside = content.resolve().parent / "mkdocs.yml"
    return beside if beside.is_file() else None


def load(project: Path | None, site_dir: Path, docs_dir: Path) -> MkDocsConfig:
    """Checked settings of one run, written to `site_dir`.

    The project's settings are laid over the package's; plugins that both name are one plugin.
    Without a project, or where its folder of documents is missing, `docs_dir` stands in.
    """
    defaults = resources.data("site", "defaults", "mkdocs.yml")
    settings = _read(defaults)
    if project is not None:
        settings = _laid_over(settings, _read(project))
        named = settings.get("docs_dir", "docs")
        documents = project.parent / str(named)
        docs_dir = documents if documents.is_dir() else docs_dir
    settings |= {"docs_dir": str(docs_dir), "site_dir": str(site_dir)}
    config = MkDocsConfig(config_file_path=str(project or defaults))
    config.load_dict(settings)
    errors, _ = config.validate()
    if errors:
        raise Abort("; ".join(f"{name}: {error}" for name, error in errors))
    return config


def _read(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        return yaml_load(stream, get_yaml_loader())


def _laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """`above` wins key by key, maps are joined, and of plugins none of ours goes missing."""
    joined = dict(below)
    for key, value in above.items():
        old = below.get(key)
        if key == "plugins":
            joined[key] = {**_by_name(old), **_by_name(value)}
        elif isinstance(old, Mapping) and isinstance(value, Mapping):
            joined[key] = _laid_over(old, value)
        else:
            joined[key] = value
    return joined


def _by_name(plugins: object) -> dict[str, object]:
    """MkDocs allows a list of names and one-key maps, or one map."""
    if isinstance(plugins, Mapping):
        return dict(plugins)
    named: dict[str, object] = {}
    for item in plugins if isinstance(plugins, list) else ():
        named.update(item if isinstance(item, Mapping) else {str(item): {}})
    return named
