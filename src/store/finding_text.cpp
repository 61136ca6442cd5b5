#include "store/finding_text.hpp"

#include <algorithm>
#include <cmath>

#include <boost/json.hpp>

namespace potensial::store {
namespace {

namespace json = boost::json;

// Every member is named once, by `members` below; these two visit it to write and to read.
struct FindingWriter {
  json::object& object;

  json::value value(double number) const { return std::isnan(number) ? json::value() : json::value(number); }
  json::value value(bool yes) const { return yes; }
  json::value value(const std::string& text) const { return json::value(text); }
  json::value value(AcademicYear year) const { return year.summer; }
  json::value value(const Text& text) const { return {text.en, text.cy}; }
  template <class Integer> requires std::is_integral_v<Integer>
  json::value value(Integer number) const { return static_cast<std::int64_t>(number); }
  template <class Enumeration> requires std::is_enum_v<Enumeration>
  json::value value(Enumeration word) const { return static_cast<std::int64_t>(word); }
  template <class Element>
  json::value value(const std::vector<Element>& list) const {
    json::array array;
    for (const auto& each : list) array.push_back(value(each));
    return array;
  }
  template <class Element>
  json::value value(const std::optional<Element>& perhaps) const { return perhaps ? value(*perhaps) : json::value(); }
  template <class Record> requires std::is_class_v<Record>
  json::value value(const Record& record) const {
    json::object inner;
    FindingWriter writer{inner};
    members(writer, const_cast<Record&>(record));
    return inner;
  }
  template <class Member>
  void operator()(const char* name, Member& member) { object[name] = value(member); }
};

struct FindingReader {
  const json::object& object;

  static void read(const json::value& value, double& number) { number = value.is_null() ? no_figure : value.to_number<double>(); }
  static void read(const json::value& value, bool& yes) { yes = value.as_bool(); }
  static void read(const json::value& value, std::string& text) { text = value.as_string().c_str(); }
  static void read(const json::value& value, AcademicYear& year) { year.summer = value.to_number<std::int16_t>(); }
  static void read(const json::value& value, Text& text) {
    text = {value.as_array().at(0).as_string().c_str(), value.as_array().at(1).as_string().c_str()};
  }
  template <class Integer> requires std::is_integral_v<Integer>
  static void read(const json::value& value, Integer& number) { number = static_cast<Integer>(value.as_int64()); }
  template <class Enumeration> requires std::is_enum_v<Enumeration>
  static void read(const json::value& value, Enumeration& word) { word = static_cast<Enumeration>(value.as_int64()); }
  template <class Element>
  static void read(const json::value& value, std::vector<Element>& list) {
    for (const auto& each : value.as_array()) read(each, list.emplace_back());
  }
  template <class Element>
  static void read(const json::value& value, std::optional<Element>& perhaps) {
    if (!value.is_null()) read(value, perhaps.emplace());
  }
  template <class Record> requires std::is_class_v<Record>
  static void read(const json::value& value, Record& record) {
    FindingReader reader{value.as_object()};
    members(reader, record);
  }
  template <class Member>
  void operator()(const char* name, Member& member) {
    if (const auto* value = object.if_contains(name)) read(*value, member);
  }
};

template <class Visit>
void members(Visit& visit, Condition& condition) {
  visit("characteristic", condition.characteristic);
  visit("level", condition.level);
  visit("name", condition.name);
}

template <class Visit>
void members(Visit& visit, GapOfYear& gap) {
  visit("year", gap.year);
  visit("learners", gap.learners);
  visit("schools", gap.schools);
  visit("gap", gap.gap);
  visit("low", gap.low);
  visit("high", gap.high);
  visit("used-to-find", gap.used_to_find);
}

template <class Visit>
void members(Visit& visit, SchoolOfFinding& school) {
  visit("school", school.school);
  visit("learners", school.learners);
  visit("gap", school.gap);
  visit("low", school.low);
  visit("high", school.high);
}

template <class Visit>
void members(Visit& visit, ExplainedGroup& group) {
  visit("conditions", group.conditions);
  visit("learners", group.learners);
  visit("gap", group.gap);
}

template <class Visit>
void members(Visit& visit, SearchedCounts& counts) {
  visit("searched", counts.searched);
  visit("large-enough", counts.large_enough);
  visit("too-few-learners", counts.too_few_learners);
  visit("too-few-schools", counts.too_few_schools);
  visit("nearly-everybody", counts.nearly_everybody);
  visit("not-separable", counts.not_separable);
  visit("without-earlier", counts.without_earlier);
  visit("depth", counts.depth);
  visit("least-learners", counts.least_learners);
  visit("least-schools", counts.least_schools);
  visit("draws", counts.draws);
  visit("probably-missed-below", counts.probably_missed_below);
  visit("seed", counts.seed);
}

template <class Visit>
void members(Visit& visit, Judgement& judgement) {
  visit("verdict", judgement.verdict);
  visit("reason", judgement.reason);
  visit("attained", judgement.attained);
  visit("reference", judgement.reference);
  visit("estimate", judgement.estimate);
  visit("se", judgement.se);
  visit("low", judgement.low);
  visit("high", judgement.high);
  visit("q", judgement.q);
  visit("raw", judgement.raw);
  visit("reliability", judgement.reliability);
  visit("move", judgement.move);
  visit("learners", judgement.learners);
  visit("without-earlier", judgement.without_earlier);
  visit("schools", judgement.schools);
  visit("years", judgement.years);
  visit("lasting", judgement.lasting);
  visit("depends-on-choice", judgement.depends_on_choice);
}

template <class Visit>
void members(Visit& visit, ThreeJudgements& judged) {
  visit("expected", judged.expected);
  visit("previous", judged.previous);
  visit("comparable", judged.comparable);
}

template <class Visit>
void members(Visit& visit, FindingRecord& finding) {
  visit("kind", finding.kind);
  visit("conditions", finding.conditions);
  visit("indicator", finding.indicator);
  visit("indicator-version", finding.indicator_version);
  visit("indicator-name", finding.indicator_name);
  visit("stage", finding.stage);
  visit("scale", finding.scale);
  visit("delta", finding.delta);
  visit("scope", finding.scope);
  visit("years", finding.years);
  visit("learners", finding.learners);
  visit("schools", finding.schools);
  visit("gap", finding.gap);
  visit("low", finding.low);
  visit("high", finding.high);
  visit("total-gap", finding.total_gap);
  visit("carried-by-schools", finding.carried_by_schools);
  visit("mostly-without-peers", finding.mostly_without_peers);
  visit("own", finding.own);
  visit("own-low", finding.own_low);
  visit("own-high", finding.own_high);
  visit("q", finding.q);
  visit("attained-share", finding.attained_share);
  visit("expected-share", finding.expected_share);
  visit("judged", finding.judged);
  visit("by-year", finding.by_year);
  visit("lasting", finding.lasting);
  visit("replication", finding.replication);
  visit("furthest", finding.furthest);
  visit("better", finding.better);
  visit("schools-listed-from", finding.schools_listed_from);
  visit("explains", finding.explains);
  visit("counts", finding.counts);
  visit("loads", finding.loads);
  visit("method", finding.method);
}

}  // namespace

std::string finding_text(const FindingRecord& finding) {
  json::object object;
  FindingWriter writer{object};
  members(writer, const_cast<FindingRecord&>(finding));
  return json::serialize(object);
}

FindingRecord finding_of(std::string_view text) {
  const auto value = json::parse(json::string_view(text.data(), text.size()));
  FindingRecord finding;
  FindingReader reader{value.as_object()};
  members(reader, finding);
  return finding;
}

std::string conditions_text(const std::vector<Condition>& conditions) {
  std::vector<std::string> parts;
  for (const auto& condition : conditions) parts.push_back(condition.characteristic + "=" + condition.level);
  std::ranges::sort(parts);
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

}  // namespace potensial::store
