"""Programs of this machine that some tests need, where it has them."""

import os
import shutil
from pathlib import Path

CHROMIUM = os.environ.get("CHROMIUM_BIN") or shutil.which("chromium") or shutil.which("google-chrome")
VARNISH = shutil.which("varnishd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
GETTEXT = shutil.which("xgettext")
REDIS = shutil.which("redis-server")
DEBIANS_POSTGRESQL = next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"))), "")
"""Folder of the programs of the oldest that is installed."""

# By the marker of the tests that need it: where it is, and how to get it.
NEEDED = {
    "browser": (CHROMIUM, "install Chromium, or name it in CHROMIUM_BIN"),
    "varnish": (VARNISH, "install Varnish and varnish-modules"),
    "nginx": (NGINX, "install nginx"),
    "gettext": (GETTEXT, "install gettext"),
    "redis": (REDIS, "install redis-server"),
    "postgresql": (DEBIANS_POSTGRESQL, "install postgresql"),
}
