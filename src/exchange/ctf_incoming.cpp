#include "exchange/ctf_incoming.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/sha256.hpp"
#include "exchange/incoming_rows.hpp"
#include "exchange/mapping_profile.hpp"

namespace potensial::exchange {
namespace ctf_mapping {
namespace {

enum Table : std::size_t { census, assessment, attendance, school_history };
const std::vector<std::string> kCollections = {"census", "assessment", "attendance", "school-history"};

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_school(const CtfSchool& school) {
  return school.estab.size() == 4 && std::ranges::all_of(school.estab, [](char c) { return c >= '0' && c <= '9'; });
}

std::string id_of(const CtfSchool& school) { return is_school(school) ? school.lea + school.estab : school.lea; }

std::optional<Date> day_of(std::string_view text) { return Date::parse(text.substr(0, 10)); }

// Added to the years a file names: 1 where the sender names a school year by its autumn.
int shift_of(const CtfHeader& header) {
  const auto written = day_of(header.date_time);
  const int named = number_of(header.source.academic_year);
  return written && named && AcademicYear::of(*written).summer == named + 1 ? 1 : 0;
}

AcademicYear year_of(const CtfHeader& header) {
  if (const int named = number_of(header.source.academic_year))
    return {static_cast<std::int16_t>(named + shift_of(header))};
  const auto written = day_of(header.date_time);
  return written ? AcademicYear::of(*written) : AcademicYear{};
}

bool spans(const CtfSchoolSpell& spell, Date day) {
  const auto entry = day_of(spell.entry_date), leaving = day_of(spell.leaving_date);
  return entry && *entry <= day && (!leaving || day <= *leaving);
}

bool eligible_on(const CtfMealsHistory& meals, const std::string& day) {
  return std::ranges::any_of(meals.instances, [&](const CtfMeals& each) {
    return (each.start.empty() || each.start <= day) && (each.end.empty() || each.end >= day);
  });
}

const std::string& current_provision(const CtfSenHistory& sen) {
  static const std::string none = "N";
  const auto latest = std::ranges::max_element(sen.provisions, {}, &CtfSenProvision::start);
  return latest == sen.provisions.end() ? none : latest->provision;
}

// Types of need, the first by rank first; unranked ones last, in the order of the file.
std::vector<std::string> needs_by_rank(const CtfSenHistory& sen) {
  std::vector<const CtfSenNeed*> needs;
  for (const auto& each : sen.needs)
    if (each.end.empty()) needs.push_back(&each);
  std::ranges::stable_sort(needs, {}, [](const CtfSenNeed* need) { return need->rank.empty() ? 99 : number_of(need->rank); });
  std::vector<std::string> types;
  for (const auto* each : needs) types.push_back(each->type);
  return types;
}

std::string_view first_language(const CtfBasicDetails& basic) {
  for (const auto& each : basic.languages)
    if (each.type == "F") return each.language;
  return basic.languages.empty() ? std::string_view{} : std::string_view(basic.languages.front().language);
}

// Transfer files write the countries of the United Kingdom, the census its own list.
std::string_view national_identity(std::string_view code) {
  if (code == "WLS") return "WAL";
  if (code == "SCT") return "SCO";
  if (code == "NIR") return "OTH";
  return code;
}

bool is_computed(std::string_view subject) { return subject == "CSI" || subject == "FPI"; }

// Writes pupils into incoming rows.
class PupilRows {
 public:
  PupilRows(IncomingRows& rows, const CtfHeader& header) : rows_(rows), header_(header) {}

  void add(const CtfPupil& pupil) {
    rows_.begin_row(++row_);
    check_identity(pupil);
    if (!header_.partial()) add_census(pupil);
    for (const auto& stage : pupil.stages)
      for (const auto& result : stage.results) add_result(pupil, stage, result);
    for (const auto& year : pupil.attendance) add_attendance(pupil, year);
    for (const auto& spell : pupil.history) add_spell(pupil, spell);
    rows_.end_row();
  }

 private:
  struct Sighting {
    std::uint64_t row;
    std::string dob, forename;
  };

  void text(std::string_view column, std::string_view value, std::string_view element) {
    const auto at = rows_.column(table_, column);
    if (at && !value.empty()) rows_.read(*at, value, element);
  }
  void number(std::string_view column, std::int64_t value) {
    if (const auto at = rows_.column(table_, column)) rows_.set(*at, value);
  }
  void begin(Table table) {
    table_ = table;
    rows_.begin_record(table);
  }

  // One pupil twice: the first is kept. Two pupils with one UPN: neither.
  void check_identity(const CtfPupil& pupil) {
    if (pupil.upn.empty()) {
      rows_.problem("UPN", "rule.required", "");
      return;
    }
    const auto [at, is_new] = seen_.emplace(pupil.upn, Sighting{row_, pupil.dob, pupil.forename});
    if (is_new) return;
    const bool same = at->second.dob == pupil.dob && at->second.forename == pupil.forename;
    rows_.problem("UPN", same ? "rule.duplicate-row" : "rule.upn-shared", pupil.upn,
                  {{"row", fmt::format("{}", at->second.row)}});
    if (!same)
      rows_.reject(at->second.row, "UPN", "rule.upn-shared", pupil.upn, {{"row", fmt::format("{}", row_)}});
  }

  void add_who(const CtfPupil& pupil) {
    text("upn", pupil.upn, "UPN");
    text("surname", pupil.surname, "Surname");
    text("forename", pupil.forename, "Forename");
    text("dob", pupil.dob, "DOB");
  }

  void add_census(const CtfPupil& pupil) {
    begin(census);
    add_who(pupil);
    text("former_upn", pupil.basic.former_upn, "FormerUPN");
    text("postcode", pupil.post_code, "PostCode");
    text("sex", pupil.sex, pupil.calls_it_sex ? "Sex" : "Gender");
    text("school", rows_.keep(id_of(is_school(header_.source) ? header_.source : header_.destination)), "Estab");
    text("enrolment_status", pupil.basic.enrolment_status, "EnrolStatus");
    text("nc_year", pupil.basic.nc_year, "NCyearActual");
    add_month_of_birth(pupil);
    add_enrolment(pupil);
    add_background(pupil);
    add_support(pupil);
  }

  void add_month_of_birth(const CtfPupil& pupil) {
    if (const auto born = day_of(pupil.dob)) number("month_of_birth", (born->month() + 3) % 12);
  }

  void add_enrolment(const CtfPupil& pupil) {
    for (const auto& spell : pupil.history) {
      if (spell.lea != header_.source.lea || spell.estab != header_.source.estab) continue;
      text("entry_date", spell.entry_date, "EntryDate");
      text("leaving_date", spell.leaving_date, "LeavingDate");
      text("leaving_reason", spell.leaving_reason, "LeavingReason");
    }
  }

  void add_background(const CtfPupil& pupil) {
    const auto& welsh = pupil.welsh;
    text("ethnic_background", pupil.basic.ethnicity, "Ethnicity");
    text("ethnic_source", pupil.basic.ethnicity_source, "EthnicitySource");
    text("national_identity", national_identity(welsh.national_identity), "NationalIdentity");
    text("first_language", first_language(pupil.basic), "Language");
    text("speaks_welsh", welsh.speak_welsh, "SpeakWelsh");
    text("home_welsh", welsh.home_welsh, "HomeWelsh");
    text("eal_stage", welsh.eal_acquisition, "EALAcquisition");
    text("service_child", pupil.basic.service_child, "ServiceChild");
  }

  void add_support(const CtfPupil& pupil) {
    const auto day = header_.date_time.substr(0, 10);
    text("fsm_eligible", eligible_on(pupil.meals, day) ? "Y" : "N", "FSMinstance");
    text("sen_provision", current_provision(pupil.sen), "SENprovision");
    const auto needs = needs_by_rank(pupil.sen);
    if (!needs.empty()) text("sen_type_1", rows_.keep(needs[0]), "SENtype");
    if (needs.size() > 1) text("sen_type_2", rows_.keep(needs[1]), "SENtype");
    text("looked_after", pupil.looked_after.in_care.empty() ? "N" : std::string_view(pupil.looked_after.in_care), "InCare");
    text("caring_authority", pupil.looked_after.care_authority, "CareAuthority");
  }

  // The school attended on the last day of May of the year, else the source.
  std::string school_in(const CtfPupil& pupil, int summer) const {
    if (summer > 1900 && summer < 2200)
      for (const auto& spell : pupil.history)
        if (spans(spell, Date(summer, 5, 31))) return spell.lea + spell.estab;
    return id_of(is_school(header_.source) ? header_.source : header_.destination);
  }

  void add_result(const CtfPupil& pupil, const CtfKeyStage& stage, const CtfResult& result) {
    if (is_computed(result.subject)) return;
    begin(assessment);
    add_who(pupil);
    text("school", rows_.keep(school_in(pupil, number_of(result.year))), "Estab");
    text("year", result.year, "Year");
    text("stage", stage.stage, "Stage");
    text("subject", result.subject, "Subject");
    text("component", result.component, "Component");
    text("level", result.result, "Result");
  }

  void add_attendance(const CtfPupil& pupil, const CtfYearAttendance& year) {
    begin(attendance);
    text("upn", pupil.upn, "UPN");
    text("school", rows_.keep(year.lea + year.estab), "Estab");
    if (const int named = number_of(year.year)) number("year", named + shift_of(header_));
    text("period", "year", "Year");
    text("possible", year.possible, "SessionsPossible");
    text("present", year.attended, "SessionsAttended");
    text("authorised", year.authorised, "SessionsAuthorised");
    text("unauthorised", year.unauthorised, "SessionsUnauthorised");
    if (!year.marks.empty()) add_marks(count_marks(year.marks));
  }

  void add_marks(const MarkCounts& counts) {
    std::string column = "code_x";
    for (char mark = 'A'; mark <= 'Z'; ++mark) {
      column.back() = static_cast<char>(mark - 'A' + 'a');
      number(column, counts.of[static_cast<std::size_t>(mark)]);
    }
    number("code_closed", counts.of[static_cast<std::size_t>('#')]);
  }

  void add_spell(const CtfPupil& pupil, const CtfSchoolSpell& spell) {
    begin(school_history);
    add_who(pupil);
    text("school", rows_.keep(spell.lea + spell.estab), "Estab");
    text("school_name", spell.name, "SchoolName");
    text("entry_date", spell.entry_date, "EntryDate");
    text("leaving_date", spell.leaving_date, "LeavingDate");
    text("leaving_reason", spell.leaving_reason, "LeavingReason");
  }

  IncomingRows& rows_;
  const CtfHeader& header_;
  std::uint64_t row_ = 0;
  Table table_ = census;
  std::unordered_map<std::string, Sighting> seen_;
};

// What the caller, a folder ctf/YYYY/ and the file's name say must be what the header says.
std::optional<Refusal> contradiction(const FileToRead& file, const CtfHeader& header) {
  const auto source = id_of(header.source);
  const auto named = path_facts("{organisation}_CTF_*", file.path.substr(file.path.rfind('/') + 1));
  auto expected = named ? named->organisation : std::string();
  if (expected.ends_with("LLLL")) expected.resize(expected.size() - 4);
  for (const auto& each : {expected, file.organisation})
    if (!each.empty() && !source.starts_with(each))
      return Refusal{Blame::file, "exchange.other-organisation", {{"organisation", each}, {"found", source}, {"rows", "0"}}};
  const auto folder = path_facts("ctf/{year}/*", file.path);
  const auto year = year_of(header);
  for (const auto& each : {folder ? folder->year : AcademicYear{}, file.year})
    if (each.summer && year.summer && each != year)
      return Refusal{Blame::file, "exchange.other-year",
                     {{"year", fmt::format("{}", each.summer)}, {"found", fmt::format("{}", year.summer)}}};
  return std::nullopt;
}

bool is_partial(const CtfHeader& header, std::uint64_t pupils) {
  return header.partial() || pupils == 1 || is_school(header.destination);
}

// Tables that hold nothing go; the main one is the first that holds something.
void drop_empty_tables(IncomingFile& incoming) {
  std::erase_if(incoming.tables, [](const FactTable& table) { return table.rows() == 0; });
  if (!incoming.tables.empty()) incoming.collection = incoming.tables.front().collection;
}

}  // namespace
}  // namespace ctf_mapping

MarkCounts count_marks(std::string_view marks) {
  MarkCounts counts;
  for (const char mark : marks)
    if (static_cast<unsigned char>(mark) < 128) ++counts.of[static_cast<std::size_t>(mark)];
  return counts;
}

Result<IncomingFile> ctf_incoming(const ReadingRules& rules, const FileToRead& file) {
  const auto text = CtfText::of(file.bytes, std::min(rules.largest_bytes, CtfReading{}.largest_bytes));
  if (!text) return std::unexpected(text.error());
  // The header decides how pupils are read and may stand behind them: it is read first.
  const auto header = read_ctf_header(*text);
  if (!header) return std::unexpected(header.error());
  if (auto refusal = ctf_mapping::contradiction(file, *header)) return std::unexpected(std::move(*refusal));
  const RowRules row_rules{.tolerant = true,
                           .in_order = {{"dob", "entry_date"}, {"entry_date", "leaving_date"}},
                           .total = "possible",
                           .parts = {"present", "authorised", "unauthorised"}};
  auto rows = IncomingRows::of(rules, ctf_mapping::kCollections, row_rules, ctf_mapping::id_of(header->source),
                               ctf_mapping::year_of(*header));
  if (!rows) return std::unexpected(rows.error());
  ctf_mapping::PupilRows pupils(*rows, *header);
  if (auto read = read_ctf(*text, false, [&](CtfPupil&& pupil) { pupils.add(pupil); }); !read)
    return std::unexpected(read.error());
  auto incoming = rows->finish();
  if (!incoming) return incoming;
  if (incoming->read == 0) return refuse(Blame::file, "exchange.no-rows");
  incoming->file = file.path;
  incoming->profile = "ctf";
  incoming->sha256 = sha256(file.bytes);
  incoming->partial = ctf_mapping::is_partial(*header, incoming->read);
  ctf_mapping::drop_empty_tables(*incoming);
  return incoming;
}

}  // namespace potensial::exchange
