// What the journeys of spending plans do through the site: a school begins and fills one, its adviser comments, its authority scores
// and agrees.
#pragma once

#include <gtest/gtest.h>

#include "journeys/submission_steps.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::tests::plan_steps {

inline SiteHome& home() { return SiteHome::get(); }

struct People {
  explicit People(std::string of) : school(std::move(of)) {}
  std::string school;
  std::string authority = school.substr(0, 3);
  std::string head = home().signed_in("headteacher", school, "improvement");
  std::string adviser = home().signed_in("school-adviser", school, "improvement");
  std::string officer = home().signed_in("authority-grants-officer", authority, "");
};

inline const NeedFigure& figure_of(const NeedAnalysis& analysis) {
  for (const auto& each : analysis.figures)
    if (each.unit == Unit::percent && each.value < 90) return each;
  throw std::runtime_error("no figure below 90%");
}

inline std::string begun_plan(const People& people, const std::string& year) {
  const auto reply = home().post("/en/begin-plan/" + people.school, "year=" + year, people.head);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  const auto id = begun(reply);
  const auto frozen = home().post("/en/freeze-need/" + people.school, "of=" + id, people.head);
  EXPECT_EQ(frozen.status, 303u);
  EXPECT_EQ(home().get_page(header(frozen, "Location"), people.head).status, 200u) << "it led to a part that a plan does not have";
  return id;
}

inline void fill(const SubmissionAsked& plan, const People& people, bool only_amounts) {
  const auto analysis = store::need_analyses_of(home().ledger(), people.school).front();
  const auto& figure = figure_of(analysis);
  EXPECT_EQ(plan.save("last-year", {{"review", "Last year taught us to train two from each department."}}, people.head).status, 303u);
  EXPECT_EQ(plan.save("plan-priorities/new",
                      {{"priority-number", "1"}, {"plan-priority", "Reading"}, {"plan-outcomes/1/plan-group", figure.group}, {"plan-outcomes/1/plan-indicator", figure.indicator},
                       {"plan-outcomes/1/plan-target", "97"}, {"plan-outcomes/1/plan-date", "2011-08-31"}}, people.head).status, 303u);
  FormValues activity{{"activity", "Reading groups"}, {"activity-cost", "1,000.00"}};
  if (!only_amounts)
    activity.insert(activity.end(), {{"activity-priority", "1"}, {"activity-serves", "whole-school"}, {"activity-purpose", "More learners read well."}, {"activity-done", "Groups of three each morning."},
                                     {"activity-people", "4"}, {"activity-days", "8"}, {"activity-outcome", "More learners at the level."}, {"activity-indicator", figure.indicator}});
  EXPECT_EQ(plan.save("activities/new", activity, people.head).status, 303u);
}

inline void agree(const SubmissionAsked& plan, const People& people) {
  EXPECT_EQ(plan.step("comment", {{"comment", "Clear."}}, people.adviser).status, 303u);
  const SubmissionAsked score{home(), "assessment", begun(home().post("/en/begin-assessment/" + plan.id, "page=plan%2F" + plan.id, people.officer))};
  for (const std::string criterion : {"review", "links", "outcomes", "balance"})
    EXPECT_EQ(score.save(criterion, {{criterion + "-grade", "meets"}, {criterion + "-reason", "The plan says it in full."}}, people.officer).status, 303u);
  EXPECT_EQ(score.step("sign", {}, people.officer).status, 303u);
  EXPECT_EQ(plan.step("sign", {}, people.head).status, 303u);
  EXPECT_EQ(plan.step("agree", {}, people.officer).status, 303u);
  EXPECT_EQ(plan.state(), "agreed");
}

}  // namespace potensial::tests::plan_steps
