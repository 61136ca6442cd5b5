#include "report/terminal.hpp"

#include <algorithm>

#include "report/display_width.hpp"
#include "report/readers_order.hpp"
#include "report/repeated_title.hpp"

namespace potensial::report {
namespace terminal_detail {

constexpr std::size_t widest_heading = 30, widest_cell = 30, least_title = 9, gap = 2;

// A plain space for every control character, so that no text of a file commands the terminal.
std::string tame(std::string text) {
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, ' ');
  for (std::size_t i = 0; i + 1 < text.size(); ++i)  // U+0080 to U+009F: a second set of control characters
    if (text[i] == '\xc2' && static_cast<unsigned char>(text[i + 1]) < 0xa0) text.replace(i, 2, " ");
  return text;
}

std::string paragraph(const std::string& text, std::size_t width, const std::string& indent = "") {
  std::string out;
  for (const auto& line : folded(tame(text), width - display_width(indent))) out += indent + line + "\n";
  return out;
}

std::string underlined(const std::string& text, char with, std::size_t width) {
  std::string out;
  std::size_t longest = 0;
  for (const auto& line : folded(tame(text), width)) {
    out += line + "\n";
    longest = std::max(longest, display_width(line));
  }
  return out + std::string(longest, with) + "\n";
}

// A table as words, every row as long as the heading.
struct Grid {
  std::vector<Align> align;
  std::vector<std::vector<std::string>> rows;  // the first holds the titles
  std::vector<std::size_t> width;              // per column
};

std::vector<std::string> titles(const Table& table, const Words& words) {
  std::vector<std::string> row;
  for (const auto& column : table.columns) row.push_back(tame(words.say(column.title)));
  return row;
}

std::vector<std::string> said(const Row& row, std::size_t columns, const Words& words) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < columns; ++i)
    texts.push_back(tame(words.say(i < row.cells.size() ? row.cells[i].value : Value{Mark::not_applicable})));
  return texts;
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    longest = std::max(longest, display_width(word));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return longest;
}

// As wide as its cells and the words of its title; a long title folds.
std::size_t column_width(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
  std::size_t longest = column == 0 ? display_width(rows[0][column])
                                    : std::min(display_width(rows[0][column]), std::max(least_title, longest_word(rows[0][column])));
  for (std::size_t row = 1; row < rows.size(); ++row) longest = std::max(longest, display_width(rows[row][column]));
  return std::min(longest, column == 0 ? widest_heading : widest_cell);
}

Grid grid_of(const Table& table, const Words& words) {
  Grid grid;
  grid.rows.push_back(titles(table, words));
  for (const auto& row : table.rows) grid.rows.push_back(said(row, table.columns.size(), words));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    grid.align.push_back(i == 0 ? Align::text : table.columns[i].align);
    grid.width.push_back(column_width(grid.rows, i));
  }
  return grid;
}

// Columns, after the first, that stand beside each other.
std::vector<std::vector<std::size_t>> parts(const Grid& grid, std::size_t width) {
  std::vector<std::vector<std::size_t>> all(1);
  std::size_t used = grid.width[0];
  for (std::size_t i = 1; i < grid.width.size(); ++i) {
    if (used + gap + grid.width[i] > width && !all.back().empty()) {
      all.emplace_back();
      used = grid.width[0];
    }
    all.back().push_back(i);
    used += gap + grid.width[i];
  }
  return all;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string line_of_cells(const Grid& grid, const std::vector<std::string>& row, const std::vector<std::size_t>& part) {
  std::vector<std::vector<std::string>> cells{folded(row[0], grid.width[0])};
  for (const std::size_t column : part) cells.push_back(folded(row[column], grid.width[column]));
  const std::size_t height = std::ranges::max(cells, {}, &std::vector<std::string>::size).size();
  std::string out;
  for (std::size_t line = 0; line < height; ++line) {
    std::string text = padded_right(line < cells[0].size() ? cells[0][line] : "", grid.width[0]);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const std::string cell = line < cells[i + 1].size() ? cells[i + 1][line] : "";
      const std::size_t width = grid.width[part[i]];
      text += std::string(gap, ' ') + (grid.align[part[i]] == Align::number ? padded_left(cell, width) : padded_right(cell, width));
    }
    out += trimmed(text) + "\n";
  }
  return out;
}

std::string rule(const Grid& grid, const std::vector<std::size_t>& part) {
  std::string text(grid.width[0], '-');
  for (const std::size_t column : part) text += std::string(gap, ' ') + std::string(grid.width[column], '-');
  return text + "\n";
}

std::string cells_of(const Table& table, const Words& words, std::size_t width) {
  const Grid grid = grid_of(table, words);
  std::string text;
  for (const auto& part : parts(grid, width)) {
    text += "\n" + line_of_cells(grid, grid.rows[0], part) + rule(grid, part);
    for (std::size_t row = 1; row < grid.rows.size(); ++row) text += line_of_cells(grid, grid.rows[row], part);
  }
  return text;
}

std::string meanings(const Table& table, const Words& words, std::size_t width) {
  std::string text;
  for (const auto& meaning : meanings_of_marks(table, words)) text += paragraph(meaning, width);
  return text;
}

class Writer {
 public:
  Writer(const Words& words, std::size_t width) : words_(words), width_(width) {}

  std::string write(const std::vector<Block>& blocks) const {
    std::string text;
    for (std::size_t at = 0; at < blocks.size(); ++at) {
      if (repeats_next_title(blocks, at, words_)) continue;
      if (const std::string part = std::visit(*this, blocks[at]); !part.empty()) text += "\n" + part;
    }
    return text;
  }

  std::string operator()(const Heading& heading) const { return underlined(words_.say(heading.text), '=', width_); }
  std::string operator()(const Sentence& sentence) const {
    return paragraph(words_.say(sentence.text), width_, sentence.weight == Weight::key ? "> " : "");
  }
  std::string operator()(const Table& table) const {
    std::string text = underlined(words_.say(table.title), '-', width_);
    if (table.rows.empty() || table.columns.empty()) return text + paragraph(words_.say(table.when_empty), width_);
    return text + cells_of(table, words_, width_) + meanings(table, words_, width_);
  }
  std::string operator()(const Chart& chart) const { return paragraph(words_.say(chart.finding), width_); }
  std::string operator()(const List& list) const {
    std::string text;
    for (const auto& item : list.items) text += bullet(words_.say(item.text));
    return text;
  }
  std::string operator()(const Summary& summary) const {
    std::string text;
    for (const auto& fact : summary.facts)
      text += paragraph(words_.say(fact.term) + ":", width_) + paragraph(words_.say(fact.description), width_, "    ");
    return text;
  }
  std::string operator()(const Form&) const { return {}; }  // a terminal acts by commands
  std::string operator()(const Details& details) const {
    return underlined(words_.say(details.title), '.', width_) + write(details.blocks);
  }

 private:
  std::string bullet(const std::string& words) const {
    std::string text = paragraph(words, width_, "  ");
    return text.replace(0, 1, "-");
  }

  const Words& words_;
  std::size_t width_;
};

std::string head(const Page& page, const Words& words, std::size_t width) {
  std::string text;
  if (page.invented) text += paragraph(words.say("page.mark-invented"), width);
  if (page.not_for_publication) text += paragraph(words.say("page.mark-not-for-publication"), width);
  if (!text.empty()) text += "\n";
  if (const std::string caption = words.say(page.caption); !caption.empty()) text += paragraph(caption, width);
  return text + underlined(words.say(page.title), '=', width);
}

}  // namespace terminal_detail

std::string terminal_text(const Page& page, const Words& words, std::size_t width) {
  const std::size_t used = std::max<std::size_t>(width, 40);
  return terminal_detail::head(page, words, used) + terminal_detail::Writer(words, used).write(in_readers_order(page, words).blocks);
}

}  // namespace potensial::report
