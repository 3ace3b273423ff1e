"""`make messages`: collect the strings to translate, compile the catalogues."""

import subprocess
import sys

for command in ("collect_messages", "compile_catalogues"):
    subprocess.run([sys.executable, "manage.py", command], check=True)
