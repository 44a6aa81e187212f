#include "app/debrief/folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/debrief/moment_pictures.hpp"
#include "app/debrief/report.hpp"
#include "building/display_name.hpp"
#include "view/fault_camera.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    stream.close();
    if (!stream) {
        throw LoadError({{file.string(), 0, ""},
                         "cannot be written / 无法写入",
                         "check the folder, its rights and the free space / "
                         "请检查文件夹、权限和剩余空间"});
    }
}

// Faults close up as the trainee could have seen them, and what was photographed.
DebriefPictures take_pictures(const Debriefing& debriefing, const fs::path& folder) {
    constexpr int width = 640, height = 480, quality = 85;
    DebriefPictures taken;
    const Building building = make_building(debriefing.scenario());
    GlTarget target;
    target.resize(width, height, GL_RGBA8, true);
    const auto keep = [&](const std::string& name) {
        write_file(folder / name,
                   jpeg_of(read_framebuffer(target.framebuffer, width, height), quality));
        return name;
    };
    {
        RenderSettings settings;
        settings.quality = Quality::high;
        Renderer renderer(building, settings);
        for (const FaultCost& cost : debriefing.costs()) {
            const FaultKind* kind = debriefing.catalogue().find(cost.code);
            const ViewFrom from = kind != nullptr ? view_of(kind->appearance) : ViewFrom{};
            renderer.draw(at_rest(building), clear_view(building, cost.target, from), width, height,
                          target.framebuffer);
            taken.faults.push_back({cost.fault, keep("fault-" + cost.fault + ".jpg"), {}});
        }
    }
    // What was photographed in the fire is seen in the building as it then was.
    SnapshotPainter painter(building, Quality::high);
    int number = 0;
    for (const Photograph& photo : debriefing.photographs()) {
        painter.draw(photo.seen->unpacked(), width, height, target.framebuffer);
        const LocalText what =
            photo.target.empty() ? LocalText{} : display_name(building, photo.target);
        const std::string when = fmt::format("{:02d}:{:02d}", static_cast<int>(photo.time_s) / 60,
                                             static_cast<int>(photo.time_s) % 60);
        taken.photographs.push_back({photo.target,
                                     keep(fmt::format("photo-{}.jpg", ++number)),
                                     {when + " " + what.zh, when + " " + what.en}});
    }
    return taken;
}

}  // namespace

void begin_debriefing_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    write_file(fs::path(folder) / "debrief.json", "{}\n");
}

std::string write_debriefing_folder(const Debriefing& debriefing, const std::string& folder,
                                    const Speech& say, bool pictures) {
    begin_debriefing_folder(folder);
    const fs::path path(folder);
    const DebriefPictures taken = pictures ? take_pictures(debriefing, path) : DebriefPictures{};
    write_file(path / "debrief.json", debrief_json(debriefing));
    std::string page;
    for (const Language language : {Language::zh, Language::en}) {
        Speech other = say;
        other.language = language;
        const fs::path file =
            path / (language == Language::zh ? "debrief.zh.html" : "debrief.en.html");
        write_file(file, debrief_page(debriefing, other, taken));
        if (language == say.language) page = file.string();
    }
    return page;
}

}  // namespace firedrill
