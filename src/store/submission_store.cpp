#include "store/submission_store.hpp"

#include <boost/json.hpp>
#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace submission_rows {

constexpr const char* columns = "SELECT id, form, form_version, stages, stages_version, organisation, about, at FROM submission ";

template <class... Uses>
std::vector<Submission> read(Ledger& ledger, const std::string& where, Uses... uses) {
  Submission row;
  std::string at;
  soci::statement rows(ledger.session());
  (rows.exchange(uses), ...);
  rows.exchange(soci::into(row.id));
  rows.exchange(soci::into(row.form));
  rows.exchange(soci::into(row.form_version));
  rows.exchange(soci::into(row.stages));
  rows.exchange(soci::into(row.stages_version));
  rows.exchange(soci::into(row.organisation));
  rows.exchange(soci::into(row.about));
  rows.exchange(soci::into(at));
  rows.alloc();
  rows.prepare(columns + where);
  rows.define_and_bind();
  std::vector<Submission> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    row.at = instant_of(at);
    found.push_back(row);
  }
  return found;
}

long long next_number(Ledger& ledger, const std::string& stages) {
  long long last = 0;
  ledger.session() << "SELECT count(*) FROM submission WHERE stages = :s", soci::use(stages), soci::into(last);
  return last + 1;
}

std::string text_of(const std::vector<std::pair<std::string, std::string>>& said) {
  boost::json::object object;
  for (const auto& [ask, words] : said) object[ask] = words;
  return boost::json::serialize(object);
}

std::vector<std::pair<std::string, std::string>> said_of(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> said;
  const auto kept = boost::json::parse(text);
  for (const auto& [ask, words] : kept.as_object()) said.emplace_back(std::string(ask), std::string(words.as_string()));
  return said;
}

std::int64_t versions(Ledger& ledger, const std::string& id) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(place), 0) FROM submission_version WHERE submission = :i", soci::use(id), soci::into(last);
  return last;
}

std::int64_t deeds(Ledger& ledger, const std::string& id) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(place), 0) FROM submission_deed WHERE submission = :i", soci::use(id), soci::into(last);
  return last;
}

}  // namespace submission_rows

std::string add_submission(Ledger& ledger, const Submission& submission) {
  const auto id = submission.stages + "-" + std::to_string(submission_rows::next_number(ledger, submission.stages));
  const auto at = instant_text(submission.at);
  ledger.session() << "INSERT INTO submission (id, form, form_version, stages, stages_version, organisation, about, at) "
                      "VALUES (:i, :f, :v, :s, :w, :o, :a, :t)",
      soci::use(id), soci::use(submission.form), soci::use(submission.form_version), soci::use(submission.stages),
      soci::use(submission.stages_version), soci::use(submission.organisation), soci::use(submission.about), soci::use(at);
  return id;
}

std::optional<Submission> submission(Ledger& ledger, std::string_view id) {
  const std::string wanted(id);
  auto found = submission_rows::read(ledger, "WHERE id = :i", soci::use(wanted));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Submission> submissions_of(Ledger& ledger, std::string_view stages, std::string_view organisation) {
  const std::string through(stages), of(organisation);
  if (of.empty()) return submission_rows::read(ledger, "WHERE stages = :s ORDER BY at DESC, id", soci::use(through));
  return submission_rows::read(ledger, "WHERE stages = :s AND organisation = :o ORDER BY at DESC, id", soci::use(through), soci::use(of));
}

std::vector<Submission> submissions_about(Ledger& ledger, std::string_view stages, std::string_view about) {
  const std::string through(stages), thing(about);
  return submission_rows::read(ledger, "WHERE stages = :s AND about = :a ORDER BY at, id", soci::use(through), soci::use(thing));
}

std::vector<Submission> submissions_saying(Ledger& ledger, std::string_view stages, std::string_view words) {
  const std::string through(stages), like = "%" + std::string(words) + "%";
  return submission_rows::read(ledger, "WHERE stages = :s AND id IN (SELECT submission FROM submission_version WHERE answers LIKE :w) ORDER BY at DESC, id", soci::use(through),
                               soci::use(like));
}

std::optional<SubmissionVersion> newest_version(Ledger& ledger, std::string_view id) {
  return version_at(ledger, id, submission_rows::versions(ledger, std::string(id)));
}

std::optional<SubmissionVersion> version_at(Ledger& ledger, std::string_view id, std::int64_t place) {
  const std::string wanted(id);
  const auto at_place = static_cast<long long>(place);
  SubmissionVersion version{.place = place, .answers = {}, .person = {}, .actor = {}, .at = {}};
  std::string at;
  ledger.session() << "SELECT answers, person, actor, at FROM submission_version WHERE submission = :i AND place = :p", soci::use(wanted),
      soci::use(at_place), soci::into(version.answers), soci::into(version.person), soci::into(version.actor), soci::into(at);
  if (!ledger.session().got_data()) return std::nullopt;
  version.at = instant_of(at);
  return version;
}

Result<std::int64_t> add_version(Ledger& ledger, std::string_view id, const SubmissionVersion& version) {
  const std::string of(id);
  if (submission_rows::versions(ledger, of) != version.place)
    return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const long long place = version.place + 1;
  const auto at = instant_text(version.at);
  ledger.session() << "INSERT INTO submission_version (submission, place, answers, person, actor, at) VALUES (:i, :p, :w, :n, :a, :t)", soci::use(of),
      soci::use(place), soci::use(version.answers), soci::use(version.person), soci::use(version.actor), soci::use(at);
  return place;
}

std::vector<SubmissionDeed> deeds_of(Ledger& ledger, std::string_view id) {
  const std::string of(id);
  SubmissionDeed deed;
  long long place = 0, version = 0;
  std::string said, at;
  soci::statement rows = (ledger.session().prepare << "SELECT place, name, person, actor, state, version, said, at FROM submission_deed "
                                                      "WHERE submission = :i ORDER BY place",
                          soci::use(of), soci::into(place), soci::into(deed.name), soci::into(deed.person), soci::into(deed.actor),
                          soci::into(deed.state), soci::into(version), soci::into(said), soci::into(at));
  std::vector<SubmissionDeed> deeds;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    deed.place = place;
    deed.version = version;
    deed.said = submission_rows::said_of(said);
    deed.at = instant_of(at);
    deeds.push_back(deed);
  }
  return deeds;
}

Result<void> add_deed(Ledger& ledger, std::string_view id, const SubmissionDeed& deed) {
  const std::string of(id);
  if (submission_rows::deeds(ledger, of) != deed.place) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const long long place = deed.place + 1, version = deed.version;
  const auto said = submission_rows::text_of(deed.said), at = instant_text(deed.at);
  ledger.session() << "INSERT INTO submission_deed (submission, place, name, person, actor, state, version, said, at) "
                      "VALUES (:i, :p, :n, :w, :a, :s, :v, :d, :t)",
      soci::use(of), soci::use(place), soci::use(deed.name), soci::use(deed.person), soci::use(deed.actor), soci::use(deed.state),
      soci::use(version), soci::use(said), soci::use(at);
  return {};
}

}  // namespace potensial::store
