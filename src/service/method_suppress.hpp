// `potensial method suppress`: the release gate on any CSV table of counts, so that it can be tried and checked. Text
// in, text out; reads no file.
//
// JSON: policy, table, universe,
//   cells [{where {variable: level}, count, percentage}]    what may be published; a hidden figure is the mark
//   hidden, share_hidden                                    how many cells; share of inner counts other than 0
//   certificate {definition_hash, solver, programs, hidden [{cell, reason, low, high, printed}]}   not for publication
// `files` are those of the folder that may be published (report/released_files.hpp). Refusals: those of
// suppress_table.hpp, of the policy and of the release gate. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/messages.hpp"
#include "model/disclosure.hpp"
#include "report/released_files.hpp"
#include "service/method_answer.hpp"
#include "service/suppress_table.hpp"

namespace potensial::service {

struct SuppressRequest {
  std::string csv;  // the file's text
  TableColumns columns;
  DisclosurePolicy policy;
};

struct SuppressAnswer {
  MethodAnswer said;
  std::vector<report::ReleasedFile> files;
};

Result<SuppressAnswer> method_suppress(const SuppressRequest& request, const catalogue::Messages& messages);

}  // namespace potensial::service
