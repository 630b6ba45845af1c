"""Words of findings about formulas and what they give."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "formula-syntax": Rule(
        ERROR,
        _("Rumus tidak dapat dibaca di dekat: {near}"),
        _(
            "Tulis satu ungkapan agregat SQL, misalnya count(*) FILTER (WHERE handover_date <="
            " due_date)."
        ),
    ),
    "formula-foreign-sign": Rule(
        ERROR,
        _("Rumus memakai {found}, yang bukan kata atau tanda SQL."),
        _("Tulis sebagai gantinya: {instead}."),
    ),
    "formula-too-long": Rule(
        ERROR,
        _("Rumus terlalu panjang: {problem} lebih dari {most}."),
        _(
            "Sederhanakan rumus: satu IN (…) menggantikan banyak perbandingan yang dirangkai OR,"
            " satu CASE banyak penjumlahan; atau bagi menjadi beberapa indikator."
        ),
    ),
    "formula-unknown-name": Rule(
        ERROR,
        _("Rumus memakai kolom {name} yang tidak ada."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "formula-unknown-code": Rule(
        ERROR,
        _("Rumus membandingkan {column} dengan {value}, yang bukan salah satu kodenya."),
        _("Tidak ada paket yang akan cocok. Mungkin maksudnya: {nearest}."),
    ),
    "formula-mixed": Rule(
        WARNING,
        _("AND dan OR berdampingan tanpa kurung; yang digabung lebih dahulu AND."),
        _("Beri kurung sesuai maksudnya, misalnya a AND (b OR c)."),
    ),
    "formula-unlike-others": Rule(
        WARNING,
        _("Rumus ini tidak menyebut {column}, padahal {count} rumus lain memakainya."),
        _("Tambahkan pada scope, misalnya AND {expected}, agar menghitung paket yang sama."),
    ),
    "formula-unknown-function": Rule(
        ERROR,
        _("Rumus memakai fungsi {name} yang tidak diizinkan."),
        _(
            "Mungkin maksudnya: {nearest}. Semua fungsi yang boleh dipakai ada di buku panduan,"
            " bab Menulis rumus. Untuk rata-rata, isi sum sebagai pembilang dan count sebagai"
            " penyebut."
        ),
    ),
    "formula-not-allowed": Rule(
        ERROR,
        _("Rumus memakai {found}, yang tidak diizinkan dalam agregat."),
        _(
            "Pakai hanya kolom, perbandingan, tambah, kurang, kali, CASE, dan fungsi agregat; bagi"
            " dengan menulis pembilang dan penyebut terpisah."
        ),
    ),
    "formula-compares-null": Rule(
        ERROR,
        _("Rumus membandingkan dengan NULL, yang tidak pernah benar."),
        _("Tulis IS NULL untuk yang kosong, IS NOT NULL untuk yang terisi."),
    ),
    "formula-no-aggregate": Rule(
        ERROR,
        _("Rumus tidak memuat fungsi agregat."),
        _("Pakai count, sum, min, max, atau median."),
    ),
    "formula-nested-aggregate": Rule(
        ERROR,
        _("Agregat {found} memuat agregat lain."),
        _("Jumlahkan atau hitung sekali saja, misalnya count(*) atau sum(contract_amount)."),
    ),
    "formula-aggregate-in-scope": Rule(
        ERROR,
        _("Cakupan memuat agregat {found}."),
        _("Cakupan menilai satu paket: pakai perbandingan kolom saja."),
    ),
    "formula-scope-no-condition": Rule(
        ERROR,
        _("Cakupan bukan pernyataan benar atau salah."),
        _("Tulis perbandingan, misalnya register_status = 'active'."),
    ),
    "formula-anchor-no-date": Rule(
        ERROR,
        _("Jangkar {name} bukan kolom tanggal."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "formula-inexact": Rule(
        ERROR,
        _("Rumus memuat atau memberi {found}, bukan bilangan bulat atau desimal yang pasti."),
        _(
            "Isi pembilang dan penyebut terpisah, bukan dibagi dalam rumus; tulis pecahan sebagai"
            " 0.001, bukan 1e-3."
        ),
    ),
    "formula-not-bound": Rule(
        ERROR,
        _("Rumus tidak cocok dengan kolomnya: {problem}."),
        _("Jumlahkan hanya kolom angka; bandingkan tanggal dengan tanggal, angka dengan angka."),
    ),
    "formula-failed": Rule(
        ERROR,
        _("Rumus tidak dapat dihitung pada data ini: {problem}."),
        _("Hindari perkalian beberapa angka besar; jumlahkan dulu, atau kalikan dengan tetapan."),
    ),
    "realization-beyond-bound": Rule(
        ERROR,
        _("Realisasi {value} ({scope}, {period}) di luar batas alami {least} sampai {most}."),
        _(
            "Periksa data yang dilaporkan dan rumusnya: pembilang hanya menghitung yang juga"
            " dihitung penyebut, dan keduanya tidak tertukar. Bila semua benar, perbaiki"
            " natural_min dan natural_max."
        ),
    ),
    "package-beyond-bound": Rule(
        ERROR,
        _(
            "Karena paket {package}, indikator {indicator} pada {period} di luar batas alami"
            " {least} sampai {most}."
        ),
        _("Periksa kolom paket ini: {columns}; atau perbaiki rumus atau batas alami indikator."),
    ),
}
