#include "app/cli/mail_flags.hpp"

#include <cstdlib>
#include <fstream>

#include <CLI/CLI.hpp>

namespace potensial::app {
namespace mail_flag {

// The first line of a file, or nothing.
std::optional<std::string> first_line(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line)) return std::nullopt;
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> password(const MailFlags& flags) {
  if (flags.password_file.empty()) {
    const auto* given = std::getenv("POTENSIAL_MAIL_PASSWORD");
    return std::string(given ? given : "");
  }
  auto line = first_line(flags.password_file);
  if (!line) return refuse(Blame::input, "mail.settings-password", {{"file", flags.password_file}});
  return std::move(*line);
}

}  // namespace mail_flag

void add_mail_flags(CLI::App& app, Session& session) {
  auto& mail = session.mail;
  app.set_config("--settings")->envname("POTENSIAL_SETTINGS");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_option("--mail-server", mail.server)->envname("POTENSIAL_MAIL_SERVER");
  app.add_option("--mail-from", mail.from)->envname("POTENSIAL_MAIL_FROM");
  app.add_option("--mail-name", mail.name)->envname("POTENSIAL_MAIL_NAME");
  app.add_option("--mail-account", mail.account)->envname("POTENSIAL_MAIL_ACCOUNT");
  app.add_option("--mail-password-file", mail.password_file)->envname("POTENSIAL_MAIL_PASSWORD_FILE");
  app.add_option("--public-address", mail.address)->envname("POTENSIAL_PUBLIC_ADDRESS");
}

Result<std::optional<service::MailSettings>> mail_settings(const Session& session) {
  const auto& flags = session.mail;
  if (flags.server.empty() && !flags.from.empty()) return refuse(Blame::input, "mail.settings-alone");
  if (flags.server.empty()) return std::nullopt;
  auto password = flags.account.empty() && flags.password_file.empty() ? Result<std::string>("") : mail_flag::password(flags);
  if (!password) return std::unexpected(password.error());
  service::MailSettings settings{.server = {.address = flags.server, .account = flags.account, .password = std::move(*password)},
                                 .from = flags.from, .from_name = flags.name, .address = flags.address};
  if (auto sound = service::check_mail_settings(settings); !sound) return std::unexpected(sound.error());
  return settings;
}

}  // namespace potensial::app
