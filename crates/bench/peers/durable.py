#!/usr/bin/env python3
"""The least that a durable command can be on SQLite: one event, its idempotency key, one row of a
read model and one leaf of a log in one transaction, synced before it counts. One client, no
server, no decision. Standard library only.

usage: durable.py FOLDER SECONDS
"""
import hashlib
import json
import os
import sqlite3
import sys
import time

CASES = 2_000
BODY = json.dumps({
    "subject": "price", "side": "purchaser", "round": 1,
    "text": "Position 1: the total may not pass what the ministry has for this year, and spares "
            "are to be priced apart.",
})
META = json.dumps({"act": "take-position", "by": "@case-manager", "on": "2026-10-05",
                   "pack": "0" * 64, "rows": ["DUTY-001", "STAGE-001"]})


def main():
    folder, seconds = sys.argv[1], float(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "durable.db")
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)
    db = sqlite3.connect(path, isolation_level=None)
    assert db.execute("pragma journal_mode = wal").fetchone()[0] == "wal"
    db.execute("pragma synchronous = full")
    db.executescript("""
        create table event (n integer primary key, stream text not null, version integer not null,
          kind text not null, body text not null, meta text not null, at_us integer not null,
          unique (stream, version)) strict;
        create table command (key text primary key, n integer not null) strict;
        create table case_list (stream text primary key, version integer not null,
          touched_us integer not null) strict;
        create table leaf (n integer primary key, hash blob not null) strict;
    """)
    versions = [0] * CASES
    took, n = [], 0
    end = time.perf_counter() + seconds
    now = time.perf_counter()
    while now < end:
        n += 1
        case = n % CASES
        versions[case] += 1
        stream, version, at = f"case/{case}", versions[case], time.time_ns() // 1_000
        db.execute("begin immediate")
        db.execute("insert into event values (?, ?, ?, ?, ?, ?, ?)",
                   (n, stream, version, "talks.position_taken", BODY, META, at))
        db.execute("insert into command values (?, ?)", (f"key-{n}", n))
        db.execute("insert into case_list values (?, ?, ?) on conflict (stream) do update "
                   "set version = excluded.version, touched_us = excluded.touched_us",
                   (stream, version, at))
        leaf = hashlib.sha256(b"\0" + f"{n}{stream}{version}{BODY}{META}".encode()).digest()
        db.execute("insert into leaf values (?, ?)", (n, leaf))
        db.execute("commit")
        after = time.perf_counter()
        took.append(after - now)
        now = after
    took.sort()
    print(json.dumps({
        "p50_ms": took[len(took) // 2] * 1_000,
        "p99_ms": took[len(took) * 99 // 100] * 1_000,
        "per_second": len(took) / sum(took),
        "sqlite": sqlite3.sqlite_version,
    }))


main()
