// rehearse: many runs of a scenario side by side, kept one file each, and what they say together.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/commands.hpp"
#include "app/rehearse/ranks.hpp"
#include "app/rehearse/run_pool.hpp"
#include "app/rehearse/run_progress.hpp"
#include "app/rehearse/stop_request.hpp"
#include "building/load.hpp"
#include "record/rehearsal/page.hpp"
#include "record/rehearsal/tables.hpp"
#include "record/rehearsal/workbook.hpp"

namespace firedrill {
namespace {

using namespace rehearsal;

constexpr double longest_s = 1800;  // of a run, where neither option nor drill says
constexpr std::chrono::milliseconds look_round{100};

// The runs [first, last] that --only names, counted from 1; all of them where it is empty.
std::pair<int, int> part_of(const RehearseOptions& options, const Speech& say) {
    if (options.only.empty()) return {0, options.runs - 1};
    int first = 0, last = 0;
    const char* const end = options.only.data() + options.only.size();
    const auto one = std::from_chars(options.only.data(), end, first);
    if (one.ec == std::errc() && one.ptr == end) last = first;
    if (one.ec == std::errc() && one.ptr != end && *one.ptr == '-') {
        const auto two = std::from_chars(one.ptr + 1, end, last);
        if (two.ec != std::errc() || two.ptr != end) last = 0;
    }
    if (first < 1 || last < first || last > options.runs)
        throw LoadError({{"--only " + options.only, 0, ""},
                         say("error.rehearse_only"),
                         fmt::format(fmt::runtime(say("advice.rehearse_only")), options.runs)},
                        ExitCode::usage);
    return {first - 1, last - 1};
}

DrillSettings rehearsal_settings(const RehearseOptions& options, const Scenario& scenario) {
    DrillSettings settings = settings_of(options.run);
    settings.threads = 1;
    settings.with_trainee = false;
    settings.with_crowd = true;
    settings.alarm_at_s = options.alarm_at_s;
    if (!settings.alarm_at_s && !raises_alarm_itself(scenario, settings.with_fire))
        settings.alarm_at_s = 0;
    return settings;
}

double duration_of(const RehearseOptions& options, const Scenario& scenario) {
    if (options.until_s) return *options.until_s;
    return scenario.drill ? scenario.drill->duration : longest_s;
}

std::vector<int> missing_runs(const Folder& folder, std::pair<int, int> part) {
    std::vector<int> missing;
    for (int run = part.first; run <= part.second; ++run) {
        if (!folder.has(run)) missing.push_back(run);
    }
    return missing;
}

// Computes what is missing on this process's threads; false: stopped before the end.
bool compute(const Building& building, const DrillSettings& settings, const Folder& folder,
             std::vector<int> todo, std::pair<int, int> part, int jobs, const Speech& say) {
    if (todo.empty()) return true;
    StopRequest stop;
    RunPool pool(building, settings, folder.manifest(), todo, jobs);
    const int total = part.second - part.first + 1;
    int done = total - static_cast<int>(todo.size());
    RunProgress progress(say("progress.rehearse"), total, done);
    progress.show(done);
    while (!pool.idle()) {
        if (stop.asked()) pool.stop();
        if (const auto run = pool.take(look_round)) {
            folder.save(run->run, run->text);
            progress.show(++done);
        }
    }
    return done == total;
}

// What a rank sends to rank 0: a run's number and result, or why it cannot go on; then its end.
constexpr char sends_run = 'R', sends_failure = 'F', sends_end = 'E';

// Rank 0: hands out what is missing, keeps what it and the others compute.
bool compute_as_first(Ranks& ranks, const Building& building, const DrillSettings& settings,
                      const Folder& folder, const std::vector<int>& todo, std::pair<int, int> part,
                      int jobs, const Speech& say) {
    std::string list = folder.manifest().hash();
    for (const int run : todo) list += ' ' + std::to_string(run);
    ranks.broadcast(list);
    std::vector<int> mine;
    for (std::size_t k = 0; k < todo.size(); k += static_cast<std::size_t>(ranks.size()))
        mine.push_back(todo[k]);
    StopRequest stop;
    RunPool pool(building, settings, folder.manifest(), mine, jobs);
    const int total = part.second - part.first + 1;
    int done = total - static_cast<int>(todo.size()), others = ranks.size() - 1;
    RunProgress progress(say("progress.rehearse"), total, done);
    progress.show(done);
    while (!pool.idle() || others > 0) {
        if (stop.asked()) pool.stop();
        if (const auto run = pool.take(others > 0 ? std::chrono::milliseconds(20) : look_round)) {
            folder.save(run->run, run->text);
            progress.show(++done);
        } else if (pool.idle()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        while (const auto message = ranks.receive()) {
            const std::string& text = message->second;
            const auto cut = text.find('\n');
            if (text[0] == sends_run) {
                folder.save(std::stoi(text.substr(1, cut - 1)), text.substr(cut + 1));
                progress.show(++done);
            } else if (text[0] == sends_failure) {
                std::cerr << text.substr(cut + 1) << '\n';
                ranks.abort(std::stoi(text.substr(1, cut - 1)));
            } else {
                --others;
            }
        }
    }
    return done == total;
}

// Every other rank: computes its share and sends it.
void compute_as_other(Ranks& ranks, const Building& building, const DrillSettings& settings,
                      const Manifest& manifest, int jobs, const Speech& say) {
    std::istringstream list(ranks.broadcast({}));
    std::string hash;
    list >> hash;
    if (hash != manifest.hash())
        throw LoadError({{fmt::format("rank {}", ranks.rank()), 0, ""},
                         say("error.rank_differs"),
                         say("advice.rank_differs")});
    std::vector<int> mine;
    int run = 0;
    for (int k = 0; list >> run; ++k) {
        if (k % ranks.size() == ranks.rank()) mine.push_back(run);
    }
    StopRequest stop;
    RunPool pool(building, settings, manifest, mine, jobs);
    while (!pool.idle()) {
        if (stop.asked()) pool.stop();
        if (const auto done = pool.take(look_round))
            ranks.send(fmt::format("{}{}\n{}", sends_run, done->run, done->text));
    }
    ranks.send(std::string(1, sends_end));
}

nlohmann::ordered_json spread_json(const Spread& spread) {
    if (spread.count == 0) return nullptr;
    return {{"runs", spread.count},
            {"q05", spread.q05},
            {"q50", spread.q50},
            {"q95", spread.q95},
            {"max", spread.most}};
}

// What the command prints, like the other commands one object.
std::string headline(const Findings& findings, const Folder& folder) {
    nlohmann::ordered_json json;
    json["scenario"] = findings.manifest.scenario_id;
    json["runs"] = findings.runs.size();
    json["first_seed"] = findings.manifest.first_seed;
    json["fire"] = findings.manifest.fire;
    json["smoke_speed"] = findings.manifest.smoke_speed;
    json["door_flow"] = findings.manifest.door_flow;
    json["evacuation_s"] = spread_json(findings.evacuation_s);
    json["evacuation_mean_s"] = findings.evacuation_mean.count > 0
                                    ? nlohmann::ordered_json(findings.evacuation_mean.value)
                                    : nullptr;
    json["evacuation_mean_half_width_s"] =
        findings.evacuation_mean.count > 1
            ? nlohmann::ordered_json(findings.evacuation_mean.half_width)
            : nullptr;
    json["assembled_s"] = spread_json(findings.assembled_s);
    int inside = 0, incapacitated = 0;
    for (const RunResult& run : findings.runs) {
        inside = std::max(inside, run.inside);
        incapacitated = std::max(incapacitated, run.incapacitated);
    }
    json["most_inside"] = inside;
    json["most_incapacitated"] = incapacitated;
    json["plan_followed_runs"] =
        findings.has_plans ? nlohmann::ordered_json(findings.plan_followed) : nullptr;
    json["stuck"] = findings.worst.stuck;
    json["longest_still_s"] = findings.worst.longest_still_s;
    json["largest_overlap_m"] = findings.worst.largest_overlap_m;
    json["outside_samples"] = findings.worst.outside_samples;
    json["checks_passed"] = findings.passed();
    json["page"] = folder.file("index.html");
    return json.dump(2) + "\n";
}

int write_findings(const Building& building, const Folder& folder, int runs, const Speech& say) {
    const Findings findings = gather(building, folder, runs);
    write_tables(findings, folder);
    write_workbook(findings, say.texts, say.language, folder.file("rehearsal.xlsx"));
    write_page(findings, say.texts, say.language, folder.file("index.html"));
    std::cout << headline(findings, folder);
    if (findings.passed()) return static_cast<int>(ExitCode::done);
    std::cerr << fmt::format(fmt::runtime(say("rehearse.checks_failed")), findings.failed_checks,
                             findings.runs.size(), folder.file("index.html"))
              << '\n';
    return static_cast<int>(ExitCode::answer_is_no);
}

}  // namespace

int rehearse(const RehearseOptions& options, const Speech& say) {
    const std::pair<int, int> part = part_of(options, say);
    std::optional<Ranks> ranks;
    if (options.mpi) ranks.emplace(say);
    try {
        const Building building = make_building(
            load_scenario(scenario_file(options.run.scenario), say.language), say.language);
        if (building.scenario.occupants.empty())
            throw LoadError({{building.scenario.file, 0, "/occupants"},
                             say("error.nobody"),
                             say("advice.nobody")});
        const DrillSettings settings = rehearsal_settings(options, building.scenario);
        const Manifest manifest =
            make_manifest(building, settings, duration_of(options, building.scenario));
        const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        const int jobs = options.jobs > 0 ? options.jobs : ranks ? 1 : cores;
        if (ranks && ranks->rank() > 0) {
            compute_as_other(*ranks, building, settings, manifest, jobs, say);
            return static_cast<int>(ExitCode::done);
        }
        const Folder folder(
            options.output.empty() ? "rehearsal-" + building.scenario.id : options.output,
            manifest);
        for (const std::string& other : options.merge) folder.merge(other, options.runs);
        const std::vector<int> todo = missing_runs(folder, part);
        const bool complete =
            ranks ? compute_as_first(*ranks, building, settings, folder, todo, part, jobs, say)
                  : compute(building, settings, folder, todo, part, jobs, say);
        const int left = static_cast<int>(missing_runs(folder, {0, options.runs - 1}).size());
        if (left == 0) return write_findings(building, folder, options.runs, say);
        std::cerr << fmt::format(
                         fmt::runtime(say(complete ? "rehearse.part_done" : "rehearse.stopped")),
                         options.runs - left, options.runs, folder.path())
                  << '\n';
        return static_cast<int>(complete ? ExitCode::done : ExitCode::answer_is_no);
    } catch (const LoadError& error) {
        if (!ranks) throw;
        // The other ranks wait for this one: all end, with one message.
        if (ranks->rank() > 0)
            ranks->send(fmt::format("{}{}\n{}", sends_failure, static_cast<int>(error.code()),
                                    error.what()));
        if (ranks->rank() > 0) std::this_thread::sleep_for(std::chrono::seconds(5));
        if (ranks->rank() == 0) std::cerr << error.what() << '\n';
        ranks->abort(static_cast<int>(error.code()));
    }
}

}  // namespace firedrill
