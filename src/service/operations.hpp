// Every operation of the product, in one list. One that is missing from the access policy is allowed to nobody, and
// `check_operations` says so; the build fails on it.
#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "service/operation.hpp"

namespace potensial::service {

std::span<const Operation> operations();

// By its noun in an address and whether it changes; nullptr when there is none.
const Operation* operation_at(std::string_view noun, Effect effect);

// One noun may stand for a thing and, without an id, for the page from which such things are reached.
const Operation* operation_that_reads(std::string_view noun, bool of_object);

// Signing in and out happens before anybody is known, so it is no operation of the list; the policy names it all the same.
std::span<const std::string_view> steps_of_signing_in();

// Refuses (Blame::fault) "access.no-rule" {operation}: an operation that the policy does not name, and "access.no-operation"
// {operation}: an entry of the policy without an operation.
Result<void> check_operations(const AccessPolicy& policy);

// Puts the object of the address among the values. Refuses "operation.unknown-parameter" where they name one themselves.
Result<void> name_object(const Operation& operation, Values& values, const std::string& id);

// The parameters as given: refuses "operation.unknown-parameter", "operation.missing", "operation.too-long",
// "operation.not-a-choice", "operation.not-a-day", "operation.not-a-mail", each {parameter}.
Result<void> check_values(const Operation& operation, const Values& values);

}  // namespace potensial::service
