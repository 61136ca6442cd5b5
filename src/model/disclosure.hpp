// What passes the release gate: tables of counts classified by variables, the policy they are published under, what
// may be printed of them, and the certificate that says why.
//
// A cell is a set of atoms: for each variable a set of its categories; a variable at all its categories is at its
// total. Cells of different tables with the same atoms are the same cell. Only the release gate
// (report/release_gate.hpp) makes a ReleasedTable, and nothing else may carry counts to an audience that is not
// entitled to the pupils behind them. Value types, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/text.hpp"

namespace potensial {

namespace report {
class ReleaseGate;
}

enum class ZeroRule {
  show,               // a count of nobody may stand, save in small groups
  protect_sensitive,  // not of a sensitive variable
  protect_all,        // nowhere
};

struct DecimalStep {
  std::int64_t below = 0;  // denominators below this ...
  int decimals = 0;        // ... have percentages with so many decimals
};

struct DisclosurePolicy {
  std::string id;
  int version = 1;
  Text name, sentence;
  std::int64_t least_count = 5;        // smallest count other than 0 that may be shown
  std::int64_t least_group = 5;        // under it nothing about a sensitive variable is shown
  std::int64_t full_group = 10;        // under it only the headline category of a sensitive variable may be shown
  std::int64_t full_cell_group = 10;   // under it nobody and everybody are hidden as well
  std::int64_t least_for_mean = 10;    // contributors that a mean needs
  ZeroRule zero = ZeroRule::protect_sensitive;
  bool insiders = true;                // who knows one row must not learn another's
  std::int64_t insider_width = 2;
  std::vector<DecimalStep> decimals;   // ascending; the last one holds for all larger denominators
  std::string mark = "[c]";            // stands for what is hidden, for whatever reason, in both languages
};

struct ClassLevel {
  std::string code;
  Text name;
  std::vector<std::size_t> members;  // categories, ascending; all of them: the total

  bool operator==(const ClassLevel&) const = default;
};

struct ClassVariable {
  std::string name;
  Text title;
  bool identifying = false, sensitive = false;
  bool known_inside = false;            // each category is a place whose people know their own counts
  std::vector<std::string> categories;  // all that the variable can be, the same in every table of a family
  std::string headline;                 // the category of a sensitive variable that small groups may show
  std::vector<ClassLevel> levels;       // what the table prints, the total where it stands

  bool operator==(const ClassVariable&) const = default;
};

struct CountTable {
  std::string id;
  Text title;
  std::string universe;  // who is counted; tables of one family share it
  std::vector<ClassVariable> variables;
  std::vector<std::int64_t> counts;           // by category of each variable, the last one fastest
  std::vector<bool> impossible;               // as counts: nobody can ever be there; empty when unknown
  std::optional<std::size_t> percentages_of;  // variable whose total is 100 per cent
  std::vector<double> sums;                   // as counts, of what a mean is taken of; empty: no means

  bool operator==(const CountTable&) const = default;
};

// A table of the same generation that is public, with its pattern; kept inside.
struct FamilyMember {
  CountTable table;
  std::vector<bool> shown;  // by printed cell, in the order of released_cells
};

struct ReleasedCell {
  std::vector<std::size_t> levels;    // of each variable
  std::optional<std::int64_t> count;  // nothing: the policy's mark stands
  std::string percentage, mean;       // as printed, with a point; empty where there is none
  bool impossible = false;            // printed as not applicable

  bool operator==(const ReleasedCell&) const = default;
};

// What may be printed. Primary and further hidden cells cannot be told apart.
class ReleasedTable {
 public:
  const std::string& id() const { return id_; }
  const Text& title() const { return title_; }
  const std::string& universe() const { return universe_; }
  const std::vector<ClassVariable>& variables() const { return variables_; }
  const std::vector<ReleasedCell>& cells() const { return cells_; }
  const DisclosurePolicy& policy() const { return policy_; }
  const std::optional<std::size_t>& percentages_of() const { return percentages_of_; }
  bool has_means() const { return has_means_; }

  bool operator==(const ReleasedTable& other) const { return id_ == other.id_ && cells_ == other.cells_; }

 private:
  friend class report::ReleaseGate;
  ReleasedTable() = default;

  std::string id_, universe_;
  Text title_;
  std::vector<ClassVariable> variables_;
  std::vector<ReleasedCell> cells_;
  DisclosurePolicy policy_;
  std::optional<std::size_t> percentages_of_;
  bool has_means_ = false;
};

enum class HidingReason { small_count, small_group, near_full, nobody, everybody, difference, secondary, before };

struct HiddenCell {
  std::string cell;  // its atoms: variable=category+category, sorted by name
  HidingReason reason = HidingReason::secondary;
  std::int64_t low = 0;                // outsiders can exclude neither; of small tables, and nothing between or beyond
  std::optional<std::int64_t> high;
  bool printed = true;                 // false: a difference of printed cells
};

// Why the table may be published; for the audit log, never for publication. Who approved it is added there.
struct DisclosureCertificate {
  std::string policy;  // id and version
  std::string table, definition_hash;
  std::vector<std::string> family;  // ids of the tables considered
  std::vector<HiddenCell> hidden;   // by cell
  std::string solver;
  std::size_t programs = 0;         // linear programs solved
  double share_hidden = 0;          // of the inner cells that are not 0
};

struct Release {
  ReleasedTable table;
  DisclosureCertificate certificate;
  FamilyMember member;  // to be kept with the family
};

}  // namespace potensial
