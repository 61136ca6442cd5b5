#include "service/method_allocate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "catalogue/messages.hpp"

namespace potensial::service {
namespace method_allocate_test {

namespace json = boost::json;

// Ten invented schools; need is learners entitled to free meals.
constexpr const char* kTenSchools =
    "school,learners,need,last-year\nYsgol Pen y Ddôl,318,108,\"£21,300.00\"\nHarbour Road Primary School,512,169,33640\n"
    "Ysgol Gynradd Bryn Eithin,430,120,27450\nSt Elli’s VC Primary School,287,75,19310\nCastle Street Primary School,405,61,26200\n"
    "Ysgol Gymunedol Llanfair,61,9,6340\nYsgol y Wern,96,11,7960\nYsgol Gynradd Llwyncelyn,264,29,17580\n"
    "Ysgol Gynradd Maes y Dre,377,41,24680\nGreenfield Primary School,850,68,55540\n";

AllocateRequest ten_schools() { return {kTenSchools, "240,000", {"learners=50", "lump=10", "need=40"}, {}, {}, {}}; }

json::value answered(const AllocateRequest& request) {
  const auto answer = method_allocate(request);
  return answer ? json::parse(answer->json) : json::value(answer.error().code);
}

std::string code(const AllocateRequest& request) {
  const auto answer = method_allocate(request);
  return answer ? "" : answer.error().code;
}

const MethodTable& table(const MethodAnswer& answer, const char* title) { return *std::ranges::find(answer.tables, title, &MethodTable::title); }

TEST(MethodAllocate, SharesTheMoneyOfTenSchools) {
  const auto document = answered(ten_schools());
  const std::array<std::int64_t, 10> amounts{2800434, 4294568, 3340482, 2238635, 2437468, 568370, 712822, 1522894, 2066276, 4018051};
  const std::array<std::int64_t, 10> changes{670434, 930568, 595482, 307635, -182532, -65630, -83178, -235106, -401724, -1535949};
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    EXPECT_EQ(document.at("receivers").at(i).at("amount"), amounts[i]) << i;
    EXPECT_EQ(document.at("receivers").at(i).at("change"), changes[i]) << i;
  }
  EXPECT_EQ(document.at("gain"), 4);
  EXPECT_EQ(document.at("lose"), 6);
}

TEST(MethodAllocate, SaysWhetherTheMoneyFollowsNeed) {
  const auto document = answered(ten_schools());
  const auto& need = document.at("need");
  EXPECT_EQ(json::serialize(need.at("fifth")), R"(["Ysgol Pen y Ddôl","Harbour Road Primary School"])");
  EXPECT_NEAR(need.at("share_of_need").as_double(), 0.401, 5e-4);
  EXPECT_NEAR(need.at("now").at("share_of_fifth").as_double(), 0.296, 5e-4);
  EXPECT_NEAR(need.at("before").at("share_of_fifth").as_double(), 0.229, 5e-4);
  EXPECT_LT(need.at("by_need").at("index").as_double(), need.at("now").at("index").as_double());
  EXPECT_EQ(need.at("by_need").at("misplaced"), 0.0);
}

TEST(MethodAllocate, SaysHowAFigureArose) {
  const auto answer = method_allocate(ten_schools()).value();
  const auto& row = table(answer, "allocation.working-title").rows[2];
  EXPECT_EQ(std::get<std::string>(row[1]), "£240,000.00 × (50/100 × 430/3,600 + 10/100 × 1/10 + 40/100 × 120/691)");
  EXPECT_EQ(std::get<MethodMoney>(row[2]).amount, Pence{3340482});
}

// Worked example 6 of the inference specification: last year's money, ranked by needy learners for each learner.
TEST(MethodAllocate, ReproducesTheWorkedExampleOfConcentration) {
  const AllocateRequest request{"school,learners,need,last-year\nS01,200,4,3000\nS02,150,6,1500\nS03,90,5,2800\nS04,310,28,4000\nS05,120,13,2600\n"
                                "S06,60,10,900\nS07,240,50,8200\nS08,180,47,6900\nS09,75,25,1200\nS10,140,57,8900\n",
                                "40000", {"need=1"}, {}, {}, {}};
  const auto document = answered(request);
  EXPECT_NEAR(document.at("need").at("before").at("index").as_double(), -0.2584345, 5e-8);
  EXPECT_NEAR(document.at("need").at("by_need").at("index").as_double(), -0.4179435, 5e-8);
  EXPECT_NEAR(document.at("need").at("now").at("index").as_double(), -0.4179435, 1e-6);
  EXPECT_NEAR(document.at("need").at("before").at("misplaced").as_double(), 0.1341327, 5e-8);
}

TEST(MethodAllocate, GivesTheSameWhateverTheSequenceOfRows) {
  const auto pence = [](const char* csv, std::size_t row) {
    return answered({csv, "0.02", {"x=1"}, {}, {}, {}}).at("receivers").at(row).at("amount").as_int64();
  };
  constexpr const char *one = "code,x\nA,1\nB,1\nC,1\n", *other = "code,x\nC,1\nA,1\nB,1\n";
  EXPECT_EQ(pence(one, 0), 1);
  EXPECT_EQ(pence(one, 2), 0);
  EXPECT_EQ(pence(other, 0), 0);
  EXPECT_EQ(pence(other, 1), 1);
}

// By hand: floors of 95.5% of 300, 400, 300 pence are 286.5, 382, 286.5, rounded up 287, 382, 287; 44 are left.
TEST(MethodAllocate, TakesPercentagesAndDecimals) {
  const auto document = answered({"code,index,last-year\nA,0.5,3\nB,0.30,4\nC,0.2,3\n", "10", {}, "95.5", "", ""});
  EXPECT_EQ(document.at("receivers").at(0).at("amount"), 331);
  EXPECT_EQ(document.at("receivers").at(1).at("amount"), 382);
  EXPECT_EQ(document.at("receivers").at(2).at("held"), "floor");
  EXPECT_EQ(document.at("left_to_share"), 331);
  EXPECT_EQ(json::serialize(document.at("receivers").at(1).at("parts")),
            R"([{"column":"index","weight":1,"weights":1,"basis":30,"bases":100,"decimals":2}])");
  const auto damped = answered({"code,index,last-year\nA,0.5,3\nB,0.30,4\nC,0.2,3\n", "10", {}, "", "", "50"});
  EXPECT_EQ(damped.at("receivers").at(0).at("amount"), 400);
  EXPECT_EQ(damped.at("receivers").at(0).at("damped"), true);
  EXPECT_TRUE(damped.at("need").is_null());
}

TEST(MethodAllocate, SaysOfNothingThatItCannotBeToldWhereItGoes) {
  const auto document = answered({"code,learners,need\nA,0,0\nB,5,0\n", "10", {"learners=1"}, {}, {}, {}});
  EXPECT_EQ(document.at("receivers").at(1).at("amount"), 1000);
  EXPECT_TRUE(document.at("need").at("by_need").at("index").is_null());
  EXPECT_TRUE(document.at("receivers").at(0).at("change").is_null());
}

TEST(MethodAllocate, RefusesWhatItCannotRead) {
  const auto with = [](auto change) {
    auto request = ten_schools();
    change(request);
    return code(request);
  };
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& r) { r.total = "much"; }), "money.not-an-amount");
  EXPECT_EQ(with([](auto& r) { r.weights = {"learners"}; }), "allocation.weight-form");
  EXPECT_EQ(with([](auto& r) { r.weights = {"learners=-1"}; }), "allocation.weight-form");
  EXPECT_EQ(with([](auto& r) { r.weights = {"learners=1.5"}; }), "allocation.weight-form");
  EXPECT_EQ(with([](auto& r) { r.weights = {"=1"}; }), "allocation.weight-form");
  EXPECT_EQ(with([](auto& r) { r.weights = {"need=1", "need=2"}; }), "allocation.weight-twice");
  EXPECT_EQ(with([](auto& r) { r.weights = {"staff=1"}; }), "method.unknown-column");
  EXPECT_EQ(with([](auto& r) { r.weights = {"need=0"}; }), "allocation.no-weight");
  EXPECT_EQ(with([](auto& r) { r.floor = "most"; }), "allocation.percent-form");
  EXPECT_EQ(with([](auto& r) { r.cap = "£90"; }), "allocation.percent-form");
  EXPECT_EQ(with([](auto& r) { r.damping = "101"; }), "allocation.percent-range");
  EXPECT_EQ(with([](auto& r) { r.floor = "101"; }), "allocation.floors-exceed-total");
  EXPECT_EQ(with([](auto& r) { r.csv = "school,learners,need\n"; }), "allocation.no-receiver");
  EXPECT_EQ(with([](auto& r) { r.csv = "school,learners,need\nA,1,many\n"; }), "allocation.not-a-number");
}

// Every word of an answer, and every refusal that a person can meet, stands in both languages.
TEST(MethodAllocate, SpeaksBothLanguages) {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  auto request = ten_schools();
  request.floor = "80", request.damping = "90";
  const auto answer = method_allocate(request).value();
  for (const auto language : {Language::en, Language::cy}) {
    for (const auto& remark : answer.remarks) EXPECT_EQ(messages.text(remark.message, remark.arguments, language).find('{'), std::string::npos);
    for (const auto& each : answer.tables)
      for (const auto& column : each.columns) EXPECT_TRUE(messages.has(column)) << column;
  }
  request.csv = "school,learners,need\nA,1,2\nB,x,3\n";
  const auto refused = method_allocate(request).error();
  EXPECT_EQ(messages.text(refused, Language::en),
            "“x” on line 3 of the column “learners” is not a number from 0 with at most six decimals. Correct it; write 0 where there is nothing, and no commas.");
  EXPECT_NE(messages.text(refused, Language::cy), messages.text(refused, Language::en));
}

}  // namespace method_allocate_test
}  // namespace potensial::service
