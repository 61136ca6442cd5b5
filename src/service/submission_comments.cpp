#include "service/submission_comments.hpp"

#include <algorithm>

#include "form/piece.hpp"
#include "form/problems.hpp"
#include "insight/page_parts.hpp"
#include "service/bid_owners.hpp"
#include "service/submission_steps.hpp"
#include "store/comment_store.hpp"

namespace potensial::service {
namespace comment_block {

using insight::cell;
using insight::text_column;

constexpr const char* operation = "add-comment";

// "Line 3, Outcome 1: Baseline".
Text words_of(const form::QuestionIndex& index, const form::Path& path) {
  Text words;
  for (const auto& step : path.steps) {
    const auto* place = index.find(step.question);
    if (!place) return {path.text(), path.text()};
    const auto& name = step.number ? place->question->one : place->question->label;
    const auto number = step.number ? " " + std::to_string(*step.number) : std::string();
    const std::string between = words.en.empty() ? "" : step.number ? ", " : ": ";
    words.en += between + name.en + number;
    words.cy += between + name.cy + number;
  }
  return words;
}

// Of items inside an item it is the item that is spoken of.
bool is_spoken_of(const form::QuestionIndex& index, const form::Path& path) {
  const auto* place = index.find(path.steps.back().question);
  return place && place->question->kind != form::QuestionKind::part && place->nest.size() <= 1;
}

Phrase about(const OpenedSubmission& opened, const std::string& on) {
  if (on.empty()) return phrase("comment.whole");
  for (const auto& each : questions_to_comment(opened))
    if (each.value == on) return each.name;
  return phrase("comment.no-longer-asked", {{"on", on}});
}

// What hangs on a comment that the reader may not see is not seen either.
const SubmissionComment* root_of(const std::vector<SubmissionComment>& all, const SubmissionComment& comment) {
  const auto* root = &comment;
  while (root->answers > 0) root = &all[static_cast<std::size_t>(root->answers - 1)];
  return root;
}

bool is_closed(const std::vector<SubmissionComment>& all, const SubmissionComment& root) {
  return std::ranges::any_of(all, [&](const SubmissionComment& each) { return each.closes && root_of(all, each) == &root; });
}

// Threads in the order in which they were begun, answers under what they answer.
Table table_of(const Call& call, const OpenedSubmission& opened, const std::vector<SubmissionComment>& seen) {
  const auto all = store::comments_of(call.home.ledger(), opened.kept.id);
  Table table{"comments", phrase("comment.heading"),
              {text_column("comment.column.about"), text_column("comment.column.words"), text_column("submission.column.who"), text_column("submission.column.when"),
               text_column("submission.column.state"), text_column("comment.column.number")},
              {}, phrase("comment.none")};
  auto ordered = seen;
  std::ranges::stable_sort(ordered, {}, [&](const SubmissionComment& each) { return root_of(all, each)->place; });
  for (const auto& each : ordered) {
    const auto state = each.answers > 0 ? (each.closes ? "comment.closes" : "comment.answers") : is_closed(all, all[static_cast<std::size_t>(each.place - 1)]) ? "comment.closed" : "comment.open";
    table.rows.push_back({{cell(about(opened, root_of(all, each)->on)), cell(verbatim(each.words)), cell(verbatim(each.actor)), cell(phrase("comment.at", {{"day", Date::of(each.at)}})),
                           cell(phrase(state)), cell(verbatim(std::to_string(each.place)))}});
  }
  return table;
}

Form add_form(const OpenedSubmission& opened) {
  auto choices = questions_to_comment(opened);
  choices.insert(choices.begin(), {"", phrase("comment.whole")});
  return {"comment", {operation, opened.kept.id, ""},
          {{.name = "on", .kind = FieldKind::select, .label = phrase("comment.column.about"), .choices = std::move(choices), .optional = true},
           {.name = "words", .kind = FieldKind::paragraph, .label = phrase("comment.words")}},
          phrase("comment.add")};
}

std::vector<Choice> open_ones(const Call& call, const OpenedSubmission& opened, const std::vector<SubmissionComment>& seen) {
  const auto all = store::comments_of(call.home.ledger(), opened.kept.id);
  std::vector<Choice> choices;
  for (const auto& each : seen)
    if (each.answers == 0 && !is_closed(all, all[static_cast<std::size_t>(each.place - 1)]))
      choices.push_back({std::to_string(each.place), phrase("comment.one", {{"n", std::to_string(each.place)}, {"about", one(about(opened, each.on))}})});
  return choices;
}

Form answer_form(const OpenedSubmission& opened, std::vector<Choice> choices, bool closes) {
  Form form{"answer-comment", {operation, opened.kept.id, ""},
            {{.name = "answers", .kind = FieldKind::select, .label = phrase("comment.which"), .choices = std::move(choices)},
             {.name = "words", .kind = FieldKind::paragraph, .label = phrase("comment.answer")}},
            phrase("comment.send-answer")};
  if (closes)
    form.fields.push_back({.name = "closes", .kind = FieldKind::choice, .label = phrase("comment.close"), .value = "no",
                           .choices = {{"yes", phrase("submission.yes")}, {"no", phrase("submission.no")}}});
  return form;
}

bool writes(const Call& call, const OpenedSubmission& opened) {
  const auto by = call.may("save-answers", opened.kept.organisation).by;
  return std::ranges::any_of(by, [&](const HeldRole& each) { return std::ranges::find(opened.stages.writers, each.role) != opened.stages.writers.end(); });
}

bool is_mine(const Call& call, const SubmissionComment& comment) { return comment.person == std::to_string(static_cast<std::int64_t>(call.person->id)); }

}  // namespace comment_block

std::vector<Choice> questions_to_comment(const OpenedSubmission& opened) {
  const form::QuestionIndex index(opened.form);
  std::vector<Choice> choices;
  for (const auto& path : form::shown_questions(opened.form, opened.answers))
    if (comment_block::is_spoken_of(index, path)) choices.push_back({path.text(), verbatim(comment_block::words_of(index, path))});
  return choices;
}

std::string place_to_comment(const Call& call, const OpenedSubmission& opened) { return place_seen_from(call, opened, comment_block::operation); }

std::vector<SubmissionComment> comments_seen(const Call& call, const OpenedSubmission& opened) {
  const auto all = store::comments_of(call.home.ledger(), opened.kept.id);
  if (!is_of_assessors(call, opened) || all_have_assessed(opened)) return all;
  auto seen = all;
  std::erase_if(seen, [&](const SubmissionComment& each) {
    const auto* root = comment_block::root_of(all, each);
    return (root->by_assessor && !comment_block::is_mine(call, *root)) || (each.by_assessor && !comment_block::is_mine(call, each));
  });
  return seen;
}

bool may_close(const Call& call, const OpenedSubmission& opened, const SubmissionComment& comment) {
  return comment_block::is_mine(call, comment) || comment_block::writes(call, opened);
}

std::vector<Block> comment_blocks(const Call& call, const OpenedSubmission& opened) {
  using namespace comment_block;
  const auto seen = comments_seen(call, opened);
  const bool adds = call.may(operation, place_to_comment(call, opened)).allowed;
  if (seen.empty() && !adds) return {};
  std::vector<Block> blocks{Heading{phrase("comment.heading"), "comments-heading"}};
  blocks.push_back(table_of(call, opened, seen));
  if (!adds) return blocks;
  blocks.push_back(Details{phrase("comment.add"), {add_form(opened)}});
  if (auto choices = open_ones(call, opened, seen); !choices.empty()) {
    const bool closes = std::ranges::any_of(seen, [&](const SubmissionComment& each) { return each.answers == 0 && may_close(call, opened, each); });
    blocks.push_back(Details{phrase("comment.send-answer"), {answer_form(opened, std::move(choices), closes)}});
  }
  return blocks;
}

std::vector<Block> comments_on_piece(const Call& call, const OpenedSubmission& opened, const std::string& piece) {
  using namespace comment_block;
  const auto all = store::comments_of(call.home.ledger(), opened.kept.id);
  auto seen = comments_seen(call, opened);
  const form::QuestionIndex index(opened.form);
  std::erase_if(seen, [&](const SubmissionComment& each) {
    const auto& on = root_of(all, each)->on;
    for (const auto& path : form::shown_questions(opened.form, opened.answers))
      if (path.text() == on) return form::place_of(opened.form, path).piece != piece;
    return true;
  });
  if (seen.empty()) return {};
  return {Heading{phrase("comment.heading"), "comments-heading"}, table_of(call, opened, seen)};
}

}  // namespace potensial::service
