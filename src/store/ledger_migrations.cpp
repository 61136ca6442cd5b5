#include "store/ledger_migrations.hpp"

namespace potensial::store {
namespace {

constexpr std::string_view first_schema = R"sql(
CREATE TABLE organisation (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, name_en TEXT NOT NULL, name_cy TEXT NOT NULL,
  authority TEXT NOT NULL, phase TEXT NOT NULL, language_category TEXT NOT NULL, governance TEXT NOT NULL,
  faith TEXT NOT NULL, opened TEXT NOT NULL, closed TEXT NOT NULL, predecessor TEXT NOT NULL,
  source TEXT NOT NULL, provisional SMALLINT NOT NULL);
CREATE INDEX organisation_by_predecessor ON organisation (predecessor);

CREATE TABLE membership (
  member TEXT NOT NULL, body TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (member, body, valid_from, source));
CREATE INDEX membership_by_body ON membership (body);

CREATE TABLE small_area (
  id TEXT NOT NULL, index_year SMALLINT NOT NULL, decile SMALLINT NOT NULL, authority TEXT NOT NULL,
  PRIMARY KEY (id, index_year));

CREATE TABLE learner (
  id BIGINT NOT NULL PRIMARY KEY, surname TEXT NOT NULL, forename TEXT NOT NULL, dob TEXT NOT NULL,
  sex TEXT NOT NULL, postcode TEXT NOT NULL, year SMALLINT NOT NULL);
CREATE INDEX learner_by_name ON learner (dob, surname, forename);

CREATE TABLE learner_upn (
  upn TEXT NOT NULL PRIMARY KEY, learner BIGINT NOT NULL REFERENCES learner (id), kind TEXT NOT NULL,
  from_load BIGINT NOT NULL);
CREATE INDEX learner_upn_by_learner ON learner_upn (learner);

CREATE TABLE learner_change (
  id BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, learner BIGINT NOT NULL REFERENCES learner (id),
  reads_as BIGINT NOT NULL REFERENCES learner (id), actor TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
  undone_by TEXT NOT NULL, undone_reason TEXT NOT NULL, undone_at TEXT NOT NULL);
CREATE TABLE learner_change_load (
  change BIGINT NOT NULL REFERENCES learner_change (id), load BIGINT NOT NULL, PRIMARY KEY (change, load));
CREATE TABLE learner_change_upn (
  change BIGINT NOT NULL REFERENCES learner_change (id), upn TEXT NOT NULL, PRIMARY KEY (change, upn));

CREATE TABLE load_entry (
  id BIGINT NOT NULL PRIMARY KEY, source TEXT NOT NULL, profile TEXT NOT NULL, file TEXT NOT NULL,
  sha256 TEXT NOT NULL, organisation TEXT NOT NULL, collection TEXT NOT NULL,
  year SMALLINT NOT NULL, partial SMALLINT NOT NULL, rows_read BIGINT NOT NULL, loaded BIGINT NOT NULL,
  unchanged BIGINT NOT NULL, rejected BIGINT NOT NULL, state TEXT NOT NULL, refusal TEXT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL,
  reason TEXT NOT NULL, CHECK (rows_read = loaded + unchanged + rejected));
CREATE INDEX load_entry_by_sha256 ON load_entry (sha256);

CREATE TABLE load_part (
  load BIGINT NOT NULL REFERENCES load_entry (id), source TEXT NOT NULL, organisation TEXT NOT NULL,
  collection TEXT NOT NULL, year SMALLINT NOT NULL, section TEXT NOT NULL, part_rows BIGINT NOT NULL,
  superseded_by BIGINT NOT NULL, PRIMARY KEY (load, collection, year, section));
CREATE INDEX load_part_by_key ON load_part (collection, organisation, year, section, source);
CREATE INDEX load_part_by_successor ON load_part (superseded_by);

CREATE TABLE superseded_learner (
  load BIGINT NOT NULL REFERENCES load_entry (id), collection TEXT NOT NULL, year SMALLINT NOT NULL,
  section TEXT NOT NULL, learner BIGINT NOT NULL, superseded_by BIGINT NOT NULL,
  PRIMARY KEY (load, collection, year, section, learner));

CREATE TABLE fact_file (
  path TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, file_rows BIGINT NOT NULL, authority TEXT NOT NULL,
  collection TEXT NOT NULL, year SMALLINT NOT NULL);
CREATE INDEX fact_file_by_partition ON fact_file (collection, year, authority);
CREATE TABLE fact_file_load (
  path TEXT NOT NULL REFERENCES fact_file (path), load BIGINT NOT NULL REFERENCES load_entry (id),
  PRIMARY KEY (load, path));

CREATE TABLE quarantine (
  load BIGINT NOT NULL REFERENCES load_entry (id), place BIGINT NOT NULL, source_row BIGINT NOT NULL,
  column_name TEXT NOT NULL, rule TEXT NOT NULL, value TEXT NOT NULL, arguments TEXT NOT NULL,
  rejects SMALLINT NOT NULL, PRIMARY KEY (load, place));
)sql";

constexpr std::string_view findings_schema = R"sql(
CREATE TABLE finding (
  id TEXT NOT NULL PRIMARY KEY, indicator TEXT NOT NULL, scope TEXT NOT NULL, conditions TEXT NOT NULL,
  opened_at TEXT NOT NULL, UNIQUE (indicator, scope, conditions));
CREATE TABLE finding_record (
  finding TEXT NOT NULL REFERENCES finding (id), place BIGINT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL,
  record TEXT NOT NULL, PRIMARY KEY (finding, place));
)sql";

constexpr std::string_view audit_schema = R"sql(
CREATE TABLE audit_entry (
  number BIGINT NOT NULL PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL, object TEXT NOT NULL,
  reason TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX audit_entry_by_object ON audit_entry (object, number);
CREATE TABLE audit_head (place SMALLINT NOT NULL PRIMARY KEY, number BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO audit_head (place, number, hash) VALUES (1, 0, '');
)sql";

constexpr std::string_view people_schema = R"sql(
CREATE TABLE person (
  id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, mail TEXT NOT NULL UNIQUE, language TEXT NOT NULL,
  password TEXT NOT NULL, code_secret TEXT NOT NULL, code_step BIGINT NOT NULL, ended SMALLINT NOT NULL);
CREATE TABLE held_role (
  id BIGINT NOT NULL PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), role TEXT NOT NULL,
  organisation TEXT NOT NULL, purpose TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL);
CREATE INDEX held_role_by_person ON held_role (person);
CREATE TABLE sign_in_link (
  token TEXT NOT NULL PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
  expires TEXT NOT NULL, used SMALLINT NOT NULL);
CREATE TABLE web_session (
  token TEXT NOT NULL PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), stage TEXT NOT NULL,
  opened TEXT NOT NULL, seen TEXT NOT NULL, ended SMALLINT NOT NULL);
CREATE INDEX web_session_by_person ON web_session (person);
CREATE TABLE known_device (
  token TEXT NOT NULL PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), expires TEXT NOT NULL);
CREATE TABLE failed_sign_in (
  account TEXT NOT NULL, at TEXT NOT NULL, address TEXT NOT NULL);
CREATE INDEX failed_sign_in_by_account ON failed_sign_in (account, at);
CREATE INDEX failed_sign_in_by_time ON failed_sign_in (at);
CREATE TABLE finding_decision (
  finding TEXT NOT NULL REFERENCES finding (id), place BIGINT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  owner TEXT NOT NULL, due TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (finding, place));
CREATE TABLE kept_answer (
  answer_key TEXT NOT NULL PRIMARY KEY, noun TEXT NOT NULL, object TEXT NOT NULL, at TEXT NOT NULL);
)sql";

constexpr std::string_view releases_schema = R"sql(
CREATE TABLE data_release (
  year SMALLINT NOT NULL PRIMARY KEY, valid_from TEXT NOT NULL, policy TEXT NOT NULL, policy_version SMALLINT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE released_table (
  year SMALLINT NOT NULL REFERENCES data_release (year), place BIGINT NOT NULL, stage TEXT NOT NULL, indicator TEXT NOT NULL,
  stage_en TEXT NOT NULL, stage_cy TEXT NOT NULL, indicator_en TEXT NOT NULL, indicator_cy TEXT NOT NULL,
  member TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (year, place));
CREATE TABLE contact_request (
  id BIGINT NOT NULL PRIMARY KEY, from_school TEXT NOT NULL, to_school TEXT NOT NULL, indicator TEXT NOT NULL, learners TEXT NOT NULL,
  words TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL, answer_words TEXT NOT NULL,
  answered_by TEXT NOT NULL, answered_at TEXT NOT NULL);
CREATE TABLE next_step (
  learner BIGINT NOT NULL, place BIGINT NOT NULL, indicator TEXT NOT NULL, result_year SMALLINT NOT NULL, next_words TEXT NOT NULL,
  how_words TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (learner, place));
CREATE INDEX contact_request_to ON contact_request (to_school);
CREATE INDEX contact_request_from ON contact_request (from_school);
)sql";

constexpr std::string_view import_tasks_schema = R"sql(
CREATE TABLE import_task (
  id BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, organisation TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL, profile TEXT NOT NULL, year SMALLINT NOT NULL, place TEXT NOT NULL, held BIGINT NOT NULL,
  reason TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, started TEXT NOT NULL, load BIGINT NOT NULL,
  refusal TEXT NOT NULL, refusal_arguments TEXT NOT NULL);
CREATE INDEX import_task_by_state ON import_task (state, organisation);
)sql";

constexpr std::string_view find_tasks_schema = R"sql(
CREATE TABLE find_task (
  id BIGINT NOT NULL PRIMARY KEY, scope TEXT NOT NULL, indicator TEXT NOT NULL, year_from SMALLINT NOT NULL, year_to SMALLINT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, searches BIGINT NOT NULL, found BIGINT NOT NULL, changed BIGINT NOT NULL,
  refusal TEXT NOT NULL, refusal_arguments TEXT NOT NULL);
CREATE INDEX find_task_by_state ON find_task (state, scope);
)sql";

constexpr std::string_view mails_schema = R"sql(
ALTER TABLE person ADD COLUMN language_chosen SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN notices SMALLINT NOT NULL DEFAULT 1;
CREATE TABLE mail (
  id BIGINT NOT NULL PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL, language TEXT NOT NULL,
  both_languages SMALLINT NOT NULL, noun TEXT NOT NULL, object TEXT NOT NULL, at TEXT NOT NULL, next_at TEXT NOT NULL,
  expires TEXT NOT NULL, ended_at TEXT NOT NULL, state TEXT NOT NULL, attempts SMALLINT NOT NULL, refusal TEXT NOT NULL,
  refusal_arguments TEXT NOT NULL);
CREATE INDEX mail_by_state ON mail (state, next_at);
CREATE INDEX mail_by_person ON mail (person, kind, at);
)sql";

constexpr std::string_view submissions_schema = R"sql(
CREATE TABLE submission (
  id TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL, form_version SMALLINT NOT NULL, stages TEXT NOT NULL, stages_version SMALLINT NOT NULL,
  organisation TEXT NOT NULL, about TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX submission_by_stages ON submission (stages, organisation);
CREATE INDEX submission_by_about ON submission (about, stages);
CREATE TABLE submission_version (
  submission TEXT NOT NULL REFERENCES submission (id), place BIGINT NOT NULL, answers TEXT NOT NULL, person TEXT NOT NULL, actor TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (submission, place));
CREATE TABLE submission_deed (
  submission TEXT NOT NULL REFERENCES submission (id), place BIGINT NOT NULL, name TEXT NOT NULL, person TEXT NOT NULL, actor TEXT NOT NULL,
  state TEXT NOT NULL, version BIGINT NOT NULL, said TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (submission, place));
CREATE TABLE need_analysis (
  id TEXT NOT NULL PRIMARY KEY, organisation TEXT NOT NULL, words TEXT NOT NULL, sha256 TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX need_analysis_by_organisation ON need_analysis (organisation);
)sql";

constexpr std::string_view awards_schema = R"sql(
CREATE TABLE award (
  id BIGINT NOT NULL PRIMARY KEY, fund TEXT NOT NULL, year SMALLINT NOT NULL, organisation TEXT NOT NULL, source TEXT NOT NULL,
  name_en TEXT NOT NULL, name_cy TEXT NOT NULL, rate BIGINT NOT NULL, actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL);
CREATE INDEX award_by_fund ON award (fund, year);
CREATE INDEX award_by_organisation ON award (organisation);
CREATE TABLE award_kind (
  award BIGINT NOT NULL REFERENCES award (id), place BIGINT NOT NULL, code TEXT NOT NULL, name_en TEXT NOT NULL, name_cy TEXT NOT NULL,
  rule_en TEXT NOT NULL, rule_cy TEXT NOT NULL, eligible SMALLINT NOT NULL, PRIMARY KEY (award, code));
CREATE TABLE award_line (
  award BIGINT NOT NULL REFERENCES award (id), line BIGINT NOT NULL, title TEXT NOT NULL, area TEXT NOT NULL, initiative TEXT NOT NULL,
  school TEXT NOT NULL, grant_pence BIGINT NOT NULL, contribution_pence BIGINT NOT NULL, indicator TEXT NOT NULL, outcome TEXT NOT NULL,
  evaluation TEXT NOT NULL, PRIMARY KEY (award, line));
CREATE INDEX award_line_by_school ON award_line (school);
CREATE TABLE posting (
  id BIGINT NOT NULL PRIMARY KEY, batch BIGINT NOT NULL, award BIGINT NOT NULL, line BIGINT NOT NULL, kind TEXT NOT NULL,
  pence BIGINT NOT NULL, day TEXT NOT NULL, spend TEXT NOT NULL, source TEXT NOT NULL, points BIGINT NOT NULL, document TEXT NOT NULL,
  words TEXT NOT NULL, reverses BIGINT NOT NULL, released BIGINT NOT NULL, actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL);
CREATE INDEX posting_by_line ON posting (award, line, kind);
CREATE INDEX posting_by_batch ON posting (batch);
CREATE INDEX posting_by_document ON posting (document);
CREATE UNIQUE INDEX posting_reversed_once ON posting (reverses) WHERE reverses <> 0;
CREATE INDEX posting_by_exception ON posting (released) WHERE released <> 0;
CREATE TABLE spend_exception (
  id BIGINT NOT NULL PRIMARY KEY, award BIGINT NOT NULL, line BIGINT NOT NULL, spend TEXT NOT NULL, document TEXT NOT NULL,
  pence BIGINT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL);
CREATE INDEX spend_exception_by_line ON spend_exception (award, line);
CREATE TABLE claim (
  id BIGINT NOT NULL PRIMARY KEY, award BIGINT NOT NULL REFERENCES award (id), grant_pence BIGINT NOT NULL, contribution_pence BIGINT NOT NULL,
  actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL);
CREATE INDEX claim_by_award ON claim (award);
CREATE TABLE claim_posting (
  posting BIGINT NOT NULL REFERENCES posting (id), round BIGINT NOT NULL, claim BIGINT NOT NULL REFERENCES claim (id),
  PRIMARY KEY (posting, round));
CREATE INDEX claim_posting_by_claim ON claim_posting (claim);
CREATE TABLE claim_step (
  claim BIGINT NOT NULL REFERENCES claim (id), place BIGINT NOT NULL, transition TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
  actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (claim, place));
CREATE TABLE claim_evidence (
  claim BIGINT NOT NULL REFERENCES claim (id), place BIGINT NOT NULL, document TEXT NOT NULL, pence BIGINT NOT NULL, actor TEXT NOT NULL,
  person BIGINT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (claim, place));
)sql";

constexpr std::string_view delegations_schema = R"sql(
CREATE TABLE delegation_option (
  id BIGINT NOT NULL PRIMARY KEY, authority TEXT NOT NULL, fund TEXT NOT NULL, year SMALLINT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
  actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL, weight_learners BIGINT NOT NULL, weight_lump BIGINT NOT NULL,
  weight_need BIGINT NOT NULL, floor_points BIGINT NOT NULL, cap_points BIGINT NOT NULL, damping_points BIGINT NOT NULL,
  released_by TEXT NOT NULL, released_at TEXT NOT NULL);
CREATE INDEX delegation_option_by_year ON delegation_option (fund, year, authority);
CREATE TABLE delegation_amount (
  option_id BIGINT NOT NULL REFERENCES delegation_option (id), school TEXT NOT NULL, learners BIGINT NOT NULL, entitled BIGINT NOT NULL,
  pence BIGINT NOT NULL, PRIMARY KEY (option_id, school));
CREATE TABLE delegation_central (
  option_id BIGINT NOT NULL REFERENCES delegation_option (id), place BIGINT NOT NULL, activity TEXT NOT NULL, pence BIGINT NOT NULL,
  PRIMARY KEY (option_id, place));
CREATE TABLE forum_meeting (
  id BIGINT NOT NULL PRIMARY KEY, authority TEXT NOT NULL, fund TEXT NOT NULL, year SMALLINT NOT NULL, day TEXT NOT NULL, paper TEXT NOT NULL,
  options TEXT NOT NULL, members TEXT NOT NULL, view_given TEXT NOT NULL, words TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX forum_meeting_by_authority ON forum_meeting (authority);
)sql";

// Lines of delegated money, beside those that a fund awards itself.
constexpr std::string_view delegated_awards_schema = R"sql(
ALTER TABLE award ADD COLUMN delegated_by TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::string_view delegation_staff_schema = R"sql(
ALTER TABLE delegation_option ADD COLUMN weight_staff BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delegation_amount ADD COLUMN staff BIGINT NOT NULL DEFAULT 0;
)sql";

constexpr std::string_view outcomes_schema = R"sql(
CREATE TABLE outcome_comment (
  id BIGINT NOT NULL PRIMARY KEY, submission TEXT NOT NULL REFERENCES submission (id), outcome TEXT NOT NULL, words TEXT NOT NULL,
  actor TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX outcome_comment_by_submission ON outcome_comment (submission);
)sql";

constexpr std::string_view targetings_schema = R"sql(
ALTER TABLE delegation_option ADD COLUMN weight_index BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delegation_amount ADD COLUMN points BIGINT NOT NULL DEFAULT 0;
CREATE TABLE targeting (
  id BIGINT NOT NULL PRIMARY KEY, authority TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, need_index TEXT NOT NULL,
  index_version INTEGER NOT NULL, census_year SMALLINT NOT NULL, most_schools BIGINT NOT NULL, least_index BIGINT NOT NULL, in_force TEXT NOT NULL,
  actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL, applied_by TEXT NOT NULL, applied_at TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX targeting_by_authority ON targeting (authority);
CREATE TABLE targeting_school (
  targeting BIGINT NOT NULL REFERENCES targeting (id), school TEXT NOT NULL, need BIGINT NOT NULL, place BIGINT NOT NULL, chosen SMALLINT NOT NULL,
  PRIMARY KEY (targeting, school));
CREATE TABLE targeting_change (
  targeting BIGINT NOT NULL REFERENCES targeting (id), place BIGINT NOT NULL, school TEXT NOT NULL, added SMALLINT NOT NULL, reason TEXT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (targeting, place));
)sql";

constexpr std::string_view comments_schema = R"sql(
CREATE TABLE submission_comment (
  submission TEXT NOT NULL REFERENCES submission (id), place BIGINT NOT NULL, about TEXT NOT NULL, answers BIGINT NOT NULL, closes SMALLINT NOT NULL,
  by_assessor SMALLINT NOT NULL, words TEXT NOT NULL, person TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (submission, place));
)sql";

constexpr std::string_view central_activities_schema = R"sql(
CREATE TABLE central_activity (
  id BIGINT NOT NULL PRIMARY KEY, authority TEXT NOT NULL, fund TEXT NOT NULL, year SMALLINT NOT NULL, amount_place SMALLINT NOT NULL, name TEXT NOT NULL,
  pence BIGINT NOT NULL, group_id TEXT NOT NULL, indicator TEXT NOT NULL, analysis TEXT NOT NULL, baseline DOUBLE PRECISION NOT NULL,
  target DOUBLE PRECISION NOT NULL, outcome_day TEXT NOT NULL, evaluation_day TEXT NOT NULL, evaluation TEXT NOT NULL, actor TEXT NOT NULL,
  person BIGINT NOT NULL, at TEXT NOT NULL);
CREATE INDEX central_activity_by_year ON central_activity (authority, fund, year);
)sql";

constexpr std::string_view inactions_schema = R"sql(
CREATE TABLE decision_not_to_act (
  finding TEXT NOT NULL REFERENCES finding (id), place BIGINT NOT NULL, taken_back SMALLINT NOT NULL, reason TEXT NOT NULL, review TEXT NOT NULL,
  actor TEXT NOT NULL, person BIGINT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (finding, place));
)sql";

// What an option is expected to change, as whoever kept it said.
constexpr std::string_view option_effects_schema = R"sql(
CREATE TABLE option_effect (
  option_id BIGINT NOT NULL PRIMARY KEY REFERENCES delegation_option (id), on_schools TEXT NOT NULL, on_services TEXT NOT NULL);
)sql";

constexpr Migration steps[] = {{1, first_schema}, {2, findings_schema}, {3, audit_schema}, {4, people_schema}, {5, releases_schema},
                               {6, import_tasks_schema}, {7, find_tasks_schema}, {8, mails_schema}, {9, submissions_schema}, {10, awards_schema},
                               {11, delegations_schema}, {12, delegated_awards_schema}, {13, delegation_staff_schema}, {14, outcomes_schema},
                               {15, targetings_schema}, {16, comments_schema}, {17, central_activities_schema}, {18, inactions_schema},
                               {19, option_effects_schema}};

}  // namespace

std::span<const Migration> migrations_of_ledger() { return steps; }

}  // namespace potensial::store
