// One child under two pupil numbers, in two schools' censuses.
#pragma once

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <tuple>

namespace potensial::tests {

inline void write_two_records(const std::filesystem::path& folder) {
  for (const auto& [year, school, upn] : {std::tuple{"2009", "6802801", "A680280104526"}, std::tuple{"2010", "6802802", "A680280103525"}}) {
    const auto file = folder / "census" / year / "680.csv";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "upn,surname,forename,dob,sex,school,enrolment_status,nc_year\n"
                        << upn << ",Prys,Anna,1999-01-08,F," << school << ",C,5\n";
  }
}

// The opaque id of a record in what was printed: the first is number 0.
inline std::string record_in(const std::string& text, std::ptrdiff_t which) {
  static const std::regex id("[0-9a-hjkmnp-tv-z]{13}");
  auto found = std::sregex_iterator(text.begin(), text.end(), id);
  std::advance(found, which);
  return found->str();
}

}  // namespace potensial::tests
