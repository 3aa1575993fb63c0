"""Has pictures cleaned by the worker."""

import base64

from newsletter_app.errors import OverLimit, PictureRefused
from newsletter_app.i18n import _
from newsletter_app.library.cleaned_picture import CleanedPicture, CleanPicture, see_that_it_is_small
from newsletter_app.worker import PICTURE, Worker


def clean_in_worker(worker: Worker) -> CleanPicture:
    """Return `cleaning.clean_picture` that runs in the worker, so that no picture can hold up the program."""

    def clean(data: bytes) -> CleanedPicture:
        see_that_it_is_small(data)
        try:
            answer = worker.call("picture", {"data": base64.b64encode(data).decode()}, PICTURE)
        except OverLimit as error:
            raise PictureRefused(
                _("The picture takes too much time or memory to read."),
                hint=_("Make it smaller with another program, then add it again."),
            ) from error
        return CleanedPicture(
            base64.b64decode(answer["data"]), answer["suffix"], answer["width"], answer["height"]
        )

    return clean
