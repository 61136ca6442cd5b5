#include "app/http/status_words.hpp"

namespace potensial::app {

std::string words_of_status(const catalogue::Messages& messages, unsigned status) {
  const auto own = "http.status-" + std::to_string(status);
  const auto& code = messages.has(own) ? own : "http.status-any";
  const Refusal said{Blame::input, code, {{"status", std::to_string(status)}}};
  return messages.text(said, Language::cy) + "\n\n" + messages.text(said, Language::en) + "\n";
}

}  // namespace potensial::app
