"""A killed restore or repair leaves the old library or the new one, whole."""


def test_a_restore_and_a_repair_are_all_or_nothing(holds):
    holds("restore", 4)
