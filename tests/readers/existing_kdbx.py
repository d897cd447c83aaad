"""Makes KDBX databases with pykeepass, and reads them whole, for tests that add an entry to a database that was there before.

Standard input: a JSON object. {"make": [{"path", "password", "keyfile", "cipher", "kdf", "gzip", "stream"}]} writes databases
with everything in them that a team leaves there; {"dump": [{"path", "password", "keyfile"}]} gives for each its headers, its
attachments and its XML in canonical form, protected values unmasked. {"open": [{"path", "password", "keyfile"}]} alone says of
each whether it can be opened.
"""

import json
import logging
import struct
import sys

try:
    import pykeepass
except ImportError:
    sys.exit(
        "pykeepass is missing in " + sys.executable + ". ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and set TRIVET_PYKEEPASS_PYTHON to that Python."
    )
from construct import Container
from lxml import etree

ARGON2 = {"argon2d": "ef636ddf8c29444b91f7a9a403e30a0c", "argon2id": "9e298b1956db4773b23dfc3ec6f0a1e6"}
AES_KDF = "c9d9f39a628a4460bf740d08c18a4fea"

U32, U64, BYTES = 0x04, 0x05, 0x42


def derivation(name):
    if name == "aes-kdf":
        values = [("$UUID", BYTES, bytes.fromhex(AES_KDF)), ("R", U64, 1000), ("S", BYTES, bytes(32))]
    else:
        values = [
            ("$UUID", BYTES, bytes.fromhex(ARGON2[name])),
            ("S", BYTES, bytes(32)),
            ("P", 0x04, 2),
            ("M", U64, 256 * 1024),
            ("I", U64, 2),
            ("V", U32, 0x13),
        ]
    items = [
        Container(type=kind, key=key, value=value, next_byte=None if at + 1 < len(values) else 0)
        for at, (key, kind, value) in enumerate(values)
    ]
    return Container({item.key: item for item in items})


def element(parent, text):
    parent.append(etree.fromstring(text))


def fill(database):
    """Everything that a team leaves in a database."""
    root = database.root_group
    outer = database.add_group(root, "Team & <others>", notes="of the team")
    inner = database.add_group(outer, "Salesforce")
    database.add_group(inner, "Empty")
    for group in (root, outer, inner):
        for number in range(3):
            entry = database.add_entry(
                group, f"Entry {number}", "someone", f"pässword {number} 漢", url="https://example.com", notes="one\ntwo\t "
            )
            entry.set_custom_property("Open", "yes & <no>")
            entry.set_custom_property("Hidden", "hidden 🔑", protect=True)
            entry.set_custom_property("Empty", "", protect=True)
            entry.save_history()
            entry.password = f"newer {number}"
            attachment = database.add_binary(bytes(range(256)) * (number + 1), compressed=False)
            entry.add_attachment(attachment, f"file {number}.bin")
            element(entry._element, "<CustomData><Item><Key>plugin</Key><Value>kept</Value></Item></CustomData>")
    database.trash_entry(database.find_entries(title="Entry 2", group=inner, first=True))
    tree = database.tree.getroot()
    meta = tree.find("Meta")
    element(meta, "<CustomIcons><Icon><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Data>iVBORw0KGgo=</Data></Icon></CustomIcons>")
    element(meta, "<FromTheFuture kind='unknown'>text <b>more</b> text<!-- a comment --></FromTheFuture>")
    deleted = tree.find("Root/DeletedObjects")
    if deleted is None:
        deleted = etree.SubElement(tree.find("Root"), "DeletedObjects")
    element(deleted, "<DeletedObject><UUID>EBESExQVFhcYGRobHB0eHw==</UUID><DeletionTime>AAAAAA4AAAA=</DeletionTime></DeletedObject>")


def make(wanted):
    database = pykeepass.create_database(wanted["path"], password=wanted["password"], keyfile=wanted.get("keyfile"))
    fill(database)
    header = database.kdbx.header.value.dynamic_header
    header.cipher_id.data = wanted["cipher"]
    header.kdf_parameters.data.dict = derivation(wanted["kdf"])
    header.compression_flags.data.compression = wanted["gzip"]
    key, value = b"plugin", b"\x01\x02"
    data = b"\x00\x01" + struct.pack("<BI", BYTES, len(key)) + key + struct.pack("<I", len(value)) + value + b"\x00"
    end = header.pop("end")
    header["public_custom_data"] = Container(id="public_custom_data", data=data)
    header["end"] = end
    database.kdbx.body.payload.inner_header.protected_stream_id.data = wanted["stream"]
    database.save()


def dump(wanted):
    database = pykeepass.PyKeePass(wanted["path"], password=wanted["password"], keyfile=wanted.get("keyfile"))
    header = database.kdbx.header.value.dynamic_header
    inner = database.kdbx.body.payload.inner_header
    derived = header.kdf_parameters.data.dict
    return {
        "version": list(database.version),
        "cipher": header.cipher_id.data,
        "gzip": header.compression_flags.data.compression,
        "kdf": {key: str(item.value) for key, item in derived.items() if key != "S"},
        "custom": header.public_custom_data.data.hex(),
        "stream": inner.protected_stream_id.data,
        "binaries": [item.data.hex() for item in inner.binary],
        "xml": etree.tostring(database.tree, method="c14n").decode(),
    }


def opens(wanted):
    try:
        # Its groups and entries, too: the XML is only looked into when it is asked for something.
        database = pykeepass.PyKeePass(wanted["path"], password=wanted["password"], keyfile=wanted["keyfile"])
        return len(database.root_group.subgroups) + len(database.entries) >= 0
    except Exception:  # whatever it raises, it does not open it
        return False


commands = json.load(sys.stdin)
if "open" in commands:
    logging.disable()
    json.dump([opens(wanted) for wanted in commands["open"]], sys.stdout)
    sys.exit()
for wanted in commands.get("make", []):
    make(wanted)
json.dump([dump(wanted) for wanted in commands.get("dump", [])], sys.stdout)
