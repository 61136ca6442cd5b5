#include "report/primary_rules.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace potensial::report {
namespace primary_rules_detail {

class Rules {
 public:
  Rules(FamilyCells& family, const DisclosurePolicy& policy) : family_(family), policy_(policy) {}

  Result<std::vector<PrimaryCell>> run() {
    const auto printed = family_.cells.size();  // differences are added behind
    for (std::size_t cell = 0; cell < printed; ++cell)
      if (judged(cell)) judge(cell);
    for (std::size_t whole = 0; whole < printed; ++whole)
      if (judged(whole)) judge_parts(whole, printed);
    std::vector<PrimaryCell> primaries;
    for (const auto& [cell, primary] : found_) {
      if (family_.cells[cell].shown_before)
        return refuse(Blame::input, "release.already-public", {{"cell", text_of(family_.cells[cell].atoms)}});
      primaries.push_back(primary);
    }
    return primaries;
  }

 private:
  struct Group {
    std::size_t whole = 0;  // the cell with the sensitive variable at its total
    std::int64_t size = 0;
    bool headline = false;
  };

  bool judged(std::size_t cell) const { return family_.cells[cell].printed && !family_.cells[cell].impossible; }
  bool small(std::int64_t count) const { return count > 0 && count < policy_.least_count; }

  void protect(std::size_t cell, HidingReason reason) {
    if (family_.cells[cell].impossible) return;
    const auto count = family_.cells[cell].count;
    found_.try_emplace(cell, PrimaryCell{cell, reason, 0, std::max(policy_.least_count, count)});
  }

  std::vector<Group> groups_of(std::size_t cell) const {
    std::vector<Group> groups;
    for (const auto& [name, categories] : family_.cells[cell].atoms) {
      const auto& variable = family_.variables.at(name);
      if (!variable.sensitive) continue;
      auto atoms = family_.cells[cell].atoms;
      atoms.erase(name);
      const auto whole = family_.at(atoms);
      groups.push_back({whole, family_.cells[whole].count, categories == std::vector{variable.headline}});
    }
    return groups;
  }

  // Under what size nobody and everybody are hidden.
  bool hides_ends(const Group& group) const {
    return group.size > 0 && (policy_.zero != ZeroRule::show || group.size < policy_.full_cell_group);
  }

  void judge(std::size_t cell) {
    const auto count = family_.cells[cell].count;
    if (small(count)) protect(cell, HidingReason::small_count);
    if (count == 0 && policy_.zero == ZeroRule::protect_all) protect(cell, HidingReason::nobody);
    for (const auto& group : groups_of(cell)) judge_in_group(cell, group);
  }

  void judge_in_group(std::size_t cell, const Group& group) {
    const auto count = family_.cells[cell].count;
    const bool below_full = group.size > 0 && group.size < policy_.full_group && !group.headline;
    if ((group.size > 0 && group.size < policy_.least_group) || below_full) protect(cell, HidingReason::small_group);
    if (count == 0 && hides_ends(group)) protect(cell, HidingReason::nobody);
    if (small(group.size - count)) protect(family_.difference(group.whole, cell), HidingReason::near_full);
    if (count == group.size && hides_ends(group)) protect(family_.difference(group.whole, cell), HidingReason::everybody);
  }

  void judge_parts(std::size_t whole, std::size_t printed) {
    for (std::size_t part = 0; part < printed; ++part) {
      if (!small(family_.cells[whole].count - family_.cells[part].count)) continue;
      if (judged(part) && family_.within(part, whole)) protect(family_.difference(whole, part), HidingReason::difference);
    }
  }

  FamilyCells& family_;
  const DisclosurePolicy& policy_;
  std::map<std::size_t, PrimaryCell> found_;
};

}  // namespace primary_rules_detail

Result<std::vector<PrimaryCell>> primary_cells(FamilyCells& family, const DisclosurePolicy& policy) {
  return primary_rules_detail::Rules(family, policy).run();
}

}  // namespace potensial::report
