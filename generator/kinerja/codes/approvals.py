"""Words of findings about approvals: records of them, what history says, and closing."""

from __future__ import annotations

from kinerja.codes.closing import CLOSING, RESTORE
from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

_AGAIN = _(
    "Mintalah yang berwenang menyetujui isi yang sekarang, lewat usulan atau dengan berita acara"
    " (kinerja record --minutes). Bila perubahannya keliru, batalkan: dengan git restore selagi"
    " belum dicatat, sesudahnya dengan git revert COMMIT (git revert -m 1 COMMIT bila itu sebuah"
    " penggabungan)."
)

RULES: dict[str, Rule] = {
    "approval-kind-unruled": Rule(
        WARNING,
        _("Berkas jenis {value} pernah disetujui, padahal tidak satu versi pun mengaturnya."),
        _("Kembalikan aturannya pada rules; tanpa aturan, berkas itu berlaku tanpa persetujuan."),
    ),
    "approval-record-form": Rule(
        ERROR,
        _("Rekaman persetujuan ini tidak seperti yang ditulis kinerja record."),
        RESTORE,
    ),
    "approval-record-place": Rule(
        ERROR,
        _("Rekaman ini tentang {value} dan seharusnya berada di {expected}."),
        RESTORE,
    ),
    "approval-record-missing": Rule(
        ERROR,
        _("Rekaman nomor {value} sebelum rekaman ini tidak ada."),
        RESTORE,
    ),
    "approval-chain-broken": Rule(
        ERROR,
        _("Rekaman ini tidak menyambung pada rekaman sebelumnya: {expected}."),
        RESTORE,
    ),
    "approval-repeated": Rule(
        ERROR,
        _("{value} sudah direkam untuk {object} pada {other}."),
        _("Satu ulasan atau berita acara dicatat satu kali untuk tiap berkas."),
    ),
    "approval-minutes-differ": Rule(
        ERROR,
        _("Nomor, tanggal, dan pindaian berita acara {value} tidak sama dengan pada {other}."),
        _("Satu berita acara punya satu nomor, satu tanggal, dan satu pindaian; periksa arsipnya."),
    ),
    "approval-by-author": Rule(
        ERROR,
        _("{person} ikut mengusulkan {object}, jadi tidak boleh memutuskannya."),
        _("Mintalah orang lain yang berwenang menyetujui."),
    ),
    "approval-author-unknown": Rule(
        WARNING,
        _("Penulis {object} tidak dikenal ({value}), jadi mungkin {person} sendiri."),
        _("Samakan nama git (git config user.name) dengan nama, id, atau akun dalam people.yml."),
    ),
    "approval-recorded-by-self": Rule(
        ERROR,
        _("{person} merekam berita acara yang memuat putusannya sendiri."),
        _("Mintalah orang lain merekam berita acara itu."),
    ),
    "approval-not-signed": Rule(
        ERROR,
        _("{person} tidak ada di antara penanda tangan berita acara {value}."),
        _("Periksa penanda tangan pada pindaian."),
    ),
    # records against history
    "approval-commit-unknown": Rule(
        ERROR,
        _("Commit {value} yang disebut rekaman ini tidak ada dalam riwayat cabang ini."),
        _("Lengkapi klon dengan git fetch; bila tetap tidak ada, riwayat telah ditulis ulang."),
    ),
    "approval-policy-elsewhere": Rule(
        ERROR,
        _(
            "Rekaman ini memakai aturan pada commit {value}, padahal {other} tidak digabungkan ke"
            " situ."
        ),
        RESTORE,
    ),
    "approval-told-otherwise": Rule(
        WARNING,
        _("Riwayat mengatakan lain daripada rekaman ini tentang: {titles}."),
        _(
            "Putusannya terbukti, tetapi keterangan itu tidak. Tanyakan siapa yang menulis rekaman"
            " ini; rekaman hanya ditulis oleh kinerja record."
        ),
    ),
    "approval-content-differs": Rule(
        ERROR,
        _("Pada commit {value}, isi {object} bukan yang disetujui rekaman ini."),
        RESTORE,
    ),
    "approval-dependency-differs": Rule(
        ERROR,
        _("Pada commit {value}, {object} bukan seperti yang dicatat rekaman ini."),
        RESTORE,
    ),
    "approval-role-not-held": Rule(
        ERROR,
        _("Menurut commit {value}, {person} tidak berwenang memutuskan {object} pada {day}."),
        _("Periksa people.yml dan approval-policy.yml pada commit itu."),
    ),
    "approval-by-successor": Rule(
        WARNING,
        _(
            "{person} menyetujui {object} pada {day} sebagai {role} menurut isinya sendiri, sebab"
            " pemegang peran itu yang disetujui sebelumnya sudah tidak ada."
        ),
        _("Periksa surat keputusan pengangkatannya. Peringatan ini tetap ada sebagai catatan."),
    ),
    "approval-rewritten": Rule(
        ERROR,
        _("Commit {value} mengubah atau menghapus rekaman ini."),
        _(
            "Batalkan commit itu (git revert {value}). Bila ia mengubah berkas lain pula,"
            " kembalikan rekamannya saja (git checkout {value}^ -- content/approvals) dan catat."
        ),
    ),
    "approval-restored": Rule(
        WARNING,
        _("Commit {value} mengubah atau menghapus rekaman ini; sekarang ia seperti semula lagi."),
        _("Tanyakan kepada pembuat commit itu apa yang terjadi. Persetujuannya tetap berlaku."),
    ),
    "key-missing-record": Rule(
        ERROR,
        _("Kunci {key} ({title}) tidak ada, padahal setiap rekaman memuatnya."),
        _(
            "Rekaman hanya ditulis oleh kinerja record. Kembalikan berkas ini dari git, atau"
            " hapus bila belum dicatat dan rekam sekali lagi."
        ),
    ),
    "merge-conflict-record": Rule(
        ERROR,
        _("Dua orang mencatat rekaman di tempat ini, dan git tidak dapat menggabungkannya."),
        _(
            "Jangan memilih baris. Batalkan penggabungannya (git merge --abort), lepaskan rekaman"
            " yang belum terkirim (git reset --keep @{{upstream}}), lalu catat sekali lagi dengan"
            " kinerja record --push origin. Commit lain yang belum terkirim ikut lepas."
        ),
    ),
    "approval-displaced": Rule(
        WARNING,
        _("Commit {value} memberi tempat rekaman ini kepada yang lain; keduanya tercatat."),
        _(
            "Tidak ada yang hilang. Lain kali ambil dahulu rekaman orang lain dengan git pull, atau"
            " catat dengan kinerja record --push origin."
        ),
    ),
    "approval-dropped": Rule(
        ERROR,
        _("Commit {value} menghilangkan putusan {person} atas {object} dari tempat ini."),
        _(
            "Catat putusan itu sekali lagi dengan kinerja record. Bila ditolak sebab rantainya"
            " terputus, kembalikan dahulu rekaman itu (git checkout {commit} -- {place})."
            " Simpan dalam commit tersendiri, lalu catat putusan yang lain."
        ),
    ),
    "approval-changed-here": Rule(
        ERROR,
        _("Berkas ini tidak lagi seperti yang dicatat git."),
        _(
            "Kembalikan berkas ini dari git (git restore --source=HEAD --staged --worktree --"
            " {value}). Rekaman persetujuan dan periode yang ditutup hanya ditulis oleh kinerja dan"
            " tidak pernah diubah."
        ),
    ),
    "approval-commit-together": Rule(
        WARNING,
        _("Commit {value} menulis rekaman bersama berkas lain: {other}."),
        _("Tidak ada yang rusak. Lain kali catat rekaman dalam commit tersendiri."),
    ),
    "approval-commit-mixed": Rule(
        ERROR,
        _("Commit {value} menulis rekaman bersama berkas lain: {other}."),
        _(
            "Bila belum dikirim, batalkan commit itu (git reset --soft HEAD~1), lalu catat rekaman"
            " dalam commit tersendiri."
        ),
    ),
    "approval-recorder-unknown": Rule(
        ERROR,
        _("Commit {value} yang menulis rekaman ini dibuat oleh {person}, bukan oleh perekam."),
        _("Rekaman hanya dicatat oleh yang disebut pada recorders di approval-policy.yml."),
    ),
    "approval-recorder-strays": Rule(
        ERROR,
        _("Commit {value} dibuat oleh perekam {person}, tetapi mengubah berkas di luar approvals."),
        _("Batalkan commit itu; perekam hanya menulis rekaman."),
    ),
    "approval-rules-unapproved": Rule(
        WARNING,
        _("{object} belum pernah disetujui, padahal dari situlah diketahui siapa yang berwenang."),
        _(
            "Mintakan persetujuan pimpinan atas berkas ini. Sebelum itu, siapa pun yang dapat"
            " mengubahnya menentukan sendiri siapa yang menyetujui."
        ),
    ),
    "approval-content-stale": Rule(
        ERROR,
        _("{object} berubah setelah disetujui, tanpa persetujuan baru."),
        _AGAIN,
    ),
    "approval-objected": Rule(
        ERROR,
        _("{person} meminta perbaikan atas {object} seperti isinya sekarang, dan belum dijawab."),
        _(
            "Perbaiki isinya, atau mintalah {person} atau pemegang peran {role} yang lain"
            " menyetujuinya."
        ),
    ),
    "approval-object-gone": Rule(
        ERROR,
        _("{object} dihapus setelah disetujui, tanpa persetujuan untuk menghapusnya."),
        _AGAIN,
    ),
    "approval-cosmetic": Rule(
        WARNING,
        _("{object} ditulis lain sejak disetujui; artinya sama."),
        _("Tidak perlu apa-apa; persetujuan tetap berlaku."),
    ),
    "approval-suspect": Rule(
        WARNING,
        _("{object} disetujui, tetapi yang menjadi dasarnya berubah: {value}."),
        _("Mintalah yang berwenang meninjau apakah persetujuannya masih berlaku."),
    ),
    "approval-forge-differs": Rule(
        ERROR,
        _("Ulasan {value} di forge tidak lagi seperti yang direkam: {problem}."),
        _("Periksa ulasan itu di forge; rekaman dan forge harus mengatakan hal yang sama."),
    ),
    "approval-forge-unrecorded": Rule(
        ERROR,
        _("Ulasan {value} atas {object} ada di forge tetapi belum direkam."),
        _("Jalankan kinerja record untuk usulan itu."),
    ),
    "approval-forge-lost": Rule(
        ERROR,
        _(
            "Usulan {value} digabungkan di forge (commit {other}), tetapi riwayat ini tidak"
            " memuatnya."
        ),
        _(
            "Ambil riwayatnya dengan git fetch. Bila cabang itu dikembalikan ke keadaan yang lama,"
            " kembalikan commit itu dan cari tahu siapa yang melakukannya."
        ),
    ),
    "approval-forge-rules": Rule(
        ERROR,
        _("Forge tidak memberlakukan yang diminta berkas ini: {problem}."),
        _("Pasang ruleset ini di forge seperti kata panduan, atau nyalakan lagi yang dimatikan."),
    ),
    "approval-forge-owners": Rule(
        ERROR,
        _("Forge tidak dapat mengikuti baris ini: {problem}."),
        _("Beri orang itu hak menulis di repositori, atau perbaiki akunnya dalam people.yml."),
    ),
    **CLOSING,
}
