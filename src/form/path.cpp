#include "form/path.hpp"

namespace potensial::form {

Path Path::to(std::string question) const {
  auto further = *this;
  further.steps.push_back({std::move(question), std::nullopt});
  return further;
}

Path Path::into(std::string part, std::size_t number) const {
  auto further = *this;
  further.steps.push_back({std::move(part), number});
  return further;
}

std::string Path::text() const {
  std::string text;
  for (const auto& step : steps) {
    if (!text.empty()) text += '/';
    text += step.question;
    if (step.number) text += '/' + std::to_string(*step.number);
  }
  return text;
}

}  // namespace potensial::form
