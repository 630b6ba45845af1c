"""A corpus of broken and hostile changes: families of mutations, a judge, and the tests of both."""
