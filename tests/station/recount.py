#!/usr/bin/env python3
"""Counts a day's visits again from the bare records and compares them with an export.

Usage: recount.py JOURNAL EXPORT DAY: JOURNAL is what `kaimen-station journal --json` printed, EXPORT what `export --format
json` made, DAY as the journal writes it ("2026-05-14" or "2026-05-14 rehearsal"). Written from the rules of the fold in
the design, not from its code: nothing here shares a line with it. Ends with 1 and says every number that differs.
"""
import collections
import json
import sys


def load(journal, day):
    records = {}
    for line in open(journal, encoding="utf-8"):
        record = json.loads(line)
        if record.get("day") == day and record["kind"] not in ("node", "programme", "forget"):
            records[f'{record["node"]}/{record["seq"]}'] = record
    undone = {record["target"] for record in records.values() if record["kind"] == "undo"}
    return {name: record for name, record in records.items() if name not in undone}


def order(name, record):
    node, seq = name.split("/")
    return record["time"], node, int(seq)


def tickets_of(records):
    """Each ticket with its facts: zone, people, state, admissions in order."""
    tickets = {}
    about = collections.defaultdict(list)
    for name, record in records.items():
        if record["kind"] in ("issue", "transfer"):
            tickets[name] = {"name": name, "record": record, "zone": record["zone"], "people": record["people"],
                             "party": sum(record["people"])}
        if "ticket" in record:
            about[record["ticket"]].append((order(name, record), record))
    for name, ticket in tickets.items():
        said = sorted(about[name], key=lambda entry: entry[0])
        kinds = [record["kind"] for _, record in said]
        ticket["admissions"] = [key for key, record in said if record["kind"] == "check_in"]
        decisions = [kind for kind in kinds if kind in ("call", "no_show", "requeue")]
        ticket["state"] = ("admitted" if ticket["admissions"] else
                           "cancelled" if "cancel" in kinds else
                           "transferred" if "transfer" in kinds else
                           {"call": "called", "no_show": "no_show"}.get((decisions or [""])[-1], "waiting"))
    return tickets


def visitors_of(tickets):
    """Tickets that name one another are one visitor's: the first admitted ticket of each."""
    root = {name: name for name in tickets}

    def find(name):
        while root[name] != name:
            name = root[name]
        return name

    for name, ticket in tickets.items():
        other = ticket["record"].get("visitor") or (
            ticket["record"]["kind"] == "transfer" and ticket["record"]["ticket"])
        if other in tickets:
            root[find(name)] = find(other)
    first = {}
    for name, ticket in tickets.items():
        if ticket["admissions"]:
            group = find(name)
            if group not in first or ticket["admissions"][0] < first[group]["admissions"][0]:
                first[group] = ticket
    return list(first.values())


def people(tickets):
    return sum(ticket["party"] for ticket in tickets)


def compare(export, tickets):
    wrong = []

    def check(what, exported, counted):
        if exported != counted:
            wrong.append(f"{what}: the export has {exported}, the records {counted}")

    admitted = [ticket for ticket in tickets.values() if ticket["admissions"]]
    visitors = visitors_of(tickets)
    lines = {row["item"]: row["value"] for row in export["summary"]}
    check("visitors, people", lines["visitors, people"], people(visitors))
    check("visitors, parties", lines["visitors, parties"], len(visitors))
    check("visits, people", lines["visits, people"], people(admitted))
    check("visits, parties", lines["visits, parties"], len(admitted))
    check("tickets", lines["tickets"], len(tickets))
    check("double admissions", lines["double admissions"], sum(len(t["admissions"]) - 1 for t in admitted))
    by_category = [row["value"] for row in export["summary"] if row["item"].startswith("visitors: ")]
    for i, value in enumerate(by_category):
        check(f"visitors of category {i}", value, sum(ticket["people"][i] for ticket in visitors))
    for row in export["zones"]:
        mine = [ticket for ticket in tickets.values() if ticket["zone"] == row["zone"]]
        in_state = {state: [t for t in mine if t["state"] == state] for state in
                    ("admitted", "waiting", "no_show", "cancelled")}
        check(f'{row["zone"]} tickets', row["tickets"], len(mine))
        check(f'{row["zone"]} tickets, people', row["tickets_people"], people(mine))
        check(f'{row["zone"]} visits', row["visits"], len(in_state["admitted"]))
        check(f'{row["zone"]} visits, people', row["visits_people"], people(in_state["admitted"]))
        check(f'{row["zone"]} waiting', row["waiting"], len(in_state["waiting"]))
        check(f'{row["zone"]} no-shows', row["no_shows"], len(in_state["no_show"]))
        check(f'{row["zone"]} cancelled', row["cancelled"], len(in_state["cancelled"]))
        check(f'{row["zone"]} doubles', row["doubles"], sum(len(t["admissions"]) - 1 for t in in_state["admitted"]))
    hours = collections.Counter()
    for ticket in admitted:
        hour = ticket["admissions"][0][0][11:13]
        hours[hour, "visits_people"] += ticket["party"]
        hours[hour, ticket["zone"]] += ticket["party"]
    exported = {(row["hour"][:2], key): value for row in export["hours"] for key, value in row.items() if value and key != "hour"}
    check("hours", sorted(exported.items()), sorted(hours.items()))
    check("lines of visits", len(export["visits"]), len(tickets))
    for state in ("admitted", "waiting", "called", "cancelled", "transferred"):
        check(f"lines of {state}", sum(row["state"].endswith(" " + state) for row in export["visits"]),
              sum(ticket["state"] == state for ticket in tickets.values()))
    check("people of admitted lines", sum(row["party"] for row in export["visits"] if row["admitted"]), people(admitted))
    return wrong


def main():
    journal, export, day = sys.argv[1:]
    tickets = tickets_of(load(journal, day))
    with open(export, encoding="utf-8") as file:
        wrong = compare(json.load(file), tickets)
    print("\n".join(wrong) or f"{len(tickets)} tickets: every number agrees")
    return 1 if wrong or not tickets else 0


if __name__ == "__main__":
    sys.exit(main())
