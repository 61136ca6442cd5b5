// One in-memory DuckDB instance and a connection to it: the engine that reads Parquet and evaluates
// expressions. It never owns a database file.
//
// Two kinds are made. A *facts* instance may read and write inside the folders it is opened with and
// nowhere else; text written by users never reaches it. A *sealed* instance has no access to files at
// all and is fed from memory. Values are bound, never concatenated. One connection serves one thread at
// a time; open several for several threads. Failures of the engine are refusals with Blame::fault and
// the engine's own words.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "model/column.hpp"

namespace potensial::store {

// A bound value; lists serve `read_parquet($1)` and `x in (select unnest($1))`.
using DuckdbParameter =
    std::variant<std::int64_t, double, std::string, std::vector<std::string>, std::vector<std::int64_t>>;

class DuckdbConnection {
 public:
  static Result<DuckdbConnection> sealed();
  // Folders must exist. `threads` bounds the engine's own parallelism.
  static Result<DuckdbConnection> on_folders(std::span<const std::filesystem::path> folders, unsigned threads);

  DuckdbConnection(DuckdbConnection&&) noexcept;
  DuckdbConnection& operator=(DuckdbConnection&&) noexcept;
  ~DuckdbConnection();

  // Rows of one SELECT as columns named as the query names them. Whole numbers of up to 64 bits come as
  // integers (unsigned 64-bit ones as their bits), DATE as days, the rest of the numbers as reals.
  Result<FactTable> query(std::string_view sql, std::span<const DuckdbParameter> parameters = {});
  Result<FactTable> query(std::string_view sql, std::initializer_list<DuckdbParameter> parameters);
  Result<void> run(std::string_view sql, std::span<const DuckdbParameter> parameters = {});
  Result<void> run(std::string_view sql, std::initializer_list<DuckdbParameter> parameters);

  // Runs one statement in which `given_rows()` is a table of the rows of `pieces`, in order; all have the columns
  // of the first, and there is at least one.
  Result<void> run_over(std::span<const FactTable> pieces, std::string_view sql);

  // Makes table `name` (replacing one of that name) with the rows and columns of `table`.
  Result<void> create(std::string_view name, const FactTable& table);

  // Gives back the memory of all tables; views stay, and those of dropped tables cannot be read until they are made anew.
  Result<void> forget_tables();

  // Queries still running after this long are stopped and refused as "store.too-slow".
  void set_deadline(std::chrono::milliseconds limit);
  // From now on: once the token asks for it, what runs is stopped and refused as "work.stopped", and so is what comes after.
  // A token that never asks takes this back.
  void stop_with(std::stop_token stop);

 private:
  struct Engine;
  explicit DuckdbConnection(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

// A name as an SQL identifier in double quotes, quotes inside doubled.
std::string quoted_identifier(std::string_view name);

}  // namespace potensial::store
