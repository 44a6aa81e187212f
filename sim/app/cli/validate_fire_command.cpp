// validate fire: laboratory fires, formulas and closed forms, run and judged.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>

#include "app/cli/commands.hpp"
#include "app/run/progress.hpp"
#include "app/validate/fire_page.hpp"
#include "base/paths.hpp"

namespace firedrill {
namespace {

using namespace validate;

// A case is named by its id, by its scenario ("steckler_14"), or by its group's first word.
bool named(const FireCase& test, const std::string& name) {
    return test.id == name || test.id.starts_with(name + "_");
}

std::vector<const FireCase*> chosen(const FireBook& book, const ValidateOptions& options,
                                    const Speech& say) {
    for (const std::string& name : options.cases)
        if (name != "closed_forms" &&
            std::none_of(book.cases.begin(), book.cases.end(),
                         [&](const FireCase& test) { return named(test, name); })) {
            std::string known = " closed_forms";
            for (const FireCase& test : book.cases) known += " " + test.id;
            throw LoadError({{"validate fire " + name, 0, ""},
                             say("error.validate_case"),
                             say("advice.validate_case") + known},
                            ExitCode::usage);
        }
    std::vector<const FireCase*> cases;
    for (const FireCase& test : book.cases) {
        const bool wanted =
            options.cases.empty()
                ? !options.brief || test.quick
                : std::any_of(options.cases.begin(), options.cases.end(),
                              [&](const std::string& name) { return named(test, name); });
        if (wanted) cases.push_back(&test);
    }
    return cases;
}

void write_page(const std::string& path, const std::string& text) {
    std::ofstream stream(path);
    stream << text;
    stream.close();
    if (!stream)
        throw LoadError({{path, 0, ""},
                         "cannot be written / 无法写入",
                         "check the folder, its rights and the free space / "
                         "请检查文件夹、权限和剩余空间"});
    std::cerr << path << '\n';
}

// The longest runs first, so that none is left over alone at the end.
void run_all(std::vector<FireCaseResult>& results, const FireSettings& settings, int jobs,
             const Speech& say) {
    std::vector<std::size_t> order(results.size());
    for (std::size_t r = 0; r < order.size(); ++r) order[r] = r;
    const auto work_of = [&](std::size_t r) {
        const FireCase& test = *results[r].test;
        return test.until_s / std::pow(test.cell_m, 4);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return work_of(a) > work_of(b); });
    double total_s = 0, done_s = 0;
    for (const FireCaseResult& result : results) total_s += result.test->until_s;
    std::atomic<std::size_t> next{0};
    std::mutex one_at_a_time;
    std::exception_ptr failure;
    Progress progress;
    const auto work = [&] {
        while (true) {
            const std::size_t at = next.fetch_add(1);
            if (at >= order.size()) return;
            FireCaseResult& result = results[order[at]];
            double last_s = 0;
            try {
                result.record = run_fire(*result.test, settings, say.language, [&](double time_s) {
                    const std::lock_guard lock(one_at_a_time);
                    done_s += time_s - last_s;
                    last_s = time_s;
                    progress.show(say("progress.validate"), done_s, total_s);
                });
                result.pairs = compare(*result.test, result.record);
            } catch (...) {
                const std::lock_guard lock(one_at_a_time);
                if (!failure) failure = std::current_exception();
                next = order.size();
            }
        }
    };
    std::vector<std::thread> helpers;
    for (int j = 1; j < jobs; ++j) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

int validate_fire(const ValidateOptions& options, const Speech& say) {
    const FireBook book =
        load_fire_book((home_folder() / "tests" / "validation").string(), say.language);
    const std::vector<const FireCase*> cases = chosen(book, options, say);
    if (options.list) {
        for (const FireCase* test : cases) std::cout << test->id << '\n';
        return static_cast<int>(ExitCode::done);
    }
    FireReport report;
    report.texts = &say.texts;
    report.language = say.language;
    report.source = book.source;
    report.command = say.language == Language::en ? "firedrill --lang en validate fire"
                                                  : "firedrill validate fire";
    for (const std::string& name : options.cases) report.command += " " + name;
    if (options.brief) report.command += " --short";
    FireSettings settings;
    if (options.smagorinsky != settings.smagorinsky) {
        settings.smagorinsky = options.smagorinsky;
        report.command += fmt::format(" --smagorinsky {}", options.smagorinsky);
    }
    for (const FireCase* test : cases) {
        report.cases.emplace_back();
        report.cases.back().test = test;
    }
    if (options.cases.empty() || std::find(options.cases.begin(), options.cases.end(),
                                           "closed_forms") != options.cases.end())
        report.forms = closed_forms();
    run_all(report.cases, settings, options.jobs, say);

    int failed = 0;
    for (const FireVerdict& v : report.verdicts()) {
        std::cout << fmt::format("{:<6} {:<52} {:<6} {:>3}  {:.2f} / {:.2f}  {:+.2f} {}  [{}]\n",
                                 v.imposed || !v.owed ? "REPORT"
                                 : v.holds            ? "PASS"
                                                      : "FAIL",
                                 v.name, v.coarse ? "coarse" : "", v.accuracy.pairs,
                                 v.accuracy.bias, v.accuracy.scatter, v.mean_difference, v.unit,
                                 v.criterion);
        failed += v.owed && !v.holds;
    }
    for (const ClosedForm& form : report.forms) {
        std::cout << fmt::format("{:<6} {}: {:.4g} [{}]\n", form.holds() ? "PASS" : "FAIL",
                                 form_name(report, form), form.value, form_criterion(report, form));
        failed += !form.holds();
    }
    for (const std::string& id : report.broken_balances()) {
        std::cout << fmt::format("FAIL   {}: balances or heat release rate miss 1 %\n", id);
        ++failed;
    }
    if (!options.output.empty()) {
        std::filesystem::create_directories(options.output);
        write_page(options.output + "/FIRE.md", fire_markdown(report));
        write_page(options.output + "/FIRE.html", fire_html(report));
    }
    return static_cast<int>(failed > 0 ? ExitCode::answer_is_no : ExitCode::done);
}

}  // namespace firedrill
