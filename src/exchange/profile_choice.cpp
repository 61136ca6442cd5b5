#include "exchange/profile_choice.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "base/encoding.hpp"
#include "exchange/csv_layout.hpp"

namespace potensial::exchange {
namespace choice {
namespace {

struct Fit {
  const MappingProfile* profile = nullptr;
  std::size_t columns = 0;  // of the profile, found in the file
};

std::size_t columns_found(const CsvLayout& layout) {
  return static_cast<std::size_t>(
      std::ranges::count_if(layout.places, [](std::size_t place) { return place != CsvLayout::kAbsent; }));
}

std::string listed(const std::vector<std::string>& ids) {
  std::string list;
  for (const auto& id : ids) list += (list.empty() ? "" : ", ") + id;
  return list.empty() ? "-" : list;
}

// The whole lines of a head that may end within one.
std::string_view whole_lines(std::string_view head) {
  const auto last = head.find_last_of("\r\n");
  return last == std::string_view::npos ? head : head.substr(0, last + 1);
}

// The profiles whose path fits, or those whose path does not, by whose headings the text can be read; the
// others of the former are named in `unread`.
std::vector<Fit> fits_of(std::span<const MappingProfile> profiles, std::string_view path, bool by_path,
                         std::string_view text, std::vector<std::string>& unread) {
  std::vector<Fit> fits;
  for (const auto& profile : profiles) {
    if (path_facts(profile.path, path).has_value() != by_path) continue;
    if (const auto start = start_of(profile, text)) fits.push_back({&profile, columns_found(start->layout)});
    else if (by_path) unread.push_back(profile.id);
  }
  return fits;
}

}  // namespace
}  // namespace choice

Result<const MappingProfile*> choose_profile(std::string_view path, std::string_view head,
                                             std::span<const MappingProfile> profiles) {
  constexpr Encoding kEither[] = {Encoding::utf8, Encoding::windows_1252};
  if (head.empty()) return refuse(Blame::file, "exchange.empty");
  const auto decoded = decode(choice::whole_lines(head), kEither);
  if (!decoded) return std::unexpected(decoded.error());
  std::vector<std::string> by_path;
  auto fits = choice::fits_of(profiles, path, true, decoded->text(), by_path);
  if (fits.empty()) fits = choice::fits_of(profiles, path, false, decoded->text(), by_path);
  if (fits.empty()) return refuse(Blame::input, "exchange.no-profile", {{"candidates", choice::listed(by_path)}});
  std::ranges::stable_sort(fits, std::greater{}, &choice::Fit::columns);
  if (fits.size() > 1 && fits[0].columns == fits[1].columns)
    return refuse(Blame::input, "exchange.several-profiles",
                  {{"candidates", choice::listed({fits[0].profile->id, fits[1].profile->id})}});
  return fits.front().profile;
}

}  // namespace potensial::exchange
