"""Lists the verbs of the command line: where each is found, what it does."""

from newsletter_app.i18n import N_

VERBS = {
    "new": ("new:new", N_("Make a post, a newsletter, a snippet or an asset.")),
    "edit": ("edit:edit", N_("Change an item.")),
    "entries": ("entries:entries", N_("Arrange the entries of a newsletter.")),
    "list": ("look:list_", N_("List what is there, newest first.")),
    "search": ("look:search", N_("Search for words.")),
    "show": ("look:show", N_("Show an item.")),
    "revisions": ("history:revisions", N_("List or compare the kept states of an item.")),
    "revert": ("history:revert", N_("Go back to a kept state.")),
    "duplicate": ("shelf:duplicate", N_("Make a copy of an item.")),
    "delete": ("shelf:delete", N_("Put an item into the bin.")),
    "undelete": ("shelf:undelete", N_("Take an item out of the bin.")),
    "import": ("bring_in:import_", N_("Bring in posts from files.")),
    "export": ("bring_out:export", N_("Bring a post or a newsletter out as a page, a mail or files.")),
    "templates": ("templates:templates", N_("Show, copy or check templates.")),
    "brand": ("brand:brand", N_("Show or change how the project presents itself.")),
    "contacts": ("contacts:contacts", N_("Look after the readers and their lists.")),
    "account": ("account:account", N_("Look after the accounts that mail goes out by.")),
    "send": ("send:send", N_("Send a newsletter by mail, to each reader once.")),
    "library": ("library:library", N_("Look after the library.")),
}

HELP = """Write posts once; bring them out as a blog page and as a newsletter.

Without a command the window opens. Items are named by id, by slug, or by the first 4 characters of an id.

\b
Examples:
  newsletter-app import blog.txt
  newsletter-app list posts
  newsletter-app new newsletter --title Spring --subject "A report and a meeting" --entry first-meeting
  newsletter-app export spring --to email --out spring.html
"""
