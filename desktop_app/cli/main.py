# SPDX-License-Identifier: Apache-2.0
"""The command line: words in, exit code out. 0 done, 1 could not be read or written, 2 wrong usage."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app import __version__
from desktop_app.cli.repair import repair
from desktop_app.cli.terminal import complain
from desktop_app.documents.document import UnreadableDocumentError, UnwritableTextError
from desktop_app.exporters import EXPORTERS, ExportError
from desktop_app.review.policy import policy_named


class _Parser(ArgumentParser):
    """Says what is wrong in one line; the usage is one ``--help`` away."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message} (see {self.prog} --help)")
        sys.exit(2)


def run(words: Sequence[str]) -> int:
    """Run a command; return its exit code."""
    try:
        arguments = _parser().parse_args(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    if arguments.output is None and (len(arguments.inputs) > 1 or arguments.inputs[0].is_dir()):
        complain("several inputs need a folder for their results: add --output FOLDER")
        return 2
    try:
        code: int = arguments.run(arguments)
    except (UnreadableDocumentError, UnwritableTextError, ExportError) as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="palimpsest",
        description="Find what a text pipeline did to an article, and repair it. "
        "Without a command, open the window.",
    )
    parser.add_argument("--version", action="version", version=f"palimpsest {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _add_repair(commands.add_parser("repair", help="suggest repairs for files and folders"))
    return parser


def _add_repair(parser: ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="a file, or a folder of files")
    _add_output(parser, default="text")


def _add_output(parser: ArgumentParser, default: str) -> None:
    ids = [exporter.id for exporter in EXPORTERS]
    parser.add_argument("--format", choices=ids, default=default, help="the form of the result")
    parser.add_argument("--output", type=Path, metavar="FILE_OR_FOLDER", help="default: standard output")
    parser.add_argument(
        "--accept",
        type=_policy,
        metavar="WHAT",
        help="accept unseen: sure, likely, all, none or a confidence such as 0.9; "
        "default: none where the format shows open proposals, else all",
    )
    parser.add_argument("--encoding", type=_codec, help="read text as this encoding instead of finding out")
    parser.set_defaults(run=repair)


def _policy(name: str) -> str:
    try:
        policy_named(name)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return name


def _codec(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        raise ArgumentTypeError(f"{name!r} is no encoding; utf-8, utf-16 and cp1252 are") from None
    return name
