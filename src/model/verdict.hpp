// The three answers to a legal comparison (inference.md 2.4). "Cannot be judged" is an answer.
#pragma once

namespace potensial {

enum class Verdict { low, not_low, cannot_be_judged };

}  // namespace potensial
