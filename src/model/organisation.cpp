#include "model/organisation.hpp"

#include <array>
#include <utility>

namespace potensial {
namespace {

constexpr std::array<std::pair<OrganisationKind, std::string_view>, 10> words{{
    {OrganisationKind::nation, "nation"},
    {OrganisationKind::consortium, "consortium"},
    {OrganisationKind::authority, "authority"},
    {OrganisationKind::cluster, "cluster"},
    {OrganisationKind::working_family, "working-family"},
    {OrganisationKind::school, "school"},
    {OrganisationKind::school_class, "class"},
    {OrganisationKind::agency, "agency"},
    {OrganisationKind::study, "study"},
    {OrganisationKind::other, "other"},
}};

}  // namespace

std::optional<OrganisationKind> organisation_kind(std::string_view text) {
  for (const auto& [kind, name] : words)
    if (name == text) return kind;
  return std::nullopt;
}

std::string_view word(OrganisationKind kind) {
  for (const auto& [each, name] : words)
    if (each == kind) return name;
  return "other";
}

}  // namespace potensial
