#include "base/folders.hpp"

#include <system_error>

#include "base/file.hpp"

namespace potensial {

Result<void> make_folders(const std::filesystem::path& folder) {
  std::error_code failed;
  if (folder.empty() || std::filesystem::is_directory(folder, failed)) return {};
  const auto parent = folder.parent_path();
  if (auto made = make_folders(parent); !made) return made;
  std::filesystem::create_directory(folder, failed);
  if (failed) return refuse(Blame::file, "file.unwritable", {{"file", folder.string()}, {"reason", failed.message()}});
  return sync_file(parent.empty() ? std::filesystem::path(".") : parent);
}

}  // namespace potensial
