"""Words of findings about files and YAML, before any meaning is read."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    # files
    "organisation-missing": Rule(
        ERROR,
        _("Berkas organisation.yml tidak ada."),
        _("Setiap folder isi memerlukan organisation.yml. Buat dengan: kinerja init FOLDER."),
    ),
    "people-missing": Rule(
        ERROR,
        _("Berkas people.yml tidak ada, padahal {count} isian menyebut orang atau jabatan."),
        _("Tulis people.yml seperti contoh dalam panduan, atau kembalikan dari git."),
    ),
    "file-out-of-place": Rule(
        ERROR,
        _("Berkas YAML ini tidak termasuk dalam susunan folder isi."),
        _(
            "Periksa nama folder dan berkas, misalnya units/biro-umum.yml atau"
            " realizations/biro-umum/2026-Q2.yml. Nama memakai huruf kecil, angka, dan tanda"
            " hubung; tahun ditulis 2026; periode 2026, 2026-S1, 2026-Q2, atau 2026-03; akhirannya"
            " .yml."
        ),
    ),
    "file-misnamed": Rule(
        ERROR,
        _("Berkas ini tidak dibaca karena namanya."),
        _("Ganti nama menjadi {expected}."),
    ),
    "file-beside": Rule(
        ERROR,
        _("Berkas ini tidak dibaca: di sampingnya ada {other}."),
        _("Hapus bila ini salinannya. Bila yang benar ada di sini, pindahkan isinya ke {other}."),
    ),
    "folder-misnamed": Rule(
        ERROR,
        _("Folder {value} tidak dibaca karena namanya."),
        _("Ganti nama folder menjadi {expected}; bila itu sudah ada, pindahkan isinya ke sana."),
    ),
    "file-not-read": Rule(
        WARNING,
        _("Berkas ini tidak dibaca, karena namanya tidak berakhir dengan .yml."),
        _(
            "Ganti namanya menjadi {value}, atau hapus bila tidak dipakai. Windows sering"
            " menyembunyikan akhiran nama, misalnya .txt."
        ),
    ),
    "file-link-outside": Rule(
        ERROR,
        _("Berkas ini hanya tautan ke tempat lain, sehingga tidak dibaca."),
        _("Ganti tautan dengan berkas yang sebenarnya."),
    ),
    "file-unreadable": Rule(
        ERROR,
        _("Berkas tidak dapat dibuka."),
        _("Periksa apakah berkas ini berkas biasa dan boleh dibaca."),
    ),
    "file-is-folder": Rule(
        ERROR,
        _("Ini sebuah folder, padahal namanya nama berkas."),
        _("Pindahkan isinya ke dalam berkas dengan nama ini, lalu hapus foldernya."),
    ),
    "file-too-large": Rule(
        ERROR,
        _("Berkas lebih besar dari {most} MB, sehingga tidak dibaca."),
        _(
            "Pecah isinya menjadi beberapa berkas, misalnya per unit dan per periode. Hanya daftar"
            " paket, satu paket per baris, yang boleh lebih besar dari 8 MB."
        ),
    ),
    "file-too-many-values": Rule(
        ERROR,
        _("Isi berkas lebih dari {most} nilai, sehingga tidak dibaca."),
        _("Pecah isinya menjadi beberapa berkas, misalnya per unit dan per periode."),
    ),
    "file-not-utf8": Rule(
        ERROR,
        _("Huruf di sini tidak tersimpan sebagai UTF-8 (bita {value})."),
        _(
            "Simpan ulang berkas dengan pilihan UTF-8 di editor, lalu periksa huruf ini. Mungkin"
            " maksudnya: {nearest}"
        ),
    ),
    "file-utf16": Rule(
        ERROR,
        _('Berkas ini tersimpan dengan pengodean lain: UTF-16, di Notepad disebut "Unicode".'),
        _("Simpan ulang sebagai UTF-8. Di Notepad: Save As (Simpan Sebagai), Encoding: UTF-8."),
    ),
    "text-lost": Rule(
        ERROR,
        _("Ada huruf yang hilang saat teks ini disalin ({value})."),
        _("Ketik ulang huruf yang dimaksud menurut sumbernya."),
    ),
    "text-garbled": Rule(
        ERROR,
        _("Huruf di sini rusak karena dibaca dengan pengodean yang salah: {value}"),
        _("Ketik ulang. Mungkin maksudnya: {nearest}"),
    ),
    "path-disagrees": Rule(
        ERROR,
        _("{key} berisi {value}, padahal letak berkas menyebut {expected}."),
        _("Samakan isi dengan nama folder atau berkas: tulis {expected}, atau pindahkan berkas."),
    ),
    # YAML
    "yaml-syntax": Rule(
        ERROR,
        _("Susunan YAML tidak dapat dibaca di sini ({problem})."),
        "{expected}",
    ),
    "yaml-indent": Rule(
        ERROR,
        _("Jarak di awal baris ini salah ({value} spasi)."),
        _("Samakan jarak di awal baris dengan baris di sekitarnya: tulis {meant} spasi."),
    ),
    "yaml-list-key": Rule(
        ERROR,
        _("Daftar ini dimulai tanpa kunci di atasnya."),
        _("Tulis kuncinya di baris sendiri di atas butir ini: {meant}"),
    ),
    "yaml-sign": Rule(
        ERROR,
        _("Tanda {value} di sini membuat isi tidak terbaca: {problem}."),
        _("Tulis begini: {meant}"),
    ),
    "merge-conflict": Rule(
        ERROR,
        _("Berkas ini memuat dua keadaan yang belum dipilih: git tidak dapat menggabungkannya."),
        _(
            "Dari baris <<<<<<< sampai >>>>>>> pilih isi yang benar, lalu hapus ketiga baris tanda"
            " itu."
        ),
    ),
    "yaml-empty": Rule(
        ERROR, _("Berkas kosong."), _("Isi berkas ini, atau hapus bila tidak dipakai.")
    ),
    "yaml-not-mapping": Rule(
        ERROR,
        _("Berkas harus berisi pasangan kunci dan nilai."),
        _("Mulai setiap baris dengan kunci dan titik dua, misalnya id: biro-umum."),
    ),
    "yaml-duplicate-key": Rule(
        ERROR,
        _("Kunci {key} ditulis dua kali."),
        _(
            "Sisakan satu saja, agar jelas nilai mana yang berlaku. Bila di sini mulai butir baru"
            " sebuah daftar, awali barisnya dengan tanda - dan spasi."
        ),
    ),
    "yaml-no-colon": Rule(
        ERROR,
        _("{value} berdiri di antara koma tanpa titik dua, sehingga terputus dari isi sebelumnya."),
        _(
            "Mungkin maksudnya {meant} (teks yang memuat koma ditulis di antara tanda kutip; angka"
            " ditulis tanpa pemisah ribuan dan dengan titik desimal). Jika ini kunci, tulis titik"
            " dua, spasi, lalu nilainya."
        ),
    ),
    "yaml-key-not-text": Rule(
        ERROR,
        _("Kunci {key} tidak terbaca sebagai teks."),
        _(
            "Jika ini bagian angka, tulis tanpa pemisah ribuan dan dengan titik desimal: 1234567"
            ' atau 92.5. Jika ini kunci, tulis di antara tanda kutip, misalnya "2026": 93.'
        ),
    ),
    "yaml-tag": Rule(
        ERROR,
        _("Tanda {tag} tidak diizinkan."),
        _("Hapus tanda yang diawali tanda seru; jenis data ditentukan oleh skema."),
    ),
    "yaml-alias": Rule(
        ERROR,
        _("Rujukan dengan &, *, atau << tidak diizinkan."),
        _("Tulis nilainya lengkap. Teks yang diawali & atau * ditulis di antara tanda kutip."),
    ),
    "yaml-control-character": Rule(
        ERROR,
        _("Ada huruf kendali yang tidak terlihat."),
        _("Hapus huruf itu, atau ketik ulang teksnya."),
    ),
    "yaml-too-deep": Rule(
        ERROR,
        _("Susunan bertingkat lebih dari {most} lapis."),
        _("Sederhanakan susunannya; tidak ada isi yang memerlukan sedalam ini."),
    ),
    "yaml-number-form": Rule(
        ERROR,
        _("Bilangan {value} ditulis dengan cara yang dapat ditafsirkan lain."),
        _(
            "Tulis angka biasa, misalnya 592640000 atau 85.5; kode seperti 010 atau 1:30 ditulis"
            " di antara tanda kutip."
        ),
    ),
    "yaml-several-documents": Rule(
        ERROR,
        _("Berkas berisi lebih dari satu dokumen."),
        _("Hapus garis --- di tengah, atau pisahkan menjadi beberapa berkas."),
    ),
}
