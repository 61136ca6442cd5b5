#include "exchange/profile_choice.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/encoding.hpp"
#include "exchange/csv_layout.hpp"

namespace potensial::exchange {
namespace choice {
namespace {

struct Fit {
  const MappingProfile* profile = nullptr;
  bool path = false;
  std::size_t columns = 0;  // of the profile, found in the file

  auto rank() const { return std::tuple(path, columns); }
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

}  // namespace
}  // namespace choice

Result<const MappingProfile*> choose_profile(std::string_view path, std::string_view head,
                                             std::span<const MappingProfile> profiles) {
  constexpr Encoding kEither[] = {Encoding::utf8, Encoding::windows_1252};
  const auto decoded = decode(choice::whole_lines(head), kEither);
  if (!decoded) return std::unexpected(decoded.error());
  std::vector<choice::Fit> fits;
  std::vector<std::string> by_path;
  for (const auto& profile : profiles) {
    const bool path_fits = path_facts(profile.path, path).has_value();
    if (const auto start = start_of(profile, decoded->text()))
      fits.push_back({&profile, path_fits, choice::columns_found(start->layout)});
    else if (path_fits) by_path.push_back(profile.id);
  }
  if (fits.empty()) return refuse(Blame::input, "exchange.no-profile", {{"candidates", choice::listed(by_path)}});
  std::ranges::stable_sort(fits, std::greater{}, &choice::Fit::rank);
  if (fits.size() > 1 && fits[0].rank() == fits[1].rank())
    return refuse(Blame::input, "exchange.several-profiles",
                  {{"candidates", choice::listed({fits[0].profile->id, fits[1].profile->id})}});
  return fits.front().profile;
}

}  // namespace potensial::exchange
