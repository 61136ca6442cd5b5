// Where tests find the shared research data, which are not part of the project: beside the checkout, or
// where POTENSIAL_SHARED says. A test that needs them skips with a message when they are absent.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace potensial::tests {

inline std::filesystem::path shared_data() {
  const char* told = std::getenv("POTENSIAL_SHARED");
  return (told ? std::filesystem::path(told) : std::filesystem::path(POTENSIAL_ROOT) / ".." / "shared") / "data";
}

}  // namespace potensial::tests

#define POTENSIAL_NEEDS_SHARED_DATA(folder)                                               \
  if (!std::filesystem::exists(potensial::tests::shared_data() / (folder)))               \
  GTEST_SKIP() << "needs the shared data folder " << (folder) << ", which is not beside this checkout"
