#include "app/cli/serve_command.hpp"

#include <csignal>
#include <filesystem>
#include <memory>
#include <mutex>
#include <ostream>
#include <string_view>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/prctl.h>

#include "app/cli/log_writer.hpp"
#include "app/cli/mail_flags.hpp"
#include "app/http/address.hpp"
#include "app/http/http_server.hpp"
#include "app/http/site.hpp"
#include "app/http/status_words.hpp"
#include "catalogue/messages.hpp"
#include "report/links.hpp"
#include "report/words.hpp"
#include "service/doctor.hpp"

namespace potensial::app {
namespace serve_command {

struct Flags {
  std::string listen = "127.0.0.1";
  unsigned short port = 8080;
  std::vector<std::string> hosts, proxies;
  std::uint64_t largest_file = 256;  // MiB

  std::uint64_t largest_bytes() const { return largest_file << 20; }
};

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

bool others_may_read(const std::filesystem::path& folder) {
  using std::filesystem::perms;
  const auto granted = std::filesystem::status(folder).permissions();
  return (granted & (perms::group_all | perms::others_all)) != perms::none;
}

// A link in an address is a secret: it signs in.
std::string without_link(const std::string& path) {
  const auto address = address_of(path);
  return address && address->noun == "link" ? path.substr(0, 4) + "link/" : path;
}

// Lines of people and of the log come from several threads. Nobody waits for a reader of the log.
class Voice {
 public:
  Voice(Session& session, const catalogue::Messages& messages)
      : session_(session), messages_(messages),
        log_(session.log_file, [&session](std::uint64_t lines) { return json_line_of_dropped(lines, session.clock()); }) {}

  void say(const char* id, const Arguments& arguments = {}) {
    const std::lock_guard held(lock_);
    *session_.out << messages_.text(id, arguments, session_.language) << std::endl;
  }
  void log(const std::string& line) { log_.add(line); }
  void refusal(const Refusal& refusal) { log(messages_.text(refusal, session_.language)); }

 private:
  Session& session_;
  const catalogue::Messages& messages_;
  std::mutex lock_;
  LogWriter log_;
};

void say_links(Voice& voice, service::FrontDoor& door, Session& session, const std::string& address) {
  const auto links = door.demonstration_links(session.clock());
  if (!links) return voice.refusal(links.error());
  if (!links->empty()) voice.say("serve.links");
  for (const auto& link : *links)
    for (const auto language : {Language::cy, Language::en}) {
      const auto path = report::ServedLinks().page({"link", link.token, ""}, language);
      voice.say("serve.link", {{"role", link.role.in(language)}, {"organisation", link.organisation.in(language)}, {"address", address + path}});
    }
}

ServerSettings server_settings(const Flags& flags, Session& session) {
  ServerSettings settings;
  settings.address = flags.listen;
  settings.port = flags.port;
  settings.workers = session.threads;
  settings.hosts = flags.hosts;
  if (settings.hosts.empty()) settings.hosts = {"127.0.0.1", "localhost", "[::1]"};
  settings.proxies = flags.proxies;
  for (const auto* path : {"/en/send-file", "/cy/anfon-ffeil", "/api/v1/send-file"}) settings.limits.bodies.emplace_back(path, flags.largest_bytes());
  settings.body_folder = service::sent_folder(session.home);
  settings.clock = session.clock;
  return settings;
}

// Blocked before any thread starts, so that only the waiting thread gets them.
sigset_t blocked_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int each : {SIGINT, SIGTERM}) sigaddset(&signals, each);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

HttpLog request_log(Voice& voice, const Session& session) {
  return [&](const HttpLogLine& line) {
    auto shown = line;
    shown.path = without_link(line.path);
    voice.log(json_log_line(shown, session.clock()));
  };
}

// Works out the pages, then says where they are.
void prepare(service::FrontDoor& door, Voice& voice, Session& session, const std::string& address) {
  voice.say("serve.preparing");
  door.prepare([&](Result<void> prepared) {
    if (!prepared) return voice.refusal(prepared.error());
    say_links(voice, door, session, address);
    voice.say("serve.ready", {{"address", address}});
  });
}

void run_until_told(HttpServer& server, const sigset_t& signals) {
  std::thread waiting([&] {
    int received = 0;
    sigwait(&signals, &received);
    server.stop();
  });
  server.run();
  waiting.join();
}

// A home that is not well is served to nobody.
Result<void> check_home(Session& session, const catalogue::Catalogue& definitions, const catalogue::Messages& messages) {
  auto home = service::Home::open(session.home, definitions, session.threads);
  if (!home) return std::unexpected(home.error());
  const auto why = service::why_not_to_start(*home, session.clock());
  if (!why) return {};
  return refuse(Blame::file, "serve.not-well", {{"why", report::Words(messages, session.language).say(*why)}});
}

// No program that this one starts gets rights that this one has not.
void keep_rights_as_they_are() { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

Result<void> serve(Session& session, const Flags& flags) {
  keep_rights_as_they_are();
  if (!is_loopback(flags.listen) && flags.proxies.empty()) return refuse(Blame::input, "serve.not-here-alone", {{"address", flags.listen}});
  const auto mail = mail_settings(session);
  if (!mail) return std::unexpected(mail.error());
  const auto signals = blocked_signals();
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  if (auto well = check_home(session, *definitions, *messages); !well) return well;
  Voice voice(session, *messages);
  std::string address;  // outlives the door, whose thread says it
  auto door = service::FrontDoor::open({.catalogue = *definitions, .messages = *messages, .home = session.home, .web = session.web,
                                        .threads = session.threads, .sign_in = {}, .random = random_bytes,
                                        .not_prepared = [&](const Refusal& why) { voice.refusal(why); },
                                        .mail = *mail, .clock = session.clock}, session.clock());
  if (!door) return std::unexpected(door.error());
  if (!door->invented() && others_may_read(session.home)) return refuse(Blame::input, "serve.folder-open", {{"folder", session.home.string()}});
  const auto fault = [&](const std::string& incident, const std::string& what) { voice.log(json_fault_line(incident, what, session.clock())); };
  auto site = Site::open(*door, {*messages, session.web, session.clock, fault, random_bytes, flags.largest_bytes()});
  if (!site) return std::unexpected(site.error());
  auto settings = server_settings(flags, session);
  settings.words = [&](unsigned status) { return words_of_status(*messages, status); };
  settings.before_body = [&](const HttpRequest& request) { return site->before_body(request); };
  auto server = HttpServer::listen(settings, [&](const HttpRequest& request) { return site->answer(request); }, request_log(voice, session));
  if (!server) return std::unexpected(server.error());
  address = fmt::format("http://{}:{}", flags.listen, server->port());
  prepare(*door, voice, session, address);
  run_until_told(*server, signals);
  voice.say("serve.stopped");
  return {};
}

}  // namespace serve_command

void add_serve_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<serve_command::Flags>();
  auto* command = app.add_subcommand("serve");
  command->add_option("--port", flags->port);
  command->add_option("--listen", flags->listen);
  command->add_option("--host", flags->hosts);
  command->add_option("--proxy", flags->proxies);
  command->add_option("--largest-file", flags->largest_file)->check(CLI::Range(1, 4096));
  command->callback([&session, flags] {
    if (const auto served = serve_command::serve(session, *flags); !served) say(session, served.error());
  });
}

}  // namespace potensial::app
