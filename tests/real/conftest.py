import importlib.util
from pathlib import Path

_CONFTEST = Path(__file__).parents[1] / "exporting" / "conftest.py"
_spec = importlib.util.spec_from_file_location("exporting_conftest", _CONFTEST)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

sample = _module.sample
templates = _module.templates
exporting = _module.exporting
make_mail = _module.make_mail
