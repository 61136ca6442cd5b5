#include "demonstration/synthesise.hpp"

#include <algorithm>
#include <cstdio>

#include "base/parallel.hpp"
#include "demonstration/absence_files.hpp"
#include "demonstration/adviser_files.hpp"
#include "demonstration/agency_files.hpp"
#include "demonstration/bid_files.hpp"
#include "demonstration/census_file.hpp"
#include "demonstration/delegation_files.hpp"
#include "demonstration/faults.hpp"
#include "demonstration/organisation_files.hpp"
#include "demonstration/planted_groups.hpp"
#include "demonstration/plan_files.hpp"
#include "demonstration/planted_schools.hpp"
#include "demonstration/result_files.hpp"
#include "demonstration/settings.hpp"
#include "demonstration/spend_files.hpp"
#include "demonstration/staff_files.hpp"
#include "demonstration/strategies.hpp"
#include "demonstration/transfer_files.hpp"
#include "demonstration/truth_file.hpp"

namespace potensial::demonstration {
namespace making_all {

constexpr int first_result_year = 1997, first_census_year = 2002, most_authorities = 220, most_years = 5, learner_transfers = 5000;

bool lies_within(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto inner = std::filesystem::weakly_canonical(path), outer = std::filesystem::weakly_canonical(folder);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Result<void> check(Request& request) {
  const auto refused = [](const char* flag, auto value, auto least, auto greatest) {
    return refuse(Blame::input, "demonstration.out-of-range", {{"flag", flag}, {"value", std::to_string(value)},
                  {"least", std::to_string(least)}, {"greatest", std::to_string(greatest)}});
  };
  if (request.authorities < 1 || request.authorities > most_authorities) return refused("--authorities", request.authorities, 1, most_authorities);
  if (request.years < 1 || request.years > most_years) return refused("--years", request.years, 1, most_years);
  const std::int64_t least = 100 * std::int64_t{request.authorities}, greatest = 30000 * std::int64_t{request.authorities} + 40000;
  if (request.learners < least || request.learners > greatest) return refused("--learners", request.learners, least, greatest);
  std::error_code error;
  if (std::filesystem::exists(request.out, error) && !std::filesystem::is_empty(request.out, error))
    return refuse(Blame::input, "demonstration.folder-not-empty", {{"folder", request.out.string()}});
  if (request.truth.empty()) {
    auto folder = request.out.lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    request.truth = folder.string() + ".truth.json";
  }
  if (lies_within(request.truth, request.out))
    return refuse(Blame::input, "demonstration.truth-inside", {{"file", request.truth.string()}, {"folder", request.out.string()}});
  return {};
}

struct Task {
  int year;
  std::uint32_t authority;
};

void write_task(const Nation& nation, const Absences& absences, Output& output, const Task& task) {
  write_key_stages(nation, output, task.year, task.authority);
  write_examinations(nation, output, task.year, task.authority);
  if (task.year >= std::min(first_census_year, nation.world.request.first_year())) write_census(nation, output, task.year, task.authority);
  if (task.year < nation.world.request.first_year()) return;
  write_tests(nation, output, task.year, task.authority);
  write_attendance(nation, absences, output, task.year, task.authority);
  write_exclusions(nation, absences, output, task.year, task.authority);
  write_school_transfers(nation, absences, output, task.year, task.authority);
  write_staff(nation, output, task.year, task.authority);
  write_adviser_visits(nation, output, task.year, task.authority);
}

// Beside the data and never in them.
Result<void> write_truth(const std::filesystem::path& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool written = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (!file || (std::fclose(file) != 0) || !written) return refuse(Blame::file, "demonstration.cannot-write", {{"file", path.string()}});
  return {};
}


std::vector<Task> tasks_of(const World& world) {
  std::vector<Task> tasks;
  for (int year = Request::last_year; year >= first_result_year; --year)
    for (std::uint32_t a = 0; a < world.authorities.size(); ++a) tasks.push_back({year, a});
  return tasks;
}

std::int64_t on_roll(const World& world, const Roster& roster) {
  std::int64_t count = 0;
  for (std::uint32_t a = 0; a < world.authorities.size(); ++a) count += static_cast<std::int64_t>(roster.of(Request::last_year, a).size());
  return count;
}

}  // namespace making_all

Result<Made> synthesise(const catalogue::Catalogue& catalogue, Request request) {
  using namespace making_all;
  if (auto sound = check(request); !sound) return std::unexpected(sound.error());
  const auto settings = read_settings(catalogue);
  if (!settings) return std::unexpected(settings.error());
  auto world = make_world(request, *settings);
  const auto planted = plant_schools(world, request.schools);
  auto population = live(world);
  if (auto numbered = allocate_upns(world, population); !numbered) return std::unexpected(numbered.error());
  Attainment attainment(world, population);
  PlantedGroups groups(world, request.groups);
  attainment.plant(&groups);
  groups.count(population, attainment);
  const Roster roster(world, population, first_result_year);
  Output output(request.out);
  const Nation nation{world, population, roster, attainment};
  const Absences absences(world);
  write_organisations(world, output);
  const auto tasks = tasks_of(world);
  parallel_for(tasks.size(), request.threads, [&](std::size_t i) { write_task(nation, absences, output, tasks[i]); });
  write_learner_transfers(nation, output, static_cast<int>(learner_transfers * world.scale() + 0.5));
  write_agencies(nation, output);
  write_inspections(world, planted, output);
  const auto delegations = write_delegation(nation, output);
  auto bids = write_bids(nation, output);
  const auto plans = write_plans(nation, delegations.schools, output);
  bids.lines.insert(bids.lines.end(), plans.lines.begin(), plans.lines.end());
  const auto spend = write_spend(world, bids.lines, output);
  const Strategies strategies(nation);
  write_strategies(nation, strategies, output);
  const auto faults = request.faults ? write_faults(nation, output) : std::vector<PlantedFault>{};
  auto manifest = output.finish();
  if (!manifest) return std::unexpected(manifest.error());
  const auto truth = truth_json(world, population, groups, {planted, delegations.truths, bids.truths, plans.truths, spend, strategies.reach(), faults}, *manifest);
  if (auto written = write_truth(request.truth, truth); !written) return std::unexpected(written.error());
  Made made{.schools = static_cast<std::int64_t>(world.schools.size()), .authorities = request.authorities,
            .manifest_sha256 = *manifest, .out = request.out, .truth = request.truth};
  made.learners = on_roll(world, roster);
  made.files = static_cast<std::int64_t>(output.rows().size());
  for (const auto& row : output.rows()) made.rows += row.rows;
  return made;
}

}  // namespace potensial::demonstration
