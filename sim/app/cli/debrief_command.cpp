// debrief: what each fault of a recorded drill cost, by running it again with one mended at a time.

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/debrief/report.hpp"
#include "app/run/progress.hpp"
#include "view/fault_camera.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& file, const std::string& text) {
    std::ofstream stream(file);
    stream << text;
    stream.close();
    if (!stream) {
        throw LoadError({{file.string(), 0, ""},
                         "cannot be written",
                         "check the folder, its rights and the free space"});
    }
}

// Faults close up as the trainee could have seen them, and what was photographed.
void take_pictures(const Debriefing& debriefing, const fs::path& folder,
                   std::vector<DebriefPicture>& faults, std::vector<DebriefPicture>& photographs) {
    constexpr int width = 640, height = 480;
    const Building building = make_building(debriefing.scenario());
    Offscreen offscreen(width, height);
    RenderSettings settings;
    settings.quality = Quality::high;
    Renderer renderer(building, settings);
    const auto shoot = [&](const Snapshot& snapshot, const CameraPose& pose,
                           const std::string& name) {
        renderer.draw(snapshot, pose, width, height, offscreen.framebuffer());
        write_png(offscreen.read(), (folder / name).string());
    };
    for (const FaultCost& cost : debriefing.costs()) {
        const FaultKind* kind = debriefing.catalogue().find(cost.code);
        const std::string name = "fault-" + cost.fault + ".png";
        shoot(at_rest(building),
              close_view(building, cost.target, kind != nullptr ? kind->appearance.seen_from : 2.0),
              name);
        faults.push_back({cost.fault, name});
    }
    int number = 0;
    for (const Photograph& photo : debriefing.photographs()) {
        const std::string name = fmt::format("photo-{}.png", ++number);
        shoot(photo.snapshot, camera_pose(building, "trainee", photo.snapshot), name);
        photographs.push_back({fmt::format("{:02d}:{:02d} {}", static_cast<int>(photo.time_s) / 60,
                                           static_cast<int>(photo.time_s) % 60, photo.target),
                               name});
    }
}

}  // namespace

int debrief(const DebriefOptions& options, const Speech& say) {
    const fs::path folder(options.output);
    if (!options.output.empty()) {
        std::error_code error;
        fs::create_directories(folder, error);
        write_file(folder / "debrief.json",
                   "{}\n");  // an unwritable folder is told before the work
    }
    Debriefing debriefing(read_replay(options.file), options.jobs);
    {
        Progress progress;
        while (!debriefing.finished()) {
            progress.show(say("progress.debrief"), debriefing.share() * debriefing.total(),
                          debriefing.total());
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    }
    std::cout << debrief_table(debriefing, say);
    if (options.output.empty()) return static_cast<int>(ExitCode::done);
    std::vector<DebriefPicture> faults, photographs;
    if (options.pictures) take_pictures(debriefing, folder, faults, photographs);
    write_file(folder / "debrief.json", debrief_json(debriefing));
    for (const Language language : {Language::zh, Language::en}) {
        Speech other = say;
        other.language = language;
        write_file(folder / (language == Language::zh ? "debrief.zh.html" : "debrief.en.html"),
                   debrief_page(debriefing, other, faults, photographs));
    }
    std::cout << (folder / (say.language == Language::zh ? "debrief.zh.html" : "debrief.en.html"))
                     .string()
              << '\n';
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
