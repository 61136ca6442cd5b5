// Element names of the Common Transfer File's plain values and where each is kept, in writing order.
// One table serves the reader and the writer, so that neither can know an element the other does not.
#pragma once

#include <string>
#include <string_view>

#include "exchange/ctf_record.hpp"

namespace potensial::exchange {

template <class Section>
struct CtfField {
  std::string_view element;
  std::string Section::*member;
};

inline constexpr CtfField<CtfHeader> kCtfHeaderFields[] = {
    {"DocumentName", &CtfHeader::document_name},   {"CTFversion", &CtfHeader::version},
    {"DateTime", &CtfHeader::date_time},           {"DocumentQualifier", &CtfHeader::qualifier},
    {"DataQualifier", &CtfHeader::data_qualifier}, {"DataDescriptor", &CtfHeader::data_descriptor},
    {"SupplierID", &CtfHeader::supplier}};
inline constexpr CtfField<CtfSchool> kCtfSchoolFields[] = {{"LEA", &CtfSchool::lea},
                                                           {"Estab", &CtfSchool::estab},
                                                           {"URN", &CtfSchool::urn},
                                                           {"SchoolName", &CtfSchool::name},
                                                           {"AcademicYear", &CtfSchool::academic_year}};
// `Gender` or `Sex` follows these.
inline constexpr CtfField<CtfPupil> kCtfPupilFields[] = {
    {"UPN", &CtfPupil::upn},         {"UniqueLearnerNumber", &CtfPupil::uln}, {"UCI", &CtfPupil::uci},
    {"Surname", &CtfPupil::surname}, {"Forename", &CtfPupil::forename},       {"DOB", &CtfPupil::dob}};
inline constexpr CtfField<CtfBasicDetails> kCtfBasicFieldsBeforeLanguages[] = {
    {"FormerUPN", &CtfBasicDetails::former_upn},
    {"PreferredSurname", &CtfBasicDetails::preferred_surname},
    {"PreferredForename", &CtfBasicDetails::preferred_forename},
    {"FormerSurname", &CtfBasicDetails::former_surname},
    {"FormerForename", &CtfBasicDetails::former_forename},
    {"MiddleNames", &CtfBasicDetails::middle_names},
    {"NCyearActual", &CtfBasicDetails::nc_year},
    {"Ethnicity", &CtfBasicDetails::ethnicity},
    {"EthnicitySource", &CtfBasicDetails::ethnicity_source}};
inline constexpr CtfField<CtfBasicDetails> kCtfBasicFieldsBeforeDisabilities[] = {
    {"ServiceChild", &CtfBasicDetails::service_child}, {"MedicalFlag", &CtfBasicDetails::medical_flag}};
inline constexpr CtfField<CtfBasicDetails> kCtfBasicFieldsLast[] = {
    {"EnrolStatus", &CtfBasicDetails::enrolment_status}};
inline constexpr CtfField<CtfLanguage> kCtfLanguageFields[] = {{"LanguageType", &CtfLanguage::type},
                                                               {"Language", &CtfLanguage::language}};
inline constexpr CtfField<CtfMealsHistory> kCtfMealsHistoryFields[] = {
    {"FSMreviewDate", &CtfMealsHistory::review_date}};
inline constexpr CtfField<CtfMeals> kCtfMealsFields[] = {
    {"FSMstartDate", &CtfMeals::start}, {"FSMendDate", &CtfMeals::end}, {"UKcountry", &CtfMeals::country}};
inline constexpr CtfField<CtfWelshDetails> kCtfWelshFields[] = {
    {"SpeakWelsh", &CtfWelshDetails::speak_welsh},
    {"HomeWelsh", &CtfWelshDetails::home_welsh},
    {"NationalIdentity", &CtfWelshDetails::national_identity},
    {"WelshSource", &CtfWelshDetails::welsh_source},
    {"EALAcquisition", &CtfWelshDetails::eal_acquisition},
    {"LanguageSource", &CtfWelshDetails::language_source},
    {"SENCurriculumandTeachingMethods", &CtfWelshDetails::sen_curriculum},
    {"SENGroupingandSupport", &CtfWelshDetails::sen_grouping},
    {"SENSpecialisedResources", &CtfWelshDetails::sen_resources},
    {"SENAdviceandAssessment", &CtfWelshDetails::sen_advice}};
inline constexpr CtfField<CtfLookedAfter> kCtfLookedAfterFields[] = {
    {"InCare", &CtfLookedAfter::in_care}, {"CareAuthority", &CtfLookedAfter::care_authority}};
inline constexpr CtfField<CtfSenProvision> kCtfSenProvisionFields[] = {
    {"StartDate", &CtfSenProvision::start}, {"SENprovision", &CtfSenProvision::provision}};
inline constexpr CtfField<CtfSenNeed> kCtfSenNeedFields[] = {{"NeedStartDate", &CtfSenNeed::start},
                                                             {"NeedEndDate", &CtfSenNeed::end},
                                                             {"SENtypeRank", &CtfSenNeed::rank},
                                                             {"SENtype", &CtfSenNeed::type}};
inline constexpr CtfField<CtfYearAttendance> kCtfAttendanceFields[] = {
    {"Year", &CtfYearAttendance::year},
    {"LEA", &CtfYearAttendance::lea},
    {"Estab", &CtfYearAttendance::estab},
    {"SchoolName", &CtfYearAttendance::school_name},
    {"SessionsPossible", &CtfYearAttendance::possible},
    {"SessionsAuthorised", &CtfYearAttendance::authorised},
    {"SessionsAttended", &CtfYearAttendance::attended},
    {"SessionsUnauthorised", &CtfYearAttendance::unauthorised}};
inline constexpr CtfField<CtfYearAttendance> kCtfMarksFields[] = {
    {"AttendanceStartDate", &CtfYearAttendance::marks_start}, {"AttendanceMarks", &CtfYearAttendance::marks}};
inline constexpr CtfField<CtfResult> kCtfResultFields[] = {
    {"Locale", &CtfResult::locale},       {"Year", &CtfResult::year},           {"Subject", &CtfResult::subject},
    {"Method", &CtfResult::method},       {"Component", &CtfResult::component}, {"ResultStatus", &CtfResult::status},
    {"ResultQualifier", &CtfResult::qualifier}, {"Result", &CtfResult::result}, {"ResultDate", &CtfResult::date}};
inline constexpr CtfField<CtfKeyStage> kCtfKeyStageFields[] = {{"Stage", &CtfKeyStage::stage}};
inline constexpr CtfField<CtfSchoolSpell> kCtfSchoolSpellFields[] = {
    {"LEA", &CtfSchoolSpell::lea},
    {"Estab", &CtfSchoolSpell::estab},
    {"URN", &CtfSchoolSpell::urn},
    {"SchoolName", &CtfSchoolSpell::name},
    {"EntryDate", &CtfSchoolSpell::entry_date},
    {"LeavingDate", &CtfSchoolSpell::leaving_date},
    {"LeavingReason", &CtfSchoolSpell::leaving_reason},
    {"LastSchool", &CtfSchoolSpell::last_school}};

}  // namespace potensial::exchange
