#include "demonstration/bid_files.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/counter_random.hpp"
#include "demonstration/bid_quality.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/delegation_files.hpp"
#include "demonstration/money_text.hpp"
#include "stats/largest_remainder.hpp"

namespace potensial::demonstration {
namespace bid_files {

using Whole = std::int64_t;

constexpr const char* bids_header = "bid,version,fund,year,authority,handed_in,lead,joint,lead_share,partner,partner_share,need,left_out,no_evaluation_reason,last_year_issues,"
                                    "schools_asked,consultation,total";
constexpr const char* priorities_header = "bid,version,rank,priority,reason";
constexpr const char* lines_header = "bid,version,line,title,priority,area,initiative,purpose,activity,ends,serves,schools,reason,learners,staff,support,cost,group,"
                                     "indicator,baseline,target,date,evaluation";
constexpr const char* assessments_header = "bid,assessor,signed,recommendation,criterion,grade,reason,improvement,owner,by,done";
constexpr const char* awards_header = "bid,proposed,awarded,confirmed,reason,amount";
constexpr const char* funds_header = "fund,year,total";
constexpr const char* guidance_header = "fund,year,area,amount";
constexpr const char* fund = "better-schools-fund";
constexpr Whole fund_percent = 60;
constexpr std::size_t least_priorities = 3, most_priorities = 6, most_schools = 8;
constexpr std::array<const char*, 5> criteria{"need", "outcomes", "priorities", "collaboration", "evaluation"};

Date after(Date day, int days) { return Date(std::chrono::sys_days(day.parts()) + std::chrono::days(days)); }

struct Line {
  const BidLineTemplate* of = nullptr;
  std::string title, purpose, activity, evaluation;
  std::size_t rank = 1;
  Whole cost = 0, baseline = 0, target = 0;   // baseline and target in tenths
  int learners = 0, staff = 0;
  bool has_outcome = true, has_baseline = true;
};

struct Bid {
  std::string id, authority, partner;
  int year = 0, version = 1;
  BidPlan plan;
  Date handed_in;
  bool joint = false;
  int lead_share = 60, partner_share = 40;
  std::string lead, need;
  Whole total = 0;
  std::vector<std::string> schools;      // the neediest
  std::vector<std::pair<std::size_t, std::string>> priorities;   // rank, priority
  std::vector<Line> lines;
};

// Schools of an authority with learners in that January, the one with the largest share of free meals first: the upper half.
std::vector<std::string> neediest(const Nation& nation, std::uint32_t authority, int january) {
  struct Count {
    int learners = 0, entitled = 0;
  };
  std::map<std::string, Count> counts;
  for (const auto* learner : nation.roster.of(january, authority)) {
    const auto& stay = *learner->in_year(january);
    auto& count = counts[nation.world.schools[stay.school].number];
    ++count.learners;
    count.entitled += stay.has(stay_fsm);
  }
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [school, count] : counts) order.emplace_back(-double(count.entitled) / count.learners, school);
  std::ranges::sort(order);
  std::vector<std::string> schools;
  for (std::size_t i = 0; i < (order.size() + 1) / 2 && i < most_schools; ++i) schools.push_back(order[i].second);
  std::ranges::sort(schools);
  return schools;
}

class BidMaker {
 public:
  BidMaker(const Nation& nation) : nation_(nation), n_(nation.world.settings.bids), stream_(nation.world.request.seed, "bids") {}

  // As it would be if nothing were wrong with it that the form sees.
  Bid sound(std::uint32_t authority, int year, Whole money) const {
    auto draws = stream_.at(authority, static_cast<std::uint32_t>(year));
    const auto& number = nation_.world.authorities[authority].number;
    Bid bid{.id = "BSF-" + std::to_string(year) + "-" + number, .authority = number, .partner = number == "661" ? "660" : "661", .year = year,
            .plan = bid_plan(nation_.world, authority, year), .handed_in = {}, .lead = number, .need = {}, .schools = neediest(nation_, authority, year), .priorities = {}, .lines = {}};
    bid.handed_in = Date(year, bid.plan.has("B09") ? 6 : 5, 1 + draws.below(20));
    bid.joint = bid.plan.has("B14") || draws.happens(0.15);
    bid.total = money;
    add_lines(bid, draws);
    add_words(bid, authority);
    return bid;
  }

  // As it was handed in first, with every planted defect that the form sees.
  static Bid as_handed_in(Bid bid) {
    const auto& plan = bid.plan;
    if (plan.has("B01")) bid.lines[0].has_baseline = false;
    if (plan.has("B02")) rank_all_first(bid);
    if (plan.has("B04")) bid.lines[1].has_outcome = false;
    if (plan.has("B06")) bid.lines[2].purpose = bid.lines[2].activity = bid.lines[2].evaluation = "";
    if (plan.has("B08")) bid.total += 10000;
    if (plan.has("B12")) bid.lead = "";
    if (plan.has("B13")) bid.lines[3].evaluation = "";
    if (plan.has("B14")) bid.partner_share -= 10;
    return bid;
  }

 private:
  static void rank_all_first(Bid& bid) {
    for (auto& [rank, words] : bid.priorities) rank = 1;
    for (auto& each : bid.lines) each.rank = 1;
  }

  const BidLineTemplate& of_area(const std::string& area) const { return *std::ranges::find(n_.lines, area, &BidLineTemplate::area); }

  void add_lines(Bid& bid, Draws& draws) const {
    std::vector<Whole> weights;
    for (const double share : n_.shares) weights.push_back(static_cast<Whole>(share));
    const auto costs = stats::largest_remainder<Whole>(bid.total, weights).value();
    const auto& areas = n_.areas_in(bid.year);
    const auto ranks = least_priorities + draws.below(most_priorities - least_priorities + 1);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const auto& of = of_area(areas[i]);
      if (i < ranks) bid.priorities.emplace_back(i + 1, of.priority);
      bid.lines.push_back({.of = &of, .title = of.title, .purpose = of.purpose, .activity = of.activity, .evaluation = {}, .rank = i % ranks + 1, .cost = costs[i]});
      auto& line = bid.lines.back();
      line.baseline = 450 + draws.below(250);
      line.target = line.baseline + 20 + draws.below(60);
      line.learners = 60 + static_cast<int>(draws.below(900));
      line.staff = 4 + static_cast<int>(draws.below(60));
    }
  }

  // What only a reader sees: another grant pays as well, what the guidance does not pay for, words of the year before.
  void add_words(Bid& bid, std::uint32_t authority) const {
    const bool good = bid.plan.quality == BidQuality::good;
    for (auto& line : bid.lines)
      line.evaluation = good ? "Results of these learners are compared with those of like learners in schools that join a year later." : "Everybody who takes part fills in a questionnaire on the last day.";
    if (bid.plan.has("B05")) bid.lines[4].activity += " The same days are paid for by the RAISE grant.";
    if (bid.plan.has("B07")) bid.lines[0].activity += " A course in leadership and management for new head teachers is a part of it.";
    const bool copied = bid.plan.has("B10") && bid.year > nation_.world.settings.delegation.first_year;
    bid.need = need_words(bid.plan.quality, copied ? bid.year - 1 : bid.year) + " The greatest need is in " + std::to_string(neediest(nation_, authority, bid.year).size()) + " schools.";
  }

  static std::string need_words(BidQuality quality, int year) {
    const auto of = financial_year_text(year);
    if (quality == BidQuality::good)
      return "For " + of + " the analysis names the groups that fall short of like learners in every one of the last three years, with baseline, target and day for each line.";
    if (quality == BidQuality::typical) return "For " + of + " results in English are lower than we should like, above all among boys.";
    return "For " + of + " we know our schools and they need this money.";
  }

  const Nation& nation_;
  const BidNumbers& n_;
  RandomStream stream_;
};

// Grades by how good a bid is: what both assessors see alike.
class Assessing {
 public:
  explicit Assessing(const World& world) : stream_(world.request.seed, "bid-grades") {}

  std::vector<std::string> grades(const Bid& bid, std::uint32_t authority) const {
    auto draws = stream_.at(authority, static_cast<std::uint32_t>(bid.year));
    std::vector<std::string> all;
    for (std::size_t i = 0; i < criteria.size(); ++i) all.push_back(grade(bid.plan.quality, draws.uniform()));
    return all;
  }
  // The second assessor differs about one criterion in ten, by a step that asks for nothing more.
  std::string other(const std::string& grade, std::uint32_t authority, int year, std::size_t criterion) const {
    auto draws = stream_.at(1000 + authority * criteria.size() + criterion, static_cast<std::uint32_t>(year));
    if (grade == "below" || !draws.happens(0.1)) return grade;
    return grade == "meets" ? "exceeds" : "meets";
  }

 private:
  static std::string grade(BidQuality quality, double u) {
    const double below = quality == BidQuality::good ? 0 : quality == BidQuality::typical ? 0.35 : 0.8;
    const double exceeds = quality == BidQuality::good ? 0.4 : 0.05;
    return u < below ? "below" : u > 1 - exceeds ? "exceeds" : "meets";
  }
  RandomStream stream_;
};

// What the lines of a bid may cost its owners: the fund pays its part of the whole, and each owner has its share of the whole and so
// nearly of each line. All adds up to the penny.
class OwnerLines {
 public:
  explicit OwnerLines(const Bid& bid) : bid_(bid) {}

  std::vector<PaidLine> all() const {
    std::vector<PaidLine> lines;
    const auto costs = costs_of_owners();
    for (std::size_t owner = 0; owner < costs.size(); ++owner) {
      const auto& payer = owner == 0 ? bid_.lead : bid_.partner;
      for (std::size_t i = 0; i < costs[owner].size(); ++i)
        if (costs[owner][i] > 0) lines.push_back({bid_.id + "/" + std::to_string(i + 1), payer, bid_.year, payer, costs[owner][i]});
    }
    return lines;
  }

 private:
  using Wholes = std::vector<Whole>;

  static Wholes split(Whole whole, const Wholes& weights) { return whole == 0 ? Wholes(weights.size()) : stats::largest_remainder<Whole>(whole, weights).value(); }
  static Whole sum(const Wholes& list) { return std::accumulate(list.begin(), list.end(), Whole{}); }
  static Wholes less(Wholes from, const Wholes& list) {
    for (std::size_t i = 0; i < from.size(); ++i) from[i] -= list[i];
    return from;
  }

  // What the lead has of each.
  Wholes of_lead(const Wholes& lines) const { return split(split(sum(lines), {bid_.lead_share, bid_.partner_share})[0], lines); }

  std::vector<Wholes> costs_of_owners() const {
    Wholes costs;
    for (const auto& line : bid_.lines) costs.push_back(line.cost);
    if (!bid_.joint) return {costs};
    const auto grants = split((sum(costs) * fund_percent + 50) / 100, costs), contributions = less(costs, grants);
    auto lead = of_lead(grants);
    const auto own = of_lead(contributions);
    for (std::size_t i = 0; i < lead.size(); ++i) lead[i] += own[i];
    return {lead, less(costs, lead)};
  }

  const Bid& bid_;
};

class BidWriter {
 public:
  explicit BidWriter(const World& world) : assessing_(world) {}

  void bid(const Bid& bid) {
    bids_ << bid.id << bid.version << fund << financial_year_text(bid.year) << bid.authority << (bid.version > 1 ? after(bid.handed_in, 14) : bid.handed_in) << bid.lead << bid.joint;
    if (bid.joint) bids_ << bid.lead_share << bid.partner << bid.partner_share;
    else bids_.blank(3);
    bids_ << bid.need << "What no group of learners falls short in is left out." << "Last year was not evaluated in a way that could be attached; results of the learners come in September."
          << "Training reached one teacher of each school; this year two go together." << Date(bid.year, 4, 7)
          << "All head teachers were asked, and small schools are given supply cover." << pounds_text(bid.total);
    bids_.end();
    for (const auto& [rank, words] : bid.priorities) priority(bid, rank, words);
    for (std::size_t i = 0; i < bid.lines.size(); ++i) line(bid, i);
  }

  void assessments(const Bid& bid, std::uint32_t authority) {
    const auto grades = assessing_.grades(bid, authority);
    const bool conditional = std::ranges::find(grades, "below") != grades.end();
    for (int assessor = 1; assessor <= 2; ++assessor)
      for (std::size_t i = 0; i < criteria.size(); ++i)
        assessment(bid, assessor, conditional, criteria[i], assessor == 1 ? grades[i] : assessing_.other(grades[i], authority, bid.year, i));
    award(bid, conditional);
  }

  void totals(const std::vector<Bid>& year) {
    Whole total = 0;
    std::map<std::string, Whole> areas;
    for (const auto& bid : year)
      for (const auto& line : bid.lines) total += line.cost, areas[line.of->area] += line.cost;
    funds_ << fund << financial_year_text(year.front().year) << pounds_text(total);
    funds_.end();
    for (const auto& [area, pence] : areas) {
      guidance_ << fund << financial_year_text(year.front().year) << area << pounds_text(pence);
      guidance_.end();
    }
  }

  void write(Output& output) const {
    const auto put = [&](const char* name, const CsvRows& rows) {
      output.write({std::string("money/") + name + ".csv", name, "", "", 0, rows.rows(), ""}, rows.text());
    };
    put("funds", funds_);
    put("guidance", guidance_);
    put("bids", bids_);
    put("bid_priorities", priorities_);
    put("bid_lines", lines_);
    put("assessments", assessments_);
    put("awards", awards_);
  }

 private:
  void priority(const Bid& bid, std::size_t rank, const std::string& words) {
    priorities_ << bid.id << bid.version << static_cast<int>(rank) << words
                << (bid.plan.quality == BidQuality::good ? "The gap is the largest that the analysis found, and it lasts." : "Schools ask for it every year.");
    priorities_.end();
  }

  void line(const Bid& bid, std::size_t at) {
    const auto& line = bid.lines[at];
    const bool everywhere = bid.plan.has("B03");
    lines_ << bid.id << bid.version << static_cast<int>(at + 1) << line.title << static_cast<int>(line.rank) << line.of->area << line.of->initiative << line.purpose << line.activity
           << Date(bid.year + 1, 3, 31) << (everywhere ? "all-schools" : "named-schools");
    if (everywhere) lines_ << "" << "All schools can do with it.";
    else lines_ << joined(bid.schools) << "";
    lines_ << line.learners << line.staff << "capacity" << pounds_text(line.cost);
    outcome(line, bid.year);
    lines_ << line.evaluation;
    lines_.end();
  }

  void outcome(const Line& line, int year) {
    if (!line.has_outcome) return lines_.blank(5);
    lines_ << line.of->group << line.of->indicator << (line.has_baseline ? tenths_text(line.baseline) : std::string()) << tenths_text(line.target) << Date(year + 1, 8, 31);
  }

  static std::string joined(const std::vector<std::string>& schools) {
    std::string all;
    for (const auto& each : schools) all += (all.empty() ? "" : " ") + each;
    return all;
  }

  void assessment(const Bid& bid, int assessor, bool conditional, const char* criterion, const std::string& grade) {
    const auto read = after(bid.handed_in, 14);
    assessments_ << bid.id << assessor << after(read, 7 * assessor) << (conditional ? "conditional" : "award") << criterion << grade
                 << (grade == "below" ? "The bid does not show it." : "The bid shows it, with schools and figures.");
    if (grade != "below") assessments_.blank(4);
    else assessments_ << "Show it with figures of the learners it is for." << "Grants officer of the authority" << after(read, 60) << after(read, 50);
    assessments_.end();
  }

  void award(const Bid& bid, bool conditional) {
    const auto read = after(bid.handed_in, 14);
    Whole amount = 0;
    for (const auto& line : bid.lines) amount += line.cost;
    awards_ << bid.id << after(read, 20) << after(read, 24);
    if (conditional) awards_ << after(read, 55);
    else awards_.blank();
    awards_ << (conditional ? "On condition of the improvements that the assessors require." : "As both assessors recommend.") << pounds_text(amount);
    awards_.end();
  }

  Assessing assessing_;
  CsvRows funds_{funds_header}, guidance_{guidance_header}, bids_{bids_header}, priorities_{priorities_header}, lines_{lines_header}, assessments_{assessments_header},
      awards_{awards_header};
};

}  // namespace bid_files

BidsWritten write_bids(const Nation& nation, Output& output) {
  using namespace bid_files;
  const BidMaker maker(nation);
  BidWriter writer(nation.world);
  BidsWritten written;
  for (const int year : fund_years(nation.world)) {
    const auto shares = fund_shares(nation, year);
    std::vector<Bid> whole;
    for (std::uint32_t a = 0; a < shares.size(); ++a) {
      if (shares[a] == 0) continue;
      whole.push_back(maker.sound(a, year, shares[a]));
      auto& bid = whole.back();
      const bool corrected = bid.plan.is_seen_by_form();
      if (corrected) writer.bid(BidMaker::as_handed_in(bid));
      bid.version = corrected ? 2 : 1;
      writer.bid(bid);
      writer.assessments(bid, a);
      std::ranges::move(OwnerLines(bid).all(), std::back_inserter(written.lines));
      written.truths.push_back({bid.id, std::string(word(bid.plan.quality)), {bid.plan.defects.begin(), bid.plan.defects.end()}});
    }
    if (!whole.empty()) writer.totals(whole);
  }
  if (!written.truths.empty()) writer.write(output);
  return written;
}

}  // namespace potensial::demonstration
