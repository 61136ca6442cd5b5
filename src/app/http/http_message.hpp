// A request and its answer as plain values: what handlers of pages see of HTTP (RFC 9110).
//
// The transport fills a request only from bytes that fit the strict grammar of request_head.hpp; handlers fill the
// response. Names of request headers are lower case; of response headers as the handler writes them. Plain values.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace potensial::app {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// Whether two words are the same but for the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);
std::string lower_case(std::string_view text);  // ASCII letters only
// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view text);
// The first value under a name of any case; nullptr when there is none.
const std::string* find_header(const HttpHeaders& headers, std::string_view name);
// All values under a name, joined by commas as RFC 9110 section 5.3 allows for lists.
std::string joined_header(const HttpHeaders& headers, std::string_view name);
// The members of a comma-separated list without the white space around them; empty members are left out.
std::vector<std::string_view> list_members(std::string_view list);
bool list_has(std::string_view list, std::string_view word);  // in any case
// Whether the text is what RFC 9110 section 5.6.2 lets stand as the name of a method or a header.
bool is_token(std::string_view text);

class BodyFile;

struct HttpRequest {
  std::string method;  // GET, POST, PUT or DELETE; HEAD comes to handlers as GET
  std::string path;    // begins with a slash; percent-encoded exactly as received
  std::string query;   // after the question mark, as received
  HttpHeaders headers;
  std::string body;
  std::shared_ptr<BodyFile> body_file;  // holds the body where the server keeps those of a path in files
  std::string peer;     // the address that limits and the log use
  bool secure = false;  // the client's own connection is HTTPS: a trusted proxy says so

  const std::string* header(std::string_view lower_name) const { return find_header(headers, lower_name); }
};

// Connection, Content-Length, Transfer-Encoding and Date are the server's: what a handler says there is left out.
struct HttpResponse {
  unsigned status = 200;
  HttpHeaders headers;
  std::string body;
};

using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

}  // namespace potensial::app
