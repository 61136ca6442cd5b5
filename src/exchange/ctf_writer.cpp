#include "exchange/ctf_writer.hpp"

#include <fmt/format.h>

#include "exchange/ctf_fields.hpp"

namespace potensial::exchange {
namespace ctf_writing {
namespace {

void escape(std::string& out, std::string_view text) {
  for (const char each : text) switch (each) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '\r': out += "&#13;"; break;
      default:
        if (static_cast<unsigned char>(each) >= 0x20 || each == '\t' || each == '\n') out += each;
    }
}

// Indented elements into a text.
class Elements {
 public:
  Elements(std::string& out, int depth) : out_(out), depth_(depth) {}

  void leaf(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    indent();
    tag("<", name, ">");
    escape(out_, text);
    tag("</", name, ">\n");
  }

  // Writes `inside` between the tags; leaves no trace when it writes nothing.
  template <class Inside>
  void section(std::string_view name, Inside inside) {
    const auto before = out_.size();
    indent();
    tag("<", name, ">\n");
    const auto opened = out_.size();
    ++depth_;
    inside();
    --depth_;
    if (out_.size() == opened) {
      out_.resize(before);
      return;
    }
    indent();
    tag("</", name, ">\n");
  }

  template <class Section, std::size_t N>
  void fields(const Section& from, const CtfField<Section> (&table)[N]) {
    for (const auto& [element, member] : table) leaf(element, from.*member);
  }

  void opaque(const CtfElement& element) {
    if (element.children.empty()) {
      leaf(element.name, element.text);
    } else {
      section(element.name, [&] { opaque(element.children); });
    }
  }
  void opaque(const std::vector<CtfElement>& elements) {
    for (const auto& each : elements) opaque(each);
  }

  // A section of plain values only.
  template <class Section, std::size_t N>
  void plain(std::string_view name, const Section& from, const CtfField<Section> (&table)[N]) {
    section(name, [&] {
      fields(from, table);
      opaque(from.others);
    });
  }

 private:
  void indent() { out_.append(static_cast<std::size_t>(depth_) * 2, ' '); }
  void tag(std::string_view open, std::string_view name, std::string_view close) {
    out_ += open;
    out_ += name;
    out_ += close;
  }

  std::string& out_;
  int depth_;
};

void write_basic(Elements& to, const CtfBasicDetails& basic) {
  to.section("BasicDetails", [&] {
    to.fields(basic, kCtfBasicFieldsBeforeLanguages);
    to.section("Languages", [&] {
      for (const auto& each : basic.languages) to.plain("Type", each, kCtfLanguageFields);
    });
    to.fields(basic, kCtfBasicFieldsBeforeDisabilities);
    to.section("Disabilities", [&] {
      for (const auto& each : basic.disabilities) to.leaf("Disability", each);
    });
    to.fields(basic, kCtfBasicFieldsLast);
    to.opaque(basic.others);
  });
}

void write_meals(Elements& to, const CtfMealsHistory& meals) {
  to.section("FSMhistory", [&] {
    to.fields(meals, kCtfMealsHistoryFields);
    for (const auto& each : meals.instances) to.plain("FSMinstance", each, kCtfMealsFields);
    to.opaque(meals.others);
  });
}

void write_sen(Elements& to, const CtfSenHistory& sen) {
  to.section("SENhistory", [&] {
    for (const auto& each : sen.provisions) to.plain("SEN", each, kCtfSenProvisionFields);
    to.section("SENneeds", [&] {
      for (const auto& each : sen.needs) to.plain("SENneed", each, kCtfSenNeedFields);
    });
    to.opaque(sen.others);
  });
}

void write_address(Elements& to, const CtfPupil& pupil) {
  if (pupil.address) {
    to.opaque(*pupil.address);
  } else {
    to.section("Address", [&] { to.leaf("PostCode", pupil.post_code); });
  }
  to.opaque(pupil.contacts);
}

void write_attendance(Elements& to, const CtfYearAttendance& year) {
  to.section("YearData", [&] {
    to.fields(year, kCtfAttendanceFields);
    to.section("AttendSessions", [&] { to.fields(year, kCtfMarksFields); });
    to.opaque(year.others);
  });
}

void write_stage(Elements& to, const CtfKeyStage& stage) {
  to.section("KeyStage", [&] {
    to.fields(stage, kCtfKeyStageFields);
    for (const auto& each : stage.results) to.plain("StageAssessment", each, kCtfResultFields);
    to.opaque(stage.others);
  });
}

void write_pupil(Elements& to, const CtfPupil& pupil) {
  to.fields(pupil, kCtfPupilFields);
  to.leaf(pupil.calls_it_sex ? "Sex" : "Gender", pupil.sex);
  write_basic(to, pupil.basic);
  write_meals(to, pupil.meals);
  to.plain("NAWdetails", pupil.welsh, kCtfWelshFields);
  to.plain("LookedAfter", pupil.looked_after, kCtfLookedAfterFields);
  write_sen(to, pupil.sen);
  write_address(to, pupil);
  to.section("Attendance", [&] {
    for (const auto& each : pupil.attendance) write_attendance(to, each);
  });
  to.section("StageAssessments", [&] {
    for (const auto& each : pupil.stages) write_stage(to, each);
  });
  to.section("SchoolHistory", [&] {
    for (const auto& each : pupil.history) to.plain("School", each, kCtfSchoolSpellFields);
  });
  to.opaque(pupil.others);
}

std::string four_places(const CtfSchool& school) { return school.estab.empty() ? "LLLL" : school.estab; }

}  // namespace
}  // namespace ctf_writing

CtfWriter::CtfWriter(std::string& out, const CtfHeader& header) : out_(out) {
  out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CTfile>\n";
  ctf_writing::Elements to(out_, 1);
  to.section("Header", [&] {
    to.fields(header, kCtfHeaderFields);
    to.plain("SourceSchool", header.source, kCtfSchoolFields);
    to.plain("DestSchool", header.destination, kCtfSchoolFields);
    to.opaque(header.others);
  });
  out_ += "  <CTFpupilData>\n";
}

void CtfWriter::pupil(const CtfPupil& pupil) {
  ctf_writing::Elements to(out_, 2);
  to.section("Pupil", [&] { ctf_writing::write_pupil(to, pupil); });
}

void CtfWriter::finish() { out_ += "  </CTFpupilData>\n</CTfile>\n"; }

std::string ctf_text(const CtfFile& file) {
  std::string text;
  CtfWriter writer(text, file.header);
  for (const auto& each : file.pupils) writer.pupil(each);
  writer.finish();
  return text;
}

std::string ctf_file_name(const CtfSchool& source, const CtfSchool& destination, int serial) {
  return fmt::format("{}{}_CTF_{}{}_{:03}.xml", source.lea, ctf_writing::four_places(source), destination.lea,
                     ctf_writing::four_places(destination), serial);
}

}  // namespace potensial::exchange
