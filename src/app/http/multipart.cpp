#include "app/http/multipart.hpp"

#include <algorithm>
#include <optional>

#include "app/http/http_message.hpp"
#include "base/encoding.hpp"

namespace potensial::app {
namespace multipart {

constexpr std::size_t piece = 64 * 1024, longest_fields = 64 * 1024, longest_head = 8 * 1024;
constexpr std::string_view file_field = "file";

std::unexpected<Refusal> bad_form() { return refuse(Blame::input, "http.bad-form"); }

// The value of a parameter of a header: name="value" or name=value.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  for (auto at = header.find(';'); at != std::string_view::npos; at = header.find(';', at)) {
    header.remove_prefix(at + 1);
    at = 0;
    const auto equals = header.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const bool wanted = same_word(trimmed(header.substr(0, equals)), name);
    header.remove_prefix(equals + 1);
    const bool quoted = header.starts_with('"');
    if (quoted) header.remove_prefix(1);
    const auto end = header.find(quoted ? '"' : ';');
    if (quoted && end == std::string_view::npos) return std::nullopt;
    const auto value = header.substr(0, end);
    if (wanted) return std::string(quoted ? value : trimmed(value));
    header.remove_prefix(std::min(value.size(), header.size()));
  }
  return std::nullopt;
}

bool is_boundary(const std::string& text) {
  return !text.empty() && text.size() <= 70 && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
}

// Hands out the bytes up to the next delimiter, and knows no more of them than one piece.
class Parts {
 public:
  Parts(std::istream& in, const std::string& boundary) : in_(in), delimiter_("\r\n--" + boundary), held_("\r\n") {}

  // False when the input ends before the delimiter.
  template <class Take>
  Result<bool> up_to_delimiter(const Take& take) {
    for (;;) {
      const auto at = held_.find(delimiter_);
      const bool found = at != std::string::npos;
      const auto sure = found ? at : held_.size() - std::min(held_.size(), delimiter_.size() - 1);
      if (auto taken = take(std::string_view(held_).substr(0, sure)); !taken) return std::unexpected(taken.error());
      held_.erase(0, sure + (found ? delimiter_.size() : 0));
      if (found || !more()) return found;
    }
  }

  // What follows, up to and without an end; nothing when it does not come within `most` bytes.
  std::optional<std::string> line_to(std::string_view end, std::size_t most) {
    auto at = held_.find(end);
    while (at == std::string::npos && held_.size() < most + end.size() && more()) at = held_.find(end);
    if (at == std::string::npos || at > most) return std::nullopt;
    auto text = held_.substr(0, at);
    held_.erase(0, at + end.size());
    return text;
  }

 private:
  bool more() {
    const auto before = held_.size();
    held_.resize(before + piece);
    in_.read(held_.data() + before, static_cast<std::streamsize>(piece));
    held_.resize(before + static_cast<std::size_t>(in_.gcount()));
    return held_.size() > before;
  }

  std::istream& in_;
  std::string delimiter_, held_;
};

struct PartHead {
  std::string name;
  std::optional<std::string> file_name;
};

std::optional<PartHead> part_head(std::string_view text) {
  while (!text.empty()) {
    const auto line = text.substr(0, text.find("\r\n"));
    text.remove_prefix(std::min(line.size() + 2, text.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    if (!same_word(line.substr(0, colon), "content-disposition")) continue;
    const auto disposition = line.substr(colon + 1);
    const auto name = parameter(disposition, "name");
    if (!same_word(trimmed(disposition.substr(0, disposition.find(';'))), "form-data") || !name) return std::nullopt;
    return PartHead{*name, parameter(disposition, "filename")};
  }
  return std::nullopt;
}

class Reading {
 public:
  Reading(Parts parts, const std::function<Result<void>(std::string_view)>& file) : parts_(std::move(parts)), file_(file) {}

  Result<MultipartForm> read() {
    auto nothing = [](std::string_view before) { return before.empty() ? Result<void>{} : bad_form(); };
    auto found = parts_.up_to_delimiter(nothing);
    while (found && *found) {
      const auto end = parts_.line_to("\r\n", 2);
      if (end && end->empty()) found = read_part();
      else return end && *end == "--" ? Result<MultipartForm>(std::move(form_)) : bad_form();
    }
    return found ? bad_form() : std::unexpected(found.error());
  }

 private:
  Result<bool> read_part() {
    const auto text = parts_.line_to("\r\n\r\n", longest_head);
    const auto head = text ? part_head(*text) : std::nullopt;
    if (!head) return bad_form();
    return head->file_name ? read_file(*head) : read_field(*head);
  }

  Result<bool> read_file(const PartHead& head) {
    if (head.name != file_field || form_.has_file) return bad_form();
    form_.has_file = true;
    form_.file_name = *head.file_name;
    return parts_.up_to_delimiter(file_);
  }

  Result<bool> read_field(const PartHead& head) {
    std::string value;
    auto found = parts_.up_to_delimiter([&](std::string_view bytes) {
      fields_ += bytes.size();
      if (fields_ > longest_fields) return Result<void>(bad_form());
      value += bytes;
      return Result<void>{};
    });
    const bool sound = is_utf8(head.name) && is_utf8(value) && head.name != file_field;
    if (!sound || !form_.values.emplace(head.name, std::move(value)).second) return bad_form();
    return found;
  }

  Parts parts_;
  const std::function<Result<void>(std::string_view)>& file_;
  MultipartForm form_;
  std::size_t fields_ = 0;
};

}  // namespace multipart

Result<MultipartForm> read_multipart(std::istream& in, std::string_view content_type, const std::function<Result<void>(std::string_view)>& file) {
  const auto kind = trimmed(content_type.substr(0, content_type.find(';')));
  const auto boundary = multipart::parameter(content_type, "boundary").value_or("");
  if (!same_word(kind, "multipart/form-data") || !multipart::is_boundary(boundary)) return multipart::bad_form();
  return multipart::Reading(multipart::Parts(in, boundary), file).read();
}

}  // namespace potensial::app
