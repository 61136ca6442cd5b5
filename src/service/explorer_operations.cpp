#include "service/explorer_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "service/asked_year.hpp"
#include "service/explorer.hpp"

namespace potensial::service {
namespace explorer_operation {

constexpr std::string_view name = "explore-groups";
constexpr std::array<std::string_view, 1> yes{"yes"};
constexpr std::array parameters{Parameter{"indicator"}, Parameter{"scope"}, Parameter{"from", ParameterKind::word, false, 4},
                                Parameter{"to", ParameterKind::word, false, 4}, Parameter{"characteristic-1"}, Parameter{"characteristic-2"},
                                Parameter{"characteristic-3"}, Parameter{"least", ParameterKind::word, false, 4},
                                Parameter{"stopped", ParameterKind::choice, false, 3, yes}};
// What makes one search another: all of them but the last.
constexpr std::span what_is_searched = std::span(parameters).first<parameters.size() - 1>();

// Where the reader may search, as the form lists it: Wales, authorities and consortia.
std::vector<std::string> places_of(const Call& call) {
  std::vector<std::string> places;
  for (const auto kind : {OrganisationKind::authority, OrganisationKind::consortium, OrganisationKind::nation})
    for (const auto& each : call.home.organisations())
      if (each.kind == kind && call.may(name, each.id).allowed) places.push_back(each.id);
  return places;
}

// The place named, else the first in which the person may search.
Result<std::string> place_searched(Call& call) {
  if (const auto named = call.value("scope"); !named.empty()) return named;
  const auto places = call.person ? places_of(call) : std::vector<std::string>{};
  return places.empty() ? std::string() : places.front();
}

Result<std::size_t> least_asked(const std::string& text) {
  std::size_t least = 0;
  if (text.empty()) return least;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), least);
  if (error != std::errc{} || rest != text.data() + text.size()) return refuse(Blame::input, "explorer.not-a-size", {{"least", text}});
  return least;
}

std::vector<std::string> characteristics_asked(const Call& call) {
  std::vector<std::string> chosen;
  for (const auto* each : {"characteristic-1", "characteristic-2", "characteristic-3"})
    if (const auto id = call.value(each); !id.empty() && std::ranges::find(chosen, id) == chosen.end()) chosen.push_back(id);
  return chosen;
}

Result<ExplorerRequest> request_of(Call& call) {
  const auto scope = place_searched(call);
  if (!scope) return std::unexpected(scope.error());
  const auto from = asked_year(call.value("from")), to = asked_year(call.value("to"));
  if (!from || !to) return std::unexpected(from ? to.error() : from.error());
  const auto least = least_asked(call.value("least"));
  if (!least) return std::unexpected(least.error());
  if (*from && *to && **to < **from) return refuse(Blame::input, "explorer.years-reversed");
  return ExplorerRequest{*scope, call.value("indicator"), *from, *to, characteristics_asked(call), *least, places_of(call), call.invented,
                         !call.value("stopped").empty()};
}

std::string key_of(const Call& call, const ExplorerRequest& request) {
  std::string key(name);
  for (const auto& each : what_is_searched) key += "\n" + call.value(each.name);
  for (const auto& place : request.places) key += "\n" + place;
  return key + "\n" + request.scope;
}

Form stop_form(const Call& call) {
  Form form{.id = "stop", .action = {"stop-exploring", "", ""}, .fields = {}, .submit = phrase("work.stop")};
  for (const auto& each : what_is_searched)
    if (const auto value = call.value(each.name); !value.empty()) form.fields.push_back({.name = std::string(each.name), .kind = FieldKind::hidden, .label = {}, .value = value});
  return form;
}

bool is_only_the_form(const ExplorerRequest& request) { return request.indicator.empty() || request.stopped; }

Result<Answer> explore(Call& call) {
  const auto request = request_of(call);
  if (!request) return std::unexpected(request.error());
  WorkWatch unseen;
  auto page = is_only_the_form(*request) ? explorer_page(call.home, *request) : explored_page(call.home, *request, unseen);
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

// A search takes seconds; the form does not.
std::optional<Beside> explore_beside(Call& call) {
  auto request = request_of(call);
  if (!request || is_only_the_form(*request)) return std::nullopt;
  auto key = key_of(call, *request);
  const auto work = [request = std::move(*request)](Home& home, WorkWatch& watch) { return explored_page(home, request, watch); };
  return Beside{std::move(key), work, stop_form(call)};
}

// Leads to the form with what was asked; to what was found where that was ready before.
Result<Answer> stop_exploring(Call& call) {
  const auto request = request_of(call);
  if (!request) return std::unexpected(request.error());
  Target form{"groups", "", ""};
  for (const auto& each : what_is_searched)
    if (const auto value = call.value(each.name); !value.empty()) form.query.emplace_back(each.name, value);
  if (call.beside.stop(key_of(call, *request), call.at)) form.query.emplace_back("stopped", "yes");
  return Answer(std::move(form));
}

}  // namespace explorer_operation

std::vector<Operation> explorer_operations() {
  using namespace explorer_operation;
  return {{.name = name, .noun = "groups", .of_object = false, .parameters = parameters, .organisation = place_searched, .run = explore,
           .from_pages = true, .beside = explore_beside},
          {.name = "stop-exploring", .noun = "stop-exploring", .effect = Effect::changes, .of_object = false, .parameters = what_is_searched,
           .organisation = place_searched, .run = stop_exploring}};
}

}  // namespace potensial::service
