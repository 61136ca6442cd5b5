#include <algorithm>
#include <set>

#include "base/counter_random.hpp"
#include "demonstration/world.hpp"

namespace potensial::demonstration {
namespace school_names {

// The first letter as a capital; the accented ones of the lists are two bytes long.
std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string welsh_place(const NameLists& lists, Draws& draws) {
  const auto& first = lists.first_elements[draws.below(static_cast<std::uint32_t>(lists.first_elements.size()))];
  const auto& noun = lists.nouns[draws.below(static_cast<std::uint32_t>(lists.nouns.size()))];
  return capital(first) + " " + capital(noun);
}

std::string english_place(const NameLists& lists, Draws& draws) {
  const auto& first = lists.english_first[draws.below(static_cast<std::uint32_t>(lists.english_first.size()))];
  return first + lists.english_second[draws.below(static_cast<std::uint32_t>(lists.english_second.size()))];
}

std::string welsh_kind(const School& school) {
  const bool catholic = school.faith == "Roman Catholic", church = school.faith == "Church in Wales";
  switch (school.phase) {
    case Phase::nursery: return "Ysgol Feithrin";
    case Phase::primary:
      return catholic ? "Ysgol Gynradd Gatholig" : church ? "Ysgol Gynradd yr Eglwys yng Nghymru" : "Ysgol Gynradd";
    case Phase::secondary: return school.welsh ? "Ysgol Gyfun Gymraeg" : "Ysgol Gyfun";
    case Phase::special: return "Ysgol Arbennig";
    case Phase::pru: return "Uned Cyfeirio Disgyblion";
  }
  return "Ysgol";
}

std::string english_kind(const School& school) {
  const bool catholic = school.faith == "Roman Catholic", church = school.faith == "Church in Wales";
  switch (school.phase) {
    case Phase::nursery: return "Nursery School";
    case Phase::primary:
      return catholic ? "Roman Catholic Primary School" : church ? "Church in Wales Primary School" : "Primary School";
    case Phase::secondary: return "High School";
    case Phase::special: return "Special School";
    case Phase::pru: return "Pupil Referral Unit";
  }
  return "School";
}

// A Welsh-medium school has one name in both languages; one primary in forty has a long double one.
Text composed(const School& school, const NameLists& lists, Draws& draws) {
  const bool long_name = draws.happens(0.025);
  if (school.welsh) {
    const auto place = welsh_place(lists, draws);
    const auto more = long_name ? " a " + welsh_place(lists, draws) : std::string();
    const auto plain = school.phase == Phase::primary && school.faith.empty() ? "Ysgol" : welsh_kind(school);
    return {plain + " " + place + more, plain + " " + place + more};
  }
  const auto place = english_place(lists, draws);
  const auto more = long_name ? " and " + english_place(lists, draws) : std::string();
  const auto welsh_more = long_name ? " ac " + welsh_place(lists, draws) : std::string();
  return {place + more + " " + english_kind(school), welsh_kind(school) + " " + place + welsh_more};
}

}  // namespace school_names

void name_schools(World& world) {
  const RandomStream stream(world.request.seed, "school-names");
  for (const auto& authority : world.authorities) {
    std::set<std::string> taken;
    for (auto i = authority.first_school; i < authority.last_school; ++i) {
      auto& school = world.schools[i];
      for (std::uint32_t attempt = 0; attempt < 1000; ++attempt) {
        auto draws = stream.at(i, attempt);
        school.name = school_names::composed(school, world.settings.names, draws);
        if (taken.insert(school.name.en).second) break;
      }
    }
  }
}

}  // namespace potensial::demonstration
