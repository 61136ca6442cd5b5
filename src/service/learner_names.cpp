#include "service/learner_names.hpp"

#include "service/school_classes.hpp"
#include "store/identity_store.hpp"

namespace potensial::service {

// A record that was merged into another is at no school; the other is.
Result<LearnerNames> LearnerNames::read(Home& home) {
  LearnerNames names;
  for (const auto& each : store::all_identities(home.ledger())) {
    const auto school = school_of_learner(home, each.id);
    if (!school) return std::unexpected(school.error());
    const auto folded = folded_name(each.forename + " " + each.surname);
    if (school->empty() || folded.empty()) continue;
    names.by_school_[*school].push_back({each.id, static_cast<std::uint32_t>(names.texts_.size()), static_cast<std::uint32_t>(folded.size())});
    names.texts_ += folded;
  }
  return names;
}

std::vector<std::string> LearnerNames::schools(const MaySee& may_see) const {
  std::vector<std::string> seen;
  for (const auto& [school, learners] : by_school_)
    if (may_see(school)) seen.push_back(school);
  return seen;
}

std::vector<LearnerNames::Found> LearnerNames::find(const NameQuery& query, const std::vector<std::string>& schools) const {
  std::vector<Found> found;
  for (const auto& school : schools)
    for (const auto& each : by_school_.at(school))
      if (const auto distance = query.distance(std::string_view(texts_).substr(each.begin, each.length))) found.push_back({each.learner, school, *distance});
  return found;
}

Result<std::shared_ptr<const LearnerNames>> learner_names(Home& home) {
  return home.keep<LearnerNames>("learner-names", [&] { return LearnerNames::read(home); });
}

std::string name_of_learner(Home& home, LearnerId learner) {
  const auto identity = store::learner_identity(home.ledger(), learner);
  return identity ? identity->forename + " " + identity->surname : std::string();
}

}  // namespace potensial::service
