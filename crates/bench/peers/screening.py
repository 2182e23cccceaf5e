"""Questions about the names of public lists, asked of Caseway and of its peers in one run.

  screening.py --program PROGRAM --sdn SDN.csv --alt ALT.csv --un UN.xml [--clean PEOPLE.csv ...]
               [--pairs PAIRS.jsonl] [--seed N] [--peers] [--out FILE]

The lists are read by this file's own readers. From their names it makes, by a seed, questions that
must find an entry, in classes of how people write names wrongly or otherwise, and questions about
parties on no list. Names are real people's: neither lists nor questions are kept in the repository.
It needs Python alone; with --peers also rapidfuzz and nomenklatura, from PyPI.
"""

import argparse
import collections
import csv
import gzip
import io
import json
import random
import re
import resource
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ET

# --- the lists ---------------------------------------------------------------------------------


def opened(path):
    raw = gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
    with raw:
        return raw.read()


def ofac(sdn, alt):
    """Entries of the primary file and their strong and weak aliases."""
    entries = {}
    for row in csv.reader(io.StringIO(opened(sdn).decode("latin-1").replace("\x1a", ""))):
        if len(row) < 12:
            continue
        kind = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
        number, name, sort, remarks = row[0].strip(), row[1].strip(), row[2].strip(), row[11]
        one = {
            "id": number,
            "list": "ofac",
            "kind": kind.get(sort, "entity"),
            "names": [{"n": name, "role": "primary", "weak": False}],
            "dob": birth_dates(remarks),
            "countries": [],
        }
        told = re.search(r"Gender (Male|Female)", remarks)
        if told:
            one["gender"] = told.group(1).lower()
        for weak in re.findall(r"a\.k\.a\. '((?:[^']|'(?!;|\.))+)'", remarks):
            one["names"].append({"n": weak, "role": "aka", "weak": True})
        entries[number] = one
    for row in csv.reader(io.StringIO(opened(alt).decode("latin-1").replace("\x1a", ""))):
        if len(row) >= 4 and row[0].strip() in entries:
            role = {"fka": "fka", "nka": "nka"}.get(row[2].strip(), "aka")
            name = {"n": row[3].strip(), "role": role, "weak": False}
            entries[row[0].strip()]["names"].append(name)
    return list(entries.values())


MONTHS = {m: i + 1 for i, m in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())}


def birth_dates(remarks):
    found = []
    for day, month, year in re.findall(r"DOB (?:circa )?(?:(\d\d) )?(?:([A-Z][a-z]{2}) )?(\d{4})", remarks):
        if day and month in MONTHS:
            found.append(f"{year}-{MONTHS[month]:02d}-{day}")
        elif month in MONTHS:
            found.append(f"{year}-{MONTHS[month]:02d}")
        else:
            found.append(year)
    return found


def un(path):
    """Entries of the Security Council's list, and beside each its name as it is written at home."""
    entries, native = [], {}
    for one in ET.fromstring(opened(path)).iter():
        if one.tag not in ("INDIVIDUAL", "ENTITY"):
            continue
        text = lambda tag: (one.findtext(tag) or "").strip()
        parts = [text(f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        number = "UN" + text("DATAID")
        names = [{"n": " ".join(p for p in parts if p), "role": "primary", "weak": False}]
        for alias in one.iter(f"{one.tag}_ALIAS"):
            name = " ".join((alias.findtext("ALIAS_NAME") or "").split())
            if name:
                weak = (alias.findtext("QUALITY") or "") == "Low"
                names.append({"n": name, "role": "aka", "weak": weak})
        years = [y.text for y in one.iter("YEAR") if y.text]
        dates = [d.text[:10] for d in one.iter("DATE") if d.text]
        person = one.tag == "INDIVIDUAL"
        entry = {
            "id": number,
            "list": "un",
            "kind": "person" if person else "entity",
            "names": [n for n in names if n["n"]],
            "dob": (dates + years) if person else [],
            "countries": [],
        }
        if text("GENDER").lower() in ("male", "female"):
            entry["gender"] = text("GENDER").lower()
        entries.append(entry)
        home = " ".join(text("NAME_ORIGINAL_SCRIPT").split())
        if home and re.search(r"[^\x00-\u024f\u2000-\u206f]", home):
            native[number] = home
    return [e for e in entries if e["names"]], native


# --- how names are written otherwise -------------------------------------------------------------

TITLES = ["Mr.", "Dr.", "Haji", "General", "Col.", "Sheikh", "Prof.", "Eng."]
FORMS = ["LLC", "LTD", "CO.", "INC", "GMBH", "S.A.", "JSC", "OOO", "LIMITED", "CORP", "CO., LTD", "D.O.O."]
NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "ko", "m": "n", "n": "mb", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}
VARIANTS = [
    ("mohammed", "muhammad"), ("mohammad", "mohamed"), ("muhammad", "mohammed"), ("mohamed", "muhammed"),
    ("ahmad", "ahmed"), ("ahmed", "ahmad"), ("husayn", "hussein"), ("hussein", "husain"), ("hussain", "hussein"),
    ("yusuf", "yousef"), ("yousef", "youssef"), ("abdul", "abdel"), ("abd al", "abdul"), ("abdel", "abdul"),
    ("omar", "umar"), ("umar", "omar"), ("ali", "aly"), ("ibrahim", "ebrahim"), ("khalid", "khaled"),
    ("khaled", "khalid"), ("sergei", "sergey"), ("sergey", "sergei"), ("aleksandr", "alexander"),
    ("alexander", "aleksandr"), ("dmitry", "dmitri"), ("dmitriy", "dmitry"), ("yuri", "yury"), ("yury", "yuri"),
    ("iy", "y"), ("ov", "off"), ("ev", "eff"), ("kh", "h"), ("q", "k"), ("zh", "j"), ("ou", "u"), ("ee", "i"),
    ("oo", "u"), ("dh", "d"), ("gh", "g"), ("th", "t"), ("ph", "f"), ("y", "i"), ("x", "ks"), ("ks", "x"),
    ("j", "dj"), ("sh", "ch"), ("w", "v"), ("ae", "e"), ("ck", "k"), ("tz", "ts"), ("ts", "c"),
]
SOUNDS = [
    ("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("z", "s"), ("s", "z"), ("v", "w"), ("ei", "ai"),
    ("ie", "ee"), ("i", "ee"), ("u", "oo"), ("ch", "tch"), ("j", "g"), ("y", "ie"), ("dd", "d"), ("ss", "s"),
    ("ll", "l"), ("l", "ll"), ("t", "tt"), ("o", "au"), ("r", "rr"), ("x", "cks"), ("e", "a"),
]
LOOKS = {"a": "аá", "e": "еé", "o": "оö", "c": "сç", "p": "р", "x": "х", "i": "іí", "u": "ü", "n": "ñ", "s": "ѕš"}
CYRILLIC = [
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"),
    ("ye", "е"), ("iy", "ий"), ("a", "а"), ("b", "б"), ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("i", "и"), ("y", "ы"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("c", "к"), ("j", "дж"), ("x", "кс"), ("w", "в"),
    ("q", "к"), ("'", "ь"),
]
EXTRA = ["Hassan", "Ivan", "Carlos", "Trading", "Group", "Ali", "Maria", "International", "Chen", "Holding", "Abu", "Juan"]


def words(name):
    return name.replace(",", " ").split()


def plain(name):
    """A person's name with the family name last, as people write it."""
    if "," in name:
        family, _, given = name.partition(",")
        return f"{given.strip()} {family.strip()}".strip()
    return name


def typo(name, rng):
    spots = [i for i, c in enumerate(name) if c.isalpha() and c.lower() in NEAR]
    if len(spots) < 3:
        return name
    at = rng.choice(spots)
    how = rng.randrange(4)
    if how == 0:
        return name[:at] + rng.choice(NEAR[name[at].lower()]) + name[at + 1 :]
    if how == 1:
        return name[:at] + name[at + 1 :]
    if how == 2:
        return name[:at] + name[at] + name[at:]
    if at + 1 < len(name) and name[at + 1].isalpha():
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :]


def replaced(name, table, rng, most=2):
    low = name.lower()
    ways = [(a, b) for a, b in table if a in low]
    rng.shuffle(ways)
    done = low
    for a, b in ways[: rng.randint(1, most)]:
        done = done.replace(a, b, 1)
    return done if done != low else None


def longer(parts, least):
    return len(parts) >= least


def class_of_ways():
    def exact(name, kind, rng):
        return plain(name)

    def comma(name, kind, rng):
        if kind != "person":
            return name.lower()
        parts = words(plain(name))
        return f"{parts[-1]}, {' '.join(parts[:-1])}" if len(parts) > 1 else None

    def swap(name, kind, rng):
        parts = words(plain(name))
        if len(parts) < 2:
            return None
        mixed = parts[:]
        while mixed == parts:
            rng.shuffle(mixed)
            if len(set(parts)) == 1:
                return None
        return " ".join(mixed)

    def typo_1(name, kind, rng):
        return typo(plain(name), rng)

    def typo_2(name, kind, rng):
        return typo(typo(plain(name), rng), rng)

    def middle(name, kind, rng):
        parts = words(plain(name))
        if kind != "person" or len(parts) < 3:
            return None
        del parts[rng.randrange(1, len(parts) - 1)]
        return " ".join(parts)

    def initials(name, kind, rng):
        parts = words(plain(name))
        if kind != "person" or len(parts) < 2:
            return None
        keep = len(parts) - 1
        return " ".join(p if i == keep else f"{p[0]}." for i, p in enumerate(parts))

    def dress(name, kind, rng):
        if kind == "person":
            return f"{rng.choice(TITLES)} {plain(name)}"
        parts = words(name)
        if kind == "vessel":
            return f"M/V {name}"
        if parts[-1].upper().strip(".") in {f.strip(".") for f in FORMS} and len(parts) > 2:
            parts[-1] = rng.choice(FORMS)
            return " ".join(parts)
        return f"{name} {rng.choice(FORMS)}"

    def variant(name, kind, rng):
        return replaced(plain(name), VARIANTS, rng)

    def sound(name, kind, rng):
        return replaced(plain(name), SOUNDS, rng)

    def spacing(name, kind, rng):
        parts = words(plain(name))
        how = rng.randrange(3)
        if how == 0 and len(parts) > 1:
            at = rng.randrange(len(parts) - 1)
            return " ".join(parts[:at] + [parts[at] + parts[at + 1].lower()] + parts[at + 2 :])
        if how == 1 and len(parts) > 1:
            at = rng.randrange(len(parts) - 1)
            return " ".join(parts[:at] + [parts[at] + "-" + parts[at + 1]] + parts[at + 2 :])
        long = [i for i, p in enumerate(parts) if len(p) > 6]
        if not long:
            return None
        at = rng.choice(long)
        cut = rng.randrange(3, len(parts[at]) - 2)
        return " ".join(parts[:at] + [parts[at][:cut], parts[at][cut:]] + parts[at + 1 :])

    def extra(name, kind, rng):
        parts = words(plain(name))
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(EXTRA))
        return " ".join(parts)

    def looks(name, kind, rng):
        spots = [i for i, c in enumerate(name) if c.lower() in LOOKS]
        if not spots:
            return None
        out = list(plain(name))
        spots = [i for i, c in enumerate(out) if c.lower() in LOOKS]
        for at in rng.sample(spots, min(len(spots), rng.randint(1, 3))):
            out[at] = rng.choice(LOOKS[out[at].lower()])
        return "".join(out)

    def cyrillic(name, kind, rng):
        low = plain(name).lower()
        if kind != "person" or not re.fullmatch(r"[a-z' -]+", low):
            return None
        for a, b in CYRILLIC:
            low = low.replace(a, b)
        return low.title()

    def several(name, kind, rng):
        parts = words(plain(name))
        if len(parts) < 2:
            return None
        if len(parts) > 2:
            del parts[rng.randrange(1, len(parts) - 1)]
        at = max(range(len(parts)), key=lambda i: len(parts[i]))
        parts[at] = typo(parts[at], rng)
        if rng.random() < 0.7:
            parts = parts[1:] + parts[:1]
        dressed = " ".join(parts)
        return f"{rng.choice(TITLES)} {dressed}" if kind == "person" else dressed

    return [
        ("exact", exact, 130), ("comma", comma, 130), ("order", swap, 120), ("one slip", typo_1, 200),
        ("two slips", typo_2, 160), ("middle left out", middle, 140), ("initials", initials, 100),
        ("title, legal form", dress, 100), ("spelling", variant, 200), ("sound", sound, 120),
        ("spacing", spacing, 120), ("a word too many", extra, 100), ("look-alikes, marks", looks, 60),
        ("several at once", several, 140), ("Cyrillic by rule", cyrillic, 40),
    ]


def positives(entries, native, rng):
    by_kind = collections.defaultdict(list)
    for entry in entries:
        by_kind[entry["kind"]].append(entry)
    kinds = ["person"] * 60 + ["entity"] * 33 + ["vessel"] * 7
    out = []
    for name, way, count in class_of_ways():
        made = tries = 0
        while made < count and tries < count * 200:
            tries += 1
            kind = rng.choice(kinds)
            entry = rng.choice(by_kind[kind])
            strong = [n["n"] for n in entry["names"] if not n["weak"]]
            of = strong[0] if rng.random() < 0.6 or len(strong) == 1 else rng.choice(strong[1:])
            asked = way(of, kind, rng)
            if asked and (name in ("exact", "comma") or asked != of):
                out.append(question(entry, asked, name, of))
                made += 1
    of = {entry["id"]: entry for entry in entries}
    homes = [(number, name) for number, name in sorted(native.items()) if number in of]
    arabic = [one for one in homes if re.search(r"[\u0600-\u06ff]", one[1])]
    other = [one for one in homes if not re.search(r"[\u0600-\u06ff]", one[1])]
    for kind, chosen, most in (("Arabic, real", arabic, 120), ("other scripts, real", other, 40)):
        for number, name in rng.sample(chosen, min(most, len(chosen))):
            out.append(question(of[number], name, kind, of[number]["names"][0]["n"]))
    return out


def question(entry, asked, name, of):
    return {
        "name": asked, "kind": entry["kind"], "class": name, "want": entry["id"], "of": of,
        "dob": entry["dob"][0] if entry["dob"] else None, "gender": entry.get("gender"),
    }


FIRM = (
    "Global United Eastern Northern Pacific Central First National General Modern Royal Star Golden New".split(),
    "Trading Shipping Energy Steel Logistics Marine Construction Petroleum Textile Food Aviation Media".split(),
    "Company Group Holding Industries Services Enterprises International Partners".split(),
)
SHIP = ("Ocean Sea Lady Star Blue Silver Northern Golden Pacific Baltic".split(),
        "Pride Dawn Queen Spirit Horizon Pearl Wave Eagle Hope Trader Lily Fortune".split())


def skeleton(name):
    flat = unicodedata.normalize("NFKD", name.lower())
    return " ".join(sorted(re.sub(r"[^bcdfghjklmnpqrstvwxz]", "", w) for w in flat.split()))


def negatives(entries, clean, rng):
    known = {skeleton(n["n"].replace(",", " ")) for e in entries for n in e["names"]}
    people = [e for e in entries if e["kind"] == "person"]
    out = []

    def add(name, kind, sort, dob=None, gender=None):
        if name and (skeleton(name).strip() == "" or skeleton(name) not in known):
            out.append({"name": name, "kind": kind, "class": sort, "want": None, "dob": dob, "gender": gender})

    latin = [p for p in clean if re.fullmatch(r"[\x00-\u024f]+", p["full_name"])]
    other = [p for p in clean if not re.fullmatch(r"[\x00-\u024f]+", p["full_name"])]
    for sort, pool, count in (("people", latin, 900), ("people, other scripts", other, 250)):
        for p in rng.sample(pool, min(count, len(pool))):
            add(p["full_name"], "person", sort, p["date_of_birth"], p["gender"])
    for _ in range(250):
        p = rng.choice(latin)
        add(f"{p['last_name']} {rng.choice(FIRM[1])} {rng.choice(FORMS)}", "entity", "firms with a name")
    for _ in range(200):
        add(" ".join(rng.choice(part) for part in FIRM), "entity", "firms of general words")
    for _ in range(100):
        ship = [rng.choice(SHIP[0]), rng.choice(SHIP[1]), rng.choice(latin)["last_name"]]
        add(" ".join(ship[rng.randrange(2) :]), "vessel", "ships")
    for _ in range(300):
        one, two = rng.sample(people, 2)
        given = words(plain(one["names"][0]["n"]))
        family = words(plain(two["names"][0]["n"]))
        dob = f"{rng.randint(1940, 2000)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        add(" ".join(given[:-1] + family[-1:]), "person", "two listed names mixed", dob, "male")
    return out


# --- those who are asked -------------------------------------------------------------------------


class Caseway:
    name = "Caseway"

    def __init__(self, program, entries, folder, weights=()):
        path = f"{folder}/entries.jsonl"
        with open(path, "w") as file:
            for entry in entries:
                file.write(json.dumps(entry) + "\n")
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "screen", "stream", path, *weights], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline().strip() == "ready"
        self.load = time.perf_counter() - begun

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(l.split()[1]) / 1024 for l in file if l.startswith("VmRSS"))

    def ask(self, questions, evidence):
        answers, times = [], []
        for number, one in enumerate(questions):
            sent = {"qid": str(number), "name": one["name"], "kind": one["kind"]}
            if evidence:
                sent.update({k: one[k] for k in ("dob", "gender") if one.get(k)})
            begun = time.perf_counter()
            self.process.stdin.write(json.dumps(sent) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            times.append(time.perf_counter() - begun)
            hits = json.loads(line).get("hits", [])
            answers.append([(hit["id"], hit["score"]) for hit in hits])
        return answers, times


class TokenSort:
    name = "rapidfuzz token_sort"

    def __init__(self, entries):
        from rapidfuzz import fuzz, process, utils

        self.how, self.process, self.clean = fuzz.ratio, process, utils.default_process
        self.names, self.ids = [], []
        for entry in entries:
            for one in entry["names"]:
                self.names.append(self.sorted(one["n"]))
                self.ids.append(entry["id"])
        self.spent = 0.0

    def sorted(self, name):
        return " ".join(sorted(self.clean(name).split()))

    def cpu(self):
        return time.process_time()

    def ask(self, questions, evidence):
        answers, times = [], []
        for one in questions:
            begun = time.perf_counter()
            found = self.process.extract(self.sorted(one["name"]), self.names, scorer=self.how, limit=20)
            times.append(time.perf_counter() - begun)
            best = {}
            for _, score, at in found:
                best[self.ids[at]] = max(best.get(self.ids[at], 0), score / 100)
            answers.append(sorted(best.items(), key=lambda hit: -hit[1]))
        return answers, times


class LogicV2(TokenSort):
    """The best peer: its scores for the fifty candidates that a look-up by words and by letters finds."""

    name = "nomenklatura logic-v2"

    def __init__(self, entries):
        super().__init__(entries)
        from followthemoney import EntityProxy, model
        from nomenklatura.matching import get_algorithm
        from nomenklatura.matching.types import ScoringConfig

        self.algorithm = get_algorithm("logic-v2")
        self.config = self.algorithm.default_config() if hasattr(self.algorithm, "default_config") else ScoringConfig.defaults()
        self.schema = {"person": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
        self.model, self.proxy = model, EntityProxy
        self.entities = {}
        for entry in entries:
            self.entities[entry["id"]] = self.entity(
                entry["id"], entry["kind"], [n["n"] for n in entry["names"]], entry["dob"], entry.get("gender")
            )

    def entity(self, number, kind, names, dob, gender):
        properties = {"name": [plain(n) if kind == "person" else n for n in names]}
        if kind == "person":
            properties["birthDate"] = dob or []
            properties["gender"] = [gender] if gender else []
        data = {"id": number, "schema": self.schema.get(kind, "LegalEntity"), "properties": properties}
        return self.proxy.from_dict(data) if hasattr(self.proxy, "from_dict") else self.model.get_proxy(data)

    def ask(self, questions, evidence):
        answers, times = [], []
        for number, one in enumerate(questions):
            begun = time.perf_counter()
            found = self.process.extract(self.sorted(one["name"]), self.names, scorer=self.how, limit=50)
            dob = [one["dob"]] if evidence and one.get("dob") else []
            query = self.entity(f"q{id(questions)}-{number}", one["kind"], [one["name"]], dob, one.get("gender") if evidence else None)
            best = {}
            for candidate in {self.ids[at] for _, _, at in found}:
                result = self.algorithm.compare(query, self.entities[candidate], self.config)
                best[candidate] = result.score
            times.append(time.perf_counter() - begun)
            answers.append(sorted(best.items(), key=lambda hit: -hit[1]))
        return answers, times


# --- what it comes to ------------------------------------------------------------------------------


def got(question, answer):
    return max((score for number, score in answer if number == question["want"]), default=0.0)


def top(answer):
    return max((score for _, score in answer), default=0.0)


def at_alarms(clean, share):
    """The lowest threshold at which no more than a share of the clean are alarmed."""
    ranked = sorted(clean, reverse=True)
    allowed = int(len(ranked) * share)
    return ranked[allowed] + 1e-9 if allowed < len(ranked) else 0.0


def figures(found, clean, rng=None):
    out = {}
    for share in (0.002, 0.01, 0.05):
        threshold = at_alarms(clean, share)
        out[share] = (sum(s >= threshold for s in found) / len(found), threshold)
    best = (0, 0)
    for threshold in sorted(set(found)):
        true = sum(s >= threshold for s in found)
        false = sum(s >= threshold for s in clean)
        f1 = 2 * true / (len(found) + true + false)
        best = max(best, (f1, threshold))
    out["f1"] = best
    if rng:
        again = []
        for _ in range(200):
            some = rng.choices(found, k=len(found))
            none = rng.choices(clean, k=len(clean))
            threshold = at_alarms(none, 0.01)
            again.append(sum(s >= threshold for s in some) / len(some))
        again.sort()
        out["interval"] = (again[4], again[194])
    return out


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def report(engine, good, bad, threshold, rng, out):
    for evidence in (False, True):
        before = engine.cpu()
        answers, times = engine.ask(good, evidence)
        clean_answers, more = engine.ask(bad, evidence)
        spent = engine.cpu() - before
        times += more
        found = [got(q, a) for q, a in zip(good, answers)]
        clean = [top(a) for a in clean_answers]
        sums = figures(found, clean, rng)
        first = sum(bool(a) and a[0][0] == q["want"] for q, a in zip(good, answers)) / len(good)
        low, high = sums["interval"]
        print(
            f"| {engine.name}{', with evidence' if evidence else ''} | {sums[0.002][0]:.3f} | "
            f"**{sums[0.01][0]:.3f}** ({low:.3f} to {high:.3f}) | {sums[0.05][0]:.3f} | {sums['f1'][0]:.3f} "
            f"({sums['f1'][1]:.2f}) | {first:.3f} | {len(times) / max(spent, 0.01):,.0f} | "
            f"{percentile(times, 0.5):.2f} / {percentile(times, 0.99):.2f} |", file=out, flush=True,
        )
        yield evidence, found, clean, sums, answers, clean_answers


def by_class(good, bad, told, out):
    _, found, clean, sums, *_ = told[0]
    _, with_found, with_clean, with_sums, *_ = told[1]
    print("\n| class | n | name alone | with evidence |\n|---|---|---|---|", file=out)
    rows = collections.defaultdict(list)
    for q, a, b in zip(good, found, with_found):
        rows[q["class"]].append((a >= sums[0.01][1], b >= with_sums[0.01][1]))
    for name, hits in rows.items():
        a, b = (sum(h[i] for h in hits) / len(hits) for i in (0, 1))
        print(f"| {name} | {len(hits)} | {a:.2f} | {b:.2f} |", file=out)
    rows = collections.defaultdict(list)
    for q, a, b in zip(bad, clean, with_clean):
        rows[q["class"]].append((a >= sums[0.01][1], b >= with_sums[0.01][1]))
    for name, hits in rows.items():
        a, b = (sum(h[i] for h in hits) / len(hits) for i in (0, 1))
        print(f"| *alarms:* {name} | {len(hits)} | {a:.3f} | {b:.3f} |", file=out)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--program", required=True)
    args.add_argument("--sdn", required=True)
    args.add_argument("--alt", required=True)
    args.add_argument("--un", required=True)
    args.add_argument("--clean", nargs="*", default=[])
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threshold", type=float, default=0.74)
    args.add_argument("--work", default=".")
    args.add_argument("--peers", action="store_true")
    args.add_argument("--weights", help="ask with this table of weights in place of the shipped one")
    args.add_argument("--misses", help="write what was missed here, to develop with")
    args = args.parse_args()
    rng = random.Random(args.seed)
    entries = ofac(args.sdn, args.alt)
    more, native = un(args.un)
    entries += more
    clean = []
    for path in args.clean:
        clean += list(csv.DictReader(io.StringIO(opened(path).decode())))
    good = positives(entries, native, rng)
    bad = negatives(entries, clean, rng)
    names = sum(len(e["names"]) for e in entries)
    out = sys.stdout
    print(f"{len(entries):,} entries, {names:,} names; {len(good):,} questions that must find, {len(bad):,} that must not; seed {args.seed}\n", file=out)
    print("| engine | recall at 0.2 % alarms | at 1 % | at 5 % | best F1 (at) | ranked first | questions a CPU second | p50 / p99 ms |", file=out)
    print("|---|---|---|---|---|---|---|---|", file=out)
    weights = ["--weights", args.weights] if args.weights else []
    ours = Caseway(args.program, entries, args.work, weights)
    told = list(report(ours, good, bad, args.threshold, rng, out))
    if args.peers:
        some = slice(None)
        for engine in (TokenSort(entries), LogicV2(entries)):
            for _ in report(engine, good[some], bad[some], args.threshold, rng, out):
                pass
    print(f"\nLoaded in {ours.load:.2f} s, {ours.memory():.0f} MB.", file=out)
    for (evidence, found, clean_scores, *_), word in zip(told, ("name alone", "with evidence")):
        true = sum(s >= args.threshold for s in found)
        false = sum(s >= args.threshold for s in clean_scores)
        print(f"At {args.threshold}, {word}: recall {true / len(found):.3f}, precision {true / max(true + false, 1):.3f}, alarms {false / len(clean_scores):.3f}", file=out)
    by_class(good, bad, told, out)
    if args.misses:
        _, found, clean_scores, sums, answers, clean_answers = told[0]
        with open(args.misses, "w") as file:
            for q, s, a in zip(good, found, answers):
                if s < sums[0.01][1]:
                    file.write(f"miss\t{q['class']}\t{s:.3f}\t{q['name']}\t{q['of']}\t{a[:1]}\n")
            name_of = {e["id"]: e["names"][0]["n"] for e in entries}
            for q, s, a in sorted(zip(bad, clean_scores, clean_answers), key=lambda x: -x[1])[:60]:
                file.write(f"alarm\t{q['class']}\t{s:.3f}\t{q['name']}\t{name_of.get(a[0][0]) if a else ''}\n")


if __name__ == "__main__":
    main()
