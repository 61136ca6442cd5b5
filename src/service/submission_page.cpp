#include "service/submission_page.hpp"

#include <algorithm>

#include "form/answers_text.hpp"
#include "form/piece.hpp"
#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/bid_owners.hpp"
#include "service/earlier_record.hpp"
#include "service/outcomes_page.hpp"
#include "service/plan_balance.hpp"
#include "service/shared_activities.hpp"
#include "service/submission_comments.hpp"
#include "service/submission_context.hpp"
#include "service/submission_refusal.hpp"
#include "service/submission_steps.hpp"
#include "service/submission_words.hpp"
#include "service/taken_over.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace submission_block {

using form::Piece;
using form::Problem;
using form::Question;
using form::QuestionKind;
using insight::cell;
using insight::link_cell;
using insight::text_column;
using Problems = std::vector<Problem>;

constexpr std::string_view improvement_stages = "required-improvement";

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

Target address_of(const OpenedSubmission& opened, const std::string& piece = {}, const std::string& field = {}) {
  Target target{opened.stages.noun, opened.kept.id, field.empty() ? "" : "answers-a." + field};
  if (!piece.empty()) target.query = {{"part", piece}, {"checked", "yes"}};
  return target;
}

Phrase state_name(const OpenedSubmission& opened, const std::string& id) {
  const auto* state = opened.stages.state(id);
  return state ? verbatim(state->name) : verbatim(id);
}

Page frame(Call& call, const OpenedSubmission& opened) {
  Page page;
  page.address = {opened.stages.noun, opened.kept.id, ""};
  page.caption = phrase("submission.caption", {{"id", opened.kept.id}, {"about", opened.guidance ? Argument(opened.guidance->name) : Argument(opened.kept.about)},
                                               {"state", one(state_name(opened, opened.state))}});
  page.title = submission_title(call.home, opened);
  page.section = "target";
  page.invented = call.invented;
  page.trail = {{phrase("submission.all"), Target{"bids", "", ""}}};
  return page;
}

// What an item is called by: its first text.
const Question& title_of(const Question& part) {
  const auto text = std::ranges::find(part.questions, QuestionKind::text, &Question::kind);
  return text == part.questions.end() ? part.questions.front() : *text;
}

Phrase item_name(const Piece& piece, const form::Answers& item) {
  const auto number = std::to_string(piece.number);
  const auto& title = title_of(*piece.part);
  const auto* given = title.kind == QuestionKind::text ? item.answered(title.id) : nullptr;  // codes are no names
  const auto* text = given ? std::get_if<std::string>(given) : nullptr;
  if (!text) return phrase("submission.item", {{"one", piece.part->one}, {"number", number}});
  return phrase("submission.item-named", {{"one", piece.part->one}, {"number", number}, {"name", *text}});
}

Phrase piece_name(const Piece& piece, const form::Answers& answers) {
  if (!piece.part) return verbatim(piece.section->title);
  if (piece.number == 0) return phrase("submission.new-item", {{"one", piece.part->one}});
  return item_name(piece, form::answers_in(piece, answers));
}

std::size_t problems_in(const OpenedSubmission& opened, const Problems& problems, const form::Section& section) {
  return static_cast<std::size_t>(std::ranges::count_if(problems, [&](const Problem& each) {
    const auto piece = form::piece_of(opened.form, form::place_of(opened.form, each.path).piece);
    return piece && piece->section->id == section.id;
  }));
}

// The sections as tasks, each with how far it is.
Table tasks_table(const OpenedSubmission& opened, const Problems& problems) {
  Table table{"tasks", phrase("submission.tasks"), {text_column("submission.column.part"), text_column("submission.column.state")}, {}, phrase("submission.no-tasks")};
  for (const auto& section : opened.form.sections) {
    const auto wrong = problems_in(opened, problems, section);
    table.rows.push_back({{link_cell(verbatim(section.title), Target{opened.stages.noun, opened.kept.id, "", {{"part", section.id}}}),
                           cell(wrong == 0 ? phrase("submission.done") : phrase("submission.wanting", {{"n", whole(wrong)}}))}});
  }
  return table;
}

List problems_list(const OpenedSubmission& opened, const Problems& problems) {
  List list;
  for (const auto& each : problems) {
    const auto place = form::place_of(opened.form, each.path);
    list.items.push_back({each.objection.said(), place.piece.empty() ? std::nullopt : std::optional(address_of(opened, place.piece, place.field))});
  }
  return list;
}

bool is_overview_column(const Question& question, const Question& title) {
  return &question == &title || question.kind == QuestionKind::money || question.kind == QuestionKind::whole_number;
}

bool is_short(const Question& question) { return question.kind != QuestionKind::long_text && question.kind != QuestionKind::part; }

Column column_of(const Question& question) {
  const bool number = question.kind == QuestionKind::money || question.kind == QuestionKind::whole_number || question.kind == QuestionKind::number ||
                      question.kind == QuestionKind::learner_count;
  return {verbatim(question.label), number ? Align::number : Align::text};
}

Cell cell_of(const SubmissionWords& words, const Question& question, const form::Answers& item) {
  const auto* given = item.answered(question.id);
  return given ? Cell{words.value(question, *given), {}} : Cell{};
}

std::vector<const Question*> columns_of(const Question& part) {
  std::vector<const Question*> columns;
  for (const auto& each : part.questions)
    if (is_overview_column(each, title_of(part))) columns.push_back(&each);
  return columns;
}

// Sums of money to the penny, under a table with more than one line.
std::optional<Row> sums_row(const std::vector<const Question*>& columns, const form::Parts& items) {
  Row row{{cell(phrase("submission.together"))}};
  bool any = false;
  for (const auto* each : columns) {
    std::vector<Pence> amounts;
    for (const auto& item : items)
      if (const auto* given = item.answered(each->id); given && each->kind == QuestionKind::money && std::holds_alternative<std::int64_t>(*given))
        amounts.push_back({std::get<std::int64_t>(*given)});
    const auto total = sum(amounts);
    const bool money = each->kind == QuestionKind::money && total;
    any = any || money;
    row.cells.push_back(money ? cell(verbatim(text(*total))) : Cell{});
  }
  return any && items.size() > 1 ? std::optional(std::move(row)) : std::nullopt;
}

// The items of a part: the number leads to where it is filled in, by those who may.
Table items_table(const SubmissionWords& words, const OpenedSubmission& opened, const Question& part, bool writes) {
  const auto columns = columns_of(part);
  Table table{"items-" + part.id, verbatim(part.label), {{phrase("submission.column.number", {{"one", part.one}}), Align::text}}, {}, phrase("submission.no-items")};
  for (const auto* each : columns) table.columns.push_back(column_of(*each));
  const auto& items = opened.answers.parts(part.id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto number = std::to_string(i + 1);
    Row row{{writes ? link_cell(verbatim(number), Target{opened.stages.noun, opened.kept.id, "", {{"part", part.id + "/" + number}}}) : cell(verbatim(number))}};
    for (const auto* each : columns) row.cells.push_back(cell_of(words, *each, items[i]));
    table.rows.push_back(std::move(row));
  }
  if (auto sums = sums_row(columns, items)) table.rows.push_back(std::move(*sums));
  return table;
}

// Of all items of a part the items of a part inside it, each with the number of its own.
std::optional<Table> inner_table(const SubmissionWords& words, const OpenedSubmission& opened, const Question& part, const Question& inner) {
  Table table{"items-" + inner.id, verbatim(inner.label), {{phrase("submission.column.number", {{"one", part.one}}), Align::text}}, {}, phrase("submission.no-items")};
  for (const auto& each : inner.questions)
    if (is_short(each)) table.columns.push_back(column_of(each));
  const auto& items = opened.answers.parts(part.id);
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const auto& item : items[i].parts(inner.id)) {
      Row row{{cell(verbatim(std::to_string(i + 1)))}};
      for (const auto& each : inner.questions)
        if (is_short(each)) row.cells.push_back(cell_of(words, each, item));
      table.rows.push_back(std::move(row));
    }
  return table.rows.empty() ? std::nullopt : std::optional(std::move(table));
}

std::vector<Fact> facts_of(const SubmissionWords& words, const std::vector<Question>& questions, const form::Answers& answers) {
  std::vector<Fact> facts;
  for (const auto& each : questions) {
    const auto* given = each.kind == QuestionKind::part ? nullptr : answers.answered(each.id);
    if (given) facts.push_back({verbatim(each.label), words.of(each, *given)});
  }
  return facts;
}

// One item whole, folded: its long texts have no room in a table.
Details item_details(const SubmissionWords& words, const Piece& piece, const form::Answers& item) {
  Details details{item_name(piece, item), {Summary{facts_of(words, piece.questions(), item)}}};
  details.is_part = true;
  for (const auto& each : piece.questions()) {
    if (each.kind != QuestionKind::part || each.questions.size() != 1) continue;
    List list;
    for (const auto& inner : item.parts(each.id))
      if (const auto* given = inner.answered(each.questions.front().id)) list.items.push_back({words.of(each.questions.front(), *given), {}});
    if (!list.items.empty()) append(details.blocks, {Sentence{verbatim(each.label)}, std::move(list)});
  }
  return details;
}

void add_part(std::vector<Block>& blocks, const SubmissionWords& words, const OpenedSubmission& opened, const form::Section& section, const Question& part) {
  blocks.push_back(items_table(words, opened, part, false));
  for (const auto& each : part.questions)
    if (each.kind == QuestionKind::part && each.questions.size() > 1)
      if (auto table = inner_table(words, opened, part, each)) blocks.push_back(std::move(*table));
  const auto& items = opened.answers.parts(part.id);
  for (std::size_t i = 0; i < items.size(); ++i)
    blocks.push_back(item_details(words, Piece{part.id + "/" + std::to_string(i + 1), &section, &part, i + 1}, items[i]));
}

FieldKind kind_of(const Question& question, bool is_list, std::size_t choices) {
  if (is_list || question.kind == QuestionKind::long_text) return FieldKind::paragraph;
  if (question.kind == QuestionKind::date) return FieldKind::date;
  if (choices == 0) return FieldKind::text;
  return choices <= 4 ? FieldKind::choice : FieldKind::select;
}

// Of what, in a piece with items of its own: "Outcome 2: Target".
Phrase label_of(const form::PieceField& field) {
  const auto label = field.question->label;
  if (field.within.empty()) return verbatim(label);
  const auto& [part, number] = field.within.back();
  return phrase("submission.field-in-item", {{"one", part->one}, {"number", std::to_string(number)}, {"label", label}});
}

Phrase hint_of(const form::PieceField& field) {
  const auto& question = *field.question;
  if (field.is_list) return phrase("submission.hint.list", {{"one", question.one}});
  if (question.kind == QuestionKind::long_text) return phrase("submission.hint.words", {{"most", whole(question.most_words)}, {"hint", question.hint}});
  if (question.kind == QuestionKind::money && question.hint.en.empty()) return phrase("submission.hint.money");
  if (!field.is_shown) return phrase("submission.hint.where-asked");
  return question.hint.en.empty() ? Phrase{} : verbatim(question.hint);
}

// Beside its field an answer needs no place: that of others in the list is said by the label.
Phrase said_beside(const form::Objection& objection) {
  auto said = objection.said();
  said.message += ".here";
  std::erase_if(said.arguments, [](const auto& each) { return each.first == "place"; });
  return said;
}

std::optional<Phrase> fault_of(const OpenedSubmission& opened, const Problems& problems, const std::string& piece, const std::string& field) {
  for (const auto& each : problems) {
    const auto place = form::place_of(opened.form, each.path);
    if (place.piece == piece && place.field == field) return said_beside(each.objection);
  }
  return std::nullopt;
}

Field field_of(const SubmissionWords& words, const form::PieceField& field) {
  auto choices = field.is_list ? std::vector<Choice>{} : words.choices(*field.question);
  const auto kind = kind_of(*field.question, field.is_list, choices.size());
  if (kind == FieldKind::select) choices.insert(choices.begin(), {"", phrase("submission.choose")});
  return {.name = "a." + field.name, .kind = kind, .label = label_of(field), .hint = hint_of(field), .value = field.value, .choices = std::move(choices),
          .optional = !field.question->required || !field.is_shown || field.is_extra};
}

Field hidden(std::string name, std::string value) {
  return {.name = std::move(name), .kind = FieldKind::hidden, .label = {}, .value = std::move(value)};
}

Form answers_form(const SubmissionWords& words, const OpenedSubmission& opened, const Piece& piece, const Problems& problems, bool checked) {
  Form form{"answers", {"save-answers", opened.kept.id, ""}, {hidden("part", piece.name), hidden("version", std::to_string(opened.version))}, phrase("submission.save")};
  for (const auto& each : form::fields_of(opened.form, piece, opened.answers)) {
    if (each.question->locked) continue;
    auto field = field_of(words, each);
    if (checked) field.fault = fault_of(opened, problems, piece.name, each.name);
    form.fields.push_back(std::move(field));
  }
  return form;
}

// What the system filled in cannot be typed.
std::vector<Block> locked_blocks(const SubmissionWords& words, const OpenedSubmission& opened, const Piece& piece) {
  Summary summary;
  for (const auto& each : form::fields_of(opened.form, piece, opened.answers)) {
    if (!each.question->locked || each.value.empty()) continue;
    const auto answer = form::read_answer(each.question->kind, each.value);
    const bool money = each.question->kind == QuestionKind::money;
    summary.facts.push_back({label_of(each), money ? verbatim("£" + each.value) : answer ? words.of(*each.question, *answer) : verbatim(each.value)});
  }
  if (summary.facts.empty()) return {};
  return {Heading{phrase("submission.filled-in"), "filled-in"}, std::move(summary)};
}

void add_item_tables(std::vector<Block>& blocks, const SubmissionWords& words, const OpenedSubmission& opened, const form::Section& section) {
  for (const auto& each : section.questions) {
    if (each.kind != QuestionKind::part || each.questions.size() == 1) continue;
    blocks.push_back(Heading{verbatim(each.label), "part-" + each.id});
    blocks.push_back(items_table(words, opened, each, !each.locked));
    if (!each.locked && opened.answers.parts(each.id).size() < each.most)
      blocks.push_back(List{{{phrase("submission.add", {{"one", each.one}}), Target{opened.stages.noun, opened.kept.id, "", {{"part", each.id + "/new"}}}}}});
  }
}

Form remove_form(const OpenedSubmission& opened, const Piece& piece) {
  return {"remove", {"remove-item", opened.kept.id, ""}, {hidden("part", piece.name), hidden("version", std::to_string(opened.version))},
          phrase("submission.remove", {{"one", piece.part->one}})};
}

Form step_form(const OpenedSubmission& opened, const form::Transition& step) {
  Form form{"step-" + step.id, {"take-step", opened.kept.id, ""}, {hidden("step", step.id)}, verbatim(step.name)};
  for (const auto& ask : step.asks)
    form.fields.push_back({.name = "said." + ask.id, .kind = FieldKind::paragraph, .label = verbatim(ask.label),
                           .hint = phrase("submission.hint.words", {{"most", whole(ask.most_words)}, {"hint", Text{}}}), .optional = !ask.required});
  return form;
}

// What may be done next: what asks for words is folded, so that no page is all forms.
std::vector<Block> step_blocks(const Call& call, const OpenedSubmission& opened) {
  const auto steps = steps_offered(call, opened);
  if (steps.empty()) return {};
  std::vector<Block> blocks{Heading{phrase("submission.steps"), "steps"}};
  for (const auto* each : steps) {
    auto form = step_form(opened, *each);
    if (each->asks.empty()) blocks.push_back(std::move(form));
    else blocks.push_back(Details{verbatim(each->name), {std::move(form)}});
  }
  return blocks;
}

Phrase deed_name(const OpenedSubmission& opened, const std::string& name) {
  const auto* step = opened.stages.transition(name);
  return step ? verbatim(step->name) : phrase("submission.deed." + name);
}

Phrase said_phrase(const SubmissionDeed& deed) {
  std::string words;
  for (const auto& [ask, text] : deed.said) words += (words.empty() ? "" : " ") + text;
  return verbatim(words);
}

Table history_table(const OpenedSubmission& opened) {
  Table table{"history", phrase("submission.history"),
              {text_column("submission.column.when"), text_column("submission.column.what"), text_column("submission.column.who"), text_column("submission.column.after"),
               text_column("submission.column.said")},
              {}, phrase("submission.no-history")};
  for (const auto& each : opened.deeds)
    table.rows.push_back({{cell(phrase("insight.day", {{"day", Date::of(each.at)}})), cell(deed_name(opened, each.name)), cell(verbatim(each.actor)),
                           cell(state_name(opened, each.state)), cell(said_phrase(each))}});
  return table;
}

std::string word_of(const form::Answers& answers, std::string_view question) {
  const auto* given = answers.answered(question);
  return given ? form::written_value(*given) : std::string();
}

// Those that are still open first.
std::vector<OpenedSubmission> improvements_of(Call& call, const std::string& organisation) {
  std::vector<OpenedSubmission> all;
  for (const auto& each : store::submissions_of(call.home.ledger(), improvement_stages, organisation))
    if (auto opened = opened_submission(call.home, each.id)) all.push_back(std::move(*opened));
  std::ranges::stable_partition(all, [](const OpenedSubmission& each) {
    const auto* state = each.stages.state(each.state);
    return state && !state->is_final;
  });
  return all;
}

// What must be done before the money is safe, and what earlier bids of the organisation still owe (FND-13, FND-14).
Table improvements_table(Call& call, const std::string& organisation) {
  Table table{"improvements", phrase("submission.improvements"),
              {text_column("submission.column.improvement"), text_column("submission.column.state"), text_column("submission.column.by"), text_column("submission.column.owner"),
               text_column("submission.column.of")},
              {}, phrase("submission.no-improvements")};
  for (const auto& each : improvements_of(call, organisation)) {
    const auto by = Date::parse(word_of(each.answers, "by"));
    table.rows.push_back({{link_cell(verbatim(word_of(each.answers, "improvement")), Target{"improvement", each.kept.id, ""}), cell(state_name(each, each.state)),
                           by ? cell(phrase("insight.day", {{"day", *by}})) : Cell{}, cell(verbatim(word_of(each.answers, "owner"))),
                           link_cell(verbatim(each.kept.about), Target{"bid", each.kept.about, ""})}});
  }
  return table;
}

bool may_assess_at_all(Call& call, const OpenedSubmission& assessment) {
  const auto by = call.may("see-assessment", assessment.kept.organisation).by;
  const auto& writers = assessment.stages.writers;
  return std::ranges::any_of(by, [&](const HeldRole& each) { return std::ranges::find(writers, each.role) != writers.end(); });
}

// Whoever assesses, and from the stage on in which they are told whoever may see the thing itself.
bool may_see(Call& call, const OpenedSubmission& thing, const OpenedSubmission& assessment) {
  const bool told = std::ranges::find(thing.stages.told, thing.state) != thing.stages.told.end();
  return told || (call.may("see-assessment", assessment.kept.organisation).allowed && may_assess_at_all(call, assessment));
}

// Each criterion with the grade of both, once both are signed: nobody sees another's before their own (FND-12).
struct SignedAssessments {
  std::vector<OpenedSubmission> signed_ones;
  std::optional<std::string> own_draft;
};

SignedAssessments assessments_of(Call& call, const OpenedSubmission& thing) {
  SignedAssessments found;
  const auto person = std::to_string(static_cast<std::int64_t>(call.person->id));
  bool own_signed = false;
  for (const auto& each : store::submissions_about(call.home.ledger(), thing.stages.assessment, thing.kept.id)) {
    auto opened = opened_submission(call.home, each.id);
    if (!opened || !may_see(call, thing, *opened)) continue;
    const bool own = !opened->deeds.empty() && opened->deeds.front().person == person;
    if (opened->state == "signed") own_signed = own_signed || own, found.signed_ones.push_back(std::move(*opened));
    else if (own && opened->is_open()) found.own_draft = each.id;
  }
  if (waits_for_assessment(thing) && !own_signed) found.signed_ones.clear();
  return found;
}

const Question* question_in(const form::Form& form, const std::string& id) {
  for (const auto& section : form.sections)
    for (const auto& each : section.questions)
      if (each.id == id) return &each;
  return nullptr;
}

// On how many criteria the first two agree.
Sentence agreement(const std::vector<OpenedSubmission>& assessments) {
  std::int64_t criteria = 0, agreed = 0;
  for (const auto& [question, answer] : assessments[0].answers.values) {
    if (!question.ends_with("-grade")) continue;
    const auto* other = assessments[1].answers.answered(question);
    ++criteria;
    agreed += other && form::written_value(*other) == form::written_value(answer);
  }
  return {phrase("submission.agreement", {{"n", agreed}, {"of", criteria}}), Weight::key};
}

Table grades_table(Call& call, const std::vector<OpenedSubmission>& assessments) {
  Table table{"grades", phrase("submission.grades"), {text_column("submission.column.criterion")}, {}, phrase("submission.no-grades")};
  for (const auto& each : assessments) {
    table.columns.push_back({phrase("submission.column.grade", {{"id", each.kept.id}}), Align::text});
    table.columns.push_back({phrase("submission.column.reason", {{"id", each.kept.id}}), Align::text});
  }
  for (const auto& section : assessments.front().form.sections) {
    const auto* grade = question_in(assessments.front().form, section.id + "-grade");
    const auto* reason = question_in(assessments.front().form, section.id + "-reason");
    if (!grade || !reason) continue;
    Row row{{cell(verbatim(section.title))}};
    for (const auto& each : assessments) {
      const SubmissionWords words(call.home, each);
      row.cells.push_back(cell_of(words, *grade, each.answers));
      row.cells.push_back(cell_of(words, *reason, each.answers));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Block> assessment_blocks(Call& call, const OpenedSubmission& thing) {
  if (thing.stages.assessment.empty()) return {};
  const auto found = assessments_of(call, thing);
  std::vector<Block> blocks;
  if (!found.signed_ones.empty()) {
    blocks.push_back(Heading{phrase("submission.assessments"), "assessments"});
    if (found.signed_ones.size() > 1) blocks.push_back(agreement(found.signed_ones));
    blocks.push_back(grades_table(call, found.signed_ones));
  }
  if (found.own_draft) blocks.push_back(List{{{phrase("submission.go-on-assessing"), Target{"assessment", *found.own_draft, ""}}}});
  else if (may_assess(call, thing))
    blocks.push_back(Form{"assess", {"begin-assessment", thing.kept.id, ""}, {}, phrase("submission.assess")});
  return blocks;
}

// What an assessor must know of the bid beside it: priorities that rest on no analysis (FND-09).
std::vector<Block> of_the_thing_assessed(Call& call, const OpenedSubmission& assessment) {
  const auto thing = opened_submission(call.home, assessment.kept.about);
  if (!thing) return {};
  std::vector<Block> blocks{Heading{phrase("submission.open-improvements"), "improvements-before"}, open_improvements(call, *thing), improvements_table(call, thing->kept.organisation)};
  append(blocks, earlier_record(call, *thing));
  std::int64_t without = 0;
  for (const auto& each : thing->answers.parts("priorities")) without += !each.answered("priority-analysis");
  if (without > 0) blocks.push_back(Sentence{phrase("submission.priorities-without-analysis", {{"n", without}}), Weight::key});
  Details whole{submission_title(call.home, *thing), answer_blocks(call.home, *thing)};
  blocks.push_back(std::move(whole));
  return blocks;
}

Sentence standing(const OpenedSubmission& opened, const Problems& problems) {
  if (!opened.is_open()) return {phrase("submission.stands", {{"state", one(state_name(opened, opened.state))}}), Weight::key};
  return {problems.empty() ? phrase("submission.ready") : phrase("submission.draft", {{"n", whole(problems.size())}}), Weight::key};
}

void add_draft(std::vector<Block>& blocks, const OpenedSubmission& opened, const Problems& problems) {
  blocks.push_back(tasks_table(opened, problems));
  if (problems.empty()) return;
  blocks.push_back(Details{phrase("submission.problems-list", {{"n", whole(problems.size())}}), {problems_list(opened, problems)}});
}

// Activities of a plan that serve no priority of the development plan, for the school and its adviser (PLN-04).
std::vector<Block> unlinked_activities(const OpenedSubmission& plan) {
  const auto& activities = plan.answers.parts("activities");
  if (activities.empty()) return {};
  const auto without = std::ranges::count_if(activities, [](const form::Answers& each) { return !each.answered("activity-priority"); });
  return {Sentence{phrase("submission.unlinked", {{"n", std::int64_t(without)}, {"of", whole(activities.size())}}), Weight::body}};
}

// What another school leads as it stands in this plan leads to that plan; a plan that is handed in does not follow changes there.
std::vector<Block> shared_blocks(Home& home, const OpenedSubmission& plan) {
  std::vector<Block> blocks;
  const auto* state = plan.stages.state(plan.state);
  if (!plan.is_open() && state && !state->is_final && !shared_activities_stand(home, plan)) blocks.push_back(Sentence{phrase("joint.plan.changed-since"), Weight::key});
  List list;
  for (const auto& each : plan.answers.parts("shared-activities"))
    list.items.push_back({phrase("joint.plan.way", {{"activity", word_of(each, "shared-activity")}, {"lead", one(insight::name_of(home.names(), word_of(each, "shared-lead")))}}),
                          Target{plan.stages.noun, word_of(each, "shared-plan"), ""}});
  if (!list.items.empty()) blocks.push_back(std::move(list));
  return blocks;
}

std::vector<Fact> facts_of_improvement(Call& call, const OpenedSubmission& opened) {
  std::vector<Fact> facts;
  for (const auto* each : {"improvement", "owner", "by"})
    facts.push_back({phrase("submission.column." + std::string(each)), verbatim(word_of(opened.answers, each))});
  facts.push_back({phrase("submission.column.of"), verbatim(opened.kept.about)});
  facts.push_back({phrase("submission.column.organisation"), insight::name_of(call.home.names(), opened.kept.organisation)});
  return facts;
}

std::vector<Block> need_blocks(Call& call, const OpenedSubmission& opened) {
  const auto analysis = analysis_of(call.home, opened, opened.answers);
  std::vector<Block> blocks;
  if (opened.stages.noun == "bid" && opened.guidance) blocks.push_back(List{{{verbatim(opened.guidance->name), Target{"guidance", opened.guidance->id, ""}}}});
  if (analysis) blocks.push_back(List{{{phrase("submission.need", {{"id", analysis->id}, {"day", Date::of(analysis->at)}, {"n", whole(analysis->figures.size())}}),
                                        Target{"need-analysis", analysis->id, ""}}}});
  if (opened.stages.noun == "plan" && call.may("see-spend", opened.kept.organisation).allowed && opened.was_handed_on())
    blocks.push_back(List{{{phrase("submission.spend", {{"year", opened.kept.about}}), Target{"spend", opened.kept.organisation, "", {{"year", opened.kept.about}}}}}});
  if (may_write(call, opened) && call.may("freeze-need", opened.kept.organisation).allowed)
    blocks.push_back(Form{"freeze", {"freeze-need", opened.kept.organisation, ""}, {hidden("of", opened.kept.id)}, phrase(analysis ? "submission.freeze-again" : "submission.freeze")});
  return blocks;
}

}  // namespace submission_block

Phrase submission_title(Home& home, const OpenedSubmission& opened) {
  if (!opened.has_form()) return phrase("submission.title.improvement", {{"organisation", one(insight::name_of(home.names(), opened.kept.organisation))}});
  return phrase("submission.title", {{"form", opened.form.name}, {"organisation", one(insight::name_of(home.names(), opened.kept.organisation))}});
}

std::vector<Block> answer_blocks(Home& home, const OpenedSubmission& opened) {
  using namespace submission_block;
  const SubmissionWords words(home, opened);
  std::vector<Block> blocks;
  for (const auto& section : opened.form.sections) {
    blocks.push_back(Heading{verbatim(section.title), "section-" + opened.kept.id + "-" + section.id});
    auto facts = facts_of(words, section.questions, opened.answers);
    if (facts.empty() && std::ranges::none_of(section.questions, [&](const Question& each) { return !opened.answers.parts(each.id).empty(); }))
      blocks.push_back(Sentence{phrase("submission.nothing-yet")});
    if (!facts.empty()) blocks.push_back(Summary{std::move(facts)});
    for (const auto& each : section.questions)
      if (each.kind == QuestionKind::part && !opened.answers.parts(each.id).empty()) add_part(blocks, words, opened, section, each);
  }
  return blocks;
}

Page submission_page(Call& call, const OpenedSubmission& opened) {
  using namespace submission_block;
  auto page = frame(call, opened);
  const auto problems = opened.has_form() ? problems_of(call.home, opened) : Problems{};
  page.blocks.push_back(standing(opened, problems));
  if (!opened.has_form()) page.blocks.push_back(Summary{facts_of_improvement(call, opened)});
  if (opened.stages.noun == "plan") append(page.blocks, unlinked_activities(opened));
  append(page.blocks, taken_over_blocks(opened));
  if (opened.stages.noun == "plan") append(page.blocks, balance_blocks(call.home, opened));
  if (opened.stages.noun == "plan") append(page.blocks, shared_blocks(call.home, opened));
  if (opened.stages.noun == "assessment") append(page.blocks, of_the_thing_assessed(call, opened));
  if (may_write(call, opened)) add_draft(page.blocks, opened, problems);
  append(page.blocks, owners_blocks(call, opened));
  append(page.blocks, need_blocks(call, opened));
  append(page.blocks, outcome_blocks(call, opened));
  append(page.blocks, assessment_blocks(call, opened));
  if (opened.stages.noun == "bid" && opened.was_handed_on()) append(page.blocks, {Heading{phrase("submission.improvements"), "required"}, improvements_table(call, opened.kept.organisation)});
  append(page.blocks, step_blocks(call, opened));
  append(page.blocks, comment_blocks(call, opened));
  append(page.blocks, answer_blocks(call.home, opened));
  append(page.blocks, {Heading{phrase("submission.history"), "done"}, history_table(opened)});
  return page;
}

Result<Page> piece_page(Call& call, const OpenedSubmission& opened, const std::string& piece, bool checked) {
  using namespace submission_block;
  const auto found = form::piece_of(opened.form, piece);
  if (!found || (found->number > 0 && !form::is_there(*found, opened.answers))) return refuse(Blame::input, "page.unknown", {{"noun", opened.stages.noun}, {"id", opened.kept.id}});
  auto page = frame(call, opened);
  page.trail.push_back({submission_title(call.home, opened), Target{opened.stages.noun, opened.kept.id, ""}});
  page.address.query = {{"part", piece}};
  page.title = piece_name(*found, opened.answers);
  const SubmissionWords words(call.home, opened);
  const auto problems = problems_of(call.home, opened);
  if (!found->part && !found->section->hint.en.empty()) page.blocks.push_back(Sentence{verbatim(found->section->hint)});
  if (found->section->id == "need" && !found->part) append(page.blocks, need_blocks(call, opened));
  append(page.blocks, comments_on_piece(call, opened, found->name));
  auto form = answers_form(words, opened, *found, problems, checked);
  if (form.fields.size() > 2) page.blocks.push_back(std::move(form));
  append(page.blocks, locked_blocks(words, opened, *found));
  if (!found->part) add_item_tables(page.blocks, words, opened, *found->section);
  if (found->number > 0 && !is_taken_over(*found->part, form::answers_in(*found, opened.answers))) page.blocks.push_back(remove_form(opened, *found));
  page.blocks.push_back(List{{{phrase("submission.back"), Target{opened.stages.noun, opened.kept.id, ""}}}});
  return page;
}

}  // namespace potensial::service
