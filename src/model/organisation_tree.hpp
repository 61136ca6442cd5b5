// The tree of organisations on one day: Wales over consortia over authorities over schools and clusters, schools over their
// classes. Memberships are many to many, so an organisation may lie below several others; a class is in it by its membership
// alone. Statistical families are no part of it.
//
// Const use is thread-safe. Built anew when organisations change: a few thousand take a millisecond.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/access.hpp"
#include "model/organisation.hpp"

namespace potensial {

class OrganisationTree {
 public:
  OrganisationTree(std::span<const Organisation> organisations, std::span<const Membership> memberships, Date day);

  bool knows(std::string_view id) const { return parents_.contains(id); }
  bool lies_below(std::string_view id, std::string_view top) const;
  // Of `object`, seen from `from`. What neither lies above or below nor shares a parent is foreign, as is the unknown.
  Relation relation(std::string_view from, std::string_view object) const;
  std::span<const std::string> parents(std::string_view id) const;

 private:
  void add_parent(const std::string& id, const std::string& parent);

  std::map<std::string, std::vector<std::string>, std::less<>> parents_;
};

}  // namespace potensial
