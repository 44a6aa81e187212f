#include "building/assemble.hpp"
#include "building/building.hpp"
#include "building/check/inspection.hpp"

namespace firedrill {

std::vector<Problem> check_scenario(const Scenario& scenario, Language language) {
    format::Messages say(language);
    std::vector<Problem> problems;
    const Building building = assemble(scenario, say, problems);
    check::Inspection inspection{building, say, problems};
    check::outlines(inspection);
    check::rooms(inspection);
    check::openings(inspection);
    check::stairs(inspection);
    check::places(inspection);
    check::routes(inspection);
    check::supplies(inspection);
    check::drill(inspection);
    return problems;
}

}  // namespace firedrill
