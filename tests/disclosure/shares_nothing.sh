# The attacker's program has its intervals and nothing of what hides cells. Usage: shares_nothing.sh PROGRAM
set -eu
symbols=$(nm -C "$1")
echo "$symbols" | grep -q 'stats::CellIntervals::of' || { echo "no symbols to look at in $1"; exit 1; }
if echo "$symbols" | grep -E 'stats::(CellMoves|CellProofs|suppress)|report::ReleaseGate'; then
  echo "the attacker holds code that protects"
  exit 1
fi
