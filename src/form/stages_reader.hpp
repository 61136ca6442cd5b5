// Stages of the catalogue (kind `stages`): members
//   form?: id of a form;  noun?: of the address of its page;  writers?: [role ...], who fill it in;  open?: [state ...], in
//   which it may be filled in;  assessment?: id of the stages in which it is assessed;
//   told?: [state ...], from which its writers see how;  start: state;  deeds?: [id ...], what people do to it beside the transitions
//   states: list of {id, name: {en, cy}, final?: true}
//   transitions: list of {id, name: {en, cy}, from: [state ...], to: state, roles: [role ...], deadline?: name,
//     needs?: list of {id, sentence: {en, cy}}, not-after?: [deed or transition ...],
//     asks?: list of {id, label: {en, cy}, required?: true, most-words}}
// The example {path: [transition ...], ends: state} leads from the start to a final state.
// Refused, beside faults of form: an id that stands twice, a state or deed that does not exist, a state that cannot be
// reached, one that is not final and leads to no final state, and a final one that is left ("catalogue.stages-…").
// Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "catalogue/catalogue.hpp"
#include "form/stages.hpp"

namespace potensial::form {

Result<Stages> read_stages(const Definition& definition);
// The version that holds on a day; refuses when there is none ("catalogue.no-stages").
Result<Stages> stages_on(const catalogue::Catalogue& catalogue, std::string_view id, Date day);

}  // namespace potensial::form
