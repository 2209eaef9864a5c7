"""The workers of a Dask scheduler: which there are, whether they fit, and how they are given work.

A worker fits if it has the versions of this machine and sees the same folder of all runs. One that
is there at the start and does not fit is named in an error; one that comes later is given nothing.
This is the one module that knows Dask.
"""

from __future__ import annotations

import importlib.util
import logging
import secrets
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.publish.cluster.on_a_worker import Introduction, at_work, introduce
from planner.publish.cluster.unfit import (
    ALL_LOST,
    NO_SCHEDULER,
    NO_WORKER,
    NOT_INSTALLED,
    SCHEDULER_LOST,
    ClusterError,
    why_unfit,
)

if TYPE_CHECKING:
    from distributed import Client

#: How long a scheduler or a result may take to answer [seconds].
_PATIENCE = 20.0
#: How long to wait for another worker where none is left [seconds].
_UNTIL_GIVEN_UP = 60.0
#: How often the scheduler is asked which workers there are [seconds].
_ASKS = 0.5


class Lost(Exception):  # noqa: N818  (no mistake of anybody)
    """A task whose result will not come: its worker is gone."""


@dataclass(frozen=True)
class Member:
    """A worker that fits.

    Attributes
    ----------
    address : str
        Where the scheduler finds it.
    owner : str
        Mark of its process (:data:`planner.atomic_files.OWNER`).
    """

    address: str
    owner: str


@dataclass
class Machines:
    """The workers of a scheduler, see :func:`machines_at`.

    Attributes
    ----------
    address : str
        Of the scheduler.
    client : Client
        Our connection with it.
    marker : Path, optional
        File in the folder that all machines must see; none where nothing is shared.
    token : str
        What the file holds.
    """

    address: str
    client: Client
    marker: Path | None
    token: str
    _fit: dict[str, Member] = field(default_factory=dict)
    _unfit: dict[str, str] = field(default_factory=dict)
    _asked: float = -_ASKS
    _last_seen: float = field(default_factory=time.monotonic)

    def members(self) -> list[Member]:
        """Workers that fit, as of half a second ago at most.

        Raises
        ------
        ClusterError
            If the scheduler is gone, or no worker has been left for a minute.
        """
        now = time.monotonic()
        if now - self._asked >= _ASKS:
            self._look()
            self._asked = now
        if self._fit:
            self._last_seen = now
        elif now - self._last_seen > _UNTIL_GIVEN_UP:
            raise ClusterError(ALL_LOST.format(address=self.address, seconds=_UNTIL_GIVEN_UP))
        return list(self._fit.values())

    def all_fit(self) -> None:
        """Check that there are workers, and that each fits.

        Raises
        ------
        ClusterError
            If not; it names the worker.
        """
        self._look()
        for why in self._unfit.values():
            raise ClusterError(why)
        if not self._fit:
            raise ClusterError(NO_WORKER.format(address=self.address))

    def give(
        self, member: Member, work: Callable[[Any], Any], task: object, heard: Callable[[str], None]
    ) -> Any:  # noqa: ANN401  (Dask's future)
        """Give a worker a task.

        Parameters
        ----------
        member : Member
            Who does it. If its process dies, nobody else does.
        work : callable
            What is done with the task; a function of a module.
        task : object
            The task.
        heard : callable
            Is told the key of the future when there is a result, or an error.
        """
        future = self.client.submit(
            at_work, member.owner, work, task, workers=[member.address], pure=False
        )
        future.add_done_callback(lambda done: heard(done.key))
        return future

    def result(self, future: Any) -> Any:  # noqa: ANN401  (Dask's future)
        """What came of a task.

        Raises
        ------
        Lost
            If its worker is gone.
        """
        from distributed.scheduler import KilledWorker

        try:
            return future.result(timeout=_PATIENCE)
        except (KilledWorker, CancelledError, OSError) as error:  # a TimeoutError is an OSError
            raise Lost from error

    def forget(self, member: Member) -> None:
        """Ask again who is at an address."""
        self._fit.pop(member.address, None)
        self._asked = -_ASKS

    def take_back(self, *futures: Any) -> None:  # noqa: ANN401  (Dask's futures)
        """Let nobody begin these tasks from here on."""
        self.client.cancel(list(futures), force=True)

    def _look(self) -> None:
        """See who is there now; a new one introduces itself."""
        try:
            # Not Client.scheduler_info: it returns what the client noted last, and every other
            # second the client notes the scheduler alone, without its workers.
            scheduler: Any = self.client.scheduler
            here = set(self.client.sync(scheduler.identity, n_workers=-1)["workers"])
            new = sorted(here - set(self._fit) - set(self._unfit))
            said = self._introductions(new) if new else {}
        except (OSError, RuntimeError, CancelledError) as error:
            raise ClusterError(SCHEDULER_LOST.format(address=self.address)) from error
        folder = self.marker.parent if self.marker else None
        for address, found in said.items():
            if why := why_unfit(address, found, folder):
                self._unfit[address] = why
            elif isinstance(found, Introduction):
                self._fit[address] = Member(address, found.owner)
        for known in (self._fit, self._unfit):
            for address in set(known) - here:
                del known[address]

    def _introductions(self, addresses: list[str]) -> Mapping[str, Introduction | Exception]:
        marker = str(self.marker or "")
        said: dict[str, Introduction | Exception] = self.client.run(
            introduce, marker, self.token, workers=addresses, on_error="return"
        )
        # A worker that went away in this moment has introduced nobody.
        return {name: found for name, found in said.items() if not isinstance(found, OSError)}


@contextmanager
def machines_at(address: str, shared: Path | None = None) -> Iterator[Machines]:
    """Speak with a scheduler; its workers are checked.

    Parameters
    ----------
    address : str
        Where it is, as it prints it: ``tcp://10.0.0.5:8786``.
    shared : Path, optional
        Folder that all machines must see under the same path.

    Raises
    ------
    ClusterError
        If there is none, if it has no workers, or if one of them does not fit.
    """
    if importlib.util.find_spec("distributed") is None:
        raise ClusterError(NOT_INSTALLED)
    token = secrets.token_hex(8)
    marker = shared.absolute() / f".seen-by-all-{token}" if shared is not None else None
    with _connected(address) as client:
        try:
            if marker is not None:
                marker.parent.mkdir(parents=True, exist_ok=True)
                marker.write_text(token, "utf-8")
            machines = Machines(address, client, marker, token)
            machines.all_fit()
            yield machines
        finally:
            if marker is not None:
                marker.unlink(missing_ok=True)


@contextmanager
def pool_at(address: str) -> Iterator[Executor | None]:
    """The workers of a scheduler as a pool that shares out the districts of a table.

    Parameters
    ----------
    address : str
        Where the scheduler is; blank for no pool: this process alone.

    Raises
    ------
    ClusterError
        As :func:`machines_at`.
    """
    if not address:
        yield None
        return
    with machines_at(address) as machines:
        pool: Any = machines.client.get_executor(pure=False)
        # By this, which is not public in the pools of the standard library either, work is divided.
        pool._max_workers = len(machines.members())
        yield pool


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Our connection with a scheduler, silent: what goes wrong is said in our sentences."""
    from distributed import Client

    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that versions differ: they are compared below
            client = Client(address, timeout=_PATIENCE, set_as_default=False, name="planner")
    except (OSError, ValueError) as error:
        logger.setLevel(level)
        raise ClusterError(NO_SCHEDULER.format(address=address)) from error
    try:
        with client:
            yield client
    finally:
        logger.setLevel(level)
