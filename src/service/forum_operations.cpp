#include "service/forum_operations.hpp"

#include <algorithm>
#include <array>

#include "insight/page_parts.hpp"
#include "service/forum_paper.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/school_needs.hpp"
#include "store/audit_log.hpp"
#include "store/forum_store.hpp"

namespace potensial::service {
namespace forum_operation {

using insight::cell;
using insight::text_column;

constexpr std::array<std::string_view, 4> views{"agrees", "agrees-with-changes", "disagrees", "none"};
constexpr std::array paper_parameters{Parameter{"year", ParameterKind::word, false, 7}};
constexpr std::array record_parameters{Parameter{"year", ParameterKind::word, true, 7},      Parameter{"day", ParameterKind::day, true, 10},
                                       Parameter{"paper", ParameterKind::text, true, 500},   Parameter{"options", ParameterKind::text, true, 1000},
                                       Parameter{"members", ParameterKind::text, true, 500}, Parameter{"view", ParameterKind::choice, true, 20, views},
                                       Parameter{"words", ParameterKind::text, false, 1000}};

Phrase view_phrase(const std::string& view) { return phrase("forum.view." + (view.empty() ? "none" : view)); }

Table meetings_table(const std::vector<ForumMeeting>& meetings) {
  Table table{"meetings", phrase("forum.meetings"),
              {text_column("forum.day"), text_column("forum.view"), text_column("forum.year"), text_column("forum.paper"), text_column("forum.options"),
               text_column("forum.members"), text_column("forum.words")},
              {}, phrase("forum.no-meetings")};
  for (const auto& each : meetings)
    table.rows.push_back({{cell(phrase("insight.day", {{"day", each.day}})), cell(view_phrase(each.view)),
                           insight::link_cell(verbatim(each.year.text()), {"allocation", each.authority, "", {{"year", each.year.text()}}}), cell(verbatim(each.paper)),
                           cell(verbatim(each.options)), cell(verbatim(each.members)), cell(verbatim(each.words))}});
  return table;
}

std::vector<Choice> year_choices_of(Home& home) {
  std::vector<Choice> choices;
  for (const auto each : delegation_years(home)) choices.push_back({each.text(), verbatim(each.text())});
  return choices;
}

Form record_form(Call& call) {
  std::vector<Choice> said;
  for (const auto each : views) said.push_back({std::string(each), view_phrase(std::string(each))});
  return {"meeting", {"record-forum", call.value("id"), ""},
          {{.name = "year", .kind = FieldKind::select, .label = phrase("forum.year"), .choices = year_choices_of(call.home)},
           {.name = "day", .kind = FieldKind::date, .label = phrase("forum.day")},
           {.name = "paper", .kind = FieldKind::paragraph, .label = phrase("forum.paper"), .hint = phrase("forum.paper-hint")},
           {.name = "options", .kind = FieldKind::paragraph, .label = phrase("forum.options"), .hint = phrase("forum.options-hint")},
           {.name = "members", .kind = FieldKind::paragraph, .label = phrase("forum.members")},
           {.name = "view", .kind = FieldKind::choice, .label = phrase("forum.view"), .choices = std::move(said)},
           {.name = "words", .kind = FieldKind::paragraph, .label = phrase("forum.words"), .optional = true}},
          phrase("forum.record")};
}

// The one about to be decided, unless another is asked for.
Result<FinancialYear> year_of_paper(Call& call) {
  const auto text = call.value("year");
  const auto years = delegation_years(call.home);
  if (text.empty()) return years.empty() ? FinancialYear::of(call.today()) : years.front();
  const auto year = FinancialYear::parse(text);
  return year ? Result<FinancialYear>(*year) : refuse(Blame::input, "delegation.unknown-year", {{"parameter", "year"}, {"year", text}});
}

// Another year is asked for in a form, so that no page leads to years without end.
Form year_form(Call& call, FinancialYear year) {
  Form form{"paper-year", {"forum", call.value("id"), ""},
            {{.name = "year", .kind = FieldKind::select, .label = phrase("forum.paper.year"), .value = year.text(), .choices = year_choices_of(call.home)}}, phrase("forum.paper.show")};
  form.asks = true;
  return form;
}

Result<Answer> see_forum(Call& call) {
  const auto* place = call.home.organisation(call.value("id"));
  const auto year = year_of_paper(call);
  if (!year) return std::unexpected(year.error());
  auto table = meetings_table(store::forum_meetings(call.home.ledger(), place->id));
  Page page;
  page.address = {"forum", place->id, ""};
  page.title = phrase("forum.title");
  page.caption = verbatim(place->name);
  page.section = "target";
  page.trail = {{verbatim(place->name), Target{"authority", place->id, ""}}};
  page.invented = call.invented;
  if (!call.value("year").empty()) page.address.query = {{"year", year->text()}};
  page.blocks = forum_paper(call.home, place->id, *year, call.may("see-alignment", place->id).allowed);
  append(page.blocks, {year_form(call, *year), Heading{table.title, "meetings-heading"}, Sentence{phrase("forum.what"), Weight::body}, std::move(table)});
  if (call.may("see-allocation", place->id).allowed) page.blocks.push_back(List{{{phrase("delegation.way"), Target{"allocation", place->id, ""}}}});
  if (!call.may("record-forum", place->id).allowed) return Answer(std::move(page));
  page.blocks.push_back(Heading{phrase("forum.record-heading"), "record-heading"});
  page.blocks.push_back(record_form(call));
  return Answer(std::move(page));
}

// A view has its day, and nobody has met tomorrow.
Result<ForumMeeting> meeting_of(const Call& call) {
  const auto year = FinancialYear::parse(call.value("year"));
  if (!year) return refuse(Blame::input, "delegation.unknown-year", {{"year", call.value("year")}, {"parameter", "year"}});
  const auto day = Date::parse(call.value("day"));
  if (!day || *day > call.today()) return refuse(Blame::input, "forum.not-yet", {{"parameter", "day"}});
  const auto view = call.value("view") == "none" ? std::string() : call.value("view");
  return ForumMeeting{.authority = call.value("id"), .fund = better_schools_fund, .year = *year, .day = *day, .paper = call.value("paper"), .options = call.value("options"),
                      .members = call.value("members"), .view = view, .words = call.value("words"), .actor = signature(*call.person), .at = call.at};
}

Result<Answer> record_forum(Call& call) {
  const auto meeting = meeting_of(call);
  if (!meeting) return std::unexpected(meeting.error());
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto id = store::record_meeting(ledger, *meeting);
  store::append_audit(ledger, {call.at, meeting->actor, "record-forum", "forum-meeting/" + std::to_string(id), meeting->authority + " " + meeting->year.text()});
  transaction.commit();
  return Answer(Target{"forum", meeting->authority, ""});
}

}  // namespace forum_operation

std::vector<Operation> forum_operations() {
  using namespace forum_operation;
  constexpr auto of_authority = organisation_itself<OrganisationKind::authority>;
  return {{.name = "see-forum", .noun = "forum", .parameters = paper_parameters, .organisation = of_authority, .run = see_forum},
          {.name = "record-forum", .noun = "record-forum", .effect = Effect::changes, .parameters = record_parameters, .organisation = of_authority, .run = record_forum}};
}

}  // namespace potensial::service
