#include "service/doctor.hpp"

#include <sys/stat.h>

#include "catalogue/access_policy.hpp"
#include "service/filled_forms.hpp"
#include "service/operations.hpp"
#include "service/pdf_printer.hpp"
#include "store/audit_log.hpp"
#include "store/fact_files.hpp"
#include "store/load_store.hpp"

namespace potensial::service {
namespace doctor {

constexpr std::uintmax_t least_space = std::uintmax_t{2} << 30;  // bytes; an import of the nation takes less

Check well(const char* message, std::vector<std::pair<std::string, Argument>> arguments = {}) { return {true, phrase(message, std::move(arguments))}; }
Check unwell(const char* message, std::vector<std::pair<std::string, Argument>> arguments = {}) { return {false, phrase(message, std::move(arguments))}; }

Check folder(const Home& home) {
  struct stat seen {};
  const auto name = home.folder().string();
  if (stat(name.c_str(), &seen) == 0 && (seen.st_mode & 077) != 0) return unwell("doctor.folder-open", {{"folder", name}});
  return well("doctor.folder-closed", {{"folder", name}});
}

Check space(const Home& home, std::uintmax_t least) {
  std::error_code failed;
  const auto free = std::filesystem::space(home.folder(), failed).available;
  const auto gigabytes = std::int64_t(free >> 30);
  return failed || free < least ? unwell("doctor.space-short", {{"n", gigabytes}}) : well("doctor.space", {{"n", gigabytes}});
}

Check audit(Home& home) {
  const auto head = store::verify_audit(home.ledger());
  return head ? well("doctor.audit", {{"n", head->number}}) : Check{false, phrase_of(head.error())};
}

// The newest entry lies in the future: the clock was set back, and what is written now would stand before it.
Check clock(Home& home, std::chrono::sys_seconds at) {
  const auto newest = store::audit_lines(home.ledger(), "", 1);
  const bool ahead = !newest.empty() && newest.front().entry.at > at;
  return ahead ? unwell("doctor.clock", {{"day", Date::of(newest.front().entry.at)}}) : well("doctor.clock-right");
}

bool is_sound(const Home& home, const store::FactFile& file, bool whole) {
  if (whole) return store::verify_facts(home.folder(), file).has_value();
  return std::filesystem::exists(home.folder() / file.path);
}

Check facts(Home& home, bool whole) {
  const auto files = store::all_fact_files(home.ledger());
  for (const auto& file : files)
    if (!is_sound(home, file, whole)) return unwell("doctor.facts-wrong", {{"file", file.path}});
  return well(whole ? "doctor.facts-whole" : "doctor.facts-there", {{"n", std::int64_t(files.size())}});
}

Check styles(const std::filesystem::path& web) {
  for (const char* file : {"css/potensial.css", "language.js", "draft.js", "passwords.list", "shell.mustache"})
    if (!std::filesystem::exists(web / file)) return unwell("web.missing", {{"file", (web / file).string()}});
  return well("doctor.styles");
}

// Without it the service is well: pages are printed by the browsers of their readers.
Check pdf() { return well(PdfPrinter().works() ? "doctor.pdf" : "doctor.no-pdf"); }

Check policy(const Home& home, std::chrono::sys_seconds at) {
  const auto read = catalogue::access_policy_on(home.catalogue(), Date::of(at));
  if (!read) return {false, phrase_of(read.error())};
  const auto whole = check_operations(*read);
  return whole ? well("doctor.policy", {{"n", std::int64_t(operations().size())}}) : Check{false, phrase_of(whole.error())};
}

Check mail(const MailSettings& settings) {
  const auto answered = exchange::greet_mail_server(settings.server);
  return answered ? well("doctor.mail", {{"server", settings.server.address}}) : Check{false, phrase_of(answered.error())};
}

}  // namespace doctor

std::vector<Check> examine(Home& home, const DoctorRequest& request) {
  std::vector<Check> checks{doctor::folder(home), doctor::space(home, doctor::least_space), doctor::audit(home), doctor::clock(home, request.at),
          doctor::facts(home, request.every_file), doctor::styles(request.web), doctor::pdf(), doctor::policy(home, request.at)};
  if (request.mail) checks.push_back(doctor::mail(*request.mail));
  return checks;
}

std::optional<Phrase> why_not_to_start(Home& home, std::chrono::sys_seconds at, std::uintmax_t least_space) {
  for (auto& check : {doctor::space(home, least_space), doctor::audit(home), doctor::clock(home, at), doctor::facts(home, false)})
    if (!check.well) return check.words;
  return std::nullopt;
}

}  // namespace potensial::service
