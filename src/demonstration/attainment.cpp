#include "demonstration/attainment.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::demonstration {
namespace scoring {

constexpr int first_year = 1991;

double between(const ByStage& stages, int group) {
  constexpr auto at = Attainment::year_groups;
  if (group <= at.front()) return stages.front();
  for (std::size_t k = 1; k < at.size(); ++k)
    if (group <= at[k]) {
      const double part = static_cast<double>(group - at[k - 1]) / (at[k] - at[k - 1]);
      return stages[k - 1] + part * (stages[k] - stages[k - 1]);
    }
  return stages.back();
}

std::size_t nearest_stage(int group) { return group <= 2 ? 0 : group <= 6 ? 1 : group <= 9 ? 2 : 3; }

double half(const Learner& learner) { return learner.is(is_boy) ? -0.5 : 0.5; }

constexpr std::string_view level_words[3][6] = {
    {"W", "W", "1", "2", "3", "3"}, {"NCO3", "2", "3", "4", "5", "5"}, {"NCO3", "3", "4", "5", "6", "7"}};
constexpr double level_numbers[3][6] = {{0, 0, 1, 2, 3, 3}, {1, 2, 3, 4, 5, 5}, {2, 3, 4, 5, 6, 7}};

}  // namespace scoring

Attainment::Attainment(const World& world, const Population& population)
    : world_(world), n_(world.settings.attainment), shock_(world.request.seed, "school-year-shock"),
      noise_(world.request.seed, "key-stage-noise"), tests_(world.request.seed, "test-noise"),
      examinations_(world.request.seed, "examination-noise") {
  interpolate();
  count_meals(population);
}

void Attainment::interpolate() {
  const bool on = world_.request.main_effects;
  const auto of = [&](const ByStage& stages, int group) { return on ? scoring::between(stages, group) : 0; };
  for (int group = first_group; group <= last_group; ++group)
    weights_[static_cast<std::size_t>(group - first_group)] = {
        of(n_.fsm, group), of(n_.school_fsm, group),
        {0, of(n_.action, group), of(n_.action_plus, group), of(n_.statement, group)},
        of(n_.looked_after, group), of(n_.carer, group), of(n_.moved, group), of(n_.youth_offending, group), of(n_.month, group),
        scoring::between(n_.residual, group), scoring::between(n_.drift, group)};
}

void Attainment::count_meals(const Population& population) {
  std::vector<std::array<std::pair<int, int>, 20>> counts(world_.schools.size());
  for (const auto& home : population.by_home)
    for (const auto& learner : home)
      for (int group = first_group; group <= last_group; ++group) {
        const auto& stay = learner.in_group(group);
        const int year = learner.year_of(group) - scoring::first_year;
        if (!stay.on_roll() || year < 0 || year >= 20) continue;
        auto& [all, entitled] = counts[stay.school][static_cast<std::size_t>(year)];
        ++all;
        entitled += stay.has(stay_fsm);
      }
  fsm_share_.resize(world_.schools.size());
  for (std::size_t s = 0; s < counts.size(); ++s)
    for (std::size_t y = 0; y < 20; ++y) {
      const auto [all, entitled] = counts[s][y];
      fsm_share_[s][y] = static_cast<float>(all ? static_cast<double>(entitled) / all : n_.mean_school_fsm);
    }
}

double Attainment::school_fsm(std::uint32_t school, int year) const {
  return fsm_share_[school][static_cast<std::size_t>(std::clamp(year - scoring::first_year, 0, 19))];
}

double Attainment::school_part(const Learner& learner, const Stay& stay, int group, int year) const {
  const auto& school = world_.schools[stay.school];
  const auto& weights = weights_[static_cast<std::size_t>(group - first_group)];
  double sum = school.effect_in(year) + world_.authorities[school.authority].effect +
               weights.school_fsm * (school_fsm(stay.school, year) - n_.mean_school_fsm) +
               n_.shock_spread * shock_.at(stay.school, static_cast<std::uint32_t>(year)).normal();
  const auto& left = learner.in_group(6);
  if (group >= 7 && left.on_roll() && world_.schools[left.school].phase == Phase::primary)
    sum += n_.primary_later * world_.schools[left.school].effect;
  return sum;
}

bool Attainment::was_able(const Learner& learner, int group) const {
  const int stage = static_cast<int>(scoring::nearest_stage(group));
  if (stage == 0 || !groups_->asks_for_able(stage)) return false;
  const int before = year_groups[static_cast<std::size_t>(stage - 1)];
  return learner.in_group(before).on_roll() && key_stage(learner, stage - 1).upper(stage - 1);
}

double Attainment::theta(const Learner& learner, int group) const {
  const auto& stay = learner.in_group(group);
  const auto& w = weights_[static_cast<std::size_t>(group - first_group)];
  const int year = learner.year_of(group);
  double sum = school_part(learner, stay, group, year) + w.residual * stay.residual + w.drift * (year - n_.drift_from);
  const double growth = group >= 10 ? 1 + n_.fsm_growth * (year - n_.drift_from) : 1;
  if (stay.has(stay_fsm)) sum += w.fsm * growth;
  sum += w.provision[static_cast<int>(stay.provision)];
  if (stay.has(stay_looked_after)) sum += w.looked_after;
  if (stay.has(stay_carer)) sum += w.carer;
  if (stay.has(stay_moved)) sum += w.moved;
  if (stay.has(stay_offending)) sum += w.offending;
  sum += w.month * (learner.month - 5.5);
  if (world_.request.main_effects) {
    sum += world_.settings.learners.ethnic[learner.ethnic].effect;
    if (stay.eal) sum += n_.eal[static_cast<std::size_t>(stay.eal - 1)];
  }
  const int stage = static_cast<int>(scoring::nearest_stage(group));
  if (groups_ && (group == 6 || group == 9)) sum += groups_->on_score(learner, stage, year, was_able(learner, group));
  return sum;
}

std::string_view Attainment::level_of(int stage, int subject, double score) const {
  const auto k = static_cast<std::size_t>(stage), s = static_cast<std::size_t>(subject);
  const double cuts[] = {n_.two_below[k], n_.below[k], n_.expected[s][k], n_.above[s][k], n_.two_above[k]};
  std::size_t place = 0;
  while (place < 5 && score >= cuts[place]) ++place;
  return scoring::level_words[k][place];
}

// N, D or A for some of those below the expected level, so that the rates of the level stand.
std::string_view Attainment::code_below(int stage, int, bool statement, double u) const {
  const double below = n_.share_below[static_cast<std::size_t>(stage)];
  const double none = n_.not_awarded / below, absent = n_.absent / below;
  const double disapplied = n_.disapplied / below * (statement ? n_.disapplied_statement : 1) / 2;
  if (u < none) return "N";
  if (u < none + absent) return "A";
  return u < none + absent + disapplied ? "D" : "";
}

KeyStageResult Attainment::key_stage(const Learner& learner, int stage) const {
  const int group = year_groups[static_cast<std::size_t>(stage)], year = learner.year_of(group);
  const auto& stay = learner.in_group(group);
  const auto& school = world_.schools[stay.school];
  auto draws = noise_.at(learner.id, static_cast<std::uint32_t>(stage));
  const double base = theta(learner, group), marked = school.leniency + (stage > 0 ? school.inflation : 0);
  KeyStageResult result;
  double spoken = 0;
  for (int subject = 0; subject < 3; ++subject) {
    const auto s = static_cast<std::size_t>(subject), k = static_cast<std::size_t>(stage);
    const double girl = world_.request.main_effects ? n_.girl[s][k] * scoring::half(learner) : 0;
    const double score = base + girl + n_.noise * draws.normal() + marked;
    const double u = draws.uniform(), lost = draws.uniform();
    if (subject == language) spoken = score;
    auto level = level_of(stage, subject, score);
    if (subject == mathematics && school.under_awards && stage == 0 && level == "3" && lost < world_.settings.groups.under_awarded_share) level = "2";
    if (score < n_.expected[s][k])
      if (const auto code = code_below(stage, subject, stay.provision == Provision::statement, u); !code.empty()) level = code;
    result.level[s] = level;
  }
  const double writing = n_.writing_harder + (learner.is(is_boy) ? n_.writing_boys : 0);
  const double planted = groups_ && stage == 1 ? groups_->on_writing(learner, stage, year) : 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const double own = spoken + n_.component_noise * draws.normal() - (c == 2 ? writing - planted : 0);
    result.component[c] = level_of(stage, language, own);
  }
  double sum = 0;
  for (const auto level : result.level) {
    const auto& words = scoring::level_words[stage];
    const auto* at = std::find(std::begin(words), std::end(words), level);
    sum += at == std::end(words) ? scoring::level_numbers[stage][0] : scoring::level_numbers[stage][at - std::begin(words)];
  }
  result.mean_level = sum / 3;
  if (stage == 0) {   // outcomes of the Foundation Phase: 5 is expected where level 2 was
    constexpr std::string_view outcome[] = {"3", "4", "5", "6"};
    for (std::size_t s = 0; s < 3; ++s) {
      const auto level = result.level[s];
      result.outcome[s] = level == "3" ? outcome[3] : level == "2" ? outcome[2] : level == "1" ? outcome[1] : level == "W" ? outcome[0] : level;
    }
  }
  return result;
}

std::vector<Examination> Attainment::examinations(const Learner& learner) const {
  constexpr std::string_view words[] = {"U", "G", "F", "E", "D", "C", "B", "A", "A*"};
  const auto& stay = learner.in_group(11);
  const double base = theta(learner, 11);
  auto draws = examinations_.at(learner.id);
  std::vector<Examination> all;
  const auto graded = [&](double score, double c, double g) {
    if (score >= c) return words[5 + (score >= c + n_.higher[0]) + (score >= c + n_.higher[1]) + (score >= c + n_.higher[2])];
    if (score < g) return words[0];
    return words[1 + static_cast<int>((score - g) / ((c - g) / 4))];
  };
  constexpr std::string_view core[] = {"ENG", "MAT", "SCI"};
  for (std::size_t s = 0; s < 3; ++s) {
    const double girl = world_.request.main_effects ? n_.girl[s][3] * scoring::half(learner) : 0;
    const double score = base + girl + n_.noise * draws.normal();
    const auto body = draws.below(static_cast<std::uint32_t>(n_.bodies.size()));
    const auto name = s == 0 && world_.schools[stay.school].welsh ? std::string_view("CYM") : core[s];
    all.push_back({name, n_.bodies[body], graded(score, n_.expected[s][3], n_.core_g)});
  }
  const auto count = static_cast<std::uint32_t>(n_.subjects.size());
  std::uint32_t start = draws.below(count), step = draws.below(2) ? 5 : 7;   // both prime to the number of subjects
  for (int k = 0; k < n_.other_subjects; ++k) {
    const double girl = world_.request.main_effects ? n_.other_girl * 2 * scoring::half(learner) : 0;
    const double score = base + girl + n_.other_noise * draws.normal();
    const auto body = draws.below(static_cast<std::uint32_t>(n_.bodies.size()));
    all.push_back({n_.subjects[start], n_.bodies[body], graded(score, n_.other_c, n_.other_g)});
    start = (start + step) % count;
  }
  return all;
}

int Attainment::test_score(const Learner& learner, int group, int test) const {
  const auto& w = weights_[static_cast<std::size_t>(group - first_group)];
  auto draws = tests_.at(learner.id * 2 + static_cast<unsigned>(test), static_cast<std::uint32_t>(group));
  // standardised by age in months: the part of the month of birth is taken out
  const double score = theta(learner, group) - w.month * (learner.month - 5.5) + n_.test_noise * draws.normal();
  const double scaled = 100 + 15 * (score - n_.test_centre) / n_.test_spread;
  return static_cast<int>(std::clamp(std::floor(scaled + 0.5), 70.0, 140.0));
}

}  // namespace potensial::demonstration
