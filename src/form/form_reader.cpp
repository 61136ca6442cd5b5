#include "form/form_reader.hpp"

#include <algorithm>
#include <array>

#include "catalogue/entry.hpp"
#include "form/form_structure.hpp"

namespace potensial::form {
namespace form_reader_detail {

using catalogue::Entry;

void bad(Entry& entry, std::string_view member) { entry.fault("catalogue.member-bad", {{"member", std::string(member)}}); }

std::vector<std::string> one_or_many(Entry& entry, const Node& node, const char* member = "sum-of") {
  if (const auto* one = node.scalar()) return {*one};
  std::vector<std::string> all;
  if (const auto* list = std::get_if<Node::List>(&node.value))
    for (const auto& each : *list) all.push_back(each.scalar() ? *each.scalar() : "");
  if (all.empty()) bad(entry, member);
  return all;
}

Operand read_operand(Entry& entry, const Node& node) {
  if (const auto* written = node.scalar()) return {.written = *written};
  const auto* members = std::get_if<Node::Members>(&node.value);
  if (members && members->size() == 1) {
    const auto& [word, value] = members->front();
    if (word == "question" && value.scalar()) return {.kind = Operand::Kind::question, .questions = {*value.scalar()}};
    if (word == "sum-of") return {.kind = Operand::Kind::sum, .questions = one_or_many(entry, value)};
  }
  bad(entry, "question");
  return {};
}

Condition read_condition(Entry& entry, const Node& node);

void read_parts(Entry& entry, const Node& node, Condition& condition) {
  const auto* list = std::get_if<Node::List>(&node.value);
  if (!list || list->empty()) return bad(entry, "all");
  for (const auto& each : *list) condition.parts.push_back(read_condition(entry, each));
}

void read_operands(Entry& entry, const Node& node, Condition& condition) {
  const auto* list = std::get_if<Node::List>(&node.value);
  if (!list || list->size() != 2) return bad(entry, "equals");
  for (const auto& each : *list) condition.operands.push_back(read_operand(entry, each));
}

constexpr std::array<std::pair<std::string_view, Condition::Kind>, 7> condition_words{
    {{"all", Condition::Kind::all}, {"any", Condition::Kind::any}, {"not", Condition::Kind::negation},
     {"equals", Condition::Kind::equals}, {"at-least", Condition::Kind::at_least}, {"at-most", Condition::Kind::at_most},
     {"answered", Condition::Kind::answered}}};

Condition read_word(Entry& entry, Condition::Kind kind, const Node& value) {
  Condition condition{.kind = kind};
  switch (kind) {
    case Condition::Kind::all:
    case Condition::Kind::any: read_parts(entry, value, condition); break;
    case Condition::Kind::negation: condition.parts.push_back(read_condition(entry, value)); break;
    case Condition::Kind::answered: condition.question = value.scalar() ? *value.scalar() : ""; break;
    default: read_operands(entry, value, condition);
  }
  return condition;
}

Condition read_condition(Entry& entry, const Node& node) {
  const auto* members = std::get_if<Node::Members>(&node.value);
  if (members && members->size() == 1) {
    const auto& [word, value] = members->front();
    const auto found = std::ranges::find(condition_words, word, &std::pair<std::string_view, Condition::Kind>::first);
    if (found != condition_words.end()) return read_word(entry, found->second, value);
    entry.fault("catalogue.form-condition-word", {{"member", word}});
  }
  bad(entry, "condition");
  return {};
}

std::optional<Condition> condition_if_any(Entry& entry, std::string_view member) {
  const auto* node = entry.node().find(member);
  return node ? std::optional(read_condition(entry, *node)) : std::nullopt;
}

constexpr std::array<std::pair<std::string_view, Check::Kind>, 8> check_words{
    {{"at-least", Check::Kind::at_least}, {"at-most", Check::Kind::at_most}, {"equals-sum-of", Check::Kind::equals_sum_of},
     {"one-of", Check::Kind::one_of}, {"all-different", Check::Kind::all_different}, {"differs-from", Check::Kind::differs_from},
     {"holds", Check::Kind::holds}, {"of-kind", Check::Kind::of_kind}}};

void read_kinds(Entry& entry, const Node& value, Check& check) {
  for (const auto& each : one_or_many(entry, value, "of-kind")) {
    const auto kind = organisation_kind(each);
    if (kind) check.kinds.push_back(*kind);
    else bad(entry, "of-kind");
  }
}

void read_bound(Entry& entry, const Node& value, Check& check) {
  switch (check.kind) {
    case Check::Kind::at_least:
    case Check::Kind::at_most: check.bound = read_operand(entry, value); break;
    case Check::Kind::equals_sum_of: check.bound = {.kind = Operand::Kind::sum, .questions = one_or_many(entry, value)}; break;
    case Check::Kind::holds: check.condition = read_condition(entry, value); break;
    case Check::Kind::of_kind: read_kinds(entry, value, check); break;
    case Check::Kind::all_different:
      if (!value.scalar() || *value.scalar() != "true") bad(entry, "all-different");
      break;
    default: check.question = value.scalar() ? *value.scalar() : "";
  }
}

Check read_check(Entry entry) {
  entry.allow({"at-least", "at-most", "equals-sum-of", "one-of", "all-different", "differs-from", "holds", "of-kind", "sentence", "when"});
  Check check{.sentence = entry.bilingual("sentence"), .when = condition_if_any(entry, "when")};
  int kinds = 0;
  for (const auto& [word, kind] : check_words) {
    const auto* value = entry.node().find(word);
    if (!value) continue;
    ++kinds;
    check.kind = kind;
    read_bound(entry, *value, check);
  }
  if (kinds != 1) bad(entry, "checks");
  return check;
}

std::size_t count_or(Entry& entry, std::string_view member, int otherwise) {
  const int count = entry.whole_or(member, otherwise);
  if (count < 0) bad(entry, member);
  return static_cast<std::size_t>(std::max(count, 0));
}

std::size_t count_of(Entry& entry, std::string_view member) {
  if (!entry.node().find(member)) entry.fault("catalogue.member-missing", {{"member", std::string(member)}});
  const auto count = count_or(entry, member, 0);
  if (count == 0) bad(entry, member);
  return count;
}

std::vector<Question> read_questions(Entry& entry);

void read_choice(Entry& entry, Question& question) {
  for (const auto& each : entry.list("options")) {
    Entry option(entry, each);
    option.allow({"code"});
    question.options.push_back({option.text("code"), option.bilingual("name")});
    if (std::ranges::count(question.options, question.options.back().code, &Option::code) > 1)
      entry.fault("catalogue.code-twice", {{"code", question.options.back().code}});
  }
  question.code_set = entry.text_or("code-set", "");
  question.within = entry.text_or("within", "");
  if (question.options.empty() == question.code_set.empty()) bad(entry, "options");
  if (!question.within.empty() && question.code_set.empty()) bad(entry, "within");
}

void read_part(Entry& entry, Question& part) {
  part.one = entry.bilingual("one");
  part.least = count_or(entry, "least", 0);
  part.most = count_of(entry, "most");
  part.questions = read_questions(entry);
  if (part.least > part.most) bad(entry, "most");
}

void read_members_of_kind(Entry& entry, Question& question) {
  switch (question.kind) {
    case QuestionKind::text:
      entry.allow({"label", "hint", "required", "required-when", "shown-when", "checks", "filled-by", "locked", "most-characters"});
      question.most_characters = count_or(entry, "most-characters", static_cast<int>(question.most_characters));
      break;
    case QuestionKind::long_text:
      entry.allow({"label", "hint", "required", "required-when", "shown-when", "checks", "filled-by", "locked", "most-words"});
      question.most_words = count_of(entry, "most-words");
      break;
    case QuestionKind::choice:
      entry.allow({"label", "hint", "required", "required-when", "shown-when", "checks", "filled-by", "locked", "options", "code-set", "within"});
      read_choice(entry, question);
      break;
    case QuestionKind::part:
      entry.allow({"label", "hint", "required-when", "shown-when", "checks", "filled-by", "locked", "one", "least", "most", "questions"});
      read_part(entry, question);
      break;
    default: entry.allow({"label", "hint", "required", "required-when", "shown-when", "checks", "filled-by", "locked"});
  }
}

QuestionKind read_kind(Entry& entry) {
  const auto kind = question_kind(entry.text("kind"));
  if (!kind) bad(entry, "kind");
  return kind.value_or(QuestionKind::text);
}

Question read_question(Entry entry) {
  Question question{.id = entry.text("id"),
                    .kind = read_kind(entry),
                    .label = entry.bilingual("label"),
                    .hint = entry.bilingual_if_any("hint").value_or(Text{}),
                    .required = entry.yes_or("required", false),
                    .required_when = condition_if_any(entry, "required-when"),
                    .shown_when = condition_if_any(entry, "shown-when"),
                    .filled_by = entry.text_or("filled-by", ""),
                    .locked = entry.yes_or("locked", false)};
  read_members_of_kind(entry, question);
  for (const auto& each : entry.list("checks")) question.checks.push_back(read_check(Entry(entry, each)));
  if (question.locked && question.filled_by.empty()) entry.fault("catalogue.member-missing", {{"member", "filled-by"}});
  return question;
}

std::vector<Question> read_questions(Entry& entry) {
  std::vector<Question> questions;
  for (const auto& each : entry.list("questions")) questions.push_back(read_question(Entry(entry, each)));
  if (questions.empty()) entry.fault("catalogue.member-missing", {{"member", "questions"}});
  return questions;
}

Section read_section(Entry entry) {
  entry.allow({"title", "hint", "questions"});
  return {entry.text("id"), entry.bilingual("title"), entry.bilingual_if_any("hint").value_or(Text{}), read_questions(entry)};
}

}  // namespace form_reader_detail

Result<Form> read_form(const Definition& definition) {
  catalogue::Entry entry(definition);
  entry.allow({"sections"});
  Form form{definition.id, definition.version, definition.name, {}};
  for (const auto& each : entry.list("sections"))
    form.sections.push_back(form_reader_detail::read_section(catalogue::Entry(entry, each)));
  if (form.sections.empty()) entry.fault("catalogue.member-missing", {{"member", "sections"}});
  if (entry.sound()) complete_structure(form, entry);
  return entry.finish(std::move(form));
}

Result<Form> form_on(const catalogue::Catalogue& catalogue, std::string_view id, Date day) {
  const auto* definition = catalogue.on("form", id, day);
  if (!definition) return refuse(Blame::file, "catalogue.no-form", {{"id", std::string(id)}, {"day", day.iso()}});
  return read_form(*definition);
}

}  // namespace potensial::form
