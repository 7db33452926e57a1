"""Classes of Wagtail's that templates of ours name."""

import re
from pathlib import Path

import wagtail.admin
from django.apps import apps

STYLES = Path(wagtail.admin.__file__).parent / "static" / "wagtailadmin" / "css" / "core.css"
ATTRIBUTE = re.compile(r"""class(?:name)?=["']([^"']*)""")
UTILITY = re.compile(r"(?<![\w-])w-[\w.-]*\w")


def test_wagtail_has_every_class_of_its_own_that_our_templates_use():
    known = {name.replace("\\", "") for name in re.findall(r"\.(w-(?:[\w-]|\\.)+)", STYLES.read_text())}
    ours = [app.path for app in apps.get_app_configs() if app.name.split(".")[0] in ("cms", "procedures")]
    templates = [template for path in ours for template in Path(path).rglob("templates/**/*.html")]

    used = {
        (name, template.name)
        for template in templates
        for attribute in ATTRIBUTE.findall(template.read_text())
        for name in UTILITY.findall(attribute)
    }

    assert used
    assert {(name, where) for name, where in used if name not in known} == set()
