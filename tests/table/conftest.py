"""What several tests of the table start from."""

import pytest

from content_tree import Rows, compile_rows
from table_cases import two_quarters


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return compile_rows(two_quarters(), tmp_path_factory.mktemp("quarters"))
