// A fund that nobody foresaw (must-show 6): a copy of the catalogue gets a fund, its guidance, codes, form, stages and formula as
// YAML alone, and its pages, the check of answers and the allocation work with the program as it is.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <map>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "command_line.hpp"
#include "model/pence.hpp"
#include "store/ledger.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace new_fund_case {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* definitions = R"(
- kind: fund
  id: coding-clubs
  version: 1
  name: {en: Coding Clubs Fund, cy: Cronfa Clybiau Codio}
  from: 2010-04-01
  source: "A test"
  example: {themes: 0}
  aim: {en: A club in every cluster., cy: Clwb ym mhob clwstwr.}

- kind: code-set
  id: club-area
  version: 1
  name: {en: Area of coding clubs, cy: Maes clybiau codio}
  source: "A test"
  example: {code: robots, means: robots}
  codes:
    - {code: robots, name: {en: robots, cy: robotiaid}}

- kind: code-set
  id: club-initiative
  version: 1
  name: {en: Initiative of coding clubs, cy: Menter clybiau codio}
  source: "A test"
  example: {code: after-school, means: clubs after school, group: robots}
  codes:
    - {code: after-school, name: {en: clubs after school, cy: clybiau ar ôl ysgol}, group: robots}

- kind: guidance
  id: clubs-2010-11
  version: 1
  name: {en: Coding clubs 2010-11, cy: Clybiau codio 2010-11}
  source: "A test"
  example: {areas: 1}
  fund: coding-clubs
  year: 2010-11
  total: "1,000.00"
  rate: 75
  form: club-bid
  stages: club-bid
  areas: club-area
  initiatives: club-initiative
  most-priorities: 2
  priorities:
    - {id: girls, amount: "600.00", name: {en: girls who code, cy: merched sy’n codio}}
  spend:
    - {code: robots, name: {en: robots, cy: robotiaid}, rule: {en: "One for three learners.", cy: "Un i bob tri dysgwr."}, eligible: true}
  formula:
    - {id: learners, weight: 3}
    - {id: fsm, weight: 2}
    - {id: lump, weight: 5}
  deadlines: {sent: 2010-12-17}

- kind: form
  id: club-bid
  version: 1
  name: {en: Bid for a coding club, cy: Cais am glwb codio}
  from: 2010-04-01
  source: "A test"
  example: {club: "Robots at lunch", club-cost: "15000"}
  sections:
    - id: club
      title: {en: The club, cy: Y clwb}
      questions:
        - {id: club, kind: text, required: true, label: {en: What it is called, cy: Ei enw}}
        - id: club-cost
          kind: money
          required: true
          label: {en: Cost, cy: Cost y clwb}
          checks:
            - {at-most: 20000, sentence: {en: "A club costs at most £200.00.", cy: "Mae clwb yn costio £200.00 ar y mwyaf."}}

- kind: stages
  id: club-bid
  version: 1
  name: {en: Stages of a bid for a club, cy: Camau cais am glwb}
  from: 2010-04-01
  source: "A test"
  example: {path: [send], ends: sent}
  form: club-bid
  start: draft
  states:
    - {id: draft, name: {en: Draft, cy: Drafft}}
    - {id: sent, name: {en: Sent, cy: Wedi’i anfon}, final: true}
  transitions:
    - {id: send, name: {en: Send the bid, cy: Anfon y cais}, from: [draft], to: sent, roles: [headteacher], deadline: sent}
)";

class NewFund : public CommandLine {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder());
    std::filesystem::copy(POTENSIAL_ROOT "/catalogue", catalogue(), std::filesystem::copy_options::recursive);
    ASSERT_TRUE(write_file(catalogue() / "coding-clubs.yaml", definitions));
  }

  std::filesystem::path catalogue() const { return folder() / "catalogue"; }
  Told ask(std::vector<std::string> words) const { return run_in(folder() / "home", std::move(words), catalogue().string()); }
  Told check(const std::string& answers) const {
    EXPECT_TRUE(write_file(folder() / "answers.yaml", answers));
    return ask({"form", "club-bid", "--on", "2010-10-01", "--check", (folder() / "answers.yaml").string()});
  }
};

TEST_F(NewFund, ItsPagesSayWhatTheDefinitionsSay) {
  EXPECT_THAT(ask({"guidance", "coding-clubs"}).out, AllOf(HasSubstr("Coding Clubs Fund"), HasSubstr("2010-11"), HasSubstr("£750.00"), HasSubstr("£250.00"), HasSubstr("75.0%")));
  const auto told = ask({"guidance", "clubs-2010-11", "--json"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, AllOf(HasSubstr("clubs after school"), HasSubstr("One for three learners."), HasSubstr("Send the bid"), HasSubstr("17 December 2010")));
  EXPECT_THAT(told.out, AllOf(HasSubstr("1 priority; at most 2 are allowed."), HasSubstr("Left to local choice: £400.00 (40.0%).")));
  EXPECT_THAT(ask({"guidance"}).out, HasSubstr("coding-clubs"));
}

TEST_F(NewFund, AnswersToItsFormAreChecked) {
  EXPECT_EQ(check("club: Robots at lunch\nclub-cost: 15000\n").status, 0);
  const auto dear = check("club: Robots at lunch\nclub-cost: 20001\n");
  EXPECT_EQ(dear.status, 1);
  EXPECT_THAT(dear.out, HasSubstr("A club costs at most £200.00."));
  EXPECT_THAT(check("club-cost: 15000\n").out, HasSubstr("What it is called"));
}

struct Count {
  std::int64_t learners = 0, entitled = 0;
};

// Of statutory age and on roll at the main registration, counted in the files once more.
std::map<std::string, Count> counted(const std::filesystem::path& census) {
  std::map<std::string, Count> counts;
  for (const auto& each : std::filesystem::directory_iterator(census)) {
    const auto text = read_file(each.path()).value();
    CsvCells file(text);
    const auto& row = file.cells();
    std::map<std::string, std::size_t> at;
    if (file.next())
      for (std::size_t i = 0; i < row.size(); ++i) at.emplace(row[i], i);
    while (file.next()) {
      const int nc_year = std::atoi(std::string(row[at["nc_year"]]).c_str());
      const bool on_roll = row[at["enrolment_status"]] == "C" || row[at["enrolment_status"]] == "M";
      if (!on_roll || nc_year < 1 || nc_year > 11) continue;
      auto& count = counts[each.path().stem().string()];
      ++count.learners;
      count.entitled += row[at["fsm_eligible"]] == "Y";
    }
  }
  return counts;
}

__extension__ using Wide = __int128;

// 100,000 pence x (3/10 learners + 2/10 entitled + 5/10 x 1/22), over one denominator; largest remainders by hand.
std::map<std::string, std::int64_t> by_hand(std::map<std::string, Count> counts) {
  for (int number = 660; number <= 681; ++number) counts[std::to_string(number)];
  std::int64_t learners = 0, entitled = 0;
  for (const auto& [id, count] : counts) {
    learners += count.learners;
    entitled += count.entitled;
  }
  const Wide whole = Wide{220} * learners * entitled;
  std::map<std::string, std::int64_t> pence;
  std::vector<std::pair<Wide, std::string>> remainders;
  std::int64_t left = 100'000;
  for (const auto& [id, count] : counts) {
    const Wide exact = Wide{100'000} * (Wide{66} * count.learners * entitled + Wide{44} * count.entitled * learners + Wide{5} * learners * entitled);
    pence[id] = static_cast<std::int64_t>(exact / whole);
    left -= pence[id];
    remainders.emplace_back(exact % whole, id);
  }
  std::ranges::sort(remainders, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (std::int64_t i = 0; i < left; ++i) ++pence[remainders[static_cast<std::size_t>(i)].second];
  return pence;
}

std::map<std::string, std::int64_t> amounts_in(const std::string& page) {
  std::map<std::string, std::int64_t> amounts;
  const auto parsed = json::parse(page);
  for (const auto& block : parsed.at("blocks").as_array())
    if (block.at("kind").as_string() == "table")
      for (const auto& row : block.at("rows").as_array()) {
        const auto id = std::string(row.at(0).at("link").at("id").as_string());
        amounts[id.substr(0, id.find('-'))] = pence(std::string(row.at(1).at("text").as_string())).value().count;
      }
  return amounts;
}

TEST_F(NewFund, Fnd16ItsMoneyIsAllocatedToThePennyByTheCountsOfTheFiles) {
  const auto files = folder() / "files";
  ASSERT_EQ(ask({"synthesise", "--authorities", "3", "--learners", "9000", "--years", "1", "--seed", "5", "--without-faults", "--out", files.string()}).status, 0);
  ASSERT_EQ(ask({"import", (files / "census").string()}).status, 0);
  auto ledger = store::Ledger::open(folder() / "home/ledger.sqlite").value();
  store::Transaction transaction(ledger);
  const auto person = store::add_person(ledger, {.id = {}, .name = "Officer", .mail = "grants@e.invalid", .roles = {}}).value();
  store::give_role(ledger, person, {.role = "grants-officer", .organisation = "W92000004", .purpose = "", .from = Date(2009, 9, 1), .until = {}});
  transaction.commit();
  const auto told = ask({"--as", "grants@e.invalid", "--json", "see", "fund-allocation", "clubs-2010-11"});
  ASSERT_EQ(told.status, 0) << told.err;
  const auto amounts = amounts_in(told.out), expected = by_hand(counted(files / "census/2010"));
  std::int64_t sum = 0;
  for (const auto& [id, amount] : amounts) sum += amount;
  EXPECT_EQ(sum, 100'000);
  EXPECT_EQ(amounts, expected);
  EXPECT_EQ(ask({"--as", "grants@e.invalid", "--json", "see", "fund-allocation", "clubs-2010-11"}).out, told.out);
}

}  // namespace new_fund_case
}  // namespace potensial::tests
