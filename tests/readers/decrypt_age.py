"""Opens a file in age by its passphrase: by the program age on a terminal of its own, and by pyrage.

Arguments: the program age, the file. Standard input: the passphrase. Standard output: what was inside, once both have opened
it and found the same.
"""

import os
import pty
import sys
import tempfile

try:
    import pyrage
except ImportError:
    sys.exit(
        "pyrage is missing in " + sys.executable + ". ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and set TRIVET_PYKEEPASS_PYTHON to that Python."
    )


def by_age(program, path, passphrase):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        child, terminal = pty.fork()
        if child == 0:
            os.execvp(program, [program, "--decrypt", "--output", out, path])
        said = b""
        asked = False
        while True:
            try:
                read = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
            if not read:
                break
            said += read
            if not asked and b"passphrase:" in said:
                os.write(terminal, passphrase.encode() + b"\r")
                asked = True
        os.close(terminal)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
            sys.exit("age: " + said.decode(errors="replace"))
        with open(out, "rb") as opened:
            return opened.read()


def main(program, path):
    passphrase = sys.stdin.read()
    one = by_age(program, path, passphrase)
    with open(path, "rb") as file:
        other = pyrage.passphrase.decrypt(file.read(), passphrase)
    if one != other:
        sys.exit("age and pyrage found different things")
    sys.stdout.buffer.write(one)


main(*sys.argv[1:])
