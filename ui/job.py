"""A written answer under way: worked on beside the page, and taken only when it is whole and checked."""

import threading
from collections.abc import Callable

from assistant import Advice
from assistant.models import Request

Work = Callable[[Callable[[], bool]], Advice]


class Job:
    """One try at wording an answer, in a thread of its own; begins at once."""

    def __init__(self, request: Request, work: Work) -> None:
        """Begin `work`, which is handed a way to ask whether it should stop."""
        self.request = request
        self._stop = threading.Event()
        self._work = work
        self._made: Advice | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Nothing more will come."""
        return not self._thread.is_alive()

    @property
    def made(self) -> Advice | None:
        """The advice, once done; None where the work broke."""
        return self._made if self.is_done else None

    def stop(self) -> None:
        """Give up; what was made so far is thrown away."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is done, no longer than `seconds`."""
        self._thread.join(seconds)

    def _run(self) -> None:
        self._made = self._work(self._stop.is_set)
