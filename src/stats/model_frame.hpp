// Turns a table of text and a formula into the columns of a model, as R's model.frame and model.matrix do.
//
// A column is numeric when every value present is a number, otherwise a factor (always when written factor(x)).
// Factors take treatment contrasts: one 0/1 column per level but the reference, which is the first level (by
// size where all levels are numbers, else in byte order) unless `references` names another; a factor whose margin is not in the model keeps all levels.
// Names: "(Intercept)", "prior", "sexM", "prior:sexM"; within an interaction the first variable varies fastest.
// Rows missing a value in any variable of the formula are left out of all columns and counted; levels are those
// of the remaining rows. Level names of combined groups are joined with ":".
// Refuses: unknown columns; a response that is not numeric; a mostly numeric column with text in it (a slip, not
// a factor, when over 20 different numbers stand in it); references that fit nothing; over 1,000 columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "stats/formula.hpp"
#include "stats/linear_model.hpp"
#include "stats/mixed_model.hpp"
#include "stats/text_table.hpp"

namespace potensial::stats {

struct FrameColumn {
  std::string name;
  std::vector<double> values;
};

struct FrameFactor {
  std::string name;
  std::vector<std::uint32_t> codes;
  std::vector<std::string> levels;  // by size where all are numbers, else in byte order
};

struct FrameGroup {
  FrameFactor factor;
  bool intercept = true;
  std::vector<FrameColumn> slopes;
};

struct ModelFrame {
  std::vector<double> y;
  bool intercept = true;
  std::vector<FrameColumn> fixed;
  std::vector<FrameGroup> random;
  std::vector<FrameFactor> further;  // the further grouping variables asked for, in that order
  std::vector<std::size_t> rows;     // of the table, from 0
  std::size_t n_missing = 0;
};

struct FrameOptions {
  std::vector<std::pair<std::string, std::string>> references;  // factor, level
  std::vector<std::string> further;                             // columns needed as codes, such as a cluster
};

Result<ModelFrame> model_frame(const TextTable& table, const Formula& formula, const FrameOptions& options = {});

// Views into the frame, which must outlive them.
MixedModelInput mixed_model_input(const ModelFrame& frame);
std::vector<NamedColumn> lent_columns(const std::vector<FrameColumn>& columns);

}  // namespace potensial::stats
