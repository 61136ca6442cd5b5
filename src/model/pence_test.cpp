#include "model/pence.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace potensial {
namespace pence_test {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

std::string code(const Result<Pence>& amount) { return amount ? "" : amount.error().code; }

TEST(Pence, IsWrittenInPoundsWithThousandsAndItsSign) {
  EXPECT_EQ(text(Pence{123456700}), "£1,234,567.00");
  EXPECT_EQ(text(Pence{-83178}), "−£831.78");
  EXPECT_EQ(text(Pence{5}), "£0.05");
  EXPECT_EQ(text(Pence{100000}), "£1,000.00");
  EXPECT_EQ(text(Pence{most}), "£92,233,720,368,547,758.07");
  EXPECT_EQ(text(Pence{least}), "−£92,233,720,368,547,758.08");
  EXPECT_EQ(signed_text(Pence{670434}), "+£6,704.34");
  EXPECT_EQ(signed_text(Pence{0}), "£0.00");
  EXPECT_EQ(signed_text(Pence{-1}), "−£0.01");
}

TEST(Pence, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(pence("£1,234.56").value(), Pence{123456});
  EXPECT_EQ(pence("1234.5").value(), Pence{123450});
  EXPECT_EQ(pence("1,234").value(), Pence{123400});
  EXPECT_EQ(pence("0.07").value(), Pence{7});
  EXPECT_EQ(pence("-£12").value(), Pence{-1200});
  EXPECT_EQ(pence("39,300,000.00").value(), Pence{3930000000});
}

TEST(Pence, ReadsBackWhatItWrites) {
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-99}, std::int64_t{100000000}, std::int64_t{-123456789}, most, least})
    EXPECT_EQ(pence(text(Pence{count})).value(), Pence{count});
}

TEST(Pence, RefusesWhatIsNoAmountOfWholePence) {
  for (const auto* each : {"1.234", "£0.001", "5.0000"}) EXPECT_EQ(code(pence(each)), "money.part-of-a-penny") << each;
  for (const auto* each : {"", "£", "1,23", "12,34.00", "1,234,56", "1234,567", ",123", "1,,234", ".5", "5.", "1e3", " 5", "5 ", "£-5", "--5", "5.x",
                           "1.2.3", "£££", "NaN", "0x10", "1,234,"})
    EXPECT_EQ(code(pence(each)), "money.not-an-amount") << each;
  EXPECT_EQ(code(pence("92233720368547758.08")), "money.too-large");
  EXPECT_EQ(code(pence("99999999999999999999999999")), "money.too-large");
  EXPECT_EQ(pence("-92233720368547758.08").value(), Pence{least});
}

TEST(Pence, Rel3AddsExactlyOrRefuses) {
  EXPECT_EQ(sum(Pence{240000}, Pence{-1}).value(), Pence{239999});
  EXPECT_EQ(difference(Pence{1}, Pence{3}).value(), Pence{-2});
  EXPECT_EQ(sum(std::array{Pence{10}, Pence{20}, Pence{30}}).value(), Pence{60});
  EXPECT_EQ(sum(std::span<const Pence>{}).value(), Pence{0});
  EXPECT_EQ(code(sum(Pence{most}, Pence{1})), "money.too-large");
  EXPECT_EQ(code(sum(Pence{least}, Pence{-1})), "money.too-large");
  EXPECT_EQ(code(difference(Pence{0}, Pence{least})), "money.too-large");
  EXPECT_EQ(code(sum(std::array{Pence{most}, Pence{1}, Pence{-1}})), "money.too-large");
}

}  // namespace pence_test
}  // namespace potensial
