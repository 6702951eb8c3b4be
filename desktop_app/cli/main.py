# SPDX-License-Identifier: Apache-2.0
"""The command line: words in, exit code out. 0 done, 1 could not be read or written, 2 wrong usage."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app import __version__
from desktop_app.cli.compare import compare
from desktop_app.cli.diagnose import diagnose
from desktop_app.cli.export import export
from desktop_app.cli.outputs import WrongUsageError
from desktop_app.cli.repair import repair
from desktop_app.cli.terminal import complain
from desktop_app.documents.document import UnreadableDocumentError, UnwritableTextError
from desktop_app.exporters import EXPORTERS, ExportError
from desktop_app.review.decision_log import BrokenLogError
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
    try:
        code: int = arguments.run(arguments)
    except WrongUsageError as error:
        complain(str(error))
        return 2
    except (UnreadableDocumentError, UnwritableTextError, ExportError, BrokenLogError) as error:
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
    repair_parser = commands.add_parser("repair", help="suggest repairs for files and folders")
    repair_parser.add_argument(
        "inputs", nargs="+", type=Path, metavar="INPUT", help="a file, or a folder of files"
    )
    _add_result(repair_parser)
    _add_model(repair_parser)
    repair_parser.set_defaults(run=repair)
    diagnose_parser = commands.add_parser("diagnose", help="tell what happened to a text, and how much")
    diagnose_parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="a file or a folder")
    diagnose_parser.add_argument("--format", choices=("text", "json"), default="text", help="for whom")
    _add_reading(diagnose_parser)
    _add_model(diagnose_parser)
    diagnose_parser.set_defaults(run=diagnose)
    compare_parser = commands.add_parser("compare", help="show what another text of the same article changes")
    compare_parser.add_argument("original", type=Path, metavar="ORIGINAL", help="the text to start from")
    compare_parser.add_argument("other", type=Path, metavar="OTHER", help="the text to compare it with")
    _add_result(compare_parser, default="patch")
    compare_parser.set_defaults(run=compare)
    export_parser = commands.add_parser("export", help="write a review that was made before in another form")
    export_parser.add_argument(
        "input", type=Path, metavar="INPUT", help="a project (.palimpsest), or the text that was reviewed"
    )
    export_parser.add_argument(
        "--decisions", type=Path, metavar="LOG", help="the decision log of the text (format log)"
    )
    _add_result(export_parser, accept="none")
    export_parser.set_defaults(run=export)
    return parser


def _add_result(parser: ArgumentParser, default: str = "text", accept: str | None = None) -> None:
    ids = [exporter.id for exporter in EXPORTERS]
    parser.add_argument(
        "--format", choices=ids, default=default, help=f"the form of the result; default: {default}"
    )
    parser.add_argument("--output", type=Path, metavar="FILE_OR_FOLDER", help="default: standard output")
    parser.add_argument(
        "--accept",
        type=_policy,
        metavar="WHAT",
        default=accept,
        help="accept unseen: sure, likely, all, none or a confidence such as 0.9; "
        f"default: {accept or 'none where the format shows open proposals, else all'}",
    )
    parser.add_argument(
        "--proof", action="store_true", help="write a proof of no harm beside the result (RESULT.proof.txt)"
    )
    _add_reading(parser)


def _add_reading(parser: ArgumentParser) -> None:
    parser.add_argument("--encoding", type=_codec, help="read text as this encoding instead of finding out")
    parser.add_argument("--column", help="the column of a table (CSV, JSON lines) that holds the texts")
    parser.add_argument("--row", type=int, help="only this row of the table, counted from 0")


def _add_model(parser: ArgumentParser) -> None:
    model = parser.add_mutually_exclusive_group()
    model.add_argument("--model", type=Path, metavar="FOLDER", help="a stronger model for lost words")
    model.add_argument("--no-model", action="store_true", help="work without any language model")


def _policy(name: str) -> str:
    try:
        policy_named(name)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return name


def _codec(name: str) -> str:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise ArgumentTypeError(f"{name!r} is no encoding; utf-8, utf-16 and cp1252 are") from None
    return name
