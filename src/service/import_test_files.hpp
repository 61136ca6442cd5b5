// Files for tests of the import, made in code: small censuses and assessments, and a reader that hands them
// over by the name of the file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "service/import_job.hpp"

namespace potensial::service::import_tests {

struct Pupil {
  std::string upn, surname = "Prys", forename = "Anna", school = "6802801", status = "C", fsm = "N";
  int birth_day = 1;
  std::string former_upn;
};

inline std::vector<Collection> collections() {
  const auto column = [](std::string name, ColumnType type, bool identity = false) {
    return CollectionColumn{.name = std::move(name), .type = type, .identity = identity};
  };
  using enum ColumnType;
  Collection census{"census", {}, {"learner", "school", "year"}, {}};
  census.columns = {column("upn", text, true), column("former_upn", text, true), column("surname", text, true),
                    column("forename", text, true), column("dob", date, true), column("school", text),
                    column("year", integer), column("enrolment_status", text), column("fsm_eligible", text)};
  Collection assessment{"assessment", {}, {"learner", "stage", "subject", "year"}, {}};
  assessment.section = "stage";
  assessment.columns = {column("upn", text, true), column("school", text), column("year", integer),
                        column("stage", text), column("subject", text), column("level", text)};
  Collection schools{"school", {}, {"school"}, {}};
  schools.columns = {column("school", text), column("authority", text), column("name_en", text), column("opened", date)};
  return {census, assessment, schools};
}

inline ImportDefinitions definitions() {
  ImportDefinitions known{collections(), {}, {}};
  for (const char* id : {"680", "671"})
    known.organisations.push_back({.id = id, .kind = OrganisationKind::authority, .name = {id, id}});
  return known;
}

inline FactTable empty_table(const std::string& collection) {
  FactTable table{collection, {ValueColumn::of("row", ColumnType::integer)}};
  for (const auto& each : collections())
    if (each.id == collection)
      for (const auto& column : each.columns) table.columns.push_back(ValueColumn::of(column.name, column.type));
  return table;
}

inline void push_text(FactTable& table, std::string_view column, const std::string& text) {
  if (text.empty()) table.find(column)->push_absent();
  else table.find(column)->push(std::string_view(text));
}

inline void push_number(FactTable& table, std::string_view column, std::int64_t number) { table.find(column)->push(number); }

inline IncomingFile census_file(const std::string& name, const std::string& organisation, int year,
                                const std::vector<Pupil>& pupils) {
  auto table = empty_table("census");
  std::string bytes = std::to_string(pupils.size());
  for (const auto& pupil : pupils) {
    push_number(table, "row", static_cast<std::int64_t>(table.rows() + 1));
    push_text(table, "upn", pupil.upn);
    push_text(table, "former_upn", pupil.former_upn);
    push_text(table, "surname", pupil.surname);
    push_text(table, "forename", pupil.forename);
    push_number(table, "dob", Date(1999, 1, static_cast<unsigned>(pupil.birth_day)).days());
    push_text(table, "school", pupil.school);
    push_number(table, "year", year);
    push_text(table, "enrolment_status", pupil.status);
    push_text(table, "fsm_eligible", pupil.fsm);
    bytes += pupil.upn + pupil.surname + pupil.school + pupil.fsm + pupil.status;
  }
  IncomingFile file{.file = name, .profile = "census", .sha256 = sha256(bytes), .collection = "census",
                    .organisation = organisation, .year = {static_cast<std::int16_t>(year)}, .read = pupils.size()};
  file.tables.push_back(std::move(table));
  return file;
}

struct Level {
  std::string upn, stage, level;
  int year = 2008;
};

inline IncomingFile assessment_file(const std::string& name, const std::string& organisation, int year,
                                    const std::vector<Level>& levels) {
  auto table = empty_table("assessment");
  std::string bytes = "assessment";
  for (const auto& each : levels) {
    push_number(table, "row", static_cast<std::int64_t>(table.rows() + 1));
    push_text(table, "upn", each.upn);
    push_text(table, "school", "6802801");
    push_number(table, "year", each.year);
    push_text(table, "stage", each.stage);
    push_text(table, "subject", "MAT");
    push_text(table, "level", each.level);
    bytes += each.upn + each.stage + each.level;
  }
  IncomingFile file{.file = name, .profile = "assessment", .sha256 = sha256(bytes), .collection = "assessment",
                    .organisation = organisation, .year = {static_cast<std::int16_t>(year)}, .read = levels.size()};
  file.tables.push_back(std::move(table));
  return file;
}

// Rows that the reader rejected, beside those of the tables.
inline IncomingFile with_rejected(IncomingFile file, std::uint64_t rows) {
  for (std::uint64_t i = 0; i < rows; ++i) {
    ++file.read;
    file.rejected.push_back(file.read);
    file.problems.push_back({file.read, "upn", "rule.upn-check-letter", "X", {}, true});
  }
  file.sha256 = sha256(file.sha256 + std::to_string(rows));
  return file;
}

class MadeReader final : public ImportReader {
 public:
  std::optional<std::string> collection(const std::filesystem::path& file) const override {
    const auto found = files.find(file.filename().string());
    if (found == files.end()) return std::nullopt;
    return found->second.collection;
  }
  Result<IncomingFile> read(const std::filesystem::path& file) const override {
    const auto found = files.find(file.filename().string());
    if (found == files.end()) return refuse(Blame::file, "exchange.empty", {{"file", file.string()}});
    return found->second;
  }
  std::map<std::string, IncomingFile> files;
};

// The checked form of a number: distinct for every index, no check letter needed here.
inline std::string upn(int index) { return "A" + std::to_string(680'000'000'000 + index); }

}  // namespace potensial::service::import_tests
