// A form: sections of questions, and where each question stands. Forms are definitions of the catalogue
// (form_reader.hpp); nothing here stores answers. Value types; const use is thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "form/question.hpp"
#include "model/text.hpp"

namespace potensial::form {

struct Section {
  std::string id;
  Text title, hint;  // no hint: both empty
  std::vector<Question> questions;
};

struct Form {
  std::string id;
  int version = 1;
  Text name;
  std::vector<Section> sections;
};

// Questions of a form by id, with the parts around each. Points into the form, which must outlive it unchanged.
class QuestionIndex {
 public:
  struct Place {
    const Question* question = nullptr;
    std::vector<std::string> nest;  // parts around it, from the outermost
  };
  explicit QuestionIndex(const Form& form);

  const Place* find(std::string_view id) const;  // nullptr when unknown
  const std::map<std::string, Place, std::less<>>& all() const { return places_; }

 private:
  void add(const std::vector<Question>& questions, const std::vector<std::string>& nest);

  std::map<std::string, Place, std::less<>> places_;
};

}  // namespace potensial::form
