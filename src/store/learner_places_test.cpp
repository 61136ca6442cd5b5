#include "store/learner_places.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

namespace potensial::store {
namespace learner_places_tests {

namespace fs = std::filesystem;

// A census of its own, written as SQL rows.
class Census {
 public:
  explicit Census(const std::string& rows, const std::string& columns = "learner, school, year, class, load, row") {
    fs::create_directories(folder_);
    connection_.emplace(std::move(DuckdbConnection::on_folders(std::vector{folder_}, 1).value()));
    const auto file = (folder_ / "census.parquet").string();
    EXPECT_TRUE(connection_->run("COPY (SELECT * FROM (VALUES " + rows + ") t(" + columns + ")) TO '" + file + "' (FORMAT parquet)"));
    current_.files = {file};
    current_.loads = {1};
  }
  ~Census() {
    connection_.reset();
    fs::remove_all(folder_);
  }
  LearnerPlaces read() {
    const CurrentFacts facts[] = {current_};
    auto places = LearnerPlaces::read(*connection_, current_, facts, {});
    EXPECT_TRUE(places) << places.error().arguments.front().second;
    return std::move(*places);
  }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("potensial-places-" + std::to_string(::getpid()));
  std::optional<DuckdbConnection> connection_;
  CurrentFacts current_;
};

std::string class_of(const LearnerPlaces& places, int learner) {
  const auto* known = places.class_of(LearnerId(learner));
  return known ? known->id : std::string();
}

TEST(LearnerPlaces, EachLearnerIsInTheClassOfTheNewestCensus) {
  const auto places = Census("(1, '6802801', 2009, '4A', 1, 1), (1, '6802801', 2010, '5A', 1, 2), (2, '6802801', 2010, '5 B', 1, 3)").read();
  EXPECT_EQ(class_of(places, 1), "6802801-2010-5A");
  EXPECT_EQ(class_of(places, 2), "6802801-2010-5_20B");
  EXPECT_EQ(places.classes().size(), 2U);
  EXPECT_EQ(places.class_known("6802801-2010-5_20B")->name, "5 B");
  EXPECT_EQ(places.class_known("6802801-2009-4A"), nullptr);
}

// Whoever was in it stays registered at the school, so that the school finds them.
TEST(LearnerPlaces, AClassOfAnEarlierCensusOfItsSchoolHasEnded) {
  const auto places = Census("(1, '6802801', 2009, '4A', 1, 1), (2, '6802801', 2010, '5A', 1, 2), (3, '6802802', 2009, '4A', 1, 3)").read();
  EXPECT_EQ(class_of(places, 1), "");
  EXPECT_EQ(places.school(LearnerId(1)), "6802801");
  EXPECT_EQ(class_of(places, 3), "6802802-2009-4A") << "the newest of the other school is of 2009";
}

TEST(LearnerPlaces, WhoeverMovedIsInTheClassOfTheNewSchool) {
  const auto places = Census("(1, '6802801', 2010, '6A', 1, 1), (1, '6804001', 2011, '7C', 1, 2), (2, '6802801', 2010, '6A', 1, 3)").read();
  EXPECT_EQ(class_of(places, 1), "6804001-2011-7C");
  EXPECT_EQ(places.learners_in(*places.class_known("6802801-2010-6A")), std::vector{LearnerId(2)});
}

TEST(LearnerPlaces, WithoutAClassThereIsTheSchool) {
  const auto blank = Census("(1, '6802801', 2010, NULL::VARCHAR, 1, 1), (2, '6802801', 2010, '', 1, 2)").read();
  EXPECT_EQ(class_of(blank, 1) + class_of(blank, 2), "");
  EXPECT_EQ(blank.school(LearnerId(1)), "6802801");
  const auto none = Census("(1, '6802801', 2010, 1, 1)", "learner, school, year, load, row").read();
  EXPECT_EQ(class_of(none, 1), "");
  EXPECT_EQ(none.school(LearnerId(1)), "6802801");
  EXPECT_EQ(none.school(LearnerId(9)), "");
}

}  // namespace learner_places_tests
}  // namespace potensial::store
