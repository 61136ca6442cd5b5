// Folders that last: each one that is made stands in its parent on the disk before make_folders returns, so that what is
// then written into it, and synced, is found again after a power cut. Safe from several threads.
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace potensial {

// Makes whatever of the path is missing. Refuses "file.unwritable" {file, reason}.
Result<void> make_folders(const std::filesystem::path& folder);

}  // namespace potensial
