// The release gate: the one way for counts to an audience that is not entitled to the pupils behind them.
//
// Marks what the policy forbids, hides what else it takes (stats/cell_suppression.hpp) given all tables of the
// family that are public already, then checks the proofs exactly and, in tables of up to a thousand cells, searches
// from what will be printed only what can be known of every hidden cell; a table that does not stand this is not published. Suppression only: no rounding, no noise.
// Percentages stand where numerator and denominator do. Means stand for inner cells only, which share no pupil, and
// in one table of a family only. The same input gives the same pattern, whatever the order of rows, columns and
// tables. Anything unsure refuses: no figure is better than a wrong one.
//
// Refusals: those of family_cells.hpp and primary_rules.hpp; "release.no-safe-pattern" (merge categories, drop a
// variable or go up one area), "release.means-twice", "release.audit-failed" and "cells.solver" (ours).
// Pure, thread-safe.
#pragma once

#include <span>

#include "base/result.hpp"
#include "model/disclosure.hpp"

namespace potensial::report {

class ReleaseGate {
 public:
  static Result<Release> publish(const CountTable& table, const DisclosurePolicy& policy,
                                 std::span<const FamilyMember> family);
  // What was published, as it was printed then: of a member that `publish` gave, under the same policy.
  static ReleasedTable again(const FamilyMember& member, const DisclosurePolicy& policy);

 private:
  static ReleasedTable printed(const CountTable& table, const DisclosurePolicy& policy, const std::vector<bool>& shown);
};

}  // namespace potensial::report
