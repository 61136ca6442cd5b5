// Pages about files that are sent in (pages.md, P09): what came and what waits, one file from its preview to what became of
// it, one load, and its quarantined rows. Values of rows stand on the preview and in the quarantine only. As blocks. One
// thread at a time, as the home.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "service/operation.hpp"
#include "service/rows_shown.hpp"
#include "store/import_task_store.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

Page imports_page(Call& call, const std::string& organisation, std::size_t number);
Page import_page(Call& call, const store::ImportTask& task, RowsAsked rows);
Page load_page(Call& call, const store::Load& load);
Page quarantine_page(Call& call, const store::Load& load, RowsAsked rows);

// What the form to send a file offers: "" lets the file say it.
std::vector<Choice> profile_choices(const Call& call);
std::vector<Choice> year_choices(Date today);

// As its sender named it: where it lay on the machine of whoever imported it is nothing for others.
std::string shown_file(const store::Load& load);

}  // namespace potensial::service
