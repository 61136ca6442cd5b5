// Search of all groups: which conjunctions of characteristics fall short (or do better) within their
// clusters, each real story told once (the inference specification, section 4).
//
// Candidates are the conjunctions of one level of each of up to `depth` characteristics that hold at least
// `min_size` members and `min_clusters` clusters with both members and peers, and at two conditions or more
// at most `max_share` of all. Two stages: M, single levels given the columns X; I, conjunctions given X and
// every level of every characteristic. In each, forward: sign-flip max-T over all candidates on normal
// scores (4.3), choice by z, the same story in other words, simplest statement, until none passes `level`;
// then backward once, a refit of both stages together, and folding of stories whose interval holds 0.
//
// Shapes: all spans have one length N; cluster codes below `clusters`, numbered by ascending bytes of the
// cluster's id; level codes below the characteristic's `levels` ("missing" is an ordinary level). Rows with
// a NaN in outcome or X are left out and counted. `order` ranks rows by id and settles ties of equal
// residuals; without it they fall by a hash of the row. Outcome in any unit, delta in the same.
//
// Results do not depend on threads, nor on the order of rows. Draws compare scores
// rounded to whole numbers of 2^-20 of their norm or finer, so p is the same on every machine.
// Refuses: "group-search.rows-differ", "group-search.no-rows", "group-search.bad-depth",
// "group-search.too-many-conjunctions", and "work.stopped" where `watch` was asked to stop.
// The watch is told the steps "counting", "single", "single-again", "combined", "combined-again" and "refitting"; a round of
// the middle four counts the conjunctions held against all draws. Thread-safe; memory about 12 bytes x clusters x candidates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/work_watch.hpp"
#include "stats/gap.hpp"

namespace potensial::stats {

struct Characteristic {
  std::span<const std::uint8_t> level;  // of each row
  std::uint16_t levels = 0;             // codes are below this
  bool alone = true;                    // false: its levels are candidates only together with others
};

struct GroupTable {
  std::span<const double> outcome;
  std::span<const std::uint32_t> cluster;
  std::uint32_t clusters = 0;
  std::vector<Characteristic> characteristics;
  std::vector<std::span<const double>> given;  // X
  std::span<const std::uint64_t> order;        // may be empty
};

struct GroupSearchOptions {
  unsigned depth = 3;  // 1 to 4
  std::uint32_t min_size = 30;
  std::uint32_t min_clusters = 20;
  double max_share = 0.9;
  SignDraws draws;
  double delta = 0.1;   // smallest shortfall that is a finding
  double level = 0.025;  // of each stage, two-sided
  unsigned max_stories = 60;
  unsigned threads = 1;
  bool keep_every = false;  // fills GroupSearch::every
  WorkWatch* watch = nullptr;  // told how far it is; outlives the search
};

struct Condition {
  std::uint16_t characteristic = 0;
  std::uint8_t level = 0;
  auto operator<=>(const Condition&) const = default;
};
using Conditions = std::vector<Condition>;  // by ascending characteristic

enum class StoryKind {
  finding,  // negative, and the gap (increment at two conditions or more) at or below -delta
  small,    // negative, real but small
  better,   // positive
  unclear,  // accepted, but its interval holds 0 and no other story shares members with it
};

// Why a group is told with a story and not by itself.
enum class FoldedAs {
  explained,        // passed at the start of the stage; no longer once the story was in the model
  cannot_be_told_apart,  // no variation of its own left once the story was in the model
  broader_wording,  // a narrower or complementary wording for which the story stands
  no_longer_clear,  // was accepted; its interval holds 0 beside the other stories
};

struct FoldedGroup {
  Conditions where;
  std::uint64_t members = 0;
  double p = 1;  // at the start of the stage
  FoldedAs as = FoldedAs::explained;
};

struct GroupStory {
  Conditions where;
  StoryKind kind = StoryKind::finding;
  std::uint64_t members = 0;
  std::uint32_t clusters = 0;
  double share_without_peers = 0;
  Interval gap;         // given X
  Interval own;         // given X, all other reported stories and, at two conditions or more, all levels
  Interval total;       // plain difference to all others
  double carried = 0;   // total - gap: by clusters
  double t = 0, z = 0, p = 1;  // at acceptance; p is the q of a finding
  double separability = 1;     // V / members at acceptance
  std::vector<FoldedGroup> folded;
};

struct NotSeparable {
  Conditions where;
  std::uint64_t members = 0;
  double separability = 0;
  Conditions from;  // the broader group it fills most; empty: the clusters themselves
};

enum class GroupSize : std::uint8_t { large_enough, too_few_members, too_few_clusters, too_common };

struct EveryGroup {
  Conditions where;
  std::uint64_t n = 0;
  std::uint32_t clusters = 0;
  double sum = 0, sum_squares = 0;  // of the outcome
  GroupSize size = GroupSize::large_enough;
};

struct GroupSearch {
  std::uint64_t rows = 0, left_out = 0;
  std::uint32_t clusters = 0;  // with at least one row
  std::uint64_t searched = 0;  // conjunctions that hold anybody
  std::uint64_t large_enough = 0, too_few_members = 0, too_few_clusters = 0, too_common = 0;
  std::uint64_t tested_main = 0, tested_separate = 0;  // at the start of the stage
  double residual_sd = 0;  // of the outcome given clusters, X and all levels
  std::vector<NotSeparable> not_separable;
  std::vector<GroupStory> main, separate;  // in order of acceptance
  std::vector<EveryGroup> every;
};

Result<GroupSearch> search_groups(const GroupTable& table, const GroupSearchOptions& options = {});

// Members needed for 80% power when some 10,000 groups are tested, for an increment of d residual SDs, rounded
// up (4.5).
double needed_group_size(double d);

}  // namespace potensial::stats
