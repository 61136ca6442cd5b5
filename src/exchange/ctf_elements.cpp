#include "exchange/ctf_elements.hpp"

#include <utility>

#include "exchange/ctf_fields.hpp"

namespace potensial::exchange {
namespace ctf_elements {
namespace {

// Takes a plain value into its place; false when the element is no such value or the place is taken.
template <class Section, std::size_t N>
bool take(CtfElement& from, Section& to, const CtfField<Section> (&table)[N]) {
  if (!from.children.empty()) return false;
  for (const auto& [element, member] : table)
    if (element == from.name && (to.*member).empty()) {
      to.*member = std::move(from.text);
      return true;
    }
  return false;
}

// Reads a section child by child: `known` takes what it knows, the rest is kept as it is.
template <class Section, class Known>
void read_section(CtfElement& from, Section& to, Known known) {
  for (auto& child : from.children)
    if (!known(child)) to.others.push_back(std::move(child));
}

template <class Section, std::size_t N>
void read_plain(CtfElement& from, Section& to, const CtfField<Section> (&table)[N]) {
  read_section(from, to, [&](CtfElement& child) { return take(child, to, table); });
}

template <class Section, std::size_t N>
Section plain(CtfElement& from, const CtfField<Section> (&table)[N]) {
  Section section;
  read_plain(from, section, table);
  return section;
}

void read_basic(CtfElement& from, CtfBasicDetails& to) {
  read_section(from, to, [&](CtfElement& child) {
    if (child.name == "Languages") {
      for (auto& each : child.children) to.languages.push_back(plain(each, kCtfLanguageFields));
      return true;
    }
    if (child.name == "Disabilities") {
      for (auto& each : child.children) to.disabilities.push_back(std::move(each.text));
      return true;
    }
    return take(child, to, kCtfBasicFieldsBeforeLanguages) || take(child, to, kCtfBasicFieldsBeforeDisabilities) ||
           take(child, to, kCtfBasicFieldsLast);
  });
}

void read_meals(CtfElement& from, CtfMealsHistory& to) {
  read_section(from, to, [&](CtfElement& child) {
    if (child.name != "FSMinstance") return take(child, to, kCtfMealsHistoryFields);
    to.instances.push_back(plain(child, kCtfMealsFields));
    return true;
  });
}

void read_sen(CtfElement& from, CtfSenHistory& to) {
  read_section(from, to, [&](CtfElement& child) {
    if (child.name == "SEN") {
      to.provisions.push_back(plain(child, kCtfSenProvisionFields));
    } else if (child.name == "SENneeds") {
      for (auto& each : child.children) to.needs.push_back(plain(each, kCtfSenNeedFields));
    } else {
      return false;
    }
    return true;
  });
}

void read_year_attendance(CtfElement& from, CtfYearAttendance& to) {
  read_section(from, to, [&](CtfElement& child) {
    if (child.name != "AttendSessions") return take(child, to, kCtfAttendanceFields);
    for (auto& each : child.children)
      if (!take(each, to, kCtfMarksFields)) to.others.push_back(std::move(each));
    return true;
  });
}

CtfKeyStage key_stage(CtfElement& from) {
  CtfKeyStage stage;
  read_section(from, stage, [&](CtfElement& child) {
    if (child.name != "StageAssessment") return take(child, stage, kCtfKeyStageFields);
    stage.results.push_back(plain(child, kCtfResultFields));
    return true;
  });
  return stage;
}

void read_address(CtfElement& from, CtfPupil& to, bool keep) {
  for (const auto& child : from.children)
    if (child.name == "PostCode") to.post_code = child.text;
  if (keep) to.address = std::move(from);
}

// Elements of a list section, all of one name; others are kept in `others` of the pupil.
template <class Item, class Make>
void read_list(CtfElement& from, std::string_view name, std::vector<Item>& to, CtfPupil& pupil, Make make) {
  for (auto& child : from.children)
    if (child.name == name) to.push_back(make(child));
    else pupil.others.push_back(std::move(child));
}

bool is_contact(std::string_view name) { return name == "Phones" || name == "Email" || name == "Contacts"; }

bool read_sex(CtfElement& child, CtfPupil& pupil) {
  if (!pupil.sex.empty() || (child.name != "Sex" && child.name != "Gender")) return false;
  pupil.calls_it_sex = child.name == "Sex";
  pupil.sex = std::move(child.text);
  return true;
}

bool read_history(CtfElement& child, CtfPupil& pupil) {
  if (child.name == "Attendance")
    read_list(child, "YearData", pupil.attendance, pupil, [](CtfElement& each) {
      CtfYearAttendance year;
      read_year_attendance(each, year);
      return year;
    });
  else if (child.name == "StageAssessments")
    read_list(child, "KeyStage", pupil.stages, pupil, key_stage);
  else if (child.name == "SchoolHistory")
    read_list(child, "School", pupil.history, pupil, [](CtfElement& each) { return plain(each, kCtfSchoolSpellFields); });
  else
    return false;
  return true;
}

bool read_details(CtfElement& child, CtfPupil& pupil) {
  if (child.name == "BasicDetails") read_basic(child, pupil.basic);
  else if (child.name == "FSMhistory") read_meals(child, pupil.meals);
  else if (child.name == "NAWdetails") read_plain(child, pupil.welsh, kCtfWelshFields);
  else if (child.name == "LookedAfter") read_plain(child, pupil.looked_after, kCtfLookedAfterFields);
  else if (child.name == "SENhistory") read_sen(child, pupil.sen);
  else return false;
  return true;
}

}  // namespace
}  // namespace ctf_elements

CtfHeader ctf_header(CtfElement&& element) {
  CtfHeader header;
  header.document_name.clear();
  header.qualifier.clear();
  ctf_elements::read_section(element, header, [&](CtfElement& child) {
    if (child.name == "SourceSchool") ctf_elements::read_plain(child, header.source, kCtfSchoolFields);
    else if (child.name == "DestSchool") ctf_elements::read_plain(child, header.destination, kCtfSchoolFields);
    else return ctf_elements::take(child, header, kCtfHeaderFields);
    return true;
  });
  return header;
}

CtfPupil ctf_pupil(CtfElement&& element, bool keep_contacts) {
  CtfPupil pupil;
  ctf_elements::read_section(element, pupil, [&](CtfElement& child) {
    if (ctf_elements::take(child, pupil, kCtfPupilFields) || ctf_elements::read_sex(child, pupil)) return true;
    if (child.name == "Address") {
      ctf_elements::read_address(child, pupil, keep_contacts);
      return true;
    }
    if (ctf_elements::is_contact(child.name)) {
      if (keep_contacts) pupil.contacts.push_back(std::move(child));
      return true;
    }
    return ctf_elements::read_details(child, pupil) || ctf_elements::read_history(child, pupil);
  });
  return pupil;
}

}  // namespace potensial::exchange
