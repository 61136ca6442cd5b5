#include "service/descriptions.hpp"

#include <algorithm>
#include <array>

namespace potensial::service {
namespace {

namespace descriptions {

using MakePage = Result<Page> (*)(Home&, const DescriptionRequest&);
constexpr std::array<std::string_view, 8> names{"completeness", "attendance", "exclusions", "curriculum",
                                                "acquisition", "gaps", "trends", "definition"};
constexpr std::array<MakePage, 8> pages{completeness_page, attendance_page, exclusions_page, curriculum_page,
                                        acquisition_page, gaps_page, trends_page, definition_page};

}  // namespace descriptions
}  // namespace

std::span<const std::string_view> described_page_names() { return descriptions::names; }

Result<Page> described_page(Home& home, std::string_view name, const DescriptionRequest& request) {
  const auto at = std::ranges::find(descriptions::names, name);
  if (at == descriptions::names.end()) return refuse(Blame::input, "describe.unknown-page", {{"page", std::string(name)}});
  return descriptions::pages[static_cast<std::size_t>(at - descriptions::names.begin())](home, request);
}

}  // namespace potensial::service
