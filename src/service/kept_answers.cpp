#include "service/kept_answers.hpp"

#include "base/sha256.hpp"
#include "store/answer_store.hpp"

namespace potensial::service {
namespace {

constexpr auto kept_for = std::chrono::days(7);

// Of a key as its sender gave it for one operation; empty where none was given.
std::string key_of(const Question& question) {
  const auto given = question.values.find("key");
  if (question.operation->effect == Effect::reads || !question.person || given == question.values.end() || given->second.empty()) return {};
  std::string said = std::to_string(static_cast<std::int64_t>(question.person->id)) + "\n" + std::string(question.operation->name);
  for (const auto& [name, value] : question.values)
    if (name != "page" && name != "version") said += "\n" + std::to_string(value.size()) + ":" + name + "=" + value;
  return sha256(said);
}

}  // namespace

std::optional<Target> kept_answer(store::Ledger& ledger, const Question& question) {
  const auto key = key_of(question);
  if (key.empty()) return std::nullopt;
  const auto kept = store::answer_under(ledger, key, question.at - kept_for);
  return kept ? std::optional(Target{kept->noun, kept->id, ""}) : std::nullopt;
}

void keep_answer(store::Ledger& ledger, const Question& question, const Target& answer) {
  const auto key = key_of(question);
  if (key.empty()) return;
  store::Transaction transaction(ledger);
  store::keep_answer(ledger, key, {answer.noun, answer.id, question.at}, question.at - kept_for);
  transaction.commit();
}

}  // namespace potensial::service
