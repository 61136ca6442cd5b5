#!/usr/bin/env python3
"""Compares a made nation with the national figures it must show, from its files and not through the product.

Usage: national_targets.py FOLDER [--authority-scale]

Reads census, key-stage and attendance files of FOLDER (Python standard library only), prints one line for each
figure with target, what was got and the tolerance, and ends with status 1 when one is outside. The tolerances are
for the whole nation; with --authority-scale they are four times as wide. Learners of schools that send Common
Transfer Files are not in these files, so shares are of the others.
"""
import collections
import csv
import glob
import os
import sys

EXPECTED = {"ks1": 2, "ks2": 4, "ks3": 5}
POINTS = {"A*": 58, "A": 52, "B": 46, "C": 40, "D": 34, "E": 28, "F": 22, "G": 16, "U": 0}


def rows(folder, pattern):
    for path in sorted(glob.glob(os.path.join(folder, pattern))):
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            yield header, reader


def census(folder, year):
    """UPN -> (FSM, girl, White, SEN, looked after, EAL stage, year group, school); main registrations only."""
    found = {}
    for header, reader in rows(folder, f"census/{year}/*.csv"):
        at = {name: place for place, name in enumerate(header)}
        for row in reader:
            if len(row) < len(header) or row[at["enrolment_status"]] == "S":
                continue
            found[row[0]] = (row[at["fsm_eligible"]] == "Y", row[at["sex"]] == "F", row[at["ethnic_background"]],
                             row[at["sen_provision"]], row[at["looked_after"]] == "Y", row[at["eal_stage"]],
                             row[at["nc_year"]], row[at["school"]])
    return found


def core(folder, year, stage):
    """UPN -> {language, mathematics, science: reached the expected level}."""
    found = collections.defaultdict(dict)
    least = EXPECTED[stage]
    for _, reader in rows(folder, f"assessment/{year}/*_{stage}.csv"):
        for upn, _school, subject, component, level, *_ in reader:
            if component == "SUB":
                name = "LAN" if subject in ("ENG", "CYM") else subject
                found[upn][name] = level.isdigit() and int(level) >= least
    return found


def examinations(folder, year):
    """UPN -> (level 1, level 2, level 2 inclusive, capped points, any pass)."""
    grades = collections.defaultdict(list)
    for _, reader in rows(folder, f"assessment/{year}/*_ks4.csv"):
        for upn, _school, _kind, subject, grade, *_ in reader:
            grades[upn].append((subject, POINTS[grade]))
    found = {}
    for upn, results in grades.items():
        good = {subject for subject, points in results if points >= 40}
        points = sorted((points for _, points in results), reverse=True)
        passes = sum(p > 0 for p in points)
        level2 = len(good) >= 5
        found[upn] = (passes >= 5, level2, level2 and bool(good & {"ENG", "CYM"}) and "MAT" in good, sum(points[:8]), passes > 0)
    return found


def percent(values):
    values = list(values)
    return 100 * sum(values) / len(values) if values else float("nan")


class Table:
    def __init__(self, wider):
        self.wider, self.outside = wider, 0

    def line(self, name, target, got, tolerance):
        fits = abs(got - target) <= tolerance * self.wider
        self.outside += not fits
        print(f"{name:<48} target {target:7.2f}  got {got:7.2f}  ± {tolerance * self.wider:4.1f}  {'' if fits else 'OUTSIDE'}")

    def at_least(self, name, least, got):
        fits = got >= least
        self.outside += not fits
        print(f"{name:<48} least  {least:7.2f}  got {got:7.2f}         {'' if fits else 'OUTSIDE'}")


def key_stages(table, folder, people):
    targets = {"ks1": ([80.6, 80.7, 81.1, 81.6], 1.2), "ks2": ([74.1, 75.5, 77.0, 78.2], 1.2), "ks3": ([56.7, 59.6, 61.3, 63.7], 1.5)}
    split = {"ks1": (67, 85), "ks2": (60, 81), "ks3": (37, 67)}
    for stage, (wanted, tolerance) in targets.items():
        for year, target in zip(range(2007, 2011), wanted):
            levels = core(folder, year, stage)
            both = {upn: all(reached.values()) for upn, reached in levels.items()}
            table.line(f"CSI {stage} {year}", target, percent(both.values()), tolerance)
            known = people[year]
            if year == 2009:
                for who, goal in ((True, split[stage][0]), (False, split[stage][1])):
                    table.line(f"CSI {stage} {year} {'FSM' if who else 'not FSM'}", goal,
                               percent(v for u, v in both.items() if u in known and known[u][0] == who), 3)
            if stage == "ks1" and year == 2010:
                for subject, goal in (("LAN", 9), ("MAT", 4)):
                    of = {s: percent(r[subject] for u, r in levels.items() if u in known and known[u][1] == s) for s in (True, False)}
                    table.line(f"girls - boys {stage} {subject} 2010", goal, of[True] - of[False], 2.5)
                table.line("SEN KS1 CSI", 47, percent(v for u, v in both.items() if u in known and known[u][3] in "APS"), 4)
            if stage == "ks2" and year == 2010:
                pooled = {}
                for each in range(2007, 2011):
                    for upn, reached in core(folder, each, "ks2").items():
                        if upn in people[each]:
                            pooled[upn, each] = (people[each][upn], all(reached.values()))
                table.line("looked after KS2 CSI", 45, percent(v for p, v in pooled.values() if p[4]), 6)
                late = percent(v for p, v in pooled.values() if p[5] in ("D", "E"))
                table.at_least("EAL D-E above not EAL, KS2", 0, late - percent(v for p, v in pooled.values() if p[5] == "N"))


def key_stage_4(table, folder, people):
    gaps = {}
    for year, target in zip(range(2006, 2011), [42.6, 43.7, 44.8, 47.6, 49]):
        found, known = examinations(folder, year), people[year]
        table.line(f"KS4 L2 inclusive {year}", target, percent(r[2] for r in found.values()), 1.5)
        part = {w: percent(r[2] for u, r in found.items() if u in known and known[u][0] == w) for w in (True, False)}
        gaps[year] = part[False] - part[True]
        if year < 2010:
            table.line(f"KS4 FSM gap {year}", {2006: 29.5, 2007: 29.6, 2008: 30.1, 2009: 31.9}[year], gaps[year], 3)
        if year == 2009:
            table.line("L2 inclusive 2009 FSM", 20.1, part[True], 2)
            table.line("L2 inclusive 2009 not FSM", 52.0, part[False], 2)
        if year == 2010:
            table.line("KS4 L2 2010", 64, percent(r[1] for r in found.values()), 3)
            table.line("KS4 L1 2010", 90, percent(r[0] for r in found.values()), 3)
            of = {s: percent(r[2] for u, r in found.items() if u in known and known[u][1] == s) for s in (True, False)}
            table.line("girls - boys L2 inclusive 2010", 8, of[True] - of[False], 2.5)
            table.line("SEN KS4 L2 inclusive", 10, percent(r[2] for u, r in found.items() if u in known and known[u][3] in "APS"), 4)
    table.at_least("widening of the KS4 FSM gap 2006-09", 1, gaps[2009] - gaps[2006])
    cared = [r for y in range(2006, 2011) for u, r in examinations(folder, y).items() if u in people[y] and people[y][u][4]]
    table.line("looked after L2 inclusive", 8, percent(r[2] for r in cared), 6)
    table.line("looked after without qualification", 22.5, percent(not r[4] for r in cared), 7.5)


def concentration(table, known):
    by_school = collections.defaultdict(lambda: [0, 0])
    for person in known.values():
        by_school[person[7]][0] += 1
        by_school[person[7]][1] += person[0]
    for level, targets in (("primary", (28, 16)), ("secondary", (21, None))):
        of = [p for p in known.values() if p[7][3] == ("4" if level == "secondary" else "2") or (level == "primary" and p[7][3] == "3")]
        for who, target in zip((True, False), targets):
            share = [100 * by_school[p[7]][1] / by_school[p[7]][0] for p in of if p[0] == who]
            if target and share:
                table.line(f"{'FSM' if who else 'other'} pupil's {level} has FSM % of", target, sum(share) / len(share), 3)
    table.line("FSM all", 17.3, percent(p[0] for p in known.values()), 0.6)
    table.line("White", 93, percent(p[2][:1] == "W" for p in known.values() if p[2]), 1)


def attendance(table, folder, people):
    total, missed = collections.Counter(), collections.Counter()
    persistent, learners = collections.Counter(), collections.Counter()
    for year in (2009,):
        for header, reader in rows(folder, f"attendance/{year}/*.csv"):
            for row in reader:
                if row[2] != "year":
                    continue
                person = people[year].get(row[0])
                if not person or not row[3].isdigit() or int(row[3]) == 0:
                    continue
                group = person[6]
                level = "secondary" if group in ("7", "8", "9", "10", "11") else "primary" if group in ("R", "1", "2", "3", "4", "5", "6") else None
                if level:
                    possible, absent = int(row[3]), int(row[3]) - int(row[4])
                    for key in (level, (level, person[0])):
                        total[key] += possible
                        missed[key] += absent
                    learners[level] += 1
                    persistent[level] += absent >= 0.2 * possible
    for level, absence, share, tolerance in (("primary", 6.9, 3.4, 0.6), ("secondary", 9.0, 9.3, 0.8)):
        if not learners[level]:
            continue
        table.line(f"absence {level} 2009", absence, 100 * missed[level] / total[level], 0.6)
        table.line(f"persistent absence {level} 2009", share, 100 * persistent[level] / learners[level], tolerance)
        ratio = {w: missed[level, w] / total[level, w] for w in (True, False)}
        table.line(f"absence FSM / not, {level}", 1.84, ratio[True] / ratio[False], 0.4)


def exclusions(table, folder, people):
    fixed, boys, long, permanent, year = 0, 0, 0, 0, 2009
    for _, reader in rows(folder, f"exclusion/{year}/*.csv"):
        for upn, _school, kind, _start, days, *_ in reader:
            if kind == "PERM":
                permanent += 1
                continue
            fixed += float(days) <= 5
            long += float(days) > 5
            boys += float(days) <= 5 and upn in people[year] and not people[year][upn][1]
    if fixed < 1000:
        return
    scale = len(people[year]) / 470000
    table.line("fixed-term exclusions of 5 days or fewer", 17400, fixed / scale, 1600)
    table.line("longer ones", 1000, long / scale, 300)
    table.line("boys among them, %", 75, 100 * boys / fixed, 5)
    table.line("permanent", 213, permanent / scale, 60)


def main():
    folder = sys.argv[1]
    table = Table(4 if "--authority-scale" in sys.argv else 1)
    people = {year: census(folder, year) for year in range(2006, 2011)}
    key_stages(table, folder, people)
    key_stage_4(table, folder, people)
    concentration(table, people[2010])
    attendance(table, folder, people)
    exclusions(table, folder, people)
    print(f"{table.outside} outside")
    return 1 if table.outside else 0


if __name__ == "__main__":
    sys.exit(main())
