#include "app/cli/page_commands.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/cli/opened_home.hpp"
#include "service/audit.hpp"
#include "service/descriptions.hpp"
#include "service/home_generation.hpp"
#include "service/page_files.hpp"
#include "service/pages.hpp"
#include "service/seen_objects.hpp"

namespace potensial::app {
namespace page_commands {

struct Shown {
  const char* noun;
  bool is_one_of_many = true;  // its argument says which
  bool of_any_outcome = true;  // false: the argument says which outcome it is about
};

constexpr std::string_view learner_noun = "learner", support_noun = "support";
constexpr Shown shown[] = {
    {"wales", false}, {"authority"}, {"body"}, {"school"}, {"family"}, {"groups", true, false}, {"finding", true, false}, {"learner"}, {"support", true, false},
    {"support-outcomes", true, false},
};

Result<service::Pages> open_pages(OpenedHome& opened, const std::string& indicator = "") {
  auto years = service::newest_years(opened.home, opened.names, opened.invented);
  if (!years) return std::unexpected(years.error());
  years->indicator = indicator;
  return service::Pages(opened.home, std::move(*years));
}

bool is_described(const std::string& name) {
  const auto names = service::described_page_names();
  return std::ranges::find(names, name) != names.end();
}

// A page by its address, or one that describes a scope.
struct PageFlags {
  std::string name, organisation, indicator, stage, characteristic;
};

Result<Page> judged_page(OpenedHome& opened, const PageFlags& flags) {
  const auto* page = std::ranges::find(shown, flags.name, &Shown::noun);
  if (page != std::end(shown) && page->is_one_of_many && flags.organisation.empty())
    return refuse(Blame::input, "page.whose", {{"noun", flags.name}});
  auto pages = open_pages(opened, flags.indicator);
  if (!pages) return std::unexpected(pages.error());
  return pages->page({flags.name, flags.organisation, ""});
}

Result<Page> page_of(OpenedHome& opened, const PageFlags& flags) {
  if (!is_described(flags.name)) return judged_page(opened, flags);
  return service::described_page(opened.home, flags.name,
                                 {.scope = flags.organisation, .stage = flags.stage, .indicator = flags.indicator,
                                  .characteristic = flags.characteristic, .invented = opened.invented});
}

void record(OpenedHome& opened, const char* operation, const std::string& object) {
  service::record_seen(opened.home.ledger(), {opened.now, opened.actor, operation, object, {}});
}

std::string object_of(const Page& page) { return page.address.id.empty() ? page.address.noun : page.address.noun + "/" + page.address.id; }

Result<void> show(Session& session, OpenedHome& opened, const PageFlags& flags) {
  const auto page = page_of(opened, flags);
  if (!page) return std::unexpected(page.error());
  if (flags.name == learner_noun) record(opened, "see-learner", object_of(*page));
  if (flags.name == support_noun)
    for (const auto& object : service::objects_seen(*page)) record(opened, "see-support", object);
  print(session, opened, *page);
  return {};
}

void add_shown(CLI::App& app, Session& session, const Shown& page) {
  auto flags = std::make_shared<PageFlags>(PageFlags{.name = page.noun});
  auto* command = app.add_subcommand(page.noun);
  if (page.is_one_of_many) command->add_option("id", flags->organisation)->required();
  if (page.of_any_outcome) command->add_option("--indicator", flags->indicator);
  command->callback([&session, flags] { with_home(session, [&](OpenedHome& opened) { return show(session, opened, *flags); }); });
}

service::PageSettings settings(Session& session, OpenedHome& opened) {
  const auto today = Date::of(opened.now);
  return {opened.messages, session.web, today, service::made_from(today, service::generation_of(opened.home))};
}

void add_question(CLI::App& command, PageFlags& flags) {
  command.add_option("--for", flags.organisation);
  command.add_option("--indicator", flags.indicator);
  command.add_option("--stage", flags.stage);
  command.add_option("--characteristic", flags.characteristic);
}

void add_describe(CLI::App& app, Session& session) {
  auto flags = std::make_shared<PageFlags>();
  auto* command = app.add_subcommand("describe");
  const auto known = [](const std::string& name) { return is_described(name) ? std::string() : std::string("usage.described"); };
  command->add_option("name", flags->name)->required()->check(known);
  add_question(*command, *flags);
  command->callback([&session, flags] { with_home(session, [&](OpenedHome& opened) { return show(session, opened, *flags); }); });
}

struct ReportFlags {
  PageFlags page;
  std::string file;
};

Result<void> write_report(Session& session, OpenedHome& opened, const ReportFlags& flags) {
  const auto page = page_of(opened, flags.page);
  if (!page) return std::unexpected(page.error());
  record(opened, "export", object_of(*page));
  return service::write_page(*page, session.language, flags.file, settings(session, opened));
}

void add_report(CLI::App& app, Session& session) {
  auto flags = std::make_shared<ReportFlags>();
  auto* command = app.add_subcommand("report");
  command->add_option("name", flags->page.name)->required();
  add_question(*command, flags->page);
  command->add_option("--out", flags->file)->required();
  command->callback([&session, flags] {
    with_home(session, [&](OpenedHome& opened) { return write_report(session, opened, *flags); });
  });
}

Result<void> write_pages(Session& session, OpenedHome& opened, const std::string& folder) {
  auto pages = open_pages(opened);
  if (!pages) return std::unexpected(pages.error());
  record(opened, "export", "pages");
  const auto written = service::write_tree(*pages, {}, folder, settings(session, opened));
  if (!written) return std::unexpected(written.error());
  *session.out << opened.messages.text("pages.written", {{"n", std::to_string(*written)}, {"folder", folder}}, session.language) << '\n';
  return {};
}

void add_pages(CLI::App& app, Session& session) {
  auto folder = std::make_shared<std::string>();
  auto* command = app.add_subcommand("pages");
  command->add_option("--out", *folder)->required();
  command->callback([&session, folder] {
    with_home(session, [&](OpenedHome& opened) { return write_pages(session, opened, *folder); });
  });
}

}  // namespace page_commands

void add_page_commands(CLI::App& app, Session& session) {
  for (const auto& page : page_commands::shown) page_commands::add_shown(app, session, page);
  page_commands::add_describe(app, session);
  page_commands::add_report(app, session);
  page_commands::add_pages(app, session);
}

}  // namespace potensial::app
