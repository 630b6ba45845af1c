"""Words of findings about versions of targets, weights and policies."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "version-repeated": Rule(
        ERROR,
        _("Versi {value} sudah ditulis di {earlier}."),
        _("Beri setiap versi nomor tersendiri; versi yang baru mendapat nomor berikutnya."),
    ),
    "version-disordered": Rule(
        WARNING,
        _("Versi {value} berlaku sejak {start}, tidak sesudah versi {other} ({before})."),
        _("Urutkan valid_from menurut nomor versi; dari dua yang sama hanya nomor besar dipakai."),
    ),
    "weights-begin-late": Rule(
        WARNING,
        _("Bobot baru berlaku sejak {value}, padahal sudah ada indikator sejak {needed}."),
        _(
            "Mulai versi pertama lebih awal, misalnya valid_from: {needed}; sebelum itu semua"
            " dianggap sama berat."
        ),
    ),
    "policy-begins-late": Rule(
        WARNING,
        _("Aturan ini baru berlaku sejak {value}, padahal menilai angka sejak {needed}."),
        _(
            "Mulai versi pertama lebih awal, misalnya valid_from: {needed}; sebelum itu versi"
            " pertama dipakai juga."
        ),
    ),
    "target-not-in-force": Rule(
        WARNING,
        _("Target {value} tidak dipakai: versi {version} baru berlaku sejak {start}."),
        _(
            "Tulis target itu pada versi yang berlaku pada {value}, atau mulai versi ini lebih"
            " awal; target yang diubah tidak mengubah periode sebelumnya."
        ),
    ),
}
