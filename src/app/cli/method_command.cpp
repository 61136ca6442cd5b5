#include "app/cli/method_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <memory>
#include <ostream>
#include <sstream>

#include "app/cli/method_allocate.hpp"
#include "app/cli/method_groups.hpp"
#include "app/cli/method_match.hpp"
#include "app/cli/method_suppress.hpp"
#include "base/encoding.hpp"
#include "catalogue/messages.hpp"
#include "service/method_mixed_model.hpp"
#include "service/method_regress.hpp"

namespace potensial::app {
namespace {

using service::MethodCell;
using service::MethodTable;

constexpr std::array kEncodings{Encoding::utf8, Encoding::windows_1252};

std::string number_text(double value) {
  if (!std::isfinite(value)) return "–";
  return value == std::floor(value) && std::abs(value) < 1e15 ? fmt::format("{:.0f}", value) : fmt::format("{:.6g}", value);
}

// Finds words in the session's language.
using WordsOf = std::function<std::string(const service::MethodRemark&)>;

std::string cell_text(const MethodCell& cell, const WordsOf& words) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* word = std::get_if<service::MethodRemark>(&cell)) return words(*word);
  if (const auto* money = std::get_if<service::MethodMoney>(&cell)) return money->is_signed ? signed_text(money->amount) : text(money->amount);
  return number_text(std::get<double>(cell));
}

// Characters, not bytes, so that columns stay straight in Welsh.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Words to the left, numbers to the right.
std::string padded(const std::string& text, std::size_t width, bool is_number) {
  const std::string space(width - std::min(width, width_of(text)), ' ');
  return is_number ? space + text : text + space;
}

using TextRows = std::vector<std::vector<std::string>>;

std::vector<std::size_t> widths_of(const TextRows& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t j = 0; j < row.size(); ++j) widths[j] = std::max(widths[j], width_of(row[j]));
  return widths;
}

bool is_number_column(const MethodTable& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [column](const auto& row) {
    return std::holds_alternative<double>(row[column]) || std::holds_alternative<service::MethodMoney>(row[column]);
  });
}

TextRows text_rows(const MethodTable& table, const WordsOf& words) {
  TextRows rows(1);
  for (const auto& column : table.columns) rows[0].push_back(words({column, {}}));
  for (const auto& row : table.rows) {
    auto& texts = rows.emplace_back();
    for (const auto& cell : row) texts.push_back(cell_text(cell, words));
  }
  return rows;
}

void print_table(std::ostream& out, const MethodTable& table, const WordsOf& words) {
  const TextRows rows = text_rows(table, words);
  const auto widths = widths_of(rows);
  out << words({table.title, {}}) << "\n";
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t j = 0; j < row.size(); ++j) line += "  " + padded(row[j], widths[j], is_number_column(table, j));
    out << line.substr(0, line.find_last_not_of(' ') + 1) << "\n";
  }
  out << "\n";
}

Result<std::pair<std::string, std::string>> reference_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos) return refuse(Blame::input, "method.reference-form", {{"text", text}});
  return std::pair{text.substr(0, equals), text.substr(equals + 1)};
}

using References = std::vector<std::pair<std::string, std::string>>;

Result<References> references_of(const std::vector<std::string>& texts) {
  References references;
  for (const auto& text : texts) {
    auto reference = reference_of(text);
    if (!reference) return std::unexpected(reference.error());
    references.push_back(std::move(*reference));
  }
  return references;
}

void answer_or_say(Session& session, const Result<service::MethodAnswer>& answer) {
  answer ? print_method_answer(session, *answer) : say(session, answer.error());
}

struct MixedModelFlags {
  std::filesystem::path data;
  std::string formula;
  std::vector<std::string> references;
  bool ml = false;
};

Result<service::MethodAnswer> run_mixed_model(const MixedModelFlags& flags) {
  auto references = references_of(flags.references);
  if (!references) return std::unexpected(references.error());
  auto csv = method_file_text(flags.data);
  if (!csv) return std::unexpected(csv.error());
  return service::method_mixed_model({std::move(*csv), flags.formula, flags.ml, std::move(*references)});
}

void add_mixed_model(CLI::App& method, Session& session) {
  auto* command = method.add_subcommand("mixed-model");
  auto flags = std::make_shared<MixedModelFlags>();
  command->add_option("--data", flags->data)->required();
  command->add_option("--formula", flags->formula)->required();
  command->add_option("--reference", flags->references);
  command->add_flag("--ml", flags->ml);
  command->callback([flags, &session] { answer_or_say(session, run_mixed_model(*flags)); });
}

struct RegressFlags {
  std::filesystem::path data;
  std::string formula, absorb, cluster, robust;
  std::vector<std::string> references;
};

Result<service::MethodAnswer> run_regress(const RegressFlags& flags) {
  auto references = references_of(flags.references);
  if (!references) return std::unexpected(references.error());
  auto csv = method_file_text(flags.data);
  if (!csv) return std::unexpected(csv.error());
  return service::method_regress(
      {std::move(*csv), flags.formula, flags.absorb, flags.cluster, !flags.robust.empty(), std::move(*references)});
}

void add_regress(CLI::App& method, Session& session) {
  auto* command = method.add_subcommand("regress");
  auto flags = std::make_shared<RegressFlags>();
  command->add_option("--data", flags->data)->required();
  command->add_option("--formula", flags->formula)->required();
  command->add_option("--absorb", flags->absorb);
  command->add_option("--cluster", flags->cluster);
  command->add_option("--robust", flags->robust)->check(CLI::IsMember({"hc1"}));
  command->add_option("--reference", flags->references);
  command->callback([flags, &session] { answer_or_say(session, run_regress(*flags)); });
}

}  // namespace

Result<std::string> method_file_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (std::filesystem::is_regular_file(file) && stream) text << stream.rdbuf();
  if (text.view().empty() && !(stream && std::filesystem::is_empty(file)))
    return refuse(Blame::file, "method.cannot-read", {{"file", file.string()}});
  const std::string bytes = std::move(text).str();
  const auto decoded = decode(bytes, kEncodings);
  if (!decoded) return std::unexpected(decoded.error());
  return std::string(decoded->text());
}

void print_method_answer(Session& session, const service::MethodAnswer& answer) {
  if (session.json) {
    *session.out << answer.json << "\n";
    return;
  }
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return say(session, messages.error());
  const WordsOf words = [&](const service::MethodRemark& word) {
    return messages->text(word.message, word.arguments, session.language);
  };
  for (const auto& table : answer.tables) print_table(*session.out, table, words);
  for (const auto& remark : answer.remarks) *session.out << words(remark) << "\n";
}

void add_method_command(CLI::App& app, Session& session) {
  auto* method = app.add_subcommand("method");
  method->require_subcommand(1);
  add_mixed_model(*method, session);
  add_regress(*method, session);
  add_method_groups(*method, session);
  add_method_match(*method, session);
  add_method_suppress(*method, session);
  add_method_allocate(*method, session);
}

}  // namespace potensial::app
