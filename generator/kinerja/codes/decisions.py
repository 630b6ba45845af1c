"""Words of findings about who decides: approval rules, decisions of the leadership (SOP 17)."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "approval-rule-roles": Rule(
        ERROR,
        _("Aturan untuk {value} harus menyebut all_of atau any_of, salah satu saja."),
        _("Pakai all_of bila semua peran harus menyetujui, any_of bila cukup salah satunya."),
    ),
    "approval-rank-idle": Rule(
        ERROR,
        _("Jenjang ditetapkan untuk {value}, yang tidak diminta oleh aturan ini: {roles}."),
        _("Tulis peran yang disebut pada all_of atau any_of, atau hapus jenjangnya."),
    ),
    "approval-kind-twice": Rule(
        ERROR,
        _("Jenis berkas {value} diatur dua kali dalam versi {version}."),
        _("Sebut tiap jenis dalam satu aturan saja."),
    ),
    "approval-version-twice": Rule(
        ERROR,
        _("Dua versi aturan persetujuan memakai {key} {value}."),
        _("Beri versi yang baru nomor dan hari mulai sendiri."),
    ),
    "approval-role-vacant": Rule(
        WARNING,
        _(
            "Aturan untuk {kinds} meminta {roles}, tetapi pada {today} tidak cukup orang memegang"
            " peran itu (dengan jenjang yang diminta, bila ada)."
        ),
        _("Isi people.yml: perpanjang masa berlaku, tunjuk Plt., atau sesuaikan aturannya."),
    ),
    "approval-dead-end": Rule(
        WARNING,
        _(
            "Persetujuan berkas ini tidak dapat lengkap ({roles}): selain {person}, yang"
            " mengusulkannya, tidak cukup orang yang berwenang."
        ),
        _("Tunjuk satu orang lagi untuk peran itu, atau mintalah orang lain mengusulkannya."),
    ),
    "decision-too-early": Rule(
        ERROR,
        _("Keputusan bertanggal {value}, padahal periodenya baru berakhir pada {day}."),
        _("Periksa decided_on; laporan suatu periode diputuskan setelah periode itu berakhir."),
    ),
    "decision-basis-later": Rule(
        ERROR,
        _("Keputusan atas {period} didasarkan pada laporan {value}, yang datang sesudahnya."),
        _("Tulis laporan {period}; laporan yang lebih baru diputuskan dalam berkasnya sendiri."),
    ),
    "decision-basis-earlier": Rule(
        WARNING,
        _("Keputusan atas {period} didasarkan pada laporan {value}, yang belum memuat {period}."),
        _("Tulis laporan {period} sebagai report, atau pindahkan keputusan ini ke berkas {value}."),
    ),
    "decision-document-early": Rule(
        ERROR,
        _("Berita acara bertanggal {value}, padahal keputusannya baru diambil pada {day}."),
        _(
            "Periksa document.date dan decided_on; berita acara memuat keputusan yang sudah"
            " diambil."
        ),
    ),
    "decision-twice": Rule(
        ERROR,
        _("{value} diputuskan dua kali dalam berkas ini."),
        _("Satukan menjadi satu hasil untuk tiap indikator."),
    ),
    "decision-closed-already": Rule(
        ERROR,
        _("{value} diakhiri juga dengan keputusan di {also}."),
        _("Indikator hanya diakhiri sekali; hapus yang kemudian, atau perbaiki yang lebih dahulu."),
    ),
    "decision-object-unknown": Rule(
        ERROR,
        _("Tidak ada indikator untuk {value}."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "decision-effective-early": Rule(
        ERROR,
        _("{value} berlaku sejak {start}, padahal keputusan berlaku mulai periode berikutnya."),
        _("Tulis effective_from periode setelah {period}."),
    ),
    "decision-due-early": Rule(
        ERROR,
        _("Tindak lanjut {value} harus selesai {due}, sebelum keputusan diambil pada {day}."),
        _("Periksa due dan decided_on."),
    ),
    "decision-not-by-leadership": Rule(
        ERROR,
        _(
            "Menurut people.yml, pada {day} tidak ada pimpinan berjabatan {position} ({capacity});"
            " yang ada: {leaders}."
        ),
        _(
            "Tulis position dan capacity pimpinan yang memutuskan, atau lengkapi peran leadership"
            " dalam people.yml."
        ),
    ),
    "decision-not-valid": Rule(
        ERROR,
        _("{value} tidak berlaku pada {period}: {status}, {start} sampai {until}."),
        _("Hapus keputusan ini, atau perbaiki valid_from, valid_until, atau status indikatornya."),
    ),
}
