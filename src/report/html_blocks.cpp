#include "report/html_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/chart.hpp"
#include "report/html_form.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/repeated_title.hpp"

namespace potensial::report {
namespace blocks_detail {

class Writer {
 public:
  Writer(const Words& words, const Links& links) : words_(words), links_(links) {}

  std::string page(const std::vector<Block>& blocks) {
    switch_at_ = forms_to_keep(blocks).size() > 1 ? SwitchAt::form : SwitchAt::header;
    return write(blocks);
  }

  std::string write(const std::vector<Block>& blocks) {
    std::string text;
    bool framed = false;  // inside the frame of key sentences
    for (std::size_t at = 0; at < blocks.size(); ++at) {
      const auto& block = blocks[at];
      in_place_of_heading_ = in_place_of_heading_ && std::holds_alternative<Table>(block);
      if (repeats_next_title(blocks, at, words_)) {
        in_place_of_heading_ = true;
        continue;
      }
      const bool key = is_key(block);
      if (key != framed) text += key ? "<div class=\"pt-key\">" : "</div>\n";
      text += key ? key_sentence(std::get<Sentence>(block), !framed) : std::visit(*this, block);
      framed = key;
    }
    return framed ? text + "</div>\n" : text;
  }

  std::string operator()(const Heading& heading) {
    below_heading_ = true;
    const std::string id = heading.anchor.empty() ? "" : fmt::format(" id=\"{}\"", html_id(heading.anchor));
    return fmt::format("<h2{} class=\"govuk-heading-m\">{}</h2>\n", id, said(heading.text));
  }

  std::string operator()(const Sentence& sentence) {
    const char* style = sentence.weight == Weight::note ? "pt-note" : "govuk-body pt-body-narrow";
    return fmt::format("<p class=\"{}\">{}</p>\n", style, said(sentence.text));
  }

  std::string operator()(const Table& table) {
    tables_.push_back(&table);
    return html_of(table, below_heading_ && !in_place_of_heading_ ? 3 : 2, words_, links_);
  }

  std::string operator()(const Chart& chart) {
    const auto found = std::ranges::find(tables_, chart.table, [](const Table* each) { return each->id; });
    return found == tables_.end() ? "" : figure_of(chart, **found, words_);
  }

  std::string operator()(const List& list) {
    std::string text = "<ul class=\"govuk-list govuk-list--bullet\">\n";
    for (const auto& item : list.items)
      text += "<li>" + html_link(said(item.text), item.link, words_.language(), links_) + "</li>\n";
    return list.items.empty() ? "" : text + "</ul>\n";
  }

  std::string operator()(const Summary& summary) {
    std::string text = "<dl class=\"govuk-summary-list\">\n";
    for (const auto& fact : summary.facts)
      text += fmt::format("<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{}</dt>"
                          "<dd class=\"govuk-summary-list__value\">{}</dd></div>\n",
                          said(fact.term), said(fact.description));
    return summary.facts.empty() ? "" : text + "</dl>\n";
  }

  std::string operator()(const Form& form) const { return html_of(form, words_, links_, switch_at_); }

  std::string operator()(const Details& details) {
    return fmt::format("<details class=\"govuk-details pt-details-dense\"{}><summary class=\"govuk-details__summary\">"
                       "<span class=\"govuk-details__summary-text\">{}</span></summary>"
                       "<div class=\"govuk-details__text\">\n{}</div></details>\n",
                       details.open ? " open" : "", said(details.title), write(details.blocks));
  }

 private:
  static bool is_key(const Block& block) {
    const auto* sentence = std::get_if<Sentence>(&block);
    return sentence && sentence->weight == Weight::key;
  }
  std::string key_sentence(const Sentence& sentence, bool first) const {
    return fmt::format("<p class=\"{}\">{}</p>", first ? "govuk-body-l" : "govuk-body", said(sentence.text));
  }
  std::string said(const Phrase& phrase) const { return escape(words_.say(phrase)); }

  const Words& words_;
  const Links& links_;
  std::vector<const Table*> tables_;
  SwitchAt switch_at_ = SwitchAt::header;
  bool below_heading_ = false;
  bool in_place_of_heading_ = false;  // the next table's title stands for a heading of the same words
};

}  // namespace blocks_detail

std::string html_of(const std::vector<Block>& blocks, const Words& words, const Links& links) {
  return blocks_detail::Writer(words, links).page(blocks);
}

}  // namespace potensial::report
