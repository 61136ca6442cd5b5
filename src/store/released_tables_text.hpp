// Tables of a data release as the text that the ledger keeps, and back, without loss. Internal to store/. Pure.
#pragma once

#include <string>

#include "model/data_release.hpp"

namespace potensial::store {

std::string text_of_member(const FamilyMember& member);
FamilyMember member_of_text(const std::string& text);
std::string text_of_words(const std::vector<ReleasedWord>& words);
std::vector<ReleasedWord> words_of_text(const std::string& text);

}  // namespace potensial::store
