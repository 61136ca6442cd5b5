#include "catalogue/messages.hpp"

#include <gtest/gtest.h>

namespace potensial::catalogue::messages_tests {

constexpr auto schools =
    "- id: schools\n"
    "  en: '{n, plural, =0 {No schools} one {One school} other {# schools}}'\n"
    "  cy: '{n, plural, zero {Dim ysgolion} one {Un ysgol} two {Dwy ysgol} few {Tair ysgol} many {Chwe ysgol} other {# ysgol}}'\n";

std::string in(const Messages& messages, std::string n, Language language) {
  return messages.format("schools", {{"n", std::move(n)}}, language).value();
}

std::string refusal_of(std::string_view yaml) {
  auto messages = Messages::of(yaml);
  return messages ? "" : messages.error().code;
}

TEST(Messages, ChooseTheWelshPluralForm) {
  const auto messages = Messages::of(schools).value();
  EXPECT_EQ(in(messages, "0", Language::cy), "Dim ysgolion");
  EXPECT_EQ(in(messages, "1", Language::cy), "Un ysgol");
  EXPECT_EQ(in(messages, "2", Language::cy), "Dwy ysgol");
  EXPECT_EQ(in(messages, "3", Language::cy), "Tair ysgol");
  EXPECT_EQ(in(messages, "4", Language::cy), "4 ysgol");
  EXPECT_EQ(in(messages, "6", Language::cy), "Chwe ysgol");
}

TEST(Messages, ChooseTheEnglishPluralForm) {
  const auto messages = Messages::of(schools).value();
  EXPECT_EQ(in(messages, "0", Language::en), "No schools");
  EXPECT_EQ(in(messages, "1", Language::en), "One school");
  EXPECT_EQ(in(messages, "1,284", Language::en), "1,284 schools");
}

TEST(Messages, PrintAnArgumentThatIsNotCountedAsItWasGiven) {
  const auto messages = Messages::of("- {id: a, en: 'School {no}', cy: 'Ysgol {no}'}").value();
  EXPECT_EQ(messages.text("a", {{"no", "6812001"}}, Language::cy), "Ysgol 6812001");
}

TEST(Messages, SayARefusal) {
  const auto messages = Messages::of("- {id: file.empty, en: '{file} is empty.', cy: 'Mae {file} yn wag.'}").value();
  EXPECT_EQ(messages.text(Refusal{Blame::file, "file.empty", {{"file", "plasc.csv"}}}, Language::cy), "Mae plasc.csv yn wag.");
}

TEST(Messages, ShowAnUnknownIdVisibly) {
  const auto messages = Messages::of(schools).value();
  EXPECT_EQ(messages.format("x.y", {}, Language::en).error().code, "message.unknown");
  EXPECT_EQ(messages.text("x.y", {{"n", "3"}}, Language::en), "⟦x.y n=3⟧");
}

TEST(Messages, RefuseAMissingArgumentAndANumberThatIsNone) {
  const auto messages = Messages::of(schools).value();
  EXPECT_EQ(messages.format("schools", {}, Language::en).error().code, "message.argument-missing");
  EXPECT_EQ(messages.format("schools", {{"n", "many"}}, Language::en).error().code, "message.not-a-count");
}

TEST(Messages, RefuseFaultyCatalogues) {
  EXPECT_EQ(refusal_of("- {id: a, en: x}"), "message.language-missing");
  EXPECT_EQ(refusal_of("- {id: a, en: x, cy: y}\n- {id: a, en: x, cy: y}"), "message.duplicate");
  EXPECT_EQ(refusal_of("- {id: a, en: '{n', cy: y}"), "message.bad-pattern");
  EXPECT_EQ(refusal_of("- {id: a, en: '{n}', cy: '{m}'}"), "message.arguments-differ");
  EXPECT_EQ(refusal_of("- {en: x, cy: y}"), "message.bad-entry");
  EXPECT_EQ(refusal_of("- {id: a, en: x, cy: y, fr: z}"), "message.bad-entry");
}

TEST(Messages, TellTheLineOfAFault) {
  auto messages = Messages::of("- {id: a, en: x, cy: y}\n\n- {id: b, en: x}", "m.yaml");
  ASSERT_FALSE(messages);
  EXPECT_EQ(messages.error().arguments[1].second, "m.yaml:3");
}

TEST(Messages, OfTheProductLoadInBothLanguages) {
  const auto messages = Messages::load(POTENSIAL_ROOT "/catalogue/messages");
  ASSERT_TRUE(messages) << messages.error().code << " " << messages.error().arguments.back().second;
  EXPECT_TRUE(messages->has("verdict.low"));
}

}  // namespace potensial::catalogue::messages_tests
