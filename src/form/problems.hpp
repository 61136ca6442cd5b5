// What is wrong with a set of answers: every problem, in the order of the form, with the place of the answer.
//
// A problem's sentence (catalogue/messages/answers.yaml) has the arguments `place` ("Line 3, Outcome 1: Baseline"),
// and what the kind of problem adds; a check brings its own sentence. No problem: the answers are complete.
// Refused beside what the form asks: answers to questions that do not exist or are not shown (SEC-7), and answers to
// locked questions that differ from their source. Pure functions, thread-safe where the context's functions are.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/answers.hpp"
#include "form/form.hpp"
#include "form/objection.hpp"
#include "form/path.hpp"

namespace potensial::form {

// What a source (Question::filled_by) has for a question; nothing when it has nothing. `part`: the answers beside it,
// such as the group and the indicator of a baseline.
using Source = std::function<std::optional<Answer>(std::string_view source, const Path& path, const Answers& part)>;

// A code, or the name of something outside the form.
struct Named {
  const Question& question;
  const std::string& value;
  std::string within;  // the answer to Question::within; empty when there is none
};

struct Context {
  std::function<bool(const Named&)> exists;  // of code sets, organisations, indicators, groups, attachments; absent: all do
  Source source;                             // absent: what is locked is taken as given
  // What an organisation is; nothing for one that is not known. Absent: each is what it should be.
  std::function<std::optional<OrganisationKind>(const std::string&)> kind_of = {};
};

struct Problem {
  Path path;
  Objection objection;
};

std::vector<Problem> problems_of(const Form& form, const Answers& answers, const Context& context = {});

// Paths of the questions that the answers so far bring up, in the order of the form; parts and what is in each.
std::vector<Path> shown_questions(const Form& form, const Answers& answers);
// Without answers to questions that are not shown (any more), until nothing hidden is left.
Answers only_shown(const Form& form, Answers answers);

}  // namespace potensial::form
