"""Files in one archive: same files, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

# Archives and documents store times; a fixed one keeps the bytes the same.
FIXED_TIME = datetime(2015, 5, 8)
OWNER_ONLY, READABLE = 0o600, 0o644


def zipped(files: Mapping[str, bytes], mode: int = OWNER_ONLY) -> bytes:
    """Return files as one ZIP archive, by name, all of one time.

    Parameters
    ----------
    files
        Content by path within the archive.
    mode
        Who may read a file once it is unpacked.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return buffer.getvalue()
