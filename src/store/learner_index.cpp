#include "store/learner_index.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

bool said(std::string_view word) { return !word.empty(); }

// Two children share a number only when everything that is told of both differs: a birth date alone may be
// mistyped, and names change.
bool another_child(const LearnerIdentity& known, const LearnerSighting& sighting) {
  const bool dates_differ = known.dob && sighting.dob && known.dob != sighting.dob;
  const bool surnames_differ = said(known.surname) && said(sighting.surname) && known.surname != sighting.surname;
  const bool forenames_differ = said(known.forename) && said(sighting.forename) && known.forename != sighting.forename;
  return dates_differ && surnames_differ && forenames_differ;
}

bool take(std::string& into, std::string_view from) {
  if (from.empty() || into == from) return false;
  into = from;
  return true;
}

}  // namespace

UpnKind upn_kind(std::string_view upn) {
  return !upn.empty() && upn.back() >= 'A' && upn.back() <= 'Z' ? UpnKind::temporary : UpnKind::permanent;
}

void write_learner_changes(Ledger& ledger, LearnerChanges changes, const Decision& decision) {
  // The tables are ordered by these: neighbours stand on one page.
  for (auto* learners : {&changes.fresh, &changes.updated, &changes.seen_later})
    std::ranges::sort(*learners, {}, &LearnerIdentity::id);
  std::ranges::sort(changes.upns, {}, &LearnerUpn::upn);
  insert_identities(ledger, changes.fresh);
  insert_upns(ledger, changes.upns);
  update_identities(ledger, changes.updated);
  update_years(ledger, changes.seen_later);
  for (const auto& join : changes.joins) {
    const auto merged = merge_learners(ledger, join.absorbed, join.kept, decision);
    if (!merged && merged.error().code != "identity.same-learner") throw std::logic_error(merged.error().code);
  }
}

LearnerIndex LearnerIndex::of(Ledger& ledger, Random random) {
  LearnerIndex index(std::move(random));
  index.fill(ledger);
  return index;
}

void LearnerIndex::fill(Ledger& ledger) {
  learners_ = all_identities(ledger);
  written_ = learners_.size();
  changed_.assign(written_, Change::none);
  by_id_.reserve(written_);
  for (std::uint32_t place = 0; place < written_; ++place)
    by_id_.emplace(static_cast<std::uint64_t>(learners_[place].id), place);
  auto upns = all_upns(ledger);
  by_upn_.reserve(upns.size());
  for (auto& each : upns) by_upn_.emplace(std::move(each.upn), by_id_.at(static_cast<std::uint64_t>(each.learner)));
}

std::optional<LearnerId> LearnerIndex::find(std::string_view upn) const {
  const auto found = by_upn_.find(upn);
  if (found == by_upn_.end()) return std::nullopt;
  return learners_[found->second].id;
}

bool LearnerIndex::is_other_child(const LearnerSighting& sighting) const {
  const auto found = by_upn_.find(sighting.upn);
  return found != by_upn_.end() && another_child(learners_[found->second], sighting);
}

ResolvedLearner LearnerIndex::resolve(const LearnerSighting& sighting, std::int64_t load) {
  ResolvedLearner resolved;
  auto found = by_upn_.find(sighting.upn);
  if (found == by_upn_.end() && said(sighting.former_upn)) {
    if (const auto former = by_upn_.find(sighting.former_upn);
        former != by_upn_.end() && !another_child(learners_[former->second], sighting)) {
      add_upn(sighting.upn, former->second, upn_kind(sighting.upn), load);
      found = by_upn_.find(sighting.upn);
      resolved.joined = true;
    }
  }
  std::uint32_t place = 0;
  if (found == by_upn_.end()) {
    place = add_learner(sighting);
    add_upn(sighting.upn, place, sighting.study ? UpnKind::study : upn_kind(sighting.upn), load);
    resolved.answer = SightingAnswer::fresh;
  } else {
    place = found->second;
    if (another_child(learners_[place], sighting)) return {learners_[place].id, SightingAnswer::other_learner, false};
    if (take_over(place, sighting)) resolved.answer = SightingAnswer::changed;
  }
  resolved.learner = learners_[place].id;
  if (said(sighting.former_upn)) resolved.joined |= join_former(place, sighting.former_upn, load);
  return resolved;
}

std::uint32_t LearnerIndex::add_learner(const LearnerSighting& sighting) {
  const auto place = static_cast<std::uint32_t>(learners_.size());
  learners_.push_back({mint(), std::string(sighting.surname), std::string(sighting.forename), sighting.dob,
                       std::string(sighting.sex), std::string(sighting.postcode), sighting.year});
  changed_.push_back(Change::none);
  by_id_.emplace(static_cast<std::uint64_t>(learners_.back().id), place);
  return place;
}

void LearnerIndex::add_upn(std::string_view upn, std::uint32_t place, UpnKind kind, std::int64_t load) {
  by_upn_.emplace(std::string(upn), place);
  taken_next_.upns.push_back({std::string(upn), learners_[place].id, kind, load});
}

// A newer year's word replaces an older one's; an older year only fills what is empty.
bool LearnerIndex::take_over(std::uint32_t place, const LearnerSighting& sighting) {
  auto& known = learners_[place];
  const bool newer = sighting.year >= known.year;
  const bool names_something = said(sighting.surname) || said(sighting.forename) || sighting.dob;
  const auto update = [newer](std::string& into, std::string_view from) { return (newer || into.empty()) && take(into, from); };
  bool changed = update(known.surname, sighting.surname);
  changed |= update(known.forename, sighting.forename);
  changed |= update(known.sex, sighting.sex);
  changed |= update(known.postcode, sighting.postcode);
  if (sighting.dob && (newer || !known.dob) && known.dob != sighting.dob) {
    known.dob = sighting.dob;
    changed = true;
  }
  const bool later = names_something && sighting.year > known.year;
  if (later) known.year = sighting.year;
  if ((changed || later) && place < written_) {
    if (changed_[place] == Change::none) changes_.push_back(place);
    changed_[place] = std::max(changed_[place], changed ? Change::words : Change::year);
  }
  return changed;
}

bool LearnerIndex::join_former(std::uint32_t place, std::string_view former_upn, std::int64_t load) {
  const auto former = by_upn_.find(former_upn);
  if (former == by_upn_.end()) {
    add_upn(former_upn, place, UpnKind::former, load);
    return true;
  }
  if (former->second == place) return false;
  const LearnerChanges::Join join{learners_[former->second].id, learners_[place].id};
  const auto same = [&](const LearnerChanges::Join& each) { return each.absorbed == join.absorbed && each.kept == join.kept; };
  if (std::ranges::any_of(taken_next_.joins, same)) return false;
  taken_next_.joins.push_back(join);
  return true;
}

LearnerId LearnerIndex::mint() {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto number = random_() >> 1;
    if (number != 0 && !by_id_.contains(number)) return LearnerId{number};
  }
  throw std::runtime_error("the source of random numbers repeats itself");
}

LearnerChanges LearnerIndex::take_changes() {
  auto taken = std::exchange(taken_next_, {});
  taken.fresh.assign(learners_.begin() + static_cast<std::ptrdiff_t>(written_), learners_.end());
  for (const auto place : changes_) {
    (changed_[place] == Change::words ? taken.updated : taken.seen_later).push_back(learners_[place]);
    changed_[place] = Change::none;
  }
  written_ = learners_.size();
  changed_.resize(written_, Change::none);
  changes_.clear();
  return taken;
}

void LearnerIndex::forget(Ledger& ledger) { *this = of(ledger, std::move(random_)); }

}  // namespace potensial::store
