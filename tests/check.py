# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.check``: format, lint, types, floors, tests. What CI runs, and what a founder runs.

``--fast`` leaves the tests out; ``--fix`` lets ruff mend what it can first.
"""

import subprocess
import sys
import time

PYTHON = sys.executable
TREE = ("desktop_app", "tests")
CHECKS = (
    ("format", (PYTHON, "-m", "ruff", "format", "--check", *TREE)),
    ("lint", (PYTHON, "-m", "ruff", "check", *TREE)),
    ("types", (PYTHON, "-m", "mypy")),
    (
        "floors",
        (PYTHON, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
    ),
    ("tests", (PYTHON, "-m", "pytest", "-q")),
)
FIXES = ((PYTHON, "-m", "ruff", "check", "--fix", "-q", *TREE), (PYTHON, "-m", "ruff", "format", "-q", *TREE))


def main(arguments: list[str]) -> int:
    """Run the checks in order; return 1 if any fails. All run, so that one look tells everything."""
    unknown = set(arguments) - {"--fast", "--fix"}
    if unknown:
        print(f"{unknown.pop()} is neither --fast nor --fix", file=sys.stderr)
        return 2
    if "--fix" in arguments:
        for command in FIXES:
            subprocess.run(command, check=False)
    failed = []
    for name, command in CHECKS:
        if name == "tests" and "--fast" in arguments:
            continue
        begin = time.monotonic()
        print(f"── {name}", flush=True)
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
        print(f"   {time.monotonic() - begin:.0f} s", flush=True)
    print("all checks passed" if not failed else f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
