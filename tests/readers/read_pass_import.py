"""Reads exported files with pass-import, a reader that Trivet's authors did not write.

Standard input: a JSON list of {"path", "importer"}, the importer by the name of its class. Standard output: a JSON list with the one entry of
each file, as pass-import would insert it into a password store.
"""

import json
import sys

try:
    from pass_import import managers
except ImportError:
    sys.exit(
        "pass-import is missing in " + sys.executable + ". ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and set TRIVET_PYKEEPASS_PYTHON to that Python."
    )


def read(path, importer):
    with getattr(managers, importer)(path) as opened:
        opened.parse()
        (entry,) = opened.data
    return {key: value for key, value in entry.items() if isinstance(key, str)}


json.dump([read(**file) for file in json.load(sys.stdin)], sys.stdout)
