// Pages for people who are not signed in yet: the front page, the password, the one-time code, a link that works once.
// As blocks; `fault` is what the last try was refused for. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/person.hpp"
#include "service/accounts.hpp"

namespace potensial::service {

Page front_page(bool signed_in, bool invented);  // to their own home page, or to sign in
// `next`: the page that was asked for, where signing in was in the way.
Page sign_in_page(const std::string& next, const std::string& mail, const std::optional<Refusal>& fault);
Page code_page(const std::string& next, const std::optional<CodeToSetUp>& set_up, const std::optional<Refusal>& fault);
Page invitation_link_page(const std::string& link, const Person& person, const std::optional<Refusal>& fault);
Page demonstration_link_page(const std::string& link, const Person& person);

}  // namespace potensial::service
