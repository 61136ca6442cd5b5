#include "service/submission_operations.hpp"

#include <algorithm>
#include <array>

#include "catalogue/guidances.hpp"
#include "catalogue/yaml.hpp"
#include "form/answers_text.hpp"
#include "form/piece.hpp"
#include "form/stages_reader.hpp"
#include "form/written_answers.hpp"
#include "insight/page_parts.hpp"
#include "service/bid_owners.hpp"
#include "service/decisions_page.hpp"
#include "service/need_of_place.hpp"
#include "service/opened_submission.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/partner_page.hpp"
#include "service/shared_activities.hpp"
#include "service/submission_context.hpp"
#include "service/submission_page.hpp"
#include "service/submission_sight.hpp"
#include "service/submission_steps.hpp"
#include "service/taken_over.hpp"
#include "store/audit_log.hpp"
#include "store/need_analysis_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace submission_operation {

using insight::cell;
using insight::link_cell;
using insight::text_column;

constexpr std::string_view wales = "W92000004";
constexpr std::string_view plan_stages = "school-spending-plan", target_stages = "school-targets";
constexpr std::array<std::string_view, 1> yes{"yes"};
constexpr std::array page_parameters{Parameter{"part", ParameterKind::word, false, 80}, Parameter{"checked", ParameterKind::choice, false, 3, yes}};
constexpr std::array guidance_parameters{Parameter{"guidance", ParameterKind::word, true, 60}};
constexpr std::array year_parameters{Parameter{"year", ParameterKind::word, true, 7}};
constexpr std::array freeze_parameters{Parameter{"of", ParameterKind::word, false, 80}};
constexpr std::size_t longest_answers = 400'000;
constexpr std::array save_parameters{Parameter{"part", ParameterKind::word, false, 80}, Parameter{"version", ParameterKind::word, true, 12},
                                     Parameter{"answers", ParameterKind::text, false, longest_answers}};
constexpr std::array remove_parameters{Parameter{"part", ParameterKind::word, true, 80}, Parameter{"version", ParameterKind::word, true, 12}};
constexpr std::array step_parameters{Parameter{"step", ParameterKind::word, true, 60}};

std::unexpected<Refusal> unknown(const Call& call, std::string noun) { return refuse(Blame::input, "page.unknown", {{"noun", std::move(noun)}, {"id", call.value("id")}}); }

std::string person_of(const Call& call) { return std::to_string(static_cast<std::int64_t>(call.person->id)); }

// The values that came under names of their own, "a.purpose", without what stands before.
form::Fields values_under(const Call& call, std::string_view prefix) {
  form::Fields fields;
  for (const auto& [name, value] : call.values)
    if (name.starts_with(prefix)) fields.emplace(name.substr(prefix.size()), value);
  return fields;
}

void record(Call& call, const char* operation, const std::string& object, const std::string& reason = {}) {
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), operation, object, reason});
}

Result<std::string> organisation_of_submission(Call& call) {
  const auto found = store::submission(call.home.ledger(), call.value("id"));
  return found ? Result<std::string>(found->organisation) : unknown(call, "submission");
}

template <const std::string_view& noun>
Result<std::string> organisation_of(Call& call) {
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return std::unexpected(opened.error());
  return opened->stages.noun == noun ? Result<std::string>(place_seen_from(call, *opened, "see-" + std::string(noun))) : unknown(call, std::string(noun));
}

Result<std::string> organisation_of_analysis(Call& call) {
  const auto found = store::organisation_of_need_analysis(call.home.ledger(), call.value("id"));
  return found ? Result<std::string>(*found) : unknown(call, "need-analysis");
}

Result<Answer> see_submission(Call& call) {
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return std::unexpected(opened.error());
  if (!may_look(call, *opened) || is_blind(call, *opened)) return unknown(call, opened->stages.noun);
  const auto piece = call.value("part");
  if (is_seen_as_partner(call, *opened) && piece.empty()) return Answer(partner_page(call, *opened));
  if (piece.empty()) return Answer(submission_page(call, *opened));
  if (!may_write(call, *opened)) return unknown(call, opened->stages.noun);
  auto page = piece_page(call, *opened, piece, call.value("checked") == "yes");
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

// Where it stands and who asks.
Row standing_row(Call& call, const OpenedSubmission& opened) {
  const auto* state = opened.stages.state(opened.state);
  const auto& kept = opened.kept;
  return {{link_cell(verbatim(kept.id), Target{opened.stages.noun, kept.id, ""}), cell(state ? verbatim(state->name) : Phrase{}),
           cell(insight::name_of(call.home.names(), kept.organisation)), cell(opened.guidance ? verbatim(opened.guidance->name) : verbatim(kept.about))}};
}

Row submission_row(Call& call, const OpenedSubmission& opened) {
  auto row = standing_row(call, opened);
  row.cells.push_back(cell(phrase("insight.day", {{"day", Date::of(opened.kept.at)}})));
  return row;
}

// Each thing that the person may look at.
void add_rows(Call& call, Table& table, const std::string& stages, std::string_view see) {
  for (const auto& each : store::submissions_of(call.home.ledger(), stages)) {
    auto own = call;
    own.permission = call.may(see, each.organisation);
    const auto opened = own.permission.allowed || see == "see-bid" ? opened_submission(call.home, each.id) : unknown(call, "");
    if (opened && !own.permission.allowed) own.permission = call.may(see, place_seen_from(call, *opened, see));
    if (!own.permission.allowed) continue;
    if (!opened || !may_look(own, *opened)) continue;
    table.rows.push_back(submission_row(call, *opened));
  }
}

// Plans of other schools in which a school of the person shares the cost of an activity: named in the list of plans as well.
std::vector<OpenedSubmission> plans_shared(Call& call) {
  std::vector<OpenedSubmission> plans;
  for (const auto& role : call.person->roles) {
    if (!role.holds_on(call.today()) || !call.may(confirm_share, role.organisation).allowed) continue;
    for (const auto& each : plans_naming(call.home, role.organisation))
      if (auto opened = opened_submission(call.home, each.id); opened && is_seen_as_partner(call, *opened)) plans.push_back(std::move(*opened));
  }
  return plans;
}

// To be written on, assessed or taken on by the person; that it could be withdrawn asks nothing of anybody.
bool waits_for(Call& call, const OpenedSubmission& opened) {
  if (opened.stages.noun == "assessment") return opened.is_open() && is_begun_by(call, opened);
  if (may_write(call, opened) || may_assess(call, opened)) return true;
  return std::ranges::any_of(steps_offered(call, opened), [](const form::Transition* step) { return step->id != "withdraw" && step->id != "change" && step->id != "lapse"; });
}

void add_waiting(Call& call, Table& table, const Submission& kept) {
  auto own = call;
  own.permission = call.may("take-step", kept.organisation);
  const auto opened = own.permission.allowed ? opened_submission(call.home, kept.id) : unknown(call, "");
  if (!opened || !may_look(own, *opened) || is_blind(own, *opened) || !waits_for(own, *opened)) return;
  table.rows.push_back(standing_row(call, *opened));
}

void add_waiting_share(Call& call, Table& table, const Submission& kept) {
  if (const auto bid = opened_submission(call.home, kept.id); bid && share_waits(call, *bid)) table.rows.push_back(standing_row(call, *bid));
}

void add_shared_plans(Call& call, Table& table) {
  for (const auto& each : plans_shared(call)) table.rows.push_back(submission_row(call, each));
}

Table submissions_table(Call& call, const std::string& id, const char* title, const std::vector<std::string>& stages, std::string_view see) {
  Table table{id, phrase(title),
              {text_column("submission.column.id"), text_column("submission.column.state"), text_column("submission.column.organisation"), text_column("submission.column.about"),
               text_column("submission.column.begun")},
              {}, phrase("submission.none")};
  for (const auto& each : stages) add_rows(call, table, each, see);
  if (see == "see-plan") add_shared_plans(call, table);
  return table;
}

std::vector<Guidance> guidances_with_bids(const Home& home) {
  std::vector<Guidance> all;
  std::string last;
  for (const auto* definition : home.catalogue().of_kind("guidance")) {
    auto named = definition->id == last ? refuse(Blame::input, "") : catalogue::guidance_named(home.catalogue(), definition->id);
    last = definition->id;
    if (named && !named->form.empty()) all.push_back(std::move(*named));
  }
  std::ranges::sort(all, std::greater{}, &Guidance::year);
  return all;
}

std::vector<std::string> stages_of_bids(const Home& home) {
  std::vector<std::string> stages;
  for (const auto& each : guidances_with_bids(home))
    if (std::ranges::find(stages, each.stages) == stages.end()) stages.push_back(each.stages);
  return stages;
}

std::vector<std::string> stages_of_assessments(const Home& home) {
  std::vector<std::string> stages;
  for (const auto& each : guidances_with_bids(home))
    if (std::ranges::find(stages, each.assessment_stages) == stages.end()) stages.push_back(each.assessment_stages);
  return stages;
}

Form begin_bid_form(const Home& home, const Organisation& authority) {
  std::vector<Choice> choices;
  for (const auto& each : guidances_with_bids(home)) choices.push_back({each.id, verbatim(each.name)});
  return {"begin-bid-" + authority.id, {"begin-bid", authority.id, ""},
          {{.name = "guidance", .kind = FieldKind::select, .label = phrase("submission.guidance", {{"organisation", authority.name}}), .choices = std::move(choices)}},
          phrase("submission.begin-bid")};
}

Form begin_form(const Home& home, const Organisation& school, const std::string& operation, const char* label) {
  std::vector<Choice> choices;
  for (const auto& each : guidances_with_bids(home)) choices.push_back({each.year.text(), verbatim(each.year.text())});
  return {operation + "-" + school.id, {operation, school.id, ""},
          {{.name = "year", .kind = FieldKind::select, .label = phrase(label, {{"organisation", school.name}}), .choices = std::move(choices)}}, phrase("submission." + operation)};
}

std::vector<Block> begin_forms(Call& call) {
  std::vector<Block> forms;
  for (const auto& role : call.person->roles) {
    const auto* place = role.holds_on(call.today()) ? call.home.organisation(role.organisation) : nullptr;
    if (!place) continue;
    if (place->kind == OrganisationKind::authority && call.may("begin-bid", place->id).allowed) forms.push_back(begin_bid_form(call.home, *place));
    if (place->kind == OrganisationKind::school && call.may("begin-plan", place->id).allowed) forms.push_back(begin_form(call.home, *place, "begin-plan", "submission.year"));
    if (place->kind == OrganisationKind::school && call.may("begin-targets", place->id).allowed) forms.push_back(begin_form(call.home, *place, "begin-targets", "targets.year"));
  }
  return forms;
}

std::vector<std::string_view> nouns_of_money(OrganisationKind kind) {
  if (kind == OrganisationKind::school) return {"money", "spend", "support", "outcomes", "plans"};
  if (kind == OrganisationKind::authority) return {"allocation", "forum", "alignment", "spend", "outcomes", "plans"};
  return kind == OrganisationKind::nation ? std::vector<std::string_view>{"alignment", "spend"} : std::vector<std::string_view>{};
}

// From here to the other pages of money of the places at which the person holds a role.
std::vector<Block> ways_to_money(Call& call) {
  List list;
  for (const auto& role : call.person->roles) {
    const auto* place = role.holds_on(call.today()) ? call.home.organisation(role.organisation) : nullptr;
    if (!place) continue;
    for (const auto noun : nouns_of_money(place->kind))
      if (call.may("see-" + std::string(noun), place->id).allowed)
        list.items.push_back({phrase("submission.way." + std::string(noun), {{"place", place->name}}), Target{std::string(noun), place->id, ""}});
  }
  if (list.items.empty()) return {};
  return {Heading{phrase("submission.ways"), "ways"}, std::move(list)};
}

std::vector<Block> ways_to_decisions(Call& call) {
  if (!call.may("see-decisions", std::string(wales)).allowed) return {};
  List list;
  for (const auto& each : guidances_with_bids(call.home)) list.items.push_back({phrase("decisions.title", {{"guidance", each.name}}), Target{"decisions", each.id, ""}});
  return {Heading{phrase("decisions.ways"), "decisions"}, std::move(list)};
}

Result<Answer> see_bids(Call& call) {
  Page page;
  page.address = {"bids", "", ""};
  page.title = phrase("submission.all");
  page.section = "target";
  page.invented = call.invented;
  page.blocks = {submissions_table(call, "bids", "submission.bids", stages_of_bids(call.home), "see-bid"),
                 submissions_table(call, "assessments", "submission.assessments", stages_of_assessments(call.home), "see-assessment"),
                 submissions_table(call, "plans", "submission.plans", {std::string(plan_stages)}, "see-plan"),
                 submissions_table(call, "targets", "targets.all", {std::string(target_stages)}, "see-targets"),
                 submissions_table(call, "improvements", "submission.improvements", {"required-improvement"}, "see-improvement")};
  std::erase_if(page.blocks, [](const Block& each) { return std::get<Table>(each).id != "bids" && std::get<Table>(each).rows.empty(); });
  append(page.blocks, begin_forms(call));
  append(page.blocks, ways_to_money(call));
  append(page.blocks, ways_to_decisions(call));
  return Answer(std::move(page));
}

bool has_ended(Home& home, const std::string& id) {
  const auto opened = opened_submission(home, id);
  const auto* state = opened ? opened->stages.state(opened->state) : nullptr;
  return state && state->is_final && opened->state != "awarded";
}

// One at a time for each organisation and thing.
std::optional<std::string> one_under_way(Home& home, const BegunSubmission& begun) {
  for (const auto& each : store::submissions_of(home.ledger(), begun.stages, begun.organisation))
    if (each.about == begun.about && !has_ended(home, each.id)) return each.id;
  return std::nullopt;
}

Result<Answer> begin(Call& call, const BegunSubmission& begun, const std::string& noun, bool one_only = true) {
  store::Transaction transaction(call.home.ledger());
  if (const auto known = one_only ? one_under_way(call.home, begun) : std::nullopt) return refuse(Blame::input, "submission.under-way", {{"id", *known}});
  const auto id = begin_submission(call.home, begun, call.at);
  if (!id) return std::unexpected(id.error());
  const auto opened = opened_submission(call.home, *id);
  if (!opened) return std::unexpected(opened.error());
  const auto answers = form::answers_text(filled_in(call.home, *opened, taken_over(call, *opened)));
  if (const auto kept = store::add_version(call.home.ledger(), *id, {0, answers, person_of(call), signature(*call.person), call.at}); !kept) return std::unexpected(kept.error());
  if (auto done = add_own_deed(call, *opened, "write"); !done) return std::unexpected(done.error());
  record(call, ("begin-" + noun).c_str(), noun + "/" + *id, begun.about);
  transaction.commit();
  return Answer(Target{noun, *id, ""});
}

Result<Answer> begin_bid(Call& call) {
  const auto guidance = catalogue::guidance_named(call.home.catalogue(), call.value("guidance"));
  if (!guidance || guidance->form.empty()) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "guidance"}});
  return begin(call, {guidance->stages, call.value("id"), guidance->id}, "bid");
}

Result<Answer> begin_plan(Call& call) {
  if (!FinancialYear::parse(call.value("year"))) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "year"}});
  return begin(call, {std::string(plan_stages), call.value("id"), call.value("year")}, "plan");
}

Result<Answer> begin_targets(Call& call) {
  if (!FinancialYear::parse(call.value("year"))) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "year"}});
  return begin(call, {std::string(target_stages), call.value("id"), call.value("year")}, "targets");
}

// Of whoever assesses it: their own, in the nation's name. Nobody assesses what they wrote.
Result<Answer> begin_assessment(Call& call) {
  const auto thing = opened_submission(call.home, call.value("id"));
  if (!thing || !thing->was_handed_on() || !may_assess(call, *thing)) return unknown(call, "bid");
  const auto wrote = [&](const SubmissionDeed& deed) { return deed.person == person_of(call) && (deed.name == "write" || deed.name == "submit" || deed.name == confirm_share); };
  if (std::ranges::any_of(thing->deeds, wrote)) return refuse(Blame::permission, "submission.own-work");
  const auto place = thing->stages.noun == "plan" ? thing->kept.organisation : std::string(wales);
  return begin(call, {thing->stages.assessment, place, thing->kept.id}, "assessment", false);
}

// The number that a page carries; anything else is the number of no version.
std::int64_t version_seen(const Call& call) {
  const auto text = call.value("version");
  const bool number = !text.empty() && text.size() < 12 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return number ? std::stoll(text) : -1;
}

std::unexpected<Refusal> stale() { return refuse(Blame::input, "operation.stale", {{"parameter", ""}}); }

// Somebody else saved meanwhile: what they saved elsewhere stays, what they saved here is for the person to look at.
Result<void> nobody_changed(Call& call, const OpenedSubmission& opened, const form::Piece& piece) {
  const auto seen = version_seen(call);
  if (seen == opened.version || (piece.part && piece.number == 0)) return {};
  const auto before = answers_at(call.home, opened, seen);
  if (!before || seen < 0 || form::is_there(piece, *before) != form::is_there(piece, opened.answers)) return stale();
  return form::answers_in(piece, *before) == form::answers_in(piece, opened.answers) ? Result<void>{} : stale();
}

Result<form::Answers> whole_given(Call& call, const OpenedSubmission& opened) {
  if (version_seen(call) != opened.version) return stale();
  const auto tree = catalogue::yaml_members(call.value("answers"), "answers");
  if (!tree) return refuse(Blame::input, "submission.not-a-tree", {{"parameter", "answers"}});
  return with_taken_over(opened, form::written_answers(opened.form, *tree));
}

Result<form::Answers> piece_given(Call& call, const OpenedSubmission& opened, const form::Piece& piece) {
  if (auto fresh = nobody_changed(call, opened, piece); !fresh) return std::unexpected(fresh.error());
  return form::with_fields(piece, opened.answers, values_under(call, "a."));
}

Result<OpenedSubmission> opened_to_write(Call& call) {
  auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return opened;
  const bool own = opened->stages.noun != "assessment" || is_begun_by(call, *opened);
  if (!own) return unknown(call, opened->stages.noun);
  if (!may_write(call, *opened)) return refuse(Blame::input, "submission.closed");
  return opened;
}

// Kept where it says something else than before.
Result<void> keep(Call& call, const OpenedSubmission& opened, form::Answers answers) {
  answers = filled_in(call.home, opened, std::move(answers));
  if (answers == opened.answers) return {};
  const SubmissionVersion version{.place = opened.version, .answers = form::answers_text(answers), .person = person_of(call), .actor = signature(*call.person), .at = call.at};
  if (const auto kept = store::add_version(call.home.ledger(), opened.kept.id, version); !kept) return std::unexpected(kept.error());
  if (auto done = add_own_deed(call, opened, "write"); !done) return done;
  record(call, "save-answers", opened.stages.noun + "/" + opened.kept.id, call.value("part"));
  return {};
}

bool is_sound(Home& home, const OpenedSubmission& opened, const std::string& piece) {
  return std::ranges::none_of(problems_of(home, opened), [&](const form::Problem& each) { return form::place_of(opened.form, each.path).piece == piece; });
}

// Back to the piece while something in it is wrong, else to the whole.
Result<Answer> after_saving(Call& call, const form::Piece& piece) {
  const auto saved = opened_submission(call.home, call.value("id"));
  if (!saved) return std::unexpected(saved.error());
  const bool is_new = piece.part && piece.number == 0;
  const auto name = is_new ? piece.part->id + "/" + std::to_string(saved->answers.parts(piece.part->id).size()) : piece.name;
  Target target{saved->stages.noun, saved->kept.id, ""};
  if (!is_sound(call.home, *saved, name)) target.query = {{"part", name}, {"checked", "yes"}};
  else if (piece.part) target.query = {{"part", piece.section->id}};
  return Answer(target);
}

Result<Answer> save_answers(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto opened = opened_to_write(call);
  if (!opened) return std::unexpected(opened.error());
  const bool whole = !call.value("answers").empty();
  const auto piece = whole ? std::nullopt : form::piece_of(opened->form, call.value("part"));
  if (!whole && !piece) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "part"}});
  auto answers = whole ? whole_given(call, *opened) : piece_given(call, *opened, *piece);
  if (!answers) return std::unexpected(answers.error());
  if (auto kept = keep(call, *opened, std::move(*answers)); !kept) return std::unexpected(kept.error());
  transaction.commit();
  return whole ? Answer(Target{opened->stages.noun, opened->kept.id, ""}) : after_saving(call, *piece);
}

Result<Answer> remove_item(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto opened = opened_to_write(call);
  if (!opened) return std::unexpected(opened.error());
  const auto piece = form::piece_of(opened->form, call.value("part"));
  if (!piece || !piece->part || !form::is_there(*piece, opened->answers)) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "part"}});
  if (auto fresh = nobody_changed(call, *opened, *piece); !fresh) return std::unexpected(fresh.error());
  if (is_taken_over(*piece->part, form::answers_in(*piece, opened->answers)))
    return refuse(Blame::input, "taken-over.removed", {{"parameter", "part"}, {"part.en", piece->part->label.en}, {"part.cy", piece->part->label.cy}});
  if (auto kept = keep(call, *opened, form::without(*piece, opened->answers)); !kept) return std::unexpected(kept.error());
  transaction.commit();
  return Answer(Target{opened->stages.noun, opened->kept.id, "", {{"part", piece->section->id}}});
}

Result<Answer> step(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return std::unexpected(opened.error());
  auto own = call;
  own.permission = call.may("see-" + opened->stages.noun, opened->kept.organisation);
  if (!own.permission.allowed || !may_look(own, *opened)) return unknown(call, opened->stages.noun);
  auto said = values_under(call, "said.");
  std::erase_if(said, [](const auto& each) { return each.second.empty(); });
  if (auto taken = take_step(call, *opened, call.value("step"), said); !taken) return std::unexpected(taken.error());
  transaction.commit();
  return Answer(Target{opened->stages.noun, opened->kept.id, ""});
}

Target after_freezing(Call& call, const std::string& analysis) {
  const auto of = opened_submission(call.home, call.value("of"));
  if (!of || of->kept.organisation != call.value("id")) return Target{"need-analysis", analysis, ""};
  Target there{of->stages.noun, of->kept.id, ""};
  const bool says_need = std::ranges::any_of(of->form.sections, [](const form::Section& each) { return each.id == "need"; });
  if (says_need) there.query = {{"part", "need"}};
  return there;
}

Result<Answer> freeze_need(Call& call) {
  const auto* place = call.home.organisation(call.value("id"));
  auto figures = need_of_place(call, *place);
  if (!figures) return std::unexpected(figures.error());
  if (figures->empty()) return refuse(Blame::input, "submission.no-figures");
  store::Transaction transaction(call.home.ledger());
  const auto kept = store::add_need_analysis(call.home.ledger(), {.organisation = place->id, .figures = std::move(*figures), .actor = signature(*call.person), .at = call.at});
  record(call, "freeze-need", "need-analysis/" + kept.id, kept.sha256);
  transaction.commit();
  return Answer(after_freezing(call, kept.id));
}

Row row_of(const NeedFigure& figure) {
  auto finding = figure.finding.empty() ? Cell{} : link_cell(verbatim(figure.finding), Target{"finding", figure.finding, ""});
  return {{cell(verbatim(figure.group_name)), {Quantity{figure.value, figure.unit}, {}}, cell(verbatim(figure.indicator_name)),
           {Quantity{static_cast<double>(figure.learners), Unit::count}, {}}, std::move(finding)}};
}

Result<Answer> see_analysis(Call& call) {
  const auto analysis = store::need_analysis(call.home.ledger(), call.value("id"));
  if (!analysis) return unknown(call, "need-analysis");
  Page page;
  page.address = {"need-analysis", analysis->id, ""};
  page.title = phrase("submission.title.need", {{"organisation", one(insight::name_of(call.home.names(), analysis->organisation))}});
  page.section = "target";
  page.invented = call.invented;
  page.blocks.push_back(Sentence{phrase("submission.frozen", {{"day", Date::of(analysis->at)}, {"by", analysis->actor}}), Weight::key});
  page.blocks.push_back(Sentence{phrase("submission.frozen-note"), Weight::note});
  Table table{"figures", phrase("submission.figures"),
              {text_column("insight.column.group"), insight::number_column("submission.column.value"), text_column("insight.column.outcome"),
               insight::number_column("insight.column.learners"), text_column("submission.column.finding")},
              {}, phrase("submission.no-figures")};
  for (const auto& each : analysis->figures) table.rows.push_back(row_of(each));
  page.blocks.push_back(std::move(table));
  page.blocks.push_back(Sentence{phrase("submission.hash", {{"hash", analysis->sha256}}), Weight::note});
  return Answer(std::move(page));
}

Result<std::string> organisation_of_guidance(Call& call) {
  return catalogue::guidance_named(call.home.catalogue(), call.value("id")) ? Result<std::string>(std::string(wales)) : unknown(call, "decisions");
}

Result<Answer> see_decisions(Call& call) {
  auto page = decisions_page(call, *catalogue::guidance_named(call.home.catalogue(), call.value("id")));
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

constexpr std::string_view bid = "bid", assessment = "assessment", plan = "plan", targets = "targets", improvement = "improvement";

}  // namespace submission_operation

std::vector<Block> submissions_waiting(Call& call) {
  using namespace submission_operation;
  Table table{"waiting", phrase("submission.waiting"), {text_column("submission.column.id"), text_column("submission.column.state"), text_column("submission.column.organisation"), text_column("submission.column.about")},
              {}, phrase("submission.none")};
  auto stages = stages_of_bids(call.home);
  for (auto& each : stages_of_assessments(call.home)) stages.push_back(std::move(each));
  stages.insert(stages.end(), {std::string(plan_stages), std::string(target_stages), "school-plan-score", "required-improvement"});
  for (const auto& each : stages)
    for (const auto& kept : store::submissions_of(call.home.ledger(), each)) add_waiting(call, table, kept);
  for (const auto& each : stages_of_bids(call.home))
    for (const auto& kept : store::submissions_of(call.home.ledger(), each)) add_waiting_share(call, table, kept);
  for (const auto& each : plans_shared(call))
    if (share_waits(call, each)) table.rows.push_back(standing_row(call, each));
  if (table.rows.empty()) return {};
  auto heading = Heading{phrase("submission.waiting"), "waiting-heading"};
  return {std::move(heading), std::move(table)};
}

std::vector<Operation> submission_operations() {
  using namespace submission_operation;
  constexpr auto changes = Effect::changes;
  return {
      {.name = "see-bids", .noun = "bids", .of_object = false, .organisation = nobody_in_particular, .run = see_bids},
      {.name = "see-bid", .noun = "bid", .parameters = page_parameters, .organisation = organisation_of<bid>, .run = see_submission},
      {.name = "see-assessment", .noun = "assessment", .parameters = page_parameters, .organisation = organisation_of<assessment>, .run = see_submission},
      {.name = "see-plan", .noun = "plan", .parameters = page_parameters, .organisation = organisation_of<plan>, .run = see_submission},
      {.name = "see-targets", .noun = "targets", .parameters = page_parameters, .organisation = organisation_of<targets>, .run = see_submission},
      {.name = "see-improvement", .noun = "improvement", .organisation = organisation_of<improvement>, .run = see_submission},
      {.name = "see-need-analysis", .noun = "need-analysis", .organisation = organisation_of_analysis, .run = see_analysis},
      {.name = "see-decisions", .noun = "decisions", .organisation = organisation_of_guidance, .run = see_decisions},
      {.name = "begin-bid", .noun = "begin-bid", .effect = changes, .parameters = guidance_parameters, .organisation = organisation_itself<OrganisationKind::authority>, .run = begin_bid},
      {.name = "begin-plan", .noun = "begin-plan", .effect = changes, .parameters = year_parameters, .organisation = organisation_itself<OrganisationKind::school>, .run = begin_plan},
      {.name = "begin-targets", .noun = "begin-targets", .effect = changes, .parameters = year_parameters, .organisation = organisation_itself<OrganisationKind::school>,
       .run = begin_targets},
      {.name = "begin-assessment", .noun = "begin-assessment", .effect = changes, .organisation = organisation_of_submission, .run = begin_assessment},
      {.name = "freeze-need", .noun = "freeze-need", .effect = changes, .parameters = freeze_parameters,
       .organisation = organisation_itself<OrganisationKind::authority, OrganisationKind::school>, .run = freeze_need, .from_pages = true},
      {.name = "save-answers", .noun = "save-answers", .effect = changes, .parameters = save_parameters, .organisation = organisation_of_submission, .run = save_answers,
       .named_values = "a."},
      {.name = "remove-item", .noun = "remove-item", .effect = changes, .parameters = remove_parameters, .organisation = organisation_of_submission, .run = remove_item},
      {.name = "take-step", .noun = "take-step", .effect = changes, .parameters = step_parameters, .organisation = organisation_of_submission, .run = step,
       .named_values = "said."}};
}

}  // namespace potensial::service
