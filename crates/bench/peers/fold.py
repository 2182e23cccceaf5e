#!/usr/bin/env python3
"""Makes the read models of a record anew, as plain Python does it: every event of the feed is read,
folded into its file, and the rows of the files are written into tables with the definitions and
indexes of the record's own. Then the rows are compared with the record's. Standard library only.

It knows the events that the generated record holds, and stops at any other.

With "each" at the end it writes the rows of a file after each of its events, in one transaction,
as projectors that follow a feed do.

usage: fold.py EVENTS.JSONL RECORD.DB OUT.DB [each]
"""
import datetime
import json
import os
import sqlite3
import sys
import time
import unicodedata

TABLES = ["case_list", "request_list", "purchaser_list", "due_list", "search"]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MICRO = datetime.timedelta(microseconds=1)


def micros(text):
    seconds, _, part = text.rstrip("Z").partition(".")
    at = datetime.datetime.fromisoformat(seconds + "+00:00")
    return (at - EPOCH) // MICRO + int(part.ljust(6, "0") or 0)


def folded(words):
    plain = (c for c in unicodedata.normalize("NFKD", " ".join(words)) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in "".join(plain).lower()).split())


def purchaser(state, event, body):
    kind = event["kind"]
    if kind == "purchaser.registered":
        state.update(code=body["code"], name=body["name"], fictional=body.get("fictional", False))
    elif kind == "purchaser.eligibility_determined":
        state.setdefault("determinations", []).append(body)
    elif kind == "purchaser.attested":
        state.setdefault("attestations", []).append(body)
    elif kind == "purchaser.case_opened":
        state.setdefault("cases", []).append(body["case"])
    else:
        raise SystemExit(f"an event that this fold does not know: {kind}")


def request(state, event, body):
    kind = event["kind"]
    if kind == "lor.received":
        state.update(letter=body["letter"], completeness=body["completeness"],
                     acknowledge_by=body.get("acknowledge_by"), stage="received", cases=[])
    elif kind == "lor.evaluated":
        state["stage"] = "evaluation"
        state.setdefault("evaluations", []).append(body)
    elif kind == "lor.actionable":
        state["stage"] = "actionable"
    elif kind == "lor.case_opened":
        state["cases"].append(body["case"])
    else:
        raise SystemExit(f"an event that this fold does not know: {kind}")


def case(state, event, body):
    kind = event["kind"]
    if kind == "case.opened":
        state.update(opened=body, since=event["meta"]["on"], stage="development",
                     requirements=[], lines=[], positions=[])
    elif kind == "scope.requirement_defined":
        state["requirements"].append(body["requirement"])
    elif kind == "loa.line_added":
        state["lines"].append(body)
    elif kind == "talks.position_taken":
        state["positions"].append(body)
    else:
        raise SystemExit(f"an event that this fold does not know: {kind}")


FOLDS = {"purchaser": purchaser, "request": request, "case": case}


def cents(text):
    whole, _, part = text.replace(",", "").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def purchaser_rows(stream, file, s):
    newest = s.get("determinations", [None])[-1]
    row = (stream, 0, s["code"], s["name"], int(s["fictional"]),
           "determined" if newest else "registered",
           None if newest is None else int(newest["eligible"]),
           newest and newest["valid_from"], newest and newest.get("valid_until"),
           None, 0, 0, s["touched"])
    yield "purchaser_list", row
    yield "search", (stream, folded([file, s["name"]]))


def request_rows(stream, file, s):
    letter, score = s["letter"], s["completeness"]
    percent = score["met"] * 100 // score["of"] if score["of"] else 100
    yield "request_list", (
        stream, 0, file, letter["purchaser"], letter["requester"], letter["reference"],
        letter["subject"], letter["response"], s["stage"], letter["received_on"],
        s["acknowledge_by"], None, percent, len(score["missing"]), " ".join(s["cases"]),
        s["touched"])
    if s["acknowledge_by"]:
        yield "due_list", (stream, 0, "Acknowledge the request", s["acknowledge_by"],
                           "calendar days", "LOR-004", "agency")
    words = [file, letter["subject"], letter["reference"], letter["requester"], letter["purchaser"]]
    yield "search", (stream, folded(words + [item["name"] for item in letter["items"]]))


def case_rows(stream, file, s):
    opened, given = s["opened"], s["opened"]["given"]
    value = sum(cents(line["unit_cost"]) * line["quantity"] for line in s["lines"])
    due = opened.get("offer_due")
    yield "case_list", (
        stream, 0, file, given["case"], opened["purchaser"], given["nickname"], given["case"][3],
        "request", s["stage"], "agency", s["since"], value or None, due,
        due and "Send the offer", None, 0, 0, 0, s["since"], s["touched"])
    if due:
        yield "due_list", (stream, 0, "Send the offer", due, "calendar days",
                           "DEV-00" + str("ABCD".index(given["group"]) + 1), "agency")
    words = [file, given["nickname"], given["description"], opened["purchaser"], given["case"][3]]
    words += [line["description"] for line in s["lines"]]
    yield "search", (stream, folded(words + [r["what"] for r in s["requirements"]]))


ROWS = {"purchaser": purchaser_rows, "request": request_rows, "case": case_rows}


def definitions(record):
    wanted = ",".join("?" * len(TABLES))
    made = record.execute(
        f"select sql from sqlite_master where sql is not null and type in ('table', 'index', 'trigger') "
        f"and (tbl_name in ({wanted}) or name = 'search_index') "
        "order by type = 'trigger', type = 'index'", TABLES)
    return [sql for (sql,) in made]


def folded_events(events):
    """The state of a file after each event of the feed: (stream, state)."""
    states = {}
    with open(events, encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            stream = event["stream"]
            state = states.get(stream)
            if state is None:
                state = states[stream] = {}
            FOLDS[stream.partition("/")[0]](state, event, event["body"])
            state["touched"] = micros(event["at"])
            yield stream, state


def columns(db, table):
    """The columns of a read model. What the gates say of a case is none of them: the law and the day
    decide it besides the events."""
    names = [row[1] for row in db.execute(f"pragma table_info({table})")]
    return ", ".join(name for name in names if name.partition("_")[0] != "gate")


def inserts(db):
    """The statement that writes a row, by table."""
    made = {}
    for table in TABLES:
        names = columns(db, table)
        places = ", ".join("?" * len(names.split(",")))
        made[table] = f"insert into {table} ({names}) values ({places})"
    return made


def rows_of(stream, state):
    kind, _, file = stream.partition("/")
    return ROWS[kind](stream, file, state)


def rebuild(events, out):
    states = dict(folded_events(events))
    rows = {table: [] for table in TABLES}
    for stream in sorted(states):
        for table, row in rows_of(stream, states[stream]):
            rows[table].append(row)
    out.execute("begin")
    for table, insert in inserts(out).items():
        out.executemany(insert, rows[table])
    out.execute("commit")
    return sum(map(len, rows.values()))


def project(events, out):
    insert = inserts(out)
    out.execute("begin")
    for stream, state in folded_events(events):
        if stream.startswith("purchaser/") and "code" not in state:
            continue
        for table in TABLES:
            out.execute(f"delete from {table} where stream = ?", (stream,))
        for table, row in rows_of(stream, state):
            out.execute(insert[table], row)
    out.execute("commit")
    return sum(out.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES)


def differing(record_path, out):
    out.execute("attach ? as record", (record_path,))
    count = 0
    for table in TABLES:
        for one, other in (("main", "record"), ("record", "main")):
            names = columns(out, table)
            sql = (f"select count(*) from (select {names} from {one}.{table} "
                   f"except select {names} from {other}.{table})")
            count += out.execute(sql).fetchone()[0]
    return count


def main():
    events, record_path, out_path = sys.argv[1:4]
    make = project if sys.argv[4:] == ["each"] else rebuild
    for end in ("", "-wal", "-shm"):
        if os.path.exists(out_path + end):
            os.remove(out_path + end)
    with sqlite3.connect(record_path) as record:
        sql = definitions(record)
    out = sqlite3.connect(out_path, isolation_level=None)
    out.execute("pragma journal_mode = wal")
    out.execute("pragma synchronous = full")
    for definition in sql:
        out.execute(definition)
    began = time.perf_counter()
    rows = make(events, out)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "rows": rows,
                      "differing_rows": differing(record_path, out)}))


main()
