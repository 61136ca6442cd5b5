#include "report/page_json.hpp"

#include <boost/json.hpp>

#include <cmath>

#include "report/readers_order.hpp"

namespace potensial::report {
namespace json_detail {

namespace json = boost::json;

const char* code(Unit unit) {
  switch (unit) {
    case Unit::percent:
    case Unit::whole_percent: return "percent";
    case Unit::points: return "points";
    case Unit::standard: return "standard";
    case Unit::score: return "score";
    case Unit::probability: return "probability";
    case Unit::per_thousand: return "per_thousand";
    case Unit::months: return "months";
    case Unit::pence: return "pence";
    case Unit::index: return "index";
    case Unit::count: break;
  }
  return "count";
}

const char* code(Verdict verdict) {
  if (verdict == Verdict::low) return "low";
  return verdict == Verdict::not_low ? "not_low" : "cannot_be_judged";
}

const char* code(Mark mark) {
  switch (mark) {
    case Mark::not_collected: return "not_collected";
    case Mark::suppressed: return "suppressed";
    case Mark::too_few: return "too_few";
    case Mark::total: return "total";
    case Mark::not_applicable: break;
  }
  return "not_applicable";
}

const char* code(ChartKind kind) {
  switch (kind) {
    case ChartKind::interval: return "interval";
    case ChartKind::line: return "line";
    case ChartKind::bar: return "bar";
    case ChartKind::scatter: return "scatter";
    case ChartKind::distribution: return "distribution";
    case ChartKind::heat: return "heat";
    case ChartKind::tiles: return "tiles";
    case ChartKind::caterpillar: break;
  }
  return "caterpillar";
}

const char* code(Weight weight) {
  if (weight == Weight::key) return "key";
  return weight == Weight::body ? "body" : "note";
}

json::value number(double value) { return std::isfinite(value) ? json::value(value) : json::value(nullptr); }

json::object query(const Target& target) {
  json::object object;
  for (const auto& [name, value] : target.query) object[name] = value;
  return object;
}

json::object address(const Target& target) {
  json::object object{{"noun", target.noun}, {"id", target.id}};
  if (!target.part.empty()) object["part"] = target.part;
  if (!target.query.empty()) object["query"] = query(target);
  return object;
}

struct AddValue {
  json::object& cell;
  void operator()(const Phrase&) const {}
  void operator()(const Quantity& quantity) const {
    cell["value"] = number(quantity.value);
    cell["unit"] = code(quantity.unit);
  }
  void operator()(const Interval& interval) const {
    cell["low"] = number(interval.low);
    cell["high"] = number(interval.high);
    cell["unit"] = code(interval.unit);
  }
  void operator()(Verdict verdict) const { cell["verdict"] = code(verdict); }
  void operator()(Mark mark) const { cell["mark"] = code(mark); }
};

json::object cell_of(const Cell& cell, const Words& words) {
  json::object object{{"text", words.say(cell.value)}};
  std::visit(AddValue{object}, cell.value);
  if (cell.link) object["link"] = address(*cell.link);
  return object;
}

json::array items_of(const std::vector<ListItem>& items, const Words& words) {
  json::array array;
  for (const auto& item : items) {
    json::object object{{"text", words.say(item.text)}};
    if (item.link) object["link"] = address(*item.link);
    array.push_back(std::move(object));
  }
  return array;
}

json::array blocks_of(const std::vector<Block>& blocks, const Words& words);

struct ToJson {
  const Words& words;

  json::object operator()(const Heading& heading) const {
    return {{"kind", "heading"}, {"anchor", heading.anchor}, {"text", words.say(heading.text)}};
  }
  json::object operator()(const Sentence& sentence) const {
    return {{"kind", "sentence"}, {"weight", code(sentence.weight)}, {"text", words.say(sentence.text)}};
  }
  json::object operator()(const Table& table) const {
    json::array columns, rows;
    for (const auto& column : table.columns) columns.emplace_back(words.say(column.title));
    for (const auto& row : table.rows) {
      json::array cells;
      for (const auto& cell : row.cells) cells.push_back(cell_of(cell, words));
      rows.push_back(std::move(cells));
    }
    json::object object{{"kind", "table"}, {"id", table.id}, {"title", words.say(table.title)}};
    object["columns"] = std::move(columns);
    object["rows"] = std::move(rows);
    if (table.rows.empty()) object["when_empty"] = words.say(table.when_empty);
    return object;
  }
  json::object operator()(const Chart& chart) const {
    return {{"kind", "chart"}, {"chart", code(chart.kind)}, {"table", chart.table}, {"finding", words.say(chart.finding)},
            {"description", words.say(chart.description)}};
  }
  json::object operator()(const List& list) const { return {{"kind", "list"}, {"items", items_of(list.items, words)}}; }
  json::object operator()(const Summary& summary) const {
    json::array facts;
    for (const auto& fact : summary.facts)
      facts.push_back(json::object{{"term", words.say(fact.term)}, {"description", words.say(fact.description)}});
    return {{"kind", "summary"}, {"facts", std::move(facts)}};
  }
  json::object operator()(const Form& form) const {
    json::array fields;
    for (const auto& field : form.fields)
      fields.push_back(json::object{{"name", field.name}, {"label", words.say(field.label)}, {"optional", field.optional}});
    json::object object{{"kind", "form"}, {"id", form.id}, {"action", address(form.action)}, {"submit", words.say(form.submit)}};
    object["fields"] = std::move(fields);
    object["method"] = form.asks ? "get" : "post";
    return object;
  }
  json::object operator()(const Details& details) const {
    return {{"kind", "details"}, {"title", words.say(details.title)}, {"blocks", blocks_of(details.blocks, words)}};
  }
};

json::array blocks_of(const std::vector<Block>& blocks, const Words& words) {
  json::array array;
  for (const auto& block : blocks) array.push_back(std::visit(ToJson{words}, block));
  return array;
}

}  // namespace json_detail

std::string page_json(const Page& page, const Words& words) {
  boost::json::object object{{"language", words.language() == Language::cy ? "cy" : "en"},
                             {"address", json_detail::address(page.address)},
                             {"caption", words.say(page.caption)},
                             {"title", words.say(page.title)},
                             {"invented", page.invented},
                             {"not_for_publication", page.not_for_publication},
                             {"trail", json_detail::items_of(page.trail, words)}};
  object["blocks"] = json_detail::blocks_of(in_readers_order(page, words).blocks, words);
  return boost::json::serialize(object);
}

}  // namespace potensial::report
