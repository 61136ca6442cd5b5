#include "service/method_groups.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <limits>
#include <map>

#include "stats/text_table.hpp"

namespace potensial::service {
namespace method_groups_detail {

namespace json = boost::json;
using stats::GroupSearch;
using stats::GroupStory;
using stats::StoryKind;
using stats::TextColumn;
using stats::TextTable;

constexpr std::size_t most_levels = 255;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Coded {
  std::string name;
  std::vector<std::uint32_t> codes;
  std::vector<std::string> levels;  // in byte order
};

std::string level_name(const std::string& cell) { return stats::is_missing(cell) ? "NA" : cell; }

Coded coded(const TextColumn& column) {
  Coded result{column.name, {}, {}};
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& cell : column.cells) numbers.emplace(level_name(cell), 0);
  for (auto& [level, number] : numbers) {
    number = static_cast<std::uint32_t>(result.levels.size());
    result.levels.push_back(level);
  }
  for (const auto& cell : column.cells) result.codes.push_back(numbers.at(level_name(cell)));
  return result;
}

Result<const TextColumn*> column_of(const TextTable& table, const std::string& name) {
  const auto* column = table.find(name);
  if (!column) return refuse(Blame::input, "method.unknown-column", {{"column", name}});
  return column;
}

// Rows whose cell is neither missing nor a number.
std::optional<std::size_t> first_text(const TextColumn& column) {
  for (std::size_t row = 0; row < column.cells.size(); ++row)
    if (!stats::is_missing(column.cells[row]) && std::isnan(stats::number_in(column.cells[row]))) return row;
  return std::nullopt;
}

// The columns of a search, owned, so that the table of views can be made of them.
struct Columns {
  std::vector<double> outcome;
  Coded cluster;
  std::vector<Coded> characteristics;
  std::vector<std::vector<std::uint8_t>> codes;
  std::vector<std::vector<double>> given;
  std::vector<std::uint64_t> order;

  stats::GroupTable table() const {
    stats::GroupTable views{outcome, cluster.codes, static_cast<std::uint32_t>(cluster.levels.size()), {}, {}, order};
    for (std::size_t a = 0; a < codes.size(); ++a)
      views.characteristics.push_back({codes[a], static_cast<std::uint16_t>(characteristics[a].levels.size())});
    for (const auto& column : given) views.given.emplace_back(column);
    return views;
  }
};

std::optional<Refusal> take_outcome(const TextTable& table, const std::string& name, Columns& columns) {
  const auto column = column_of(table, name);
  if (!column) return column.error();
  if (const auto row = first_text(**column))
    return Refusal{Blame::file, "group-search.outcome-not-numeric",
                   {{"column", name}, {"text", (*column)->cells[*row]}, {"row", std::to_string(*row + 1)}}};
  columns.outcome = stats::numbers_in(**column);
  return std::nullopt;
}

std::optional<Refusal> take_cluster(const TextTable& table, const std::string& name, Columns& columns) {
  const auto column = column_of(table, name);
  if (!column) return column.error();
  columns.cluster = coded(**column);
  for (std::size_t row = 0; row < table.rows; ++row)
    if (stats::is_missing((*column)->cells[row])) columns.outcome[row] = nan;
  return std::nullopt;
}

std::optional<Refusal> take_characteristic(const TextTable& table, const std::string& name, Columns& columns) {
  const auto column = column_of(table, name);
  if (!column) return column.error();
  auto codes = coded(**column);
  if (codes.levels.size() > most_levels)
    return Refusal{Blame::input, "group-search.too-many-levels",
                   {{"column", name}, {"limit", std::to_string(most_levels)}}};
  columns.codes.emplace_back(codes.codes.begin(), codes.codes.end());
  columns.characteristics.push_back(std::move(codes));
  return std::nullopt;
}

void take_factor(const TextColumn& column, Columns& columns) {
  const auto factor = coded(column);
  std::vector<std::uint32_t> present;
  for (std::uint32_t level = 0; level < factor.levels.size(); ++level)
    if (factor.levels[level] != "NA") present.push_back(level);
  for (std::size_t k = 1; k < present.size(); ++k) {
    auto& marks = columns.given.emplace_back();
    for (const auto code : factor.codes) marks.push_back(factor.levels[code] == "NA" ? nan : code == present[k]);
  }
}

std::optional<Refusal> take_given(const TextTable& table, const std::string& name, Columns& columns) {
  const auto column = column_of(table, name);
  if (!column) return column.error();
  if (first_text(**column))
    take_factor(**column, columns);
  else
    columns.given.push_back(stats::numbers_in(**column));
  return std::nullopt;
}

std::optional<Refusal> take_order(const TextTable& table, const std::string& name, Columns& columns) {
  if (name.empty()) return std::nullopt;
  const auto column = column_of(table, name);
  if (!column) return column.error();
  const auto ids = coded(**column);
  columns.order.assign(ids.codes.begin(), ids.codes.end());
  return std::nullopt;
}

Result<Columns> columns_of(const TextTable& table, const GroupsRequest& request) {
  Columns columns;
  if (auto fault = take_outcome(table, request.outcome, columns)) return std::unexpected(*fault);
  if (auto fault = take_cluster(table, request.cluster, columns)) return std::unexpected(*fault);
  for (const auto& name : request.characteristics)
    if (auto fault = take_characteristic(table, name, columns)) return std::unexpected(*fault);
  for (const auto& name : request.given)
    if (auto fault = take_given(table, name, columns)) return std::unexpected(*fault);
  if (auto fault = take_order(table, request.id, columns)) return std::unexpected(*fault);
  return columns;
}

double usual_delta(const std::vector<double>& outcome) {
  double n = 0, sum = 0, squares = 0;
  bool marks = true;
  for (const double y : outcome)
    if (!std::isnan(y)) {
      ++n;
      sum += y;
      marks = marks && (y == 0 || y == 1);
    }
  for (const double y : outcome)
    if (!std::isnan(y)) squares += (y - sum / n) * (y - sum / n);
  if (marks) return 0.05;
  return n > 1 ? 0.1 * std::sqrt(squares / (n - 1)) : 0;
}

// Writes what was found under the names of the columns and levels.
class Writer {
 public:
  Writer(const Columns& columns, const GroupSearch& found) : columns_(columns), found_(found) {}

  json::object document(double delta, bool every) const;
  MethodTable table() const;

 private:
  static json::value number(double value) {
    if (!std::isfinite(value)) return nullptr;
    return value;
  }
  const std::string& name(const stats::Condition& one) const { return columns_.characteristics[one.characteristic].name; }
  const std::string& level(const stats::Condition& one) const {
    return columns_.characteristics[one.characteristic].levels[one.level];
  }
  json::object where(const stats::Conditions& conditions) const;
  json::object finding(const GroupStory& story) const;
  json::array explained(const GroupStory& story) const;
  json::array stories(const std::vector<GroupStory>& list, StoryKind kind) const;
  json::array stories_of_both(StoryKind kind) const;
  json::array every() const;
  std::string words(const stats::Conditions& conditions) const;
  void add_rows(const std::vector<GroupStory>& list, MethodTable& table) const;

  const Columns& columns_;
  const GroupSearch& found_;
};

json::object Writer::where(const stats::Conditions& conditions) const {
  json::object object;
  for (const auto& one : conditions) object[name(one)] = level(one);
  return object;
}

const char* folded_as(stats::FoldedAs as) {
  switch (as) {
    case stats::FoldedAs::explained: return "explained";
    case stats::FoldedAs::cannot_be_told_apart: return "cannot be told apart";
    case stats::FoldedAs::broader_wording: return "narrower wording";
    case stats::FoldedAs::no_longer_clear: return "no longer clear";
  }
  return "";
}

json::array Writer::explained(const GroupStory& story) const {
  json::array list;
  for (const auto& group : story.folded)
    list.push_back({{"where", where(group.where)}, {"n", group.members}, {"q", number(group.p)}, {"as", folded_as(group.as)}});
  return list;
}

json::object Writer::finding(const GroupStory& story) const {
  return {{"where", where(story.where)},
          {"n", story.members},
          {"clusters", story.clusters},
          {"gap", number(story.gap.estimate)},
          {"low", number(story.gap.low)},
          {"high", number(story.gap.high)},
          {"own", number(story.own.estimate)},
          {"own_low", number(story.own.low)},
          {"own_high", number(story.own.high)},
          {"q", number(story.p)},
          {"total", number(story.total.estimate)},
          {"carried", number(story.carried)},
          {"t", number(story.t)},
          {"z", number(story.z)},
          {"without_peers", number(story.share_without_peers)},
          {"explains", explained(story)}};
}

json::array Writer::stories(const std::vector<GroupStory>& list, StoryKind kind) const {
  json::array written;
  for (const auto& story : list)
    if (story.kind == kind) written.push_back(finding(story));
  return written;
}

json::array Writer::stories_of_both(StoryKind kind) const {
  auto written = stories(found_.main, kind);
  for (auto& story : stories(found_.separate, kind)) written.push_back(std::move(story));
  return written;
}

json::array Writer::every() const {
  json::array list;
  for (const auto& group : found_.every)
    list.push_back({{"where", where(group.where)},
                    {"n", group.n},
                    {"clusters", group.clusters},
                    {"sum", number(group.sum)},
                    {"sum_squares", number(group.sum_squares)},
                    {"large_enough", group.size == stats::GroupSize::large_enough}});
  return list;
}

json::array needed_sizes() {
  json::array list;
  for (const double increment : {0.2, 0.5, 1.0})
    list.push_back({{"increment", increment}, {"n", stats::needed_group_size(increment)}});
  return list;
}

json::object Writer::document(double delta, bool with_every) const {
  json::object document{{"searched", found_.searched},
                        {"large_enough", found_.large_enough},
                        {"too_few_members", found_.too_few_members},
                        {"too_few_clusters", found_.too_few_clusters},
                        {"too_common", found_.too_common},
                        {"not_separable", found_.not_separable.size()},
                        {"tested_main", found_.tested_main},
                        {"tested_separate", found_.tested_separate},
                        {"n", found_.rows},
                        {"left_out", found_.left_out},
                        {"clusters", found_.clusters},
                        {"residual_sd", number(found_.residual_sd)},
                        {"delta", number(delta)},
                        {"main", stories(found_.main, StoryKind::finding)},
                        {"separate", stories(found_.separate, StoryKind::finding)},
                        {"smaller", stories_of_both(StoryKind::small)},
                        {"better", stories_of_both(StoryKind::better)},
                        {"unclear", stories_of_both(StoryKind::unclear)},
                        {"needed", needed_sizes()}};
  if (with_every) document["every"] = every();
  return document;
}

std::string Writer::words(const stats::Conditions& conditions) const {
  std::string text;
  for (const auto& one : conditions) text += (text.empty() ? "" : ", ") + name(one) + "=" + level(one);
  return text;
}

const char* kind_message(StoryKind kind) {
  switch (kind) {
    case StoryKind::finding: return "group-search.kind-finding";
    case StoryKind::small: return "group-search.kind-small";
    case StoryKind::better: return "group-search.kind-better";
    case StoryKind::unclear: return "group-search.kind-unclear";
  }
  return "";
}

void Writer::add_rows(const std::vector<GroupStory>& list, MethodTable& table) const {
  for (const auto& story : list)
    table.rows.push_back({words(story.where), MethodRemark{kind_message(story.kind), {}},
                          static_cast<double>(story.members), static_cast<double>(story.clusters), story.gap.estimate,
                          story.gap.low, story.gap.high, story.own.estimate, story.own.low, story.own.high, story.p,
                          static_cast<double>(story.folded.size())});
}

MethodTable Writer::table() const {
  MethodTable table{"group-search.table",
                    {"group-search.group", "group-search.kind", "group-search.members", "group-search.schools",
                     "group-search.gap", "group-search.low", "group-search.high", "group-search.own",
                     "group-search.own-low", "group-search.own-high", "group-search.q", "group-search.explains"},
                    {}};
  add_rows(found_.main, table);
  add_rows(found_.separate, table);
  return table;
}

MethodRemark counted(const GroupSearch& found) {
  return {"group-search.counted",
          {{"searched", std::to_string(found.searched)},
           {"tested", std::to_string(found.tested_main + found.tested_separate)},
           {"small", std::to_string(found.too_few_members)},
           {"clusters", std::to_string(found.too_few_clusters)}}};
}

}  // namespace method_groups_detail

Result<MethodAnswer> method_groups(const GroupsRequest& request) {
  using namespace method_groups_detail;
  const auto table = stats::read_text_table(request.csv);
  if (!table) return std::unexpected(table.error());
  const auto columns = columns_of(*table, request);
  if (!columns) return std::unexpected(columns.error());
  auto options = request.options;
  options.delta = request.delta.value_or(usual_delta(columns->outcome));
  const auto found = stats::search_groups(columns->table(), options);
  if (!found) return std::unexpected(found.error());
  const Writer writer(*columns, *found);
  MethodAnswer answer{json::serialize(writer.document(options.delta, options.keep_every)), {}, {counted(*found)}};
  if (!found->main.empty() || !found->separate.empty()) answer.tables.push_back(writer.table());
  if (found->left_out > 0)
    answer.remarks.push_back({"group-search.left-out", {{"n", std::to_string(found->left_out)}}});
  answer.remarks.push_back({"group-search.silence", {{"n", std::to_string(std::lround(stats::needed_group_size(0.2)))}}});
  return answer;
}

}  // namespace potensial::service
