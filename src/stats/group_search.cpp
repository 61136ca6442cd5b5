#include "stats/group_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

#include "stats/group_candidates.hpp"
#include "stats/group_choice.hpp"
#include "stats/group_cube.hpp"
#include "stats/group_refit.hpp"
#include "stats/group_rows.hpp"
#include "stats/group_space.hpp"
#include "stats/group_stage.hpp"

namespace potensial::stats {
namespace group_search_detail {

constexpr double most_conjunctions = 2e7;
constexpr double separable_level = 0.04, separable_conjunction = 0.2;

bool columns_agree(const GroupTable& table) {
  const auto n = table.outcome.size();
  bool agree = table.cluster.size() == n && (table.order.empty() || table.order.size() == n);
  for (const auto& column : table.given) agree = agree && column.size() == n;
  for (const auto& characteristic : table.characteristics)
    agree = agree && characteristic.level.size() == n &&
            std::ranges::all_of(characteristic.level, [&](std::uint8_t code) { return code < characteristic.levels; });
  return agree && std::ranges::all_of(table.cluster, [&](std::uint32_t s) { return s < table.clusters; });
}

std::vector<std::uint16_t> level_numbers(const GroupTable& table) {
  std::vector<std::uint16_t> levels;
  for (const auto& characteristic : table.characteristics) levels.push_back(characteristic.levels);
  return levels;
}

std::optional<Refusal> fault_of(const GroupTable& table, const GroupSearchOptions& options) {
  const auto refusal = [](std::string code, Arguments arguments) {
    return Refusal{Blame::input, std::move(code), std::move(arguments)};
  };
  if (!columns_agree(table)) return refusal("group-search.rows-differ", {});
  if (options.depth < 1 || options.depth > 4)
    return refusal("group-search.bad-depth", {{"depth", std::to_string(options.depth)}});
  const double count = ConjunctionSpace::count(level_numbers(table), options.depth);
  if (count > most_conjunctions)
    return refusal("group-search.too-many-conjunctions",
                   {{"count", std::to_string(std::llround(count))}, {"limit", std::to_string(std::llround(most_conjunctions))}});
  return std::nullopt;
}

std::vector<bool> searched_alone(const GroupTable& table) {
  std::vector<bool> alone;
  for (const auto& characteristic : table.characteristics) alone.push_back(characteristic.alone);
  return alone;
}

class Search {
 public:
  Search(const GroupTable& table, const GroupSearchOptions& options, GroupRows rows)
      : options_(options),
        rows_(std::move(rows)),
        levels_of_(level_numbers(table)),
        alone_(searched_alone(table)),
        space_(levels_of_, options.depth),
        rare_(rows_, space_),
        counts_(count_groups(rows_, space_, rare_, options.threads)),
        patterns_(options.draws.seed, options.draws.draws, rows_.clusters) {}

  GroupSearch run();

 private:
  GroupSize size_of(std::uint32_t group, std::size_t conditions) const;
  void count();
  void count_one(std::uint32_t group);
  void list_every();
  void take_starting_columns();
  double residual_sd() const;
  std::vector<AcceptedGroup> stage(bool main);
  Conditions fills_most(const Conditions& where) const;

  const GroupSearchOptions& options_;
  GroupRows rows_;
  std::vector<std::uint16_t> levels_of_;  // each characteristic
  std::vector<bool> alone_;
  ConjunctionSpace space_;
  RareCells rare_;
  GroupCounts counts_;
  SignPatterns patterns_;
  std::vector<std::uint32_t> single_, combined_;  // large enough
  std::vector<ColumnPointer> given_, levels_;
  GroupSearch result_;
};

GroupSearch Search::run() {
  result_.rows = rows_.size();
  result_.left_out = rows_.left_out;
  for (std::uint32_t s = 0; s < rows_.clusters; ++s) result_.clusters += rows_.size_of(s) > 0;
  count();
  take_starting_columns();
  result_.residual_sd = residual_sd();
  auto main = stage(true);
  auto separate = stage(false);
  if (stopped(options_.watch)) return {};
  enter(options_.watch, "refitting");
  auto stories = refit_stories({&rows_, given_, levels_, options_.delta}, std::move(main), std::move(separate));
  result_.main = std::move(stories.main);
  result_.separate = std::move(stories.separate);
  if (options_.keep_every) list_every();
  return std::move(result_);
}

GroupSize Search::size_of(std::uint32_t group, std::size_t conditions) const {
  const auto n = counts_.members[group];
  if (n < options_.min_size) return GroupSize::too_few_members;
  if (counts_.clusters[group] < options_.min_clusters) return GroupSize::too_few_clusters;
  if (conditions > 1 && n > options_.max_share * static_cast<double>(rows_.size())) return GroupSize::too_common;
  return GroupSize::large_enough;
}

void Search::count() {
  for (std::uint32_t group = 0; group < space_.size(); ++group)
    if (counts_.members[group] > 0) count_one(group);
  result_.searched = result_.large_enough + result_.too_few_members + result_.too_few_clusters + result_.too_common;
}

void Search::count_one(std::uint32_t group) {
  const auto conditions = space_.conditions(group).size();
  switch (size_of(group, conditions)) {
    case GroupSize::too_few_members: ++result_.too_few_members; return;
    case GroupSize::too_few_clusters: ++result_.too_few_clusters; return;
    case GroupSize::too_common: ++result_.too_common; return;
    case GroupSize::large_enough: break;
  }
  ++result_.large_enough;
  if (conditions > 1) combined_.push_back(group);
  else if (alone_[space_.conditions(group).front().characteristic]) single_.push_back(group);
}

void Search::list_every() {
  std::vector<double> sums(space_.size(), 0.0), squares(space_.size(), 0.0);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const double y = rows_.outcome[row];
    space_.for_each(&rows_.codes[row * rows_.characteristics], [&](std::uint32_t group) {
      sums[group] += y;
      squares[group] += y * y;
    });
  }
  for (std::uint32_t group = 0; group < space_.size(); ++group) {
    if (counts_.members[group] == 0) continue;
    auto where = space_.conditions(group);
    const auto size = size_of(group, where.size());
    result_.every.push_back(
        {std::move(where), counts_.members[group], counts_.clusters[group], sums[group], squares[group], size});
  }
}

// The given columns, and every level but the first that anybody has of every characteristic.
void Search::take_starting_columns() {
  for (const auto& values : rows_.given) given_.push_back(given_column(rows_, values));
  std::optional<std::uint16_t> begun;
  for (std::uint32_t group = 0; group < space_.size(); ++group) {
    if (counts_.members[group] == 0) continue;
    const auto where = space_.conditions(group);
    if (where.size() > 1) break;
    if (begun == where[0].characteristic) levels_.push_back(group_column(rows_, where));
    begun = where[0].characteristic;
  }
}

double Search::residual_sd() const {
  NuisanceModel model(rows_);
  for (const auto& column : given_) model.add(column);
  for (const auto& column : levels_) model.add(column);
  auto residual = rows_.outcome;
  model.residualise(residual);
  const auto used = model.size() + result_.clusters;
  const double squares = std::inner_product(residual.begin(), residual.end(), residual.begin(), 0.0);
  return residual.size() > used ? std::sqrt(squares / static_cast<double>(residual.size() - used)) : 0;
}

std::vector<AcceptedGroup> Search::stage(bool main) {
  auto& groups = main ? single_ : combined_;
  if (groups.empty() || stopped(options_.watch)) return {};
  const ConjunctionSpace singles(levels_of_, 1);  // numbered as they are in the whole space
  const RareCells rare_singles(rows_, singles);
  const GroupCandidates candidates(rows_, main ? singles : space_, main ? rare_singles : rare_, std::move(groups), counts_,
                                   options_.threads);
  auto base = given_;
  if (!main) base.insert(base.end(), levels_.begin(), levels_.end());
  auto found = run_stage(candidates, base, patterns_,
                         {options_.level, options_.max_stories, main ? separable_level : separable_conjunction,
                          main ? std::size_t{1} : std::size_t{2}, options_.watch});
  (main ? result_.tested_main : result_.tested_separate) = found.tested;
  for (auto& group : found.not_separable) {
    group.from = fills_most(group.where);
    result_.not_separable.push_back(std::move(group));
  }
  return std::move(found.accepted);
}

// The group with one condition less of which this one is the largest part.
Conditions Search::fills_most(const Conditions& where) const {
  if (where.size() < 2) return {};
  const auto held = [&](const Conditions& broader) { return counts_.members[space_.number(broader)]; };
  return std::ranges::min(generalisations(where, where.size() - 1), {}, held);
}

}  // namespace group_search_detail

Result<GroupSearch> search_groups(const GroupTable& table, const GroupSearchOptions& options) {
  using namespace group_search_detail;
  if (auto fault = fault_of(table, options)) return std::unexpected(std::move(*fault));
  auto rows = group_rows(table);
  if (rows.size() == 0) return refuse(Blame::input, "group-search.no-rows");
  enter(options.watch, "counting");
  auto found = Search(table, options, std::move(rows)).run();
  if (auto on = goes_on(options.watch); !on) return std::unexpected(std::move(on.error()));
  return found;
}

double needed_group_size(double d) {
  constexpr double reach = 4.6 + 0.84;
  return std::ceil(reach * reach * (1 + d * d) / (d * d));
}

}  // namespace potensial::stats
