// The page of work that is not done yet: how far it is, since when, what comes before it, and a button that stops it.
//
// Everything said is measured: the step it is in, and of what is tried again and again how much of this round is done.
// What is not known beforehand (how many rounds there will be) is said to be so. Pure, thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "model/block.hpp"
#include "service/beside_work.hpp"

namespace potensial::service {

// Sentences about its step and rounds; nothing before it began. `part`: what the part it is in is called.
std::vector<Block> progress_blocks(const WorkProgress& progress, const Phrase& part = {});

Page underway_page(const Target& address, const Underway& how, const std::optional<Form>& stop);
// Seldom enough, after the first few times, that somebody who goes from key to key reaches the button in between.
std::chrono::seconds again_after(const Underway& how);

// The same for programs: "page.working" {before, since (seconds), step, round, done, of}; of what is not known nothing.
Refusal still_underway(const Underway& how);

}  // namespace potensial::service
