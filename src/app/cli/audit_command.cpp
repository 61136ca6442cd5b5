#include "app/cli/audit_command.hpp"

#include <charconv>
#include <memory>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/chrono.h>

#include "app/cli/opened_home.hpp"
#include "service/audit.hpp"

namespace potensial::app {
namespace audit_command {

struct Flags {
  std::string object;
  std::size_t last = 100;
  std::vector<std::string> heads;
};

void show(Session& session, const Flags& flags) {
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    const auto page = service::audit_page(opened.home.ledger(), flags.object, flags.last);
    print(session, opened, page);
    return {};
  });
}

// As it was printed: NUMBER:HASH.
Result<store::AuditHead> head_of(const std::string& written) {
  store::AuditHead head;
  const auto colon = written.find(':');
  const auto* end = written.data() + std::min(colon, written.size());
  const auto [rest, error] = std::from_chars(written.data(), end, head.number);
  if (colon == std::string::npos || error != std::errc{} || rest != end || written.size() - colon - 1 != 64)
    return refuse(Blame::input, "audit.head-form", {{"head", written}});
  head.hash = written.substr(colon + 1);
  return head;
}

std::string time_of(const store::AuditHead& head) {
  return head.at ? fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", *head.at) : std::string();
}

void tell(Session& session, const OpenedHome& opened, const store::AuditHead& head) {
  if (session.json) {
    *session.out << boost::json::serialize(boost::json::object{{"number", head.number}, {"hash", head.hash}, {"at", time_of(head)}}) << '\n';
    return;
  }
  *session.out << opened.messages.text(head.number == 0 ? "audit.empty" : "audit.whole",
                                       {{"number", std::to_string(head.number)}, {"at", time_of(head)}, {"hash", head.hash}}, session.language)
               << '\n';
}

void verify(Session& session, const Flags& flags) {
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    std::vector<store::AuditHead> kept;
    for (const auto& each : flags.heads) {
      auto head = head_of(each);
      if (!head) return std::unexpected(head.error());
      kept.push_back(std::move(*head));
    }
    const auto head = store::verify_audit(opened.home.ledger(), kept);
    if (!head) return std::unexpected(head.error());
    tell(session, opened, *head);
    return {};
  });
}

}  // namespace audit_command

void add_audit_command(CLI::App& app, Session& session) {
  using namespace audit_command;
  auto flags = std::make_shared<Flags>();
  auto* audit = app.add_subcommand("audit");
  audit->require_subcommand(0, 1);
  audit->add_option("--object", flags->object);
  audit->add_option("--last", flags->last)->check(CLI::Range(1, 1'000'000));
  auto* verifying = audit->add_subcommand("verify");
  verifying->add_option("--head", flags->heads);
  verifying->callback([&session, flags] { verify(session, *flags); });
  audit->callback([audit, &session, flags] {
    if (audit->get_subcommands().empty()) show(session, *flags);
  });
}

}  // namespace potensial::app
