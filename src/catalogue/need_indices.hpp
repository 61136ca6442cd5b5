// Need indices of the catalogue (kind `need-index`): members
//   remark: {en, cy}: why these weights, and that they are chosen
//   measures: list of {id, name: {en, cy}, weight, outcomes?}; weight in millionths, together 1,000,000; `outcomes` are
//     indicators, and without them the id is that of a characteristic; at most eight characteristics
//   example: {schools: [{id, phase, counts: [[recorded, needing] ...], index, place} ...]}: index in millionths
// Refuses, beside what is missing or of the wrong form: "need-index.weights-sum" {sum}, "need-index.too-many" {most}, a measure
// that stands twice. Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "catalogue/catalogue.hpp"
#include "model/need_index.hpp"

namespace potensial::catalogue {

Result<NeedIndex> read_need_index(const Definition& definition);

// The one in force on a day, else the last before it; the first by id. Refuses "need-index.none" {day}.
Result<NeedIndex> need_index_on(const Catalogue& catalogue, Date day);
// One version of it; refuses "need-index.unknown" {id, version}.
Result<NeedIndex> need_index_version(const Catalogue& catalogue, std::string_view id, int version);

}  // namespace potensial::catalogue
