// check: every problem of a scenario with its place.

#include <iostream>

#include "app/cli/commands.hpp"
#include "building/load.hpp"
#include "drill/rubric_check.hpp"

namespace firedrill {

int check(const std::string& scenario, const Speech& say) {
    const std::string file = scenario_file(scenario);
    ReadResult read = read_scenario(file, say.language);
    std::vector<Problem> problems = std::move(read.problems);
    if (problems.empty()) problems = check_scenario(read.scenario, say.language);
    if (problems.empty()) problems = check_rubric(make_building(read.scenario), say.language);
    for (const Problem& problem : problems) std::cerr << problem.str() << '\n';
    if (!problems.empty()) return static_cast<int>(ExitCode::answer_is_no);
    std::cout << file << ": " << say("check.fit") << '\n';
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
