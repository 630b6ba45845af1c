"""Numbers of persons in any spelling are found, and what only has as many digits is not."""

import pytest

from kinerja.content.folder.personal import findings

ARABIC = {ord(str(digit)): chr(0x0660 + digit) for digit in range(10)}
DEVANAGARI = {ord(str(digit)): chr(0x0966 + digit) for digit in range(10)}
CIRCLED = {ord(str(digit)): "⓪①②③④⑤⑥⑦⑧⑨"[digit] for digit in range(10)}


def told(text):
    return [
        dict(one.params)["pattern"]
        for one in findings("content/x.yml", "unit", {"notes": ["8", text]}, "")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "327301/250190/0001",
        "3273 01 250190 0001",
        "32730125 01900001",
        "NIK: 3273-01-650190-0001",
        "3273.01.250190.0001",
        "3273_01_250190_0001",
        "3273:01:250190:0001",
        "3273,01,250190,0001",
        "3273 \u2013 01 \u2013 250190 \u2013 0001",
        "3273\u00a001\u00a0250190\u00a00001",
        "3 2 7 3 0 1 2 5 0 1 9 0 0 0 0 1",
        "1. (3273) 01 250190 0001, bendahara",
        "3273012501900001".translate(ARABIC),
        "3273 01 250190 0001".translate(DEVANAGARI),
        "3273012501900001".translate(CIRCLED),
    ],
)
def test_an_identity_number_is_found_in_any_grouping(text):
    assert told(text) == ["NIK"]


@pytest.mark.parametrize(
    "text",
    [
        "1985 0101 2010 01 1 001",
        "NIP 19850101.2010.01.2.001",
        "1985-01-01 2010-01 1 001",
        "1985/01/01/2010/01/2/001",
        "19900228 202321 1 001",
        "1985 0101 2010 01 1 001".translate(ARABIC),
    ],
)
def test_a_staff_number_is_found_in_any_grouping(text):
    assert told(text) == ["NIP"]


@pytest.mark.parametrize(
    "text",
    [
        "(0812) 34567890",
        "hubungi (0812)3456-7890 ya",
        "(08) 1234567890",
        "0812.3456.7890",
        "HP 0812.345.6789, kantor",
        "08-1234-5678-90",
        "08-12-3456-7890",
        "0812\u20113456\u20117890",
        "(+62) 812 3456 7890",
        "+62 (812) 3456-7890",
        "+62 (0) 812 3456 7890",
        "HP: 8123456789",
        "Hp.: 812-3456-7890",
        "WA:+62 812 3456 7890",
    ],
)
def test_a_mobile_number_is_found_with_brackets_and_dashes(text):
    assert told(text) == ["nomor telepon"]


@pytest.mark.parametrize(
    "text",
    [
        "BCA 1234567890",
        "bca: 1234567890",
        "BRI No. 0123-01-012345-50-6",
        "Bank Mandiri 1370012345678",
        "Bank Syariah Indonesia 7123456789",
        "BNI a.n. Budi Santoso 1234567890",
        "rekening 1234567890",
        "rek. 12345678",
        "rekening per 30-06-2026: 1234567890",
        "BCA 1234567890".translate(ARABIC),
    ],
)
def test_an_account_is_found_behind_its_bank_or_name(text):
    assert told(text) == ["nomor rekening"]


@pytest.mark.parametrize(
    "text",
    [
        "145.020.110 3.500.000",
        "145.020.110 - 3.500.000",
        "145,020,110 3,500,000",
        "Rp14.502.011.035.000,00",
        "pagu 4.086.855.215 dan 96.081.290.404",
        "BRI 12.500.000.000",
        "kredit BRI 12500000000 rupiah",
        "saldo rekening Rp12500000000",
    ],
    ids=str,
)
def test_amounts_are_nobodys_number(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "15-01-2026 \u2013 10-02-2026",
        "31.03.2026-12.04.2026",
        "15/01/2026 10:00 - 11:00",
        "08-12-2026 10:00",
        "2026-08-12 2026-08-13",
        "2026-01-01/2026-03-31",
        "bank 2026-01-01 2026-12-31",
        "rekening koran tanggal 30-06-2026",
        "rekening tahun 2025-2026",
        "08 09 10 11 12 13",
        "nilai 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2",
        "sum(1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1)",
    ],
)
def test_dates_and_periods_are_nobodys_number(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "RUP 61234512, 12345678",
        "RUP 61051105/61051106",
        "RUP 61234512 10-01-2026",
        "BRI kode tender 10012345000",
        "Gedung BNI 61234567",
        "DIPA-115.01.2.411012/2026",
        "600.1.15/0012/2026",
        "027/123/45.67/PPK/2026",
        "010.000-26.12345678",
        "7.01.01.2.01.0001.5.1.02.02.01.0026",
        "kode rekening belanja 5.1.02.02.01.0026",
        "Garansi Bank Mandiri No. 1234567890123",
        "Bank Garansi 1234567890",
        "3273 01 320190 0001",
        "3273 01 251390 0001",
        "9973 01 250190 0001",
        "1985 0101 2010 13 1 001",
        "1985 0101 2010 01 3 001",
    ],
)
def test_codes_and_numbers_of_documents_are_nobodys_number(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NPWP: 01.234.567.8 - 901.000", "NPWP"),
        ("budi (at) kantor.go.id", "alamat surel"),
        ("budi[at]kantor[dot]go.id", "alamat surel"),
        ("DS 1234-5678-9012-3456", None),  # the stamp of a budget document
        ("laptop HP 14s tahun 2026", None),
        ("paling lambat (at) kantor", None),
    ],
)
def test_what_is_called_by_its_name_is_found_with_blanks_and_words_for_signs(text, name):
    assert told(text) == ([name] if name else [])
