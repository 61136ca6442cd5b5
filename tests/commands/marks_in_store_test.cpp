// Marks of published tables are stored as marks: never a zero, never lost.
#include <filesystem>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/cli/commands.hpp"
#include "service/import_job.hpp"
#include "shared_data.hpp"
#include "store/duckdb_connection.hpp"
#include "store/fact_files.hpp"
#include "store/ledger.hpp"
#include "store/load_store.hpp"

namespace potensial::tests {

namespace fs = std::filesystem;

class MarksInStore : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(home_); }

  std::string imported(const std::string& folder) const {
    std::ostringstream out, err;
    app::run_command_line({"--home", home_.string(), "--catalogue", POTENSIAL_ROOT "/catalogue", "--lang", "en", "import",
                           (shared_data() / folder).string()}, out, err);
    return out.str() + err.str();
  }

  FactTable stored(const std::string& collection, const std::string& query) const {
    auto ledger = store::Ledger::open(home_ / service::ledger_file).value();
    auto connection = store::DuckdbConnection::on_folders(std::vector{home_ / store::facts_folder}, 1).value();
    const auto facts = store::current_facts(ledger, home_, {.collection = collection});
    EXPECT_TRUE(store::create_facts_view(connection, "facts", facts, {}));
    return connection.query(query).value();
  }

  const fs::path home_ = fs::temp_directory_path() / ("potensial-marks-test-" + std::to_string(::getpid()));
};

TEST_F(MarksInStore, SixMarksOfStatsWalesAreKept) {
  POTENSIAL_NEEDS_SHARED_DATA("statswales-excerpts");
  const auto told = imported("statswales-excerpts");
  ASSERT_NE(told.find("+ 0 rejected"), std::string::npos) << told;
  const auto marks = stored("statistic", "SELECT mark, count(*) AS n, count(value) AS valued, count(*) FILTER (value = 0) AS zeros "
                                         "FROM facts WHERE mark IS NOT NULL AND mark <> '' GROUP BY mark ORDER BY mark");
  ASSERT_EQ(marks.rows(), 2u);
  EXPECT_EQ(marks.columns[0].texts()[0], "[c]");
  EXPECT_EQ(marks.columns[1].integers()[0], 4);
  EXPECT_EQ(marks.columns[2].integers()[0], 0) << "a suppressed figure has no value";
  EXPECT_EQ(marks.columns[0].texts()[1], "[t]");
  EXPECT_EQ(marks.columns[1].integers()[1], 2);
  EXPECT_EQ(marks.columns[2].integers()[1], 2) << "a total over what is known keeps its value";
  EXPECT_EQ(marks.columns[3].integers()[0] + marks.columns[3].integers()[1], 0);
}

}  // namespace potensial::tests
