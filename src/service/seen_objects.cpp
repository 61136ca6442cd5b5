#include "service/seen_objects.hpp"

#include <algorithm>
#include <optional>

namespace potensial::service {
namespace seen_object {

void add(std::vector<std::string>& objects, std::string object) {
  if (std::ranges::find(objects, object) == objects.end()) objects.push_back(std::move(object));
}

void add_linked(std::vector<std::string>& objects, const std::optional<Target>& link) {
  if (link && link->noun == "learner") add(objects, "learner/" + link->id);
}

// Wherever they stand: in tables, in lists, folded.
void add_learners(std::vector<std::string>& objects, const std::vector<Block>& blocks) {
  for (const auto& block : blocks) {
    if (const auto* details = std::get_if<Details>(&block)) add_learners(objects, details->blocks);
    if (const auto* list = std::get_if<List>(&block))
      for (const auto& item : list->items) add_linked(objects, item.link);
    if (const auto* table = std::get_if<Table>(&block))
      for (const auto& row : table->rows)
        for (const auto& cell : row.cells) add_linked(objects, cell.link);
  }
}

}  // namespace seen_object

std::vector<std::string> objects_seen(const Page& page) {
  std::vector<std::string> objects{page.address.id.empty() ? page.address.noun : page.address.noun + "/" + page.address.id};
  seen_object::add_learners(objects, page.blocks);
  return objects;
}

std::string purposes_of(const Permission& permission) {
  std::vector<std::string> purposes;
  for (const auto& held : permission.by)
    if (!held.purpose.empty()) seen_object::add(purposes, held.purpose);
  std::string joined;
  for (const auto& each : purposes) joined += (joined.empty() ? "" : ",") + each;
  return joined;
}

}  // namespace potensial::service
