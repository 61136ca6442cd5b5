#!/usr/bin/env python3
"""Looks for the planted groups in a made nation without the product: what is left of a group's shortfall.

Usage: planted_residuals.py FOLDER TRUTH.json     (needs numpy, a tool and not part of the product)

For each planted group: mean residual of the standardised mean level of the outcome, after the earlier result (third
degree), all main characteristics, year and school, five years pooled; with its z. One standard deviation here is
about 1.1 of the latent score. Learners of schools that send Common Transfer Files are not in the files read.
"""
import collections
import csv
import glob
import json
import os
import sys

import numpy

LEVEL = {"W": 0, "N": None, "D": None, "A": None, "NCO1": 0, "NCO2": 0.5, "NCO3": 1}


def rows(folder, pattern):
    for path in sorted(glob.glob(os.path.join(folder, pattern))):
        with open(path, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def results(folder, stage):
    """UPN -> (year, mean level of the three subjects, level of writing, school)."""
    found = {}
    for year in range(1997, 2011):
        sums = collections.defaultdict(list)
        writing, school = {}, {}
        for row in rows(folder, f"assessment/{year}/*_{stage}.csv"):
            level = LEVEL.get(row["level"], None) if not row["level"].isdigit() else int(row["level"])
            school[row["upn"]] = row["school"]
            if level is None:
                continue
            if row["component"] == "SUB":
                sums[row["upn"]].append(level)
            elif row["component"] == "WRI":
                writing[row["upn"]] = level
        for upn, levels in sums.items():
            if len(levels) == 3:
                found[upn] = (year, sum(levels) / 3, writing.get(upn, 0), school[upn])
    return found


def traits(row, able, moved, medium):
    month = (int(row["dob"][5:7]) + 3) % 12
    return {"boy": row["sex"] == "M", "girl": row["sex"] == "F", "fsm": row["fsm_eligible"] == "Y", "not-fsm": row["fsm_eligible"] != "Y",
            "summer-born": month >= 8, "young-carer": row["young_carer"] == "Y", "school-action": row["sen_provision"] == "A",
            "action-plus": row["sen_provision"] == "P", "statement": row["sen_provision"] == "S", "sen": row["sen_provision"] in "APS",
            "welsh-medium": medium in ("WM", "TR", "AB", "BB"), "english-home": row["first_language"] == "ENG", "moved": moved, "able": able,
            "eal-c": row["eal_stage"] == "C", "looked-after": row["looked_after"] == "Y", "mixed": row["ethnic_background"][:1] == "M",
            "traveller": row["traveller"] == "Y", "migrant": row["migrant_worker"] == "Y", "service": row["service_child"] == "Y",
            "eal-a": row["eal_stage"] == "A", "eal-b": row["eal_stage"] == "B", "eal-d": row["eal_stage"] == "D", "eal-e": row["eal_stage"] == "E",
            "asian": row["ethnic_background"][:1] == "A", "black": row["ethnic_background"][:1] == "B", "chinese": row["ethnic_background"] == "CHNE",
            "other": row["ethnic_background"] == "OOTH", "autumn": month < 4}


MAIN = ["boy", "fsm", "summer-born", "autumn", "young-carer", "school-action", "action-plus", "statement", "english-home", "moved", "eal-a",
        "eal-b", "eal-c", "eal-d", "eal-e", "looked-after", "mixed", "traveller", "migrant", "service", "asian", "black", "chinese", "other"]


def residuals(folder, stage, writing, categories):
    """Standardised residuals, list of trait sets, schools, authorities."""
    now, before = results(folder, "ks2" if stage == 2 else "ks3"), results(folder, "ks1" if stage == 2 else "ks2")
    outcome, prior, columns, found, schools, years = [], [], [], [], [], []
    high = 2.6 if stage == 2 else 4.6   # two of three subjects above the expected level: the top third by mid-rank
    for year in range(2006, 2011):
        for row in rows(folder, f"census/{year}/*.csv"):
            upn = row["upn"]
            if row["nc_year"] != ("6" if stage == 2 else "9") or row["enrolment_status"] == "S" or upn not in before or now.get(upn, (0,))[0] != year:
                continue
            entered = row["entry_date"]
            usual = int(entered[:4]) if entered[5:] == "09-01" else 0
            first = usual and (usual == year - (3 if stage == 3 else 99))
            moved = entered >= f"{year - 2}-01-15" and not first
            has = traits(row, before[upn][1] >= high, moved, categories.get(row["school"], ""))
            outcome.append(now[upn][2] if writing else now[upn][1])
            prior.append(before[upn][1])
            columns.append([has[name] for name in MAIN])
            found.append(has)
            schools.append(row["school"])
            years.append(year)
    y = numpy.array(outcome, float)
    y = (y - y.mean()) / y.std()
    p = numpy.array(prior, float)
    p = (p - p.mean()) / p.std()
    x = numpy.column_stack([p, p**2, p**3, p * 0 + numpy.array([h["able"] for h in found]), numpy.array(columns, float)] +
                           [numpy.array(years) == year for year in range(2007, 2011)]).astype(float)
    _, index = numpy.unique(schools, return_inverse=True)
    size = numpy.bincount(index)

    def within(v):
        return v - (numpy.bincount(index, v) / size)[index]
    x = numpy.column_stack([within(column) for column in x.T])
    y = within(y)
    beta = numpy.linalg.lstsq(x, y, rcond=None)[0]
    return y - x @ beta, found, schools, years


def main():
    folder, truth = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
    categories = {row["school"]: row["language_category"] for row in rows(folder, "organisations/schools.csv")}
    cache = {}
    print(f"{'group':<6}{'planted':>9}{'n':>8}{'schools':>9}{'residual':>10}{'z':>8}{'last year':>11}")
    for group in truth["groups"]:
        stage, writing = int(group["outcome"][2]), "writing" in group["outcome"]
        if (stage, writing) not in cache:
            cache[stage, writing] = residuals(folder, stage, writing, categories)
        e, found, schools, years = cache[stage, writing]
        member = numpy.array([all(h[w] for w in group["where"]) and (not group["authorities"] or s[:3] in group["authorities"])
                              for h, s in zip(found, schools)])
        if not member.any():
            print(f"{group['id']:<6} nobody")
            continue
        mine, last = e[member], e[member & (numpy.array(years) == 2010)]
        z = mine.mean() / (e.std() / len(mine) ** 0.5)
        z_last = last.mean() / (e.std() / max(1, len(last)) ** 0.5) if len(last) else float("nan")
        effect = list(group["effect_by_year"].values())[-1]
        print(f"{group['id']:<6}{effect:>9.2f}{len(mine):>8}{len({s for s, m in zip(schools, member) if m}):>9}{mine.mean():>10.3f}{z:>8.1f}{z_last:>11.1f}")


if __name__ == "__main__":
    main()
