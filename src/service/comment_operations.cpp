#include "service/comment_operations.hpp"

#include <algorithm>
#include <array>

#include "service/bid_owners.hpp"
#include "service/submission_comments.hpp"
#include "service/submission_sight.hpp"
#include "service/submission_steps.hpp"
#include "store/audit_log.hpp"
#include "store/comment_store.hpp"

namespace potensial::service {
namespace comment_operation {

constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
constexpr std::array add_parameters{Parameter{"words", ParameterKind::text, true, 2000}, Parameter{"on", ParameterKind::word, false, 120},
                                    Parameter{"answers", ParameterKind::word, false, 8}, Parameter{"closes", ParameterKind::choice, false, 3, yes_or_no}};

std::unexpected<Refusal> unknown(const Call& call) { return refuse(Blame::input, "page.unknown", {{"noun", "submission"}, {"id", call.value("id")}}); }

Result<std::string> organisation_of_comment(Call& call) {
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened || (call.person && !is_visible(call, *opened))) return unknown(call);
  return place_to_comment(call, *opened);
}

Result<void> check_question(const Call& call, const OpenedSubmission& opened) {
  const auto on = call.value("on");
  const auto choices = questions_to_comment(opened);
  if (on.empty() || std::ranges::find(choices, on, &Choice::value) != choices.end()) return {};
  return refuse(Blame::input, "comment.no-such-question", {{"parameter", "on"}});
}

// Of what the person sees; an answer is about what it answers.
Result<SubmissionComment> answered(const Call& call, const OpenedSubmission& opened) {
  for (const auto& each : comments_seen(call, opened))
    if (each.answers == 0 && std::to_string(each.place) == call.value("answers")) return each;
  return refuse(Blame::input, "comment.no-such-comment", {{"parameter", "answers"}});
}

Result<SubmissionComment> comment_of(const Call& call, const OpenedSubmission& opened) {
  SubmissionComment comment{.submission = opened.kept.id, .on = call.value("on"), .closes = call.value("closes") == "yes", .by_assessor = is_of_assessors(call, opened),
                            .words = call.value("words"), .person = std::to_string(static_cast<std::int64_t>(call.person->id)), .actor = signature(*call.person), .at = call.at};
  if (call.value("answers").empty()) {
    if (comment.closes) return refuse(Blame::input, "comment.closes-nothing", {{"parameter", "closes"}});
    const auto asked = check_question(call, opened);
    return asked ? Result<SubmissionComment>(std::move(comment)) : std::unexpected(asked.error());
  }
  const auto before = answered(call, opened);
  if (!before) return before;
  if (comment.closes && !may_close(call, opened, *before)) return refuse(Blame::permission, "comment.not-yours-to-close", {{"parameter", "closes"}});
  comment.answers = before->place;
  comment.on = before->on;
  return comment;
}

Result<Answer> add(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return std::unexpected(opened.error());
  const auto comment = comment_of(call, *opened);
  if (!comment) return std::unexpected(comment.error());
  const auto place = store::add_comment(call.home.ledger(), *comment);
  store::append_audit(call.home.ledger(), {call.at, comment->actor, "add-comment", opened->stages.noun + "/" + opened->kept.id, std::to_string(place)});
  transaction.commit();
  return Answer(Target{opened->stages.noun, opened->kept.id, "comments-heading"});
}

}  // namespace comment_operation

std::vector<Operation> comment_operations() {
  using namespace comment_operation;
  return {{.name = "add-comment", .noun = "add-comment", .effect = Effect::changes, .parameters = add_parameters, .organisation = organisation_of_comment, .run = add}};
}

}  // namespace potensial::service
