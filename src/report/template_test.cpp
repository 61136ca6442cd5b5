#include "report/template.hpp"

#include <gtest/gtest.h>

namespace potensial::report::template_tests {

Result<std::string> filled(const std::string& text, const TemplateValues& values) {
  return Template::of(text, "t").value().fill(values);
}

TEST(Template, EscapesTextAndKeepsMarkup) {
  EXPECT_EQ(filled("{{a}}{{{a}}}", {{{"a", std::string("<i>'")}}}).value(), "&lt;i&gt;&#39;<i>'");
}

TEST(Template, RepeatsLists) {
  const std::vector<TemplateValues> names{{{{"n", std::string("x")}}}, {{{"n", std::string("y")}}}};
  EXPECT_EQ(filled("{{#all}}[{{n}}]{{/all}}", {{{"all", names}}}).value(), "[x][y]");
}

TEST(Template, RefusesANameWithoutValue) {
  const auto missing = filled("{{a}}{{b}}", {{{"a", std::string("x")}}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "page.template-value");
  EXPECT_EQ(missing.error().arguments[1].second, "b");
}

TEST(Template, RefusesASectionWithoutValue) {
  EXPECT_FALSE(filled("{{#a}}x{{/a}}", {}));
  EXPECT_EQ(filled("{{^a}}x{{/a}}", {{{"a", false}}}).value(), "x");
}

TEST(Template, RefusesTextThatIsNone) {
  EXPECT_EQ(Template::of("{{#a}}x", "t").error().code, "page.template-bad");
}

}  // namespace potensial::report::template_tests
