"""The site of an office whose first period has not ended: pages without a figure."""

from __future__ import annotations

from pathlib import Path

from seal.offices import cli, done


def test_a_new_office_has_its_pages_before_the_first_period_ends(tmp_path: Path) -> None:
    done(tmp_path, "init", str(tmp_path / "kantor"))
    indicator = tmp_path / "kantor/content/indicators/contract-on-time.yml"
    text = indicator.read_text("utf-8")
    indicator.write_text(text.replace("status: proposed", "status: active"), "utf-8")
    policy = tmp_path / "kantor/content/approval-policy.yml"
    assert policy.exists()
    built = cli(tmp_path / "kantor", "pages", str(tmp_path / "docs"))
    assert built.exit_code == 0, built.stderr
    page = (tmp_path / "docs/indicators/contract-on-time.md").read_text("utf-8")
    assert "Manual indikator" in page
