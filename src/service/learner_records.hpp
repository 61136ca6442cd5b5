// Merging and splitting learners' records: pairs that may be one child, and the decisions about them (DATA-03).
//
// A merge says that two records are one child, a split that one record is two. Neither changes a fact; each is made by
// a named person with a reason and can be undone. Deciding takes the home's right to write ("home.in-use" when an
// import has it); refusals besides: "identity.*" as the identity store says. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "store/identity_store.hpp"

namespace potensial::service {

// Learners are named by their opaque ids, in small letters or capitals.
struct RecordMerge {
  std::string absorbed, kept;
};
struct RecordSplit {
  std::string learner;
  std::vector<std::string> upns;
  std::vector<std::int64_t> loads;
};

// What was decided: under which number it can be undone, and the record that is read from now on.
struct RecordDecision {
  std::int64_t change = 0;
  LearnerId learner{};
};

Result<RecordDecision> merge_records(const std::filesystem::path& home, const RecordMerge& merge, const store::Decision& decision);
// `random` gives 64 random bits a call, for the id of the new record, which is returned.
Result<RecordDecision> split_record(const std::filesystem::path& home, const RecordSplit& split, const store::Decision& decision,
                                    const std::function<std::uint64_t()>& random);
Result<void> undo_record_decision(const std::filesystem::path& home, std::int64_t change, const store::Decision& decision);

// The pairs that may be one child, and every decision so far.
Page records_page(store::Ledger& ledger);

}  // namespace potensial::service
