#include "service/core_data_operations.hpp"

#include <algorithm>
#include <array>

#include "insight/page_parts.hpp"
#include "service/core_data.hpp"
#include "service/organisations_of_objects.hpp"

namespace potensial::service {
namespace core_data_operation {

constexpr std::array year_parameters{Parameter{"year", ParameterKind::word, false, 4}};

void add_row(Table& table, const SchoolAtStage& stage, const Indicator& indicator) {
  const auto* row = stage.standing.all(indicator.id);
  if (!row || indicator.attained.empty()) return;
  const double share = row->counted ? double(row->attained) / double(row->counted) : std::numeric_limits<double>::quiet_NaN();
  table.rows.push_back({{insight::cell(verbatim(indicator.name)), insight::percent_cell(share), insight::count_cell(row->attained), insight::count_cell(row->counted)}});
}

// True counts, for whoever may see the school.
Result<std::vector<Block>> own_figures(Call& call) {
  std::vector<Block> blocks{Heading{phrase("core-data.own"), "own"}};
  if (!call.pages) {
    blocks.push_back(Sentence{phrase("core-data.own-preparing"), Weight::body});
    return blocks;
  }
  const auto stages = call.pages->standings(call.value("id"));
  if (!stages) return std::unexpected(stages.error());
  Table table{"own-figures", phrase("core-data.own"),
              {insight::text_column("insight.column.outcome"), insight::number_column("core-data.column.share"),
               insight::number_column("core-data.column.reached"), insight::number_column("core-data.column.learners")},
              {}, phrase("home.no-learners")};
  for (const auto& stage : *stages)
    for (const auto& indicator : stage.indicators) add_row(table, stage, indicator);
  blocks.push_back(std::move(table));
  blocks.push_back(Sentence{phrase("core-data.own-note"), Weight::note});
  return blocks;
}

bool is_own_school(Call& call) {
  const auto* known = call.home.organisation(call.value("id"));
  return known && known->kind == OrganisationKind::school && call.person && call.may("see-school", known->id).allowed;
}

Result<Answer> see_core_data(Call& call) {
  auto page = core_data(call.home, {.place = call.value("id"), .year = call.value("year"), .today = call.today(), .invented = call.invented});
  if (!page) return std::unexpected(page.error());
  if (is_own_school(call) && call.value("year").empty()) {
    auto own = own_figures(call);
    if (!own) return std::unexpected(own.error());
    std::ranges::move(*own, std::back_inserter(page->blocks));
    page->not_for_publication = true;
  }
  return Answer(std::move(*page));
}

}  // namespace core_data_operation

std::vector<Operation> core_data_operations() {
  using namespace core_data_operation;
  return {{.name = "see-core-data", .noun = "core-data", .parameters = year_parameters, .organisation = nobody_in_particular, .run = see_core_data}};
}

}  // namespace potensial::service
