#include "report/chart_mark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "report/markup.hpp"

namespace potensial::report {
namespace mark_detail {

// Names of web/potensial.scss: colour of a series, and paper inside a ring.
std::string style(int series) { return fmt::format("pt-s{}", series + 1); }

std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string square(Place at, int series, double size) {
  const double half = size / 2;
  return fmt::format(R"svg(<rect class="{}" x="{}%" y="{}" width="{}" height="{}" transform="translate(-{} 0)" fill="currentColor"/>)svg",
                     style(series), number(at.x), number(at.y - half), number(size), number(size), number(half));
}

std::string round(Place at, bool filled, int series, double size) {
  return fmt::format(R"(<circle class="{}{}" cx="{}%" cy="{}" r="{}" fill="{}" stroke="currentColor" stroke-width="{}"/>)",
                     style(series), filled ? "" : " pt-hollow", number(at.x), number(at.y), number(size / 2 - 0.5),
                     filled ? "currentColor" : "none", number(std::min(3.0, size / 4)));
}

std::string diamond(Place at, int series, double size) {
  const double half = size / 2;
  return fmt::format(R"(<svg x="{0}%" y="{1}" overflow="visible"><path class="{2}" d="M0 -{3} L{3} 0 L0 {3} L-{3} 0 Z" fill="currentColor"/></svg>)",
                     number(at.x), number(at.y), style(series), number(half));
}

constexpr std::size_t line_letters = 28;  // of 15 px text in the 260 px of a folded block
constexpr double line_height = 18;

std::size_t letters(std::string_view words) {
  return static_cast<std::size_t>(std::ranges::count_if(words, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> folded(std::string_view words) {
  std::vector<std::string> lines(1);
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (!lines.back().empty() && letters(lines.back()) + 1 + letters(word) > line_letters) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + std::string(word);
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return lines;
}

constexpr std::array anchors{"start", "middle", "end"};

std::string text(Place at, std::string_view words, Anchor anchor, const char* style) {
  return fmt::format(R"(<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>)", style, number(at.x), number(at.y),
                     anchors[static_cast<std::size_t>(anchor)], escape(words));
}

// Pattern tiles, after "solid": stripes, dots, crossed, level lines, empty.
constexpr std::array tiles{R"(<path d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6" stroke="currentColor" stroke-width="2"/>)",
                           R"(<circle cx="4" cy="4" r="1.6" fill="currentColor"/>)",
                           R"(<path d="M0 0 L8 8 M0 8 L8 0" stroke="currentColor" stroke-width="1"/>)",
                           R"(<path d="M0 2 H8 M0 6 H8" stroke="currentColor" stroke-width="1.5"/>)", ""};

}  // namespace mark_detail

Shape shape_of(Verdict verdict) {
  if (verdict == Verdict::low) return Shape::square;
  return verdict == Verdict::not_low ? Shape::circle : Shape::ring;
}

std::string svg_mark(Place at, Shape shape, int series, double size) {
  switch (shape) {
    case Shape::square: return mark_detail::square(at, series, size);
    case Shape::diamond: return mark_detail::diamond(at, series, size);
    case Shape::ring:
    case Shape::circle: break;
  }
  return mark_detail::round(at, shape == Shape::circle, series, size);
}

std::string svg_line(Place from, Place to, int series) {
  constexpr std::array dashes{"", R"( stroke-dasharray="7 4")", R"( stroke-dasharray="2 4")", R"( stroke-dasharray="9 3 2 3")"};
  return fmt::format(R"(<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="currentColor" stroke-width="3"{}/>)",
                     mark_detail::style(series), mark_detail::number(from.x), mark_detail::number(to.x),
                     mark_detail::number(from.y), mark_detail::number(to.y), dashes[static_cast<std::size_t>(series)]);
}

std::string svg_bar(double from, double to, double y, double height, std::string_view fill, int series) {
  return fmt::format(R"(<rect class="{}" x="{}%" y="{}" width="{}%" height="{}" fill="{}" stroke="currentColor" stroke-width="1.5"/>)",
                     mark_detail::style(series), mark_detail::number(from), mark_detail::number(y),
                     mark_detail::number(to - from), mark_detail::number(height), fill);
}

std::string svg_rule(Place from, Place to, std::string_view style) {
  return fmt::format(R"(<line class="pt-rule-{}" x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="currentColor"/>)", style,
                     mark_detail::number(from.x), mark_detail::number(to.x), mark_detail::number(from.y),
                     mark_detail::number(to.y));
}

std::string svg_text(Place at, std::string_view words, Anchor anchor) {
  return mark_detail::text(at, words, anchor, "pt-label");
}
Label svg_label(Place at, std::string_view words) {
  Label label;
  for (const auto& line : mark_detail::folded(words)) {
    label.body += svg_text({at.x, at.y + label.below}, line);
    label.below += mark_detail::line_height;
  }
  label.below -= mark_detail::line_height;
  return label;
}

std::string svg_quiet_text(Place at, std::string_view words, Anchor anchor) {
  return mark_detail::text(at, words, anchor, "pt-quiet");
}

std::string svg_inner_text(Place at, std::string_view words) { return mark_detail::text(at, words, Anchor::middle, "pt-inner"); }

std::string svg_spare_text(Place at, std::string_view words, Anchor anchor) {
  return mark_detail::text(at, words, anchor, "pt-quiet pt-spare");
}

std::string svg_patterns(const std::string& prefix) {
  std::string text = "<defs>";
  for (std::size_t i = 0; i < mark_detail::tiles.size(); ++i)
    text += fmt::format(R"(<pattern id="{}-{}" class="pt-s{}" width="8" height="8" patternUnits="userSpaceOnUse">)"
                        R"(<rect class="pt-paper" width="8" height="8" fill="none"/>{}</pattern>)",
                        prefix, i + 1, (i + 1) % 2 + 1, mark_detail::tiles[i]);
  return text + "</defs>";
}

std::string pattern_fill(const std::string& prefix, int pattern) {
  return pattern == 0 ? "currentColor" : fmt::format("url(#{}-{})", prefix, pattern);
}

int pattern_count() { return static_cast<int>(mark_detail::tiles.size()) + 1; }

std::string svg_open(double height, std::string_view description) {
  return fmt::format(R"(<svg class="pt-chart" width="100%" height="{}" role="img" aria-label="{}">)", mark_detail::number(height),
                     escape(description));
}
std::string svg_close() { return "</svg>"; }

}  // namespace potensial::report
