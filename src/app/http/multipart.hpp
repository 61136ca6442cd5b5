// A form with a file, as browsers send it: multipart/form-data (RFC 7578), read piece by piece, so that the file may be
// larger than memory. Strict: parts between whole delimiters, each name once, one file at most, which must be named
// "file", fields that are UTF-8 and 64 KiB together. Refuses "http.bad-form", and what `file` refuses. No state kept.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "service/operation.hpp"

namespace potensial::app {

struct MultipartForm {
  service::Values values;
  std::string file_name;  // as the sender gave it
  bool has_file = false;  // a part for it came, if only an empty one
};

// `file`: takes the bytes of the file as they are read.
Result<MultipartForm> read_multipart(std::istream& in, std::string_view content_type, const std::function<Result<void>(std::string_view)>& file);

}  // namespace potensial::app
