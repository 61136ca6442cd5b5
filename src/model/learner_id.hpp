// A learner, by a random opaque number. Names, UPNs and birth dates live in the identity store only;
// facts, audit and addresses hold this id. Text form: 13 characters of Crockford's base 32, capitals or not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace potensial {

enum class LearnerId : std::uint64_t {};

std::string text(LearnerId id);
std::optional<LearnerId> learner_id(std::string_view text);

}  // namespace potensial
