#include "service/search.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "insight/finding_page.hpp"
#include "insight/page_parts.hpp"
#include "service/learner_names.hpp"
#include "service/school_classes.hpp"
#include "store/finding_store.hpp"
#include "store/identity_store.hpp"

namespace potensial::service {
namespace search_parts {

constexpr std::string_view wales_id = "W92000004";

struct Near {
  std::size_t distance = 0;
  std::string folded;  // orders what is equally near
  Named named;
};

void add_if_near(std::vector<Near>& near, const NameQuery& query, const std::string& words, Named named) {
  auto folded = folded_name(words);
  if (const auto distance = query.distance(folded)) near.push_back({*distance, std::move(folded), std::move(named)});
}

NamedThings nearest(std::vector<Near> near) {
  std::ranges::stable_sort(near, {}, [](const Near& each) { return std::pair(each.distance, each.folded); });
  NamedThings things{{}, near.size() > most_found};
  near.resize(std::min(near.size(), most_found));
  for (auto& each : near) things.nearest.push_back(std::move(each.named));
  return things;
}

std::string both(const Text& text) { return text.en == text.cy ? text.en : text.en + " " + text.cy; }

bool is_area(const Organisation& each) {
  using enum OrganisationKind;
  return each.kind == consortium || each.kind == cluster || each.kind == working_family || each.kind == other;
}

// Its page where the person may see it, else its core data sets, which are for everybody; of other bodies there are none.
std::optional<Target> page_of(const Call& call, const Organisation& each) {
  using enum OrganisationKind;
  const auto may = [&](const char* operation) { return call.person && call.may(operation, each.id).allowed; };
  if (is_area(each)) return may("see-body") ? std::optional(Target{"body", each.id, ""}) : std::nullopt;
  const bool whole = each.id == wales_id;
  if (each.kind != school && each.kind != authority && !whole) return std::nullopt;
  if (each.kind == school && may("see-school")) return Target{"school", each.id, ""};
  if (each.kind == authority && may("see-authority")) return Target{"authority", each.id, ""};
  if (whole && may("see-wales")) return Target{"wales", "", ""};
  return Target{"core-data", each.id, ""};
}

Phrase kind_of(const Organisation& each) {
  using enum OrganisationKind;
  if (each.kind == school) return phrase("search.kind.school");
  if (each.kind == authority) return phrase("search.kind.authority");
  return phrase(each.kind == nation ? "search.kind.nation" : "search.kind.body");
}

std::string words_of(const FindingRecord& finding) {
  std::string words = finding.id + " " + both(finding.indicator_name);
  for (const auto& each : finding.conditions) words += " " + both(each.name);
  return words;
}

std::string place_of(const std::string& scope) { return scope == "loaded" ? std::string(wales_id) : scope; }

// Whose learners the person may see, of schools and classes: nobody's where the name is not opened.
class SeenPlaces {
 public:
  SeenPlaces(Call& call, const store::LearnerPlaces& places) : call_(&call), places_(&places) {}

  bool may_see(const std::string& place) {
    const auto& permission = permission_at(place);
    const auto fields = fields_seen(call_->policy, permission);
    return permission.allowed && std::ranges::find(fields, FieldGroup::name) != fields.end();
  }
  // Some of its learners at least: one of its classes is the person's own.
  bool may_see_some(const std::string& school) {
    return may_see(school) || std::ranges::any_of(call_->person->roles, [&](const HeldRole& held) {
             const auto* own = places_->class_known(held.organisation);
             return own && own->school == school && may_see(own->id);
           });
  }
  bool may_see(const LearnerNames::Found& found) { return may_see(found.school) || may_see(place_of(found)); }
  const Permission& permission_at(const std::string& place) {
    const auto [known, fresh] = permissions_.try_emplace(place);
    if (fresh) known->second = call_->may("see-learner", place);
    return known->second;
  }
  std::string place_of(const LearnerNames::Found& found) const {
    const auto* own = places_->class_of(found.learner);
    return own ? own->id : found.school;
  }

 private:
  Call* call_;
  const store::LearnerPlaces* places_;
  std::map<std::string, Permission> permissions_;
};

using Found = LearnerNames::Found;

std::string capitals(std::string text) {
  std::erase(text, ' ');
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

// By unique pupil number, whole.
Result<std::vector<Found>> with_number(Call& call, std::string_view typed, SeenPlaces& seen) {
  const auto learner = store::learner_with_upn(call.home.ledger(), capitals(std::string(typed)));
  if (!learner) return std::vector<Found>{};
  const auto school = school_of_learner(call.home, *learner);
  if (!school) return std::unexpected(school.error());
  Found found{*learner, *school, 0};
  return school->empty() || !seen.may_see(found) ? std::vector<Found>{} : std::vector<Found>{std::move(found)};
}

Near named_learner(Call& call, const Found& found) {
  const auto name = name_of_learner(call.home, found.learner);
  const auto* school = call.home.organisation(found.school);
  return {found.distance, folded_name(name),
          {verbatim(name), {"learner", text(found.learner), ""}, {school ? verbatim(school->name) : verbatim(found.school)}}};
}

void add_roles(Permission& to, const Permission& from) {
  to.allowed = true;
  for (const auto& held : from.by)
    if (std::ranges::find(to.by, held.id, &HeldRole::id) == to.by.end()) to.by.push_back(held);
}

LearnersFound shown(Call& call, std::vector<Found> found, SeenPlaces& seen) {
  LearnersFound answer{.learners = {}, .entitled = true, .permission = {}};
  std::ranges::stable_sort(found, {}, &Found::distance);
  const bool more = found.size() > most_found;
  found.resize(std::min(found.size(), most_found));
  std::vector<Near> near;
  for (const auto& each : found) {
    near.push_back(named_learner(call, each));
    add_roles(answer.permission, seen.permission_at(seen.may_see(each.school) ? each.school : seen.place_of(each)));
  }
  answer.learners = nearest(std::move(near));
  answer.learners.more = more;
  return answer;
}

}  // namespace search_parts

NamedThings organisations_named(Call& call, std::string_view typed) {
  const NameQuery query(typed);
  std::vector<search_parts::Near> near;
  for (const auto& each : call.home.organisations())
    if (const auto page = search_parts::page_of(call, each))
      search_parts::add_if_near(near, query, search_parts::both(each.name) + " " + each.id,
                                {verbatim(each.name), *page, {search_parts::kind_of(each), verbatim(each.id)}});
  return search_parts::nearest(std::move(near));
}

NamedThings findings_named(Call& call, std::string_view typed) {
  const NameQuery query(typed);
  std::vector<search_parts::Near> near;
  if (!call.person) return {};
  for (const auto& each : store::findings(call.home.ledger()))
    if (call.may("see-finding", search_parts::place_of(each.scope)).allowed)
      search_parts::add_if_near(near, query, search_parts::words_of(each),
                                {insight::finding_title(each), {"finding", each.id, ""}, {insight::name_of(call.home.names(), each.scope)}});
  return search_parts::nearest(std::move(near));
}

NamedThings definitions_named(Call& call, std::string_view typed) {
  const NameQuery query(typed);
  std::vector<search_parts::Near> near;
  std::set<std::string> ids;
  for (const auto* each : call.home.catalogue().of_kind("indicator")) ids.insert(each->id);
  for (const auto& id : ids) {
    const auto* newest = call.home.catalogue().newest("indicator", id);
    search_parts::add_if_near(near, query, search_parts::both(newest->name) + " " + id, {verbatim(newest->name), {"definition", id, ""}, {verbatim(id)}});
  }
  return search_parts::nearest(std::move(near));
}

Result<LearnersFound> learners_named(Call& call, std::string_view typed) {
  if (!call.person || !call.pages) return LearnersFound{};
  const auto places = learner_places(call.home);
  const auto names = learner_names(call.home);
  if (!places || !names) return std::unexpected(places ? names.error() : places.error());
  search_parts::SeenPlaces seen(call, **places);
  const auto schools = (*names)->schools([&](const std::string& school) { return seen.may_see_some(school); });
  if (schools.empty()) return LearnersFound{};
  auto found = search_parts::with_number(call, typed, seen);
  if (!found) return std::unexpected(found.error());
  if (found->empty()) *found = (*names)->find(NameQuery(typed), schools);
  std::erase_if(*found, [&](const auto& each) { return !seen.may_see(each); });
  return search_parts::shown(call, std::move(*found), seen);
}

}  // namespace potensial::service
