#include "exchange/threesixty_giving.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/file.hpp"
#include "exchange/json_tree.hpp"
#include "shared_data.hpp"
#include "temporary_files.hpp"

namespace potensial::exchange {
namespace threesixty_giving_test {

using ::testing::ElementsAre;

std::string grant_with(const std::string& changed, const std::string& field) {
  const std::pair<const char*, const char*> usual[] = {{"id", "\"360G-a-1\""}, {"title", "\"T\""}, {"description", "\"D\""}, {"currency", "\"GBP\""}, {"amountAwarded", "10"},
                                                       {"awardDate", "\"2020-11-03\""}, {"recipientOrganization", "[{\"id\": \"GB-CHC-1\", \"name\": \"R\"}]"},
                                                       {"fundingOrganization", "[{\"id\": \"GB-CHC-2\", \"name\": \"F\"}]"}};
  std::string text;
  for (const auto& [name, value] : usual) text += (text.empty() ? "{" : ", ") + std::string("\"") + name + "\": " + (field == name ? changed : value);
  return text + "}";
}

GrantsFile read(const std::string& changed, const std::string& field) { return read_grants("{\"grants\": [" + grant_with(changed, field) + "]}").value(); }
std::string problem(const std::string& changed, const std::string& field) {
  const auto file = read(changed, field);
  return file.problems.empty() ? "" : file.problems.front().code;
}
std::int64_t pence_of(const std::string& amount) { return read(amount, "amountAwarded").grants.at(0).awarded.count; }

TEST(ThreesixtyGiving, ReadsAmountsAsTheyAreWritten) {
  EXPECT_EQ(pence_of("10"), 1000);
  EXPECT_EQ(pence_of("1000.1"), 100010);
  EXPECT_EQ(pence_of("0.07"), 7);
  EXPECT_EQ(pence_of("41133.770000000004"), 4113377);
  EXPECT_EQ(pence_of("41133.7699999999"), 4113377);
  EXPECT_EQ(pence_of("9007199254740993.01"), 900719925474099301);  // one more than binary floating point can hold
  EXPECT_EQ(problem("12.345", "amountAwarded"), "grants.part-of-a-penny");
  EXPECT_EQ(problem("12.3499", "amountAwarded"), "grants.part-of-a-penny");
  for (const auto* bad : {"-5", "1e3", "\"ten\"", "99999999999999999999"}) EXPECT_EQ(problem(bad, "amountAwarded"), "grants.bad-amount") << bad;
}

TEST(ThreesixtyGiving, ReadsBothShapesOfDays) {
  EXPECT_EQ(read("\"2011-01-18\"", "awardDate").grants.at(0).award_date, Date(2011, 1, 18));
  EXPECT_EQ(read("\"2020-11-03T00:00:00+00:00\"", "awardDate").grants.at(0).award_date, Date(2020, 11, 3));
  for (const auto* bad : {"\"2011-13-18\"", "\"18/01/2011\"", "\"2011-01-181\""}) EXPECT_EQ(problem(bad, "awardDate"), "grants.bad-day") << bad;
}

TEST(ThreesixtyGiving, SaysWhichGrantIsWrongAndReadsTheOthers) {
  for (const auto* field : {"id", "title", "description", "amountAwarded", "awardDate", "recipientOrganization", "fundingOrganization"}) EXPECT_EQ(problem("null", field), "grants.missing") << field;
  EXPECT_EQ(problem("\"EUR\"", "currency"), "grants.other-currency");
  const auto file = read_grants("{\"grants\": [" + grant_with("\"a\"", "id") + "," + grant_with("\"EUR\"", "currency") + "," + grant_with("\"a\"", "id") + "]}").value();
  EXPECT_EQ(file.grants.size(), 1u);
  ASSERT_EQ(file.problems.size(), 2u);
  EXPECT_THAT(file.problems[1].arguments, ElementsAre(std::pair<std::string, std::string>("row", "3"), std::pair<std::string, std::string>("id", "a"), std::pair<std::string, std::string>("other", "1")));
  EXPECT_EQ(read_grants("{\"grants\": []}").error().code, "grants.none");
  EXPECT_EQ(read_grants("[]").error().code, "grants.none");
  EXPECT_EQ(read_grants("<html>").error().code, "json.not-json");
}

TEST(ThreesixtyGiving, GrantsToPeopleNameNobody) {
  const auto text = grant_with("{\"id\": \"360G-a-p\", \"name\": \"Jane\"}", "recipientOrganization");
  const auto person = read_grants("{\"grants\": [" + std::string(text).replace(text.find("recipientOrganization"), 21, "recipientIndividual") + "]}").value();
  ASSERT_EQ(person.grants.size(), 1u);
  EXPECT_EQ(person.grants[0].recipient.name, "");
}

GrantRecord record(const std::string& id, std::int64_t pence) {
  return {.id = id, .title = "Cost of “thinking”\n\\ & 'skills'", .description = "Ŵy", .awarded = {pence}, .applied_for = Pence{pence + 1}, .award_date = Date(2007, 4, 2),
          .recipient = {"GB-LAE-681", "Caerdydd", "ZZ99 3WZ"}, .funder = {"GB-GOV-x", "Fund"}, .programme = "Better Schools Fund", .programme_code = "bsf-2007-08",
          .starts = Date(2007, 4, 1), .ends = Date(2008, 3, 31), .area_code = "W06000015", .area = "Cardiff", .source = "https://example.org/grants"};
}

const GrantPublisher publisher{"GB-GOV-x", "Fund", "https://example.org", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"};

TEST(ThreesixtyGiving, WhatIsWrittenIsReadBackToThePenny) {
  const std::vector<GrantRecord> written{record("360G-f-1", 230400000007), record("360G-f-2", 5), record("360G-f-3", 900719925474099301)};
  const auto file = read_grants(grants_json(written, publisher, Date(2010, 11, 22)).value()).value();
  ASSERT_EQ(file.grants.size(), 3u);
  EXPECT_TRUE(file.problems.empty());
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(file.grants[i].awarded, written[i].awarded);
    EXPECT_EQ(file.grants[i].applied_for, written[i].applied_for);
    EXPECT_EQ(file.grants[i].title, written[i].title);
    EXPECT_EQ(file.grants[i].recipient.postcode, "ZZ99 3WZ");
    EXPECT_EQ(file.grants[i].ends, Date(2008, 3, 31));
    EXPECT_EQ(file.grants[i].programme_code, "bsf-2007-08");
    EXPECT_EQ(file.grants[i].area_code, "W06000015");
  }
}

TEST(ThreesixtyGiving, WritesNothingThatTheStandardRefuses) {
  auto unfit = record("360G-f-1", 1);
  unfit.recipient.id.clear();
  const std::vector<GrantRecord> grants{record("360G-f-0", 1), unfit};
  const auto refused = grants_json(grants, publisher, Date(2010, 11, 22));
  EXPECT_EQ(refused.error().code, "grants.unfit");
  EXPECT_EQ(refused.error().arguments.front().second, "2");
  EXPECT_EQ(grants_json({}, publisher, Date(2010, 11, 22)).error().code, "grants.none");
}

// The aggregates of the publisher's own tool, of the same file.
TEST(ThreesixtyGiving, APublishedFileHasItsPublishersTotals) {
  POTENSIAL_NEEDS_SHARED_DATA("360giving");
  const auto folder = tests::shared_data() / "360giving";
  const auto file = read_grants(read_file(folder / "alwf-grants-2011-2020.json").value()).value();
  const auto expected = json_tree(read_file(folder / "alwf-expected.json").value()).value();
  const auto& aggregates = *expected.find("aggregates");
  const auto& pounds = *aggregates.find("currencies")->find("GBP");
  EXPECT_TRUE(file.problems.empty());
  EXPECT_EQ(std::to_string(file.grants.size()), aggregates.text("count"));
  std::vector<Pence> amounts;
  std::set<std::string> recipients;
  std::map<std::string, std::set<std::string>> by_register;
  Date first(9999, 1, 1), last;
  for (const auto& each : file.grants) {
    amounts.push_back(each.awarded);
    recipients.insert(each.recipient.id);
    first = std::min(first, each.award_date);
    last = std::max(last, each.award_date);
    const auto prefix = each.recipient.id.starts_with("360G") ? std::string("360G") : each.recipient.id.substr(0, each.recipient.id.find('-', 3));
    by_register[prefix].insert(each.recipient.id);
  }
  EXPECT_EQ(sum(amounts).value(), pence(pounds.text("total_amount")).value());
  EXPECT_EQ(text(sum(amounts).value()), "£21,757,793.27");
  EXPECT_EQ(*std::ranges::min_element(amounts), pence(pounds.text("min_amount")).value());
  EXPECT_EQ(*std::ranges::max_element(amounts), pence(pounds.text("max_amount")).value());
  EXPECT_EQ(std::to_string(recipients.size()), aggregates.text("distinct_recipient_org_identifier_count"));
  EXPECT_EQ(first.iso(), aggregates.text("min_award_date"));
  EXPECT_EQ(last.iso(), aggregates.text("max_award_date"));
  for (const auto& [prefix, ids] : by_register) EXPECT_EQ(std::to_string(ids.size()), aggregates.find("recipient_org_identifier_prefixes")->text(prefix)) << prefix;
}

TEST(ThreesixtyGiving, FilesWithFaultsAreReadOrRefusedInWords) {
  POTENSIAL_NEEDS_SHARED_DATA("360giving");
  const auto fixture = [](const char* name) { return read_grants(read_file(tests::shared_data() / "360giving/fixtures" / name).value()).value(); };
  EXPECT_EQ(fixture("additional_fields.json").grants.size(), 1u);
  const auto nulls = fixture("nulls.json");
  EXPECT_EQ(nulls.problems.front().code, "grants.missing");
  const auto decimals = fixture("decimal_amounts.json");
  EXPECT_EQ(decimals.problems.size(), 7u);  // they have amounts and nothing else
  const auto four = fixture("fundingproviders-grants_fixed_2_grants.json");
  ASSERT_EQ(four.problems.size(), 4u);
  EXPECT_EQ(four.problems[3].arguments[1].second, "description");
}

// By a validator that is none of ours.
TEST(ThreesixtyGiving, WhatIsWrittenPassesTheSchemaOfTheStandard) {
  POTENSIAL_NEEDS_SHARED_DATA("360giving");
  if (std::system("python3 -W ignore -c 'import jsonschema' 2>/dev/null") != 0) GTEST_SKIP() << "needs python3-jsonschema";
  const TemporaryFiles temporary;
  const auto write = [&](const char* name, const std::string& text) { ASSERT_TRUE(write_file(temporary.folder() / name, text)); };
  const std::vector<GrantRecord> written{record("360G-f-1", 230400000007), record("360G-f-2", 5)};
  const auto sound = grants_json(written, publisher, Date(2010, 11, 22)).value();
  write("sound.json", sound);
  auto broken = sound;
  broken.replace(broken.find("2007-04-02"), 10, "2 April 07");
  write("broken.json", broken);
  write("check.py", R"py(
import json, re, sys, jsonschema
formats = jsonschema.FormatChecker(formats=())
moment = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)')
formats.checks('date-time')(lambda text: bool(moment.fullmatch(str(text))))
schema = sys.argv[1]
grant = json.load(open(schema + '/360-giving-schema.json'))
package = json.load(open(schema + '/360-giving-package-schema.json'))
package['properties']['grants']['items'] = grant
package['$defs'] = grant['$defs']
del grant['$id'], package['$id']
jsonschema.Draft202012Validator(package, format_checker=formats).validate(json.load(open(sys.argv[2])))
)py");
  const auto valid = [&](const char* name) {
    return std::system(("python3 -W ignore " + (temporary.folder() / "check.py").string() + " " + (tests::shared_data() / "360giving/schema").string() + " " + (temporary.folder() / name).string() + " 2>/dev/null").c_str()) == 0;
  };
  EXPECT_TRUE(valid("sound.json"));
  EXPECT_FALSE(valid("broken.json"));
}

}  // namespace threesixty_giving_test
}  // namespace potensial::exchange
