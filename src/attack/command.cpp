#include "attack/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <ostream>

#include "attack/attack.hpp"
#include "catalogue/messages.hpp"

namespace potensial::attack {
namespace command_detail {

namespace json = boost::json;

struct Request {
  std::filesystem::path folder, truth, catalogue = POTENSIAL_CATALOGUE;
  bool json = false;
  Language language = Language::en;
};

const char* code(Lost what) {
  switch (what) {
    case Lost::exact: return "exact";
    case Lost::small: return "small";
    case Lost::uncovered: return "uncovered";
    case Lost::insider: return "insider";
    case Lost::class_disclosed: return "class";
    case Lost::side_channel: break;
  }
  return "side-channel";
}

Result<AttackReport> report_of(const Request& request) {
  const auto manifest = read_manifest(request.folder);
  if (!manifest) return std::unexpected(manifest.error());
  const auto artefacts = read_artefacts(request.folder, *manifest);
  if (!artefacts) return std::unexpected(artefacts.error());
  const auto published = published_cells(*manifest, *artefacts);
  if (request.truth.empty()) return attack(*manifest, *artefacts, published, nullptr);
  const auto truth = Truth::read(request.truth, published.variables);
  if (!truth) return std::unexpected(truth.error());
  return attack(*manifest, *artefacts, published, &*truth);
}

json::value high_of(const stats::CellRange& range) { return range.high ? json::value(*range.high) : json::value(nullptr); }

std::string json_of(const AttackReport& report) {
  json::array recovered;
  for (const auto& each : report.recovered)
    recovered.push_back({{"cell", each.cell}, {"what", code(each.what)}, {"how", each.how}, {"low", each.range.low}, {"high", high_of(each.range)}});
  return json::serialize(json::object{{"cells", report.cells}, {"marked", report.marked},
                                      {"R0", report.count(Lost::exact)}, {"R1", report.count(Lost::small)},
                                      {"R2", report.count(Lost::uncovered)}, {"R3", report.count(Lost::insider)},
                                      {"R4", report.count(Lost::class_disclosed)}, {"R5", report.count(Lost::side_channel)},
                                      {"false_claims", report.false_claims}, {"recovered", std::move(recovered)}});
}

std::string range_text(const stats::CellRange& range) {
  return "[" + std::to_string(range.low) + ", " + (range.high ? std::to_string(*range.high) : "–") + "]";
}

// The name of an attack in words; a place or a file as it stands.
std::string how_text(const std::string& how, const Request& request, const catalogue::Messages& messages) {
  const auto id = "attack.how-" + how;
  return messages.has(id) ? messages.text(id, {}, request.language) : how;
}

void print(const AttackReport& report, const Request& request, const catalogue::Messages& messages, std::ostream& out) {
  for (const auto& each : report.recovered)
    out << messages.text(std::string("attack.what-") + code(each.what), {}, request.language) << "  " << each.cell << "  "
        << range_text(each.range) << "  " << how_text(each.how, request, messages) << "\n";
  out << messages.text("attack.summary", {{"cells", std::to_string(report.cells)}, {"marked", std::to_string(report.marked)},
                                          {"recovered", std::to_string(report.recovered.size())}}, request.language) << "\n";
}

int run(const Request& request, std::ostream& out, std::ostream& err) {
  const auto messages = catalogue::Messages::load(request.catalogue / "messages");
  const auto report = report_of(request);
  if (!report) {
    err << (messages ? messages->text(report.error(), request.language) : report.error().code) << "\n";
    return 1;
  }
  if (request.json) out << json_of(*report) << "\n";
  else if (messages) print(*report, request, *messages, out);
  return report->recovered.empty() ? 0 : 1;
}

// Also of a call that could not be read.
Language language_asked(const std::vector<std::string>& arguments) {
  const auto flag = std::ranges::find(arguments, "--lang");
  const bool welsh = std::ranges::count(arguments, "--lang=cy") > 0 || (flag != arguments.end() && flag + 1 != arguments.end() && *(flag + 1) == "cy");
  return welsh ? Language::cy : Language::en;
}

// Help that was asked for, or how the program is called where it was called otherwise.
int say_usage(CLI::App& app, const CLI::ParseError& why, const Request& request, Language language, std::ostream& out, std::ostream& err) {
  const bool wrong = why.get_exit_code() != 0;
  const auto messages = catalogue::Messages::load(request.catalogue / "messages");
  if (messages) (wrong ? err : out) << messages->text("attack.usage", {}, language) << "\n";
  else app.exit(why, out, err);
  return wrong ? 2 : 0;
}

}  // namespace command_detail

int run_attack(std::vector<std::string> arguments, std::ostream& out, std::ostream& err) {
  command_detail::Request request;
  CLI::App app{"", "potensial-attack"};
  app.add_option("DIR", request.folder)->required()->check(CLI::ExistingDirectory);
  app.add_option("--truth", request.truth)->check(CLI::ExistingFile);
  app.add_option("--catalogue", request.catalogue);
  app.add_flag("--json", request.json);
  app.add_option_function<std::string>("--lang", [&](const std::string& word) {
       request.language = word == "cy" ? Language::cy : Language::en;
     })->check(CLI::IsMember({"cy", "en"}));
  const auto language = command_detail::language_asked(arguments);
  std::ranges::reverse(arguments);
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& wrong) {
    return command_detail::say_usage(app, wrong, request, language, out, err);
  }
  return command_detail::run(request, out, err);
}

}  // namespace potensial::attack
