"""Reads KDBX files with pykeepass, a reader that Trivet's authors did not write.

Standard input: a JSON list of {"path", "password"}. Standard output: a JSON list with the one entry of each file, or
{"error": the exception's name}.
"""

import json
import sys

try:
    import pykeepass
except ImportError:
    sys.exit(
        "pykeepass is missing in " + sys.executable + ". ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and set TRIVET_PYKEEPASS_PYTHON to that Python."
    )


def read(path, password):
    try:
        database = pykeepass.PyKeePass(path, password=password)
    except pykeepass.exceptions.CredentialsError:
        return {"error": "CredentialsError"}
    (entry,) = database.entries
    items = entry._element.findall("CustomData/Item")
    return {
        "title": entry.title,
        "username": entry.username,
        "password": entry.password,
        "url": entry.url,
        "notes": entry.notes or "",
        "created": entry.ctime.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "autotype": entry.autotype_enabled,
        "custom": {name: value or "" for name, value in entry.custom_properties.items()},
        "custom_data": {item.findtext("Key"): item.findtext("Value") for item in items},
        "version": list(database.version),
    }


json.dump([read(file["path"], file["password"]) for file in json.load(sys.stdin)], sys.stdout)
