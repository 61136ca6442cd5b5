// Values in words: the one place where numbers, dates, verdicts and phrases become text for people.
//
// Numbers read alike in both languages (1,234.5; minus is U+2212, never a hyphen); percentages, points, rates
// and scores have one decimal, standard deviations two, probabilities three ("under 0.001" below that), counts
// and months none. A quantity that is not a number reads as the mark of a value that does not apply. A plus
// sign stands only where `is_signed` asks for it. Intervals are in words ("0.7 to 4.5"), without a plus sign
// and with a unit only for percentages and months. Verdict and month names are those of pages.md section 7.
//
// Keeps a reference to the messages, which must outlive it. Const use is thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalogue/messages.hpp"
#include "model/block.hpp"
#include "model/phrase.hpp"

namespace potensial::report {

class Words {
 public:
  Words(const catalogue::Messages& messages, Language language) : messages_(&messages), language_(language) {}

  Language language() const { return language_; }
  const catalogue::Messages& messages() const { return *messages_; }
  Words in(Language language) const { return Words(*messages_, language); }

  // A sentence; one whose message is missing reads as its id in ⟦⟧.
  std::string say(const Phrase& phrase) const;
  // A message of this row, without values or with texts.
  std::string say(const char* id, const Arguments& arguments = {}) const;

  std::string say(const Quantity& quantity) const;
  std::string say(const Interval& interval) const;
  std::string say(Verdict verdict) const;
  std::string say(Mark mark) const;          // "[c]", "[z]" ...
  std::string meaning(Mark mark) const;      // "not shown, so that no pupil can be recognised"
  std::string say(const Value& value) const; // what stands in a cell
  std::string say(Date day) const;           // 14 November 2008
  std::string say(AcademicYear year) const;  // 2007/08
  std::string say(const Argument& argument) const;

 private:
  std::string months(double value) const;

  const catalogue::Messages* messages_;
  Language language_;
};

// What the marks in a table mean, each once.
std::vector<std::string> meanings_of_marks(const Table& table, const Words& words);

// Digits, sign and decimals of a number, without a unit: "1,234", "−0.31", "+8.2". Never "−0.0".
std::string digits(double value, int decimals, bool plus = false);
int decimals(Unit unit);

}  // namespace potensial::report
