#include "service/search_operations.hpp"

#include <array>

#include "insight/page_parts.hpp"
#include "service/name_match.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/search.hpp"

namespace potensial::service {
namespace search_operation {

constexpr std::array parameters{Parameter{"q"}};

Page empty_page(const Call& call, std::string typed) {
  Page page;
  page.address = {"search", "", ""};
  page.title = phrase("search.title");
  page.invented = call.invented;
  page.not_for_publication = false;
  page.blocks.push_back(Form{"look", {"search", "", ""},
                             {{.name = "q", .kind = FieldKind::text, .label = phrase("search.label"), .hint = phrase("search.hint"), .value = std::move(typed)}},
                             phrase("search.submit")});
  return page;
}

Result<Answer> see_search(Call& call) { return Answer(empty_page(call, "")); }

void add_found(Page& page, const char* id, Phrase title, std::vector<Column> columns, NamedThings found) {
  if (found.nearest.empty()) return;
  Table table{id, std::move(title), std::move(columns), {}, {}};
  for (auto& each : found.nearest) {
    auto& row = table.rows.emplace_back(Row{{insight::link_cell(std::move(each.name), std::move(each.link))}});
    for (auto& further : each.beside) row.cells.push_back(insight::cell(std::move(further)));
  }
  page.blocks.push_back(std::move(table));
  if (found.more) page.blocks.push_back(Sentence{phrase("search.more", {{"n", std::int64_t(most_found)}}), Weight::note});
}

std::vector<Column> columns(std::initializer_list<const char*> messages) {
  std::vector<Column> all;
  for (const auto* each : messages) all.push_back(insight::text_column(each));
  return all;
}

void add_learners(Page& page, LearnersFound found) {
  page.not_for_publication = !found.learners.nearest.empty();
  if (found.entitled && found.learners.nearest.empty()) page.blocks.push_back(Sentence{phrase("search.no-learner"), Weight::body});
  add_found(page, "learners", phrase("search.learners"), columns({"search.column.name", "search.column.school"}), std::move(found.learners));
}

Result<Answer> search(Call& call) {
  const auto typed = call.value("q");
  auto page = empty_page(call, typed);
  std::get<Form>(page.blocks.front()).answered = true;
  if (!NameQuery(typed).is_long_enough()) {
    page.blocks.push_back(Sentence{phrase("search.too-short"), Weight::key});
    return Answer(std::move(page));
  }
  auto learners = learners_named(call, typed);
  if (!learners) return std::unexpected(learners.error());
  auto organisations = organisations_named(call, typed), findings = findings_named(call, typed), definitions = definitions_named(call, typed);
  const auto found = learners->learners.nearest.size() + organisations.nearest.size() + findings.nearest.size() + definitions.nearest.size();
  page.blocks.push_back(Sentence{phrase("search.found", {{"n", std::int64_t(found)}}), Weight::key});
  call.permission.by = learners->permission.by;  // for what the learners were seen stands in the audit log
  add_learners(page, std::move(*learners));
  add_found(page, "organisations", phrase("search.organisations"), columns({"search.column.name", "search.column.kind", "search.column.number"}), std::move(organisations));
  add_found(page, "findings", phrase("search.findings"), columns({"search.column.finding", "search.column.place"}), std::move(findings));
  add_found(page, "definitions", phrase("search.definitions"), columns({"search.column.name", "search.column.number"}), std::move(definitions));
  return Answer(std::move(page));
}

}  // namespace search_operation

std::vector<Operation> search_operations() {
  using namespace search_operation;
  return {{.name = "see-search", .noun = "search", .of_object = false, .organisation = nobody_in_particular, .run = see_search},
          {.name = "search", .noun = "search", .effect = Effect::changes, .of_object = false, .parameters = parameters,
           .organisation = nobody_in_particular, .run = search}};
}

}  // namespace potensial::service
