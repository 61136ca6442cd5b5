// What the journeys of bids do through the site: a whole bid of the one authority with learners, drafted with what its writers
// need, its assessments, and the people who do it.
#pragma once

#include <gtest/gtest.h>

#include "form/answers_text.hpp"
#include "journeys/submission_steps.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::tests::bid_steps {

using Values = FormValues;

inline SiteHome& home() { return SiteHome::get(); }

inline std::string authority() { return home().schools().front().substr(0, 3); }

// The people of one bid.
struct People {
  std::string officer = home().signed_in("authority-grants-officer", authority(), "");
  std::string first = home().signed_in("grants-officer", "W92000004", "");
  std::string second = home().signed_in("grants-officer", "W92000004", "");
  std::string third = home().signed_in("grants-officer", "W92000004", "");
};

// An activity area of the guidance and an initiative of it.
inline std::pair<std::string, std::string> codes_of(const std::string& guidance) {
  return guidance == "bsf-2006-07" ? std::pair{"1C", "physical-education"} : std::pair{"2C", "thinking-skills"};
}

inline std::string begun_bid(const std::string& officer, const std::string& guidance) {
  const auto reply = home().post("/en/begin-bid/" + authority(), "guidance=" + guidance, officer);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  return begun(reply);
}

inline std::int64_t version_of(const std::string& id) { return store::newest_version(home().ledger(), id)->place; }

inline app::HttpResponse save(const std::string& id, const std::string& part, const Values& values, const std::string& cookies) {
  return SubmissionAsked{home(), "bid", id}.save(part, values, cookies);
}

inline app::HttpResponse step(const std::string& id, const std::string& name, const Values& said, const std::string& cookies, const std::string& noun = "bid") {
  return SubmissionAsked{home(), noun, id}.step(name, said, cookies);
}

inline std::string state_of(const std::string& id) { return SubmissionAsked{home(), "bid", id}.state(); }

inline store::Ledger& ledger() { return home().ledger(); }

inline NeedAnalysis frozen(const std::string& id, const std::string& officer) {
  const auto reply = home().post("/en/freeze-need/" + authority(), "of=" + id, officer);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  return store::need_analyses_of(ledger(), authority()).front();
}

// One with room above it for a target.
inline const NeedFigure& figure_of(const NeedAnalysis& analysis) {
  for (const auto& each : analysis.figures)
    if (each.unit == Unit::percent && each.value < 90) return each;
  throw std::runtime_error("no figure below 90%");
}

inline Values line_of(const NeedFigure& figure) {
  return {{"line-title", "Small groups for reading"}, {"line-priority", "1"}, {"activity-area", "2C"}, {"initiative", "thinking-skills"},
          {"purpose", "Learners of the group read as well as learners like them."}, {"activity", "Two teachers lead groups of three for thirty weeks."},
          {"activity-ends", "2008-03-31"}, {"serves", "named-schools"}, {"schools", home().schools().front()}, {"learners-reached", "60"}, {"staff-reached", "4"},
          {"support", "capacity"}, {"cost", "84,000.01"}, {"outcomes/1/outcome-group", figure.group}, {"outcomes/1/outcome-indicator", figure.indicator},
          {"outcomes/1/target", "95.5"}, {"outcomes/1/outcome-date", "2008-08-31"}, {"evaluation", "Compared with like learners in schools that join a year later."}};
}

// Everything that the form asks, in its pieces.
inline std::vector<std::pair<std::string, Values>> whole_bid(const NeedAnalysis& analysis) {
  return {{"partners", {{"joint", "no"}}},
          {"need", {{"need-analysis", analysis.id}, {"need", "The group falls short on every comparison, in each of the last years."}}},
          {"priorities/new", {{"priority-rank", "1"}, {"priority", "Reading of the group"}, {"priority-reason", "It has the widest gap."}, {"priority-analysis", analysis.id}}},
          {"priorities/new", {{"priority-rank", "2"}, {"priority", "Science in Year 9"}, {"priority-reason", "Below what is expected, and falling."}}},
          {"priorities", {{"left-out", "Modern foreign languages, because no group falls short there."}}},
          {"lines/new", line_of(figure_of(analysis))},
          {"last-year", {{"no-evaluation-reason", "This is the first year."}, {"last-year-issues", "Nothing yet: it is the first year."}}},
          {"consultation", {{"schools-asked", "2006-09-29"}, {"consultation", "All heads were asked; supply cover was added."}}}};
}

// `partners`: what stands in the pieces about them, where the bid is joint.
inline std::string drafted_bid(const std::string& officer, const std::string& guidance, const std::vector<std::pair<std::string, Values>>& partners = {}) {
  const auto id = begun_bid(officer, guidance);
  const auto analysis = frozen(id, officer);
  auto pieces = whole_bid(analysis);
  for (auto& [part, values] : pieces)
    for (auto& [name, value] : values)
      if (name == "activity-area" || name == "initiative") value = name == "initiative" ? codes_of(guidance).second : codes_of(guidance).first;
  pieces.insert(pieces.end(), partners.begin(), partners.end());
  for (const auto& [part, values] : pieces) {
    const auto saved = save(id, part, values, officer);
    EXPECT_EQ(saved.status, 303u) << part << saved.body;
  }
  return id;
}

// Fills an assessment in and signs it; `below`: the focus on outcomes is below its standard.
inline std::string assessed(const std::string& bid, const std::string& assessor, bool below) {
  const auto reply = home().post("/en/begin-assessment/" + bid, "page=bid%2F" + bid, assessor);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  const auto id = begun(reply);
  EXPECT_EQ(save(id, "before", {{"improvements-read", "yes"}}, assessor).status, 303u);
  for (const auto* criterion : {"need", "outcomes", "priorities", "collaboration", "evaluation"}) {
    const std::string name = criterion;
    const bool short_of = below && name == "outcomes";
    Values values{{name + "-grade", short_of ? "below" : "meets"}, {name + "-reason", "What the bid says shows it."}};
    if (short_of) values.insert(values.end(), {{name + "-improvement", "Name the group that falls furthest short."}, {name + "-owner", "Principal adviser"}, {name + "-by", "2011-05-31"}});
    EXPECT_EQ(save(id, name, values, assessor).status, 303u) << name;
  }
  EXPECT_EQ(save(id, "recommendation", {{"recommendation", below ? "conditional" : "award"}}, assessor).status, 303u);
  return id;
}

// A bid of two lines, one of three quarters of the cost, that two have assessed; `partners`: what it says of them.
inline std::string assessed_bid(const std::string& organisation, std::int64_t cost, const std::string& guidance = "bsf-2006-07", form::Answers partners = {{{"joint", false}}}) {
  const auto codes = codes_of(guidance);
  const auto line = [&](const std::string& title, std::int64_t amount) {
    return form::Answers{{{"line-title", title}, {"activity-area", codes.first}, {"initiative", codes.second}, {"purpose", "Learners reason as well as others."}, {"cost", amount},
                          {"evaluation", "Compared with like learners."}}};
  };
  const auto small = cost / 4;
  auto answers = std::move(partners);
  answers.values.insert({{"total-cost", cost}, {"lines", form::Parts{line("Large line", cost - small), line("Small line", small)}}});
  store::Transaction transaction(ledger());
  const auto id = store::add_submission(ledger(), {.form = "bsf-bid", .form_version = 1, .stages = "bsf-bid", .stages_version = 1, .organisation = organisation, .about = guidance,
                                                   .at = home().now});
  EXPECT_TRUE(store::add_version(ledger(), id, {.place = 0, .answers = form::answers_text(answers), .person = "999999", .actor = "Somebody", .at = home().now}));
  std::int64_t place = 0;
  for (const auto& [name, state] : {std::pair{"submit", "submitted"}, {"assess-first", "assessed-once"}, {"assess-second", "assessed"}})
    EXPECT_TRUE(store::add_deed(ledger(), id, {.place = place++, .name = name, .person = "999999", .actor = "Somebody", .state = state, .version = 1, .said = {}, .at = home().now}));
  transaction.commit();
  return id;
}

}  // namespace potensial::tests::bid_steps
