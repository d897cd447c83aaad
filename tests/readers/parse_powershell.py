"""Whether PowerShell is well formed, by a grammar that Trivet's authors did not write.

Standard input: a JSON list of scripts. Standard output: a JSON list of what is wrong with each, null where nothing is.
"""

import json
import sys

try:
    import tree_sitter
    import tree_sitter_powershell
except ImportError:
    sys.exit(
        "tree-sitter-powershell is missing in " + sys.executable + ". ./build.sh test installs it; or install "
        "tests/readers/requirements.txt and set TRIVET_PYKEEPASS_PYTHON to that Python."
    )

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))


def wrong(node):
    if node.type == "ERROR" or node.is_missing:
        return node.text.decode() or node.type
    return next(filter(None, map(wrong, node.children)), None)


json.dump([wrong(PARSER.parse(script.encode()).root_node) for script in json.load(sys.stdin)], sys.stdout)
