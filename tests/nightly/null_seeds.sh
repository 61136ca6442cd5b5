#!/bin/bash
# How often the search reports a group where none was planted: makes, imports and searches one authority for each
# seed and prints the share of runs with any such finding, with its Wilson 95% interval.
# Usage: null_seeds.sh groups|main [FIRST] [LAST] [PROGRAM]
#   groups  no groups planted: main effects are real, so only separate findings count
#   main    no effects at all: every finding counts
# Ends with status 1 when the share is clearly above 5% (the whole interval lies above).
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
without=${1:?groups or main} first=${2:-1} last=${3:-100} program=${4:-$here/build/release/potensial}
case $without in
  groups) kind=separate ;;
  main) kind=finding ;;
  *) echo "null_seeds.sh: say groups or main" >&2; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

runs=0 hits=0
for seed in $(seq "$first" "$last"); do
  "$program" synthesise --authorities 1 --learners 21000 --years 5 --seed "$seed" --without-planted "$without" \
    --out "$work/files" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 2; }
  # Status 1 is right here: the made files hold faults that are quarantined.
  "$program" --home "$work/home" import "$work/files" >"$work/log" 2>&1
  "$program" --home "$work/home" --json find --forget >"$work/found.json" || exit 2
  count=$("$here/tests/scoring/score_groups.py" --any "$kind" "$work/found.json") || exit 2
  runs=$((runs + 1)) hits=$((hits + (count > 0)))
  echo "seed $seed: $count"
  rm -rf "$work/files" "$work/home"
done

python3 - "$hits" "$runs" "$without" <<'END'
import math
import sys

hits, runs = int(sys.argv[1]), int(sys.argv[2])
z, share = 1.959963984540054, hits / runs
middle = (share + z * z / (2 * runs)) / (1 + z * z / runs)
reach = z / (1 + z * z / runs) * math.sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs))
print(f"without {sys.argv[3]}: {hits} of {runs} runs ({100 * share:.1f}%, "
      f"{100 * (middle - reach):.1f} to {100 * (middle + reach):.1f})")
sys.exit(1 if middle - reach > 0.05 else 0)
END
