"""Words of findings about what the schemas refuse."""

from __future__ import annotations

from kinerja.findings import ERROR, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "key-unknown": Rule(
        ERROR,
        _("Kunci {key} tidak dikenal."),
        _("Mungkin maksudnya: {options}."),
    ),
    "key-missing": Rule(
        ERROR,
        _("Kunci {key} ({title}) belum diisi."),
        _(
            "Tambahkan {key} di samping kunci ini: pada baris tersendiri, atau di dalam kurung yang"
            " sama. Kerangka yang lengkap dibuat dengan kinerja new."
        ),
    ),
    "key-demanded": Rule(
        ERROR,
        _("Kunci {key} ({title}) belum diisi, padahal {name}: {value} mewajibkannya."),
        _("Tambahkan {key} di bagian ini, atau perbaiki {name}."),
    ),
    "key-blank": Rule(
        ERROR,
        _("Kunci {key} ({title}) belum diberi nilai."),
        _("Tulis nilainya di belakang {key}:."),
    ),
    "list-blank": Rule(
        ERROR,
        _("Daftar {key} ({title}) belum diisi."),
        _("Tulis butirnya di bawah {key}:. Bila memang tidak ada, tulis {key}: []."),
    ),
    "key-excluded": Rule(
        ERROR,
        _("Kunci {key} tidak boleh ada di sini bersama {name}."),
        _("Hapus salah satunya."),
    ),
    "ids-joined": Rule(
        ERROR,
        _("{value} bukan satu id, melainkan beberapa dalam satu butir."),
        _("Tulis setiap id sebagai butir tersendiri: {meant}."),
    ),
    "key-malformed": Rule(
        ERROR,
        _("Kunci {key} tidak sesuai bentuk yang diminta."),
        _("Tulis sebagai kunci periode, misalnya 2026-Q2, atau id, misalnya biro-umum."),
    ),
    "string-expected": Rule(
        ERROR,
        _("Isian ini harus berupa teks, tetapi terbaca {value}."),
        _("Tulis di antara tanda kutip: {expected}."),
    ),
    "integer-expected": Rule(
        ERROR,
        _("Isian ini harus berupa bilangan bulat, tetapi terbaca {value}."),
        _("Tulis angka saja tanpa titik, koma, atau satuan: {expected}."),
    ),
    "number-expected": Rule(
        ERROR,
        _("Isian ini harus berupa bilangan, tetapi terbaca {value}."),
        _("Tulis angka dengan titik sebagai tanda desimal, tanpa satuan: {expected}."),
    ),
    "number-blank": Rule(
        ERROR,
        _("Angkanya tidak diisi ({value})."),
        _(
            "Isi angkanya, atau hapus baris atau kunci ini. Yang tidak ditulis tetap belum"
            " dilaporkan, bukan nol."
        ),
    ),
    "value-quoted": Rule(
        ERROR,
        _('"{value}" di antara tanda kutip adalah teks, padahal isian ini bukan teks.'),
        _("Hapus tanda kutipnya: {value}."),
    ),
    "boolean-expected": Rule(
        ERROR,
        _("Isian ini harus berupa true atau false, tetapi terbaca {value}."),
        _("Tulis true atau false tanpa tanda kutip."),
    ),
    "array-expected": Rule(
        ERROR,
        _("Isian ini harus berupa daftar, tetapi terbaca {value}."),
        _("Tulis setiap butir dengan tanda hubung di depan, atau di antara kurung siku."),
    ),
    "object-expected": Rule(
        ERROR,
        _("Isian ini harus berupa pasangan kunci dan nilai, tetapi terbaca {value}."),
        _("Tulis begini: {expected}."),
    ),
    "target-expected": Rule(
        ERROR,
        _("Target harus berupa angka atau rentang, tetapi terbaca {value}."),
        _(
            "Tulis angka tanpa satuan dan tanda: {expected}; atau rentang, misalnya [90, 100]."
            " Predikat seperti BB ditulis sebagai angka pada skalanya."
        ),
    ),
    "denominator-expected": Rule(
        ERROR,
        _("Penyebut harus berupa rumus atau pengukuran, tetapi terbaca {value}."),
        _("Tulis rumus, misalnya count(*), atau {{measurement: nama-sumber}}."),
    ),
    "value-not-listed": Rule(
        ERROR,
        _("Nilai {value} tidak ada dalam daftar kode."),
        _("Mungkin maksudnya: {options}. Semua kode ada dalam rujukan isi pada panduan."),
    ),
    "value-malformed": Rule(
        ERROR,
        _("Nilai {value} tidak sesuai bentuk yang diminta."),
        _("Yang diminta: {expected}."),
    ),
    "id-malformed": Rule(
        ERROR,
        _("{value} bukan id."),
        _(
            "Mungkin maksudnya: {nearest}. Di sini ditulis id, bukan nama: huruf kecil dan angka,"
            " dipisah tanda hubung."
        ),
    ),
    "date-impossible": Rule(
        ERROR,
        _("Tanggal {value} tidak ada."),
        _("Tulis tahun-bulan-hari, misalnya 2026-06-30."),
    ),
    "value-too-small": Rule(
        ERROR,
        _("Nilai {value} di bawah batas {least}."),
        _("Periksa angkanya; paling kecil {least}."),
    ),
    "value-too-large": Rule(
        ERROR,
        _("Nilai {value} di atas batas {most}."),
        _("Periksa angkanya; paling besar {most}."),
    ),
    "number-too-fine": Rule(
        ERROR,
        _("Angka {value} punya lebih dari {most} angka di belakang koma."),
        _("Bulatkan ke paling banyak {most} angka di belakang koma."),
    ),
    "text-empty": Rule(ERROR, _("Teks kosong."), _("Isi teksnya, atau hapus kuncinya.")),
    "text-too-long": Rule(
        ERROR,
        _("Teks lebih panjang dari {most} huruf."),
        _("Ringkas hingga paling banyak {most} huruf."),
    ),
    "list-too-short": Rule(
        ERROR,
        _("Daftar ini berisi kurang dari {least} butir."),
        _("Lengkapi hingga paling sedikit {least} butir."),
    ),
    "list-too-long": Rule(
        ERROR,
        _("Daftar ini berisi lebih dari {most} butir."),
        _("Kurangi hingga paling banyak {most} butir."),
    ),
    "list-repeats": Rule(
        ERROR,
        _("{value} ditulis dua kali dalam daftar ini."),
        _("Sisakan satu dari butir yang sama."),
    ),
    "file-other-kind": Rule(
        ERROR,
        _("Isi berkas ini adalah {title}, padahal di tempat ini seharusnya {expected}."),
        _("Pindahkan berkasnya ke {place}; di sini tulis {expected}."),
    ),
    "schema-refused": Rule(
        ERROR,
        _("Bagian ini tidak sesuai skemanya."),
        _("Bandingkan dengan contoh lengkap dalam rujukan isi pada panduan."),
    ),
}
