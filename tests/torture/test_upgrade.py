"""A killed upgrade leaves the old library or the new one, with a backup of the old one from before."""


def test_an_upgrade_is_all_or_nothing(holds):
    holds("upgrade", 3)
