"""Reads what was stored at a service with the client libraries in use there: hvac for Vault and OpenBao, 1Password's own
onepasswordconnectsdk for 1Password Connect.

Standard input: {"service": "key-value" or "connect", "address", "token", and "mount" and "path", or "vault" and "item"}.
Standard output: the secret's fields by name, as JSON.
"""

import json
import sys

try:
    import hvac
    import onepasswordconnectsdk.client
except ImportError as error:
    sys.exit(
        f"{error.name} is missing in {sys.executable}. ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and name that Python by TRIVET_READERS_PYTHON."
    )


def key_value(asked):
    client = hvac.Client(url=asked["address"], token=asked["token"])
    secret = client.secrets.kv.v2.read_secret_version(
        path=asked["path"], mount_point=asked["mount"], raise_on_deleted_version=True
    )
    return secret["data"]["data"]


def connect(asked):
    client = onepasswordconnectsdk.client.new_client(asked["address"], asked["token"])
    item = client.get_item(asked["item"], asked["vault"])
    fields = [(field.label, field.value) for field in item.fields]
    return {
        "title": item.title,
        "category": item.category,
        "url": item.urls[0].href,
        "permissions": "\n".join(value for label, value in fields if label.startswith("Permission ")),
        **{label: value for label, value in fields if not label.startswith("Permission ")},
    }


asked = json.load(sys.stdin)
json.dump({"key-value": key_value, "connect": connect}[asked["service"]](asked), sys.stdout)
