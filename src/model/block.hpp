// Page blocks: what a page says, before it is a page.
//
// Areas write pages as blocks; `report` renders the same blocks as HTML, print, terminal text, CSV
// and XLSX, so that they cannot disagree. Order on a page: heading, key sentences, table, chart
// (always drawn from the table before it), list, folded details (pages.md rule 1). Value types.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/phrase.hpp"
#include "model/verdict.hpp"

namespace potensial {

// Where a link leads: a page of the product by its noun and id, in the reader's language.
struct Target {
  std::string noun;  // "school", "learner", "finding", "authority", "wales", "family", "group", "definition"
  std::string id;    // opaque id; empty for a page of which there is one
  std::string part;  // fragment, without '#'
  std::vector<std::pair<std::string, std::string>> query = {};  // what the page is asked, the same in both languages
  std::string ending = {};  // ".csv": the page as a file of that kind, where it is served
};

// Why a cell holds no value. A mark is never 0.
enum class Mark { not_applicable, not_collected, suppressed, too_few, total };

struct Interval {
  double low = 0, high = 0;
  Unit unit = Unit::standard;
};

using Value = std::variant<Mark, Phrase, Quantity, Interval, Verdict>;

struct Cell {
  Value value = Mark::not_applicable;
  std::optional<Target> link;
};

enum class Align { text, number };

struct Column {
  Phrase title;
  Align align = Align::number;
};

struct Row {
  std::vector<Cell> cells;  // the first cell is the row's heading
};

struct Heading {
  Phrase text;
  std::string anchor;  // fragment id, unique on the page
};
enum class Weight { key, body, note };
struct Sentence {
  Phrase text;
  Weight weight = Weight::body;
};
struct Table {
  std::string id;  // unique on the page
  Phrase title;
  std::vector<Column> columns;  // the column that answers the question stands second (pages.md 4, Long)
  std::vector<Row> rows;
  Phrase when_empty;            // said in place of an empty table: what is missing, why, who can supply it
  bool by_name = false;         // rows stand by the words of their heading, in the order of the reader's language
};

// Charts draw columns of the table with the same id that stands before them.
enum class ChartKind {
  interval,     // dot and interval per row, zero line; `verdict` column gives the shape of the dot
  line,         // first column along, one series per value column; a row whose `break_before` cell is set starts anew
  bar,          // one bar per row
  scatter,      // two value columns
  distribution, // stacked shares per row, patterns
  caterpillar,  // many intervals sorted by estimate
  heat,         // a square per row and value column, the number printed in it; above `threshold` it has a pattern
  tiles,        // a tile per row at its place on the map, the first value column printed in it; `verdict` gives shape and pattern
};
// Where the row of a table stands on a map of tiles.
struct Tile {
  std::size_t row = 0;                  // of the table
  int column = 0, line = 0;             // from the top left corner
  Text short_name;
};
struct Chart {
  ChartKind kind = ChartKind::interval;
  std::string table;                    // Table::id
  Phrase finding;                       // the title states the finding
  Phrase description;                   // one sentence for those who cannot see it
  Phrase note;                          // what the marks mean
  std::vector<std::size_t> values;      // table columns: estimate (and for `interval` the Interval column second)
  std::optional<std::size_t> verdict;   // table column of verdicts
  std::vector<std::size_t> breaks;      // rows before which a definition break cuts the series
  bool from_zero = false;
  double threshold = 0;                 // heat
  std::vector<Tile> tiles = {};
  double full = 0;                      // bar: the amount that fills the width, such as 100%; 0: the largest
};
struct ListItem {
  Phrase text;
  std::optional<Target> link;
};
struct List {
  std::vector<ListItem> items;
  bool by_name = false;         // as of a table
};
struct Fact {
  Phrase term, description;
};
struct Summary {  // a list of terms and descriptions, as in "how this was judged"
  std::vector<Fact> facts;
};
// What a person fills in and sends: the parameters of an operation. A form stands only where its reader may do it.
enum class FieldKind { text, mail, new_password, password, code, paragraph, date, choice, select, file, hidden };
struct Choice {
  std::string value;
  Phrase name;
};
struct Field {
  std::string name;               // of the operation's parameter
  FieldKind kind = FieldKind::text;
  Phrase label, hint = {};
  std::string value = {};         // what stands in it already
  std::vector<Choice> choices = {};
  std::optional<Phrase> fault = {};  // what is wrong with what was typed, and what to do
  bool optional = false;
};
struct Form {
  std::string id;                 // unique on the page
  Target action;                  // noun: the operation
  std::vector<Field> fields;
  Phrase submit;
  std::optional<Phrase> fault = {};  // of the form as a whole
  bool asks = false;              // sent by GET: the same page with other filters, nothing changes
  bool answered = false;          // the page answers what stands in it, and no address leads to it
};

struct Details;
using Block = std::variant<Heading, Sentence, Table, Chart, List, Summary, Form, Details>;
struct Details {  // folded; everything in it can be read without scripts
  Phrase title;
  std::vector<Block> blocks;
  bool open = false;
  bool is_part = false;  // a part of the page as good as the others, folded for its length alone: paper holds it
};

inline void append(std::vector<Block>& blocks, std::vector<Block> more) {
  for (auto& each : more) blocks.push_back(std::move(each));
}

struct Page {
  Target address;
  Phrase caption;                 // small line over the title
  Phrase title;
  std::string section;            // "find", ... : which word of the navigation is current
  std::vector<ListItem> trail;    // breadcrumbs, from Wales down
  bool invented = false;          // the data are a demonstration: printed on the page
  bool not_for_publication = true;
  bool once = false;              // says what was just done: its address leads to another page
  std::optional<Phrase> refusal = {};  // what it says, where no address leads to it
  std::vector<Block> blocks;
};

}  // namespace potensial
