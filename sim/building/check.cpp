#include "building/assemble.hpp"
#include "building/building.hpp"

namespace firedrill {

std::vector<Problem> check_scenario(const Scenario& scenario, Language language) {
    format::Messages say(language);
    std::vector<Problem> problems;
    assemble(scenario, say, problems);
    return problems;
}

}  // namespace firedrill
