"""Words of findings about targets, weights and policies, and which version of them holds."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "ratio-without-cap": Rule(
        ERROR,
        _("Varian ratio memerlukan batas capaian (cap), padahal kebijakan {value} tanpa batas."),
        _("Isi cap pada kebijakan, atau pakai varian standard."),
    ),
    "target-zero": Rule(
        ERROR,
        _("Target 0 hanya masuk akal untuk indikator yang makin rendah makin baik."),
        _(
            "Isi target lebih dari 0. Bila pada periode ini belum ada yang harus dicapai, hapus"
            " periodenya dari trajectory: angkanya tetap dihitung, tanpa dinilai."
        ),
    ),
    "target-beyond-bound": Rule(
        ERROR,
        _("{value} di luar batas alami indikator: {least} sampai {most}."),
        _("Periksa angkanya dan satuannya, atau perbaiki natural_min dan natural_max indikator."),
    ),
    "target-as-fraction": Rule(
        WARNING,
        _("Target {value} persen, sedangkan baseline {baseline} persen."),
        _("Tulis target dalam persen, misalnya 92 dan bukan 0.92."),
    ),
    "baseline-out-of-line": Rule(
        WARNING,
        _("Baseline {value} jauh dari target tahun ini, {target}."),
        _("Periksa tanda desimal dan banyaknya angka; bila benar, jelaskan pada kunci reason."),
    ),
    "target-worse-than-baseline": Rule(
        WARNING,
        _("Target {value} tidak lebih baik daripada baseline {baseline}."),
        _(
            "Periksa angkanya (tanda desimal, urutan angka) dan polarity indikator. Bila memang"
            " begitu, jelaskan alasannya pada kunci reason versi ini."
        ),
    ),
    "weights-not-hundred": Rule(
        ERROR,
        _("Bobot di bawah {parent} berjumlah {value}, bukan 100: {parts}."),
        _(
            "Sesuaikan bobot yang berlaku hingga berjumlah 100. Bila sebuah area atau indikator"
            " berpindah, bobotnya ikut berpindah."
        ),
    ),
    "weights-not-hundred-later": Rule(
        WARNING,
        _("Sejak {period} bobot di bawah {parent} yang masih berlaku berjumlah {value}: {parts}."),
        _(
            "Tambahkan versi bobot baru yang berlaku sejak {period}; sampai saat itu bobot dihitung"
            " secara proporsional."
        ),
    ),
    "weight-too-fine": Rule(
        ERROR,
        _("Bobot {value} memakai lebih dari 4 angka di belakang koma."),
        _("Bulatkan bobot ke paling banyak 4 angka."),
    ),
    "weights-missing": Rule(
        WARNING,
        _("Belum ada bobot untuk tahun {year}; semua dianggap sama berat."),
        _("Tambahkan weights/{year}.yml."),
    ),
    "bands-disordered": Rule(
        ERROR,
        _("Jenjang ini tidak pernah tercapai: batas {value} tidak lebih rendah daripada {other}."),
        _("Urutkan jenjang dari batas tertinggi; setiap batas lebih rendah dari yang di atasnya."),
    ),
    "points-above-maximum": Rule(
        ERROR,
        _("Nilai {value} di atas nilai tertinggi butir ini, {most}."),
        _("Periksa points dan maximum pada naskah aturannya."),
    ),
    "band-without-bound": Rule(
        ERROR,
        _("Jenjang {value} tanpa batas, sehingga jenjang di bawahnya tidak pernah tercapai."),
        _("Isi from atau above; hanya jenjang terakhir yang tanpa batas."),
    ),
    "bands-open-below": Rule(
        ERROR,
        _("Capaian di bawah {value} tidak mendapat status, karena jenjang terakhir berbatas."),
        _("Hapus batas pada jenjang terakhir, atau tambahkan satu jenjang tanpa batas."),
    ),
    "policy-wrong-kind": Rule(
        ERROR,
        _("{value} bukan kebijakan jenis {kind}."),
        _("Pilih kebijakan dengan kind: {kind}."),
    ),
    "trajectory-sum-differs": Rule(
        WARNING,
        _("Target {period} adalah {value}, padahal target bagiannya berjumlah {total}."),
        _("Samakan keduanya, hapus target {period}, atau jelaskan pada kunci reason versi ini."),
    ),
    "trajectory-short": Rule(
        WARNING,
        _(
            "Target {period} ({value}) tidak tercapai oleh lintasannya, yang paling jauh sampai"
            " {best}."
        ),
        _(
            "Naikkan atau turunkan target bagiannya hingga sampai ke target {period}, atau jelaskan"
            " pada kunci reason versi ini."
        ),
    ),
    "year-without-target": Rule(
        WARNING,
        _(
            "Target {period} tidak ditulis, jadi angka setahun penuh dinilai terhadap target bagian"
            " terakhirnya ({value}), padahal target bagiannya berbeda-beda."
        ),
        _("Tulis target {period} sendiri pada trajectory, di antara target bagian-bagiannya."),
    ),
    "target-gap": Rule(
        WARNING,
        _("Tidak ada target untuk {value}, padahal periode sebelumnya punya."),
        _("Tulis target {value} juga; tanpa target, angkanya tidak dinilai dan tidak ditimbang."),
    ),
    "baseline-after-year": Rule(
        ERROR,
        _("Periode baseline {value} baru dimulai sesudah tahun target {year}."),
        _("Isi baseline dengan angka dari periode sebelum target mulai berlaku."),
    ),
    "trajectory-empty": Rule(
        WARNING,
        _("Versi {value} tidak menulis satu target pun."),
        _("Tulis target tiap periode pada trajectory; tanpa itu indikator tidak ditargetkan."),
    ),
    "target-of-units-only": Rule(
        WARNING,
        _("Hanya unit yang punya target ({value}); organisasi sendiri belum."),
        _("Tulis target organisasi pada trajectory; tanpa itu angkanya tidak dinilai."),
    ),
    "target-out-of-line": Rule(
        WARNING,
        _("Target {value} jauh dari target di sebelahnya ({least} sampai {most})."),
        _("Periksa tanda desimal dan banyaknya angka; bila benar, jelaskan pada kunci reason."),
    ),
    "variant-without-effect": Rule(
        WARNING,
        _("Varian ratio tidak dipakai pada target rentang {value}; yang dipakai aturan standard."),
        _("Tulis satu angka sebagai target, atau hapus variant: ratio dari indikator."),
    ),
    "key-unfit": Rule(
        WARNING,
        _("{key}: {value} tidak cocok di sini: {problem}."),
        _("Ubah atau hapus {key}, atau ubah isian lain yang membuatnya tidak cocok."),
    ),
    "bonus-without-cap": Rule(
        WARNING,
        _("{key}: cap tidak berpengaruh, karena versi kebijakan ini tanpa batas atas."),
        _("Isi cap pada versi ini, atau tulis {key}: none."),
    ),
    "trajectory-backwards": Rule(
        WARNING,
        _("Target bergerak menjauh dari tujuannya ({end}): dari {first} ke {value}."),
        _("Periksa urutan angka dan polarisasi, atau jelaskan pada kunci reason versi ini."),
    ),
    "plan-end-disagrees": Rule(
        WARNING,
        _("Target akhir rencana {value} ({last}) tidak sejalan dengan target {year}: {target}."),
        _("Target akhir rencana paling sedikit sebaik target tahun ini, dan sama pada tahunnya."),
    ),
    "plan-end-passed": Rule(
        WARNING,
        _("Rencana berakhir pada {value}, sebelum tahun target {year}."),
        _("Isi plan_end dari rencana yang berlaku sekarang, atau hapus."),
    ),
    "bands-as-fractions": Rule(
        WARNING,
        _("Jenjang tertinggi dimulai dari {value}, padahal capaian dihitung dalam persen."),
        _("Tulis batas dalam persen: 100, bukan 1; 80, bukan 0.8."),
    ),
    "band-beyond-cap": Rule(
        WARNING,
        _("Jenjang ini tidak pernah tercapai: batas {value} di atas batas capaian {most}."),
        _("Turunkan batas jenjang, atau naikkan cap pada aturan capaian."),
    ),
    "weight-idle": Rule(
        WARNING,
        _("{value} diberi bobot, padahal tidak diukur pada tahun {year}."),
        _("Hapus dari bobot, atau periksa status dan masa berlaku indikatornya."),
    ),
    "weight-missing": Rule(
        WARNING,
        _("{value} tidak disebut dalam bobot, jadi tidak ikut dihitung dalam nilai di atasnya."),
        _("Tambahkan {value} dengan bobotnya, dan sesuaikan yang lain hingga berjumlah 100."),
    ),
    "version-repeated": Rule(
        ERROR,
        _("Versi {value} ditulis juga di {also}."),
        _("Beri setiap versi nomor tersendiri; versi yang baru mendapat nomor berikutnya."),
    ),
    "version-disordered": Rule(
        ERROR,
        _("Versi {value} berlaku sejak {start}, tidak sesudah versi {other} ({before})."),
        _(
            "Setiap versi mulai sesudah yang sebelumnya: perbaiki valid_from (boleh sebuah bulan,"
            " misalnya 2026-02), atau jadikan satu."
        ),
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
