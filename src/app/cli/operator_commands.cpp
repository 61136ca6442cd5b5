#include "app/cli/operator_commands.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <sodium.h>

#include "app/cli/mail_flags.hpp"
#include "app/cli/opened_home.hpp"
#include "app/http/api_document.hpp"
#include "catalogue/access_policy.hpp"
#include "report/links.hpp"
#include "report/words.hpp"
#include "service/doctor.hpp"
#include "service/filled_forms.hpp"
#include "service/first_person.hpp"
#include "service/operations.hpp"

namespace potensial::app {
namespace operator_commands {

struct InitFlags {
  std::string name, mail, address = "http://127.0.0.1:8080";
};

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

// Nobody else on the machine may read the home.
void make_private(const std::filesystem::path& folder) {
  umask(077);
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

void init(Session& session, const InitFlags& flags) {
  make_private(session.home);
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    const auto link = service::enter_first_person(opened.home, {flags.name, flags.mail, session.language, opened.actor, opened.now}, random_bytes);
    if (!link) return std::unexpected(link.error());
    const auto address = flags.address + report::ServedLinks().page({"link", *link, ""}, session.language);
    if (session.json) *session.out << boost::json::serialize(boost::json::object{{"link", address}}) << '\n';
    else *session.out << opened.messages.text("init.done", {{"name", flags.name}, {"address", address}}, session.language) << '\n';
    return {};
  });
}

Result<void> print_api_document(Session& session) {
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto policy = catalogue::access_policy_on(*definitions, Date::of(session.clock()));
  if (!policy) return std::unexpected(policy.error());
  if (auto whole = service::check_operations(*policy); !whole) return whole;
  *session.out << api_document(*policy, POTENSIAL_VERSION) << '\n';
  return {};
}

void say_checks(Session& session, const OpenedHome& opened, const std::vector<service::Check>& checks) {
  const report::Words words(opened.messages, session.language);
  boost::json::array all;
  for (const auto& check : checks) {
    if (!check.well) session.status = 1;
    all.push_back(boost::json::object{{"well", check.well}, {"words", words.say(check.words)}});
    if (!session.json) *session.out << words.say(check.well ? "doctor.well" : "doctor.unwell") << ' ' << words.say(check.words) << '\n';
  }
  if (session.json) *session.out << boost::json::serialize(boost::json::object{{"checks", std::move(all)}}) << '\n';
}

void doctor(Session& session, bool every_file) {
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    const auto mail = mail_settings(session);
    auto checks = service::examine(opened.home, {session.web, every_file, opened.now, mail.value_or(std::nullopt)});
    if (!mail) checks.push_back({false, service::phrase_of(mail.error())});
    say_checks(session, opened, checks);
    return {};
  });
}

}  // namespace operator_commands

void add_operator_commands(CLI::App& app, Session& session) {
  using namespace operator_commands;
  auto flags = std::make_shared<InitFlags>();
  auto* first = app.add_subcommand("init");
  first->add_option("--name", flags->name)->required();
  first->add_option("--mail", flags->mail)->required();
  first->add_option("--address", flags->address);
  first->callback([&session, flags] { init(session, *flags); });
  auto* document = app.add_subcommand("api");
  document->callback([&session] {
    if (const auto printed = print_api_document(session); !printed) say(session, printed.error());
  });
  auto every_file = std::make_shared<bool>(false);
  auto* examining = app.add_subcommand("doctor");
  examining->add_flag("--every-file", *every_file);
  examining->callback([&session, every_file] { doctor(session, *every_file); });
}

}  // namespace potensial::app
