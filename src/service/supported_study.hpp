// Learners with support beside similar learners, as the home knows them: every activity on the registers of some schools, and every
// outcome that arrived after its start. Kept in the home by place. One thread at a time, as the home.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "insight/supported_blocks.hpp"
#include "service/home.hpp"
#include "service/pages.hpp"

namespace potensial::service {

// Of the registers of one school, or of all schools of an authority: `place` is either. With names for readers to whom the learners
// may be named. Refuses as the rules and the facts do.
Result<std::shared_ptr<const insight::SupportedBlockInput>> supported_outcomes(Home& home, Pages& pages, const Organisation& place);

}  // namespace potensial::service
