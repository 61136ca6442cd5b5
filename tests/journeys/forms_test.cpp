// Pages in their other forms: as CSV, as a workbook and for paper, for whoever may see the page and nobody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>

#include "base/csv.hpp"
#include "journeys/site_home.hpp"
#include "service/pdf_printer.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"
#include "workbook_cells.hpp"

namespace potensial::tests {
namespace forms_journey {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string school() { return home().schools().front(); }
std::string head() { return home().signed_in("headteacher", school(), "improvement"); }

std::string number_or_text(std::string text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::to_string(value) : text;
}

// Cells of the tables, numbers alike however they are written.
std::vector<std::string> cells_of(const WorkbookRows& rows) {
  std::vector<std::string> cells;
  for (const auto& row : rows)
    for (const auto& cell : row) cells.push_back(number_or_text(cell));
  return cells;
}

// Without the apostrophe that keeps a text from being a formula, and without the head of the page.
// The mark that keeps spreadsheets from taking words for formulas.
bool is_marked_as_text(std::string_view cell) { return cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@\t\r").find(cell[1]) != std::string_view::npos; }

std::vector<std::string> cells_of_csv(const std::string& text) {
  std::vector<std::string> cells;
  CsvCells records(std::string_view(text).substr(text.find("\r\n\r\n")));
  while (records.next())
    for (const auto cell : records.cells()) cells.push_back(number_or_text(std::string(is_marked_as_text(cell) ? cell.substr(1) : cell)));
  return cells;
}

struct Asked {
  std::string address, cookies;
};

std::vector<Asked> asked() {
  const auto finding = store::findings(home().ledger()).front().id;
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  return {{"/en/school/" + school(), head()},
          {"/cy/awdurdod/680", officer},
          {"/en/finding/" + finding, officer},
          {"/en/core-data/680", ""},
          {"/cy/dysgwr/" + home().learner_of(school()), head()},
          {"/en/people", home().signed_in("system-administrator", "W92000004", "")}};
}

TEST(Forms, EveryPageLeadsToItsFormsAndEachIsServedAsWhatItIs) {
  const std::pair<std::string, std::string> forms[] = {{".csv", "text/csv; charset=utf-8"},
                                                       {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
                                                       {".print", "text/html; charset=utf-8"}};
  for (const auto& [address, cookies] : asked()) {
    const auto links = links_of(home().get_page(address, cookies).body);
    for (const auto& [ending, type] : forms) {
      EXPECT_THAT(links, Contains(address + ending));
      const auto answer = home().get_page(address + ending, cookies);
      EXPECT_EQ(answer.status, 200u) << address << ending;
      EXPECT_EQ(header(answer, "Content-Type"), type);
      EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
      EXPECT_EQ(header(answer, "Content-Disposition").empty(), ending == ".print") << address << ending;
    }
  }
}

TEST(Forms, AFileIsNamedAfterItsPageInItsLanguage) {
  const auto english = home().get_page("/en/school/" + school() + ".xlsx", head()), welsh = home().get_page("/cy/ysgol/" + school() + ".csv", head());
  EXPECT_EQ(header(english, "Content-Disposition"), "attachment; filename=\"potensial-school-" + school() + ".xlsx\"");
  EXPECT_EQ(header(welsh, "Content-Disposition"), "attachment; filename=\"potensial-ysgol-" + school() + ".csv\"");
}

TEST(Forms, AWorkbookSaysWhatTheCsvSays) {
  for (const auto& [address, cookies] : asked()) {
    const auto workbook = cells_of(rows_of_tables(home().get_page(address + ".xlsx", cookies).body));
    EXPECT_GT(workbook.size(), 10u) << address;
    EXPECT_EQ(workbook, cells_of_csv(home().get_page(address + ".csv", cookies).body)) << address;
  }
}

TEST(Forms, NothingToFillInOrToFollowStandsOnPaper) {
  for (const auto& [address, cookies] : asked()) {
    const auto paper = home().get_page(address + ".print", cookies).body;
    for (const char* element : {"<form", "<input", "<button", "<nav", "<a ", "<details", "<select", "<textarea"}) EXPECT_THAT(paper, Not(HasSubstr(element))) << address;
    EXPECT_THAT(paper, HasSubstr("<h1")) << address;
    EXPECT_THAT(paper, HasSubstr("<table")) << address;
    EXPECT_THAT(paper, HasSubstr(address.starts_with("/cy") ? "Gwnaed ar 22 Tachwedd 2010 o genhedlaeth" : "Made on 22 November 2010 from generation")) << address;
  }
}

TEST(Forms, PaperSaysWhatThePageFoldsAndMarksWhatIsNotForPublication) {
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  const auto address = "/en/finding/" + store::findings(home().ledger()).front().id;
  const auto page = home().get_page(address, officer).body, paper = home().get_page(address + ".print", officer).body;
  EXPECT_THAT(page, HasSubstr("<details"));
  EXPECT_THAT(paper, AllOf(HasSubstr("How this was judged"), HasSubstr("Not for publication")));
  EXPECT_THAT(home().get_page("/en/core-data/680.print").body, Not(HasSubstr("Not for publication")));
}

TEST(Forms, ASchoolsDefinitionsAreNamedOnPaper) {
  EXPECT_THAT(home().get_page("/en/school/" + school() + ".print", head()).body, AllOf(HasSubstr("Definitions named on this page"), HasSubstr(": ks2-points")));
}

// Without the address that was asked for.
std::string without(std::string body, const std::string& address) {
  const auto id = address.substr(address.rfind('/') + 1);
  for (auto at = body.find(id); at != std::string::npos; at = body.find(id)) body.erase(at, id.size());
  return body;
}

TEST(Forms, WhatIsForeignIsAsUnknownInEveryForm) {
  const auto other = home().schools().back(), learner = home().learner_of(other), cookies = head();
  for (const char* form : {".csv", ".xlsx", ".print", ".json", ".txt"})
    for (const auto& [foreign, missing] : {std::pair<std::string, std::string>{"/en/school/" + other, "/en/school/6809999"}, {"/en/learner/" + learner, "/en/learner/2222222222222"}}) {
      const auto one = home().get_page(foreign + form, cookies), two = home().get_page(missing + form, cookies);
      EXPECT_EQ(one.status, 404u) << foreign << form;
      EXPECT_EQ(one.headers, two.headers) << foreign << form;
      EXPECT_EQ(without(one.body, foreign), without(two.body, missing)) << foreign << form;
      EXPECT_EQ(home().get_page(foreign + form).status, 303u) << "signed out";
    }
}

TEST(Forms, APageIsHadAsPdfInItsLanguageWhereItCanBeMade) {
  const auto links = links_of(home().get_page("/cy/ysgol/" + school(), head()).body);
  if (!service::PdfPrinter().works()) {
    EXPECT_THAT(links, Not(Contains(HasSubstr(".pdf"))));
    EXPECT_EQ(home().get_page("/cy/ysgol/" + school() + ".pdf", head()).status, 422u);
    GTEST_SKIP() << "no browser that prints here";
  }
  EXPECT_THAT(links, Contains("/cy/ysgol/" + school() + ".pdf"));
  const auto pdf = home().get_page("/cy/ysgol/" + school() + ".pdf", head());
  EXPECT_EQ(pdf.status, 200u);
  EXPECT_EQ(header(pdf, "Content-Type"), "application/pdf");
  EXPECT_EQ(header(pdf, "Content-Disposition"), "attachment; filename=\"potensial-ysgol-" + school() + ".pdf\"");
  EXPECT_THAT(pdf.body, AllOf(testing::StartsWith("%PDF-"), HasSubstr("/Lang (cy)")));
}

TEST(Forms, WhatIsForeignIsRefusedAsPdfBeforeAnythingIsPrinted) {
  EXPECT_EQ(home().get_page("/en/school/" + home().schools().back() + ".pdf", head()).status, 404u);
  EXPECT_EQ(home().get_page("/en/school/" + school() + ".pdf").status, 303u) << "signed out";
}

std::vector<std::string> newest_of(const std::string& object) {
  std::vector<std::string> said;
  for (const auto& line : store::audit_lines(home().ledger(), object, 1)) said = {line.entry.operation, line.entry.reason};
  return said;
}

TEST(Forms, TakingLearnersOutIsLoggedAsAnExportOfEachOfThem) {
  const auto learner = home().learner_of(school()), cookies = head();
  const std::vector<std::string> exported{"export", "improvement"}, seen{"see-learner", "improvement"};
  for (const char* form : {".csv", ".xlsx", ".json", ".txt"}) {
    home().get_page("/en/learner/" + learner, cookies);
    EXPECT_EQ(newest_of("learner/" + learner), seen);
    home().get_page("/en/learner/" + learner + form, cookies);
    EXPECT_EQ(newest_of("learner/" + learner), exported) << form;
  }
  home().get_page("/en/learner/" + learner, cookies);
  home().get_page("/en/learners/" + school() + ".xlsx?indicator=ks2-points", cookies);
  EXPECT_EQ(newest_of("learners/" + school()), exported);
  EXPECT_EQ(newest_of("learner/" + learner), exported) << "each learner of the list has a line";
}

std::size_t lines_about(const std::string& object) { return store::audit_lines(home().ledger(), object, 1000).size(); }

TEST(Forms, TakingOutTrueCountsIsLoggedAndReleasedOnesIsNot) {
  const auto cookies = head(), object = "school/" + school();
  const auto before = lines_about(object);
  home().get_page("/en/" + object, cookies);
  const auto seen = lines_about(object);
  home().get_page("/en/" + object + ".xlsx", cookies);
  EXPECT_EQ(newest_of(object).front(), "export");
  EXPECT_EQ(lines_about(object), seen + 1);
  EXPECT_GE(seen, before);
  home().get_page("/en/core-data/680.xlsx", cookies);
  EXPECT_EQ(lines_about("core-data/680"), 0u);
}

}  // namespace forms_journey
}  // namespace potensial::tests
