#include "app/http/http_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <boost/json.hpp>

namespace potensial::app {
namespace {

const auto kLogTime = std::chrono::sys_days(std::chrono::year(2009) / 3 / 1) + std::chrono::seconds(61);

TEST(HttpLog, WritesOneObject) {
  const HttpLogLine line{std::chrono::microseconds(1500), "GET", "/cy", 200, 12, "192.0.2.1", ""};
  EXPECT_EQ(json_log_line(line, kLogTime),
            R"({"at":"2009-03-01T00:01:01Z","peer":"192.0.2.1","method":"GET","path":"/cy","status":200,"bytes":12,"microseconds":1500})");
}

TEST(HttpLog, SaysHowManyLinesAreMissing) { EXPECT_EQ(json_line_of_dropped(12, kLogTime), R"({"at":"2009-03-01T00:01:01Z","dropped":12})"); }

TEST(HttpLog, Sec36NothingThatMovesACursorOrTurnsTextReachesTheFile) {
  const std::string hostile[] = {"\x1B[2J\x1B[31m", "a\r\n{\"forged\":1}", std::string("\0", 1), "\u202Eabc\u2066", "\u200E\u200F\u061C", "\u0085\u009B31m",
                                 "\u2028", "\x7F", "\"\\", "Siân Ŵyn 𝔘", "\xFF\x1B broken", "\t"};
  for (const auto& each : hostile) {
    const auto text = json_log_line({.path = each, .note = each}, kLogTime);
    EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) << text;
    if (each[0] == '\xFF') continue;  // no text: it has no one reading
    const auto read = boost::json::parse(text).as_object();
    EXPECT_EQ(read.at("path").as_string(), each);
    EXPECT_EQ(read.at("note").as_string(), each);
  }
}

TEST(HttpLog, Sec36AFaultIsOneLineToo) {
  const auto text = json_fault_line("abcdefgh", "An engine failed: x\r\n{\"forged\":1} \u202E", kLogTime);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) << text;
  const auto read = boost::json::parse(text).as_object();
  EXPECT_EQ(read.at("at").as_string(), "2009-03-01T00:01:01Z");
  EXPECT_EQ(read.at("incident").as_string(), "abcdefgh");
  EXPECT_EQ(read.at("fault").as_string(), "An engine failed: x\r\n{\"forged\":1} \u202E");
}

}  // namespace
}  // namespace potensial::app
