"""Fills templates without the worker, which brings Jinja into this process."""

from newsletter_app.rendering.template_filling import TemplateRequest
from newsletter_app.rendering.template_jobs import template


def fill_here(request: TemplateRequest) -> str:
    """Fill in this process, without limits: for templates of our own, in tests and benchmarks."""
    text: str = template(request.as_json())["text"]
    return text
