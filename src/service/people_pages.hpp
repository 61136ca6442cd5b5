// Pages about people who sign in: who they are, what they may do, where they are signed in. As blocks; nothing about any
// learner stands on them. Pure but for the home's names; thread-safe where that is.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "model/access.hpp"
#include "model/block.hpp"
#include "model/person.hpp"
#include "service/home.hpp"
#include "store/session_store.hpp"

namespace potensial::service {

// A page that shows no figure about anybody, and so may be shown to anybody.
Page page_without_figures(Target address, Phrase title);

Page account_page(const Person& person, const std::vector<store::WebSession>& sessions, Home& home, const AccessPolicy& policy);
Page people_page(const std::vector<Person>& people, const AccessPolicy& policy, Date today);
Page person_page(const Person& person, Home& home, const AccessPolicy& policy, Date today);
// Language and, where people are told by mail, notices.
Form account_form(const Person& person, bool mails);
// Shows the link, which is shown only now; `mailed`: another one goes to the person by mail.
Page invitation_page(const Person& person, const std::string& link, bool mailed);

Phrase instant_phrase(std::chrono::sys_seconds at);  // day and time of day, UTC
Phrase role_phrase(const HeldRole& held, Home& home, const AccessPolicy& policy);  // "Headteacher, Ysgol Bryn"

}  // namespace potensial::service
