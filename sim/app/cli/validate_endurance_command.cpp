// validate endurance: fires that try to break the solver.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/cli/commands.hpp"
#include "app/run/progress.hpp"
#include "app/validate/endurance.hpp"

namespace firedrill {

int validate_endurance(const ValidateOptions& options, const Speech& say) {
    using namespace validate;
    const std::vector<EnduranceCase> all = endurance_cases();
    std::vector<EnduranceCase> chosen;
    for (const std::string& name : options.cases)
        if (std::none_of(all.begin(), all.end(),
                         [&](const EnduranceCase& test) { return test.id == name; })) {
            std::string known;
            for (const EnduranceCase& test : all) known += " " + test.id;
            throw LoadError({{"validate endurance " + name, 0, ""},
                             say("error.validate_case"),
                             say("advice.validate_case") + known},
                            ExitCode::usage);
        }
    for (EnduranceCase test : all) {
        if (options.cell_m > 0) test.cell_m = options.cell_m;
        const bool named =
            std::find(options.cases.begin(), options.cases.end(), test.id) != options.cases.end();
        if (options.cases.empty() ? !options.brief || test.brief_s > 0 : named)
            chosen.push_back(test);
    }
    if (options.list) {
        for (const EnduranceCase& test : chosen) std::cout << test.id << '\n';
        return static_cast<int>(ExitCode::done);
    }
    const auto seconds = [&](const EnduranceCase& test) {
        return options.brief && test.brief_s > 0 ? test.brief_s : test.until_s;
    };
    double total_s = 0, before_s = 0;
    for (const EnduranceCase& test : chosen) total_s += seconds(test);
    int failed = 0;
    Progress progress;
    for (const EnduranceCase& test : chosen) {
        const EnduranceRecord record =
            endure(test, seconds(test), options.jobs, say.language, [&](double time_s) {
                progress.show(say("progress.validate"), before_s + time_s, total_s);
            });
        before_s += seconds(test);
        std::cout << fmt::format(
                         "{:<4} {:<20} {:5.0f} s  {:6.0f} kW  {:5.1f} … {:5.0f} C  {:5.1f} m/s  "
                         "errors: mass {:.1e} energy {:.1e} soot {:.1e} carbon {:.1e}  {}",
                         record.broke.empty() ? "PASS" : "FAIL", test.id, record.simulated_s,
                         record.largest_kw, record.coldest_c, record.hottest_c, record.fastest_m_s,
                         record.mass_error, record.energy_error, record.soot_error,
                         record.carbon_error, record.broke)
                  << std::endl;
        failed += !record.broke.empty();
    }
    return static_cast<int>(failed > 0 ? ExitCode::answer_is_no : ExitCode::done);
}

}  // namespace firedrill
