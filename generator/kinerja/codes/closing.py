"""Words of findings about approvals and closed periods: what a seal asks for, and what it holds."""

from __future__ import annotations

from kinerja.findings import ERROR, Rule
from kinerja.messages import mark as _

RESTORE = _(
    "Kembalikan rekaman itu; kinerja verify menyebut perintahnya. Rekaman hanya ditulis oleh"
    " kinerja record dan tidak pernah diubah."
)

CLOSING: dict[str, Rule] = {
    "seal-approval-lost": Rule(
        ERROR,
        _("Rekaman persetujuan ini disegel bersama {period}, tetapi tidak ada atau berubah."),
        RESTORE,
    ),
    "seal-missing": Rule(
        ERROR,
        _("{period} sudah ditutup dan disetujui, tetapi rekamannya tidak ada di {folder}."),
        _(
            "Kembalikan dari git (git checkout {value} -- {folder}). Angka yang sudah ditutup hanya"
            " diperbaiki dengan kinerja revise."
        ),
    ),
    "seal-replaced": Rule(
        ERROR,
        _("Rekaman {period} di {folder} bukan yang dahulu disetujui; rekaman itu diganti."),
        _(
            "Kembalikan yang dahulu (git checkout {value} -- {folder}). Angka yang sudah ditutup"
            " hanya diperbaiki dengan kinerja revise, yang menyimpan keduanya."
        ),
    ),
    "seal-removed": Rule(
        ERROR,
        _("Periode yang sudah ditutup ini dihapus oleh commit {value} ({person})."),
        _(
            "Kembalikan dari git (git checkout {value}^ -- {folder}). Angka yang sudah ditutup"
            " hanya diperbaiki dengan kinerja revise."
        ),
    ),
    "sealed-not-approved": Rule(
        ERROR,
        _("{period} disegel lagi dan disetujui dengan {object} yang baru, yang belum disetujui."),
        _("Mintakan persetujuan untuk berkas itu, lalu catat dengan kinerja record."),
    ),
    "close-not-approved": Rule(
        ERROR,
        _("{period} memuat {object}, yang belum disetujui: {state}."),
        _("Mintakan persetujuan dari {roles}, lalu tutup lagi."),
    ),
}
"""What only records, history or closing show."""
