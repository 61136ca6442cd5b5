// A service that was killed while it printed left the page, with whoever stands on it, in the folder for temporary files.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "service/pdf_printer.hpp"
#include "temporary_files.hpp"

namespace potensial::issues {
namespace left_pdf {

namespace fs = std::filesystem;

std::size_t pages_in(const fs::path& folder) {
  return std::size_t(std::ranges::count_if(fs::directory_iterator(folder), [](const auto& each) { return fs::exists(each.path() / "page.html"); }));
}

// Ends when `is_so` does, or after 30 seconds.
bool becomes(const std::function<bool()>& is_so) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!is_so() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return is_so();
}

// A program that is being started holds what its starter held until it runs: for a moment the killed service's page too.
bool is_removed_by_printing(const fs::path& folder) {
  return becomes([&] { return service::PdfPrinter().works() && pages_in(folder) == 0; });
}

// Of a program of its own, killed as soon as its page is written.
void print_and_be_killed(const fs::path& folder) {
  const pid_t printing = fork();
  if (printing == 0) {
    (void)service::PdfPrinter().pdf_of("<!DOCTYPE html><title>Ysgol</title>");
    _exit(0);
  }
  EXPECT_TRUE(becomes([&] { return pages_in(folder) == 1; }));
  kill(printing, SIGKILL);
  waitpid(printing, nullptr, 0);
}

}  // namespace left_pdf

TEST(PdfLeftByAKilledService, IsRemovedByTheNextThatPrints) {
  const TemporaryFiles temporaries;
  if (!service::PdfPrinter().works()) GTEST_SKIP() << "no browser that prints here";
  left_pdf::print_and_be_killed(temporaries.folder());
  ASSERT_EQ(left_pdf::pages_in(temporaries.folder()), 1U);
  EXPECT_TRUE(left_pdf::is_removed_by_printing(temporaries.folder()));
}

// Anybody may put a link among the temporary files.
TEST(PdfLeftByAKilledService, ALinkToOurOwnFilesIsNotFollowed) {
  const TemporaryFiles temporaries;
  if (!service::PdfPrinter().works()) GTEST_SKIP() << "no browser that prints here";
  const auto kept = temporaries.folder() / "kept";
  std::filesystem::create_directory(kept);
  std::ofstream(kept / "page.html") << "ours";
  std::filesystem::create_symlink(kept, temporaries.folder() / "potensial-pdf-abcdef");
  EXPECT_TRUE(service::PdfPrinter().works());
  EXPECT_TRUE(std::filesystem::exists(kept / "page.html"));
}

}  // namespace potensial::issues
