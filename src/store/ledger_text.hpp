// How days, instants and learner ids stand in the ledger's columns. Internal to store/.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/learner_id.hpp"

namespace potensial::store {

inline std::string day_text(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }
inline std::optional<Date> day_of(const std::string& text) { return Date::parse(text); }

std::string instant_text(std::chrono::sys_seconds at);  // 2010-01-31T12:00:00Z: sorts by time
std::chrono::sys_seconds instant_of(const std::string& text);

// Arguments of a sentence, as JSON pairs.
std::string arguments_text(const Arguments& arguments);
Arguments arguments_of(const std::string& text);

// Whose move is next and the code of a refusal: "file exchange.empty"; its arguments stand in a column of their own.
std::string refusal_text(const std::optional<Refusal>& refusal);
std::optional<Refusal> refusal_of(const std::string& text, const std::string& arguments);

inline std::int64_t number_of(LearnerId id) { return static_cast<std::int64_t>(id); }
inline LearnerId learner_of(std::int64_t number) { return LearnerId{static_cast<std::uint64_t>(number)}; }

}  // namespace potensial::store
