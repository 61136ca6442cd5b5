#include "store/forum_store.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::int64_t record_meeting(Ledger& ledger, const ForumMeeting& meeting) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM forum_meeting", soci::into(last);
  const long long id = last + 1;
  const auto day = meeting.day.iso(), at = instant_text(meeting.at);
  const int year = meeting.year.begins;
  ledger.session() << "INSERT INTO forum_meeting (id, authority, fund, year, day, paper, options, members, view_given, words, actor, at) VALUES (:d, :a, :f, :y, "
                      ":n, :p, :o, :m, :v, :w, :c, :t)",
      soci::use(id), soci::use(meeting.authority), soci::use(meeting.fund), soci::use(year), soci::use(day), soci::use(meeting.paper), soci::use(meeting.options),
      soci::use(meeting.members), soci::use(meeting.view), soci::use(meeting.words), soci::use(meeting.actor), soci::use(at);
  return id;
}

std::vector<ForumMeeting> forum_meetings(Ledger& ledger, const std::string& authority) {
  ForumMeeting each;
  long long id = 0;
  int year = 0;
  std::string day, at;
  soci::statement rows = (ledger.session().prepare << "SELECT id, authority, fund, year, day, paper, options, members, view_given, words, actor, at FROM "
                                                      "forum_meeting WHERE authority = :a ORDER BY id DESC",
                          soci::use(authority), soci::into(id), soci::into(each.authority), soci::into(each.fund), soci::into(year), soci::into(day),
                          soci::into(each.paper), soci::into(each.options), soci::into(each.members), soci::into(each.view), soci::into(each.words),
                          soci::into(each.actor), soci::into(at));
  std::vector<ForumMeeting> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    each.id = id;
    each.year = {static_cast<std::int16_t>(year)};
    each.day = day_of(day).value_or(Date());
    each.at = instant_of(at);
    found.push_back(each);
  }
  return found;
}

bool has_forum_view(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year) {
  return std::ranges::any_of(forum_meetings(ledger, authority), [&](const ForumMeeting& each) { return each.fund == fund && each.year == year && !each.view.empty(); });
}

}  // namespace potensial::store
