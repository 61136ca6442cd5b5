#include "catalogue/stage_views.hpp"

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {

Result<StageView> read_stage_view(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"searched", "shown", "measures", "organisation", "disadvantaged", "disadvantaged-level"});
  StageView view{definition.id, definition.name, entry.text_or("organisation", ""), entry.texts("searched"), entry.texts("shown"),
                 entry.texts("measures"), entry.text_or("disadvantaged", ""), entry.text_or("disadvantaged-level", "")};
  if (view.shown.empty()) entry.fault("catalogue.member-missing", {{"member", "shown"}});
  if (view.disadvantaged.empty() != view.disadvantaged_level.empty())
    entry.fault("catalogue.member-missing", {{"member", "disadvantaged-level"}});
  return entry.finish(std::move(view));
}

Result<std::vector<StageView>> stage_views_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("stage-view", day), read_stage_view);
}

}  // namespace potensial::catalogue
