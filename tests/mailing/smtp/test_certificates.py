import ssl

from hypothesis import given
from hypothesis import strategies as st

from newsletter_app.mailing.certificates import issuer_of


def der(text: str) -> bytes:
    start = text.index("-----BEGIN CERTIFICATE")
    return ssl.PEM_cert_to_DER_cert(text[start:].strip())


def test_the_issuer_is_named(certificates):
    stranger = der((certificates.folder / "stranger.pem").read_text())

    assert issuer_of(der(certificates.ca)) == "Test Authority of Ours"
    assert issuer_of(stranger) == "Stranger’s Authority"


def test_a_torn_certificate_has_no_issuer(certificates):
    whole = der(certificates.ca)

    assert {issuer_of(whole[:length]) for length in range(len(whole) - 1)} == {""}


@given(st.binary(max_size=300))
def test_whatever_bytes_come_there_is_an_answer(data):
    assert isinstance(issuer_of(data), str)


def test_bytes_changed_at_any_place_break_nothing(certificates):
    whole = bytearray(der(certificates.ca))

    for place in range(len(whole)):
        changed = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        assert issuer_of(changed).isprintable()
