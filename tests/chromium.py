"""The browser of this machine, if it has one."""

import os
import shutil

CHROMIUM = os.environ.get("CHROMIUM_BIN") or shutil.which("chromium") or shutil.which("google-chrome")
