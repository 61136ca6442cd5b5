#include "service/descriptions.hpp"

#include <algorithm>
#include <array>

#include "service/stage_of_scope.hpp"

namespace potensial::service {
namespace {

namespace descriptions {

using MakePage = Result<Page> (*)(Home&, const DescriptionRequest&);
constexpr std::array<std::string_view, 9> names{"completeness", "attendance", "exclusions", "curriculum",
                                                "acquisition", "gaps", "trends", "eligibility", "definition"};
constexpr std::array<MakePage, 9> pages{completeness_page, attendance_page, exclusions_page, curriculum_page,
                                        acquisition_page, gaps_page, trends_page, eligibility_page, definition_page};

// Of one stage; none where nobody is at its end.
void read_stage(Home& home, const std::string& stage) {
  DescriptionRequest request;
  request.stage = stage;
  if (auto of = stage_of_scope(home, request)) (void)everybody_of_stage(home, *of);
}

}  // namespace descriptions
}  // namespace

void describe_ahead(Home& home) {
  const auto years = home.census_years("");
  if (years.empty()) return;
  if (const auto views = home.stage_views(years.back()))
    for (const auto& view : *views)
      if (view.organisation.empty()) descriptions::read_stage(home, view.stage);
  for (const auto* described : {"attendance", "exclusions", "completeness", "curriculum", "eligibility"}) (void)described_page(home, described, {});
}

bool is_read_ahead(Home& home, const DescriptionRequest& request) {
  if (request.to) return false;
  if (request.indicator.empty()) return true;
  const auto of = stage_of_scope(home, request);
  return !of || is_kept(home, *of);  // what is refused is refused at once
}

std::span<const std::string_view> described_page_names() { return descriptions::names; }

Result<Page> described_page(Home& home, std::string_view name, const DescriptionRequest& request) {
  const auto at = std::ranges::find(descriptions::names, name);
  if (at == descriptions::names.end()) return refuse(Blame::input, "describe.unknown-page", {{"page", std::string(name)}});
  return descriptions::pages[static_cast<std::size_t>(at - descriptions::names.begin())](home, request);
}

}  // namespace potensial::service
