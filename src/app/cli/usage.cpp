#include "app/cli/usage.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "catalogue/messages.hpp"
#include "service/descriptions.hpp"

namespace potensial::app {
namespace usage {

constexpr const char* labels[] = {"Usage", "OPTIONS", "SUBCOMMAND", "SUBCOMMANDS", "Positionals", "REQUIRED", "Needs", "Excludes"};

Language language_of(std::span<const std::string> arguments, Language usual) {
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const bool apart = arguments[at] == "--lang" && at + 1 < arguments.size();
    const auto word = apart ? arguments[at + 1] : arguments[at].starts_with("--lang=") ? arguments[at].substr(7) : "";
    if (word == "cy" || word == "en") return word == "cy" ? Language::cy : Language::en;
  }
  return usual;
}

std::string described_names() {
  std::string names;
  for (const auto name : service::described_page_names()) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

// The sentences of one language.
class Sentences {
 public:
  Sentences(const catalogue::Messages& messages, Language language) : messages_(messages), language_(language) {}

  bool has(const std::string& id) const { return messages_.has(id); }
  std::string say(const std::string& id, std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    arguments.emplace_back("described", described_names());
    return messages_.text(Refusal{Blame::input, id, std::move(arguments)}, language_);
  }
  // Of a flag: that of its command, or of all that have it.
  std::string help(const std::string& command, const std::string& flag) const {
    const auto own = command + "." + flag;
    return say(has(own) ? own : "help.any." + flag);
  }

 private:
  const catalogue::Messages& messages_;
  Language language_;
};

void set_type(CLI::Option& option, const Sentences& sentences) {
  const auto type = option.get_type_name();
  const auto id = "usage.type." + CLI::detail::to_lower(type.substr(0, type.find(':')));
  if (sentences.has(id)) option.type_name(sentences.say(id));
}

void set_help(CLI::App& command, const std::string& id, const Sentences& sentences) {
  command.description(sentences.say(id));
  for (auto* option : command.get_options({})) {
    option->description(sentences.help(id, option->get_single_name()));
    option->group(sentences.say("usage.options"));
    set_type(*option, sentences);
  }
  for (auto* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    below->group(sentences.say("usage.commands"));
    set_help(*below, id + "." + below->get_name(), sentences);
  }
}

void set_labels(CLI::App& app, const Sentences& sentences) {
  for (const char* label : labels) app.get_formatter()->label(label, sentences.say(std::string("usage.label.") + label));
}

std::vector<const CLI::Option*> all_options(const CLI::App& app) {
  auto options = app.get_options([](const CLI::Option*) { return true; });
  for (const auto* below : app.get_subcommands([](const CLI::App*) { return true; }))
    for (const auto* option : all_options(*below)) options.push_back(option);
  return options;
}

// The flag or argument that a fault names: the first of its words that is one.
std::string named_in(const CLI::App& app, const std::string& fault) {
  const auto options = all_options(app);
  for (const auto& each : CLI::detail::split(fault, ' ')) {
    const auto word = each.ends_with(':') ? each.substr(0, each.size() - 1) : each;
    if (std::ranges::any_of(options, [&](const CLI::Option* option) { return option->get_name() == word || option->check_name(word); })) return word;
  }
  return {};
}

std::string after(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}

std::string fault_of(const CLI::App& app, const CLI::ParseError& wrong, const Sentences& sentences) {
  const std::string what = wrong.what(), kind = wrong.get_name(), named = named_in(app, what);
  const bool extra = wrong.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);  // its kind is the name of its command
  if (extra) return sentences.say("usage.unexpected", {{"words", after(what, ": ")}});
  if (kind == "RequiredError" && named.empty()) return sentences.say("usage.no-command");
  if (kind == "RequiredError") return sentences.say("usage.missing", {{"flag", named}});
  if (kind == "ExcludesError") return sentences.say("usage.not-together", {{"flag", named}, {"other", after(what, " excludes ")}});
  const auto own = after(what, ": ");
  if (kind == "ValidationError" && sentences.has(own)) return sentences.say(own, {{"flag", named}});
  if (named.empty()) return sentences.say("usage.wrong", {{"words", what}});
  return sentences.say(kind == "ArgumentMismatch" ? "usage.wrong-number" : "usage.wrong-value", {{"flag", named}});
}

}  // namespace usage

int say_usage(CLI::App& app, const Session& session, std::span<const std::string> arguments, const CLI::ParseError& wrong) {
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return app.exit(wrong, *session.out, *session.err) == 0 ? 0 : 2;
  const usage::Sentences sentences(*messages, usage::language_of(arguments, session.language));
  usage::set_labels(app, sentences);
  usage::set_help(app, "help", sentences);
  if (wrong.get_exit_code() == 0) return app.exit(wrong, *session.out, *session.err);
  *session.err << usage::fault_of(app, wrong, sentences) << '\n' << sentences.say("usage.see-help") << '\n';
  return 2;
}

}  // namespace potensial::app
