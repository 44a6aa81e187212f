// validate crowd: the published verification suites of evacuation models, run and judged.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/cli/commands.hpp"
#include "app/run/progress.hpp"
#include "app/validate/crowd_page.hpp"
#include "base/paths.hpp"

namespace firedrill {
namespace {

using namespace validate;

std::vector<const CrowdCase*> chosen(const CaseBook& book, const ValidateOptions& options,
                                     const Speech& say) {
    std::vector<const CrowdCase*> cases;
    for (const CrowdCase& test : book.cases) {
        const bool wanted =
            options.cases.empty() ||
            std::any_of(options.cases.begin(), options.cases.end(), [&](const std::string& name) {
                return name == test.id || name == test.suite;
            });
        if (wanted) cases.push_back(&test);
    }
    for (const std::string& name : options.cases) {
        if (std::any_of(book.cases.begin(), book.cases.end(), [&](const CrowdCase& test) {
                return name == test.id || name == test.suite;
            }))
            continue;
        std::string known;
        for (const CrowdCase& test : book.cases) known += " " + test.id;
        throw LoadError({{"validate crowd " + name, 0, ""},
                         say("error.validate_case"),
                         say("advice.validate_case") + known},
                        ExitCode::usage);
    }
    return cases;
}

CrowdSuite run_suite(const CaseBook& book, const Laboratory& laboratory,
                     const std::vector<const CrowdCase*>& cases, const SuiteSettings& settings,
                     const std::string& text) {
    CrowdSuite suite(book, laboratory, cases, settings);
    Progress progress;
    suite.run([&](int done, int total) { progress.show_count(text, done, total); });
    return suite;
}

void print(const CaseResult& result) {
    std::string line =
        fmt::format("{:<6} {:<22} {}", verdict_of(result), result.test->id, result.test->title);
    const auto shown = [&](const ClaimResult& claim) {
        return claim.claim->hard() ? !result.holds ? !claim.holds : true : !result.has_hard;
    };
    for (const ClaimResult& claim : result.claims) {
        if (!shown(claim)) continue;
        line += fmt::format(" | {}: {}", claim.claim->says, values_text(claim));
        if (!claim.criterion.empty()) line += fmt::format(" [{}]", claim.criterion);
    }
    std::cout << line << '\n';
}

// Runs each case under the broken models that it names, all in the short form, and notes under
// which a hard claim fails that the sound model keeps. Returns how many cases with such claims no
// broken model could make fail.
int run_breaks(const CaseBook& book, const Laboratory& laboratory,
               const std::vector<const CrowdCase*>& cases, int jobs, bool results_are_brief,
               std::vector<CaseResult>& results, const Speech& say) {
    SuiteSettings settings;
    settings.brief = true;
    settings.jobs = jobs;
    const std::vector<CaseResult> sound =
        results_are_brief
            ? results
            : run_suite(book, laboratory, cases, settings, say("progress.validate")).judge();
    for (const BrokenModel& model : broken_models()) {
        std::vector<const CrowdCase*> affected;
        for (const CrowdCase* test : cases) {
            if (std::find(test->breaks.begin(), test->breaks.end(), model.name) !=
                test->breaks.end())
                affected.push_back(test);
        }
        if (affected.empty()) continue;
        settings.faults = model.faults;
        const std::vector<CaseResult> broken =
            run_suite(book, laboratory, affected, settings,
                      say("progress.validate") + " --broken " + model.name)
                .judge();
        for (std::size_t b = 0; b < broken.size(); ++b) {
            for (std::size_t r = 0; r < results.size(); ++r) {
                if (results[r].test != broken[b].test) continue;
                bool fails = false;
                for (std::size_t c = 0; c < broken[b].claims.size(); ++c) {
                    fails |= broken[b].claims[c].claim->hard() && sound[r].claims[c].holds &&
                             !broken[b].claims[c].holds;
                }
                if (fails) results[r].fails_under.push_back(model.name);
            }
        }
    }
    int never = 0;
    for (std::size_t r = 0; r < results.size(); ++r) {
        const bool can_be_shown = std::any_of(
            sound[r].claims.begin(), sound[r].claims.end(),
            [](const ClaimResult& claim) { return claim.claim->hard() && claim.holds; });
        if (results[r].has_hard && can_be_shown && results[r].fails_under.empty()) ++never;
    }
    return never;
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream stream(path);
    stream << text;
    stream.close();
    if (!stream) {
        throw LoadError({{path, 0, ""},
                         "cannot be written / 无法写入",
                         "check the folder, its rights and the free space / "
                         "请检查文件夹、权限和剩余空间"});
    }
    std::cerr << path << '\n';
}

}  // namespace

int validate_crowd(const ValidateOptions& options, const Speech& say) {
    const std::string folder = (home_folder() / "tests" / "verification" / "cases").string();
    const CaseBook book = load_cases(folder, say.language);
    const Laboratory laboratory = load_laboratory(folder + "/laboratory.json", say.language);
    const std::vector<const CrowdCase*> cases = chosen(book, options, say);
    if (options.list) {
        for (const CrowdCase* test : cases)
            std::cout << fmt::format("{:<22} {}\n", test->id, test->title);
        return static_cast<int>(ExitCode::done);
    }
    SuiteSettings settings;
    settings.brief = options.brief;
    settings.jobs = options.jobs;
    if (!options.broken.empty()) {
        const BrokenModel* model = broken_model(options.broken);
        if (model == nullptr) {
            std::string known;
            for (const BrokenModel& one : broken_models()) known += std::string(" ") + one.name;
            throw LoadError({{"--broken " + options.broken, 0, ""},
                             say("error.validate_broken"),
                             say("advice.validate_case") + known},
                            ExitCode::usage);
        }
        settings.faults = model->faults;
    }
    const CrowdSuite suite = run_suite(book, laboratory, cases, settings, say("progress.validate"));
    std::vector<CaseResult> results = suite.judge();
    int never = 0;
    const bool with_breaks = options.breaks && options.broken.empty();
    if (with_breaks)
        never = run_breaks(book, laboratory, cases, options.jobs, options.brief, results, say);
    int failed = 0;
    for (const CaseResult& result : results) {
        print(result);
        failed += !result.holds;
        if (with_breaks && result.has_hard) {
            std::cout << fmt::format("       {:<22} fails under: {}\n", "",
                                     result.fails_under.empty()
                                         ? "none"
                                         : fmt::format("{}", fmt::join(result.fails_under, ", ")));
        }
    }
    std::cout << fmt::format("{} / {} {}; {:.0f} s, {:.2g} agent-steps/s\n",
                             results.size() - static_cast<std::size_t>(failed), results.size(),
                             say("validate.held"), suite.busy_s(),
                             suite.agent_steps() / std::max(1e-9, suite.busy_s()));
    if (with_breaks) std::cout << fmt::format("{} {}\n", never, say("validate.never_failed"));
    if (!options.output.empty()) {
        PageHead head;
        head.texts = &say.texts;
        head.language = say.language;
        head.command = "firedrill ";
        if (say.language == Language::en) head.command += "--lang en ";
        head.command += "validate crowd";
        for (const std::string& name : options.cases) head.command += " " + name;
        if (options.brief) head.command += " --short";
        if (options.breaks) head.command += " --breaks";
        if (!options.broken.empty()) head.command += " --broken " + options.broken;
        head.version = "0.1.0";
        head.broken = options.broken;
        head.brief = options.brief;
        head.with_breaks = with_breaks;
        std::filesystem::create_directories(options.output);
        write_file(options.output + "/CROWD.md", markdown_page(head, results));
        write_file(options.output + "/CROWD.html", html_page(head, results, suite, laboratory));
    }
    // A test that no broken model can make fail shows nothing.
    const bool no = failed > 0 || never > 0;
    return static_cast<int>(no ? ExitCode::answer_is_no : ExitCode::done);
}

}  // namespace firedrill
