# SPDX-License-Identifier: Apache-2.0
"""Find a bundled file, in a checkout as well as in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a bundled file or folder, whether or not it exists.

    ``parts`` are names below ``resources/``, as in ``resource("themes", "dark.toml")``.
    A wheel carries the folder as ``desktop_app/_resources``; a checkout has it beside the package.
    """
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
