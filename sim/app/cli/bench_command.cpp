// bench: measures speed, case by case. A case is a name and a function; add new ones to the list.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/bench_cases.hpp"
#include "app/run/summary.hpp"

namespace firedrill {
namespace {

struct BenchCase {
    std::string name;
    std::function<void(const BenchOptions&, const Speech&)> run;
};

BenchCase whole_drill(const std::string& scenario) {
    return {scenario, [scenario](const BenchOptions& options, const Speech& say) {
                bench_scenario(scenario, options, say);
            }};
}

BenchCase fire_alone(const std::string& name, FireCase (*what)()) {
    return {name, [what](const BenchOptions& options, const Speech& say) {
                bench_fire(what(), options, say);
            }};
}

std::vector<BenchCase> bench_cases() {
    return {
        whole_drill("school"),
        whole_drill("supermarket"),
        whole_drill("rental_block"),
        {"routes", bench_routes},
        {"crowd", bench_crowd},
        {"bandwidth", bench_bandwidth},
        fire_alone("fire_room", room_fire),
        fire_alone("fire_floor", floor_fire),
        fire_alone("fire_school", school_fire),
        fire_alone("fire_floor_fine", fine_floor_fire),
        {"doors", bench_doors},
    };
}

}  // namespace

int bench(const BenchOptions& options, const Speech& say) {
    const std::vector<BenchCase> all = bench_cases();
    std::vector<std::string> names;
    for (const BenchCase& one : all) names.push_back(one.name);
    for (const std::string& name : options.cases) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            throw LoadError({{"bench " + name, 0, ""},
                             say("error.bench_case"),
                             say("advice.bench_case") + fmt::format("{}", fmt::join(names, ", "))},
                            ExitCode::usage);
        }
    }
    for (const std::string& name : options.cases.empty() ? names : options.cases)
        std::find_if(all.begin(), all.end(), [&](const BenchCase& one) {
            return one.name == name;
        })->run(options, say);
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
