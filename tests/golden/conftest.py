import importlib.util
from pathlib import Path

import pytest

_CONFTEST = Path(__file__).parents[1] / "exporting" / "conftest.py"
_spec = importlib.util.spec_from_file_location("exporting_conftest", _CONFTEST)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

sample = _module.sample
templates = _module.templates
exporting = _module.exporting


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def update_golden(request):
    return request.config.getoption("--update-golden", default=False)
