// Names as people look for them: without regard to capitals and accents, by a part, and with one wrong letter.
//
// A name fits when every word that was typed is a word of it, the beginning of one, a part of one (from three letters on),
// or a word of it but for one letter more, less, other or changed over with its neighbour (from four letters on).
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace potensial::service {

// Small letters without accents, words parted by one blank: "Ysgol Gŵyr-y-Bryn" as "ysgol gwyr y bryn".
std::string folded_name(std::string_view text);

class NameQuery {
 public:
  explicit NameQuery(std::string_view typed);

  // Nothing can be looked for with less than two letters or figures.
  bool is_long_enough() const;
  // How far a name, folded, is from what was typed: 0 for the same words, more the less they agree; nothing where one
  // word does not fit.
  std::optional<std::size_t> distance(std::string_view folded) const;

 private:
  std::vector<std::string> words_;
};

}  // namespace potensial::service
