#include "service/need_operations.hpp"

#include <array>

#include "service/need_index_question.hpp"
#include "service/organisations_of_objects.hpp"

namespace potensial::service {
namespace need_operation {

constexpr std::array index_parameters{Parameter{"year", ParameterKind::word, false, 4}};
constexpr std::string_view weight_prefix = "weight.";

NeedIndexQuestion question_of(const Call& call) {
  NeedIndexQuestion question{.place = call.value("id"), .year = call.value("year"), .weights = {}, .invented = call.invented};
  for (const auto& [name, value] : call.values)
    if (name.starts_with(weight_prefix)) question.weights.emplace(name.substr(weight_prefix.size()), value);
  return question;
}

Result<Page> index_page(Home& home, const NeedIndexQuestion& question) {
  const auto input = answered(home, question);
  if (!input) return std::unexpected(input.error());
  return funding::need_index_page(*input);
}

Result<Answer> see_need_index(Call& call) {
  auto page = index_page(call.home, question_of(call));
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

// The whole census is read for it.
std::optional<Beside> need_index_beside(Call& call) {
  const auto question = question_of(call);
  std::string key = "need-index\n" + question.place + "\n" + question.year;
  for (const auto& [measure, weight] : question.weights) key += "\n" + measure + "=" + weight;
  return Beside{std::move(key), [question](Home& home, WorkWatch&) { return index_page(home, question); }};
}

}  // namespace need_operation

std::vector<Operation> need_operations() {
  using namespace need_operation;
  using enum OrganisationKind;
  return {{.name = "see-need-index", .noun = "need-index", .parameters = index_parameters, .organisation = organisation_itself<authority, nation>, .run = see_need_index,
           .beside = need_index_beside, .named_values = weight_prefix}};
}

}  // namespace potensial::service
