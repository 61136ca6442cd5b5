#include "exchange/json_tree.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <string>
#include <vector>

namespace potensial::exchange {
namespace json_tree_detail {

namespace json = boost::json;

// What the parser tells, one event at a time, put together. Texts, names and numbers come in pieces.
struct Builder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  Node whole;
  std::vector<Node> open = {};          // objects and arrays that have begun
  std::vector<std::string> names = {};  // of those that stand in an object, of the member that comes
  std::string piece = {};

  void put(Node node) {
    if (open.empty()) whole = std::move(node);
    else if (auto* list = std::get_if<Node::List>(&open.back().value)) list->push_back(std::move(node));
    else std::get<Node::Members>(open.back().value).emplace_back(std::move(names.back()), std::move(node));
  }
  bool begin(Node node) {
    open.push_back(std::move(node));
    names.emplace_back();
    return true;
  }
  bool end() {
    auto node = std::move(open.back());
    open.pop_back();
    names.pop_back();
    put(std::move(node));
    return true;
  }
  bool more(json::string_view text) {
    piece.append(text.data(), text.size());
    return true;
  }
  std::string finished(json::string_view last) {
    more(last);
    return std::exchange(piece, {});
  }
  bool scalar(json::string_view last) {
    put(Node{finished(last)});
    return true;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return begin(Node{Node::Members{}}); }
  bool on_object_end(std::size_t, json::error_code&) { return end(); }
  bool on_array_begin(json::error_code&) { return begin(Node{Node::List{}}); }
  bool on_array_end(std::size_t, json::error_code&) { return end(); }
  bool on_key_part(json::string_view text, std::size_t, json::error_code&) { return more(text); }
  bool on_key(json::string_view text, std::size_t, json::error_code&) {
    names.back() = finished(text);
    return true;
  }
  bool on_string_part(json::string_view text, std::size_t, json::error_code&) { return more(text); }
  bool on_string(json::string_view text, std::size_t, json::error_code&) { return scalar(text); }
  bool on_number_part(json::string_view text, json::error_code&) { return more(text); }
  bool on_int64(std::int64_t, json::string_view text, json::error_code&) { return scalar(text); }
  bool on_uint64(std::uint64_t, json::string_view text, json::error_code&) { return scalar(text); }
  bool on_double(double, json::string_view text, json::error_code&) { return scalar(text); }
  bool on_bool(bool value, json::error_code&) { return scalar(value ? "true" : "false"); }
  bool on_null(json::error_code&) { return scalar(""); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

}  // namespace json_tree_detail

Result<Node> json_tree(std::string_view text) {
  namespace json = boost::json;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  json::basic_parser<json_tree_detail::Builder> parser(json::parse_options{}, json_tree_detail::Builder{});
  json::error_code fault;
  const auto read = parser.write_some(false, text.data(), text.size(), fault);
  const bool rest = !fault && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos;
  if (fault || rest) return refuse(Blame::file, "json.not-json", {{"byte", std::to_string(read + 1)}, {"reason", rest ? "extra data" : fault.message()}});
  return std::move(parser.handler().whole);
}

}  // namespace potensial::exchange
