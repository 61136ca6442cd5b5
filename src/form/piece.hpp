// A piece of a form: what is filled in and saved at once. Either the questions of a section, or one item of a part that
// stands in a section, such as line 3 of a bid, with the parts inside it.
//
// Fields are what a person types, by name: "activity", "outcomes/1/target" of an item's own parts, "schools" for all of a part
// with one question, one after the other. Money is typed in pounds, dates as 2008-06-30. What is none of its question's kind
// stays as it was typed, so that problems_of says of it where it stands; a field left empty is no answer.
// Pure functions, thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "form/answers.hpp"
#include "form/form.hpp"
#include "form/path.hpp"

namespace potensial::form {

struct Piece {
  std::string name;                  // "need", "lines/3"; "lines/new": one that is not there yet
  const Section* section = nullptr;  // points into the form
  const Question* part = nullptr;    // of an item
  std::size_t number = 0;            // of an item, from 1; 0: not there yet

  const std::vector<Question>& questions() const { return part ? part->questions : section->questions; }
};

// Nothing for what the form does not have.
std::optional<Piece> piece_of(const Form& form, std::string_view name);
// The piece in which an answer stands, and its field there.
struct PiecePlace {
  std::string piece, field;
};
PiecePlace place_of(const Form& form, const Path& path);

// Whether the answers have it: an item that was removed meanwhile is not there.
bool is_there(const Piece& piece, const Answers& answers);
// The answers that stand in it; of an item that is not there none.
Answers answers_in(const Piece& piece, const Answers& answers);

// One line of the piece as it is filled in, in the order of the form; items of parts inside it, and after them an empty one
// where one more may be given.
struct PieceField {
  std::string name;
  const Question* question = nullptr;          // of a list the part
  std::string value;                           // as it would be typed
  std::vector<std::pair<const Question*, std::size_t>> within;  // items around it inside the piece
  bool is_list = false;                        // all answers of a part with one question
  bool is_shown = true;                        // as the answers stand it is asked
  bool is_extra = false;                       // of one item more than must be given
};
std::vector<PieceField> fields_of(const Form& form, const Piece& piece, const Answers& answers);

// The answers with what was typed into the piece; fields that were not sent stay as they are, locked ones too.
// Refuses "submission.unknown-field" {field}: one that the piece does not have.
using Fields = std::map<std::string, std::string, std::less<>>;
Result<Answers> with_fields(const Piece& piece, Answers answers, const Fields& fields);
// Without the item.
Answers without(const Piece& piece, Answers answers);

// As a person types it: money in pounds without their sign, "84,000.00".
std::string typed_value(const Question& question, const Answer& answer);

}  // namespace potensial::form
