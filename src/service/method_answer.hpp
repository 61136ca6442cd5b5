// What a method of the analyst's door answers: the JSON document of the command line contract, and the same
// numbers as plain tables for a person at a terminal. Titles, column heads and remarks are message ids; numbers
// are given as numbers and written by whoever prints them. Value types.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "model/pence.hpp"

namespace potensial::service {

struct MethodRemark {
  std::string message;  // message id
  Arguments arguments;
};

struct MethodMoney {
  Pence amount;
  bool is_signed = false;  // a change: with a plus sign above 0
};

using MethodCell = std::variant<std::string, double, MethodRemark, MethodMoney>;  // a name as it stands, a number, a word, money

struct MethodTable {
  std::string title;                 // message id
  std::vector<std::string> columns;  // message ids
  std::vector<std::vector<MethodCell>> rows;
};

struct MethodAnswer {
  std::string json;
  std::vector<MethodTable> tables;
  std::vector<MethodRemark> remarks;  // what was left out, and what to read with care
};

}  // namespace potensial::service
