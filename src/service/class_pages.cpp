#include "service/class_pages.hpp"

#include <algorithm>
#include <map>

#include "insight/class_page.hpp"
#include "service/group_learners.hpp"
#include "service/learner_names.hpp"
#include "service/school_classes.hpp"
#include "store/next_step_store.hpp"

namespace potensial::service {
namespace class_pages {

// One look at each stage for all of them together.
Result<OutcomesOf> outcomes_of(Pages& pages, const std::vector<LearnerId>& learners) {
  OutcomesOf outcomes;
  for (const auto each : learners) outcomes[each];
  const auto stages = pages.stages();
  if (!stages) return std::unexpected(stages.error());
  for (const auto* each : *stages) add_outcomes(outcomes, each->study);
  return outcomes;
}

bool opens(const std::vector<FieldGroup>& fields, FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); }

Result<insight::ClassPageInput> input_of(Call& call, const SchoolClass& of, const std::vector<FieldGroup>& fields) {
  const auto places = learner_places(call.home);
  if (!places) return std::unexpected(places.error());
  auto outcomes = outcomes_of(*call.pages, (*places)->learners_in(of));
  if (!outcomes) return std::unexpected(outcomes.error());
  insight::ClassPageInput input{.of = of, .learners = {}, .names = call.home.names(), .invented = call.invented};
  for (auto& [learner, known] : *outcomes)
    input.learners.push_back({learner, opens(fields, FieldGroup::name) ? name_of_learner(call.home, learner) : std::string(), std::move(known),
                              store::next_steps_of(call.home.ledger(), learner)});
  std::ranges::stable_sort(input.learners, {}, [](const auto& each) { return folded_name(each.name); });
  return input;
}

const SchoolClass* class_known(Home& home, std::string_view id) {
  const auto places = learner_places(home);
  return places ? (*places)->class_known(id) : nullptr;
}

// Each once, in the order the roles were given.
std::vector<const SchoolClass*> own_classes(Call& call) {
  std::vector<const SchoolClass*> own;
  for (const auto& held : call.person->roles) {
    const auto* known = held.holds_on(call.today()) ? class_known(call.home, held.organisation) : nullptr;
    if (known && std::ranges::find(own, known) == own.end()) own.push_back(known);
  }
  return own;
}

Result<std::vector<Block>> today(Call& call, const SchoolClass& of, const Permission& permission) {
  std::vector<Block> blocks{Heading{verbatim(name_of_class(call.home, of)), "class-" + of.id}};
  const auto input = input_of(call, of, fields_seen(call.policy, permission));
  if (!input) return std::unexpected(input.error());
  append(blocks, insight::class_today(*input));
  blocks.push_back(List{{{phrase("class.way"), Target{"class", of.id, ""}}}});
  return blocks;
}

}  // namespace class_pages

Result<Page> class_page(Call& call) {
  const auto* known = class_pages::class_known(call.home, call.value("id"));
  const auto fields = fields_seen(call.policy, call.permission);
  if (!known || !class_pages::opens(fields, FieldGroup::attainment)) return refuse(Blame::input, "page.unknown", {{"noun", "class"}, {"id", call.value("id")}});
  const auto input = class_pages::input_of(call, *known, fields);
  if (!input) return std::unexpected(input.error());
  return insight::class_page(*input);
}

Result<std::vector<Block>> own_classes_today(Call& call) {
  std::vector<Block> blocks;
  if (!call.pages) return blocks;
  for (const auto* each : class_pages::own_classes(call)) {
    const auto permission = call.may("see-class", each->id);
    if (!permission.allowed) continue;
    auto own = class_pages::today(call, *each, permission);
    if (!own) return own;
    append(blocks, std::move(*own));
    call.permission.by.insert(call.permission.by.end(), permission.by.begin(), permission.by.end());
  }
  return blocks;
}

std::vector<Block> classes_of_school(Call& call, const std::string& school) {
  const auto places = learner_places(call.home);
  List list;
  if (places)
    for (const auto& each : (*places)->classes())
      if (each.school == school && call.may("see-class", each.id).allowed) list.items.push_back({verbatim(each.name), Target{"class", each.id, ""}});
  if (list.items.empty()) return {};
  return {Details{phrase("class.of-school"), {std::move(list)}}};
}

}  // namespace potensial::service
