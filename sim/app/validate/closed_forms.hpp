// Closed forms: flows with a known answer, run on the bare solver: rest, a closed box, and the
// order at which errors fall with the cell size. Knows the solver's fields, no scenario.
#pragma once

#include <string>
#include <vector>

namespace firedrill::validate {

struct ClosedForm {
    std::string id;  // "validate.fire.form." and it: its name among the texts
    double value = 0, least = 0, most = 0;  // holds where least <= value <= most
    bool holds() const { return value >= least && value <= most; }
};

std::vector<ClosedForm> closed_forms();

}  // namespace firedrill::validate
