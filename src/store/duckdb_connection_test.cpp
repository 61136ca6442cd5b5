#include "store/duckdb_connection.hpp"

#include <filesystem>

#include <stop_token>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {
namespace {

FactTable sample_of_every_type() {
  FactTable table{"assessment", {ValueColumn::of("level", ColumnType::text), ValueColumn::of("score", ColumnType::real),
                                 ValueColumn::of("learner", ColumnType::integer), ValueColumn::of("day", ColumnType::date),
                                 ValueColumn::of("fsm", ColumnType::boolean)}};
  for (std::int64_t i = 0; i < 5000; ++i) {
    if (i % 7 == 0) table.columns[0].push_absent();
    else table.columns[0].push(std::string_view(i % 2 ? "4" : "ŵ with a longer text than twelve bytes"));
    table.columns[1].push(static_cast<double>(i) / 2);
    table.columns[2].push(-i);
    table.columns[3].push(i);
    table.columns[4].push(std::int64_t{i % 3 == 0});
  }
  return table;
}

}  // namespace

TEST(DuckdbConnection, TablesComeBackAsTheyWent) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  const auto sent = sample_of_every_type();
  ASSERT_TRUE(connection->create("marks", sent));
  const auto back = connection->query("SELECT * FROM marks");
  ASSERT_TRUE(back);
  ASSERT_EQ(back->columns.size(), sent.columns.size());
  for (std::size_t i = 0; i < sent.columns.size(); ++i) {
    EXPECT_EQ(back->columns[i].name, sent.columns[i].name);
    EXPECT_EQ(back->columns[i].type, sent.columns[i].type);
    EXPECT_EQ(back->columns[i].present, sent.columns[i].present);
    EXPECT_EQ(back->columns[i].values, sent.columns[i].values);
  }
}

TEST(DuckdbConnection, ForgetsTablesAndMakesThemAnew) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  const auto sent = sample_of_every_type();
  ASSERT_TRUE(connection->create("marks of \"all\"", sent));
  ASSERT_TRUE(connection->create("others", sent));
  ASSERT_TRUE(connection->forget_tables());
  EXPECT_FALSE(connection->query("SELECT * FROM others"));
  const auto left = connection->query("SELECT table_name FROM duckdb_tables()");
  ASSERT_TRUE(left);
  EXPECT_EQ(left->rows(), 0u);
  ASSERT_TRUE(connection->create("others", sent));
  EXPECT_TRUE(connection->query("SELECT * FROM others"));
}

TEST(DuckdbConnection, BindsValuesAndLists) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  const auto answer = connection->query("SELECT $1 AS a, $2 || '!' AS b, len($3) AS c, 6 IN (SELECT unnest($4)) AS d",
                                        {std::int64_t{7}, std::string("x'; DROP"), std::vector<std::string>{"p", "q"},
                                         std::vector<std::int64_t>{5, 6}});
  ASSERT_TRUE(answer) << answer.error().arguments.front().second;
  EXPECT_EQ(answer->columns[0].integers()[0], 7);
  EXPECT_EQ(answer->columns[1].texts()[0], "x'; DROP!");
  EXPECT_EQ(answer->columns[2].integers()[0], 2);
  EXPECT_EQ(answer->columns[3].integers()[0], 1);
}

TEST(DuckdbConnection, SealedReachesNoFile) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  EXPECT_FALSE(connection->query("SELECT * FROM read_csv('/etc/passwd')"));
  EXPECT_FALSE(connection->run("SET enable_external_access=true"));
  EXPECT_FALSE(connection->run("COPY (SELECT 1) TO '/tmp/potensial-sealed.csv'"));
}

TEST(DuckdbConnection, FactsInstanceStaysInItsFolders) {
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-duck's-folder-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto connection = DuckdbConnection::on_folders(std::vector{folder}, 2);
  ASSERT_TRUE(connection);
  ASSERT_TRUE(connection->create("marks", sample_of_every_type()));
  const auto file = (folder / "a.parquet").string();
  const auto doubled = (std::filesystem::temp_directory_path() / ("potensial-duck''s-folder-" + std::to_string(::getpid())) / "a.parquet").string();
  EXPECT_TRUE(connection->run("COPY marks TO '" + doubled + "' (FORMAT parquet)"));
  const auto back = connection->query("SELECT count(*) AS n FROM read_parquet($1)", {std::vector<std::string>{file}});
  ASSERT_TRUE(back) << back.error().arguments.front().second;
  EXPECT_EQ(back->columns[0].integers()[0], 5000);
  EXPECT_FALSE(connection->query("SELECT * FROM read_csv('/etc/passwd')"));
  std::filesystem::remove_all(folder);
}

TEST(DuckdbConnection, AStatementReadsRowsGivenInPieces) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  std::vector<FactTable> pieces;
  std::vector<std::string> words;
  for (const int rows : {1, 3000, 0, 5000}) {
    FactTable piece{"", {ValueColumn::of("number", ColumnType::integer), ValueColumn::of("word", ColumnType::text),
                         ValueColumn::of("share", ColumnType::real), ValueColumn::of("day", ColumnType::date)}};
    for (int row = 0; row < rows; ++row) {
      words.push_back(row % 7 == 3 ? "-" : std::string(words.size() % 30, 'w'));
      piece.columns[0].push(static_cast<std::int64_t>(words.size()));
      if (row % 7 == 3) piece.columns[1].push_absent();
      else piece.columns[1].push(std::string_view(words.back()));
      piece.columns[2].push(0.5 * row);
      piece.columns[3].push(std::int64_t{row});
    }
    pieces.push_back(std::move(piece));
  }
  ASSERT_TRUE(connection->run_over(pieces, "CREATE TABLE kept AS SELECT * FROM given_rows()"));
  const auto kept = connection->query("SELECT number, coalesce(word, '-') AS word, share, day FROM kept ORDER BY number");
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->rows(), words.size());
  EXPECT_EQ(kept->columns[1].texts(), words);
  EXPECT_EQ(kept->columns[2].reals().back(), 0.5 * 4999);
  EXPECT_EQ(kept->columns[3].type, ColumnType::date);
  EXPECT_EQ(kept->columns[3].integers()[3000], 2999);
  ASSERT_TRUE(connection->run_over({&pieces[0], 1}, "INSERT INTO kept SELECT * FROM given_rows()"));
  EXPECT_EQ(connection->query("SELECT count(*) AS n FROM kept")->columns[0].integers()[0], 8002);
}

TEST(DuckdbConnection, StopsAtItsDeadline) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  connection->set_deadline(std::chrono::milliseconds(50));
  const auto answer = connection->query("SELECT sum(a.range * b.range) AS n FROM range(1000000) a, range(1000000) b");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "store.too-slow");
  connection->set_deadline(std::chrono::minutes(1));
  EXPECT_TRUE(connection->query("SELECT 1 AS one"));
}

TEST(DuckdbConnection, StopsWhenItIsAskedTo) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  std::stop_source stop;
  connection->stop_with(stop.get_token());
  EXPECT_TRUE(connection->query("SELECT 1 AS one"));
  const std::jthread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  connection->set_deadline(std::chrono::minutes(5));
  EXPECT_EQ(connection->query("SELECT sum(a.range * b.range) AS n FROM range(1000000) a, range(1000000) b").error().code, "work.stopped");
  EXPECT_EQ(connection->query("SELECT 1 AS one").error().code, "work.stopped");
  connection->stop_with({});
  EXPECT_TRUE(connection->query("SELECT 1 AS one"));
}

TEST(DuckdbConnection, SaysTheEnginesWordsWhenAQueryIsWrong) {
  auto connection = DuckdbConnection::sealed();
  ASSERT_TRUE(connection);
  const auto answer = connection->query("SELECT nothing FROM nowhere");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().blame, Blame::fault);
  EXPECT_NE(answer.error().arguments.front().second.find("nowhere"), std::string::npos);
}

}  // namespace potensial::store
