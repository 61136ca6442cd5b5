// An invented school page with every kind of block, every kind of value and every kind of chart.
// What the approved HTML, terminal, XLSX and browser tests render.
#pragma once

#include "model/block.hpp"
#include "report/html.hpp"

namespace potensial::tests {

Page sample_school();
// A second page, so that links lead somewhere: a finding without charts.
Page sample_finding();
report::Surroundings sample_surroundings();
// The pages of the sample: links to others are left out.
bool is_sample(const Target& target);

}  // namespace potensial::tests
