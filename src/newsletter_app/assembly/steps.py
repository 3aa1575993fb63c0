"""All steps of `Opening`, each with its imports."""

from newsletter_app.assembly.absence_parts import AbsenceSteps
from newsletter_app.assembly.damage_parts import DamageSteps
from newsletter_app.assembly.first_rooms import FirstSteps
from newsletter_app.assembly.item_rooms import ItemSteps
from newsletter_app.assembly.mail_parts import MailSteps
from newsletter_app.assembly.opened_library import LibrarySteps
from newsletter_app.assembly.page_parts import PageSteps


class LateSteps(LibrarySteps, AbsenceSteps, DamageSteps, FirstSteps, ItemSteps, PageSteps, MailSteps):
    """What the window is made of; a file of this folder for each group of steps."""
