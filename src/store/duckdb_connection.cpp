#include "store/duckdb_connection.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "store/duckdb_given_rows_internal.hpp"
#include "store/duckdb_values_internal.hpp"

namespace potensial::store {

using duckdb_values::engine_failed;

namespace {

// Interrupts the connection unless it is destroyed before the limit.
class QueryDeadline {
 public:
  QueryDeadline(duckdb_connection connection, std::optional<std::chrono::milliseconds> limit) {
    if (limit)
      watch_ = std::jthread([this, connection, limit](std::stop_token stop) { wait(stop, connection, *limit); });
  }
  bool passed() const { return passed_; }

 private:
  void wait(std::stop_token stop, duckdb_connection connection, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, stop, limit, [] { return false; });
    if (stop.stop_requested()) return;
    passed_ = true;
    duckdb_interrupt(connection);
  }

  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::atomic<bool> passed_ = false;
  std::jthread watch_;  // last: joined before what it uses is gone
};

std::string sql_literal(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("''") : std::string(1, letter);
  return quoted + "'";
}

}  // namespace

struct DuckdbConnection::Engine {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  std::optional<std::chrono::milliseconds> limit;
  std::stop_token stop;
  duckdb_values::GivenRows given;  // outlives the database, which knows its place
  bool gives_rows = false;

  ~Engine() {
    if (connection) duckdb_disconnect(&connection);
    if (database) duckdb_close(&database);
  }

  Result<void> prepare(std::string_view sql, std::span<const DuckdbParameter> parameters,
                       duckdb_values::Statement& statement) {
    if (duckdb_prepare(connection, std::string(sql).c_str(), &statement.handle) == DuckDBError)
      return engine_failed(duckdb_prepare_error(statement.handle));
    for (idx_t i = 0; i < parameters.size(); ++i) {
      const auto value = std::visit([](const auto& each) { return duckdb_values::bound(each); }, parameters[i]);
      if (duckdb_bind_value(statement.handle, i + 1, value.handle) == DuckDBError)
        return engine_failed(duckdb_prepare_error(statement.handle));
    }
    return {};
  }

  Result<void> answer(std::string_view sql, std::span<const DuckdbParameter> parameters, duckdb_values::Answer& into) {
    duckdb_values::Statement statement;
    if (auto prepared = prepare(sql, parameters, statement); !prepared) return prepared;
    if (stop.stop_requested()) return refuse(Blame::input, "work.stopped");
    const QueryDeadline deadline(connection, limit);
    const std::stop_callback interrupt(stop, [this] { duckdb_interrupt(connection); });
    if (duckdb_execute_prepared(statement.handle, &into.handle) == DuckDBSuccess) return {};
    if (stop.stop_requested()) return refuse(Blame::input, "work.stopped");
    if (deadline.passed()) return refuse(Blame::input, "store.too-slow");
    return engine_failed(duckdb_result_error(&into.handle));
  }

  Result<void> give(std::span<const FactTable> pieces) {
    given.pieces = pieces;
    if (gives_rows) return {};
    gives_rows = true;
    return duckdb_values::register_given_rows(connection, given);
  }

  Result<void> settings(std::initializer_list<std::string> commands) {
    for (const auto& command : commands) {
      duckdb_values::Answer ignored;
      if (auto done = answer(command, {}, ignored); !done) return done;
    }
    return {};
  }

  static Result<std::unique_ptr<Engine>> start(unsigned threads) {
    auto engine = std::make_unique<Engine>();
    if (duckdb_open(nullptr, &engine->database) == DuckDBError ||
        duckdb_connect(engine->database, &engine->connection) == DuckDBError)
      return engine_failed("the engine did not start");
    if (auto done = engine->settings({fmt::format("SET threads={}", std::max(threads, 1u))}); !done)
      return std::unexpected(done.error());
    return engine;
  }
};

DuckdbConnection::DuckdbConnection(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
DuckdbConnection::DuckdbConnection(DuckdbConnection&&) noexcept = default;
DuckdbConnection& DuckdbConnection::operator=(DuckdbConnection&&) noexcept = default;
DuckdbConnection::~DuckdbConnection() = default;

Result<DuckdbConnection> DuckdbConnection::sealed() { return on_folders({}, 1); }

Result<DuckdbConnection> DuckdbConnection::on_folders(std::span<const std::filesystem::path> folders, unsigned threads) {
  auto engine = Engine::start(threads);
  if (!engine) return std::unexpected(engine.error());
  std::string allowed;
  for (const auto& folder : folders)
    allowed += (allowed.empty() ? "" : ",") + sql_literal(std::filesystem::absolute(folder).string() + "/");
  // Locked last: nothing can be opened again afterwards.
  if (auto done = (*engine)->settings({fmt::format("SET allowed_directories=[{}]", allowed),
                                       "SET parquet_metadata_cache=true",  // files never change under one name
                                       "SET enable_external_access=false", "SET lock_configuration=true"});
      !done)
    return std::unexpected(done.error());
  return DuckdbConnection(std::move(*engine));
}

Result<FactTable> DuckdbConnection::query(std::string_view sql, std::span<const DuckdbParameter> parameters) {
  duckdb_values::Answer answer;
  if (auto done = engine_->answer(sql, parameters, answer); !done) return std::unexpected(done.error());
  return duckdb_values::read_answer(answer.handle);
}

Result<FactTable> DuckdbConnection::query(std::string_view sql, std::initializer_list<DuckdbParameter> parameters) {
  return query(sql, std::span(parameters.begin(), parameters.size()));
}

Result<void> DuckdbConnection::run(std::string_view sql, std::span<const DuckdbParameter> parameters) {
  duckdb_values::Answer ignored;
  return engine_->answer(sql, parameters, ignored);
}

Result<void> DuckdbConnection::run(std::string_view sql, std::initializer_list<DuckdbParameter> parameters) {
  return run(sql, std::span(parameters.begin(), parameters.size()));
}

Result<void> DuckdbConnection::run_over(std::span<const FactTable> pieces, std::string_view sql) {
  if (auto given = engine_->give(pieces); !given) return given;
  return run(sql);
}

Result<void> DuckdbConnection::forget_tables() {
  const auto tables = query("SELECT table_name AS name FROM duckdb_tables()");
  if (!tables) return std::unexpected(tables.error());
  for (const auto& name : tables->find("name")->texts())
    if (auto done = run(fmt::format("DROP TABLE {}", quoted_identifier(name))); !done) return done;
  return {};
}

Result<void> DuckdbConnection::create(std::string_view name, const FactTable& table) {
  std::string columns;
  for (const auto& column : table.columns)
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", quoted_identifier(column.name),
                           duckdb_values::sql_type(column.type));
  if (auto made = run(fmt::format("CREATE OR REPLACE TABLE {} ({})", quoted_identifier(name), columns)); !made)
    return made;
  duckdb_values::Appender appender;
  if (duckdb_appender_create(engine_->connection, nullptr, std::string(name).c_str(), &appender.handle) == DuckDBError)
    return engine_failed(duckdb_appender_error(appender.handle));
  if (auto appended = duckdb_values::append_rows(appender.handle, table); !appended) return appended;
  if (duckdb_appender_close(appender.handle) == DuckDBError)
    return engine_failed(duckdb_appender_error(appender.handle));
  return {};
}

void DuckdbConnection::set_deadline(std::chrono::milliseconds limit) { engine_->limit = limit; }
void DuckdbConnection::stop_with(std::stop_token stop) { engine_->stop = std::move(stop); }

std::string quoted_identifier(std::string_view name) {
  std::string quoted = "\"";
  for (const char letter : name) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + '"';
}

}  // namespace potensial::store
