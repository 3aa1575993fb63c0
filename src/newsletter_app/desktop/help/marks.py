"""Lists the marks of a text that the help explains."""

from newsletter_app.i18n import N_

STEPS = (
    N_("Write in the middle, watch the page at the right; every word is saved by itself."),
    N_("Details, below the title, hold summary, tags, byline, date, language, cover and content note."),
    N_("A newsletter is made of posts: choose New newsletter, then add them and put them in order."),
    N_("Copy for blog takes the page to your blog; Export makes files for the blog and for mail."),
)
MARKS = (
    ("## …", N_("A heading; ### makes a smaller one")),
    ("**…**", N_("Strong")),
    ("*…*", N_("Emphasis")),
    ("- …", N_("A list; two spaces before it nest it")),
    ("1. …", N_("A numbered list")),
    ("> …", N_("A quotation")),
    ("[text](https://example.org)", N_("A link")),
    ("[text](todo:)", N_("A link whose address is still to be found")),
    ("![what it shows](asset:…)", N_("A picture; paste it, drop it, or choose Insert, Picture")),
    ("[text](https://example.org){.button}", N_("A button, alone in its paragraph")),
    ("> [!SAFETY]", N_("A safety notice; NOTE and IMPORTANT in its place make the other call-outs")),
    ("```event", N_("An event; Insert, Event puts in its lines: what, when, where, contact")),
    ("{{snippet:name}}", N_("A snippet, on a line of its own")),
    ("{{first_name|friend}}", N_("A word that is filled in for each reader of a mail")),
    ("[^1]", N_("A footnote; [^1]: before its text")),
)
LISTS = (
    ("F6", N_("To the next part of the window: library, text, preview")),
    ("Ctrl+↑ Ctrl+↓", N_("Move an entry of a newsletter up or down")),
    ("← →", N_("Show more or less of that entry: full, summary, headline")),
    ("Del", N_("Put the chosen item into the bin, or take an entry out")),
)
