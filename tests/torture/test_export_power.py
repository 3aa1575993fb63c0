"""A power cut leaves the old export or the new one, and the new one where it was acknowledged."""


def test_an_export_outlives_a_power_cut(holds):
    holds("export-power", 2)
