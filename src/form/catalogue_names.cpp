#include "form/catalogue_names.hpp"

#include "catalogue/code_sets.hpp"

namespace potensial::form {
namespace catalogue_names_detail {

bool is_code(const catalogue::Catalogue& catalogue, Date day, const Named& named) {
  const auto* definition = catalogue.on("code-set", named.question.code_set, day);
  const auto set = definition ? catalogue::read_code_set(*definition) : Result<CodeSet>(CodeSet{});
  const auto* code = set ? set->find(named.value) : nullptr;
  return code && code->code == named.value && (named.question.within.empty() || code->group == named.within);
}

}  // namespace catalogue_names_detail

std::function<bool(const Named&)> named_in(const catalogue::Catalogue& catalogue, Date day) {
  return [&catalogue, day](const Named& named) {
    if (named.question.kind == QuestionKind::choice) return catalogue_names_detail::is_code(catalogue, day, named);
    if (named.question.kind == QuestionKind::indicator) return catalogue.until("indicator", named.value, day) != nullptr;
    return true;
  };
}

}  // namespace potensial::form
