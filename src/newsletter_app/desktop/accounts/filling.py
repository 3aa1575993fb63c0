"""Fills in what is known of the sender's provider."""

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.mail_account import Security
from newsletter_app.desktop.accounts.form import AccountForm
from newsletter_app.desktop.accounts.words import PORTS, advice_of
from newsletter_app.mailing.providers import PROVIDERS, Provider, provider_at, provider_of


class ProviderFilling(QObject):
    """Fills server and sign-in from the address, and leaves alone what the person wrote."""

    def __init__(self, form: AccountForm) -> None:
        super().__init__(form)
        self._form = form
        self._filled_host = self._filled_user = ""
        self._security = form.chosen_security
        form.lines["sender"].textEdited.connect(self._on_sender_edited)
        form.lines["host"].textEdited.connect(self._on_host_edited)
        form.provider.activated.connect(self._on_provider_activated)
        form.security.currentIndexChanged.connect(self._on_security_changed)
        self._show_provider(provider_at(form.lines["host"].text()))

    def _fill(self, provider: Provider) -> None:
        form = self._form
        form.lines["host"].setText(provider.host)
        form.security.setCurrentIndex(form.security.findData(str(provider.security)))
        form.port.setValue(provider.port)
        form.sign_in.setCurrentIndex(form.sign_in.findData(str(provider.sign_in)))
        self._filled_host = provider.host
        self._fill_user(provider.user or form.lines["sender"].text().strip())
        self._show_provider(provider)

    def _fill_user(self, user: str) -> None:
        if self._form.lines["user"].text() == self._filled_user:
            self._form.lines["user"].setText(user)
            self._filled_user = user

    def _show_provider(self, provider: Provider | None) -> None:
        choice = self._form.provider
        choice.setCurrentIndex(max(0, choice.findText(provider.name) if provider else 0))
        self._form.show_advice(advice_of(provider))

    @Slot(str)
    def _on_sender_edited(self, address: str) -> None:
        provider = provider_of(address.strip())
        is_ours = self._form.lines["host"].text() == self._filled_host
        if provider is not None and is_ours:
            self._fill(provider)
            return
        if is_ours and self._filled_host:
            self._form.lines["host"].clear()
            self._filled_host = ""
            self._show_provider(None)
        self._fill_user(address.strip())

    @Slot(str)
    def _on_host_edited(self, host: str) -> None:
        self._show_provider(provider_at(host.strip()))

    @Slot(int)
    def _on_provider_activated(self, _place: int) -> None:
        host = self._form.provider.currentData()
        provider = provider_named(self._form.provider.currentText())
        if host and provider is not None:
            self._fill(provider)

    @Slot()
    def _on_security_changed(self) -> None:
        """Change the usual port along; another one was meant."""
        before, self._security = self._security, self._form.chosen_security
        if self._form.port.value() == PORTS[before] or before is Security.NONE:
            self._form.port.setValue(PORTS[self._security])


def provider_named(name: str) -> Provider | None:
    """Return the provider of that name, None for all other servers."""
    return next((each for each in PROVIDERS if each.name == name), None)
