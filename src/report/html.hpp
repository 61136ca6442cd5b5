// Pages as HTML: a whole document in one language, complete without scripts.
//
// Markup follows the GOV.UK Design System with classes of our own (pt-*); styles are web/potensial.scss.
// Everything that is text is escaped; there is no inline script and no inline style. Charts are SVG drawn
// from the page's own tables (chart.hpp); a chart whose table does not stand before it, is empty, or has
// no drawable cell is left out (page_faults.hpp finds the first kind). A page is asked for in the language
// and reached in the other by the switch in its header. Const use is thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/messages.hpp"
#include "model/block.hpp"
#include "report/links.hpp"
#include "report/template.hpp"
#include "report/words.hpp"

namespace potensial::report {

// What stands around every page. Only sections that exist are given; `word` equals Page::section of its pages.
struct Section {
  std::string word;
  Phrase name;
  Target target;
};
struct Surroundings {
  Target home{"home", "", ""};
  std::vector<Section> navigation;
  std::vector<ListItem> footer;  // definitions, data loads ...
  std::vector<ListItem> account; // who is signed in, or where to sign in
  std::optional<Target> sign_out;  // an operation; nobody is signed in where there is none
  std::optional<Target> search;  // an operation that takes what is typed into the box of every page
  std::string search_words = {}; // what stands in that box already
  std::vector<ListItem> forms;   // the same page in other forms, where it is served
  std::optional<Phrase> made;    // when and from which data; shown on paper
  bool for_paper = false;        // nothing stands around it but what it is
  std::string styles = {};       // written into a document that stands alone and may load nothing; else it links to them
};

class Html {
 public:
  // Reads the template `shell.mustache` in the folder of styles and templates.
  static Result<Html> load(const catalogue::Messages& messages, const std::filesystem::path& web);

  Result<std::string> document(const Page& page, Language language, const Surroundings& around,
                               const Links& links) const;

 private:
  Html(const catalogue::Messages& messages, Template shell) : messages_(&messages), shell_(std::move(shell)) {}

  const catalogue::Messages* messages_;
  Template shell_;
};

}  // namespace potensial::report
