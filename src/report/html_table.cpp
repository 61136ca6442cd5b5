#include "report/html_table.hpp"

#include <fmt/format.h>

#include "report/markup.hpp"

namespace potensial::report {
namespace table_detail {

const char* verdict_class(Verdict verdict) {
  switch (verdict) {
    case Verdict::low: return "pt-verdict pt-verdict--firm";
    case Verdict::not_low: return "pt-verdict";
    case Verdict::cannot_be_judged: break;
  }
  return "pt-verdict pt-verdict--open";
}

std::string inner(const Cell& cell, const Words& words, const Links& links) {
  std::string text = escape(words.say(cell.value));
  if (const auto* verdict = std::get_if<Verdict>(&cell.value))
    text = fmt::format(R"(<strong class="{}">{}</strong>)", verdict_class(*verdict), text);
  return html_link(text, cell.link, words.language(), links);
}

const char* number_class(const Table& table, std::size_t column) {
  return table.columns[column].align == Align::number ? " num" : "";
}

std::string heading_row(const Table& table, const Words& words) {
  std::string row = R"(<thead class="govuk-table__head"><tr class="govuk-table__row">)";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    row += fmt::format(R"(<th scope="col" class="govuk-table__header{}">{}</th>)", i == 0 ? "" : number_class(table, i),
                       escape(words.say(table.columns[i].title)));
  return row + "</tr></thead>\n";
}

std::string cell_of(const Table& table, const Row& row, std::size_t column, const Words& words, const Links& links) {
  const Cell cell = column < row.cells.size() ? row.cells[column] : Cell{};
  if (column == 0) return fmt::format(R"(<th scope="row" class="govuk-table__header">{}</th>)", inner(cell, words, links));
  return fmt::format(R"(<td class="govuk-table__cell{}">{}</td>)", number_class(table, column), inner(cell, words, links));
}

std::string body_row(const Table& table, const Row& row, const Words& words, const Links& links) {
  std::string text = R"(<tr class="govuk-table__row">)";
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += cell_of(table, row, i, words, links);
  return text + "</tr>\n";
}

std::string grid(const Table& table, const std::string& title_id, const Words& words, const Links& links) {
  std::string text = fmt::format(
      "<div class=\"pt-scroll\" role=\"region\" aria-labelledby=\"{0}\" tabindex=\"0\">\n"
      "<table class=\"govuk-table\" aria-labelledby=\"{0}\">\n", title_id);
  text += heading_row(table, words) + "<tbody class=\"govuk-table__body\">\n";
  for (const auto& row : table.rows) text += body_row(table, row, words, links);
  return text + "</tbody></table></div>\n";
}

std::string meanings(const Table& table, const Words& words) {
  std::string text;
  for (const auto& meaning : meanings_of_marks(table, words)) text += (text.empty() ? "" : ". ") + meaning;
  return text.empty() ? "" : fmt::format("<p class=\"pt-note\">{}.</p>\n", escape(text));
}

}  // namespace table_detail

std::string html_link(const std::string& words_escaped, const std::optional<Target>& target, Language language,
                      const Links& links) {
  const std::string href = target ? links.page(*target, language) : "";
  if (href.empty()) return words_escaped;
  return fmt::format(R"(<a class="govuk-link" href="{}">{}</a>)", escape(href), words_escaped);
}

std::string html_of(const Table& table, int level, const Words& words, const Links& links) {
  const std::string id = html_id(table.id);
  std::string text = fmt::format("<h{0} id=\"{1}\" class=\"govuk-heading-{2} pt-tabletitle\">{3}</h{0}>\n", level, id,
                                 level == 2 ? "m" : "s", escape(words.say(table.title)));
  if (table.rows.empty())
    return text + fmt::format("<p class=\"govuk-body pt-body-narrow\">{}</p>\n", escape(words.say(table.when_empty)));
  return text + table_detail::grid(table, id, words, links) + table_detail::meanings(table, words);
}

}  // namespace potensial::report
