#include "service/mail_sender.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "service/finding_reminders.hpp"
#include "service/spend_reminders.hpp"
#include "service/home.hpp"
#include "service/import_job.hpp"

namespace potensial::service {
namespace mail_thread {

constexpr auto look_every = std::chrono::seconds(2);
constexpr auto remind_every = std::chrono::hours(1);

}  // namespace mail_thread

class MailSender::Working {
 public:
  Working(const Settings& settings, store::Ledger ledger)
      : settings_(settings), rounds_(std::move(ledger), {settings.mail, settings.messages, settings.random}),
        thread_([this](const std::stop_token& ending) { work(ending); }) {}

 private:
  void work(const std::stop_token& ending) {
    while (!ending.stop_requested()) {
      // On a thread of its own nobody catches what the engines throw; the next look tries again.
      try {
        look(ending);
      } catch (const std::exception&) {
      }
      std::unique_lock held(lock_);
      woken_.wait_for(held, ending, mail_thread::look_every, [] { return false; });
    }
  }

  void look(const std::stop_token& ending) {
    if (!taken_up_) rounds_.take_up(settings_.clock());
    taken_up_ = true;
    remind();
    while (!ending.stop_requested() && rounds_.send_next(settings_.clock(), ending)) {
    }
  }

  void remind() {
    const auto at = settings_.clock();
    if (at < reminded_ + mail_thread::remind_every) return;
    reminded_ = at;
    auto home = Home::open(settings_.home, settings_.catalogue, 1);
    if (home) (void)remind_of_findings(*home, settings_.policy, at);
    if (home) (void)remind_of_money(*home, settings_.policy, at);
  }

  Settings settings_;
  MailRounds rounds_;
  bool taken_up_ = false;
  std::chrono::sys_seconds reminded_{};
  std::mutex lock_;
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: ends before what it uses
};

MailSender::MailSender(std::unique_ptr<Working> working) : working_(std::move(working)) {}
MailSender::~MailSender() = default;

Result<std::unique_ptr<MailSender>> MailSender::open(const Settings& settings) {
  if (auto sound = check_mail_settings(settings.mail); !sound) return std::unexpected(sound.error());
  auto ledger = store::Ledger::open(settings.home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  return std::unique_ptr<MailSender>(new MailSender(std::make_unique<Working>(settings, std::move(*ledger))));
}

}  // namespace potensial::service
