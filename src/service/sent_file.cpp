#include "service/sent_file.hpp"

#include <algorithm>
#include <utility>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/folders.hpp"
#include "service/import_jobs.hpp"

namespace potensial::service {
namespace sent_file {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 120;  // bytes
constexpr const char* unnamed = "file.csv";

std::unexpected<Refusal> unwritable(const fs::path& file) { return refuse(Blame::fault, "import.not-kept", {{"file", file.filename().string()}}); }

bool may_stand(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>'; }

// The end of a long name tells more than its beginning: it has the ending.
std::string shortened(std::string name) {
  auto from = name.size() <= longest_name ? 0 : name.size() - longest_name;
  while (from < name.size() && (static_cast<unsigned char>(name[from]) & 0xC0) == 0x80) ++from;
  return name.substr(from);
}

std::string plain_name(std::string_view given) {
  const auto last = given.find_last_of("/\\");
  std::string name(last == std::string_view::npos ? given : given.substr(last + 1));
  std::erase_if(name, [](char c) { return !may_stand(c); });
  const bool none = name.find_first_not_of(". ") == std::string::npos;
  return none || !is_utf8(name) ? unnamed : shortened(std::move(name));
}

}  // namespace sent_file

SentFile::SentFile(std::filesystem::path folder, std::string place)
    : folder_(std::move(folder)), place_(std::move(place)), out_(folder_ / "file", std::ios::binary) {}

SentFile::SentFile(SentFile&& other) noexcept
    : folder_(std::move(other.folder_)), place_(std::move(other.place_)), name_(std::move(other.name_)), out_(std::move(other.out_)),
      hash_(std::move(other.hash_)), bytes_(other.bytes_), kept_(std::exchange(other.kept_, true)) {}

Result<SentFile> SentFile::begin(const std::filesystem::path& home, const RandomBytes& random) {
  using sent_file::fs::perms;
  auto place = random_token(random);
  const auto folder = sent_folder(home) / place;
  if (!make_folders(folder)) return sent_file::unwritable(folder);
  std::error_code failed;
  for (const auto& each : {sent_folder(home), folder}) sent_file::fs::permissions(each, perms::owner_all, failed);
  SentFile file(folder, std::move(place));
  if (!file.out_) return sent_file::unwritable(folder);
  return file;
}

SentFile::~SentFile() {
  std::error_code none;
  if (!kept_) sent_file::fs::remove_all(folder_, none);
}

Result<void> SentFile::add(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out_) return sent_file::unwritable(folder_);
  hash_.add(bytes);
  bytes_ += bytes.size();
  return {};
}

Result<void> SentFile::finish(std::string_view name) {
  name_ = sent_file::plain_name(name);
  out_.close();
  if (!out_ || !sync_file(folder_ / "file") || !sync_file(folder_)) return sent_file::unwritable(folder_);
  return {};
}

}  // namespace potensial::service
