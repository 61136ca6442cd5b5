#include "app/http/sent_form.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/http/body_file.hpp"
#include "app/http/multipart.hpp"

namespace potensial::app {
namespace sent_forms {

constexpr std::streamsize most_fields = 64 * 1024;  // bytes

std::unique_ptr<std::istream> body_of(const HttpRequest& request) {
  if (request.body_file) return std::make_unique<std::ifstream>(request.body_file->path(), std::ios::binary);
  return std::make_unique<std::istringstream>(request.body);
}

}  // namespace sent_forms

std::optional<Refusal> too_large(const HttpRequest& request, std::uint64_t most) {
  const auto* announced = request.header("content-length");
  if (!announced || std::strtoull(announced->c_str(), nullptr, 10) <= most) return std::nullopt;
  return Refusal{Blame::input, "import.too-large", {{"megabytes", std::to_string(most >> 20)}}};
}

std::string fields_text(const HttpRequest& request) {
  const auto* type = request.header("content-type");
  if (type && type->starts_with("multipart/")) return {};
  if (!request.body_file) return request.body;
  std::string text(sent_forms::most_fields, '\0');
  std::ifstream in(request.body_file->path(), std::ios::binary);
  in.read(text.data(), sent_forms::most_fields);
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

Result<SentForm> sent_form(const HttpRequest& request, const service::FrontDoor& door) {
  auto file = door.begin_file();
  if (!file) return std::unexpected(file.error());
  const auto* content_type = request.header("content-type");
  const auto body = sent_forms::body_of(request);
  auto form = read_multipart(*body, content_type ? *content_type : "", [&](std::string_view bytes) { return file->add(bytes); });
  if (!form) return std::unexpected(form.error());
  if (auto finished = file->finish(form->file_name); !finished) return std::unexpected(finished.error());
  return SentForm{std::move(form->values), std::move(*file)};
}

}  // namespace potensial::app
