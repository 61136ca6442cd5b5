// Commands as a person runs them, in a home of their own that goes with the test.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/cli/commands.hpp"

namespace potensial::tests {

struct Told {
  int status = 0;
  std::string out, err;  // lines joined: where they break does not matter
};

inline std::string joined_lines(const std::string& text) {
  std::istringstream words(text);
  std::string joined;
  for (std::string word; words >> word;) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

class CommandLine : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& folder() const { return folder_; }

  Told run(std::vector<std::string> words) const { return run_in(folder_ / "home", std::move(words)); }

  static Told run_in(const std::filesystem::path& home, std::vector<std::string> words, const std::string& catalogue = POTENSIAL_ROOT "/catalogue") {
    std::vector<std::string> arguments{"--home", home.string(), "--catalogue", catalogue,
                                       "--lang", "en", "--threads", "1"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::ostringstream out, err;
    const int status = app::run_command_line(arguments, out, err);
    return {status, joined_lines(out.str()), joined_lines(err.str())};
  }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("potensial-commands-test-" + std::to_string(::getpid()));
};

}  // namespace potensial::tests
