// The names of learners, by the school at which each is registered: read once and kept in memory, some 40 bytes a learner,
// to look for them by name. Whoever asks says for each school whether its learners may be seen; those of other schools are
// not even compared. One thread at a time, as the home.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/learner_id.hpp"
#include "service/home.hpp"
#include "service/name_match.hpp"

namespace potensial::service {

class LearnerNames {
 public:
  static Result<LearnerNames> read(Home& home);

  struct Found {
    LearnerId learner{};
    std::string school;
    std::size_t distance = 0;
  };
  using MaySee = std::function<bool(const std::string& school)>;
  // The schools whose learners may be seen, of those that have any.
  std::vector<std::string> schools(const MaySee& may_see) const;
  // In no order.
  std::vector<Found> find(const NameQuery& query, const std::vector<std::string>& schools) const;

 private:
  struct Name {
    LearnerId learner{};
    std::uint32_t begin = 0, length = 0;  // in the texts
  };
  std::map<std::string, std::vector<Name>> by_school_;
  std::string texts_;
};

Result<std::shared_ptr<const LearnerNames>> learner_names(Home& home);

// Forename and surname; empty where none is known. For people entitled to the name.
std::string name_of_learner(Home& home, LearnerId learner);

}  // namespace potensial::service
