// Where links lead: from a target and a language to an address, served or in a tree of files.
//
// Nouns exist in both languages (school, ysgol), ids in neither, so that the language switch changes only
// language and noun. An empty address means there is no such page: the words then stand without a link.
// Thread-safe once made.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/block.hpp"
#include "model/text.hpp"

namespace potensial::report {

class Links {
 public:
  virtual ~Links() = default;
  virtual std::string page(const Target& target, Language language) const = 0;
  virtual std::string action(const Target& target, Language language) const { return page(target, language); }  // of a form
  virtual std::string asset(const std::string& file) const = 0;  // "potensial.css", "potensial.svg"
};

// "/cy/ysgol/6812001?indicator=ks2-points#t1": addresses of a server.
class ServedLinks : public Links {
 public:
  std::string page(const Target& target, Language language) const override;
  std::string asset(const std::string& file) const override;
};

// "../../cy/ysgol/6812001.html#t1": relative to the page that is being written, so that the tree of files
// can be opened from any folder. Links to pages that `is_written` denies are left out.
class FileLinks : public Links {
 public:
  using IsWritten = std::function<bool(const Target&)>;
  FileLinks(Target from, IsWritten is_written) : from_(std::move(from)), is_written_(std::move(is_written)) {}
  std::string page(const Target& target, Language language) const override;
  std::string asset(const std::string& file) const override;

 private:
  Target from_;
  IsWritten is_written_;
};

// What a page is asked, as it stands in an address: "?indicator=ks2-points&year=2009", or "".
std::string query_of(const Target& target);

// "school" in Welsh is "ysgol"; a noun without a Welsh form stays as it is.
std::string noun_in(const std::string& noun, Language language);
// The English form of a noun in either language; a word that is none stays as it is.
std::string noun_of(std::string_view word);

// The file of a page, relative to the root of the tree: "cy/ysgol/6812001.html", "en/wales.html".
// Bytes of an id that could leave the folder or need quoting are written as ~XX.
std::string file_of(const Target& target, Language language);

}  // namespace potensial::report
