// A Common Transfer File as records: what a school system in Wales or England writes about its pupils.
//
// After the exchange-formats specification, section 3. Every value is the text of its element, as the file
// has it (dates yyyy-MM-dd, booleans true/false/1/0); an empty text means the element is absent. Elements
// that are not known stand in `others` of the section they were found in and are written back at its end,
// so that writing what was read gives the same information. Value types.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace potensial::exchange {

// An element that is carried but not understood.
struct CtfElement {
  std::string name, text;
  std::vector<CtfElement> children;

  bool operator==(const CtfElement&) const = default;
};

struct CtfSchool {
  std::string lea, estab, urn, name;
  std::string academic_year;  // of the source school only
  std::vector<CtfElement> others;
};

struct CtfHeader {
  std::string document_name = "Common Transfer File";
  std::string version;                // "9.0" ... "25.0"
  std::string date_time;              // yyyy-MM-ddTHH:mm:ss
  std::string qualifier = "full";     // full | partial
  std::string data_qualifier, data_descriptor, supplier;
  CtfSchool source, destination;
  std::vector<CtfElement> others;     // SuppInfo among them

  bool partial() const { return qualifier == "partial"; }
};

struct CtfLanguage {
  std::string type, language;  // F first, M, H home ...; code of the language
  std::vector<CtfElement> others;
};

struct CtfBasicDetails {
  std::string former_upn, preferred_surname, preferred_forename, former_surname, former_forename, middle_names;
  std::string nc_year, ethnicity, ethnicity_source;
  std::vector<CtfLanguage> languages;
  std::string service_child, medical_flag;
  std::vector<std::string> disabilities;
  std::string enrolment_status;
  std::vector<CtfElement> others;
};

struct CtfMeals {
  std::string start, end, country;  // without an end: eligible now
  std::vector<CtfElement> others;
};

struct CtfMealsHistory {
  std::string review_date;
  std::vector<CtfMeals> instances;
  std::vector<CtfElement> others;
};

struct CtfWelshDetails {  // NAWdetails
  std::string speak_welsh, home_welsh, national_identity, welsh_source, eal_acquisition, language_source;
  std::string sen_curriculum, sen_grouping, sen_resources, sen_advice;
  std::vector<CtfElement> others;
};

struct CtfLookedAfter {
  std::string in_care, care_authority;
  std::vector<CtfElement> others;
};

struct CtfSenProvision {
  std::string start, provision;
  std::vector<CtfElement> others;
};

struct CtfSenNeed {
  std::string start, end, rank, type;
  std::vector<CtfElement> others;
};

struct CtfSenHistory {
  std::vector<CtfSenProvision> provisions;  // the latest start is current
  std::vector<CtfSenNeed> needs;
  std::vector<CtfElement> others;
};

struct CtfYearAttendance {
  std::string year, lea, estab, school_name;
  std::string possible, authorised, attended, unauthorised;
  std::string marks_start, marks;  // one mark per half day from the start date, morning then afternoon, every day
  std::vector<CtfElement> others;
};

struct CtfResult {
  std::string locale, year, subject, method, component, status, qualifier, result, date;
  std::vector<CtfElement> others;
};

struct CtfKeyStage {
  std::string stage;
  std::vector<CtfResult> results;
  std::vector<CtfElement> others;
};

struct CtfSchoolSpell {
  std::string lea, estab, urn, name, entry_date, leaving_date, leaving_reason, last_school;
  std::vector<CtfElement> others;
};

struct CtfPupil {
  std::string upn, uln, uci, surname, forename, dob, sex;
  bool calls_it_sex = false;  // the file writes `Sex`, as version 25 does, in place of `Gender`
  CtfBasicDetails basic;
  CtfMealsHistory meals;
  CtfWelshDetails welsh;
  CtfLookedAfter looked_after;
  CtfSenHistory sen;
  std::string post_code;
  // Address, Phones, Email and Contacts as they came, only when the reader was told to keep them.
  std::optional<CtfElement> address;
  std::vector<CtfElement> contacts;
  std::vector<CtfYearAttendance> attendance;
  std::vector<CtfKeyStage> stages;
  std::vector<CtfSchoolSpell> history;
  std::vector<CtfElement> others;
};

struct CtfFile {
  CtfHeader header;
  std::vector<CtfPupil> pupils;
};

}  // namespace potensial::exchange
