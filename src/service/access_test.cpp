#include "service/access.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "catalogue/access_policy.hpp"
#include "organisation_example.hpp"
#include "service/operations.hpp"

namespace potensial::service {
namespace access_tests {

const Date today(2010, 1, 15);

using organisation_example::organisation;

// Two of every kind, so that each relation to each organisation exists.
const std::vector<Organisation> organisations{
    organisation("wales", OrganisationKind::nation),          organisation("central", OrganisationKind::consortium),
    organisation("north", OrganisationKind::consortium),      organisation("680", OrganisationKind::authority),
    organisation("681", OrganisationKind::authority),         organisation("660", OrganisationKind::authority),
    organisation("6802001", OrganisationKind::school, "680"), organisation("6802002", OrganisationKind::school, "680"),
    organisation("6812001", OrganisationKind::school, "681"), organisation("6602001", OrganisationKind::school, "660"),
    organisation("cluster", OrganisationKind::cluster, "680"), organisation("6802001-5A", OrganisationKind::school_class, "6802001"),
    organisation("6802001-5B", OrganisationKind::school_class, "6802001"), organisation("6602001-5A", OrganisationKind::school_class, "6602001")};
const std::vector<Membership> memberships{{"680", "central", {}, {}, "s"}, {"681", "central", {}, {}, "s"}, {"660", "north", {}, {}, "s"},
                                          {"6802001", "cluster", {}, {}, "s"}};
const OrganisationTree tree(organisations, memberships, today);

const catalogue::Catalogue& definitions() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}
const AccessPolicy& policy() {
  static const auto read = catalogue::access_policy_on(definitions(), today).value();
  return read;
}

Person person_with(HeldRole held) { return {.id = PersonId{1}, .name = "N", .mail = "n@e", .roles = {std::move(held)}}; }

bool may(const HeldRole& held, std::string_view operation, std::string_view object, Date day = today) {
  const auto person = person_with(held);
  return permission(policy(), tree, &person, operation, object, day).allowed;
}

// What the declaration says, read afresh and slowly: the independent twin of `permission`.
bool declared(const HeldRole& held, const std::string& operation, const std::string& object, Date day) {
  const auto* entry = definitions().newest("access", operation);
  if (!entry) return false;
  const auto rule = catalogue::read_access_rule(*entry).value();
  if (rule.audience != Audience::granted) return true;
  if (day < held.from || (held.until && *held.until < day)) return false;
  const bool same = held.organisation == object, below = !same && tree.lies_below(object, held.organisation);
  for (const auto& grant : rule.grants) {
    if (grant.role != held.role) continue;
    bool purpose = grant.purposes.empty();
    for (const auto& each : grant.purposes) purpose = purpose || each == held.purpose;
    const bool near = grant.reach == Reach::anywhere || same || (grant.reach == Reach::within && below);
    if (purpose && near) return true;
  }
  return false;
}

std::vector<std::string> places_of(const Role& role) {
  std::vector<std::string> places;
  for (const auto& each : organisations)
    if (std::ranges::find(role.held_at, each.kind) != role.held_at.end()) places.push_back(each.id);
  return places;
}

TEST(Access, Sec1EveryRoleOperationAndRelationIsAnsweredAsDeclared) {
  std::size_t cells = 0, different = 0, allowed = 0;
  for (const auto& role : policy().roles)
    for (const auto& place : places_of(role))
      for (const auto& rule : policy().rules)
        for (const auto& object : organisations) {
          auto purposes = role.purposes;
          purposes.push_back("");
          purposes.push_back("no-such-purpose");
          for (const auto& purpose : purposes)
            for (const auto& [from, until] : {std::pair{Date(2009, 9, 1), std::optional<Date>()}, {Date(2009, 9, 1), Date(2010, 1, 15)},
                                              {Date(2009, 9, 1), Date(2010, 1, 14)}, {Date(2010, 1, 16), std::optional<Date>()}}) {
              const HeldRole held{1, role.id, place, purpose, from, until};
              const bool says = may(held, rule.operation, object.id);
              ++cells;
              allowed += says;
              different += says != declared(held, rule.operation, object.id, today);
            }
        }
  std::cout << cells << " cells, " << allowed << " allowed, " << different << " differ\n";
  EXPECT_GT(cells, 10'000u);
  EXPECT_GT(allowed, 100u);
  EXPECT_EQ(different, 0u);
}

TEST(Access, ThePolicyAndTheOperationsNameEachOther) {
  const auto checked = check_operations(policy());
  EXPECT_TRUE(checked) << checked.error().code << " " << checked.error().arguments.front().second;
  auto without = policy();
  std::erase_if(without.rules, [](const AccessRule& rule) { return rule.operation == "see-learner"; });
  EXPECT_EQ(check_operations(without).error().code, "access.no-rule");
  auto more = policy();
  more.rules.push_back({.operation = "fly", .name = {}});
  EXPECT_EQ(check_operations(more).error().code, "access.no-operation");
}

// Each entry's example is its test.
TEST(Access, HoldsTheExamplesOfTheCatalogue) {
  const std::map<std::string, std::map<std::string, std::string>> object_of{
      {"own", {{"class", "6802001-5A"}, {"school", "6802001"}, {"authority", "680"}, {"consortium", "central"}, {"nation", "wales"}}},
      {"child", {{"school", "6802001-5A"}, {"authority", "6802001"}, {"consortium", "680"}, {"nation", "6802001"}}},
      {"parent", {{"class", "6802001"}, {"school", "680"}, {"authority", "central"}}},
      {"sibling", {{"class", "6802001-5B"}, {"school", "6802002"}, {"authority", "681"}}},
      {"foreign", {{"class", "6602001-5A"}, {"school", "6602001"}, {"authority", "6602001"}}}};
  for (const auto* entry : definitions().of_kind("access")) {
    const auto& example = *entry->body.find("example");
    const auto role = example.text("role"), relation = example.text("relation");
    const auto* known = policy().role(role);
    const auto kind = known ? std::string(word(known->held_at.back())) : "school";
    const HeldRole held{1, role, object_of.at("own").at(kind), example.text("purpose", known && !known->purposes.empty() ? known->purposes.front() : ""), today, {}};
    EXPECT_EQ(may(held, entry->id, object_of.at(relation).at(kind)), example.text("allowed") == "true") << entry->id;
  }
}

TEST(Access, AdministratorsSeeNoLearnerWhateverThePolicyNames) {
  for (const auto& rule : policy().rules)
    for (const auto& grant : rule.grants) {
      const bool of_learners = rule.operation.find("learner") != std::string::npos;
      EXPECT_FALSE(of_learners && grant.role == "system-administrator") << rule.operation;
    }
}

TEST(Access, SignedOutIsADenialOfItsOwn) {
  EXPECT_EQ(permission(policy(), tree, nullptr, "see-school", "6802001", today).denial, Denial::signed_out);
  EXPECT_TRUE(permission(policy(), tree, nullptr, "see-front", "", today).allowed);
}

TEST(Access, TheNearestMissIsNamed) {
  const auto denial = [&](HeldRole held, const char* object) {
    const auto person = person_with(std::move(held));
    return permission(policy(), tree, &person, "see-learners", object, today).denial;
  };
  EXPECT_EQ(denial({1, "system-administrator", "wales", "", today, {}}, "6802001"), Denial::no_role);
  EXPECT_EQ(denial({1, "headteacher", "6802002", "improvement", today, {}}, "6802001"), Denial::elsewhere);
  EXPECT_EQ(denial({1, "authority-data-officer", "680", "attendance", today, {}}, "6802001"), Denial::wrong_purpose);
  EXPECT_EQ(denial({1, "headteacher", "6802001", "improvement", Date(2010, 1, 16), {}}, "6802001"), Denial::not_today);
}

TEST(Access, Sec3PurposesOpenTheirFieldsOnly) {
  const auto fields = [&](const char* purpose) {
    const auto person = person_with({1, "authority-data-officer", "680", purpose, today, {}});
    return fields_seen(policy(), permission(policy(), tree, &person, "see-learner", "6802001", today));
  };
  EXPECT_EQ(fields("attendance"), (std::vector{FieldGroup::name, FieldGroup::attendance}));
  EXPECT_EQ(fields("improvement").size(), every_field().size());
}

}  // namespace access_tests
}  // namespace potensial::service
