#include "demonstration/faults.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/counter_random.hpp"
#include "demonstration/csv_lines.hpp"

namespace potensial::demonstration {
namespace faults {

class Faults {
 public:
  Faults(const Nation& nation, Output& output)
      : world_(nation.world), nation_(nation), output_(output), stream_(nation.world.request.seed, "faults") {}
  std::vector<PlantedFault> all();

 private:
  int scaled(int count) const { return std::max(1, static_cast<int>(count * std::min(1.0, world_.scale()) + 0.5)); }
  std::string census(std::size_t authority, int year = Request::last_year) const { return named("census", authority, year, ""); }
  std::string named(std::string_view folder, std::size_t authority, int year, std::string_view ending) const;
  std::size_t authority(std::size_t place) const { return place % world_.authorities.size(); }
  void put(const std::string& id, const std::string& path, const std::string& text, std::int64_t rows);
  void note(std::string id, std::string file, std::string rule, std::string expected, std::int64_t row, std::int64_t count = 1);

  void wrong_check_letters();
  void same_number_twice();
  void other_schools_file();
  void last_years_file();
  void sent_twice_and_corrected();
  void odd_forms();
  void broken_cells();
  void broken_files();
  void marked_table();
  void within_ordinary_files();

  const World& world_;
  const Nation& nation_;
  Output& output_;
  RandomStream stream_;
  std::vector<PlantedFault> found_;
};

std::string Faults::named(std::string_view folder, std::size_t place, int year, std::string_view ending) const {
  return std::string(folder) + "/" + std::to_string(year) + "/" + world_.authorities[authority(place)].number + std::string(ending) + ".csv";
}

void Faults::put(const std::string& id, const std::string& path, const std::string& text, std::int64_t rows) {
  output_.write({"faulty/" + id + "/" + path, "faulty", "", "", 0, rows, ""}, text);
}

void Faults::note(std::string id, std::string file, std::string rule, std::string expected, std::int64_t row, std::int64_t count) {
  found_.push_back({std::move(id), std::move(file), std::move(rule), std::move(expected), row, count});
}

// One digit changed, or two neighbours that differ swapped: either gives another check letter.
std::string damaged(std::string upn, bool swap) {
  if (!swap) {
    upn[11] = static_cast<char>('0' + (upn[11] - '0' + 3) % 10);
    return upn;
  }
  for (std::size_t i = 11; i > 1; --i)
    if (upn[i] != upn[i - 1]) {
      std::swap(upn[i], upn[i - 1]);
      return upn;
    }
  return upn;
}

bool permanent(const std::string& upn) { return upn.size() == 13 && upn[12] >= '0' && upn[12] <= '9'; }

void Faults::wrong_check_letters() {
  const auto path = census(0);
  auto lines = CsvLines(output_.read(path));
  const auto count = static_cast<std::size_t>(scaled(60)), ordinary = lines.rows();
  for (std::size_t k = 0; k < 2 * count; ++k) {
    std::size_t from = (k * 37 + 5) % ordinary;
    while (!permanent(lines.cell(from, 0))) from = (from + 1) % ordinary;
    lines.append_copy(from);
    lines.set(lines.rows() - 1, 0, damaged(lines.cell(from, 0), k >= count));
    note("D01", "faulty/D01/" + path, "rule.upn-check-letter", "quarantined", static_cast<std::int64_t>(lines.rows()));
  }
  put("D01", path, lines.text(), static_cast<std::int64_t>(lines.rows()));
}

void Faults::same_number_twice() {
  const auto path = census(1);
  auto lines = CsvLines(output_.read(path));
  const auto ordinary = lines.rows();
  const auto same = static_cast<std::size_t>(scaled(40)), different = static_cast<std::size_t>(scaled(25));
  for (std::size_t k = 0; k < same + different; ++k) {
    const std::size_t from = (k * 41 + 7) % ordinary;
    lines.append_copy(from);
    const auto at = lines.rows() - 1;
    const bool other = k >= same;
    if (other) {
      lines.set(at, 3, lines.cell(from, 3) == "Nia" ? "Owain" : "Nia");
      lines.set(at, 4, lines.cell(from, 4) == "1996-05-17" ? "1996-05-18" : "1996-05-17");
    }
    note("D03", "faulty/D03/" + path, other ? "rule.upn-shared" : "rule.duplicate-row", other ? "both quarantined" : "one kept", static_cast<std::int64_t>(at + 1));
  }
  put("D03", path, lines.text(), static_cast<std::int64_t>(lines.rows()));
}

// A school's transfer file under the name of its neighbour.
void Faults::other_schools_file() {
  int left = scaled(3);
  for (const auto& row : output_.written("ctf", Request::last_year)) {
    if (left-- == 0) return;
    std::uint32_t neighbour = 0;
    while (neighbour < world_.schools.size() && world_.schools[neighbour].number != row.school) ++neighbour;
    if (++neighbour >= world_.schools.size()) neighbour = 0;
    auto path = row.file;
    path.replace(path.find(row.school), row.school.size(), world_.schools[neighbour].number);
    put("D06", path, output_.read(row.file), row.rows);
    note("D06", "faulty/D06/" + path, "import.other-organisation", "refused whole for " + world_.schools[neighbour].number, 0);
  }
}

void Faults::last_years_file() {
  if (world_.request.years < 2) return;
  for (std::size_t k = 0; k < static_cast<std::size_t>(scaled(2)); ++k) {
    const auto text = output_.read(census(k, Request::last_year - 1));
    put("D07", census(k), text, static_cast<std::int64_t>(CsvLines(text).rows()));
    note("D07", "faulty/D07/" + census(k), "import.other-year", "refused whole", 0);
  }
}

void Faults::sent_twice_and_corrected() {
  for (std::size_t k = 0; k < std::min<std::size_t>(static_cast<std::size_t>(scaled(5)), world_.authorities.size()); ++k) {
    const auto path = census(k + 2);
    const auto text = output_.read(path);
    put("D08", path, text, static_cast<std::int64_t>(CsvLines(text).rows()));
    note("D08", "faulty/D08/" + path, "identical", "unchanged", 0);
  }
  for (std::size_t k = 0; k < std::min<std::size_t>(static_cast<std::size_t>(scaled(10)), world_.authorities.size()); ++k) {
    const auto path = census(k);
    auto lines = CsvLines(output_.read(path));
    const auto changes = 1 + stream_.at(k, 9).below(40);
    const auto column = lines.column("fsm_eligible");
    for (std::uint32_t c = 0; c < changes; ++c) {
      const auto row = (c * 53 + 11) % lines.rows();
      lines.set(row, column, lines.cell(row, column) == "Y" ? "N" : "Y");
    }
    put("D09", path, lines.text(), static_cast<std::int64_t>(lines.rows()));
    note("D09", "faulty/D09/" + path, "corrected", "new generation", 0, changes);
  }
}

// The list of schools and one exclusion return in the forms that school systems write.
void Faults::odd_forms() {
  const auto put_form = [&](const std::string& form, const std::string& path, const std::string& text, std::int64_t rows) {
    put("D10/" + form, path, text, rows);
    note("D10", "faulty/D10/" + form + "/" + path, form, "read by profile: as the ordinary file", 0, rows);
  };
  const std::string schools = "organisations/schools.csv", returned = named("exclusion", 0, Request::last_year, "");
  const auto names = output_.read(schools);
  const auto rows = static_cast<std::int64_t>(CsvLines(names).rows());
  put_form("windows-1252", schools, in_windows_1252(names, "w^"), rows);
  put_form("windows-1252-question", schools, in_windows_1252(names, "?"), rows);
  const auto text = output_.read(returned);
  if (text.empty()) return;
  const auto count = static_cast<std::int64_t>(CsvLines(text).rows());
  put_form("byte-order-mark", returned, "\xEF\xBB\xBF" + text, count);
  put_form("semicolons-and-cr", returned, with_separators(text, ';', '\r'), count);
  std::string preamble;
  for (int line = 1; line <= 7; ++line) preamble += "Exclusions return / Ffurflen gwaharddiadau,,,,,\n";
  put_form("preamble", returned, preamble + text, count);
  const auto body = text.substr(text.find('\n') + 1);
  put_form("bilingual-header", returned,
           "\"UPN\nRhUD\",\"School\nYsgol\",\"Type\nMath\",\"Start\nDechrau\",\"Days\nDiwrnodau\",\"Reason\nRheswm\"\n" + body, count);
}

struct Break {
  const char* folder;
  const char* ending;
  const char* column;
  const char* value;
  const char* rule;
};

void Faults::broken_cells() {
  static constexpr Break breaks[] = {{"census", "", "sen_provision", "Q", "rule.code"},
                                     {"census", "", "dob", "1999-02-31", "rule.date"},
                                     {"assessment", "_ks2", "level", "47", "rule.code"},
                                     {"attendance", "", "present", "0", "rule.sessions"}};
  const auto each = static_cast<std::size_t>(std::max(1, scaled(300) / 4));
  for (std::size_t b = 0; b < std::size(breaks); ++b) {
    const auto& what = breaks[b];
    const auto path = named(what.folder, b + 1, Request::last_year, what.ending);
    auto lines = CsvLines(output_.read(path));
    if (lines.rows() < 2 * each) continue;
    const auto id = "D12/" + std::to_string(b + 1), column = std::string(what.column);
    for (std::size_t k = 0; k < each; ++k) {
      const auto row = k * (lines.rows() / each);
      lines.set(row, lines.column(column), what.value);
      note("D12", "faulty/" + id + "/" + path, what.rule, "quarantined", static_cast<std::int64_t>(row + 1));
    }
    put(id, path, lines.text(), static_cast<std::int64_t>(lines.rows()));
  }
}

void Faults::broken_files() {
  const auto path = census(0);
  const auto text = output_.read(path);
  const auto rows = static_cast<std::int64_t>(CsvLines(text).rows());
  put("D13/truncated", path, text.substr(0, text.size() * 2 / 3 - 7), rows * 2 / 3);
  note("D13", "faulty/D13/truncated/" + path, "exchange.truncated", "refused whole", 0);
  put("D13/empty", path, "", 0);
  note("D13", "faulty/D13/empty/" + path, "exchange.empty", "refused whole", 0);
  auto lines = CsvLines(text);
  std::int64_t broken = 0;
  for (std::size_t row = 0; row < lines.rows(); ++row)
    if (row % 10 < 3) lines.set(row, 0, "X"), ++broken;
  put("D13/third-broken", path, lines.text(), rows);
  note("D13", "faulty/D13/third-broken/" + path, "import.held", "held, loaded 0", 0, broken);
  for (const auto& row : output_.written("ctf", Request::last_year)) {
    auto xml = output_.read(row.file);
    const auto at = xml.find("<CTfile>");
    if (at == std::string::npos) return;
    xml.insert(at, "<!DOCTYPE CTfile [<!ENTITY name \"value\">]>\n");
    put("D13/dtd", row.file, xml, row.rows);
    note("D13", "faulty/D13/dtd/" + row.file, "exchange.xml-dtd", "refused whole", 0);
    return;
  }
}

// A published table with the marks that stand for "no number"; a mark is never 0.
void Faults::marked_table() {
  static constexpr std::string_view marks[] = {"[c]", "SUPP", "NA", "*", "."};
  std::string text = "authority,year,measure,value\n";
  std::int64_t rows = 0, marked = 0;
  for (std::size_t a = 0; a < world_.authorities.size(); ++a)
    for (int year = 2006; year <= Request::last_year; ++year) {
      auto draws = stream_.at(a, static_cast<std::uint32_t>(year));
      const bool hidden = draws.happens(0.2) || (a == 0 && year == 2006);
      const auto mark = marks[draws.below(5)];
      text += world_.authorities[a].number + "," + std::to_string(year) + ",excluded," +
              (hidden ? std::string(mark) : std::to_string(5 + draws.below(400))) + "\n";
      ++rows;
      marked += hidden;
    }
  put("D14", "published/exclusions.csv", text, rows);
  note("D14", "faulty/D14/published/exclusions.csv", "mark", "marks, never 0", 0, marked);
}

void Faults::within_ordinary_files() {
  std::map<std::string, std::int64_t> temporary;
  for (const auto& home : nation_.population.by_home)
    for (const auto& learner : home) {
      const auto file_in = [&](int year) {
        const auto& stay = *learner.in_year(year);
        return census(world_.schools[stay.school].authority, year);
      };
      if (learner.temporary_in) ++temporary[file_in(learner.temporary_in)];
      if (learner.second_from) note("D04", file_in(learner.second_from), "second UPN " + std::string(learner.upn_in(learner.second_from)), "offered as merge", 0);
      if (learner.twice_in) note("D05", file_in(learner.twice_in), "counted twice: " + std::string(learner.upn_in(learner.twice_in)), "both flagged, counted once", 0);
    }
  for (const auto& [file, count] : temporary) note("D02", file, "temporary UPN", "loaded, flagged, joined by FormerUPN", 0, count);
  for (const auto& school : world_.schools) {
    if (!school.records_ethnic) note("D11", school.number, "ethnic_background never recorded", "not recorded", 0);
    if (!school.records_eal) note("D11", school.number, "eal_stage never recorded", "not recorded", 0);
    if (!school.records_carers) note("D11", school.number, "young_carer never recorded", "not recorded", 0);
  }
}

std::vector<PlantedFault> Faults::all() {
  wrong_check_letters();
  within_ordinary_files();
  same_number_twice();
  other_schools_file();
  last_years_file();
  sent_twice_and_corrected();
  odd_forms();
  broken_cells();
  broken_files();
  marked_table();
  return std::move(found_);
}

}  // namespace faults

std::vector<PlantedFault> write_faults(const Nation& nation, Output& output) { return faults::Faults(nation, output).all(); }

}  // namespace potensial::demonstration
