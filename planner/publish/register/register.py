"""The register of runs: one row a deck, in one file that SQLite keeps, and as CSV.

It says what became of every deck in a folder of runs, whichever batch made it. It is true at every
moment: a row is on the disk before its deck is begun and again when it is done, so that a batch
that is killed leaves decks that *were begun*, which the next batch turns into *stopped*. One batch
at a time writes to a folder of runs; anybody may read the register meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, astuple, fields
from pathlib import Path

import pandas as pd

from planner.atomic_files import TakenError, locked
from planner.publish.file_names import BATCHES
from planner.publish.register.registered_deck import DeckName, RegisteredDeck, now
from planner.publish.results import write_csv

REGISTER, REGISTER_CSV = "register.sqlite", "register.csv"
NOT_FINISHED = "The batch ended before this deck was made."

#: Changes when the columns do.
_SHAPE = 2
#: How long to wait for a program that reads just now [seconds].
_PATIENCE = 60.0
_COLUMNS = tuple(field.name for field in fields(RegisteredDeck))
_KINDS = {"int | None": "INTEGER", "float | None": "REAL"}
_NAME = ("plan_path", "scenario", "title")
_TYPED = ", ".join(
    f"{field.name} {_KINDS.get(str(field.type), 'TEXT')}" for field in fields(RegisteredDeck)
)
_TABLES = {
    "decks": f"{_TYPED}, PRIMARY KEY ({', '.join(_NAME)})",
    "batches": "batch TEXT PRIMARY KEY, source TEXT, process INTEGER, began TEXT, ended TEXT, "
    "how TEXT",
}
_YEARS = tuple(field.name for field in fields(RegisteredDeck) if field.type == "int | None")


class Register:
    """The register of one folder of runs, open to be written.

    Parameters
    ----------
    path : Path
        Its file, which is begun if there is none.

    Raises
    ------
    ValueError
        If it is damaged, or of another version of the planner.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
        try:
            self._begin()
        except BaseException:
            self._file.close()
            raise

    def _begin(self) -> None:
        with _told(self.path):
            (shape,) = self._file.execute("PRAGMA user_version").fetchone()
            if shape not in (0, _SHAPE):
                raise ValueError(_of_no_use(self.path, "is of another version of the planner"))
            # With a log of its own a reader never waits for us, and we never for a reader.
            with suppress(sqlite3.OperationalError):  # somebody reads, or the drive cannot do it
                self._file.execute("PRAGMA journal_mode=WAL")
            with self._file:
                for table, columns in _TABLES.items():
                    self._file.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
                self._file.execute(f"PRAGMA user_version={_SHAPE}")
        self._settle("killed")

    def put(self, *decks: RegisteredDeck) -> None:
        """Write rows, each instead of the one of that name; they are on the disk afterward."""
        changed = ", ".join(f"{name}=excluded.{name}" for name in _COLUMNS if name not in _NAME)
        with _told(self.path), self._file:
            self._file.executemany(
                f"INSERT INTO decks ({', '.join(_COLUMNS)}) "
                f"VALUES ({', '.join('?' * len(_COLUMNS))}) "
                f"ON CONFLICT ({', '.join(_NAME)}) DO UPDATE SET {changed}",
                [astuple(deck) for deck in decks],
            )

    def forget(self, *names: DeckName) -> None:
        """Remove rows of decks that nobody asks for now."""
        where = " AND ".join(f"{name}=?" for name in _NAME)
        with _told(self.path), self._file:
            self._file.executemany(f"DELETE FROM decks WHERE {where}", names)

    def decks(self) -> dict[DeckName, RegisteredDeck]:
        """All rows by the names of their decks, in the order in which they were first asked for."""
        with _told(self.path):
            return {deck.name: deck for deck in _decks(self._file)}

    def last_batch(self, source: str) -> Path | None:
        """Folder of the newest batch of a source, if it is still there."""
        asked = "SELECT batch FROM batches WHERE source=? ORDER BY rowid DESC"
        with _told(self.path):
            names = [str(batch) for (batch,) in self._file.execute(asked, (source,))]
        folders = (self.path.with_name(name) for name in names)
        return next((folder for folder in folders if folder.is_dir()), None)

    def batch_is_begun(self, batch: str, source: str) -> None:
        """Note which process works, and since when."""
        with _told(self.path), self._file:
            self._file.execute(
                "REPLACE INTO batches VALUES (?, ?, ?, ?, '', '')",
                (batch, source, os.getpid(), now()),
            )

    def batch_is_done(self, how: str = "done") -> None:
        """Note that the batch has ended, what it left undone, and write the register as CSV."""
        self._settle(how)
        frame = pd.DataFrame([asdict(deck) for deck in self.decks().values()], columns=_COLUMNS)
        frame = frame.astype(dict.fromkeys(_YEARS, "Int64"))
        write_csv(self.path.with_name(REGISTER_CSV), frame)

    def close(self) -> None:
        """Close the file; one file then, not three."""
        with suppress(sqlite3.Error):  # somebody reads just now
            self._file.execute("PRAGMA busy_timeout=0")
            self._file.execute("PRAGMA journal_mode=DELETE")
        self._file.close()

    def _settle(self, how: str) -> None:
        """What no batch is at work on was stopped."""
        undone = "outcome IN ('waiting', 'begun')"
        with _told(self.path), self._file:
            stopped = self._file.execute(
                f"UPDATE decks SET outcome='stopped', remark=? WHERE {undone}", (NOT_FINISHED,)
            ).rowcount
            said = "stopped" if how == "done" and stopped else how
            self._file.execute("UPDATE batches SET ended=?, how=? WHERE ended=''", (now(), said))


@contextmanager
def open_register(output: Path) -> Iterator[Register]:
    """Open the register of a folder of runs, for one batch at a time.

    Parameters
    ----------
    output : Path
        Folder of all runs.

    Raises
    ------
    TakenError
        If another batch is at work there: which process, and since when.
    """
    folder = output / BATCHES
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_things:
        try:
            open_things.enter_context(locked(folder, wait=0))
        except TakenError:
            raise TakenError(_who_is_at_work(output)) from None
        yield open_things.enter_context(closing(Register(folder / REGISTER)))


def read_register(output: Path) -> list[RegisteredDeck]:
    """The register of a folder of runs, also while a batch is at work there.

    Parameters
    ----------
    output : Path
        Folder of all runs.

    Returns
    -------
    list of RegisteredDeck
        In the order in which decks were first asked for; none where there is no register.

    Examples
    --------
    >>> read_register(Path("nowhere"))
    []
    """
    path = output / BATCHES / REGISTER
    if not path.is_file():
        return []
    with _told(path), closing(_only_read(path)) as file:
        return list(_decks(file))


def _decks(file: sqlite3.Connection) -> Iterator[RegisteredDeck]:
    """Rows of the register; none of one that is being made, which gets its shape last."""
    if file.execute("PRAGMA user_version").fetchone() == (0,):
        return
    rows = file.execute(f"SELECT {', '.join(_COLUMNS)} FROM decks ORDER BY rowid").fetchall()
    for row in rows:
        yield RegisteredDeck(**dict(zip(_COLUMNS, row, strict=True)))


def _only_read(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE)


def _who_is_at_work(output: Path) -> str:
    """One sentence: which process writes to a folder of runs, and since when."""
    asked = "SELECT process, began FROM batches WHERE ended='' ORDER BY rowid DESC LIMIT 1"
    who = ""
    with suppress(sqlite3.Error, OSError), closing(_only_read(output / BATCHES / REGISTER)) as file:
        for process, began in file.execute(asked):
            who = f" (process {process}, since {began[:16].replace('T', ' ')})"
    return (
        f"another batch is writing to {output}{who}; wait until it has ended, or choose another "
        "folder for the runs"
    )


def _of_no_use(path: Path, why: str) -> str:
    return f"{path} {why}; rename it, and the next batch begins another one"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Let errors of SQLite be sentences that name the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        msg = f"{path}: the register could not be read or written ({error})"
        raise OSError(msg) from error
    except sqlite3.DatabaseError as error:
        raise ValueError(_of_no_use(path, "is damaged")) from error
