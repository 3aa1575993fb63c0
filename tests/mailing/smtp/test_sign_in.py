import base64

import pytest

from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.errors import SignInRefused
from newsletter_app.mailing.reply import Reply
from newsletter_app.mailing.sign_in import refusal_in_words
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.secret_store import Secret


def auth_lines(server):
    return [command for command in server.commands if command.startswith("AUTH")]


@pytest.mark.parametrize(
    ("offered", "way"), [("PLAIN LOGIN", "PLAIN"), ("LOGIN", "LOGIN"), ("login plain xoauth2", "PLAIN")]
)
@pytest.mark.parametrize(
    "password", ["s3cret", "zwei pässwörter", "密码🔑", " leading and trailing ", "a" * 900]
)
def test_any_password_signs_in(serve, account, offered, way, password):
    server = serve(auth=offered, password=password)

    with SmtpMailer(account(server, security=Security.NONE), Secret(password)) as mailer:
        assert mailer.is_open

    assert [line.split()[1] for line in auth_lines(server)] == [way]


def test_a_token_signs_in_by_xoauth2(serve, account):
    server = serve(auth="PLAIN XOAUTH2", password="ya29.token")

    of_token = account(server, security=Security.NONE, sign_in=SignIn.TOKEN)
    with SmtpMailer(of_token, Secret("ya29.token")) as mailer:
        assert mailer.is_open

    (line,) = auth_lines(server)
    assert base64.b64decode(line.split()[2]) == b"user=news@example.test\1auth=Bearer ya29.token\1\1"


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
def test_a_wrong_password_is_tried_once(serve, account, way):
    server = serve(auth=way)

    with pytest.raises(SignInRefused) as caught:
        SmtpMailer(account(server, security=Security.NONE), Secret("wrong")).open()

    assert caught.value.code == 535
    assert "did not accept the user or the password" in caught.value.message
    assert len(auth_lines(server)) == 1


def test_a_token_that_has_expired_is_told(serve, account):
    server = serve(auth="XOAUTH2", password="fresh")

    with pytest.raises(SignInRefused, match="did not accept the access token") as caught:
        SmtpMailer(account(server, security=Security.NONE, sign_in=SignIn.TOKEN), Secret("stale")).open()

    assert "expire" in caught.value.hint


@pytest.mark.parametrize(
    ("offered", "sign_in", "sentence", "advice"),
    [
        ("", SignIn.PASSWORD, "lets nobody sign in here", "another port"),
        ("CRAM-MD5 GSSAPI", SignIn.PASSWORD, "lets nobody sign in here", "another port"),
        ("XOAUTH2", SignIn.PASSWORD, "takes access tokens alone", "by an access token"),
        ("PLAIN LOGIN", SignIn.TOKEN, "takes no access tokens", "by a password"),
    ],
)
def test_a_server_that_knows_another_way_is_told_before_the_secret(
    serve, account, secret, offered, sign_in, sentence, advice
):
    server = serve(auth=offered)

    with pytest.raises(SignInRefused, match=sentence) as caught:
        SmtpMailer(account(server, security=Security.NONE, sign_in=sign_in), secret).open()

    assert advice in caught.value.hint
    assert auth_lines(server) == []


@pytest.mark.parametrize("given", [None, Secret("")])
def test_without_a_secret_nobody_tries(serve, account, given):
    server = serve()

    with pytest.raises(SignInRefused, match="no password"):
        SmtpMailer(account(server, security=Security.NONE), given).open()

    assert auth_lines(server) == []


@pytest.mark.parametrize("hostile", ["a\0b", "a\r\nMAIL FROM:<x@example.test>", "\ud800"])
def test_nothing_in_a_password_becomes_a_command(serve, account, hostile):
    server = serve()

    with pytest.raises(SignInRefused):
        SmtpMailer(account(server, security=Security.NONE), Secret(hostile)).open()

    assert {command.split()[0].upper() for command in server.commands} <= {"EHLO", "AUTH"}


@pytest.mark.parametrize(
    ("host", "word"),
    [
        ("smtp.gmail.com", "app password"),
        ("smtp.office365.com", "access token"),
        ("mx.example.test", "an app password"),
    ],
)
def test_what_to_do_about_a_refusal_knows_the_provider(serve, account, host, word):
    error = refusal_in_words(account(serve(), host=host), Reply(535, "5.7.8"))

    assert host in error.message
    assert word in error.hint
