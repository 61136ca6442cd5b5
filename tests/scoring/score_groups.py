#!/usr/bin/env python3
"""Compares what `potensial find --json` reported with the groups planted in a made nation.

Usage: score_groups.py TRUTH.json FIND.json...          the table of planted groups, decoys and false findings
       score_groups.py --any separate|finding FIND.json...   how many such findings there are, one number

TRUTH.json is written beside the files by `potensial synthesise`; several answers of `find` are read as one (the
nation's five years, its last two years, an authority's own). A group counts as found when a finding of the right
list has exactly its conditions; as near when a finding has one condition more or less. Python standard library.
Ends with status 1 when a group that was searched for was not found, or a decoy was reported as separate.
"""
import json
import sys

CONDITIONS = {
    "boy": ("sex", "M"), "girl": ("sex", "F"), "fsm": ("fsm", "yes"), "not-fsm": ("fsm", "no"),
    "summer-born": ("term-of-birth", "summer"), "young-carer": ("young-carer", "yes"),
    "school-action": ("sen-provision", "A"), "action-plus": ("sen-provision", "P"), "statement": ("sen-provision", "S"),
    "welsh-medium": ("language-medium", "welsh"), "english-home": ("english-at-home", "yes"),
    "moved": ("moved-in-two-years", "yes"), "able": ("prior-third", "high"), "eal-c": ("eal-stage", "C"),
    "sen": ("sen-any", "yes"), "looked-after": ("looked-after", "yes"), "mixed": ("ethnic-group", "MIXD"),
    "black": ("ethnic-group", "BLAC"), "traveller": ("traveller", "yes"),
}
# The list in which a group must stand, the scope searched (none: the whole population) and the years pooled.
PLACES = {
    "G1": ("separate", None, 5), "G2": ("separate", None, 5), "G3": ("separate", "674", 5), "G4": ("separate", None, 5),
    "G5": ("separate", None, 2), "G6": ("separate", None, 5), "G7": ("separate", None, 5), "G8": ("separate", None, 5),
    "G9": ("main", "curriculum-support", 5), "H1": ("beside_others", None, 5),  # better than its parts foretell, though behind other learners
}
DECOYS = {
    "N1": "statement fsm", "N2": "black boy", "N3": "summer-born looked-after", "N4": "traveller boy",
    "N5": "school-action girl summer-born", "N6": "moved fsm",
}
LISTS = ("main", "separate", "small", "better", "beside_others")


def conditions(words):
    return frozenset(CONDITIONS[word] for word in words)


def where(finding):
    return frozenset(finding["where"].items())


def told(group):
    return ", ".join(f"{name}={level}" for name, level in sorted(group))


def near(one, other):
    return abs(len(one) - len(other)) <= 1 and (one < other or other < one)


def searches_for(searches, outcome, scope, years):
    def fits(search):
        here = search["population"] if scope is None else scope
        pooled = search["years"][1] - search["years"][0] + 1
        return search["stage"].lower() == outcome.lower() and search["scope"] == here and pooled == years
    return [search for search in searches if fits(search) and not search["not_judged"]]


def numbers(finding):
    return f"n {finding['n']}, gap {finding['gap']:+.3f}, own {finding['own']:+.3f}, q {finding['q']:.3f}"


def judge(group, found, expected):
    """(word, details) for one planted group in the searches that ask for it."""
    near_by = []
    for search in found:
        for name in LISTS:
            for finding in search[name]:
                if where(finding) == group:
                    return ("found" if name == expected else f"as {name}"), numbers(finding)
                if near(where(finding), group):
                    near_by.append(f"{name}: {told(where(finding))} ({numbers(finding)})")
    return ("near", "; ".join(near_by)) if near_by else ("not found", "")


def planted_rows(truth, searches):
    for group in truth["groups"]:
        if group["id"] not in PLACES or not group["planted"]:
            continue
        expected, scope, years = PLACES[group["id"]]
        found = searches_for(searches, group["outcome"], scope, years)
        word, details = judge(conditions(group["where"]), found, expected) if found else ("not searched", "")
        yield group["id"], " ".join(group["where"]), group["n"], expected, word, details


def planted_conditions(truth):
    return [conditions(group["where"]) for group in truth["groups"]
            if group["planted"] and all(word in CONDITIONS for word in group["where"])]


def decoys(searches):
    names = {conditions(words.split()): decoy for decoy, words in DECOYS.items()}
    return [(names[where(finding)], search, finding) for search in searches for finding in search["separate"]
            if where(finding) in names]


def others(truth, searches):
    """Separate findings that are no planted group, with whether one is near."""
    planted = planted_conditions(truth)
    for search in searches:
        for finding in search["separate"]:
            group = where(finding)
            if group not in planted:
                yield search, finding, any(near(group, one) for one in planted)


def read_searches(files):
    searches = []
    for name in files:
        with open(name, encoding="utf-8") as file:
            searches += json.load(file)["searches"]
    return searches


def score(truth_file, files):
    with open(truth_file, encoding="utf-8") as file:
        truth = json.load(file)
    searches = read_searches(files)
    missed = 0
    for name, words, members, expected, word, details in planted_rows(truth, searches):
        print(f"{name:4} {words:34} n {members:6}  {expected:9} {word:12} {details}")
        missed += word not in ("found", "not searched")
    reported = decoys(searches)
    for name, search, finding in reported:
        print(f"{name:4} decoy reported as separate in {search['scope']} {search['indicator']}: {numbers(finding)}")
    stray = list(others(truth, searches))
    for search, finding, is_near in stray:
        print(f"{'near' if is_near else 'none':4} {search['scope']} {search['indicator']} "
              f"{search['years'][0]}-{search['years'][1]}: {told(where(finding))}; {numbers(finding)}")
    separate = sum(len(search["separate"]) for search in searches)
    print(f"{separate} separate findings in {len(searches)} searches; decoys {len(reported)}; "
          f"near a planted group {sum(n for _, _, n in stray)}; false {sum(not n for _, _, n in stray)}")
    return 1 if missed or reported else 0


def count_any(kind, files):
    lists = {"separate": ("separate",), "finding": ("main", "separate")}[kind]
    return sum(len(search[name]) for search in read_searches(files) for name in lists)


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == "--any" and arguments[1] in ("separate", "finding"):
        print(count_any(arguments[1], arguments[2:]))
        return 0
    if len(arguments) < 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    return score(arguments[0], arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
