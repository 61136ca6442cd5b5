#include "form/piece.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "form/answers_text.hpp"
#include "form/problems.hpp"
#include "model/pence.hpp"

namespace potensial::form {
namespace piece_detail {

constexpr std::string_view new_one = "new";

const Question* question_in(const std::vector<Question>& questions, std::string_view id) {
  const auto found = std::ranges::find(questions, id, &Question::id);
  return found == questions.end() ? nullptr : &*found;
}

bool is_list(const Question& question) { return question.kind == QuestionKind::part && question.questions.size() == 1; }

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size() && number > 0 ? std::optional(number) : std::nullopt;
}

Parts* parts_of(Answers& answers, const std::string& part) {
  const auto found = answers.values.find(part);
  return found == answers.values.end() ? nullptr : std::get_if<Parts>(&found->second);
}

// The answers of the piece inside the whole; an item that is not there is appended.
Answers& opened(const Piece& piece, Answers& whole) {
  if (!piece.part) return whole;
  if (!parts_of(whole, piece.part->id)) whole.values.insert_or_assign(piece.part->id, Parts{});
  auto& items = *parts_of(whole, piece.part->id);
  return piece.number > 0 && piece.number <= items.size() ? items[piece.number - 1] : items.emplace_back();
}

std::string trimmed(std::string text) {
  std::erase(text, '\r');
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

Answer read_typed(const Question& question, const std::string& typed) {
  if (question.kind == QuestionKind::money) {
    const auto amount = pence(typed);
    return amount ? Answer(amount->count) : Answer(typed);
  }
  auto plain = typed;
  if (question.kind == QuestionKind::whole_number || question.kind == QuestionKind::learner_count) std::erase(plain, ',');
  return read_answer(question.kind, plain).value_or(Answer(typed));
}

// What was typed into a piece, and which of it was asked for.
struct Typed {
  const Fields& fields;
  std::set<std::string, std::less<>> used = {};

  const std::string* at(const std::string& name) {
    used.insert(name);
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : &found->second;
  }
  // The highest number of a part's items that something was typed into.
  std::size_t last(const std::string& part) const {
    std::size_t last = 0;
    for (const auto& [name, value] : fields) {
      if (!name.starts_with(part + "/")) continue;
      const auto rest = std::string_view(name).substr(part.size() + 1);
      last = std::max(last, number_of(rest.substr(0, rest.find('/'))).value_or(0));
    }
    return last;
  }
};

void fill(const std::vector<Question>& questions, Answers& answers, const std::string& before, bool at_top, Typed& typed);

void fill_list(const Question& part, Answers& answers, const std::string& written) {
  const auto& only = part.questions.front();
  Parts items;
  for (std::size_t at = 0; (at = written.find_first_not_of(" \t\r\n,;", at)) != std::string::npos;) {
    const auto end = std::min(written.find_first_of(" \t\r\n,;", at), written.size());
    Answers item;
    item.values.emplace(only.id, read_typed(only, written.substr(at, end - at)));
    items.push_back(std::move(item));
    at = end;
  }
  if (items.empty()) answers.values.erase(part.id);
  else answers.values.insert_or_assign(part.id, std::move(items));
}

bool is_blank_but_for_locked(const Question& part, const Answers& item) {
  return std::ranges::none_of(part.questions, [&](const Question& each) { return !each.locked && item.answered(each.id); });
}

constexpr std::size_t most_items = 1'000;  // nobody types more, and a name of a field must not decide how much is made

void fill_items(const Question& part, Answers& answers, const std::string& name, Typed& typed) {
  const auto last = std::min({typed.last(name), part.most, most_items});
  if (last == 0) return;
  auto* known = parts_of(answers, part.id);
  Parts items = known ? *known : Parts{};
  items.resize(std::max(items.size(), last));
  for (std::size_t i = 0; i < last; ++i) fill(part.questions, items[i], name + "/" + std::to_string(i + 1) + "/", false, typed);
  std::erase_if(items, [&](const Answers& item) { return is_blank_but_for_locked(part, item); });
  answers.values.insert_or_assign(part.id, std::move(items));
}

void fill_one(const Question& question, Answers& answers, const std::string& written) {
  const auto typed = trimmed(written);
  if (typed.empty()) answers.values.erase(question.id);
  else answers.values.insert_or_assign(question.id, read_typed(question, typed));
}

// Items of a part that stands in a section itself are pieces of their own.
void fill(const std::vector<Question>& questions, Answers& answers, const std::string& before, bool at_top, Typed& typed) {
  for (const auto& each : questions) {
    const auto name = before + each.id;
    if (each.locked) continue;
    if (each.kind == QuestionKind::part && !is_list(each)) {
      if (!at_top) fill_items(each, answers, name, typed);
      continue;
    }
    const auto* written = typed.at(name);
    if (!written) continue;
    is_list(each) ? fill_list(each, answers, *written) : fill_one(each, answers, *written);
  }
}

std::string listed(const Question& part, const Answers& answers) {
  std::string text;
  for (const auto& item : answers.parts(part.id))
    if (const auto* given = item.answered(part.questions.front().id)) text += (text.empty() ? "" : "\n") + typed_value(part.questions.front(), *given);
  return text;
}

using Around = std::vector<std::pair<const Question*, std::size_t>>;

struct Collected {
  const std::vector<Path>& shown;
  std::vector<PieceField> fields = {};
  bool is_extra = false;

  void question(const Question& question, const Answers& answers, const std::string& before, const Path& path, const Around& within) {
    const bool list = is_list(question);
    const auto* given = answers.find(question.id);
    auto value = list ? listed(question, answers) : given ? typed_value(question, *given) : std::string();
    const bool asked = !question.shown_when || std::ranges::find(shown, path.to(question.id)) != shown.end();
    fields.push_back({before + question.id, &question, std::move(value), within, list, asked, is_extra});
  }

  void items(const Question& part, const Answers& answers, const std::string& before, const Path& path, const Around& within) {
    const auto& given = answers.parts(part.id);
    for (std::size_t i = 0; i < std::min(given.size() + 1, part.most); ++i) {
      auto inner = within;
      inner.emplace_back(&part, i + 1);
      is_extra = i >= std::max(given.size(), part.least);
      questions(part.questions, i < given.size() ? given[i] : Answers{}, before + part.id + "/" + std::to_string(i + 1) + "/", path.into(part.id, i + 1), inner, false);
    }
    is_extra = false;
  }

  void questions(const std::vector<Question>& asked, const Answers& answers, const std::string& before, const Path& path, const Around& within, bool at_top) {
    for (const auto& each : asked) {
      const bool items_of_it = each.kind == QuestionKind::part && !is_list(each);
      if (!items_of_it) question(each, answers, before, path, within);
      else if (!at_top) items(each, answers, before, path, within);
    }
  }
};

// What is asked does not yet depend on an item that is not there: all that could be is shown.
std::vector<Path> shown_in(const Form& form, const Piece& piece, const Answers& answers) {
  auto whole = answers;
  opened(piece, whole);
  return shown_questions(form, whole);
}

Path path_of(const Piece& piece, const Answers& answers) {
  if (!piece.part) return {};
  return Path{}.into(piece.part->id, piece.number > 0 ? piece.number : answers.parts(piece.part->id).size() + 1);
}

}  // namespace piece_detail

std::string typed_value(const Question& question, const Answer& answer) {
  const auto* amount = question.kind == QuestionKind::money ? std::get_if<std::int64_t>(&answer) : nullptr;
  if (!amount) return written_value(answer);
  auto pounds = text(Pence{*amount});
  if (const auto sign = pounds.find("£"); sign != std::string::npos) pounds.erase(sign, std::string("£").size());
  return pounds;
}

std::optional<Piece> piece_of(const Form& form, std::string_view name) {
  const auto slash = name.find('/');
  for (const auto& section : form.sections) {
    if (slash == std::string_view::npos && section.id == name) return Piece{std::string(name), &section};
    const auto* part = slash == std::string_view::npos ? nullptr : piece_detail::question_in(section.questions, name.substr(0, slash));
    if (!part || part->kind != QuestionKind::part || part->locked || piece_detail::is_list(*part)) continue;
    const auto which = name.substr(slash + 1);
    const auto number = piece_detail::number_of(which);
    if (number || which == piece_detail::new_one) return Piece{std::string(name), &section, part, number.value_or(0)};
  }
  return std::nullopt;
}

PiecePlace place_of(const Form& form, const Path& path) {
  if (path.steps.empty()) return {};
  const auto& first = path.steps.front();
  for (const auto& section : form.sections) {
    const auto* question = piece_detail::question_in(section.questions, first.question);
    if (!question) continue;
    if (question->kind == QuestionKind::part && question->locked) return {section.id, ""};
    if (piece_detail::is_list(*question)) return {section.id, first.question};
    if (!first.number) return {section.id, question->kind == QuestionKind::part ? "" : first.question};
    Path inside{{path.steps.begin() + 1, path.steps.end()}};
    const auto* inner = inside.steps.empty() ? nullptr : piece_detail::question_in(question->questions, inside.steps.front().question);
    if (inner && piece_detail::is_list(*inner)) inside.steps.resize(1), inside.steps.front().number.reset();
    return {first.question + "/" + std::to_string(*first.number), inside.text()};
  }
  return {};
}

bool is_there(const Piece& piece, const Answers& answers) {
  return !piece.part || (piece.number > 0 && piece.number <= answers.parts(piece.part->id).size());
}

Answers answers_in(const Piece& piece, const Answers& answers) {
  if (!piece.part) {
    Answers own;
    for (const auto& each : piece.section->questions)
      if (const auto* given = answers.find(each.id); given && (each.kind != QuestionKind::part || piece_detail::is_list(each))) own.values.emplace(each.id, *given);
    return own;
  }
  return is_there(piece, answers) ? answers.parts(piece.part->id)[piece.number - 1] : Answers{};
}

std::vector<PieceField> fields_of(const Form& form, const Piece& piece, const Answers& answers) {
  const auto shown = piece_detail::shown_in(form, piece, answers);
  piece_detail::Collected collected{shown};
  collected.questions(piece.questions(), piece.part ? answers_in(piece, answers) : answers, "", piece_detail::path_of(piece, answers), {}, !piece.part);
  return std::move(collected.fields);
}

Result<Answers> with_fields(const Piece& piece, Answers answers, const Fields& fields) {
  piece_detail::Typed typed{fields};
  piece_detail::fill(piece.questions(), piece_detail::opened(piece, answers), "", !piece.part, typed);
  for (const auto& [name, value] : fields)
    if (!typed.used.contains(name)) return refuse(Blame::input, "submission.unknown-field", {{"field", name}});
  return answers;
}

Answers without(const Piece& piece, Answers answers) {
  if (!piece.part || !is_there(piece, answers)) return answers;
  auto& items = *piece_detail::parts_of(answers, piece.part->id);
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(piece.number - 1));
  if (items.empty()) answers.values.erase(piece.part->id);
  return answers;
}

}  // namespace potensial::form
