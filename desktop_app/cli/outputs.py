# SPDX-License-Identifier: Apache-2.0
"""Where the output of a command goes: standard output, one file, or a folder."""

import sys
from pathlib import Path

from desktop_app.exporters import ExportError, write_whole


class WrongUsageError(Exception):
    """A command line that cannot be meant; one sentence that tells what to write instead."""


class OutputPlaces:
    """Gives each input its place.

    Without ``output`` the one result goes to standard output. With a folder, or with several
    results, each gets ``<input name without its last extension><suffix>`` there; of two inputs that
    would share a name, the later keeps its extension too. Raises ``WrongUsageError`` for several
    results without a folder, ``ExportError`` where the folder cannot be made.
    """

    def __init__(self, output: Path | None, suffix: str, *, several: bool) -> None:
        if several and output is None:
            raise WrongUsageError("several results need a folder: add --output FOLDER")
        self._output = output
        self._suffix = suffix
        self._folder = output is not None and (several or output.is_dir())
        self._taken: set[str] = set()
        if self._folder and output is not None:
            try:
                output.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ExportError(
                    f"The folder {output} cannot be made: {error.strerror or error}; choose another."
                ) from error

    def write(self, source: Path, data: bytes, proof: str | None = None) -> None:
        """Write the result for ``source``, its proof beside it; raise ``ExportError``."""
        if self._output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        target = self._output / self._name(source) if self._folder else self._output
        if target.exists() and source.exists() and target.samefile(source):
            raise ExportError(f"{target} is the input itself; choose another place.")
        # A file named on the command line may be a link; names made up here may not lead elsewhere.
        write_whole(target, data, inside=self._output if self._folder else None)
        if proof is not None:
            beside = target.with_name(target.name + ".proof.txt")
            write_whole(beside, proof.encode("utf-8"), inside=target.parent)

    def _name(self, source: Path) -> str:
        name = source.stem + self._suffix
        if name in self._taken:
            name = source.name + self._suffix
        self._taken.add(name)
        return name
