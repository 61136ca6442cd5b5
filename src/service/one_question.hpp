// One question of the home by a person who is named, without a service: an operation as the pages offer it, through the same
// front door, with the same permission, checks and lines in the audit log. Beside a service that runs on the same home it
// takes up none of its work. Whoever may read the home's files may ask so in anybody's name; the log tells both.
//
// Refuses what the door and the operation refuse, "question.no-person" {mail}, "question.no-operation" {name},
// "question.no-value" {word}, "question.object-missing" {name}, "question.no-object" {name, word}, "question.no-file" {name}, and what
// reading a file refuses. Works pages out only where the operation needs them, and waits for work that it began.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/front_door.hpp"

namespace potensial::service {

struct OneQuestion {
  FrontDoorSettings door;
  Effect effect = Effect::reads;
  std::string mail;                // of the person
  std::string operator_name;       // who really asks, for the audit log
  std::string name;                // of the operation, or the noun of its address, in either language
  std::vector<std::string> words;  // OBJECT where it has one, then NAME=VALUE; "@FILE" as a value reads it from the file, "@@" is "@"
  Language language = Language::en;
  PageForm form = PageForm::text;
  std::chrono::sys_seconds at{};
};

Result<Reply> answer_one(const OneQuestion& question);

// What may be asked so: name, object and parameters of each operation.
Page operations_page(const AccessPolicy& policy, Effect effect);

}  // namespace potensial::service
