# Unpacks a zip as its central directory tells it, with modes, links and times, by Python's own reader: argv 1 into argv 2.
# %NN in names is turned back into its byte. Prints the names as JSON.
import json, os, re, struct, sys, zipfile

zip = zipfile.ZipFile(sys.argv[1])
assert zip.testzip() is None
times = []


def mtime(info):
    extra = info.extra
    while extra:
        kind, size = struct.unpack('<HH', extra[:4])
        if kind == 0x5455:
            return struct.unpack('<i', extra[5:9])[0]
        extra = extra[4 + size :]


for info in zip.infolist():
    assert info.flag_bits & 0x800
    name = re.sub(rb'%([0-9A-F]{2})', lambda found: bytes([int(found[1], 16)]), info.filename.rstrip('/').encode())
    path = os.path.join(os.fsencode(sys.argv[2]), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    mode = info.external_attr >> 16
    if info.is_dir():
        assert mode & 0o170000 == 0o040000
        os.makedirs(path, exist_ok=True)
    elif mode & 0o170000 == 0o120000:
        os.symlink(zip.read(info), path)
        continue
    else:
        assert mode & 0o170000 == 0o100000
        with zip.open(info) as source, open(path, 'wb') as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
    os.chmod(path, mode & 0o7777)
    times.append((path, mtime(info)))
for path, time in reversed(times):
    os.utime(path, (time, time))
print(json.dumps([info.filename for info in zip.infolist()]))
