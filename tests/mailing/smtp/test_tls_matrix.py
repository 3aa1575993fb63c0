"""Ten ways in which a connection is not safe: nothing of worth is said in clear (RELIABILITY S4)."""

import base64
import os
import smtplib
import socket
import ssl
import time

import pytest

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import ServerUnreachable
from newsletter_app.mailing.connecting import Timeouts
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.secret_store import Secret

CONTENT = b"canary of the content"
READER = b"reader@"
AT_MOST = 30


def in_clear(server, secret) -> list[bytes]:
    """Return what was heard outside TLS of password, content and reader, plain and as AUTH has it."""
    text = secret.text.encode()
    told = {text, CONTENT, READER, base64.b64encode(text), b"AUTH ", b"MAIL FROM"}
    plain = base64.b64encode(f"\0news@example.test\0{secret.text}".encode())
    return [each for each in (*told, plain) if each in bytes(server.clear)]


def refused(server, account, secret, message, timeouts=None) -> ServerUnreachable:
    started = time.monotonic()
    with pytest.raises(ServerUnreachable) as caught, SmtpMailer(account, secret, timeouts) as mailer:
        mailer.send(message)
    assert time.monotonic() - started < AT_MOST
    assert in_clear(server, secret) == []
    assert server.kept == []
    assert secret.text.encode() not in bytes(server.inside)
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    return caught.value


@pytest.fixture(params=["starttls", "tls"])
def security(request) -> Security:
    return Security(request.param)


def served(serve, certificates, security, certificate="ok", **told):
    return serve(
        context=certificates.context(certificate), is_tls_from_the_start=security is Security.TLS, **told
    )


@pytest.mark.parametrize(
    ("certificate", "sentence"),
    [
        ("self-signed", "The certificate of 127.0.0.1 was issued by the server itself."),
        ("other-name", "The server's certificate is for another name than 127.0.0.1."),
        ("expired", "The certificate of 127.0.0.1 has expired."),
        ("not-yet", "The certificate of 127.0.0.1 is not valid yet."),
        ("stranger", "issued by “Stranger’s Authority”, which is not known here."),
    ],
)
def test_a_certificate_with_something_wrong(
    serve, certificates, account, secret, message, security, certificate, sentence
):
    server = served(serve, certificates, security, certificate)

    error = refused(server, account(server, security=security), secret, message)

    assert sentence in error.message


def test_without_the_private_authority_its_certificates_are_strange(
    serve, certificates, account, secret, message, security
):
    server = served(serve, certificates, security)

    error = refused(server, account(server, security=security, ca=""), secret, message)

    assert "“Test Authority of Ours”" in error.message


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_encryption_of_yesterday(serve, certificates, account, secret, message, security, version):
    server = served(serve, certificates, security)
    server.script.context.set_ciphers("ALL:@SECLEVEL=0")
    server.script.context.minimum_version = version
    server.script.context.maximum_version = version

    error = refused(server, account(server, security=security), secret, message)

    assert "older than TLS 1.2" in error.message


def test_starttls_stripped(serve, certificates, account, secret, message):
    server = serve(context=certificates.context(), starttls=False, auth_before_tls=True)

    error = refused(server, account(server), secret, message)

    assert "offers no encryption" in error.message
    assert [each.split()[0].upper() for each in server.commands] == ["EHLO"]


def test_starttls_answered_with_454(serve, certificates, account, secret, message):
    server = serve(context=certificates.context(), deeds={"STARTTLS": "454 4.7.0 not now"})

    error = refused(server, account(server), secret, message)

    assert (error.code, error.is_for_now) == (454, True)


@pytest.mark.parametrize("injected", [b"250 AUTH PLAIN\r\n", b"x", b"250-a\r\n250 AUTH PLAIN\r\n" * 50])
def test_words_in_clear_before_the_handshake(serve, certificates, account, secret, message, injected):
    server = serve(context=certificates.context(), injected=injected)

    error = refused(server, account(server), secret, message)

    assert "before it was encrypted" in error.message
    assert [each.split()[0].upper() for each in server.commands[:2]] == ["EHLO", "STARTTLS"]


def test_a_certificate_swapped_between_two_connections(
    serve, certificates, account, secret, message, security
):
    server = served(serve, certificates, security)
    with SmtpMailer(account(server, security=security), secret) as mailer:
        mailer.send(message)
    assert in_clear(server, secret) == []
    server.kept.clear()
    server.inside.clear()
    server.script.context = certificates.context("stranger")

    refused(server, account(server, security=security), secret, message)


def test_auth_offered_before_tls_is_not_taken_up(serve, certificates, account, secret, message):
    server = serve(context=certificates.context(), auth_before_tls=True)

    with SmtpMailer(account(server), secret) as mailer:
        mailer.send(message)

    assert len(server.kept) == 1
    assert in_clear(server, secret) == []


def test_a_handshake_that_stalls(serve, certificates, account, secret, message, security, quick):
    server = served(serve, certificates, security, stalls_in_handshake=True)

    refused(server, account(server, security=security), secret, message, quick)


@pytest.mark.skipif("NEWSLETTER_TORTURE" not in os.environ, reason="It takes half a minute.")
def test_a_handshake_that_stalls_is_given_up_within_half_a_minute(
    serve, certificates, account, secret, message
):
    server = served(serve, certificates, Security.STARTTLS, stalls_in_handshake=True)

    refused(server, account(server), secret, message)


def test_what_we_wait_for_a_handshake_is_below_half_a_minute():
    assert Timeouts().opening < AT_MOST


def test_a_server_that_drips_does_not_hold_us(serve, account, secret, message, quick):
    server = serve(deeds={"CONNECT": drip})

    error = refused(server, account(server), secret, message, quick)

    assert "said nothing" in error.message


def drip(conversation, _argument):
    for _second in range(40):
        conversation.socket.sendall(b"220-\r\n")
        conversation.server.wait(0.1)
    return "220 at last"


@pytest.mark.parametrize("flood", [b"2" * 300_000, b"220-more\r\n" * 30_000])
def test_a_greeting_without_end_is_not_kept(serve, account, secret, message, flood):
    def pour(conversation, _argument):
        conversation.socket.sendall(flood)
        return "220 at last"

    server = serve(deeds={"CONNECT": pour})

    error = refused(server, account(server), secret, message)

    assert "no mail server" in error.message or "closed the connection" in error.message


def test_without_encryption_only_to_this_computer(serve, account, secret, message):
    server = serve()
    elsewhere = account(server, security=Security.NONE, host="mail.example.test")
    by_name = account(server, security=Security.NONE, host=socket.gethostname())

    for each in (elsewhere, by_name):
        with pytest.raises(ServerUnreachable, match=r"this computer|no server|looked up"):
            SmtpMailer(each, secret).open()

    assert server.connections == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_this_computer_may_be_spoken_to_without_encryption(serve, account, message, host):
    server = serve(auth="")
    here = account(server, security=Security.NONE, host=host, sign_in=SignIn.NONE, user="")

    with SmtpMailer(here, None) as mailer:
        mailer.send(message)

    assert len(server.kept) == 1


# The control: what a plain smtplib client gives away to the same servers.


def plain_client(server, secret, message) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client:
        client.ehlo()
        if client.has_extn("starttls"):
            client.starttls(context=ssl._create_unverified_context())  # what no context means
            client.ehlo()
        client.login("news@example.test", secret.text)
        client.sendmail("news@example.test", ["reader@example.test"], message.data)


@pytest.mark.parametrize("certificate", ["self-signed", "other-name", "expired", "stranger"])
def test_control_a_client_without_a_context_sends_to_a_wrong_server(
    serve, certificates, message, certificate
):
    server = serve(context=certificates.context(certificate), password="ascii-only")

    plain_client(server, ascii_secret(), message)

    assert len(server.kept) == 1


def test_control_a_client_that_asks_for_starttls_sends_in_clear_where_it_is_stripped(
    serve, certificates, message
):
    server = serve(
        context=certificates.context(), starttls=False, auth_before_tls=True, password="ascii-only"
    )

    plain_client(server, ascii_secret(), message)

    assert len(in_clear(server, ascii_secret())) >= 4


def ascii_secret():
    return Secret("ascii-only")
