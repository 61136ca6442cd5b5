// The pack from which is decided whom a fund gives money in a year (pages.md, P17): what is left of its total, and every bid
// with the recommendations and the grades of its assessors, criterion by criterion and never as one score. As blocks. One
// thread at a time, as the home.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/guidance.hpp"
#include "service/operation.hpp"

namespace potensial::service {

Result<Page> decisions_page(Call& call, const Guidance& guidance);

}  // namespace potensial::service
