#include "service/method_suppress.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/file.hpp"
#include "catalogue/disclosure_policies.hpp"

namespace potensial::service {
namespace method_suppress_test {

namespace json = boost::json;

const catalogue::Messages& sentences() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

SuppressRequest worked_example() {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  SuppressRequest request{read_file(POTENSIAL_ROOT "/tests/reference/worked-examples/provision-by-school.csv").value(), {},
                          catalogue::disclosure_policy(catalogue, "statscymru").value()};
  request.columns.identifying = {"school"};
  request.columns.sensitive = {"provision"};
  request.columns.insider = "school";
  request.columns.total_name = {"total", "cyfanswm"};
  return request;
}

std::string refused(const SuppressRequest& request) {
  const auto answer = method_suppress(request, sentences());
  return answer ? "" : answer.error().code;
}

TEST(MethodSuppress, AnswersTheWorkedExample) {
  const auto answer = method_suppress(worked_example(), sentences()).value();
  const auto document = json::parse(answer.said.json).as_object();
  EXPECT_EQ(document.at("hidden").as_int64(), 6);
  EXPECT_EQ(document.at("cells").as_array().size(), 20u);
  const auto& first = document.at("cells").as_array()[0].as_object();
  EXPECT_EQ(json::serialize(first.at("where")), R"({"school":"Afon","provision":"none"})");
  EXPECT_EQ(first.at("count").as_int64(), 41);
  EXPECT_EQ(document.at("cells").as_array()[2].at("count").as_string(), "[c]");
  EXPECT_EQ(document.at("certificate").at("hidden").as_array().size(), 6u);
}

TEST(MethodSuppress, WritesEveryFormWithTheSamePattern) {
  const auto answer = method_suppress(worked_example(), sentences()).value();
  ASSERT_EQ(answer.files.size(), 6u);
  for (const auto& file : answer.files) {
    if (file.name == "manifest.json") continue;
    std::size_t marks = 0;
    for (auto at = file.content.find("[c]"); at != std::string::npos; at = file.content.find("[c]", at + 1)) ++marks;
    EXPECT_EQ(marks, 6u) << file.name;
    EXPECT_EQ(file.content.find("secondary"), std::string::npos) << file.name;
  }
}

TEST(MethodSuppress, RefusesTablesItCannotUse) {
  auto request = worked_example();
  request.columns.sensitive = {"needs"};
  EXPECT_EQ(refused(request), "method.unknown-column");
  request = worked_example();
  request.csv += "total,none,164\n";
  EXPECT_EQ(refused(request), "release.total-differs");
  request = worked_example();
  request.csv += "Derw,other,few\n";
  EXPECT_EQ(refused(request), "release.count-not-whole");
  request = worked_example();
  request.csv = "school,provision,count\n";
  EXPECT_EQ(refused(request), "release.table-empty");
}

}  // namespace method_suppress_test
}  // namespace potensial::service
