"""Writes an archive with exactly the items that it is told, as a hostile client could: repository, name, items as JSON."""

import json
import stat
import sys

from borg.archive import Archive
from borg.cache import Cache
from borg.crypto.key import PlaintextKey  # noqa: F401  (registers the key types)
from borg.helpers import Location, Manifest
from borg.item import Item
from borg.logger import setup_logging
from borg.repository import Repository

setup_logging()
path, name, items = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with Repository(path, exclusive=True) as repository:
    repository._location = Location(path)
    manifest, key = Manifest.load(repository, (Manifest.Operation.WRITE,))
    with Cache(repository, key, manifest, warn_if_unencrypted=False) as cache:
        archive = Archive(repository, key, manifest, name, cache=cache, create=True)
        for one in items:
            kind = {"f": stat.S_IFREG, "d": stat.S_IFDIR, "l": stat.S_IFLNK}[one["type"]]
            item = Item(
                path=one["path"],
                mode=kind | one.get("mode", 0o755),
                uid=0,
                gid=0,
                user=one.get("user", "root"),
                group=one.get("group", "root"),
                mtime=1_700_000_000_000_000_000,
            )
            if "source" in one:
                item.source = one["source"]
            elif one["type"] == "f":
                data = one.get("content", "").encode()
                item.chunks = [cache.add_chunk(key.id_hash(data), data, archive.stats)] if data else []
                item.size = len(data)
            archive.add_item(item)
        archive.save()
