"""A killed import has brought all or nothing, and run again it brings all, each once."""


def test_an_import_is_all_or_nothing(holds):
    holds("import", 2)
