#include "form/answers_text.hpp"

#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "form/written_answers.hpp"

namespace potensial::form {
namespace answers_text_detail {

namespace json = boost::json;

std::string shortest(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

struct Written {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
  std::string operator()(Date day) const { return day.iso(); }
  std::string operator()(const Parts&) const { return {}; }
};

json::object object_of(const Answers& answers);

json::value value_of(const Answer& answer) {
  const auto* parts = std::get_if<Parts>(&answer);
  if (!parts) return json::value(written_value(answer));
  json::array items;
  for (const auto& each : *parts) items.push_back(object_of(each));
  return items;
}

json::object object_of(const Answers& answers) {
  json::object object;
  for (const auto& [question, answer] : answers.values) object[question] = value_of(answer);
  return object;
}

Node node_of(const json::value& value) {
  if (value.is_string()) return {std::string(value.get_string())};
  if (const auto* items = value.if_array()) {
    Node::List list;
    for (const auto& each : *items) list.push_back(node_of(each));
    return {std::move(list)};
  }
  Node::Members members;
  if (const auto* object = value.if_object())
    for (const auto& [name, each] : *object) members.emplace_back(std::string(name), node_of(each));
  return {std::move(members)};
}

}  // namespace answers_text_detail

std::string written_value(const Answer& answer) { return std::visit(answers_text_detail::Written{}, answer); }

std::string answers_text(const Answers& answers) { return boost::json::serialize(answers_text_detail::object_of(answers)); }

Result<Answers> answers_of_text(const Form& form, std::string_view text) {
  boost::system::error_code fault;
  const auto value = boost::json::parse(text, fault);
  if (fault || !value.is_object()) return refuse(Blame::fault, "answers.unreadable", {{"reason", fault.message()}});
  return written_answers(form, answers_text_detail::node_of(value));
}

}  // namespace potensial::form
