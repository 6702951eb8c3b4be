# SPDX-License-Identifier: Apache-2.0
"""Where each suggestion stands among those in force, looked up when asked: never listed for a whole text."""

from collections.abc import Iterator, Mapping

from desktop_app.review.session import ReviewSession


class Places(Mapping[str, int]):
    """The index of each suggestion in force, by id."""

    def __init__(self, session: ReviewSession | None) -> None:
        self._session = session

    def __getitem__(self, suggestion_id: str) -> int:
        place = self._session.place_of(suggestion_id) if self._session else None
        if place is None:
            raise KeyError(suggestion_id)
        return place

    def __iter__(self) -> Iterator[str]:
        return self._session.suggestions.ids() if self._session else iter(())

    def __len__(self) -> int:
        return len(self._session.suggestions) if self._session else 0
