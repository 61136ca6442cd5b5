#include "demonstration/spend_files.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/counter_random.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/money_text.hpp"
#include "stats/largest_remainder.hpp"

namespace potensial::demonstration {
namespace spend_files {

using Whole = std::int64_t;
using Wholes = std::vector<Whole>;

constexpr const char* header = "cost,line,payer,posted,kind,spend,supplier_kind,source,share,amount,document,reverses";
constexpr const char* fund = "better-schools-fund";
constexpr Whole whole_share = 10000, least_of_several = 10000, whole_nation_authorities = 22;

Date after(Date day, int days) { return Date::from_days(day.days() + days); }

struct Share {
  std::string source;
  Whole points = whole_share, pence = 0;
};

struct Cost {
  std::string id;
  Date day;
  std::string kind, spend, supplier, document, reverses;
  std::vector<Share> shares;
};

// Of the nation that many, of a part of it as many in proportion, at least one.
std::size_t scaled(int of_nation, double scale) { return std::max<std::size_t>(1, static_cast<std::size_t>(of_nation * scale + 0.5)); }

// Places of the lines that several sources pay, those of which an invoice stands there again first.
std::vector<std::size_t> of_several(const World& world, const std::vector<PaidLine>& lines) {
  const RandomStream stream(world.request.seed, "spend-sources");
  std::vector<std::pair<double, std::size_t>> drawn;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].pence >= least_of_several) drawn.emplace_back(stream.at(i).uniform(), i);
  std::ranges::sort(drawn);
  drawn.resize(std::min(drawn.size(), scaled(world.settings.spend.of_several_sources, world.scale())));
  std::vector<std::size_t> places;
  for (const auto& each : drawn) places.push_back(each.second);
  return places;
}

// In which much is left, by year; of a single authority in one year alone.
std::set<std::pair<int, std::string>> underspending(const World& world, const std::vector<PaidLine>& lines) {
  const RandomStream stream(world.request.seed, "spend-left");
  std::map<int, std::set<std::pair<double, std::string>>> by_year;
  for (const auto& each : lines) by_year[each.year].emplace(stream.at(std::stoul(each.authority), static_cast<std::uint32_t>(each.year)).uniform(), each.authority);
  std::set<std::pair<int, std::string>> found;
  for (const auto& [year, drawn] : by_year) {
    if (drawn.size() == 1 && year != by_year.rbegin()->first) continue;
    const auto wanted = scaled(world.settings.spend.underspending, double(drawn.size()) / whole_nation_authorities);
    for (const auto& each : std::vector(drawn.begin(), std::next(drawn.begin(), static_cast<std::ptrdiff_t>(std::min(wanted, drawn.size()))))) found.emplace(year, each.second);
  }
  return found;
}

class SpendWriter {
 public:
  SpendWriter(const World& world, const std::vector<PaidLine>& lines)
      : n_(world.settings.spend), lines_(lines), stream_(world.request.seed, "spend"), much_left_(underspending(world, lines)) {
    const auto several = of_several(world, lines);
    several_.insert(several.begin(), several.end());
    twice_.insert(several.begin(), several.begin() + static_cast<std::ptrdiff_t>(std::min(several.size(), scaled(n_.claimed_twice, world.scale()))));
    for (const auto& [year, authority] : much_left_) truth_.underspends.push_back({authority, year});
    truth_.of_several_sources = static_cast<Whole>(several.size());
  }

  void line(std::size_t at) {
    place_ = at;
    number_ = 0;
    ++truth_.lines;
    auto draws = stream_.at(at, static_cast<std::uint32_t>(here().year));
    sources_ = several_.contains(at) ? sources(draws) : std::vector<Share>{{fund}};
    write(cost("plan", Date(here().year, 4, 1), here().pence));
    const auto spent = here().pence - std::llround(double(here().pence) * left(draws));
    const auto parts = draws.happens(0.5) ? split(spent, {6, 4}) : split(spent, {4, 3, 3});
    if (spent > 0 && parts.back() > 0) pay_all(spent, parts, draws);
  }

  SpendTruth written(Output& output) && {
    if (rows_.rows() > 0) output.write({"money/spend.csv", "spend", "", "", 0, rows_.rows(), ""}, rows_.text());
    return std::move(truth_);
  }

 private:
  const PaidLine& here() const { return lines_[place_]; }
  static Wholes split(Whole whole, const Wholes& weights) { return whole == 0 ? Wholes(weights.size()) : stats::largest_remainder<Whole>(whole, weights).value(); }
  std::string next_id() { return here().line + "-" + here().payer + "/" + std::to_string(++number_); }

  double left(Draws& draws) const {
    const double u = draws.uniform();
    if (much_left_.contains({here().year, here().authority})) return n_.much_least + u * (n_.much_most - n_.much_least);
    return 2 * n_.underspend * u;
  }

  // The fund pays half or more, one or two other grants the rest.
  std::vector<Share> sources(Draws& draws) const {
    const auto first = draws.below(static_cast<std::uint32_t>(n_.sources.size()));
    const auto& other = n_.sources[first];
    if (draws.happens(0.5)) return {{fund, 6000}, {other, 4000}};
    return {{fund, 5000}, {other, 3333}, {n_.sources[(first + 1) % n_.sources.size()], 1667}};
  }

  const std::string& any(const std::vector<std::string>& list, Draws& draws) const { return list[draws.below(static_cast<std::uint32_t>(list.size()))]; }

  const std::vector<std::string>& excluded() const {
    const auto* found = &n_.excluded.front().second;
    for (const auto& [from, list] : n_.excluded)
      if (from <= here().year) found = &list;
    return *found;
  }

  // Paid by the fund alone.
  Cost cost(const char* kind, Date day, Whole pence) { return {.id = next_id(), .day = day, .kind = kind, .shares = {{fund, whole_share, pence}}}; }

  Cost bill(const char* kind, Date day, Whole pence, Draws& draws) {
    auto made = cost(kind, day, pence);
    made.spend = any(n_.spend, draws);
    made.supplier = any(n_.supplier_kinds, draws);
    made.document = "Invoice " + made.id;
    return made;
  }

  // The fund pays no more of it than `pence`.
  void share_out(Cost& cost, Whole pence) const {
    Wholes points;
    for (const auto& each : sources_) points.push_back(each.points);
    const auto parts = split(pence * whole_share / points.front(), points);
    cost.shares = sources_;
    for (std::size_t i = 0; i < parts.size(); ++i) cost.shares[i].pence = parts[i];
  }

  void pay_all(Whole spent, const Wholes& parts, Draws& draws) {
    const std::array days{Date(here().year, 10, 8), Date(here().year + 1, 1, 12), Date(here().year + 1, 2, 9)};
    write(bill("commitment", Date(here().year, 9, 18 + draws.below(10)), parts[0], draws));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == 1) write(cost("forecast", Date(here().year, 11, 16 + draws.below(12)), spent));
      pay(after(days[i], static_cast<int>(draws.below(18))), parts[i], i == 0, draws);
    }
  }

  void pay(Date day, Whole pence, bool first, Draws& draws) {
    if (draws.happens(n_.ineligible)) stopped(day, pence, draws);
    auto paid = bill("actual", day, pence, draws);
    share_out(paid, pence);
    write(paid);
    ++truth_.costs;
    if (draws.happens(n_.reversed)) paid = taken_back(paid);
    if (first && twice_.contains(place_)) again(paid);
  }

  void stopped(Date day, Whole pence, Draws& draws) {
    auto made = bill("actual", day, pence, draws);
    made.spend = any(excluded(), draws);
    write(made);
    truth_.stopped.push_back({made.id, "ineligible"});
  }

  // Taken back, and entered anew with the number that was meant; gives what stands then.
  Cost taken_back(const Cost& paid) {
    auto back = paid, anew = paid;
    back.id = next_id();
    back.kind = "reversal";
    back.reverses = paid.id;
    back.day = after(paid.day, 6);
    for (auto& each : back.shares) each.pence = -each.pence;
    write(back);
    anew.id = next_id();
    anew.day = back.day;
    anew.document = "Invoice " + anew.id;
    write(anew);
    ++truth_.reversals;
    return anew;
  }

  // The same invoice once more, all of the part of the fund.
  void again(const Cost& paid) {
    auto made = cost("actual", after(paid.day, 9), paid.shares.front().pence);
    made.spend = paid.spend;
    made.supplier = paid.supplier;
    made.document = paid.document;
    write(made);
    truth_.stopped.push_back({made.id, "claimed-twice"});
  }

  void write(const Cost& cost) {
    for (const auto& share : cost.shares) {
      rows_ << cost.id << here().line << here().payer << cost.day << cost.kind << cost.spend << cost.supplier << share.source << pounds_text(share.points)
            << pounds_text(share.pence) << cost.document << cost.reverses;
      rows_.end();
    }
  }

  const SpendNumbers& n_;
  const std::vector<PaidLine>& lines_;
  RandomStream stream_;
  std::set<std::pair<int, std::string>> much_left_;
  std::set<std::size_t> several_, twice_;
  std::vector<Share> sources_;
  std::size_t place_ = 0;
  int number_ = 0;
  CsvRows rows_{header};
  SpendTruth truth_;
};

}  // namespace spend_files

SpendTruth write_spend(const World& world, const std::vector<PaidLine>& lines, Output& output) {
  spend_files::SpendWriter writer(world, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) writer.line(i);
  return std::move(writer).written(output);
}

}  // namespace potensial::demonstration
