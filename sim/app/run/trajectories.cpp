#include "app/run/trajectories.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <iostream>

namespace firedrill {
namespace {

[[noreturn]] void refuse(const std::string& place, const char* what, const std::string& advice) {
    throw LoadError({{place, 0, ""}, what, advice}, ExitCode::usage);
}

void check(const Drill& drill, const DrillSettings& settings, const TrajectoryOptions& options) {
    const Building& building = drill.building();
    if (!options.storey.empty() && !building.storey(options.storey)) {
        std::string ids;
        for (const Storey& storey : building.scenario.storeys) ids += " " + storey.id;
        refuse("--storey " + options.storey, "there is no such storey / 没有这个楼层",
               "choose from / 可选:" + ids);
    }
    const auto ending = std::filesystem::path(options.file).extension();
    if (!options.file.empty() && ending != ".txt" && ending != ".sqlite") {
        refuse("--trajectories " + options.file, "the ending says the format / 扩展名决定格式",
               "end the name in .txt or .sqlite / 文件名以 .txt 或 .sqlite 结尾");
    }
    const double ticks = 1.0 / (options.frames_1_s * settings.dt_s);
    if (ticks < 0.999 || std::abs(ticks - std::round(ticks)) > 1e-6) {
        refuse(fmt::format("--fps {}", options.frames_1_s),
               "frames must fall on ticks / 帧必须落在时间步上",
               fmt::format("choose {:.0f} divided by a whole number / 请选 {:.0f} 除以整数",
                           1 / settings.dt_s, 1 / settings.dt_s));
    }
}

}  // namespace

TrajectoryRun::TrajectoryRun(const Drill& drill, const DrillSettings& settings,
                             const TrajectoryOptions& options) {
    if (options.file.empty() && options.geometry.empty()) return;
    check(drill, settings, options);
    ticks_per_frame_ =
        static_cast<std::uint64_t>(std::llround(1.0 / (options.frames_1_s * settings.dt_s)));
    TrajectorySettings wanted;
    wanted.file = options.file;
    wanted.geometry = options.geometry;
    wanted.storey = options.storey;
    wanted.frames_1_s = options.frames_1_s;
    wanted.title = fmt::format("Firedrill, {}, seed {}, door flow {}, smoke law {}",
                               drill.building().scenario.id, settings.seed,
                               door_flow_limit_name(settings.crowd.door_flow),
                               smoke_speed_law_name(settings.crowd.smoke_speed));
    files_.emplace(drill.building(), drill.walk_map(), wanted);
    files_->write(drill.occupants());
}

void TrajectoryRun::after_tick(const Drill& drill) {
    if (files_ && drill.ticks() % ticks_per_frame_ == 0) files_->write(drill.occupants());
}

void TrajectoryRun::close() {
    if (!files_) return;
    files_->close();
    for (const std::string& file : files_->written()) std::cerr << file << '\n';
}

}  // namespace firedrill
