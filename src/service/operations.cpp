#include "service/operations.hpp"

#include <algorithm>
#include <array>

#include "service/alignment_operations.hpp"
#include "service/allocation_operations.hpp"
#include "service/central_operations.hpp"
#include "service/claim_operations.hpp"
#include "service/comment_operations.hpp"
#include "service/contact_operations.hpp"
#include "service/core_data_operations.hpp"
#include "service/explorer_operations.hpp"
#include "service/find_operations.hpp"
#include "service/finding_operations.hpp"
#include "service/fund_operations.hpp"
#include "service/forum_operations.hpp"
#include "service/group_alignment_operations.hpp"
#include "service/import_operations.hpp"
#include "service/joint_operations.hpp"
#include "service/need_operations.hpp"
#include "service/outbox_operations.hpp"
#include "service/outcome_operations.hpp"
#include "service/pack_operations.hpp"
#include "service/page_operations.hpp"
#include "service/people_operations.hpp"
#include "service/plan_operations.hpp"
#include "service/progress_operations.hpp"
#include "service/password_rules.hpp"
#include "service/search_operations.hpp"
#include "service/submission_operations.hpp"
#include "service/support_pages.hpp"
#include "service/supported_pages.hpp"
#include "service/take_up_operations.hpp"
#include "service/targeting_operations.hpp"
#include "service/unmet_need_operations.hpp"
#include "service/spend_operations.hpp"

namespace potensial::service {
namespace operation_list {

std::vector<Operation> all_operations() {
  auto all = page_operations();
  std::ranges::move(alignment_operations(), std::back_inserter(all));
  std::ranges::move(allocation_operations(), std::back_inserter(all));
  std::ranges::move(central_operations(), std::back_inserter(all));
  std::ranges::move(comment_operations(), std::back_inserter(all));
  std::ranges::move(contact_operations(), std::back_inserter(all));
  std::ranges::move(progress_operations(), std::back_inserter(all));
  std::ranges::move(core_data_operations(), std::back_inserter(all));
  std::ranges::move(explorer_operations(), std::back_inserter(all));
  std::ranges::move(find_operations(), std::back_inserter(all));
  std::ranges::move(finding_operations(), std::back_inserter(all));
  std::ranges::move(fund_operations(), std::back_inserter(all));
  std::ranges::move(forum_operations(), std::back_inserter(all));
  std::ranges::move(import_operations(), std::back_inserter(all));
  std::ranges::move(joint_operations(), std::back_inserter(all));
  std::ranges::move(need_operations(), std::back_inserter(all));
  std::ranges::move(outbox_operations(), std::back_inserter(all));
  std::ranges::move(outcome_operations(), std::back_inserter(all));
  std::ranges::move(pack_operations(), std::back_inserter(all));
  std::ranges::move(people_operations(), std::back_inserter(all));
  std::ranges::move(plan_operations(), std::back_inserter(all));
  std::ranges::move(search_operations(), std::back_inserter(all));
  std::ranges::move(submission_operations(), std::back_inserter(all));
  std::ranges::move(support_operations(), std::back_inserter(all));
  std::ranges::move(supported_operations(), std::back_inserter(all));
  std::ranges::move(take_up_operations(), std::back_inserter(all));
  std::ranges::move(targeting_operations(), std::back_inserter(all));
  std::ranges::move(group_alignment_operations(), std::back_inserter(all));
  std::ranges::move(unmet_need_operations(), std::back_inserter(all));
  std::ranges::move(spend_operations(), std::back_inserter(all));
  std::ranges::move(claim_operations(), std::back_inserter(all));
  return all;
}

std::unexpected<Refusal> wrong(const char* code, std::string_view parameter) {
  return refuse(Blame::input, code, {{"parameter", std::string(parameter)}});
}

bool is_mail(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

// Line breaks and tabs may stand in a text; nothing else below the blank may.
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f; }

Result<void> check_value(const Parameter& parameter, const std::string& value) {
  if (length_of_password(value) > parameter.longest) return wrong("operation.too-long", parameter.name);
  if (std::ranges::any_of(value, is_control)) return wrong("operation.not-text", parameter.name);
  if (value.empty()) return parameter.required ? wrong("operation.missing", parameter.name) : Result<void>{};
  if (parameter.kind == ParameterKind::day && !Date::parse(value)) return wrong("operation.not-a-day", parameter.name);
  if (parameter.kind == ParameterKind::mail && !is_mail(value)) return wrong("operation.not-a-mail", parameter.name);
  const bool chosen = parameter.kind != ParameterKind::choice || std::ranges::find(parameter.choices, value) != parameter.choices.end();
  return chosen ? Result<void>{} : wrong("operation.not-a-choice", parameter.name);
}

constexpr std::size_t longest_id = 80;

bool is_named_value(const Operation& operation, const std::string& name) {
  return !operation.named_values.empty() && name.starts_with(operation.named_values) && name.size() <= longest_id;
}

bool is_known(const Operation& operation, const std::string& name) {
  if (is_named_value(operation, name)) return true;
  if (name == "id") return operation.of_object;
  if (std::ranges::find(operation.parameters, name, &Parameter::name) != operation.parameters.end()) return true;
  return (name == "key" || name == "page") && operation.effect == Effect::changes;
}

}  // namespace operation_list

std::span<const Operation> operations() {
  static const auto all = operation_list::all_operations();
  return all;
}

const Operation* operation_at(std::string_view noun, Effect effect) {
  for (const auto& each : operations())
    if (each.noun == noun && each.effect == effect) return &each;
  return nullptr;
}

const Operation* operation_that_reads(std::string_view noun, bool of_object) {
  for (const auto& each : operations())
    if (each.noun == noun && each.effect == Effect::reads && each.of_object == of_object) return &each;
  return nullptr;
}

std::span<const std::string_view> steps_of_signing_in() {
  static constexpr std::array<std::string_view, 2> steps{"see-front", "sign-in"};
  return steps;
}

Result<void> check_operations(const AccessPolicy& policy) {
  std::vector<std::string_view> known(steps_of_signing_in().begin(), steps_of_signing_in().end());
  for (const auto& each : operations()) known.push_back(each.name);
  for (const auto name : known)
    if (!policy.rule(name)) return refuse(Blame::fault, "access.no-rule", {{"operation", std::string(name)}});
  for (const auto& rule : policy.rules)
    if (std::ranges::find(known, rule.operation) == known.end()) return refuse(Blame::fault, "access.no-operation", {{"operation", rule.operation}});
  return {};
}

Result<void> name_object(const Operation& operation, Values& values, const std::string& id) {
  if (values.contains("id")) return operation_list::wrong("operation.unknown-parameter", "id");
  if (operation.of_object) values["id"] = id;
  return {};
}

Result<void> check_values(const Operation& operation, const Values& values) {
  for (const auto& [name, value] : values)
    if (!operation_list::is_known(operation, name) || (name == "id" && value.size() > operation_list::longest_id))
      return operation_list::wrong("operation.unknown-parameter", name);
  for (const auto& [name, value] : values)
    if (operation_list::is_named_value(operation, name))
      if (auto sound = operation_list::check_value({name, ParameterKind::text, false, longest_named_value}, value); !sound) return sound;
  for (const auto& parameter : operation.parameters) {
    const auto given = values.find(parameter.name);
    if (auto sound = operation_list::check_value(parameter, given == values.end() ? std::string() : given->second); !sound) return sound;
  }
  return {};
}

}  // namespace potensial::service
