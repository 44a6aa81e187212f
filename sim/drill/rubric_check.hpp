// Checks that a rubric can be what it says: events that exist, points that sum to the weights,
// targets to which the event can happen in this building. Knows scenario and vocabulary; the form
// of the file was checked when it was read.
#pragma once

#include <vector>

#include "base/error.hpp"
#include "base/texts.hpp"
#include "building/building.hpp"

namespace firedrill {

// Every problem with its place; empty where there is no drill.
std::vector<Problem> check_rubric(const Building& building, Language language = Language::zh);

}  // namespace firedrill
