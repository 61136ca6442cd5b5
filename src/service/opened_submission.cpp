#include "service/opened_submission.hpp"

#include <algorithm>

#include "catalogue/guidances.hpp"
#include "form/answers_text.hpp"
#include "form/form_reader.hpp"
#include "form/stages_reader.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace opened_submission_detail {

std::unexpected<Refusal> unknown(const std::string& id) { return refuse(Blame::input, "page.unknown", {{"noun", "submission"}, {"id", id}}); }

Result<form::Form> form_of(const Home& home, const Submission& kept) {
  if (kept.form.empty()) return form::Form{};
  const auto* definition = home.catalogue().version("form", kept.form, kept.form_version);
  if (!definition) return refuse(Blame::fault, "submission.form-gone", {{"form", kept.form}, {"version", std::to_string(kept.form_version)}});
  return form::read_form(*definition);
}

Result<form::Stages> stages_of(const Home& home, const Submission& kept) {
  const auto* definition = home.catalogue().version("stages", kept.stages, kept.stages_version);
  if (!definition) return refuse(Blame::fault, "submission.form-gone", {{"form", kept.stages}, {"version", std::to_string(kept.stages_version)}});
  return form::read_stages(*definition);
}

// Of a bid, or of what is about one.
std::optional<Guidance> guidance_of(Home& home, const std::string& about) {
  if (auto named = catalogue::guidance_named(home.catalogue(), about)) return std::move(*named);
  const auto bid = about.empty() ? std::nullopt : store::submission(home.ledger(), about);
  return bid ? guidance_of(home, bid->about) : std::nullopt;
}

}  // namespace opened_submission_detail

bool OpenedSubmission::is_open() const { return has_form() && std::ranges::find(stages.open, state) != stages.open.end(); }

bool OpenedSubmission::was_handed_on() const {
  return !has_form() || std::ranges::any_of(deeds, [&](const SubmissionDeed& each) { return stages.transition(each.name) != nullptr; });
}

Result<form::Answers> answers_at(Home& home, const OpenedSubmission& opened, std::int64_t version) {
  const auto kept = store::version_at(home.ledger(), opened.kept.id, version);
  return kept ? form::answers_of_text(opened.form, kept->answers) : form::Answers{};
}

Result<OpenedSubmission> opened_submission(Home& home, const std::string& id) {
  using namespace opened_submission_detail;
  const auto kept = store::submission(home.ledger(), id);
  if (!kept) return unknown(id);
  auto form = form_of(home, *kept);
  auto stages = stages_of(home, *kept);
  if (!form || !stages) return std::unexpected(form ? stages.error() : form.error());
  OpenedSubmission opened{*kept, std::move(*form), std::move(*stages), guidance_of(home, kept->about), 0, {}, store::deeds_of(home.ledger(), id), {}};
  const auto newest = store::newest_version(home.ledger(), id);
  auto answers = newest ? form::answers_of_text(opened.form, newest->answers) : form::Answers{};
  if (!answers) return std::unexpected(answers.error());
  opened.answers = std::move(*answers);
  opened.version = newest ? newest->place : 0;
  opened.state = opened.deeds.empty() ? opened.stages.start : opened.deeds.back().state;
  return opened;
}

Result<std::string> begin_submission(Home& home, const BegunSubmission& begun, std::chrono::sys_seconds at) {
  const auto stages = form::stages_on(home.catalogue(), begun.stages, Date::of(at));
  if (!stages) return std::unexpected(stages.error());
  Submission submission{.stages = stages->id, .stages_version = stages->version, .organisation = begun.organisation, .about = begun.about, .at = at};
  if (!stages->form.empty()) {
    const auto form = form::form_on(home.catalogue(), stages->form, Date::of(at));
    if (!form) return std::unexpected(form.error());
    submission.form = form->id;
    submission.form_version = form->version;
  }
  return store::add_submission(home.ledger(), submission);
}

}  // namespace potensial::service
