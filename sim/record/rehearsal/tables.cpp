#include "record/rehearsal/tables.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace firedrill::rehearsal {
namespace {

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

std::string quoted(const std::string& text) {
    // A spreadsheet takes what begins like this for a formula.
    std::string out = text.find_first_of("=+-@\t\r") == 0 ? "\"'" : "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string time_cell(double seconds) {
    return seconds < 0 ? "" : fmt::format("{:.2f}", seconds);
}

std::string runs_table(const Findings& findings) {
    std::string csv = byte_order_mark;
    csv +=
        "run,seed,fire,smoke_speed,door_flow,alarm_s,evacuation_s,assembled_s,out_50_s,out_90_s,"
        "out_95_s,out_100_s,people,out,inside,incapacitated,assembled,plan_followed,stuck,"
        "longest_still_s,largest_overlap_m,outside_samples,simulated_s,state_hash\r\n";
    for (std::size_t i = 0; i < findings.runs.size(); ++i) {
        const RunResult& run = findings.runs[i];
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},", i, run.seed, int(run.fire),
                           run.smoke_speed, run.door_flow, time_cell(run.alarm_s),
                           time_cell(run.evacuation_s), time_cell(run.assembled_s),
                           time_cell(run.share_out_s[0]), time_cell(run.share_out_s[1]),
                           time_cell(run.share_out_s[2]), time_cell(run.share_out_s[3]));
        csv +=
            fmt::format("{},{},{},{},{},{},{},{:.1f},{:.4f},{},{:.2f},{}\r\n", run.total, run.out,
                        run.inside, run.incapacitated, run.assembled,
                        findings.has_plans ? std::to_string(int(run.plan_followed())) : "",
                        run.checks.stuck, run.checks.longest_still_s, run.checks.largest_overlap_m,
                        run.checks.outside_samples, run.simulated_s, run.state_hash);
    }
    return csv;
}

std::string groups_table(const Findings& findings) {
    std::string csv = byte_order_mark;
    csv +=
        "run,seed,group,name_zh,name_en,people,out,assembled,incapacitated,first_out_s,last_out_s,"
        "last_assembled_s,by_planned_exit,at_planned_point,head_count_missing,plan_followed\r\n";
    for (std::size_t i = 0; i < findings.runs.size(); ++i) {
        for (std::size_t c = 0; c < findings.classes.list.size(); ++c) {
            const Class& who = findings.classes.list[c];
            const ClassOutcome& outcome = findings.runs[i].classes.at(c);
            csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", i,
                               findings.runs[i].seed, who.id, quoted(who.name.zh),
                               quoted(who.name.en), outcome.size, outcome.out, outcome.assembled,
                               outcome.incapacitated, time_cell(outcome.first_out_s),
                               time_cell(outcome.last_out_s), time_cell(outcome.last_assembled_s),
                               outcome.by_planned_exit, outcome.at_planned_point,
                               outcome.missing < 0 ? "" : std::to_string(outcome.missing),
                               outcome.has_plan ? std::to_string(int(outcome.followed())) : "");
        }
    }
    return csv;
}

std::string exits_table(const Findings& findings) {
    std::string csv = byte_order_mark;
    csv += "run,seed,exit,name_zh,name_en,people,first_out_s,last_out_s\r\n";
    const auto& exits = findings.building->scenario.exits;
    for (std::size_t i = 0; i < findings.runs.size(); ++i) {
        for (std::size_t e = 0; e < exits.size(); ++e) {
            const ExitOutcome& outcome = findings.runs[i].exits.at(e);
            csv += fmt::format("{},{},{},{},{},{},{},{}\r\n", i, findings.runs[i].seed, exits[e].id,
                               quoted(exits[e].name.zh), quoted(exits[e].name.en), outcome.count,
                               time_cell(outcome.first_s), time_cell(outcome.last_s));
        }
    }
    return csv;
}

std::string map_table(const Findings& findings, const StoreyRaster& storey) {
    std::string csv = byte_order_mark;
    csv += "x_m,y_m,max_density_1_m2,time_above_4_1_m2_s,queue_person_s\r\n";
    const Maps& maps = findings.mean_maps;
    for (std::int32_t k = storey.first; k < storey.first + storey.nx * storey.ny; ++k) {
        const auto square = static_cast<std::size_t>(k);
        if (findings.raster.walkable_m2[square] <= 0) continue;
        const Vec2 at = findings.raster.centre(k);
        csv += fmt::format("{:.2f},{:.2f},{:.3f},{:.2f},{:.2f}\r\n", at.x, at.y,
                           maps.max_density_1_m2.at(square), maps.crowded_s.at(square),
                           maps.queue_person_s.at(square));
    }
    return csv;
}

}  // namespace

void write_tables(const Findings& findings, const Folder& folder) {
    write_whole(folder.file("runs.csv"), runs_table(findings));
    write_whole(folder.file("groups.csv"), groups_table(findings));
    write_whole(folder.file("exits.csv"), exits_table(findings));
    std::error_code error;
    std::filesystem::create_directories(folder.file("maps"), error);  // writing tells of a failure
    for (const StoreyRaster& storey : findings.raster.storeys) {
        const std::string& id = findings.building->scenario.storeys[storey.storey.at()].id;
        write_whole(folder.file("maps/" + id + ".csv"), map_table(findings, storey));
    }
}

}  // namespace firedrill::rehearsal
