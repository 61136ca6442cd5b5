// Whole files: read at once, and written so that after a crash there is the old file or the new one.
//
// Writing goes to a temporary name in the same folder, is synced to disk, renamed over the target, and the
// folder is synced. Refusals: "file.unreadable", "file.too-large", "file.unwritable", with the file's name.
// Thread-safe for different files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial {

// Ends the name of a file that is being written; one found later was left by a crash and may be deleted.
inline constexpr std::string_view temporary_suffix = ".tmp";

std::filesystem::path temporary_name(const std::filesystem::path& file);

Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t limit = std::uint64_t{4} << 30);
// Makes the folder when it is missing.
Result<void> write_file(const std::filesystem::path& file, std::string_view content);

// The steps of write_file, for files that something else has written under a temporary name.
Result<void> sync_file(const std::filesystem::path& file_or_folder);
Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace potensial
