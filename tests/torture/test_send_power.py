"""After a power cut in a sending each person has one message, or is named."""


def test_a_sending_outlives_a_power_cut(holds):
    holds("send-power", 1)
