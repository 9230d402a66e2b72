"""Runs many Borg commands without starting Python for each: Borg is imported once, each command is a fork of that.

One JSON line in, {"args": [...], "env": {...}}; one JSON line out, {"code": n, "output": "..."}.
"""
import json
import os
import sys
import time

from borg.archiver import main


def run(args, env):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        os.environ.update(env)
        time.tzset()
        sys.argv = ["borg", *args]
        code = 2
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="surrogateescape") as output:
        text = output.read()
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "output": text}


for line in sys.stdin:
    print(json.dumps(run(**json.loads(line))), flush=True)
