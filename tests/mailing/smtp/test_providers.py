import pytest

from newsletter_app.content.mail_account import Security
from newsletter_app.errors import ContentError
from newsletter_app.mailing.account_defaults import way_out
from newsletter_app.mailing.hosts import is_host, is_loopback
from newsletter_app.mailing.providers import PROVIDERS, provider_at, provider_of


def test_there_are_as_many_as_small_teams_need():
    assert len(PROVIDERS) >= 25


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.name)
def test_each_goes_out_safely(provider):
    assert is_host(provider.host)
    assert (provider.port, provider.security) in [
        (465, Security.TLS),
        (587, Security.STARTTLS),
        (1025, Security.STARTTLS),
    ]
    assert not provider.advice or provider.advice.endswith(".")
    assert provider.port != 1025 or is_loopback(provider.host)


def test_no_domain_and_no_name_is_twice_in_the_table():
    domains = [domain for each in PROVIDERS for domain in each.domains]
    names = [each.name for each in PROVIDERS]

    assert len(set(domains)) == len(domains)
    assert len(set(names)) == len(names)
    assert domains == [domain.lower() for domain in domains]


def test_providers_are_found_by_address_and_by_host():
    assert provider_of("Ann@GoogleMail.com").host == "smtp.gmail.com"
    assert provider_of("ann@example.org") is None
    assert provider_at("SMTP.gmail.com.").name == "Gmail, Google Workspace"
    assert provider_at("127.0.0.1") is None


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("a@gmail.com",), ("smtp.gmail.com", 465, Security.TLS)),
        (("a@gmail.com", "", 587, Security.STARTTLS), ("smtp.gmail.com", 587, Security.STARTTLS)),
        (("a@gmail.com", "", 0, Security.STARTTLS), ("smtp.gmail.com", 587, Security.STARTTLS)),
        (("a@charity.test", "smtp.office365.com"), ("smtp.office365.com", 587, Security.STARTTLS)),
        (("a@charity.test", "mail.charity.test"), ("mail.charity.test", 465, Security.TLS)),
        (("a@charity.test", "mail.charity.test", 587), ("mail.charity.test", 587, Security.STARTTLS)),
        (("a@charity.test", "mail.charity.test", 2465), ("mail.charity.test", 2465, Security.TLS)),
        (("a@gmail.com", "127.0.0.1", 0, Security.NONE), ("127.0.0.1", 25, Security.NONE)),
        (("a@gmail.com", "127.0.0.1", 1025), ("127.0.0.1", 1025, Security.TLS)),
    ],
)
def test_what_is_left_out_is_filled_in(given, found):
    assert way_out(*given) == found


def test_without_a_host_an_unknown_domain_is_said():
    with pytest.raises(ContentError, match=r"charity\.test is none of the providers known here") as caught:
        way_out("news@charity.test")

    assert "--host" in caught.value.hint
