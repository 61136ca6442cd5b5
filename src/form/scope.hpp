// Answers as a condition sees them from one place: its own part first, then the parts around it. A question of another
// part is reached through all of that part's answers below what both places share. Points to an index and answers,
// which must outlive it. Const use is thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "form/answers.hpp"
#include "form/form.hpp"

namespace potensial::form {

class Scope {
 public:
  Scope(const QuestionIndex& index, const Answers& whole) : index_(&index), chain_{&whole} {}
  Scope inside(std::string part, const Answers& item) const;
  Scope outside() const;  // of the innermost part; at the top the same

  const Answers& here() const { return *chain_.back(); }
  const Answer* one(std::string_view question) const;                 // the first that was answered; nullptr when none was
  std::vector<const Answer*> every(std::string_view question) const;  // answered ones, in order

 private:
  const QuestionIndex* index_;
  std::vector<const Answers*> chain_;  // from the whole to the innermost part
  std::vector<std::string> nest_;      // ids of those parts: one fewer
};

}  // namespace potensial::form
