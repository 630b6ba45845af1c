"""Formulas that reach for files, never end, are inexact, or smuggle something past the reader."""

from __future__ import annotations

from random import Random

from corpus.editing import Place, choose, line_of, places, planted, quoted, refused, rejected
from corpus.mutation import Case, kind
from corpus.tree import Tree

_FILE = "/etc/passwd"


def _formula(rng: Random, tree: Tree, *texts: str, parts: tuple[str, ...] = ()) -> Case:
    wanted = parts or ("numerator", "denominator", "scope")
    found = [place for place in places() if place.kind == "indicator" and place.is_there
             and place.pointer[-1] in wanted and isinstance(place.value, str)]  # fmt: skip
    return refused(tree, choose(rng, found), quoted(rng.choice(texts)))


@kind
def formula_that_reads_a_file(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        f"(SELECT count(*) FROM read_csv('{_FILE}'))", f"count(*) FROM '{_FILE}'",
        f"(SELECT content FROM read_text('{_FILE}'))", f"sum(length(read_blob('{_FILE}')))",
        "count(glob('/*'))", "(FROM glob('/*'))", f"count(*) + (SELECT 1 FROM '{_FILE}')",
        "count(getenv('HOME'))", "count(*) FILTER (WHERE title = getenv('PATH'))",
        f"sum(read_parquet('{_FILE}'))", "(SELECT count(*) FROM duckdb_settings())",
        "(SELECT count(*) FROM information_schema.tables)", "count(sniff_csv('x'))",
    )  # fmt: skip


@kind
def formula_that_is_a_statement(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "ATTACH '/tmp/kena.db'", f"COPY (SELECT 1) TO '{_FILE}.kena'", "PRAGMA database_list",
        "INSTALL httpfs", "LOAD httpfs", "DROP TABLE packages", "SELECT 1", "SET threads = 99",
        "count(*); DROP TABLE packages", "CREATE TABLE x AS SELECT 1",
        "EXPORT DATABASE '/tmp/kena'",
        "CALL pragma_version()", "DETACH memory", "count(*); SELECT 1", "VACUUM", "count(*);",
    )  # fmt: skip


@kind
def formula_that_never_ends(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "sum(length(repeat('a', 1000000000)))", "count(range(1000000000000))",
        "sum(unnest(range(100000000)))", "(SELECT count(*) FROM range(10000000000))",
        "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r)",
        "count(*) FILTER (WHERE regexp_matches(title, '(a+)+$'))",
        "count(list_transform(range(9), x -> x))",
        "sum(list_sum(generate_series(1, 1000000000)))", "count(repeat(title, 100000000))",
        "sum(lpad('a', 2000000000, 'b'))",
    )  # fmt: skip


@kind
def formula_nested_without_end(rng: Random, tree: Tree) -> Case:
    depth = rng.choice([100, 300, 900])
    return _formula(
        rng, tree,
        "(" * depth + "count(*)" + ")" * depth, "-" * depth + "count(*)",
        "NOT " * depth + "true", "count(*)" + " + count(*)" * depth,
        "CASE WHEN true THEN " * 70 + "1" + " END" * 70,
        "abs(" * depth + "1" + ")" * depth, "[" * depth + "]" * depth,
    )  # fmt: skip


@kind
def formula_longer_than_allowed(rng: Random, tree: Tree) -> Case:
    return _formula(rng, tree, "count(*)" + " + count(*)" * rng.choice([400, 40_000]))


@kind
def formula_that_divides(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "sum(budget_amount) / count(*)", "sum(budget_amount // 2)", "sum(budget_amount % 7)",
        "avg(budget_amount)", "mean(budget_amount)", "sum(divide(budget_amount, 2))",
        parts=("numerator",),
    )  # fmt: skip


@kind
def formula_that_is_inexact(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "sum(budget_amount * 1e0)", "sum(sqrt(budget_amount))", "sum(budget_amount::DOUBLE)",
        "sum(CAST(budget_amount AS FLOAT))", "stddev(budget_amount)", "sum(random())", "sum(pi())",
        "approx_count_distinct(title)", "sum(ln(budget_amount))", "quantile(budget_amount, 0.5)",
        "sum('NaN'::DOUBLE)", "sum(try_cast('1' AS DOUBLE))", "sum(pow(budget_amount, 2))",
        parts=("numerator",),
    )  # fmt: skip


@kind
def formula_that_asks_the_clock_or_chance(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "count(*) FILTER (WHERE due_date < now())",
        "count(*) FILTER (WHERE due_date < current_date)",
        "count(*) FILTER (WHERE random() < 0.5)", "count(uuid())",
        "count(*) FILTER (WHERE due_date < today())",
        "count(version())", "count(current_user)", "sum(txid_current())",
        parts=("numerator",),
    )  # fmt: skip


@kind
def formula_over_unknown_columns(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "count(handover_dat)", "sum(packages.rowid)", "count(rowid)", 'count("in_area:x")',
        "count(package_snapshots.title)", "sum(Budget_Amounts)", "count(main.packages.title)",
        "count(COLUMNS(*))", "count(\u0430ward_date)", "count(?)", "count($1)", "count(:x)",
    )  # fmt: skip


@kind
def formula_of_the_wrong_shape(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "budget_amount", "1", "title", "sum(count(*))", "sum(title)", "count(*) OVER ()",
        "row_number() OVER ()", "sum(budget_amount) FILTER (WHERE title)", "'teks'", "NULL",
        "count(*", "count(*) FILTER", "sum()", "count(*) AS x", "*", "count(*) -- catatan\n)",
        "list(title)", "string_agg(title, ',')", "max(title)", "CASE WHEN 1", "count(*) = 1",
        parts=("numerator",),
    )  # fmt: skip


@kind
def scope_that_is_no_condition(rng: Random, tree: Tree) -> Case:
    return _formula(
        rng, tree,
        "budget_amount", "count(*) > 1", "1", "'true'", "title", "true; true", "true) OR (true",
        "EXISTS (SELECT 1)", "budget_amount IN (SELECT 1)", "true) --", "(true",
        "true UNION SELECT 1",
        "due_date > 'bukan tanggal'", "title SIMILAR TO '(a*)*b'",
        parts=("scope",),
    )  # fmt: skip


@kind
def anchor_without_its_date(rng: Random, tree: Tree) -> Case:
    found = [place for place in places() if place.kind == "indicator" and place.is_there
             and place.field == "formula/anchor/date"]  # fmt: skip
    words = ["title", "tidak_ada", "budget_amount", "DUE_DATE", '"due_date; x"', "now()"]
    return refused(tree, choose(rng, found), rng.choice(words))


@kind
def formula_of_another_kind(rng: Random, tree: Tree) -> Case:
    place: Place = choose(rng, [place for place in places() if place.field == "formula/kind"])
    others = [word for word in place.schema["enum"] if word != place.value]
    wrong = [word for word in others if (word == "direct") != (place.value == "direct")]
    text, line = planted(tree, place, rng.choice(wrong))
    return rejected(place.path, text, line, line_of(text, "formula:"))
