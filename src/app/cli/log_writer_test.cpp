#include "app/cli/log_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <sstream>
#include <vector>

namespace potensial::app::log_writer_tests {

using ::testing::ElementsAre;

class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe(ends_), 0); }
  ~Pipe() {
    close_reader();
    close_writer();
  }
  int writer() const { return ends_[1]; }
  void close_reader() { shut(ends_[0]); }
  void close_writer() { shut(ends_[1]); }

  // What comes until it is enough, or ends, or nothing came for ten seconds.
  template <class Enough>
  std::string read_until(Enough enough) const {
    std::string text;
    char bytes[4096];
    pollfd waiting{ends_[0], POLLIN, 0};
    while (!enough(text) && poll(&waiting, 1, 10'000) > 0) {
      const auto n = read(ends_[0], bytes, sizeof bytes);
      if (n <= 0) break;
      text.append(bytes, static_cast<std::size_t>(n));
    }
    return text;
  }
  std::string read_all() const {
    return read_until([](const std::string&) { return false; });
  }

 private:
  static void shut(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
  int ends_[2] = {-1, -1};
};

std::string said(std::uint64_t n) { return "dropped " + std::to_string(n); }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Lines written, and those said to be dropped.
std::size_t accounted(const std::string& text) {
  std::size_t n = 0;
  for (const auto& line : lines_of(text)) n += line.starts_with("dropped ") ? std::stoul(line.substr(8)) : 1;
  return n;
}

constexpr std::size_t many = 10'000;  // lines of 100 bytes: far more than a pipe holds

void add_many(LogWriter& writer) {
  for (std::size_t i = 0; i < many; ++i) writer.add(std::string(100, 'x'));
}

TEST(LogWriter, WritesLinesInTheirOrderBeforeItEnds) {
  Pipe pipe;
  {
    LogWriter writer(pipe.writer(), said);
    for (const char* each : {"one", "two", "three"}) writer.add(each);
  }
  pipe.close_writer();
  EXPECT_THAT(lines_of(pipe.read_all()), ElementsAre("one", "two", "three"));
}

TEST(LogWriter, WhatWasDroppedIsCountedAsSoonAsThereIsRoom) {
  Pipe pipe;
  LogWriter writer(pipe.writer(), said, 20'000);
  add_many(writer);
  const auto text = pipe.read_until([](const std::string& so_far) { return so_far.ends_with('\n') && accounted(so_far) == many; });
  EXPECT_EQ(accounted(text), many) << "though nothing more is added";
  EXPECT_LT(lines_of(text).size(), 2'000u) << "what the pipe holds, and what may wait";
  EXPECT_TRUE(lines_of(text).back().starts_with("dropped "));
  writer.add("after");
  EXPECT_EQ(pipe.read_until([](const std::string& so_far) { return so_far.ends_with("after\n"); }), "after\n");
}

TEST(LogWriter, EveryLineIsWrittenOrCounted) {
  Pipe pipe;
  std::optional<LogWriter> writer;
  writer.emplace(pipe.writer(), said, 20'000);
  add_many(*writer);
  pipe.close_writer();
  std::thread ending([&] { writer.reset(); });
  EXPECT_EQ(accounted(pipe.read_all()), many);
  ending.join();
}

TEST(LogWriter, EndsThoughNobodyReads) {
  Pipe pipe;
  const auto begin = std::chrono::steady_clock::now();
  {
    LogWriter writer(pipe.writer(), said);
    add_many(writer);
  }
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(taken, std::chrono::seconds(1)) << "its reader has a second";
  EXPECT_LT(taken, std::chrono::seconds(10));
}

TEST(LogWriter, AReaderWhoIsGoneEndsNothing) {
  Pipe pipe;
  pipe.close_reader();
  LogWriter writer(pipe.writer(), said);
  add_many(writer);
}

}  // namespace potensial::app::log_writer_tests
