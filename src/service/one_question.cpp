#include "service/one_question.hpp"

#include <algorithm>
#include <cctype>
#include <future>
#include <thread>

#include "base/file.hpp"
#include "insight/page_parts.hpp"
#include "report/links.hpp"
#include "service/audit.hpp"
#include "service/import_job.hpp"
#include "service/operations.hpp"
#include "store/ledger.hpp"
#include "store/person_store.hpp"

namespace potensial::service {
namespace one_question_detail {

constexpr auto between_looks = std::chrono::milliseconds(200);
constexpr auto as_long_as_it_takes = std::chrono::hours(24 * 365);

std::string in_lower_case(std::string mail) {
  std::ranges::transform(mail, mail.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return mail;
}

// The person, and a line in the log that says who asks in that name.
Result<Person> person_asking(const OneQuestion& question) {
  auto ledger = store::Ledger::open(question.door.home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  auto known = store::person_with_mail(*ledger, in_lower_case(question.mail));
  if (!known || known->ended) return refuse(Blame::input, "question.no-person", {{"mail", question.mail}});
  record_seen(*ledger, {question.at, question.operator_name, "act-as", "person/" + std::to_string(static_cast<std::int64_t>(known->id)), {}});
  return *known;
}

bool is_named(const Operation& operation, const std::string& name) { return operation.name == name || operation.noun == report::noun_of(name); }

// Of those with one noun, the one with an object where the first word is one.
const Operation* operation_asked(const OneQuestion& question) {
  const bool object = !question.words.empty() && question.words.front().find('=') == std::string::npos;
  const Operation* found = nullptr;
  for (const auto& each : operations())
    if (each.effect == question.effect && is_named(each, question.name) && (!found || each.of_object == object)) found = &each;
  return found;
}

Result<std::string> value_given(const std::string& written) {
  if (!written.starts_with('@')) return written;
  return written.starts_with("@@") ? Result<std::string>(written.substr(1)) : read_file(written.substr(1));
}

// The path of a file that is sent stays a path.
Result<void> add_value(const Operation& operation, Values& values, const std::string& word) {
  const auto sign = word.find('=');
  if (sign == std::string::npos || sign == 0) return refuse(Blame::input, "question.no-value", {{"word", word}});
  const auto name = word.substr(0, sign), written = word.substr(sign + 1);
  auto value = operation.takes_file && name == "file" ? Result<std::string>(written) : value_given(written);
  if (!value) return std::unexpected(value.error());
  values[name] = std::move(*value);
  return {};
}

Result<Values> values_given(const Operation& operation, std::span<const std::string> words) {
  Values values;
  const bool object = !words.empty() && words.front().find('=') == std::string::npos;
  if (operation.of_object && !object) return refuse(Blame::input, "question.object-missing", {{"name", std::string(operation.name)}});
  if (!operation.of_object && object) return refuse(Blame::input, "question.no-object", {{"name", std::string(operation.name)}, {"word", words.front()}});
  for (const auto& word : words.subspan(object ? 1 : 0))
    if (auto added = add_value(operation, values, word); !added) return std::unexpected(added.error());
  if (auto named = name_object(operation, values, object ? words.front() : ""); !named) return std::unexpected(named.error());
  return values;
}

// A file that goes with the question; nothing where the operation takes none.
Result<std::optional<SentFile>> file_given(const FrontDoor& door, const Operation& operation, Values& values) {
  if (!operation.takes_file) return std::optional<SentFile>();
  const auto path = values.extract("file");
  if (path.empty()) return refuse(Blame::input, "question.no-file", {{"name", std::string(operation.name)}});
  const auto bytes = read_file(path.mapped());
  if (!bytes) return std::unexpected(bytes.error());
  auto file = door.begin_file();
  if (!file) return std::unexpected(file.error());
  if (auto added = file->add(*bytes); !added) return std::unexpected(added.error());
  if (auto finished = file->finish(path.mapped()); !finished) return std::unexpected(finished.error());
  return std::optional(std::move(*file));
}

// Pages that say more once the figures are worked out, though they can do without.
bool says_more_with_figures(const Operation& operation) {
  constexpr std::string_view names[] = {"see-home", "see-search", "see-core-data", "see-contact"};
  return std::ranges::find(names, operation.name) != std::end(names);
}

Result<void> prepared(FrontDoor& door) {
  std::promise<Result<void>> done;
  door.prepare([&](Result<void> result) { done.set_value(std::move(result)); });
  return done.get_future().get();
}

// A page that is worked out beside is asked for until it is there.
Result<Reply> answer_when_ready(FrontDoor& door, const Question& question) {
  auto reply = door.answer(question);
  while (!reply && reply.error().code == "page.working") {
    std::this_thread::sleep_for(between_looks);
    reply = door.answer(question);
  }
  return reply;
}

// Some operations find out that they need figures only once they are under way.
Result<Reply> answer_with_figures(FrontDoor& door, const Question& question) {
  auto reply = answer_when_ready(door, question);
  if (reply || reply.error().code != "page.preparing") return reply;
  if (auto ready = prepared(door); !ready) return std::unexpected(ready.error());
  return answer_when_ready(door, question);
}

Result<Reply> answer(FrontDoor& door, const Question& question) {
  if (question.operation->from_pages || says_more_with_figures(*question.operation))
    if (auto ready = prepared(door); !ready) return std::unexpected(ready.error());
  auto reply = answer_with_figures(door, question);
  if (const auto* target = reply ? std::get_if<Target>(&*reply) : nullptr) door.wait_for_work(*target, as_long_as_it_takes);
  return reply;
}

std::string parameters_of(const Operation& operation) {
  std::string text = operation.of_object ? "OBJECT" : "";
  for (const auto& each : operation.parameters) {
    const auto word = std::string(each.name) + "=…";
    text += (text.empty() ? "" : " ") + (each.required ? word : "[" + word + "]");
  }
  return text + (operation.takes_file ? (text.empty() ? "file=…" : " file=…") : "");
}

}  // namespace one_question_detail

Result<Reply> answer_one(const OneQuestion& asked) {
  using namespace one_question_detail;
  const auto* operation = operation_asked(asked);
  if (!operation) return refuse(Blame::input, "question.no-operation", {{"name", asked.name}});
  auto values = values_given(*operation, asked.words);
  if (!values) return std::unexpected(values.error());
  auto settings = asked.door;
  settings.visits = true;
  auto door = FrontDoor::open(settings, asked.at);
  if (!door) return std::unexpected(door.error());
  const auto person = person_asking(asked);
  if (!person) return std::unexpected(person.error());
  auto file = file_given(*door, *operation, *values);
  if (!file) return std::unexpected(file.error());
  return answer(*door, {.operation = operation, .person = &*person, .values = std::move(*values), .language = asked.language, .form = asked.form, .at = asked.at,
                        .sent = *file ? &**file : nullptr});
}

Page operations_page(const AccessPolicy& policy, Effect effect) {
  using namespace one_question_detail;
  Page page;
  page.address = {"operations", "", ""};
  page.title = phrase(effect == Effect::changes ? "question.all-changes" : "question.all-pages");
  page.not_for_publication = false;
  Table table{"operations", page.title,
              {insight::text_column("question.column.name"), insight::text_column("question.column.what"), insight::text_column("question.column.words")}, {}, phrase("question.none")};
  for (const auto& each : operations()) {
    const auto* rule = policy.rule(each.name);
    if (each.effect != effect || !rule) continue;
    table.rows.push_back({{insight::cell(verbatim(std::string(effect == Effect::changes ? each.name : each.noun))), insight::cell(verbatim(rule->name)),
                           insight::cell(verbatim(parameters_of(each)))}});
  }
  page.blocks = {std::move(table)};
  return page;
}

}  // namespace potensial::service
