// picture: a PNG of a drill at a time, without a display.

#include <fmt/format.h>

#include <charconv>
#include <iostream>

#include "app/cli/commands.hpp"
#include "app/run/progress.hpp"
#include "building/load.hpp"
#include "drill/replay.hpp"
#include "drill/script.hpp"
#include "view/picture.hpp"

namespace firedrill {
namespace {

struct PixelSize {
    int width = 0, height = 0;
};

PixelSize parse_size(const std::string& text, const Speech& say) {
    PixelSize size;
    const char* const end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec == std::errc() && width.ptr != end && *width.ptr == 'x') {
        const auto height = std::from_chars(width.ptr + 1, end, size.height);
        if (height.ec == std::errc() && height.ptr == end && size.width >= 16 &&
            size.height >= 16 && size.width <= 8192 && size.height <= 8192) {
            return size;
        }
    }
    throw LoadError({{"--size " + text, 0, ""}, say("error.size"), say("advice.size")},
                    ExitCode::usage);
}

// The grid as a person can read it: a plan at head height of each storey.
std::string grid_text(const Building& building, const Grid& grid) {
    std::string text = describe(grid) + '\n';
    for (const Storey& storey : building.scenario.storeys) {
        const int k = grid.cell_of({0, 0, storey.elevation + 1.5}).z;
        text += fmt::format("\n{} z = {:.2f} m\n{}", storey.id, grid.centre(0, 0, k).z,
                            plan_text(grid, k));
    }
    return text;
}

}  // namespace

int picture(const PictureOptions& options, const Speech& say) {
    const PixelSize size = parse_size(options.size, say);
    std::optional<Replay> replay;
    if (!options.replay.empty()) replay = read_replay(options.replay);
    const Building building =
        make_building(replay ? parse_scenario(replay->scenario_text, options.replay)
                             : drill_scenario(scenario_file(options.run.scenario), options.run.seed,
                                              options.run.difficulty, say.language));
    if (options.show == "grid") {
        std::cout << grid_text(building, make_grid(building, settings_of(options.run).grid));
        return static_cast<int>(ExitCode::done);
    }
    Offscreen offscreen(size.width, size.height);

    DrillSettings settings = replay ? replay->settings : settings_of(options.run);
    settings.threads = options.run.threads;
    std::optional<ScriptPilot> pilot;
    if (!replay && !options.script.empty())
        pilot.emplace(script_file(options.script, options.run.scenario), building);
    if (!replay && !pilot) settings.with_trainee = building.scenario.drill.has_value();
    Drill drill(building, settings);
    Snapshot snapshot;
    drill.fill(snapshot);
    camera_pose(building, options.camera, snapshot);  // an unknown camera is told before the work
    {
        Progress progress;
        while (drill.time_s() + 0.5 * settings.dt_s < options.at_s) {
            const std::size_t tick = drill.ticks();
            if (replay && tick >= replay->inputs.size()) break;
            if (drill.finished()) break;  // the last picture there is
            drill.tick(replay ? replay->inputs[tick] : pilot ? pilot->next(drill) : TickInput{});
            progress.show(say("progress.drill"), drill.time_s(), options.at_s);
        }
    }
    drill.fill(snapshot);
    const CameraPose camera = camera_pose(building, options.camera, snapshot);
    RenderSettings render;
    render.quality = Quality::high;
    render.hide_trainee = options.camera == "trainee";
    Renderer renderer(snapshot.mended_building ? *snapshot.mended_building : building, render);
    renderer.draw(snapshot, camera, size.width, size.height, offscreen.framebuffer());
    write_png(offscreen.read(), options.output);
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
