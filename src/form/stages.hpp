// The stages of a thing, such as a bid: its states, and the transitions between them with who may take each, until when,
// what must hold, what the person is asked for, and who may not because of what he or she did before (SEC-8, SEC-9).
// A person is known by one id under every account. Nothing here is stored: the caller brings the history.
// Value types; const use is thread-safe.
#pragma once

#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "form/objection.hpp"
#include "model/text.hpp"

namespace potensial::form {

struct State {
  std::string id;
  Text name;
  bool is_final = false;
};

// What must hold before a transition, as the caller says: "form-complete".
struct Need {
  std::string id;
  Text sentence;  // said when it does not hold
};

// What the person who takes a transition is asked for: a comment, a reason.
struct Ask {
  std::string id;
  Text label;
  bool required = true;
  std::size_t most_words = 0;
};

struct Transition {
  std::string id;
  Text name;
  std::vector<std::string> from;
  std::string to;
  std::vector<std::string> roles;     // one of them
  std::string deadline;               // name of the last day on which it may be taken; empty: none
  std::vector<Need> needs;
  std::vector<std::string> not_after;  // deeds and transitions: whoever did one of them may not take this one
  std::vector<Ask> asks;
};

// Something that a person did to the thing: a transition, or another deed that the definition names ("write").
struct Deed {
  std::string name;
  std::string person;
};

struct Attempt {
  std::string state, transition;
  std::string person;
  std::vector<std::string> roles;        // that the person holds for this thing
  Date today;
  std::vector<Deed> history;             // of the thing, from its beginning
  std::set<std::string, std::less<>> holding;                      // needs that hold
  std::map<std::string, Date, std::less<>> deadlines;              // by name: last days
  std::map<std::string, std::string, std::less<>> said;            // by ask
};

struct Stages {
  std::string id;
  int version = 1;
  Text name;
  std::string form;                // id of the form that goes through them; empty: none
  std::string start;
  std::vector<std::string> deeds;  // beside the transitions
  std::vector<State> states;
  std::vector<Transition> transitions;
  std::string noun = {};                  // of the address of its page: "bid"
  std::vector<std::string> writers = {};  // roles that may fill in the form
  std::vector<std::string> open = {};     // states in which it may be filled in
  std::vector<std::string> told = {};     // states from which its writers see how it was assessed
  std::string assessment = {};            // id of the stages in which it is assessed; empty: it is not

  const State* state(std::string_view id) const;
  const Transition* transition(std::string_view id) const;
  std::vector<const Transition*> leaving(std::string_view state) const;

  // The new state, or why not: the first fault in the order of state, role, person, deadline, needs, what was asked.
  // Sentences: catalogue/messages/steps.yaml.
  std::expected<std::string, Objection> step(const Attempt& attempt) const;
};

}  // namespace potensial::form
