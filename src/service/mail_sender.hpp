// The thread that sends mails, beside the pages, with a connection to the ledger of its own. It looks into the outbox every
// two seconds and, every hour, whether findings wait for an owner. Ending waits for no server: a mail that is on its way
// then is tried again at the next start, or is `unsure` where the server had it already.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "catalogue/catalogue.hpp"
#include "model/access.hpp"
#include "service/mail_rounds.hpp"

namespace potensial::service {

class MailSender {
 public:
  struct Settings {
    std::filesystem::path home;
    const catalogue::Catalogue& catalogue;  // these outlive the sender
    const catalogue::Messages& messages;
    MailSettings mail;
    AccessPolicy policy;
    RandomBytes random;
    std::function<std::chrono::sys_seconds()> clock;
  };
  // Refuses what check_mail_settings and Ledger::open refuse.
  static Result<std::unique_ptr<MailSender>> open(const Settings& settings);
  ~MailSender();

 private:
  class Working;
  explicit MailSender(std::unique_ptr<Working> working);
  std::unique_ptr<Working> working_;
};

}  // namespace potensial::service
