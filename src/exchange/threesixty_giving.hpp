// Files of grants in the 360Giving Data Standard 1.4 (https://standard.threesixtygiving.org), as JSON.
//
// Reading: each grant of the package is a record, or a problem that says which row (from 1) and why. Amounts are read as
// they are written, never by way of binary floating point; what such arithmetic left behind the penny (less than a
// ten-thousandth of one: 41133.770000000004) is nothing, any other part of a penny is a problem. Days may have a time of
// day behind them, which is not kept. Members that are not known are passed over.
// Problems (Blame::file, each {row}): "grants.missing" {field}, "grants.bad-amount" {amount}, "grants.part-of-a-penny" {amount},
// "grants.bad-day" {field, day}, "grants.other-currency" {currency}, "grants.same-id" {id, other}.
// Refuses "json.not-json" and "grants.none": no list of grants, or an empty one.
//
// Writing: a package that the schema accepts, in the order given, with every amount to the penny.
// Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/grant_record.hpp"

namespace potensial::exchange {

struct GrantsFile {
  std::vector<GrantRecord> grants;
  std::vector<Refusal> problems;  // of the others, in the order of the file
};

Result<GrantsFile> read_grants(std::string_view json);

// Refuses "grants.unfit" {row, field} where a record lacks what the standard demands: id, title, description, and id and name of
// both organisations; and "grants.none" where there is no record.
Result<std::string> grants_json(std::span<const GrantRecord> grants, const GrantPublisher& publisher, Date issued);

}  // namespace potensial::exchange
