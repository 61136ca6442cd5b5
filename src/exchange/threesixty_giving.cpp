#include "exchange/threesixty_giving.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>
#include <map>

#include "exchange/json_tree.hpp"

namespace potensial::exchange {
namespace threesixty_giving_detail {

constexpr std::int64_t pence_in_pound = 100;

// ---- reading ----

// One grant, and the first thing that is wrong with it.
class Grant {
 public:
  Grant(const Node& node, std::size_t row) : node_(node), row_(row) {}

  std::string text(std::string_view field) {
    auto found = node_.text(field);
    if (found.empty()) problem("grants.missing", {{"field", std::string(field)}});
    return found;
  }
  std::string text_if_any(std::string_view field) const { return node_.text(field); }
  Pence amount(std::string_view field);
  std::optional<Pence> amount_if_any(std::string_view field) { return node_.text(field).empty() ? std::nullopt : std::optional(amount(field)); }
  Date day(std::string_view field) { return day_of(std::string(field), text(field)); }
  Date day_of(const std::string& field, const std::string& written);
  // The first of a list of objects; nothing when there is none.
  const Node* first(std::string_view field) const {
    const auto& all = node_.list(field);
    return all.empty() ? nullptr : &all.front();
  }
  bool has(std::string_view field) const { return node_.find(field) != nullptr; }
  void problem(const char* code, Arguments more) {
    if (problem_) return;
    more.insert(more.begin(), {"row", std::to_string(row_)});
    problem_ = Refusal{Blame::file, code, std::move(more)};
  }
  const std::optional<Refusal>& found_problem() const { return problem_; }

 private:
  const Node& node_;
  std::size_t row_;
  std::optional<Refusal> problem_;
};

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// Behind the second decimal: nothing, or what is left by arithmetic in binary, a little more or a little less than a penny.
enum class Behind { nothing, a_penny, a_part };
Behind behind(std::string_view decimals) {
  constexpr std::size_t told = 4;
  const auto first = decimals.substr(0, told);
  if (first.find_first_not_of('0') == std::string_view::npos) return Behind::nothing;
  return first.size() == told && first.find_first_not_of('9') == std::string_view::npos ? Behind::a_penny : Behind::a_part;
}

Pence Grant::amount(std::string_view field) {
  const auto written = text(field);
  const auto point = written.find('.');
  const auto decimals = point == std::string::npos ? std::string() : written.substr(point + 1);
  const bool sound = is_digits(std::string_view(written).substr(0, point)) && (point == std::string::npos || is_digits(decimals));
  const auto left = behind(decimals.size() > 2 ? std::string_view(decimals).substr(2) : std::string_view());
  const auto pennies = sound ? pence(written.substr(0, point) + "." + (decimals + "00").substr(0, 2)) : Result<Pence>(refuse(Blame::file, ""));
  if (!pennies) problem("grants.bad-amount", {{"amount", written}});
  else if (left == Behind::a_part) problem("grants.part-of-a-penny", {{"amount", written}});
  const auto exact = sum(pennies.value_or(Pence{}), Pence{left == Behind::a_penny ? 1 : 0});
  if (!exact) problem("grants.bad-amount", {{"amount", written}});
  return exact.value_or(Pence{});
}

Date Grant::day_of(const std::string& field, const std::string& written) {
  constexpr std::size_t of_day = 10;
  const bool alone = written.size() == of_day || (written.size() > of_day && written[of_day] == 'T');
  const auto found = alone ? Date::parse(written.substr(0, of_day)) : std::nullopt;
  if (!found && !written.empty()) problem("grants.bad-day", {{"field", field}, {"day", written}});
  return found.value_or(Date());
}

GrantOrganisation organisation(Grant& grant, const char* field) {
  const auto* node = grant.first(field);
  GrantOrganisation found;
  if (node) found = {node->text("id"), node->text("name"), node->text("postalCode")};
  if (found.id.empty() || found.name.empty()) grant.problem("grants.missing", {{"field", std::string(field) + (node ? (found.id.empty() ? "/0/id" : "/0/name") : "")}});
  return found;
}

void add_optional(Grant& grant, GrantRecord& record) {
  const auto *programme = grant.first("grantProgramme"), *place = grant.first("beneficiaryLocation"), *planned = grant.first("plannedDates");
  const auto member = [](const Node* node, const char* name) { return node ? node->text(name) : std::string(); };
  record.programme = member(programme, "title");
  record.programme_code = member(programme, "code");
  record.area = member(place, "name");
  record.area_code = member(place, "geoCode");
  const auto day = [&](const char* which) {
    const auto written = member(planned, which);
    return written.empty() ? std::nullopt : std::optional(grant.day_of(std::string("plannedDates/0/") + which, written));
  };
  record.starts = day("startDate");
  record.ends = day("endDate");
  record.source = grant.text_if_any("dataSource");
}

GrantRecord record_of(Grant& grant) {
  GrantRecord record{.id = grant.text("id"), .title = grant.text("title"), .description = grant.text("description")};
  if (const auto currency = grant.text("currency"); currency != "GBP") grant.problem("grants.other-currency", {{"currency", currency}});
  record.awarded = grant.amount("amountAwarded");
  record.applied_for = grant.amount_if_any("amountAppliedFor");
  record.award_date = grant.day("awardDate");
  if (!grant.has("recipientIndividual")) record.recipient = organisation(grant, "recipientOrganization");
  record.funder = organisation(grant, "fundingOrganization");
  add_optional(grant, record);
  return record;
}

// ---- writing ----

std::string quoted(const std::string& text) { return boost::json::serialize(boost::json::string(text)); }

// An object in the making; what is empty is left out.
class Object {
 public:
  Object& add(std::string_view name, const std::string& text) { return text.empty() ? *this : raw(name, quoted(text)); }
  Object& raw(std::string_view name, const std::string& json) {
    if (!json.empty()) members_ += (members_.empty() ? "" : ",") + quoted(std::string(name)) + ":" + json;
    return *this;
  }
  std::string text() const { return "{" + members_ + "}"; }
  std::string listed() const { return members_.empty() ? "" : "[" + text() + "]"; }

 private:
  std::string members_;
};

std::string number(Pence amount) { return fmt::format("{}.{:02}", amount.count / pence_in_pound, amount.count % pence_in_pound); }
std::string day_text(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

Object organisation_object(const GrantOrganisation& organisation) {
  Object object;
  object.add("id", organisation.id).add("name", organisation.name).add("postalCode", organisation.postcode);
  return object;
}

std::string grant_text(const GrantRecord& grant) {
  Object planned, place, programme, object;
  planned.add("startDate", day_text(grant.starts)).add("endDate", day_text(grant.ends));
  place.add("name", grant.area).add("geoCode", grant.area_code);
  programme.add("code", grant.programme_code).add("title", grant.programme);
  object.add("id", grant.id).add("title", grant.title).add("description", grant.description).add("currency", "GBP");
  object.raw("amountAppliedFor", grant.applied_for ? number(*grant.applied_for) : "").raw("amountAwarded", number(grant.awarded));
  object.add("awardDate", grant.award_date.iso()).raw("plannedDates", planned.listed());
  object.raw("recipientOrganization", organisation_object(grant.recipient).listed()).raw("beneficiaryLocation", place.listed());
  object.raw("fundingOrganization", organisation_object(grant.funder).listed()).raw("grantProgramme", programme.listed());
  return object.add("dataSource", grant.source).text();
}

// What the standard demands and the record has not; empty: nothing.
std::string lacking(const GrantRecord& grant) {
  const std::pair<const char*, const std::string*> demanded[] = {{"id", &grant.id}, {"title", &grant.title}, {"description", &grant.description},
                                                                 {"recipientOrganization/0/id", &grant.recipient.id}, {"recipientOrganization/0/name", &grant.recipient.name},
                                                                 {"fundingOrganization/0/id", &grant.funder.id}, {"fundingOrganization/0/name", &grant.funder.name}};
  for (const auto& [field, text] : demanded)
    if (text->empty()) return field;
  return grant.awarded < Pence{} ? "amountAwarded" : "";
}

std::string publisher_text(const GrantPublisher& publisher) {
  Object object;
  return object.add("identifier", publisher.id).add("name", publisher.name).add("website", publisher.website).text();
}

}  // namespace threesixty_giving_detail

Result<GrantsFile> read_grants(std::string_view json) {
  using namespace threesixty_giving_detail;
  const auto tree = json_tree(json);
  if (!tree) return std::unexpected(tree.error());
  const auto& all = tree->list("grants");
  if (all.empty()) return refuse(Blame::file, "grants.none");
  GrantsFile file;
  std::map<std::string, std::size_t> rows;
  for (std::size_t row = 1; row <= all.size(); ++row) {
    Grant grant(all[row - 1], row);
    auto record = record_of(grant);
    if (const auto [first, fresh] = rows.try_emplace(record.id, row); !fresh) grant.problem("grants.same-id", {{"id", record.id}, {"other", std::to_string(first->second)}});
    if (grant.found_problem()) file.problems.push_back(*grant.found_problem());
    else file.grants.push_back(std::move(record));
  }
  return file;
}

Result<std::string> grants_json(std::span<const GrantRecord> grants, const GrantPublisher& publisher, Date issued) {
  using namespace threesixty_giving_detail;
  if (grants.empty()) return refuse(Blame::input, "grants.none");
  std::string all;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    if (const auto field = lacking(grants[i]); !field.empty()) return refuse(Blame::input, "grants.unfit", {{"row", std::to_string(i + 1)}, {"field", field}});
    all += (i == 0 ? "\n" : ",\n") + grant_text(grants[i]);
  }
  Object package;
  package.add("version", "1.4").add("issued", issued.iso()).raw("publisher", publisher_text(publisher)).add("license", publisher.licence);
  return package.raw("grants", "[" + all + "\n]").text() + "\n";
}

}  // namespace potensial::exchange
