#include "demonstration/organisation_files.hpp"

#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace organisation_files {

constexpr int founded = 2004;   // memberships and clusters are dated from 1 September

void put(Output& output, std::string_view name, std::string_view collection, const CsvRows& rows) {
  output.write({"organisations/" + std::string(name) + ".csv", std::string(collection), "", "", 0, rows.rows(), ""}, rows.text());
}

void authorities(const World& world, Output& output) {
  CsvRows rows("number,gss,name_en,name_cy");
  for (const auto& each : world.authorities) {
    rows << each.number << each.gss << each.name.en << each.name.cy;
    rows.end();
  }
  put(output, "authorities", "authority", rows);
}

void schools(const World& world, Output& output) {
  CsvRows rows("school,authority,name_en,name_cy,phase,governance,faith,language_category,opened,closed,predecessor,small_area");
  for (const auto& each : world.schools) {
    rows << each.number << world.authorities[each.authority].number << each.name.en << each.name.cy << word(each.phase)
         << each.governance << each.faith << each.language;
    if (each.opened) rows << Date(each.opened - 1, 9, 1);
    else rows.blank();
    if (each.closed) rows << Date(each.closed - 1, 8, 31);
    else rows.blank();
    rows << (each.predecessor == nowhere ? std::string() : world.schools[each.predecessor].number) << world.areas[each.small_area].code;
    rows.end();
  }
  put(output, "schools", "school", rows);
}

void memberships(const World& world, Output& output) {
  CsvRows rows("body,member,kind,from,to,source");
  for (const auto& each : world.settings.organisations.partnerships)
    for (const auto& member : each.members) {
      bool present = false;
      for (const auto& authority : world.authorities) present = present || authority.number == member;
      if (!present) continue;
      rows << each.body << member << each.kind << Date(founded, 9, 1);
      rows.blank();
      rows << each.source;
      rows.end();
    }
  put(output, "memberships", "membership", rows);
}

void clusters(const World& world, Output& output) {
  CsvRows rows("cluster,lead_school,school,from,to");
  const auto row = [&](const School& lead, const School& school) {
    rows << "cluster-" + lead.number << lead.number << school.number << Date(founded, 9, 1);
    if (school.closed) rows << Date(school.closed - 1, 8, 31);
    else rows.blank();
    rows.end();
  };
  for (const auto& authority : world.authorities)
    for (const auto s : authority.secondaries) {
      row(world.schools[s], world.schools[s]);
      for (const auto p : authority.primaries)
        if (world.schools[p].cluster == s) row(world.schools[s], world.schools[p]);
    }
  put(output, "clusters", "cluster", rows);
}

void small_areas(const World& world, Output& output) {
  CsvRows rows("small_area,index_year,decile,authority");
  for (const auto& authority : world.authorities)
    for (auto i = authority.first_area; i < authority.last_area; ++i) {
      rows << world.areas[i].code << 2008 << world.areas[i].decile << authority.number;
      rows.end();
    }
  put(output, "small_areas", "small-area", rows);
}

}  // namespace organisation_files

void write_organisations(const World& world, Output& output) {
  organisation_files::authorities(world, output);
  organisation_files::schools(world, output);
  organisation_files::memberships(world, output);
  organisation_files::clusters(world, output);
  organisation_files::small_areas(world, output);
}

}  // namespace potensial::demonstration
