#include "service/find_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "service/asked_year.hpp"
#include "service/find_pages.hpp"
#include "service/search_offer.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {
namespace find_operation {

using store::FindState;
using store::FindTask;

constexpr std::array list_parameters{Parameter{"scope"}};
constexpr std::array start_parameters{Parameter{"scope"}, Parameter{"indicator"}, Parameter{"from", ParameterKind::word, false, 4},
                                      Parameter{"to", ParameterKind::word, false, 4}};
constexpr const char* see_name = "see-searches";
constexpr const char* start_name = "start-search";

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && rest == text.data() + text.size() && number > 0;
  return whole ? std::optional(number) : std::nullopt;
}

// The place named, else the first at which the person may do this.
std::string place_asked(const Call& call, const char* operation) {
  if (const auto named = call.value("scope"); !named.empty()) return named;
  const auto places = call.person ? places_of_searches(call, operation) : std::vector<std::string>{};
  return places.empty() ? std::string() : places.front();
}

template <const char* const& operation>
Result<std::string> organisation_searched(Call& call) { return organisation_of_place(place_asked(call, operation)); }

std::optional<FindTask> asked_task(Call& call) {
  const auto number = number_in(call.value("id"));
  return number ? store::find_task(call.home.ledger(), *number) : std::nullopt;
}

Result<std::string> organisation_of_task(Call& call) {
  const auto task = asked_task(call);
  if (!task) return refuse(Blame::input, "page.unknown", {{"noun", "searches"}, {"id", call.value("id")}});
  return organisation_of_place(place_of_scope(task->scope));
}

Result<Answer> see_searches(Call& call) { return Answer(searches_page(call, place_asked(call, see_name))); }
Result<Answer> see_group_search(Call& call) { return Answer(find_task_page(call, *asked_task(call))); }

std::unexpected<Refusal> not_a_choice(const char* parameter) { return refuse(Blame::input, "operation.not-a-choice", {{"parameter", parameter}}); }

bool is_loaded(const SearchOffer& offer, std::optional<AcademicYear> year) { return !year || std::ranges::find(offer.years, *year) != offer.years.end(); }

Result<void> check_choices(const Call& call, const SearchOffer& offer, const std::string& place) {
  const auto places = places_of_searches(call, start_name);
  if (std::ranges::find(places, place) == places.end()) return not_a_choice("scope");
  const auto outcomes = outcome_choices(offer);
  const auto indicator = call.value("indicator");
  if (!indicator.empty() && std::ranges::find(outcomes, indicator, &Choice::value) == outcomes.end()) return not_a_choice("indicator");
  return {};
}

Result<FindTask> task_asked(Call& call) {
  const auto offer = search_offer(call.home);
  if (!offer) return std::unexpected(offer.error());
  const auto place = place_asked(call, start_name);
  if (auto sound = check_choices(call, *offer, place); !sound) return std::unexpected(sound.error());
  const auto from = asked_year(call.value("from")), to = asked_year(call.value("to"));
  if (!from || !is_loaded(*offer, *from)) return not_a_choice("from");
  if (!to || !is_loaded(*offer, *to)) return not_a_choice("to");
  if (*from && to->value_or(offer->years.back()) < **from) return refuse(Blame::input, "explorer.years-reversed", {{"parameter", "to"}});
  return FindTask{.scope = scope_of_place(place), .indicator = call.value("indicator"), .from = from->value_or(AcademicYear{}), .to = to->value_or(AcademicYear{}),
                  .actor = signature(*call.person), .at = call.at};
}

std::string object_of(std::int64_t task) { return "searches/" + std::to_string(task); }
Result<Answer> to_task(std::int64_t task) { return Answer(Target{"searches", std::to_string(task), ""}); }

Result<Answer> start_search(Call& call) {
  const auto task = task_asked(call);
  if (!task) return std::unexpected(task.error());
  store::Transaction transaction(call.home.ledger());
  if (search_under_way(call.home.ledger(), task->scope)) return refuse(Blame::input, "find-task.is-under-way", {{"parameter", ""}});
  const auto id = store::add_find_task(call.home.ledger(), *task);
  store::append_audit(call.home.ledger(), {call.at, task->actor, start_name, object_of(id), place_of_scope(task->scope)});
  transaction.commit();
  call.finds.start(id);
  return to_task(id);
}

// Of what became of it its own thread says.
Result<Answer> stop_search(Call& call) {
  const auto task = asked_task(call);
  if (!call.finds.cancel(task->id)) return refuse(Blame::input, "find-task.too-late", {{"parameter", ""}});
  store::Transaction transaction(call.home.ledger());
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), "stop-search", object_of(task->id), {}});
  transaction.commit();
  return to_task(task->id);
}

}  // namespace find_operation

std::vector<Operation> find_operations() {
  using namespace find_operation;
  return {{.name = see_name, .noun = "searches", .of_object = false, .parameters = list_parameters, .organisation = organisation_searched<see_name>, .run = see_searches},
          {.name = "see-group-search", .noun = "searches", .organisation = organisation_of_task, .run = see_group_search},
          {.name = start_name, .noun = "start-search", .effect = Effect::changes, .of_object = false, .parameters = start_parameters,
           .organisation = organisation_searched<start_name>, .run = start_search},
          {.name = "stop-search", .noun = "stop-search", .effect = Effect::changes, .organisation = organisation_of_task, .run = stop_search}};
}

std::optional<std::int64_t> search_of(const Target& target) {
  return target.noun == "searches" ? find_operation::number_in(target.id) : std::nullopt;
}

}  // namespace potensial::service
