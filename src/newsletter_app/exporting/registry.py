"""Lists the targets."""

from newsletter_app.exporting.target import Target
from newsletter_app.exporting.targets.blog import Blog
from newsletter_app.exporting.targets.email import Email
from newsletter_app.exporting.targets.eml import Eml
from newsletter_app.exporting.targets.folder import Folder
from newsletter_app.exporting.targets.markdown import Markdown
from newsletter_app.exporting.targets.page import StandalonePage
from newsletter_app.exporting.targets.text import Text
from newsletter_app.exporting.targets.wordpress import WordPress

TARGETS: tuple[Target, ...] = (
    Blog(),
    WordPress(),
    StandalonePage(),
    Email(),
    Text(),
    Eml(),
    Markdown(),
    Folder(),
)
