import importlib.util
import sys
from pathlib import Path

import pytest

from newsletter_app.exporting.exporting import Exporting
from newsletter_app.exporting.mail import mail_content
from newsletter_app.exporting.previewing import Previewing
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates

_FILE = Path(__file__).parents[1] / "exporting" / "sample_library.py"


def _sample_library():
    spec = importlib.util.spec_from_file_location("sample_library", _FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("sample_library", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """A library that shows everything an output can hold; tests add to it and change nothing in it."""
    made = _sample_library().make_sample(tmp_path_factory.mktemp("sample") / "library")
    yield made
    made.library.close()


@pytest.fixture(scope="session")
def templates():
    return Templates([shipped_templates()], fill_here)


@pytest.fixture(scope="session")
def exporting(sample, templates):
    return Exporting(sample.library, ArticlesHere(), templates)


@pytest.fixture(scope="session")
def make_mail(sample, templates):
    return mail_content(sample.library, ArticlesHere(), templates)


@pytest.fixture(scope="session")
def previewing(sample, templates):
    return Previewing(sample.library, ArticlesHere(), templates)
