"""Reads calendars with a library that is not ours, and compares them with the list of dues."""

import datetime
import json
import pathlib
import sys

import icalendar

work = pathlib.Path(sys.argv[1])
due = json.loads((work / "due.json").read_text())
days = {(row["file"].split("/")[1], row["due"]) for row in due}
seen = 0


def faults(raw):
    """What the library finds wrong in the events of a calendar."""
    return [error for event in icalendar.Calendar.from_ical(raw).walk("VEVENT") for error in event.errors]


for path in sorted(work.glob("*.ics")):
    raw = path.read_bytes()
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line, f"{path.name}: {line!r}"
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"], path.name
    uids = set()
    for event in calendar.walk("VEVENT"):
        assert event["UID"] not in uids, f"{path.name}: {event['UID']} twice"
        uids.add(event["UID"])
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is datetime.date and end - start == datetime.timedelta(days=1)
        assert event.decoded("DTSTAMP").tzinfo is not None
        file = str(event["SUMMARY"]).rsplit(": ", 1)[1]
        if "processing" in event["UID"]:
            assert (file, start.isoformat()) in days, f"{file} {start} is not in the list of dues"
        seen += 1
    assert not faults(raw), faults(raw)
    # A reader that takes everything would be of no use.
    broken = raw.replace(b"DTSTART;VALUE=DATE:2", b"DTSTART;VALUE=DATE:x")
    assert broken == raw or faults(broken), "the reader did not find the fault that was put in"
    print(f"{path.name}: {len(uids)} entries")
assert seen > 3, f"only {seen} entries in all"
