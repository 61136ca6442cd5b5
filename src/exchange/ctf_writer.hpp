// Writes Common Transfer Files: UTF-8, elements in the order of the exchange-formats specification,
// section 3, two spaces of indent, sections without content left out.
//
// Usage:  std::string text;
//         CtfWriter writer(text, header);
//         writer.pupil(pupil);
//         writer.finish();
// Text is escaped; characters that XML 1.0 cannot hold are left out. Not thread-safe; one writer per file.
#pragma once

#include <string>
#include <string_view>

#include "exchange/ctf_record.hpp"

namespace potensial::exchange {

class CtfWriter {
 public:
  CtfWriter(std::string& out, const CtfHeader& header);
  void pupil(const CtfPupil& pupil);
  void finish();

 private:
  std::string& out_;
};

std::string ctf_text(const CtfFile& file);

// LLLSSSS_CTF_LLLSSSS_nnn.xml; a school number of "LLLL" means the authority itself.
std::string ctf_file_name(const CtfSchool& source, const CtfSchool& destination, int serial);

}  // namespace potensial::exchange
