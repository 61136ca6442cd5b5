#include "service/scope_schools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

// Three schools in two authorities; a cluster of the first two schools until 2009, a consortium of both authorities.
class ScopeSchoolsTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder);
    {
      auto first = Home::open(folder, definitions, 1).value();
      store::Transaction transaction(first.ledger());
      const std::vector<Organisation> bodies{{.id = "cluster-1", .kind = OrganisationKind::cluster, .name = {"Bryn", "Bryn"}, .authority = "660"},
                                             {.id = "together", .kind = OrganisationKind::consortium, .name = {"Together", "Ynghyd"}},
                                             {.id = "far", .kind = OrganisationKind::consortium, .name = {"Far", "Pell"}}};
      store::put_organisations(first.ledger(), bodies);
      const Date last(2009, 8, 31);
      const std::vector<Membership> members{{"6600001", "cluster-1", {}, last, "test"}, {"6600002", "cluster-1", {}, last, "test"},
                                            {"660", "together", {}, {}, "test"}, {"661", "together", {}, {}, "test"},
                                            {"679", "far", {}, {}, "test"}};
      store::put_memberships(first.ledger(), members);
      transaction.commit();
    }
    home.emplace(Home::open(folder, definitions, 1).value());
    cohort.schools = {"6600001", "6600002", "6610001"};
    cohort.authorities = {"660", "661"};
    cohort.school_authority = {0, 0, 1};
  }
  void TearDown() override {
    home.reset();
    fs::remove_all(folder);
  }

  std::vector<std::uint32_t> schools(std::string_view scope, int summer) {
    return schools_in_scope(*home, cohort, scope, AcademicYear{static_cast<std::int16_t>(summer)});
  }
  std::vector<std::string> bodies(int summer) {
    std::vector<std::string> ids;
    for (const auto* body : bodies_of_schools(*home, cohort, AcademicYear{static_cast<std::int16_t>(summer)})) ids.push_back(body->id);
    return ids;
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-scope-schools-test-" + std::to_string(::getpid()));
  catalogue::Catalogue definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  std::optional<Home> home;
  Cohort cohort;
};

}  // namespace

TEST_F(ScopeSchoolsTest, ABodySpeaksForTheSchoolsAndAuthoritiesThatBelongToItOnTheDay) {
  EXPECT_THAT(schools("660", 2009), ElementsAre(0, 1));
  EXPECT_THAT(schools("6610001", 2009), ElementsAre(2));
  EXPECT_THAT(schools("together", 2009), ElementsAre(0, 1, 2));
  EXPECT_THAT(schools("cluster-1", 2009), ElementsAre(0, 1));
  EXPECT_THAT(schools("cluster-1", 2010), IsEmpty());
}

TEST_F(ScopeSchoolsTest, BodiesWithoutSchoolsHereAreLeftOut) {
  EXPECT_THAT(bodies(2009), ElementsAre("cluster-1", "together"));
  EXPECT_THAT(bodies(2010), ElementsAre("together"));
}

}  // namespace potensial::service
