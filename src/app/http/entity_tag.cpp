#include "app/http/entity_tag.hpp"

#include <algorithm>

namespace potensial::app {
namespace entity_tags {

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

// The next quoted tag of the list, without its weakness; empty at the end and at what is no tag.
std::string_view take_tag(std::string_view& list) {
  const auto begin = list.find_first_not_of(" \t,");
  list = without_weakness(list.substr(std::min(begin, list.size())));
  const auto end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
  if (end == std::string_view::npos) return {};
  const auto tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

}  // namespace entity_tags

bool entity_tag_matches(std::string_view if_none_match, std::string_view etag) {
  if (trimmed(if_none_match) == "*") return true;
  const auto own = entity_tags::without_weakness(etag);
  for (auto tag = entity_tags::take_tag(if_none_match); !tag.empty(); tag = entity_tags::take_tag(if_none_match))
    if (tag == own) return true;
  return false;
}

HttpResponse without_what_client_has(const HttpRequest& request, HttpResponse response) {
  const auto* etag = find_header(response.headers, "etag");
  if (response.status != 200 || request.method != "GET" || etag == nullptr) return response;
  if (!entity_tag_matches(joined_header(request.headers, "if-none-match"), *etag)) return response;
  response.status = 304;
  response.body.clear();
  std::erase_if(response.headers, [](const auto& each) {
    return same_word(each.first, "content-type") || same_word(each.first, "content-encoding");
  });
  return response;
}

}  // namespace potensial::app
