"""What is said where a file of an index is not as it was written, or cannot be read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from indexer.index.store import DamagedContents
from indexer.model import because
from indexer.problems import IndexProblem

_NOT_THERE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def damaged_file(path: Path) -> DamagedContents:
    """A file of an index is not what was written, or is gone; what it is made of may be sound."""
    return DamagedContents(
        because(
            "Chỉ mục ở {directory} bị hỏng: tệp {file} không còn như khi được ghi. "
            "Hãy lập lại: viendan index --index {directory}",
            directory=path.parent,
            file=path.name,
        )
    )


def unreadable_file(path: Path, error: OSError) -> IndexProblem:
    """The system does not let a file be read today, which says nothing of what is in it."""
    return IndexProblem(
        because(
            "Không đọc được tệp {path} của chỉ mục ({error}); chưa xóa gì. Hãy chạy lại; nếu vẫn "
            "vậy, hãy kiểm tra quyền đọc và ổ đĩa; nếu tệp đã hỏng, hãy xóa tệp ấy rồi lập lại: "
            "viendan index --index {directory}",
            path=path,
            directory=path.parent,
            error=error.strerror or error,
        )
    )


def unreadable_index(directory: Path, error: OSError) -> IndexProblem:
    """The same of some file that the system does not name."""
    return IndexProblem(
        because(
            "Không đọc được chỉ mục ở {directory} ({error}); chưa xóa gì. Hãy chạy lại; nếu vẫn "
            "vậy, hãy kiểm tra ổ đĩa và bộ nhớ của máy",
            directory=directory,
            error=error.strerror or error,
        )
    )


def unreadable_folder(directory: Path, error: OSError) -> IndexProblem:
    """The system does not let the folder of an index be looked into."""
    return IndexProblem(
        because(
            "Không đọc được thư mục chỉ mục {directory} ({error}). Hãy cấp quyền đọc rồi thử lại",
            directory=directory,
            error=error.strerror or type(error).__name__,
        )
    )


class DamageReporting:
    """Whatever goes wrong while an index is read means that it is damaged; said for people.

    What the system refuses is told apart: nothing is made anew for want of open files or memory.
    ``has_reported`` is whether there was any damage.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.has_reported = False

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            try:
                self._report(error)
            except DamagedContents:
                self.has_reported = True
                raise
            self.has_reported |= isinstance(error, DamagedContents)

    def _report(self, error: BaseException) -> None:
        """Raise what is to be said of an error, unless that says it itself."""
        if isinstance(error, MemoryError):
            refused = OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
            raise unreadable_index(self._directory, refused) from error
        if isinstance(error, OSError) and not isinstance(error, _NOT_THERE):
            if error.filename:
                raise unreadable_file(Path(error.filename), error) from error
            raise unreadable_index(self._directory, error) from error
        if isinstance(error, _NOT_THERE) and error.filename:
            raise damaged_file(Path(error.filename)) from error
        if isinstance(error, Exception) and not isinstance(error, IndexProblem):
            raise DamagedContents(
                because(
                    "Chỉ mục ở {directory} bị hỏng ({error}). "
                    "Hãy lập lại: viendan index --index {directory}",
                    directory=self._directory,
                    error=type(error).__name__,
                )
            ) from error
