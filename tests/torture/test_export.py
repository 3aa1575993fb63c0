"""A killed export leaves the old one or the new one, and the next leaves no stray."""


def test_an_export_is_old_or_new(holds):
    holds("export", 3)
