#include "demonstration/staff_files.hpp"

#include <algorithm>
#include <cmath>

#include "base/counter_random.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/school_rolls.hpp"

namespace potensial::demonstration {
namespace staff_files {

constexpr std::string_view header = "staff_id,school,phase,role,subject,fte,service_years,welsh_medium";
constexpr int full_time = 100, first_year_of_posts = 2004;

struct Post {
  std::uint32_t school = 0, number = 0;  // number from 0
  int hundredths = full_time;
  std::string_view role, subject = {};

  std::uint64_t entity() const { return std::uint64_t{school} * 1000 + number; }
};

// In whole tenths of full time, given in hundredths.
int wanted_hundredths(const StaffNumbers& n, Phase phase, int learners) {
  const auto tenths = std::lround(10 * learners / n.learners_per_teacher[static_cast<std::size_t>(phase)]);
  return std::max(10 * static_cast<int>(tenths), full_time * n.fewest);
}

std::string_view in_turn(const std::vector<std::string>& subjects, std::uint32_t place) { return subjects[place % subjects.size()]; }

class SchoolPosts {
 public:
  SchoolPosts(const World& world, std::uint32_t school) : world_(world), n_(world.settings.staff), school_(school) {}

  // The last post takes the hours that are left.
  std::vector<Post> all(int learners) const {
    const RandomStream stream(world_.request.seed, "staff-hours");
    std::vector<Post> posts;
    for (int left = wanted_hundredths(n_, world_.schools[school_].phase, learners); left > 0; left -= posts.back().hundredths) {
      Post post{.school = school_, .number = static_cast<std::uint32_t>(posts.size()), .role = {}};
      post.hundredths = std::min(left, hours_of(stream, post));
      posts.push_back(post);
    }
    for (auto& each : posts) place(each, posts.size());
    return posts;
  }

 private:
  int hours_of(const RandomStream& stream, const Post& post) const {
    auto draws = stream.at(post.entity());
    if (post.number == 0 || !draws.happens(n_.part_time)) return full_time;
    return static_cast<int>(n_.part_time_hundredths[draws.below(static_cast<std::uint32_t>(n_.part_time_hundredths.size()))]);
  }

  bool is_secondary() const { return world_.schools[school_].phase == Phase::secondary; }

  void place(Post& post, std::size_t teachers) const {
    const bool has_deputy = teachers >= static_cast<std::size_t>(n_.deputy_from);
    if (post.number == 0) post.role = "head";
    else if (has_deputy && post.number == 1) post.role = "deputy";
    else if (has_deputy && post.number == 2) post.role = "alnco";
    else if (is_secondary()) place_by_subject(post, post.number - (has_deputy ? 3 : 1));
    else place_by_lot(post);
  }

  // The first round of the subjects leads them.
  void place_by_subject(Post& post, std::uint32_t place) const {
    post.role = place < n_.secondary_subjects.size() ? "subject-leader" : "class-teacher";
    post.subject = in_turn(n_.secondary_subjects, place);
  }

  void place_by_lot(Post& post) const {
    auto draws = RandomStream(world_.request.seed, "staff-leaders").at(post.entity());
    const bool leads = draws.happens(n_.subject_leaders);
    post.role = leads ? "subject-leader" : "class-teacher";
    if (leads) post.subject = in_turn(n_.primary_subjects, draws.below(static_cast<std::uint32_t>(n_.primary_subjects.size())));
  }

  const World& world_;
  const StaffNumbers& n_;
  std::uint32_t school_;
};

// The year since which a post has been held by who holds it now.
int held_since(const World& world, const Post& post, int year) {
  const RandomStream stream(world.request.seed, "staff-turnover");
  const auto& n = world.settings.staff;
  const double share = world.schools[post.school].planted == "concern" ? n.turnover_concern : n.turnover;
  while (year > first_year_of_posts && !stream.at(post.entity(), static_cast<std::uint32_t>(year)).happens(share)) --year;
  return year;
}

struct Holder {
  int since = 0, service_before = 0;
  bool welsh = false;
};

Holder holder_of(const World& world, const Post& post, int year) {
  const auto& n = world.settings.staff;
  Holder holder{.since = held_since(world, post, year)};
  auto draws = RandomStream(world.request.seed, "staff-holder").at(post.entity(), static_cast<std::uint32_t>(holder.since));
  const int fewest = post.role == "head" || post.role == "deputy" ? n.fewest_service_of_leaders : 0;
  holder.service_before = fewest + static_cast<int>(draws.below(static_cast<std::uint32_t>(n.most_service - fewest + 1)));
  holder.welsh = draws.happens(world.schools[post.school].welsh ? n.welsh_there : n.welsh_elsewhere);
  return holder;
}

std::string three_digits(std::uint32_t number) { return std::to_string(1000 + number % 1000).substr(1); }

void write_post(const World& world, CsvRows& rows, const Post& post, int year) {
  const auto& school = world.schools[post.school];
  const auto holder = holder_of(world, post, year);
  rows << school.number + "-" + three_digits(post.number + 1) + "-" + std::to_string(holder.since) << school.number << word(school.phase) << post.role << post.subject
       << two_decimals(post.hundredths) << holder.service_before + year - holder.since << holder.welsh;
  rows.end();
}

}  // namespace staff_files

void write_staff(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  using namespace staff_files;
  const auto& world = nation.world;
  CsvRows rows(header);
  for (const auto& [number, roll] : school_rolls(nation, year, authority))
    for (const auto& post : SchoolPosts(world, roll.school).all(roll.learners)) write_post(world, rows, post, year);
  const auto& number = world.authorities[authority].number;
  if (rows.rows() > 0) output.write({"staff/" + std::to_string(year) + "/" + number + ".csv", "staff", number, "", year, rows.rows(), ""}, rows.text());
}

}  // namespace potensial::demonstration
