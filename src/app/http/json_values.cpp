#include "app/http/json_values.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <string>

namespace potensial::app {
namespace json_body {

namespace json = boost::json;
using Error = boost::system::error_code;

// Called by the parser piece by piece; false stops it.
struct Collector {
  static constexpr std::size_t max_object_size = 100, max_array_size = 0, max_key_size = 100, max_string_size = 100'000;

  service::Values values;
  std::string name, text;
  int depth = 0;

  bool take(std::string_view value, Error& error) {
    if (depth == 1 && values.emplace(name, std::string(value)).second) return true;
    error = json::error::extra_data;
    return false;
  }
  bool refuse_value(Error& error) {
    error = json::error::extra_data;
    return false;
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error& error) { return ++depth == 1 || refuse_value(error); }
  bool on_object_end(std::size_t, Error&) { return --depth == 0; }
  bool on_array_begin(Error& error) { return refuse_value(error); }
  bool on_array_end(std::size_t, Error&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, Error&) { return text.append(part.data(), part.size()), true; }
  bool on_key(json::string_view part, std::size_t, Error&) {
    name = text.append(part.data(), part.size());
    text.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, Error&) { return text.append(part.data(), part.size()), true; }
  bool on_string(json::string_view part, std::size_t, Error& error) {
    const auto whole = text.append(part.data(), part.size());
    text.clear();
    return take(whole, error);
  }
  bool on_number_part(json::string_view part, Error&) { return text.append(part.data(), part.size()), true; }
  bool number(json::string_view part, Error& error) {
    const auto whole = text.append(part.data(), part.size());
    text.clear();
    return take(whole, error);
  }
  bool on_int64(std::int64_t, json::string_view part, Error& error) { return number(part, error); }
  bool on_uint64(std::uint64_t, json::string_view part, Error& error) { return number(part, error); }
  bool on_double(double, json::string_view part, Error& error) { return number(part, error); }
  bool on_bool(bool yes, Error& error) { return take(yes ? "true" : "false", error); }
  bool on_null(Error& error) { return refuse_value(error); }
  bool on_comment_part(json::string_view, Error& error) { return refuse_value(error); }
  bool on_comment(json::string_view, Error& error) { return refuse_value(error); }
};

}  // namespace json_body

Result<service::Values> json_values(std::string_view body) {
  json_body::json::basic_parser<json_body::Collector> parser({});
  json_body::Error error;
  const auto read = parser.write_some(false, body.data(), body.size(), error);
  const bool rest_is_blank = body.substr(std::min(read, body.size())).find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (error || !parser.done() || !rest_is_blank) return refuse(Blame::input, "api.bad-json");
  return std::move(parser.handler().values);
}

}  // namespace potensial::app
