#include "store/need_analysis_store.hpp"

#include <boost/json.hpp>
#include <soci/soci.h>

#include "base/sha256.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace need_analysis_rows {

namespace json = boost::json;

json::object object_of(const NeedFigure& figure) {
  return {{"group", figure.group}, {"group-en", figure.group_name.en}, {"group-cy", figure.group_name.cy}, {"indicator", figure.indicator},
          {"version", figure.indicator_version}, {"indicator-en", figure.indicator_name.en}, {"indicator-cy", figure.indicator_name.cy},
          {"learners", figure.learners}, {"value", figure.value}, {"percent", figure.unit == Unit::percent}, {"year", figure.year.summer},
          {"finding", figure.finding}};
}

std::string words_of(const std::vector<NeedFigure>& figures) {
  json::array rows;
  for (const auto& each : figures) rows.push_back(object_of(each));
  return json::serialize(rows);
}

std::string text(const json::object& row, std::string_view name) { return std::string(row.at(name).as_string()); }

NeedFigure figure_of(const json::object& row) {
  return {.group = text(row, "group"), .group_name = {text(row, "group-en"), text(row, "group-cy")}, .indicator = text(row, "indicator"),
          .indicator_version = row.at("version").to_number<int>(), .indicator_name = {text(row, "indicator-en"), text(row, "indicator-cy")},
          .learners = row.at("learners").to_number<std::int64_t>(), .value = row.at("value").to_number<double>(),
          .unit = row.at("percent").as_bool() ? Unit::percent : Unit::score, .year = {row.at("year").to_number<std::int16_t>()},
          .finding = text(row, "finding")};
}

constexpr const char* columns = "SELECT id, organisation, words, sha256, actor, at FROM need_analysis ";

template <class Value>
std::vector<NeedAnalysis> read(Ledger& ledger, const std::string& where, const Value& value) {
  NeedAnalysis row;
  std::string words, at;
  soci::statement rows = (ledger.session().prepare << columns + where, soci::use(value, "v"),
                          soci::into(row.id), soci::into(row.organisation), soci::into(words), soci::into(row.sha256), soci::into(row.actor), soci::into(at));
  std::vector<NeedAnalysis> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    row.figures.clear();
    const auto kept = json::parse(words);
    for (const auto& each : kept.as_array()) row.figures.push_back(figure_of(each.as_object()));
    row.at = instant_of(at);
    found.push_back(row);
  }
  return found;
}

}  // namespace need_analysis_rows

NeedAnalysis add_need_analysis(Ledger& ledger, NeedAnalysis analysis) {
  const auto words = need_analysis_rows::words_of(analysis.figures);
  analysis.sha256 = sha256(words);
  const auto before = need_analyses_of(ledger, analysis.organisation);
  for (const auto& each : before)
    if (each.sha256 == analysis.sha256) return each;
  analysis.id = "need-" + analysis.organisation + "-" + std::to_string(before.size() + 1);
  const auto at = instant_text(analysis.at);
  ledger.session() << "INSERT INTO need_analysis (id, organisation, words, sha256, actor, at) VALUES (:i, :o, :w, :h, :a, :t)", soci::use(analysis.id),
      soci::use(analysis.organisation), soci::use(words), soci::use(analysis.sha256), soci::use(analysis.actor), soci::use(at);
  return analysis;
}

std::optional<NeedAnalysis> need_analysis(Ledger& ledger, std::string_view id) {
  auto found = need_analysis_rows::read(ledger, "WHERE id = :v", std::string(id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<std::string> organisation_of_need_analysis(Ledger& ledger, std::string_view id) {
  const std::string wanted(id);
  std::string organisation;
  ledger.session() << "SELECT organisation FROM need_analysis WHERE id = :i", soci::use(wanted), soci::into(organisation);
  return ledger.session().got_data() ? std::optional(organisation) : std::nullopt;
}

std::vector<NeedAnalysis> need_analyses_of(Ledger& ledger, std::string_view organisation) {
  return need_analysis_rows::read(ledger, "WHERE organisation = :v ORDER BY at DESC, id DESC", std::string(organisation));
}

}  // namespace potensial::store
