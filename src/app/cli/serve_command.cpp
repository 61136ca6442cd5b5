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

#include "app/http/address.hpp"
#include "app/http/http_server.hpp"
#include "app/http/site.hpp"
#include "app/http/status_words.hpp"
#include "catalogue/messages.hpp"
#include "report/links.hpp"

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

// Lines of people and of the log share the streams, and come from several threads.
class Voice {
 public:
  Voice(Session& session, const catalogue::Messages& messages) : session_(session), messages_(messages) {}

  void say(const char* id, const Arguments& arguments = {}) {
    const std::lock_guard held(lock_);
    *session_.out << messages_.text(id, arguments, session_.language) << std::endl;
  }
  void log(const std::string& line) {
    const std::lock_guard held(lock_);
    *session_.err << line << std::endl;
  }
  void refusal(const Refusal& refusal) { log(messages_.text(refusal, session_.language)); }

 private:
  Session& session_;
  const catalogue::Messages& messages_;
  std::mutex lock_;
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

Result<void> serve(Session& session, const Flags& flags) {
  if (!is_loopback(flags.listen) && flags.proxies.empty()) return refuse(Blame::input, "serve.not-here-alone", {{"address", flags.listen}});
  const auto signals = blocked_signals();
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  Voice voice(session, *messages);
  std::string address;  // outlives the door, whose thread says it
  auto door = service::FrontDoor::open({.catalogue = *definitions, .messages = *messages, .home = session.home, .web = session.web,
                                        .threads = session.threads, .sign_in = {}, .random = random_bytes,
                                        .not_prepared = [&](const Refusal& why) { voice.refusal(why); }}, session.clock());
  if (!door) return std::unexpected(door.error());
  if (!door->invented() && others_may_read(session.home)) return refuse(Blame::input, "serve.folder-open", {{"folder", session.home.string()}});
  const auto fault = [&](const std::string& incident, const std::string& what) { voice.log(fmt::format("{}: {}", incident, what)); };
  auto site = Site::open(*door, {*messages, session.web, session.clock, fault, random_bytes, flags.largest_bytes()});
  if (!site) return std::unexpected(site.error());
  const auto log = [&](const HttpLogLine& line) {
    auto shown = line;
    shown.path = without_link(line.path);
    voice.log(json_log_line(shown, session.clock()));
  };
  auto settings = server_settings(flags, session);
  settings.words = [&](unsigned status) { return words_of_status(*messages, status); };
  settings.before_body = [&](const HttpRequest& request) { return site->before_body(request); };
  auto server = HttpServer::listen(settings, [&](const HttpRequest& request) { return site->answer(request); }, log);
  if (!server) return std::unexpected(server.error());
  address = fmt::format("http://{}:{}", flags.listen, server->port());
  voice.say("serve.preparing");
  door->prepare([&](Result<void> prepared) {
    if (!prepared) return voice.refusal(prepared.error());
    say_links(voice, *door, session, address);
    voice.say("serve.ready", {{"address", address}});
  });
  std::thread waiting([&] {
    int received = 0;
    sigwait(&signals, &received);
    server->stop();
  });
  server->run();
  waiting.join();
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
