// Whether the time of an answer tells what it must not: whether an account exists (SEC-13: the median of 2,000 tries differs by
// less than 5% or 2 ms), and how much of a secret was right (SEC-33: Welch's t of a million comparisons stays below 4.5).
// Both kinds are asked in an order drawn with a fixed seed, so that neither has the quieter half of the run. The slowest tenth
// of the comparisons, which is the machine's, is left out of both kinds alike. Ends with status 1 where the time tells.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "service/accounts.hpp"

using namespace potensial;
using Times = std::array<std::vector<double>, 2>;  // nanoseconds of either kind

namespace {

constexpr std::chrono::sys_seconds start{std::chrono::sys_days{std::chrono::year{2010} / 1 / 15}};

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

template <class Work>
double nanoseconds(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
}

// `ask(kind, try)`: `tries` of each kind.
template <class Ask>
Times timed(std::size_t tries, const Ask& ask) {
  std::vector<int> order(2 * tries);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i % 2);
  std::ranges::shuffle(order, std::mt19937_64(1));
  Times times;
  for (std::size_t i = 0; i < order.size(); ++i) times[order[i]].push_back(nanoseconds([&] { ask(order[i], i); }));
  return times;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

// In a folder of its own, with the cost of real passwords; quarters of an hour apart, so that nobody has to wait.
Times of_signing_in(const std::filesystem::path& folder, std::size_t tries) {
  auto ledger = store::Ledger::open(folder / "ledger.sqlite").value();
  const auto person = store::add_person(ledger, {.id = {}, .name = "Nia", .mail = "nia@e.invalid", .roles = {}}).value();
  service::Accounts accounts(std::move(ledger), {}, service::GuessablePasswords({}), random_bytes);
  (void)accounts.choose_password({"192.0.2.1", "", start}, accounts.invite(person, start), "tri chwarter awr i fyny").value();
  return timed(tries, [&](int unknown, std::size_t tried) {
    const auto mail = unknown ? "nobody" + std::to_string(tried) + "@e.invalid" : std::string("nia@e.invalid");
    const auto answer = accounts.sign_in({"192.0.2.1", "", start + std::chrono::minutes(20) * (tried + 1)}, mail, "wrong horse entirely");
    if (answer || answer.error().code != "sign-in.wrong") std::abort();
  });
}

Times of_comparing(std::size_t tries) {
  constexpr int together = 20;  // a single one is shorter than the clock can tell
  const auto secret = random_token(random_bytes);
  std::array<std::string, 2> guesses{secret, secret};
  guesses[0].front() ^= 1;
  guesses[1].back() ^= 1;
  return timed(tries / together, [&](int late, std::size_t) {
    for (int i = 0; i < together; ++i)
      if (same_secret(secret, guesses[late])) std::abort();
  });
}

struct Moments {
  double mean = 0, variance_of_mean = 0;
};

Moments moments(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double each : values) sum += each;
  const double count = static_cast<double>(values.size()), mean = sum / count;
  for (const double each : values) squares += (each - mean) * (each - mean);
  return {mean, squares / (count - 1) / count};
}

void leave_out_slow(Times& times) {
  std::vector<double> all(times[0]);
  all.insert(all.end(), times[1].begin(), times[1].end());
  const auto at = all.begin() + static_cast<std::ptrdiff_t>(all.size() * 9 / 10);
  std::ranges::nth_element(all, at);
  for (auto& kind : times) std::erase_if(kind, [slow = *at](double each) { return each > slow; });
}

bool accounts_are_alike(const std::filesystem::path& folder) {
  const auto times = of_signing_in(folder, 2000);
  const double known = median(times[0]) / 1e6, unknown = median(times[1]) / 1e6, apart = std::abs(known - unknown);
  std::printf("signing in, medians of 2,000: wrong password %.2f ms, no account %.2f ms, %.1f%% apart\n", known, unknown, 100 * apart / known);
  return apart < 2 || apart < 0.05 * known;
}

bool comparisons_are_alike() {
  auto times = of_comparing(500'000);
  leave_out_slow(times);
  const auto early = moments(times[0]), late = moments(times[1]);
  const double t = (early.mean - late.mean) / std::sqrt(early.variance_of_mean + late.variance_of_mean);
  std::printf("comparing secrets, a million: first byte wrong %.1f ns, last byte wrong %.1f ns for 20, t = %.1f\n", early.mean, late.mean, t);
  return std::abs(t) < 4.5;
}

}  // namespace

int main() {
  if (sodium_init() < 0) return 2;
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-times-" + random_token(random_bytes));
  std::filesystem::create_directories(folder);
  const bool comparisons = comparisons_are_alike(), accounts = accounts_are_alike(folder);
  std::filesystem::remove_all(folder);
  return comparisons && accounts ? 0 : 1;
}
