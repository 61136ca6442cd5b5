#include "form/written_answers.hpp"

#include <gtest/gtest.h>

#include "catalogue/yaml.hpp"
#include "form/problems.hpp"

namespace potensial::form {
namespace written_answers_tests {

Form form_of_two() {
  Question cost{.id = "cost", .kind = QuestionKind::money};
  Question lines{.id = "lines", .kind = QuestionKind::part};
  lines.most = 3;
  lines.questions = {cost};
  Question joint{.id = "joint", .kind = QuestionKind::yes_no};
  return {.id = "f", .version = 1, .name = {}, .sections = {{.id = "s", .title = {}, .hint = {}, .questions = {joint, lines}}}};
}

Answers read(const std::string& yaml) { return written_answers(form_of_two(), catalogue::yaml_members(yaml, "a.yaml").value()); }

std::vector<std::string> places(const Answers& answers) {
  std::vector<std::string> found;
  for (const auto& each : problems_of(form_of_two(), answers)) found.push_back(each.path.text());
  return found;
}

TEST(WrittenAnswers, ReadsYamlAndJsonAlike) {
  const Answers expected{{{"joint", true}, {"lines", Parts{{{{"cost", std::int64_t{8'400'000}}}}, {{{"cost", std::int64_t{5}}}}}}}};
  EXPECT_EQ(read("joint: 'yes'\nlines:\n  - {cost: '£84,000.00'}\n  - {cost: 5}\n"), expected);
  EXPECT_EQ(read("{\"joint\": \"yes\", \"lines\": [{\"cost\": \"£84,000.00\"}, {\"cost\": 5}]}"), expected);
}

TEST(WrittenAnswers, MoneyWithAPointIsInPounds) {
  const auto cost = [](const std::string& written) { return read("lines: [{cost: " + written + "}]\n").parts("lines").front().values.at("cost"); };
  EXPECT_EQ(cost("'500.00'"), Answer(std::int64_t{50'000}));
  EXPECT_EQ(cost("500.00"), Answer(std::int64_t{50'000}));
  EXPECT_EQ(cost("'£500'"), Answer(std::int64_t{50'000}));
  EXPECT_EQ(cost("500"), Answer(std::int64_t{500}));
}

TEST(WrittenAnswers, LosesNothingThatDoesNotFit) {
  EXPECT_EQ(places(read("joint: perhaps\nlines: [{cost: much, price: 3}]\nspare: x\n")),
            (std::vector<std::string>{"joint", "lines/1/cost", "lines/1/price", "spare"}));
  EXPECT_EQ(places(read("joint: [1, 2]\nlines: [7]\n")), (std::vector<std::string>{"joint", "lines/1/"}));
  EXPECT_EQ(places(read("")), std::vector<std::string>{});
}

TEST(WrittenAnswers, ATreeWithoutNamesIsRefusedWithItsLine) {
  EXPECT_EQ(catalogue::yaml_members("- a\n", "a.yaml").error().code, "catalogue.no-members");
  EXPECT_EQ(catalogue::yaml_members("a: [", "a.yaml").error().code, "catalogue.bad-yaml");
}

}  // namespace written_answers_tests
}  // namespace potensial::form
