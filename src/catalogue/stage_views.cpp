#include "catalogue/stage_views.hpp"

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {

Result<StageView> read_stage_view(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"searched", "shown", "organisation"});
  StageView view{definition.id, definition.name, entry.text_or("organisation", ""), entry.texts("searched"), entry.texts("shown")};
  if (view.shown.empty()) entry.fault("catalogue.member-missing", {{"member", "shown"}});
  return entry.finish(std::move(view));
}

Result<std::vector<StageView>> stage_views_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("stage-view", day), read_stage_view);
}

}  // namespace potensial::catalogue
