// Settings of mails, shared by the commands that serve and that examine: from flags, from the file of settings (--settings)
// or from the environment (POTENSIAL_MAIL_SERVER and so on), the earlier of these first. The password comes from a file or
// from the environment alone, and is never said.
#pragma once

#include <optional>

#include "app/cli/session.hpp"
#include "service/mail_text.hpp"

namespace potensial::app {

void add_mail_flags(CLI::App& app, Session& session);

// Nothing where no mail server is named. Refuses what check_mail_settings refuses, "mail.settings-alone", and
// "mail.settings-password" {file}.
Result<std::optional<service::MailSettings>> mail_settings(const Session& session);

}  // namespace potensial::app
