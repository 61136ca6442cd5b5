// One question of a form: what it asks, who is asked, and what an answer must fulfil. A part that may be given several
// times (the lines of a bid) is a question of kind `part` with questions of its own. Value types, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/check.hpp"
#include "form/condition.hpp"
#include "model/text.hpp"

namespace potensial::form {

enum class QuestionKind {
  text,           // one line
  long_text,      // of several sentences, with a limit in words
  whole_number,
  number,         // in the unit of an indicator
  money,          // whole pence, at least 0
  date,
  yes_no,
  choice,         // a code of the options listed, or of a code set
  organisation,   // its number
  indicator,      // its id
  group,          // of learners, as findings name it
  learner_count,  // at least 0
  attachment,     // what is kept beside the form, such as a frozen analysis: its id
  part            // repeated
};

struct Option {
  std::string code;
  Text name;
};

struct Question {
  std::string id;  // once in a form
  QuestionKind kind = QuestionKind::text;
  Text label, hint;  // no hint: both empty
  bool required = false;
  std::optional<Condition> required_when, shown_when;
  std::vector<Check> checks;
  std::size_t most_words = 0;         // of a long text
  std::size_t most_characters = 200;  // of a text
  std::vector<Option> options;        // of a choice; none: those of the code set
  std::string code_set;
  std::string within;     // of a choice from a code set: the question whose answer is the group of the codes offered
  std::string filled_by;  // named source of what stands in it at first
  bool locked = false;    // the source alone gives the answer
  Text one;                         // of a part: what one of it is called, "Line"
  std::size_t least = 0, most = 0;  // of a part: how many of it
  std::vector<Question> questions;  // of a part
};

// The word of a definition: "long-text"; nothing for another.
std::optional<QuestionKind> question_kind(std::string_view word);
// An answer as definitions and fields write it: money in whole pence, dates as 2008-06-30, yes-no as yes or no.
// Nothing when it is none of the kind; parts have no such form.
std::optional<Answer> read_answer(QuestionKind kind, std::string_view written);
bool is_of_kind(QuestionKind kind, const Answer& answer);

}  // namespace potensial::form
