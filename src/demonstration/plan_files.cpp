#include "demonstration/plan_files.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/counter_random.hpp"
#include "demonstration/bid_quality.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/money_text.hpp"
#include "stats/largest_remainder.hpp"

namespace potensial::demonstration {
namespace plan_files {

using Whole = std::int64_t;

constexpr const char* plans_header = "plan,version,fund,year,school,handed_in,review,total,comment,commented,scored,reason,review_grade,links_grade,outcomes_grade,"
                                     "balance_grade,signed,agreed";
constexpr const char* priorities_header = "plan,version,number,priority,group,indicator,learners,baseline,target,date";
constexpr const char* lines_header = "plan,version,line,title,priority,reason,serves,purpose,activity,people,days,cost,outcome,indicator";
constexpr const char* fund = "better-schools-fund";
constexpr std::array<const char*, 5> seen_by_form{"B01", "B02", "B04", "B06", "B08"};
constexpr Whole too_much = 10000;

Date after(Date day, int days) { return Date::from_days(day.days() + days); }

// What a group of learners of a school reached in a summer.
struct Reached {
  int learners = 0, attained = 0;

  void add(bool reached) { ++learners, attained += reached; }
  Whole tenths() const { return learners == 0 ? 0 : (Whole{2000} * attained + learners) / (2 * learners); }
};

// Of a school, by stage (Year 6, Year 9), component (reading, writing) and group (all, boys).
using Results = std::array<std::array<std::array<Reached, 2>, 2>, 2>;

bool is_at(std::string_view level, char expected) { return level.size() == 1 && level[0] >= expected && level[0] <= '9'; }

void count(const Nation& nation, const Learner& learner, int stage, Results& results) {
  const auto found = nation.attainment.key_stage(learner, stage);
  auto& of_stage = results[static_cast<std::size_t>(stage - 1)];
  for (std::size_t component = 0; component < of_stage.size(); ++component) {
    const bool reached = is_at(found.component[component + 1], stage == 1 ? '4' : '5');
    of_stage[component][0].add(reached);
    if (learner.is(is_boy)) of_stage[component][1].add(reached);
  }
}

std::map<std::uint32_t, Results> results_of(const Nation& nation, std::uint32_t authority, int summer) {
  std::map<std::uint32_t, Results> schools;
  for (const auto* learner : nation.roster.of(summer, authority))
    for (const int stage : {1, 2})
      if (learner->group_in(summer) == Attainment::year_groups[static_cast<std::size_t>(stage)]) count(nation, *learner, stage, schools[learner->in_year(summer)->school]);
  return schools;
}

struct Priority {
  int number = 1;
  std::string words, indicator, group;
  Reached reached;
  Whole target = 0;                   // in tenths
  bool has_outcome = true, has_baseline = true;
};

struct Line {
  const PlanActivity* of = nullptr;
  int priority = 1, people = 0, days = 0;
  Whole cost = 0;
  bool is_bare = false;
};

struct Plan {
  std::string id, school;
  int year = 0, version = 1;
  BidPlan quality;
  Date handed_in;
  Whole total = 0;
  std::vector<Priority> priorities;
  std::vector<Line> lines;

  bool is_seen_by_form() const { return std::ranges::any_of(seen_by_form, [&](const char* each) { return quality.has(each); }); }
};

class PlanMaker {
 public:
  explicit PlanMaker(const Nation& nation)
      : nation_(nation), n_(nation.world.settings.plans), stream_(nation.world.request.seed, "plans"), defects_(nation.world.request.seed, "plan-defects") {}

  // As it would be if nothing were wrong with it that the form sees; nothing where the school hands none in.
  std::optional<Plan> sound(const DelegatedSchool& given, const Results& results) const {
    auto draws = stream_.at(given.school, static_cast<std::uint32_t>(given.year));
    const auto stage = stage_of(results);
    if (!draws.happens(n_.schools) || !stage) return std::nullopt;
    const auto& school = nation_.world.schools[given.school].number;
    Plan plan{.id = "PLAN-" + std::to_string(given.year) + "-" + school, .school = school, .year = given.year, .quality = quality(given),
              .handed_in = Date(given.year, 4, 8 + draws.below(20)), .priorities = {}, .lines = {}};
    add_priorities(plan, *stage, results[*stage], draws);
    add_lines(plan, given.pence * (n_.least_planned + draws.below(static_cast<std::uint32_t>(101 - n_.least_planned))) / 100, draws);
    return plan;
  }

  // As it was handed in first, with every planted defect that the form sees.
  static Plan as_handed_in(Plan plan) {
    const auto& quality = plan.quality;
    if (quality.has("B01")) plan.priorities[0].has_baseline = false;
    if (quality.has("B02")) number_all_first(plan);
    if (quality.has("B04")) plan.priorities[1].has_outcome = false;
    if (quality.has("B06")) plan.lines.back().is_bare = true;
    if (quality.has("B08")) plan.total += too_much;
    return plan;
  }

 private:
  static void number_all_first(Plan& plan) {
    for (auto& each : plan.priorities) each.number = 1;
    for (auto& each : plan.lines) each.priority = std::min(each.priority, 1);
  }

  // Year 6 where the school has it, else Year 9.
  static std::optional<std::size_t> stage_of(const Results& results) {
    for (std::size_t stage = 0; stage < results.size(); ++stage)
      if (results[stage][0][0].learners > 0) return stage;
    return std::nullopt;
  }

  BidPlan quality(const DelegatedSchool& given) const {
    BidPlan plan{quality_in(nation_.world, n_, "plan-quality", given.school, given.year), {}};
    auto draws = defects_.at(given.school, static_cast<std::uint32_t>(given.year));
    for (const auto& each : n_.defects)
      if (draws.happens(chance_of(each, plan.quality))) plan.defects.insert(each.id);
    return plan;
  }

  void add_priorities(Plan& plan, std::size_t stage, const std::array<std::array<Reached, 2>, 2>& results, Draws& draws) const {
    constexpr std::array components{"reading", "writing"};
    for (std::size_t i = 0; i < components.size(); ++i) {
      const bool boys = !plan.quality.has("B03") && results[i][1].learners > 0;
      const auto& reached = results[i][boys];
      const auto more = std::min<Whole>(20 + draws.below(50), 1000 - reached.tenths());
      plan.priorities.push_back({.number = static_cast<int>(i) + 1, .words = n_.priorities.at(i), .indicator = (stage == 0 ? "ks2-" : "ks3-") + std::string(components[i]),
                                 .group = boys ? "sex=M" : "all", .reached = reached, .target = reached.tenths() + std::max<Whole>(more, 1)});
    }
  }

  void add_lines(Plan& plan, Whole money, Draws& draws) const {
    const auto count = n_.fewest_activities + static_cast<int>(draws.below(static_cast<std::uint32_t>(1 + n_.most_activities - n_.fewest_activities)));
    const auto& linked = n_.activities;
    const auto last = linked.size() - 1, first = static_cast<std::size_t>(draws.below(static_cast<std::uint32_t>(last)));
    std::vector<Whole> weights;
    for (int i = 0; i < count; ++i) {
      const bool unlinked = draws.happens(n_.unlinked);
      const auto& of = unlinked ? linked[last] : linked[(first + static_cast<std::size_t>(i)) % last];
      plan.lines.push_back({.of = &of, .priority = unlinked ? 0 : 1 + i % 2, .people = 2 + static_cast<int>(draws.below(10))});
      weights.push_back(2 + draws.below(6));
    }
    const auto costs = stats::largest_remainder<Whole>(money, weights).value();
    for (std::size_t i = 0; i < costs.size(); ++i) {
      plan.lines[i].cost = costs[i];
      plan.lines[i].days = 1 + static_cast<int>(double(costs[i]) / n_.pence_of_a_day);
    }
    plan.total = money;
  }

  const Nation& nation_;
  const PlanNumbers& n_;
  RandomStream stream_, defects_;
};

class PlanWriter {
 public:
  explicit PlanWriter(const World& world) : first_year_(world.settings.delegation.first_year) {}

  // `settled`: the day on which what stands in the files last was handed in.
  void plan(const Plan& plan, Date settled) {
    plans_ << plan.id << plan.version << fund << financial_year_text(plan.year) << plan.school << (plan.version > 1 ? after(plan.handed_in, 10) : plan.handed_in) << review(plan)
           << pounds_text(plan.total) << comment(plan.quality.quality) << after(settled, 7) << after(settled, 14) << "What the plan says here is what the grade follows.";
    for (const bool harder : {false, false, true, false}) plans_ << grade(plan.quality.quality, harder);
    plans_ << after(settled, 17) << after(settled, 20);
    plans_.end();
    for (const auto& each : plan.priorities) priority(plan, each);
    for (std::size_t i = 0; i < plan.lines.size(); ++i) line(plan, i);
  }

  void write(Output& output) const {
    const auto put = [&](const char* name, const CsvRows& rows) { output.write({std::string("money/") + name + ".csv", name, "", "", 0, rows.rows(), ""}, rows.text()); };
    put("plans", plans_);
    put("plan_priorities", priorities_);
    put("plan_lines", lines_);
  }

 private:
  static const char* grade(BidQuality quality, bool harder) {
    if (quality == BidQuality::good) return harder ? "meets" : "exceeds";
    if (quality == BidQuality::typical) return harder ? "partly" : "meets";
    return harder ? "not-yet" : "partly";
  }

  static const char* comment(BidQuality quality) {
    if (quality == BidQuality::good) return "Groups, baselines and targets are clear. We look at them together in February.";
    return quality == BidQuality::typical ? "Say next year which learners gain and how you know." : "The link to the development plan is thin. I come in the autumn to talk about it.";
  }

  std::string review(const Plan& plan) const {
    const bool copied = plan.quality.has("B10") && plan.year > first_year_;
    const auto before = financial_year_text(copied ? plan.year - 2 : plan.year - 1);
    if (plan.quality.quality == BidQuality::good) return "In " + before + " results rose where two teachers of a year group took part together. This year nobody goes alone.";
    return "In " + before + " all activities took place and staff were pleased with them.";
  }

  void priority(const Plan& plan, const Priority& each) {
    priorities_ << plan.id << plan.version << each.number << each.words;
    if (!each.has_outcome) priorities_.blank(6);
    else
      priorities_ << each.group << each.indicator << each.reached.learners << (each.has_baseline ? tenths_text(each.reached.tenths()) : std::string())
                  << tenths_text(each.target) << Date(plan.year + 1, 8, 31);
    priorities_.end();
  }

  void line(const Plan& plan, std::size_t at) {
    const auto& line = plan.lines[at];
    const auto& of = *line.of;
    lines_ << plan.id << plan.version << static_cast<int>(at + 1) << of.title + " (" + std::to_string(at + 1) + ")";
    if (line.priority == 0) lines_ << "" << of.reason;
    else lines_ << line.priority << "";
    lines_ << of.serves;
    if (line.is_bare) lines_.blank(4);
    else lines_ << of.purpose << of.activity << line.people << line.days;
    lines_ << pounds_text(line.cost) << (line.is_bare ? std::string() : of.outcome) << plan.priorities.front().indicator;
    lines_.end();
  }

  int first_year_;
  CsvRows plans_{plans_header}, priorities_{priorities_header}, lines_{lines_header};
};

void add(PlansWritten& written, const Plan& plan, const std::string& authority) {
  written.truths.push_back({plan.id, std::string(word(plan.quality.quality)), {plan.quality.defects.begin(), plan.quality.defects.end()}});
  for (std::size_t i = 0; i < plan.lines.size(); ++i)
    written.lines.push_back({plan.id + "/" + std::to_string(i + 1), plan.school, plan.year, authority, plan.lines[i].cost});
}

}  // namespace plan_files

PlansWritten write_plans(const Nation& nation, const std::vector<DelegatedSchool>& schools, Output& output) {
  using namespace plan_files;
  const PlanMaker maker(nation);
  PlanWriter writer(nation.world);
  PlansWritten written;
  std::map<std::uint32_t, Results> results;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const auto& given = schools[i];
    if (i == 0 || schools[i - 1].authority != given.authority || schools[i - 1].year != given.year) results = results_of(nation, given.authority, given.year - 1);
    auto plan = maker.sound(given, results[given.school]);
    if (!plan) continue;
    const bool corrected = plan->is_seen_by_form();
    const auto settled = corrected ? after(plan->handed_in, 10) : plan->handed_in;
    if (corrected) writer.plan(PlanMaker::as_handed_in(*plan), settled);
    plan->version = corrected ? 2 : 1;
    writer.plan(*plan, settled);
    add(written, *plan, nation.world.authorities[given.authority].number);
  }
  if (!written.truths.empty()) writer.write(output);
  return written;
}

}  // namespace potensial::demonstration
